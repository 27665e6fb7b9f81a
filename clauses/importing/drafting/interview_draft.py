"""Makes a draft pack from an interview: its questions and the quotas stated in its answers.

Gaps of the text are marked (``schema.UNFINISHED``, ``schema.UNKNOWN_SUBJECT``), and so are its
damaged passages (``schema.DAMAGED``); checking the draft lists exactly these places.
"""

from __future__ import annotations

from typing import Any

from clauses.cadence import TIMES
from clauses.importing.parsing.interview import Exchange, StatedQuota, stated_quotas
from clauses.importing.source_gate import Source
from clauses.loading import schema
from clauses.model import Known
from clauses.words import WordTable

_SOURCE = "source"
_SHORT_TITLE = WordTable("importing.toml", "drafting").pattern("short-title")
_PLACES = WordTable("places.toml", "places")
_LONGEST_DUTY = 30
_LONGEST_TITLE = 60


def interview_files(
    id_: str, source: Source, asked: list[Exchange], outside: str
) -> dict[str, Any]:
    """The contents of each file of the draft, by file name; ``asked`` and ``outside`` are its text."""
    known = Known.SEED
    return {
        schema.PACK: _manifest(id_, source),
        schema.QUESTIONS: [*_loose(outside, known), *map(_question, asked)],
        schema.CLAUSES: _clauses(asked, outside, known),
    }


def _manifest(id_: str, source: Source) -> dict[str, Any]:
    title, short_title = _titles(source.text)
    manifest: dict[str, Any] = {
        "id": id_,
        "title": title,
        "short_title": short_title,
        "edition": schema.UNFINISHED,
        "uses": [],
    }
    if source.report.announced:
        announced = source.report.announced[0]
        manifest["announced"] = {
            "total": announced.total,
            "parts": [
                {
                    "id": f"part-{number}",
                    "title": part.title[:_LONGEST_TITLE],
                    "subjects": [schema.UNKNOWN_SUBJECT],
                    "count": part.count,
                }
                for number, part in enumerate(announced.parts, start=1)
            ],
        }
    manifest["documents"] = [
        {"id": _SOURCE, "title": schema.UNFINISHED, "short_title": schema.UNFINISHED}
    ]
    return manifest


def _titles(text: str) -> tuple[str, str]:
    """Title and short title of the document that the text is about, where it names one."""
    named = _SHORT_TITLE.search(text)
    return (named[1], named[2]) if named else (schema.UNFINISHED, schema.UNFINISHED)


def _loose(outside: str, known: Known) -> list[dict[str, Any]]:
    """The text before the questions."""
    paragraph = "".join(line.strip() for line in outside.split("\n"))
    if not paragraph:
        return []
    return [
        {
            "id": "p1",
            "question": schema.UNFINISHED,
            "answer": paragraph,
            "known": known.value,
            "sources": [{"document": _SOURCE}],
        }
    ]


def _question(exchange: Exchange) -> dict[str, Any]:
    return {
        "id": f"q{exchange.number}",
        "question": exchange.question or schema.UNFINISHED,
        "answer": exchange.answer or schema.UNFINISHED,
        "known": Known.SEED.value,
        "sources": [_cited(exchange.number)],
    }


def _clauses(asked: list[Exchange], outside: str, known: Known) -> list[dict[str, Any]]:
    stated = [
        (exchange.number, quota)
        for exchange in [Exchange(None, "", outside), *asked]
        for quota in stated_quotas(exchange.answer)
    ]
    return [
        _clause(number, place, quota, known)
        for number, (place, quota) in enumerate(stated, start=1)
    ]


def _clause(number: int, place: int | None, quota: StatedQuota, known: Known) -> dict[str, Any]:
    cadence: dict[str, Any] = {"at_least": quota.at_least, "per": quota.per.value}
    if quota.unit != TIMES:
        cadence["unit"] = quota.unit
    sound = 0 < len(quota.duty) <= _LONGEST_DUTY and schema.DAMAGED not in quota.duty
    return {
        "id": f"c{number}",
        "subject": schema.UNKNOWN_SUBJECT,
        "duty": quota.duty if sound else schema.UNFINISHED,
        "text": f"{quota.text}。",
        "cadence": cadence,
        "strength": quota.strength.value,
        "known": known.value,
        "sources": [_cited(place)],
    }


def _cited(question: int | None) -> dict[str, Any]:
    return {"document": _SOURCE} | (
        {} if question is None else {"place": _PLACES.filled("question", question)}
    )
