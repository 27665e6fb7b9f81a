"""Tells which lines begin an article, by their numbers and by how the line before ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clauses.importing.reading.markers import (
    ArticleMarker,
    article_marker,
    is_heading,
    part_marker,
)
from clauses.importing.reading.wrapping import ENDS


@dataclass(frozen=True)
class ArticleStarts:
    """Markers by the place of their line. ``repeats``: numbers that come again or out of order.

    A line with such a number looks like an article and stays in the one before it.
    """

    markers: Mapping[int, ArticleMarker]
    repeats: tuple[int, ...]


@dataclass(frozen=True)
class _Candidate:
    at: int
    marker: ArticleMarker
    in_sentence: bool

    @property
    def is_sure(self) -> bool:
        """Whether it is one by itself, whatever its number."""
        return self.marker.apart and not self.in_sentence and not self.marker.may_refer

    def comes_again_after(self, last: ArticleMarker) -> bool:
        """Whether its number is told although no article begins here."""
        again = not self.in_sentence and self.marker.number <= last.number
        return self.is_sure or (again and not self.marker.may_refer)


def article_starts(lines: Sequence[str], places: Sequence[int]) -> ArticleStarts:
    """The articles among the lines at these places, in order."""
    candidates = _candidates(lines, places)
    starts: dict[int, ArticleMarker] = {}
    repeats: list[int] = []
    last: ArticleMarker | None = None
    for index, candidate in enumerate(candidates):
        marker = candidate.marker
        if _begins(candidate, last) and not _strays(candidate, last, candidates[index + 1 :]):
            starts[candidate.at] = last = marker
        elif last is not None and candidate.comes_again_after(last):
            repeats.append(marker.number)
    return ArticleStarts(starts, tuple(repeats))


def part_starts(lines: Sequence[str], places: Sequence[int]) -> dict[int, ArticleMarker]:
    """The parts 一、二、 of a text without articles; nothing when there is only one."""
    starts: dict[int, ArticleMarker] = {}
    for at in places:
        found = part_marker(lines[at])
        if found is not None and found[0] == len(starts) + 1:
            starts[at] = ArticleMarker(found[0], None, found[1], apart=True, refers=False)
    return starts if len(starts) > 1 else {}


def _candidates(lines: Sequence[str], places: Sequence[int]) -> list[_Candidate]:
    found: list[_Candidate] = []
    before = ""
    for at in places:
        line = lines[at]
        marker = article_marker(line)
        if marker is not None and not marker.refers:
            ended = not before or before.endswith(tuple(ENDS)) or is_heading(before)
            found.append(_Candidate(at, marker, in_sentence=not ended))
        before = line.strip()
    return _without_spaces(found)


def _without_spaces(found: list[_Candidate]) -> list[_Candidate]:
    """In a text that leaves no space after its numbers, each at the beginning of a line stands apart.

    Its first article may follow a title, which ends no sentence.
    """
    begun = [each for each in found if not each.in_sentence]
    if sum(each.marker.apart for each in begun) * 2 > len(begun):
        return found
    second = next((each.at for each in begun if each.marker.number == 2), -1)
    firsts = [each for each in found if each.marker.number == 1 and each.at < second]
    after_title = [each for each in firsts if each.in_sentence]
    if len(after_title) > 1 or not firsts:
        return found
    return [
        replace(each, marker=replace(each.marker, apart=True), in_sentence=False)
        if each in (*begun, *after_title)
        else each
        for each in found
    ]


def _begins(candidate: _Candidate, last: ArticleMarker | None) -> bool:
    marker, in_sentence = candidate.marker, candidate.in_sentence
    if in_sentence and marker.may_refer:
        return False
    if last is None:
        return marker.apart or (marker.number == 1 and not in_sentence)
    follows = (marker.number, marker.sub_number) in (
        (last.number + 1, None),
        (last.number, (last.sub_number or 0) + 1),
    )
    if not marker.apart:
        return follows and not in_sentence
    begins_again = marker.number == 1 and marker.sub_number is None
    later = (marker.number, marker.sub_number or 0) > (last.number, last.sub_number or 0)
    return follows or begins_again or (later and not in_sentence)


def _strays(candidate: _Candidate, last: ArticleMarker | None, rest: Sequence[_Candidate]) -> bool:
    """Whether the number leaps ahead although the next one in the sequence is still to come.

    Or stands in the middle of a sentence, although a line that is sure has it too.
    """
    expected = last.number + 1 if last is not None else 1
    ahead = candidate.marker.number - expected
    if ahead < 0 or (ahead == 0 and (last is None or not candidate.in_sentence)):
        return False
    for other in rest:
        if other.is_sure and other.marker.number == expected:
            return True
        if other.is_sure and other.marker.number == 1:
            return False
    return False
