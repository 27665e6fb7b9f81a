"""An unfinished registration: the choices so far. Pure; the dialogue keeps it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from clauses.library import Library
from clauses.model import ActingRule, BodyId
from clauses.naming import LevelId
from scheduler.roster.model import OrganisationId
from scheduler.roster.names import organisation_name


class Step(StrEnum):
    """The question that the person is asked."""

    BODY = "body"
    SEARCH = "search"
    NAME = "name"
    LEVEL = "level"
    ACTING = "acting"
    PARENT = "parent"
    POST = "post"


@dataclass(frozen=True)
class RegistrationDraft:
    """The choices of the steps before ``step``.

    ``organisation_id`` is set where an existing organisation was found; otherwise a new one of
    ``name`` is to be made. ``text`` is the last text that was searched for at this step.
    """

    step: Step = Step.BODY
    body: str | None = None
    organisation_id: int | None = None
    name: str | None = None
    level: str | None = None
    acts_for: str | None = None
    parent_id: int | None = None
    text: str | None = None

    def to_payload(self) -> dict[str, Any]:
        """As JSON values, for the dialogue."""
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> RegistrationDraft:
        """From the dialogue.

        Raises:
            TypeError, ValueError: the payload is of another form.
        """
        return cls(**{**payload, "step": Step(payload["step"])})

    def with_body(self, body: BodyId) -> RegistrationDraft:
        """Go on to look for the organisation."""
        return RegistrationDraft(step=Step.SEARCH, body=body)

    def with_text(self, text: str) -> RegistrationDraft:
        """Search for this, at the same step."""
        return replace(self, text=text)

    def with_found(self, organisation_id: OrganisationId) -> RegistrationDraft:
        """Take an existing organisation; only the post is missing."""
        return replace(self, step=Step.POST, organisation_id=organisation_id)

    def with_name(self, name: str | None, library: Library) -> RegistrationDraft:
        """A new organisation of this name; None asks for it.

        Raises:
            BadName: see ``scheduler.roster.names.organisation_name``.
        """
        if name is None:
            return replace(self, step=Step.NAME, organisation_id=None)
        named = replace(self, organisation_id=None, name=organisation_name(name), text=None)
        if library.levels():
            return replace(named, step=Step.LEVEL)
        return named.with_level(None, library)

    def with_level(self, level: LevelId | None, library: Library) -> RegistrationDraft:
        """Go on to the body that it acts for, where it could, else to the organisation above it."""
        step = Step.ACTING if acting_rule(self.body, library) else Step.PARENT
        return replace(self, step=step, level=level, acts_for=None)

    def with_acting(self, absent: BodyId | None) -> RegistrationDraft:
        """``absent`` is the body whose duties it carries; None when the agency has that body."""
        return replace(self, step=Step.PARENT, acts_for=absent, text=None)

    def with_parent(self, parent_id: OrganisationId | None) -> RegistrationDraft:
        """The organisation above it; None when there is none, or nobody knows."""
        return replace(self, step=Step.POST, parent_id=parent_id, text=None)

    def previous(self, library: Library) -> RegistrationDraft:
        """One step back; the choice made there is asked again."""
        match self.step:
            case Step.SEARCH | Step.BODY:
                return RegistrationDraft()
            case Step.NAME | Step.LEVEL:
                step = Step.SEARCH
            case Step.PARENT if acting_rule(self.body, library):
                step = Step.ACTING
            case Step.ACTING | Step.PARENT:
                step = Step.LEVEL if library.levels() else Step.SEARCH
            case Step.POST:
                step = Step.PARENT if self.organisation_id is None else Step.SEARCH
        return replace(self, step=step, organisation_id=None, text=None)


def acting_rule(body: str | None, library: Library) -> ActingRule | None:
    """The rule by which an organisation of this type could carry another body's duties."""
    return next((rule for rule in library.acting() if body in rule.carried_by), None)
