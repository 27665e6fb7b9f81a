from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import clauses.loading
from bot.texts.catalogue import texts
from bot.texts.faults import fault_line, forms, in_words
from clauses.errors import PackFault
from clauses.said import said

LOADING = Path(clauses.loading.__file__).parent
PLACE = re.compile(r"\\{[0-9][^}]*\\}")


def said_in_code() -> set[str]:
    """The form of every message that the loading of packs has."""
    found = set()
    for path in LOADING.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "said":
                form = node.args[0]
                assert isinstance(form, ast.Constant), ast.unparse(node)
                found.add(str(form.value))
    return found


def test_every_message_about_a_pack_is_said_in_chinese_and_no_other_one() -> None:
    assert len(forms()) > 80
    assert set(forms()) == said_in_code()


def test_every_form_has_the_places_of_its_english_one() -> None:
    for english, chinese in forms().items():
        assert sorted(PLACE.findall(english)) == sorted(PLACE.findall(chinese)), english


def test_no_message_is_said_past_the_table() -> None:
    """A text in quotes that is handed to a fault itself would be English everywhere."""
    for path in LOADING.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "PackFault":
                assert not isinstance(node.args[-1], ast.Constant | ast.JoinedStr), path.name


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "the key an item of 'posts' is missing"),
        ("zh-Hans", "缺少键 'posts' 中的一项"),
        ("zh-Hant", "缺少鍵 'posts' 中的一項"),
    ],
)
def test_what_is_filled_in_is_put_into_words_too(locale: str, words: str) -> None:
    message = said("the key {0} is missing", said("an item of {0!r}", "posts"))
    assert in_words(message, texts(locale)) == words
    fault = PackFault(Path("pack.yaml"), 3, "missing-key", message)
    assert fault_line(fault, texts(locale)) == f"pack.yaml:3: {words} [missing-key]"


def test_what_has_no_words_stays_as_it_is() -> None:
    assert in_words("something else", texts("zh-Hans")) == "something else"
    assert in_words(said("new: {0}", 1), texts("zh-Hans")) == "new: 1"
