"""The result of an import: what was read, left out and not understood, in words and as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.cli.packs.source_pages import report_lines, report_values
from bot.texts.catalogue import Texts
from clauses.errors import UnreadableSource
from clauses.importing.drafting.draft import PackDraft
from clauses.importing.parsing.columns import Header
from clauses.importing.reading.content import DocumentRefused
from clauses.importing.source_gate import Source
from clauses.loading.writing import proposal_values
from clauses.provisions import lines_of

_SHOWN = 60
_LONGEST_LINE = 40


def import_lines(file: Path, source: Source, draft: PackDraft, t: Texts) -> Iterator[str]:
    """The report, line by line: what was read, its damage, its articles, what was left out."""
    yield t.plain(
        "packs-import-read",
        file=file,
        kind=source.kind,
        encoding=source.report.encoding or "none",
        characters=source.report.characters,
    )
    yield from report_lines(source.report, t)
    for header in draft.headers:
        yield _header(header, t)
    if draft.articles:
        yield t.plain("packs-import-articles", articles=len(draft.articles), **_counts(draft))
    if draft.gaps:
        numbers = t.plain("packs-separator").join(map(str, draft.gaps))
        yield t.plain("packs-import-gaps", numbers=numbers)
    if draft.left_out:
        yield t.plain("packs-import-left-out", count=len(draft.left_out))
    for line in draft.left_out[:_SHOWN]:
        text = line.text if len(line.text) <= _LONGEST_LINE else f"{line.text[:_LONGEST_LINE]}……"
        words = t.plain(
            "packs-import-left-out-line", number=line.number, role=line.role.value, text=text
        )
        yield f"  {words}"
    if len(draft.left_out) > _SHOWN:
        yield "  ……"
    if draft.named_after_file:
        yield t.plain("packs-import-named-after-file")
    if draft.articles and draft.no_edition:
        yield t.plain("packs-import-no-edition")
    if draft.proposed:
        yield t.plain("packs-import-proposals", count=len(draft.proposed))


def import_values(source: Source, draft: PackDraft) -> dict[str, Any]:
    """The same as one JSON document, with every line that was left out."""
    return report_values(source.report) | {
        "kind": source.kind,
        "articles": len(draft.articles),
        **_counts(draft),
        "gaps": list(draft.gaps),
        "headers": [
            {
                "table": header.table,
                "row": header.row,
                "columns": {str(name): header.names[at] for name, at in header.columns.items()},
            }
            for header in draft.headers
        ],
        "left_out": [
            {"line": line.number, "table": line.table, "role": line.role.value, "text": line.text}
            for line in draft.left_out
        ],
        "proposals": [proposal_values(each) for each in draft.proposed],
    }


def refusal(file: Path, refused: UnreadableSource | DocumentRefused, t: Texts) -> str:
    """Why a document cannot be imported, in one sentence."""
    # packs-import-broken tells of damaged passages in a text.
    reason = "broken-file" if refused.reason == "broken" else refused.reason
    return t.plain(f"packs-import-{reason}", file=file, **refused.details)


def _counts(draft: PackDraft) -> dict[str, int]:
    counts = Counter(
        len(line.numbers) for article in draft.articles for line in lines_of(article.text)
    )
    return {"paragraphs": counts[1], "items": counts[2] + counts[3]}


def _header(header: Header, t: Texts) -> str:
    columns = t.plain("packs-separator").join(
        t.plain("packs-import-column", header=header.names[at], column=column.value)
        for column, at in header.columns.items()
    )
    return t.plain(
        "packs-import-header", table=header.table or "none", row=header.row, columns=columns
    )
