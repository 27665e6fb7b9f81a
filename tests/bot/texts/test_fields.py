"""Whoever asks for a message by name gives it all that it has to say."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import bot
from bot.texts.catalogue import DEFAULT_LOCALE
from tests.bot.texts.test_catalogues import messages

FOLDER = Path(bot.__file__).parent
TAKERS = {"t", "plain", "say", "_t", "_say"}


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Where a message is asked for by name, and with which fields; not where they come as a mapping."""
    for file in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            named = node.args[0]
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            fields = {each.arg for each in node.keywords}
            if name in TAKERS and isinstance(named, ast.Constant) and None not in fields:
                where = f"{file.relative_to(FOLDER)}:{node.lineno}"
                yield where, str(named.value), {str(each) for each in fields}


def test_each_call_gives_what_its_message_says():
    known = messages(DEFAULT_LOCALE)
    found = [(where, id_, fields) for where, id_, fields in calls() if id_ in known]

    assert len(found) > 1000
    missing = {(where, id_): set(asked(known[id_][1])) - fields for where, id_, fields in found}
    assert {call: left for call, left in missing.items() if left} == {}


def asked(variables: Iterable[str]) -> Iterator[str]:
    """Those that a caller gives; the others, with a hyphen, are words of the packs and always there."""
    return (each for each in variables if "-" not in each)
