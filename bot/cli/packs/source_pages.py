"""The findings of the source gate, in words and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.texts.catalogue import Texts
from clauses.importing.parsing.announced import AnnouncedGroup
from clauses.importing.source_gate import SourceReport


def report_lines(report: SourceReport, t: Texts) -> Iterator[str]:
    """The report, line by line: script, readings, damage, counts."""
    yield t.plain(
        "packs-import-script",
        traditional=report.script.traditional,
        simplified=report.script.simplified,
        verdict=report.script.verdict.value,
    )
    yield t.plain("packs-import-pinyin", count=report.pinyin_insertions)
    yield from _damage(report, t)
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


def report_values(report: SourceReport) -> dict[str, Any]:
    """The report as one JSON document."""
    values = asdict(report)
    values["script"]["verdict"] = report.script.verdict.value
    for value, announced in zip(values["announced"], report.announced, strict=True):
        value["sum"] = announced.sum
        value["holds"] = announced.holds
    return values


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
        signs = t.plain("packs-separator").join(
            t.plain(f"packs-sign-{sign}") for sign in passage.signs
        )
        yield f"  {place}"
        yield f"     {t.plain('packs-import-signs', signs=signs)}"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)


def _group(group: AnnouncedGroup, t: Texts) -> str:
    parts = t.plain("packs-separator").join(
        t.plain("packs-import-part", title=part.title, count=part.count) for part in group.parts
    )
    title = group.title or t.plain("packs-import-ungrouped")
    total = sum(part.count for part in group.parts)
    if group.count is None:
        return t.plain("packs-import-group", title=title, parts=parts, sum=total)
    return t.plain(
        "packs-import-group-stated", title=title, parts=parts, sum=total, stated=group.count
    )
