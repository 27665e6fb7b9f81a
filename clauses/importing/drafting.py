"""Writes a draft pack from an examined text, for a person to finish.

What the text does not say is marked (``schema.UNFINISHED``, ``schema.UNKNOWN_SUBJECT``), what it
no longer says is marked too (``schema.DAMAGED``); checking the draft lists exactly these places.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from clauses.cadence import TIMES
from clauses.importing.interview import Exchange, StatedQuota, exchanges, stated_quotas
from clauses.importing.source_gate import Source
from clauses.loading import schema
from clauses.model import Known

_SOURCE = "source"
_SHORT_TITLE = re.compile("《([^《》〔]{4,100})》（以下简称[“《]+([^》”）]{2,30})")
_LONGEST_DUTY = 30
_LONGEST_TITLE = 60


def write_draft(source: Source, folder: Path) -> list[Path]:
    """Write the draft into ``folder``, which must be new or empty, and say which files were written.

    Raises:
        FileExistsError: there is something in the folder.
        ValueError: the folder's name cannot be the id of a pack.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", folder.name) or len(folder.name) > 36:
        raise ValueError(folder.name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    asked, outside = exchanges(source.text)
    known = Known.SEED if asked else Known.TEXT
    contents: dict[str, Any] = {
        schema.PACK: _manifest(folder.name, source),
        schema.QUESTIONS: [*_loose(outside, known), *map(_question, asked)],
        schema.CLAUSES: _clauses(asked, outside, known),
    }
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in contents.items():
        if content:
            path = folder / name
            _dump(content, path)
            written.append(path)
    return written


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
    """Title and short title of what the text is about, where it says so itself."""
    named = _SHORT_TITLE.search(text)
    return (named[1], named[2]) if named else (schema.UNFINISHED, schema.UNFINISHED)


def _loose(outside: str, known: Known) -> list[dict[str, Any]]:
    """What stands before the questions, or else the damaged paragraphs, so that no damage is lost."""
    paragraphs = [line.strip() for line in outside.split("\n") if line.strip()]
    if known is Known.SEED:
        paragraphs = ["".join(paragraphs)] if paragraphs else []
    else:
        paragraphs = [paragraph for paragraph in paragraphs if schema.DAMAGED in paragraph]
    return [
        {
            "id": f"p{number}",
            "question": schema.UNFINISHED,
            "answer": paragraph,
            "known": known.value,
            "sources": [{"document": _SOURCE}],
        }
        for number, paragraph in enumerate(paragraphs, start=1)
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
    return {"document": _SOURCE} | ({} if question is None else {"place": f"问{question}"})


def _dump(content: Any, path: Path) -> None:
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 100_000  # one line for each text: a fault then names the line of the text
    yaml.indent(mapping=2, sequence=4, offset=2)
    if isinstance(content, list):
        yaml.indent(mapping=2, sequence=2, offset=0)
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(content, file)
