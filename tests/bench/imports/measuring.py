"""Articles of generated documents: how many are kept, what is left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.clauses.importing.accounting import Account, of_list, of_text
from tests.clauses.importing.generated import LISTS, TEXTS

DOCUMENTS = 60
"""Documents of each format."""


@dataclass(frozen=True)
class Sum:
    """The accounts of all documents of a format."""

    documents: int
    articles: int
    kept: int
    left_out: Counter[str]
    lost: int


def measured(documents: int = DOCUMENTS) -> dict[str, Sum]:
    """The sums by format."""
    ways: dict[str, Callable[[int], Account]] = {
        **{kind: partial(of_text, kind) for kind in TEXTS},
        **{f"{kind} list": partial(of_list, kind) for kind in LISTS},
    }
    return {kind: _sum(map(account, range(documents))) for kind, account in ways.items()}


def _sum(accounts: Iterable[Account]) -> Sum:
    each = list(accounts)
    return Sum(
        len(each),
        sum(account.articles for account in each),
        sum(account.kept for account in each),
        sum((account.left_out for account in each), Counter()),
        sum(len(account.lost) for account in each),
    )


def table(found: dict[str, Sum]) -> str:
    """The sums as lines of text."""
    lines = ["format          documents  articles in    kept  lost  left out, with reason"]
    lines += [
        f"{kind:<14}{each.documents:>11}{each.articles:>13}{each.kept:>8}{each.lost:>6}  "
        + ", ".join(f"{reason} {count}" for reason, count in each.left_out.most_common())
        for kind, each in found.items()
    ]
    return "\n".join(lines)


def values(found: dict[str, Sum]) -> dict[str, Any]:
    """The sums as plain values."""
    return {kind: vars(each) for kind, each in found.items()}
