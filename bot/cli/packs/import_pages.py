"""The report on an import, in words and as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.texts.catalogue import Texts
from bot.views.documents import place, refusal_id
from clauses.errors import UnreadableSource
from clauses.importing.drafting.draft import PackDraft
from clauses.importing.parsing.announced import AnnouncedGroup
from clauses.importing.parsing.columns import Header
from clauses.importing.reading.content import DocumentRefused
from clauses.importing.source_gate import Source, SourceReport
from clauses.loading.writing import proposal_values
from clauses.provisions import lines_of

_LONGEST_LINE = 40


def import_lines(file: Path, source: Source, draft: PackDraft, t: Texts) -> Iterator[str]:
    """The report, line by line: the file, its damage, its articles, the lines left out."""
    report = source.report
    yield t.plain(
        "packs-import-read",
        file=file,
        kind=source.kind,
        encoding=report.encoding or "none",
        characters=report.characters,
    )
    yield t.plain(
        "packs-import-script",
        traditional=report.script.traditional,
        simplified=report.script.simplified,
        verdict=report.script.verdict.value,
    )
    yield t.plain("packs-import-pinyin", count=report.pinyin_insertions)
    yield from _damage(report, t)
    yield from _announced(report, t)
    yield from _drafted(draft, source.kind, t)


def import_values(source: Source, draft: PackDraft) -> dict[str, Any]:
    """The same as one JSON document, with every line that was left out."""
    report = source.report
    values = asdict(report)
    values["script"]["verdict"] = report.script.verdict.value
    for value, announced in zip(values["announced"], report.announced, strict=True):
        value |= {"sum": announced.sum, "holds": announced.holds}
    return values | {
        "kind": source.kind,
        "articles": len(draft.articles),
        **_counts(draft),
        "gaps": list(draft.gaps),
        "repeats": list(draft.repeats),
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
    return t.plain(refusal_id(refused), file=file, **refused.details)


def _damage(report: SourceReport, t: Texts) -> Iterator[str]:
    if not report.broken:
        yield t.plain("packs-import-sound")
        return
    yield t.plain("packs-import-broken", count=len(report.broken))
    for number, passage in enumerate(report.broken, start=1):
        place = t.plain(
            "packs-import-passage",
            number=number,
            line=passage.line,
            column=passage.column,
            offset=passage.offset,
            before=passage.before,
            text=_printable(passage.text),
            after=passage.after,
        )
        signs = _joined((t.plain(f"packs-sign-{sign}") for sign in passage.signs), t)
        yield f"  {place}"
        yield f"     {t.plain('packs-import-signs', signs=signs)}"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)


def _announced(report: SourceReport, t: Texts) -> Iterator[str]:
    if not report.announced:
        yield t.plain("packs-import-no-count")
    for announced in report.announced:
        yield t.plain(
            "packs-import-count",
            total=announced.total,
            sum=announced.sum,
            holds="yes" if announced.holds else "no",
        )
        for group in announced.groups:
            yield f"  {_group(group, t)}"


def _group(group: AnnouncedGroup, t: Texts) -> str:
    parts = (
        t.plain("packs-import-part", title=part.title, count=part.count) for part in group.parts
    )
    fields = {
        "title": group.title or t.plain("packs-import-ungrouped"),
        "parts": _joined(parts, t),
        "sum": sum(part.count for part in group.parts),
    }
    if group.count is None:
        return t.plain("packs-import-group", **fields)
    return t.plain("packs-import-group-stated", **fields, stated=group.count)


def _drafted(draft: PackDraft, kind: str, t: Texts) -> Iterator[str]:
    for header in draft.headers:
        yield _header(header, t)
    if draft.articles:
        yield t.plain("packs-import-articles", articles=len(draft.articles), **_counts(draft))
    if draft.gaps:
        yield t.plain("packs-import-gaps", numbers=_joined(map(str, draft.gaps), t))
    if draft.repeats:
        yield t.plain("packs-import-repeats", numbers=_joined(map(str, draft.repeats), t))
    if draft.left_out:
        yield t.plain("packs-import-left-out", count=len(draft.left_out))
    for line in draft.left_out:
        text = line.text if len(line.text) <= _LONGEST_LINE else f"{line.text[:_LONGEST_LINE]}……"
        words = t.plain(
            "packs-import-left-out-line",
            place=place(line, kind, t),
            role=line.role.value,
            text=text,
        )
        yield f"  {words}"
    if draft.named_after_file:
        yield t.plain("packs-import-named-after-file")
    if draft.articles and draft.no_edition:
        yield t.plain("packs-import-no-edition")
    if draft.proposed:
        yield t.plain("packs-import-proposals", count=len(draft.proposed))


def _header(header: Header, t: Texts) -> str:
    columns = (
        t.plain("packs-import-column", header=header.names[at], column=column.value)
        for column, at in header.columns.items()
    )
    return t.plain(
        "packs-import-header",
        table=header.table or "none",
        row=header.row,
        columns=_joined(columns, t),
    )


def _counts(draft: PackDraft) -> dict[str, int]:
    counts = Counter(
        len(line.numbers) for article in draft.articles for line in lines_of(article.text)
    )
    return {"paragraphs": counts[1], "items": counts[2] + counts[3]}


def _joined(words: Iterable[str], t: Texts) -> str:
    return t.plain("packs-separator").join(words)
