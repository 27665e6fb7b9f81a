"""Buttons of clauses and answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.payloads import Payload
from clauses.model import ClauseRef
from scheduler.planning.occurrences import OccurrenceId


@dataclass(frozen=True)
class ItemClauseButton(Payload, action="whyi"):
    """Show the clause by which an item is owed, in the words with which it began."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class ClauseButton(Payload, action="why"):
    """Show a clause, or another statement of a pack, in a message of its own."""

    ref: ClauseRef


@dataclass(frozen=True)
class NoHelpButton(Payload, action="nohelp"):
    """The answer to what was asked in that update was no help."""

    update_id: int
