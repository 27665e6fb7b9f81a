"""The sentences with what they ask for, and which of them are set aside.

Nearly a third was set aside before any rule was tuned on it, by a hash of the words or by its heading in
the file: only its figures are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from clauses.cadence import TIMES, Cadence, DueDay, OnEvent, Per, Quota, Regular, Season
from clauses.model import Proposal

_FILE = Path(__file__).with_name("sentences.txt")
_SET_ASIDE = "set aside"
_PARTS = (_SET_ASIDE, "in sight")
_QUOTA = re.compile(r"([0-9]+)([^0-9/]*)/([a-z-]+)([0-9]*)(?: ([0-9]+)-([0-9]+))?")
_DUE = {"m": "month", "d": "day", "w": "weekday", "n": "nth", "k": "workday"}
_EVENT = re.compile(r"(.+?)([+-][0-9]+)(m?)")


@dataclass(frozen=True)
class Expected:
    """A duty: ``cadence`` is None for a rhythm that is only told.

    ``day`` are the words of a day, to be kept unless ``has_day``: then the cadence holds it.
    """

    cadence: Cadence | None
    day: str = ""
    subject: str = ""
    has_day: bool = False

    def is_met_by(self, proposal: Proposal) -> bool:
        """Whether rhythm, day and subject are read; the event may come with words around it."""
        return (
            self._has_rhythm_of(proposal)
            and self.keeps_day(proposal)
            and (not self.subject or proposal.subject_words == self.subject)
        )

    def keeps_day(self, proposal: Proposal) -> bool:
        """Whether the stated day is data, among the words kept, or told in words with all the rest."""
        if self.has_day:
            return proposal.cadence == self.cadence
        kept = proposal.words if proposal.cadence is None else proposal.unexpressed or ""
        return self.day in kept

    def _has_rhythm_of(self, proposal: Proposal) -> bool:
        read = proposal.cadence
        if isinstance(self.cadence, OnEvent) and isinstance(read, OnEvent):
            offsets = (read.offset_days, read.offset_months)
            return (
                self.cadence.event in read.event
                and (self.cadence.offset_days, self.cadence.offset_months) == offsets
            )
        return read == self.cadence


@dataclass(frozen=True)
class Sentence:
    """A sentence of a field with the duties that it states."""

    field: str
    words: str
    expected: tuple[Expected, ...]

    @property
    def is_set_aside(self) -> bool:
        """Whether it was kept out of sight."""
        if self.field.startswith(_PARTS):
            return self.field.startswith(_SET_ASIDE)
        return sha256(self.words.encode()).digest()[0] % 3 == 0


def sentences() -> Iterator[Sentence]:
    """Every sentence of the file, in order."""
    field = ""
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("["):
            field = line.strip("[]")
        elif line and not line.startswith("#"):
            words, _, expected = line.partition("=")
            pieces = filter(None, map(str.strip, expected.split(";")))
            yield Sentence(field, words.strip(), tuple(map(_expected, pieces)))


def _expected(text: str) -> Expected:
    rest, _, subject = text.partition("@")
    rhythm, _, day = rest.partition("!")
    words, has_day, data = (day or rhythm).partition("{")
    cadence = _cadence(rhythm.partition("{")[0].strip())
    if has_day and isinstance(cadence, Quota):
        cadence = replace(cadence, **_day(data.strip(" }")))
    return Expected(cadence, words.strip() if day else "", subject.strip(), bool(has_day))


def _day(text: str) -> dict[str, Any]:
    """Months of the year (6,12), or a day inside the period: m1 d10, w5 n-1, k1; "" for its end."""
    if "," in text:
        return {"months": tuple(map(int, text.split(",")))}
    fields = {_DUE[each[0]]: int(each[1:]) for each in text.split()}
    return {"due": DueDay(**fields)} if fields else {}


def _cadence(text: str) -> Cadence | None:
    if text == "told":
        return None
    if text == "regular":
        return Regular()
    if found := _QUOTA.fullmatch(text):
        count, unit, per, term, first, last = found.groups()
        return Quota(
            int(count),
            Per(per),
            unit or TIMES,
            season=Season(int(first), int(last)) if first else None,
            term_years=int(term) if term else None,
        )
    found = _EVENT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    event, offset, months = found.groups()
    return OnEvent(event, None if months else int(offset), int(offset) if months else None)
