from __future__ import annotations

import ast as python
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from bot.messenger.markup.telegram_html import parse_html
from bot.texts.catalogue import DEFAULT_LOCALE, FOLDER, LOCALES, BrokenCatalogue, Messages, texts
from clauses.naming import NamingWord
from scheduler.roster.queries.trail import Act

TRADITIONAL_ONLY = "們這為說書組織黨員點擊"
SIMPLIFIED_ONLY = "们这为说书组织党员点击"
COMMAND_LINE = {"ask", "doctor", "packs", "packs_import", "plan", "program"}

PARTY = re.compile(
    "党|黨|支部|书记|書記|机关|機關|纪委|紀委|工委|省级|省級|市级|市級|县级|縣級|民主生活会"
    "|\\bParty\\b|branch|agency|secretary|committee|provinc",
    re.IGNORECASE,
)
"""Words of the shipped packs' field; no catalogue holds one."""

PACK_WORDS = frozenset(NamingWord) | {"example-events"}
"""Fields that the packs fill."""

ODD = ["<>&\"'/", "</b><a href=&amp;&#60;", "\u202e\u200d\ufe0f\u0301", "王ß🏳️‍🌈ﷺ\U00020bb7"]
FILLED = 10_000
"""Messages in each locale."""


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


def asked(file: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """Messages that the code of a file names itself, with the fields that it gives them."""
    for call in python.walk(python.parse(file.read_text("utf-8"))):
        match call:
            case python.Call(
                func=python.Name("t") | python.Attribute(value=python.Name("t"), attr="plain"),
                args=[python.Constant(str(id_))],
                keywords=fields,
            ) if all(each.arg for each in fields):
                yield id_, frozenset(each.arg for each in fields if each.arg)


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


def test_whoever_asks_for_a_message_gives_its_fields() -> None:
    needed = {id_: fields - PACK_WORDS for id_, (_, fields) in messages(DEFAULT_LOCALE).items()}
    code = FOLDER.parent
    lacking = {
        (file.relative_to(code).as_posix(), id_): missing
        for file in sorted(code.rglob("*.py"))
        for id_, given in asked(file)
        if (missing := needed.get(id_, frozenset()) - given)
    }
    assert lacking == {}


def test_no_catalogue_is_written_in_the_other_script() -> None:
    simplified = set(written("zh-Hans").replace("繁體", ""))
    traditional = set(written("zh-Hant").replace("简体", ""))
    assert simplified & set(TRADITIONAL_ONLY) == set()
    assert traditional & set(SIMPLIFIED_ONLY) == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_no_catalogue_speaks_of_one_field_only(locale: str) -> None:
    assert [line for line in written(locale).splitlines() if PARTY.search(line)] == []


@pytest.mark.experiment("J1 odd names and texts")
@pytest.mark.parametrize("locale", LOCALES)
def test_whatever_fills_a_message_its_markup_stays(locale: str) -> None:
    rng = random.Random(0)
    t, known = texts(locale), messages(locale)
    # What the command line says is not for Telegram.
    sent = {id_: names for id_, (subject, names) in known.items() if subject not in COMMAND_LINE}
    for _ in range(FILLED // len(sent) + 1):
        for id_, names in sent.items():
            odd = t(id_, **{name: odd_text(rng) for name in names})
            assert odd.count("<") == t(id_, **dict.fromkeys(names, "x")).count("<"), odd
            parse_html(odd)


def odd_text(rng: random.Random) -> str:
    """What a person can send, and what markup is made of."""
    return "".join(rng.choice(rng.choice(ODD)) for _ in range(rng.randrange(1, 12)))


@pytest.mark.parametrize("locale", LOCALES)
def test_each_message_is_found_by_itself_and_parses(locale: str) -> None:
    found = Messages(locale)
    assert {*found} == messages(locale).keys()
    for message_id in found:
        assert found.pattern(message_id)


@pytest.mark.parametrize(
    ("text", "why"),
    [("one = 1\ntwo = {\n", "two = "), ("one = 1\nthree = 3\n", "no message 'two'")],
)
def test_what_does_not_parse_or_is_not_there_is_said(tmp_path, monkeypatch, text, why) -> None:
    monkeypatch.setattr("bot.texts.catalogue.FOLDER", tmp_path)
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "a.ftl").write_text(f"# of two\n\n{text}")
    found = Messages("xx")
    assert found.pattern("one")
    with pytest.raises(BrokenCatalogue, match=why):
        found.pattern("two")


def test_two_files_do_not_define_one_message(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("bot.texts.catalogue.FOLDER", tmp_path)
    (tmp_path / "xx").mkdir()
    for name in ("a.ftl", "b.ftl"):
        (tmp_path / "xx" / name).write_text("one = 1\n")
    with pytest.raises(BrokenCatalogue, match="twice"):
        Messages("xx")


@pytest.mark.parametrize("locale", LOCALES)
def test_whatever_the_trail_tells_of_has_words(locale: str) -> None:
    said = {f"act-{each.value}" for each in Act}
    assert said <= set(Messages(locale))
