"""The acting body, which carries the duties of a body that an agency does not have."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from clauses.model import ActingRule, BodyId
from scheduler.roster.model import Organisation


def acts_for_now(
    organisation: Organisation, around: Collection[Organisation], rules: Sequence[ActingRule]
) -> tuple[BodyId, ...]:
    """Of the bodies that ``organisation`` was registered to act for, those that it does act for.

    ``around`` are the organisations above it and those beside it under the same one. A body that
    exists there, now, is acted for by nobody.
    """
    return tuple(
        body for body in organisation.acts_for if may_act_for(body, organisation, around, rules)
    )


def may_act_for(
    absent: BodyId,
    organisation: Organisation,
    around: Collection[Organisation],
    rules: Sequence[ActingRule],
) -> bool:
    """Whether a rule lets ``organisation`` carry the duties of ``absent``.

    That is: the body does not exist around it, nor one that would carry the duties before it does.
    Of several that could equally, it is the one registered first that does.
    """
    return any(
        rule.absent == absent
        and organisation.body in rule.carried_by
        and not any(_goes_before(other, organisation, rule) for other in around)
        for rule in rules
    )


def _goes_before(other: Organisation, organisation: Organisation, rule: ActingRule) -> bool:
    if other.body == rule.absent:
        return True
    if other.body not in rule.carried_by:
        return False
    rank, own_rank = rule.carried_by.index(other.body), rule.carried_by.index(organisation.body)
    acts_already = rule.absent in other.acts_for and other.id < organisation.id
    return rank < own_rank or (rank == own_rank and acts_already)
