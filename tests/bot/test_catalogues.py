from __future__ import annotations

from collections.abc import Iterator

import pytest
from fluent.syntax import FluentParser, ast

from bot.texts.catalogue import DEFAULT_LOCALE, FOLDER, LOCALES, texts

TRADITIONAL_ONLY = "們這為說書組織黨員點擊"
SIMPLIFIED_ONLY = "们这为说书组织党员点击"


def entries(locale: str) -> Iterator[tuple[str, ast.EntryType]]:
    for file in sorted((FOLDER / locale).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            yield file.stem, entry


def messages(locale: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Subject and variables of every message, by id."""
    return {
        entry.id.name: (subject, frozenset(variables(entry)))
        for subject, entry in entries(locale)
        if isinstance(entry, ast.Message)
    }


def variables(node: object) -> Iterator[str]:
    if isinstance(node, ast.VariableReference):
        yield node.id.name
    elif isinstance(node, ast.BaseNode):
        for value in vars(node).values():
            yield from variables(value)
    elif isinstance(node, list):
        for value in node:
            yield from variables(value)


def written(locale: str) -> str:
    files = sorted((FOLDER / locale).glob("*.ftl"))
    return "\n".join(file.read_text("utf-8") for file in files)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_line_of_a_catalogue_is_understood(locale: str) -> None:
    junk = [entry.content for _, entry in entries(locale) if isinstance(entry, ast.Junk)]
    assert junk == []
    assert texts(locale).locale == locale


@pytest.mark.parametrize("locale", [each for each in LOCALES if each != DEFAULT_LOCALE])
def test_all_locales_have_the_same_messages_with_the_same_variables(locale: str) -> None:
    reference, other = messages(DEFAULT_LOCALE), messages(locale)
    assert sorted(set(reference) - set(other)) == []
    assert sorted(set(other) - set(reference)) == []
    assert {id_: each for id_, each in other.items() if each != reference[id_]} == {}


def test_no_catalogue_is_written_in_the_other_script() -> None:
    simplified = set(written("zh-Hans").replace("繁體", ""))
    traditional = set(written("zh-Hant").replace("简体", ""))
    assert simplified & set(TRADITIONAL_ONLY) == set()
    assert traditional & set(SIMPLIFIED_ONLY) == set()
