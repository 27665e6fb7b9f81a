"""The rows of a draft as they are looked through: those of a list in the chat, of a pack's entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from clauses.cadence import Quota
from clauses.importing.drafting.confirming import Confirmed
from clauses.model import Clause, Pack, Proposal
from clauses.rhythms.reading import read_rhythm
from clauses.rhythms.readings import SeveralDueDays, UnclearRhythm
from scheduler.membership.own.listed import LONGEST_WORDS, ListedDuty
from scheduler.planning.coming import coming_days
from scheduler.planning.timetables import Timetables
from scheduler.workdays.calendar import calendar_with


class DraftRows:
    """Rows in the order in which they are shown: what could not be read comes first.

    The order stays while rows are put right, so that no row moves under the reader's hand.
    """

    def __init__(self, pack: Pack, today: date) -> None:
        self.title = pack.title
        self.posts = {str(post.id): post.name for post in pack.posts}
        self._today = today
        rows = [self._row(clause) for clause in pack.clauses if clause.proposed]
        self.rows = sorted(rows, key=lambda row: row.is_taken)

    @property
    def unclear(self) -> int:
        """Number of rows that are to be taken and cannot be."""
        return sum(row.quota is None and not row.skipped for row in self.rows)

    def reworded(self, at: int, said: str) -> ListedDuty:
        """The row with other words for how often; the same one where they are as before.

        Raises:
            UnclearRhythm: they cannot be read for certain.
        """
        row, said = self.rows[at], " ".join(said.split())[:LONGEST_WORDS]
        if said == " ".join(row.said.split())[:LONGEST_WORDS]:
            return row
        return self._dated(replace(row, said=said, quota=_read(said)))

    def confirmed(self) -> dict[str, Confirmed]:
        """What would be written, by the id of the entry."""
        return {
            row.number: Confirmed(row.owed_by, row.quota)
            for row in self.rows
            if row.is_taken and row.quota is not None and row.owed_by in self.posts
        }

    def _row(self, clause: Clause) -> ListedDuty:
        """By the first duty in it that could be read: an entry has one subject and one cadence."""
        read = [(each, _quota(each)) for each in clause.proposed]
        first, quota = next((each for each in read if each[1] is not None), read[0])
        owed_by = clause.subject if clause.subject in self.posts else ""
        row = ListedDuty(
            clause.ref.local,
            clause.duty,
            clause.text,
            first.subject_words or "",
            first.words,
            quota,
            owed_by or "",
            listed=first.words,
            matched=bool(owed_by),
        )
        return self._dated(row)

    def _dated(self, row: ListedDuty) -> ListedDuty:
        if row.quota is None:
            return row
        timetables = Timetables(calendar_with(_NO_OVERRIDES))
        return replace(row, days=coming_days(row.quota, self._today, timetables))


_NO_OVERRIDES: Mapping[date, bool] = {}


def _quota(proposal: Proposal) -> Quota | None:
    if isinstance(proposal.cadence, Quota):
        return proposal.cadence if proposal.unexpressed is None else None
    try:
        return _read(proposal.words)
    except UnclearRhythm:
        return None


def _read(said: str) -> Quota:
    """As in the chat; what hangs on an event has no rhythm of its own."""
    reading = read_rhythm(said)
    if reading.asks_first:
        raise SeveralDueDays(said)
    if reading.event is not None:
        raise UnclearRhythm(said)
    return reading.quota
