"""The items that a button is about, in a few characters: of a message, of a post, or one alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.payloads import StaleButton
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import AssignmentId


@dataclass(frozen=True)
class ItemScope:
    """One of the three is set: the reference of a message, an assignment (0: all), an occurrence."""

    reference: str | None = None
    assignment_id: AssignmentId | None = None
    occurrence_id: OccurrenceId | None = None

    def pack(self) -> str:
        """As buttons carry it."""
        if self.reference is not None:
            return f"r{self.reference}"
        if self.assignment_id is not None:
            return f"a{self.assignment_id}"
        return f"o{self.occurrence_id}"

    @classmethod
    def unpack(cls, data: str) -> ItemScope:
        """Read what a button carries.

        Raises:
            StaleButton: it is no scope.
        """
        kind, rest = data[:1], data[1:]
        if kind == "r" and rest:
            return cls(reference=rest)
        try:
            number = int(rest)
        except ValueError as error:
            raise StaleButton(data) from error
        if kind == "a":
            return cls(assignment_id=AssignmentId(number))
        if kind == "o":
            return cls(occurrence_id=OccurrenceId(number))
        raise StaleButton(data)
