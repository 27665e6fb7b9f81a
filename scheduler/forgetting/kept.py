"""What is kept of somebody, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from scheduler.roster.model import Person

Row = Mapping[str, Any]
"""Column and value, as JSON has it; ids of organisations and items with what they stand for."""


class KeptKind(StrEnum):
    """What it is about."""

    POSTS = "posts"
    ENTRIES = "entries"
    REQUESTS = "requests"
    ARRANGED = "arranged"
    REMINDERS = "reminders"
    PRACTICE = "practice"
    CHATS = "chats"
    ACCESS = "access"
    CHANGES = "changes"
    OPERATING = "operating"


TABLES: Mapping[KeptKind, Sequence[str]] = {
    KeptKind.POSTS: ("assignment", "manager", "clerk", "occurrence"),
    KeptKind.ENTRIES: ("ledger", "evidence", "checklist_mark"),
    KeptKind.REQUESTS: (
        "join_request",
        "relief",
        "review",
        "invite",
        "invite_use",
        "invite_guess",
        "export",
    ),
    KeptKind.ARRANGED: (
        "messenger_group",
        "group_week",
        "organisation_fact",
        "local_rule",
        "own_duty",
        "own_list",
        "event",
        "urging",
        "statement",
        "confirming",
        "request_mark",
    ),
    KeptKind.REMINDERS: ("notice", "delivery", "attempt"),
    KeptKind.PRACTICE: ("quiz_poll", "quiz_answer", "study", "lesson", "edition_reader"),
    KeptKind.CHATS: ("inbox", "dialogue", "endpoint"),
    KeptKind.ACCESS: ("calendar", "board_link", "board_session"),
    KeptKind.CHANGES: ("trail",),
    KeptKind.OPERATING: ("given_answer", "hold", "pack_edition"),
}
"""By kind the tables whose rows are shown, in the order of the file."""


@dataclass(frozen=True)
class Kept:
    """All that is kept of a person, by table; ``settings`` are those of their own row.

    ``manages_alone`` names the organisations that nobody else manages.
    """

    person: Person
    settings: Row
    rows: Mapping[str, Sequence[Row]]
    manages_alone: tuple[str, ...]
    at: datetime

    def counts(self) -> dict[KeptKind, int]:
        """Rows of each kind of which there are any."""
        counted = {
            kind: sum(len(self.rows.get(table, ())) for table in tables)
            for kind, tables in TABLES.items()
        }
        return {kind: count for kind, count in counted.items() if count}
