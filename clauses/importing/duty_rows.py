"""The duties of a document, one by one: a list by its columns, a text by what is owed in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clauses.cadence import OnEvent, Quota
from clauses.importing.drafting.article_draft import duty_of
from clauses.importing.parsing.articles import Article
from clauses.importing.parsing.columns import Row, read_rows, title_above
from clauses.importing.parsing.proposals import proposals
from clauses.importing.parsing.regulation import take_apart
from clauses.importing.parsing.row_rhythms import with_day
from clauses.importing.reading.content import DocumentRefused, Table
from clauses.importing.source_gate import Source
from clauses.model import Proposal
from clauses.rhythms.reading import read_rhythm
from clauses.rhythms.readings import RhythmReading, UnclearRhythm
from clauses.rhythms.sentence import read_sentence

MOST_ROWS = 200
"""Duties that are taken from one document."""


@dataclass(frozen=True)
class DutyRow:
    """``number`` and ``text`` as they stand there; ``said`` are the words for how often.

    ``cadence`` is None where these cannot be read for certain; ``asks_first``: of every second week it
    has to be said which is the first.
    """

    number: str
    name: str
    text: str
    who: str
    said: str
    cadence: Quota | OnEvent | None
    asks_first: bool = False


@dataclass(frozen=True)
class DutyRows:
    """``left_out`` is the number of rows and articles in which nothing is owed by a rhythm.

    ``beyond`` is the number of duties after the ``MOST_ROWS`` that are taken.
    """

    title: str | None
    rows: tuple[DutyRow, ...]
    left_out: int
    beyond: int


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
            return DutyRows(title, rows[:MOST_ROWS], len(found.left_out), len(rows[MOST_ROWS:]))
    return _of_text(lines, source)


def _of_row(row: Row) -> DutyRow:
    article, text = row.article, row.article.lines[0]
    said = "，".join(filter(None, (row.cadence, *row.days)))
    reading = _reading(row, text)
    return DutyRow(
        article.id,
        duty_of(article),
        text,
        row.subject,
        said or text,
        None if reading is None else reading.event or reading.quota,
        reading is not None and reading.asks_first,
    )


def _reading(row: Row, text: str) -> RhythmReading | None:
    try:
        reading = read_rhythm(row.cadence) if row.cadence else read_sentence(text).reading
    except UnclearRhythm:
        return None
    for words in row.days if row.cadence else ():
        if words in row.cadence:
            continue
        dated = None if reading.event or reading.asks_first else reading.quota
        quota = None if dated is None else with_day(dated, row.cadence, words)
        if quota is None:
            return None
        reading = replace(reading, quota=quota)
    return reading


def _of_text(lines: Sequence[str], source: Source) -> DutyRows:
    regulation = take_apart(lines, may_be_wrapped=source.kind in ("txt", "html"))
    rows = [row for article in regulation.articles for row in _of_article(article)]
    owed = {row.number.partition("(")[0] for row in rows}
    left_out = sum(article.id not in owed for article in regulation.articles)
    beyond = len(rows[MOST_ROWS:])
    return DutyRows(regulation.title, tuple(rows[:MOST_ROWS]), left_out, beyond)


def _of_article(article: Article) -> Iterator[DutyRow]:
    for each in proposals(article):
        cadence = each.cadence
        clear = isinstance(cadence, Quota | OnEvent) and each.unexpressed is None
        yield DutyRow(
            each.place,
            _name(each, article),
            each.words,
            each.subject_words or "",
            each.words,
            cadence if clear and isinstance(cadence, Quota | OnEvent) else None,
        )


def _name(each: Proposal, article: Article) -> str:
    """What is to be done, without who does it and how often, where these can be told apart."""
    try:
        return read_sentence(each.words).name
    except UnclearRhythm:
        doing = each.words.removeprefix(each.subject_words or "")
        return duty_of(Article(article.id, article.place, None, [doing]))
