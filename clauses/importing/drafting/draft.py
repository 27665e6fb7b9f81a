"""Writes a pack from an examined document.

Of an interview it is a draft for a person to finish; of a regulation or a table of duties it loads at
once, with the duties that were read as proposals. Damaged passages are marked (``schema.DAMAGED``);
checking the pack lists them and everything else that is left.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from ruamel.yaml import YAML

from clauses.importing.drafting.article_draft import article_files, edition_of
from clauses.importing.drafting.interview_draft import interview_files
from clauses.importing.drafting.long_entries import parts_of
from clauses.importing.drafting.subjects_draft import SubjectsDraft
from clauses.importing.parsing.articles import Article, Regulation, Role
from clauses.importing.parsing.columns import (
    Column,
    Header,
    Row,
    Rows,
    read_rows,
    row_text,
    title_above,
)
from clauses.importing.parsing.interview import exchanges
from clauses.importing.parsing.proposals import proposals, strength_of
from clauses.importing.parsing.regulation import take_apart
from clauses.importing.parsing.row_rhythms import rhythm_of_row
from clauses.importing.reading.content import Block, DocumentRefused, Table, Unread
from clauses.importing.reading.markers import article_marker
from clauses.importing.source_gate import Source
from clauses.loading import schema
from clauses.model import Proposal

_LONGEST_WORDS = 120
_LONGEST_DAYS = 60
_LONGEST_SUBJECT = 60
_NAMELESS = "draft"


@dataclass(frozen=True)
class LeftOut:
    """A line that is in no article. ``number`` is that of the line, or of the row in ``table``.

    Of words that the reader of a PDF left out it is the number of the page.
    """

    number: int
    role: Role | Unread
    text: str
    table: str = ""


@dataclass(frozen=True)
class PackDraft:
    """The pack that was written; no articles when it was made from an interview.

    ``left_out`` are the lines that are in none of the articles, ``gaps`` the numbers of articles
    that are missing in the sequence, ``repeats`` those that come again or out of order, ``headers``
    those of the tables that were read by columns.
    ``named_after_file`` and ``no_edition``: the text has no title, or does not say when it was
    published, so that a person should look at pack.yaml.
    """

    files: tuple[Path, ...]
    articles: tuple[Article, ...] = ()
    proposed: tuple[Proposal, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    gaps: tuple[int, ...] = ()
    repeats: tuple[int, ...] = ()
    headers: tuple[Header, ...] = ()
    named_after_file: bool = False
    no_edition: bool = False


@dataclass(frozen=True)
class _Plan:
    files: dict[str, Any]
    draft: PackDraft = field(default_factory=lambda: PackDraft(()))


def write_draft(
    source: Source, folder: Path, *, name: str, columns: Mapping[Column, str] | None = None
) -> PackDraft:
    """Write the pack into ``folder``, which must be new or empty; nothing is written in part.

    ``name`` is the title where the document has none; ``columns`` are the headers of its tables
    that are not the usual ones.

    Raises:
        FileExistsError: there is something in the folder.
        ValueError: the folder's name cannot be the id of a pack.
        DocumentRefused: ``no-columns``, see :func:`clauses.importing.parsing.columns.read_rows`.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", folder.name) or len(folder.name) > 36:
        raise ValueError(folder.name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    plan = _plan(source, folder.name, name, columns or {})
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        partial.chmod(0o755)
        names = [file for file, content in plan.files.items() if content]
        for file in names:
            dump(plan.files[file], partial / file)
        partial.rename(folder)  # takes the place of an empty folder
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    draft = _read_to_its_end(source, plan.draft)
    return replace(draft, files=tuple(folder / file for file in names))


def draft_of(source: Source) -> PackDraft:
    """The articles of a document and the duties that were read in them, without any file.

    Raises:
        DocumentRefused: as :func:`write_draft`.
    """
    return _read_to_its_end(source, _plan(source, _NAMELESS, _NAMELESS, {}).draft)


def _read_to_its_end(source: Source, draft: PackDraft) -> PackDraft:
    """With what the reader of the file left out."""
    unread = (LeftOut(each.number, each.reason, each.text, each.table) for each in source.left_out)
    return replace(draft, left_out=(*draft.left_out, *unread))


def title_of(source: Source, *, name: str, columns: Mapping[Column, str] | None = None) -> str:
    """The title that the pack would have; parameters and errors as for :func:`write_draft`."""
    return str(_plan(source, "draft", name, columns or {}).files[schema.PACK]["title"])


def _plan(source: Source, id_: str, name: str, columns: Mapping[Column, str]) -> _Plan:
    asked, outside = exchanges(source.text)
    if asked:
        return _Plan(interview_files(id_, source, asked, outside))
    tables = [block for block in source.blocks if isinstance(block, Table)]
    texts = [block for block in source.blocks if isinstance(block, str)]
    only_tables = not any(text.strip() for text in texts)
    if tables and (only_tables or columns or not _has_articles(texts)):
        try:
            rows = read_rows(tables, columns)
            return _of_rows(id_, name, rows, texts, title_above(source.blocks))
        except DocumentRefused:
            if only_tables or columns:
                raise
    return _of_regulation(id_, name, _regulation(source))


def _has_articles(lines: Sequence[str]) -> bool:
    return any(article_marker(line) for line in lines)


def _regulation(source: Source) -> Regulation:
    lines = [line for block in source.blocks for line in _lines(block)]
    return take_apart(lines, may_be_wrapped=source.kind in ("txt", "html"))


def _lines(block: Block) -> Iterator[str]:
    """A row as one line, unless a cell of it holds articles."""
    if isinstance(block, str):
        yield block
        return
    for row in block.rows:
        lines = [line for cell in row for line in cell.split("\n")]
        if _has_articles(lines):
            yield from lines
        else:
            yield row_text(row)


def _of_regulation(id_: str, name: str, regulation: Regulation) -> _Plan:
    edition = edition_of(regulation.lines, regulation.articles)
    articles = tuple(part for article in regulation.articles for part in parts_of(article))
    proposed = {article.id: list(proposals(article)) for article in articles}
    files = article_files(id_, regulation.title or name, edition, articles, proposed)
    draft = PackDraft(
        (),
        articles=articles,
        proposed=tuple(each for found in proposed.values() for each in found),
        left_out=tuple(LeftOut(line.number, line.role, line.text) for line in regulation.left_out),
        gaps=regulation.gaps,
        repeats=regulation.repeats,
        named_after_file=regulation.title is None,
        no_edition=edition is None,
    )
    return _Plan(files, draft)


def _of_rows(id_: str, name: str, table: Rows, lines: Sequence[str], above: str | None) -> _Plan:
    proposed = {row.article.id: _proposed_in(row) for row in table.rows}
    articles = tuple(part for row in table.rows for part in parts_of(row.article))
    texts = [
        LeftOut(number, Role.PREAMBLE, line.strip())
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    title = table.title
    if title is None and texts and texts[0].text == above:
        title = texts.pop(0).text
    rows = [LeftOut(each.row, Role.PREAMBLE, each.text, each.table) for each in table.left_out]
    draft = PackDraft(
        (),
        articles=articles,
        proposed=tuple(each for found in proposed.values() for each in found),
        left_out=(*texts, *rows),
        headers=table.headers,
        named_after_file=title is None,
        no_edition=True,
    )
    subjects = SubjectsDraft(id_, title or name, (row.subject for row in table.rows))
    owed_by = {row.article.id: subjects.subject_of(row.subject) for row in table.rows}
    files = article_files(id_, title or name, None, articles, proposed, owed_by)
    return _Plan({**files, schema.SUBJECTS: subjects.file()}, draft)


def _proposed_in(row: Row) -> list[Proposal]:
    """Proposals from the columns; from the text where the columns name no cadence."""
    subject = row.subject[:_LONGEST_SUBJECT] or None
    text = row.article.lines[0]
    strength = strength_of(text, text)
    if row.cadence:
        said = " ".join(row.cadence.split())
        rhythm = rhythm_of_row(said, row.days)
        kept = rhythm.unexpressed and rhythm.unexpressed[:_LONGEST_DAYS]
        words = "，".join((said, *row.days))[:_LONGEST_WORDS]
        return [Proposal(row.article.id, words, strength, subject, rhythm.cadence, kept)]
    read = list(proposals(Article(row.article.id, row.article.place, None, [text])))
    if read:
        return [replace(each, subject_words=subject or each.subject_words) for each in read]
    if subject is None:
        return []
    return [Proposal(row.article.id, text[:_LONGEST_WORDS], strength, subject)]


def dump(content: Any, path: Path) -> None:
    """Write a file of a pack as drafts are written."""
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 100_000  # one line for each text: a fault then names the line of the text
    yaml.indent(mapping=2, sequence=4, offset=2)
    if isinstance(content, list):
        yaml.indent(mapping=2, sequence=2, offset=0)
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(content, file)
