"""The duties of a document, one by one: a list by its columns, a text by what is owed in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clauses.cadence import Quota
from clauses.importing.drafting.article_draft import duty_of
from clauses.importing.parsing.articles import Article
from clauses.importing.parsing.columns import Row, read_rows, title_above
from clauses.importing.parsing.proposals import proposals
from clauses.importing.parsing.regulation import take_apart
from clauses.importing.parsing.rhythms import whole_quota
from clauses.importing.parsing.row_rhythms import with_day
from clauses.importing.reading.content import DocumentRefused, Table
from clauses.importing.source_gate import Source
from clauses.rhythms.readings import UnclearRhythm
from clauses.rhythms.sentence import read_sentence

MOST_ROWS = 200
"""Duties that are taken from one document."""


@dataclass(frozen=True)
class DutyRow:
    """``number`` and ``text`` as they stand there; ``said`` are the words for how often.

    ``quota`` is None where these cannot be read for certain.
    """

    number: str
    name: str
    text: str
    who: str
    said: str
    quota: Quota | None


@dataclass(frozen=True)
class DutyRows:
    """``left_out`` is the number of rows and articles in which nothing is owed by a rhythm."""

    title: str | None
    rows: tuple[DutyRow, ...]
    left_out: int


def duty_rows(source: Source) -> DutyRows:
    """The duties of a document, in its order, at most ``MOST_ROWS``."""
    tables = [block for block in source.blocks if isinstance(block, Table)]
    lines = [block for block in source.blocks if isinstance(block, str)]
    if tables:
        try:
            found = read_rows(tables, {})
        except DocumentRefused:
            pass
        else:
            title = found.title or title_above(source.blocks)
            rows = tuple(_of_row(row) for row in found.rows)
            return DutyRows(title, rows[:MOST_ROWS], len(found.left_out) + len(rows[MOST_ROWS:]))
    return _of_text(lines, source)


def _of_row(row: Row) -> DutyRow:
    article, text = row.article, row.article.lines[0]
    said = "，".join(filter(None, (row.cadence, *row.days)))
    return DutyRow(article.id, duty_of(article), text, row.subject, said or text, _quota(row, text))


def _quota(row: Row, text: str) -> Quota | None:
    if not row.cadence:
        return _in_sentence(text)
    quota = whole_quota(row.cadence)
    for words in row.days:
        if quota is not None and words not in row.cadence:
            quota = with_day(quota, row.cadence, words)
    return quota


def _in_sentence(text: str) -> Quota | None:
    try:
        reading = read_sentence(text).reading
    except UnclearRhythm:
        return None
    return None if reading.asks_first or reading.event else reading.quota


def _of_text(lines: Sequence[str], source: Source) -> DutyRows:
    regulation = take_apart(lines, may_be_wrapped=source.kind in ("txt", "html"))
    rows = [row for article in regulation.articles for row in _of_article(article)]
    owed = {row.number.partition("(")[0] for row in rows}
    left_out = sum(article.id not in owed for article in regulation.articles)
    left_out += len(rows[MOST_ROWS:])
    return DutyRows(regulation.title, tuple(rows[:MOST_ROWS]), left_out)


def _of_article(article: Article) -> Iterator[DutyRow]:
    for each in proposals(article):
        cadence = each.cadence
        clear = isinstance(cadence, Quota) and each.unexpressed is None
        yield DutyRow(
            each.place,
            duty_of(Article(article.id, article.place, None, [each.words])),
            each.words,
            each.subject_words or "",
            each.words,
            cadence if clear and isinstance(cadence, Quota) else None,
        )
