"""The entries of a draft as they are looked through: who owes each, and how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from clauses.cadence import Cadence, OnEvent, Quota
from clauses.characters.folding import fold
from clauses.importing.drafting.confirming import Confirmed
from clauses.importing.drafting.subjects_draft import posts_named
from clauses.importing.parsing.rhythms import without_dates
from clauses.model import Clause, Pack, Proposal
from clauses.rhythms.reading import read_rhythm
from clauses.rhythms.readings import UnclearRhythm
from scheduler.planning.coming import ComingDay, coming_days
from scheduler.planning.timetables import Timetables
from scheduler.workdays.calendar import calendar_with

LONGEST_WORDS = 200


class NotOnePost(Exception):
    """The words name several posts, or are too long or too short for one."""


@dataclass(frozen=True)
class DraftRow:
    """An entry. ``cadence`` is None where ``said`` could not be read, ``who`` blank where nobody is named.

    ``asks_first``: of every second week it has to be said which is the first. ``skipped``: it stays
    as wording alone.
    """

    number: str
    name: str
    text: str
    who: str
    said: str
    cadence: Cadence | None
    asks_first: bool = False
    skipped: bool = False
    days: tuple[ComingDay, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether it is known when it is owed."""
        return self.cadence is not None and not self.asks_first


class DraftRows:
    """Rows in the order in which they are shown: what could not be read comes first.

    The order stays while rows are put right, so that no row moves under the reader's hand.
    ``others`` is the number of entries in which no duty was read.
    """

    def __init__(self, pack: Pack, today: date) -> None:
        self.title = pack.title
        self.posts = [post.name for post in pack.posts]
        self.today = today
        names = {str(post.id): post.name for post in pack.posts}
        rows = [self._row(clause, names) for clause in pack.clauses if clause.proposed]
        self.others = len(pack.clauses) - len(rows)
        self.rows = sorted(rows, key=lambda row: row.is_read)

    @property
    def unclear(self) -> int:
        """Number of rows that are to be taken and cannot be."""
        return sum(not row.is_read and not row.skipped for row in self.rows)

    def reworded(self, at: int, said: str) -> DraftRow:
        """The row with other words for how often; the same one where they are as before.

        Raises:
            UnclearRhythm: they cannot be read for certain.
        """
        row, said = self.rows[at], _plain(said)
        if said == _plain(row.said):
            return row
        cadence, asks_first = _read(said)
        return self.dated(replace(row, said=said, cadence=cadence, asks_first=asks_first))

    def owed_by(self, who: str) -> str:
        """The post that the words name, as it is called already where there is one.

        Raises:
            NotOnePost: they name none or several.
        """
        if not who.strip():
            return ""
        named = posts_named(who)
        if len(named) != 1:
            raise NotOnePost(who)
        known = [*self.posts, *(row.who for row in self.rows)]
        return next((each for each in known if fold(each) == fold(named[0])), named[0])

    def dated(self, row: DraftRow) -> DraftRow:
        """The row with its next days."""
        if not isinstance(row.cadence, Quota) or row.asks_first:
            return replace(row, days=())
        timetables = Timetables(calendar_with(_NO_OVERRIDES))
        return replace(row, days=coming_days(row.cadence, self.today, timetables))

    def confirmed(self) -> dict[str, Confirmed]:
        """What would be written, by the id of the entry."""
        return {
            row.number: Confirmed(row.who, row.cadence)
            for row in self.rows
            if row.is_read and row.cadence is not None and row.who and not row.skipped
        }

    def _row(self, clause: Clause, names: Mapping[str, str]) -> DraftRow:
        """By the first duty in it that could be read: an entry has one subject and one cadence."""
        read = [(each, *_proposed(each)) for each in clause.proposed]
        first, cadence, asks_first = next((each for each in read if each[1] is not None), read[0])
        named = posts_named(first.subject_words or "")
        return self.dated(
            DraftRow(
                clause.ref.local,
                clause.duty,
                clause.text,
                names.get(clause.subject or "", named[0] if len(named) == 1 else ""),
                first.words,
                cadence,
                asks_first,
            )
        )


_NO_OVERRIDES: Mapping[date, bool] = {}


def _plain(said: str) -> str:
    return " ".join(said.split())[:LONGEST_WORDS]


def _proposed(proposal: Proposal) -> tuple[Cadence | None, bool]:
    if isinstance(proposal.cadence, Quota | OnEvent):
        return (None if proposal.unexpressed is not None else proposal.cadence), False
    try:
        return _read(proposal.words)
    except UnclearRhythm:
        return proposal.cadence, False


def _read(said: str) -> tuple[Cadence, bool]:
    """As in the chat; and what has no number, which is shown and not reminded of."""
    try:
        reading = read_rhythm(said)
    except UnclearRhythm:
        if (undated := without_dates(said)) is None:
            raise
        return undated, False
    return reading.event or reading.quota, reading.asks_first
