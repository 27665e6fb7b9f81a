"""Reads a duty in one sentence: 每季度最后一个周五前报送党建信息，提前一周提醒."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clauses.rhythms import chinese, english
from clauses.rhythms.reading import compact, in_place, is_chinese
from clauses.rhythms.readings import NotARhythm, RhythmReading, UnclearRhythm
from clauses.words import WordTable

LONGEST = 200
"""Characters of a sentence."""

WIDEST_NAME = 60
"""Cells of what is to be done: 30 Chinese characters, as packs have it."""

_SHORTEST_NAME = 2
_LONGEST_RHYTHM = 30
_MOST_WORDS = 14
_WEEK_DAYS, _WEEK_WORKDAYS = 7, 5

_CHINESE, _ENGLISH = (WordTable("rhythms.toml", name) for name in ("sentence", "sentence-english"))
_STARTS, _GOES_ON = _CHINESE.pattern("starts"), _CHINESE.pattern("goes-on")
_VERBS = WordTable("rhythms.toml", "names").pattern("verbs")
_WORKDAYS = {
    word: int(name)
    for table in (WordTable("rhythms.toml", "workdays"),)
    for name in table
    for word in table.words(name)
}


class NoDutySaid(UnclearRhythm):
    """A rhythm, and nothing that is to be done by it; or more words than a name may have."""


@dataclass(frozen=True)
class DutySentence:
    """A duty as it was written.

    ``workdays_before``: of its reminders, the longest first; None where none are named. ``who`` are
    the words for whoever owes it, if it is said.
    """

    name: str
    reading: RhythmReading
    workdays_before: tuple[int, ...] | None = None
    who: str | None = None


def read_sentence(words: str) -> DutySentence:
    """What is to be done, how often and by when, in the writer's own script.

    Raises:
        NoDutySaid: nothing is to be done, or it is said at too great length.
        UnclearRhythm: as ``clauses.rhythms.reading.read_rhythm``.
    """
    text = compact(words)
    if not text or len(text) > LONGEST:
        raise NotARhythm(words[:LONGEST])
    form = _Chinese() if is_chinese(text) else _English()
    text, workdays = form.without_reminders(text)
    start, end, reading = form.rhythm_in(text)
    before, after = form.bared(text[:start]), form.bared(text[end:])
    if len(after) < _SHORTEST_NAME:
        before, after = form.split(before)
    name, reading = form.named(after, reading)
    if not len(name) >= _SHORTEST_NAME or _cells(name) > WIDEST_NAME:
        raise NoDutySaid(name)
    return DutySentence(name, reading, workdays, form.who(before))


def thing_named(name: str) -> str:
    """What is dealt with: 党建信息 of 报送党建信息."""
    return name[len(found[0]) :] if (found := _VERBS.match(in_place(name).lower())) else name


class _Chinese:
    table = _CHINESE

    def without_reminders(self, text: str) -> tuple[str, tuple[int, ...] | None]:
        """The sentence without the words for its reminders, and these in workdays."""
        found = self.table.pattern("remind").search(self.read_as(text))
        if found is None:
            return text, None
        each = self.table.pattern("number-and-unit").finditer(found["spans"])
        workdays = {_in_workdays(self.number(m["number"]), m["unit"]) for m in each}
        rest = text[: found.start()] + text[found.end() :]
        return rest, tuple(sorted(workdays, reverse=True)) or None

    def rhythm_in(self, text: str) -> tuple[int, int, RhythmReading]:
        """Where the longest rhythm in it stands, and what it means."""
        read_as = self.read_as(text)
        for start, end in (*self.stretches(read_as), *self.of_events(read_as)):
            try:
                return start, end, self.read(read_as[start:end])
            except UnclearRhythm:
                continue
        raise NotARhythm(text)

    def of_events(self, text: str) -> Iterator[tuple[int, int]]:
        """The name of an event begins a part of the sentence; the shortest that is read."""
        for start in (0, *(found.end() for found in re.finditer("[，,；;]", text))):
            for end in range(start + 2, min(len(text), start + _LONGEST_RHYTHM) + 1):
                if not _GOES_ON.match(text[end:]):
                    yield start, end

    def stretches(self, text: str) -> Iterator[tuple[int, int]]:
        starts = [found.start() for found in _STARTS.finditer(text)]
        for start in starts:
            chinese.refuse(text[start:])
        spans = [
            (start, end)
            for start in starts
            for end in range(start + 2, min(len(text), start + _LONGEST_RHYTHM) + 1)
            if not _GOES_ON.match(text[end:])
        ]
        return iter(sorted(spans, key=lambda span: (span[0] - span[1], span[0])))

    def split(self, before: str) -> tuple[str, str]:
        """Whoever owes it and what is to be done, where both stand before the rhythm."""
        return "", before

    def named(self, rest: str, reading: RhythmReading) -> tuple[str, RhythmReading]:
        """What is to be done, and the rhythm with the number of times that stands there."""
        if found := chinese.COUNT.search(self.read_as(rest)):
            _, counted = chinese.without_count(self.read_as(rest))
            rest, reading = rest[: found.start()] + rest[found.end() :], counted(reading)
        doing = self.table.pattern("doing").match(self.read_as(rest))
        return self.bared(rest[doing.end() :] if doing else rest), reading

    def who(self, before: str) -> str | None:
        """The words for whoever owes it."""
        found = self.table.pattern("who").match(self.read_as(before))
        return self.bared(before[found.start("who") : found.end("who")]) if found else None

    def bared(self, text: str) -> str:
        return text.strip(self.table.text("trimmed"))

    def read_as(self, text: str) -> str:
        return in_place(text)

    def read(self, words: str) -> RhythmReading:
        return chinese.read(words)

    def number(self, written: str) -> float:
        return chinese.amount(written)


class _English(_Chinese):
    table = _ENGLISH

    def stretches(self, text: str) -> Iterator[tuple[int, int]]:
        english.refuse(text)
        starts = [found.start() for found in re.finditer(r"(?<!\S)\S", text)]
        ends = [found.end() for found in re.finditer(r"\S(?=[\s,;.]|$)", text)]
        spans = [
            (start, end)
            for start in starts
            for end in ends
            if start < end and text.count(" ", start, end) < _MOST_WORDS
        ]
        return iter(sorted(spans, key=lambda span: (span[0] - span[1], span[0])))

    def of_events(self, text: str) -> Iterator[tuple[int, int]]:
        return iter(())

    def split(self, before: str) -> tuple[str, str]:
        doing = self.table.pattern("doing").search(self.read_as(before))
        return ("", before) if doing is None else (before[: doing.start()], before[doing.end() :])

    def named(self, rest: str, reading: RhythmReading) -> tuple[str, RhythmReading]:
        doing = self.table.pattern("doing").match(self.read_as(rest))
        return self.bared(rest[doing.end() :] if doing else rest), reading

    def read_as(self, text: str) -> str:
        return text.lower()

    def read(self, words: str) -> RhythmReading:
        return english.read(words)

    def number(self, written: str) -> float:
        return english.number(written)


def _cells(name: str) -> int:
    return sum(1 + is_chinese(character) for character in name)


def _in_workdays(number: float, unit: str) -> int:
    """A distance in workdays; of days beyond a week five in seven."""
    if (length := _WORKDAYS[unit]) == _WEEK_DAYS:
        weeks, days = divmod(int(number), _WEEK_DAYS)
        return _WEEK_WORKDAYS * weeks + min(days, _WEEK_WORKDAYS)
    return max(1, int(number * length))
