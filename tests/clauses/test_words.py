"""Chinese words stand in the tables of ``clauses/lexicon``, not in code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import clauses
from clauses.words import WordTable

ROOT = Path(clauses.__file__).parent
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

EXCEPTIONS = {
    "cadence.py": "the one table of periods; length, words and reminders of a period stay together",
}


def literals_with_han(source: str) -> Iterator[str]:
    """String literals that are no docstring."""
    tree = ast.parse(source)
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in docstrings and HAN.search(text):
            yield text


def test_no_chinese_word_stands_in_code() -> None:
    found = {
        str(file.relative_to(ROOT)): words
        for file in sorted(ROOT.rglob("*.py"))
        if (words := list(literals_with_han(file.read_text("utf-8"))))
    }

    assert found.keys() == EXCEPTIONS.keys(), found


def test_a_word_is_found_in_code_but_not_in_a_docstring() -> None:
    source = '"""会议"""\nname = f"第{1}条"  # 条\n'

    assert list(literals_with_han(source)) == ["第", "条"]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WordTable:
    (tmp_path / "some.toml").write_text(
        '[some]\nnumber = "[0-9]{1,2}"\nunit = ["天", "{period}"]\n'
        'span = "{number}(?:{unit})"\n"几 多少" = "数"\nplace = "第{}条"\nlight = "的 了"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr("clauses.words._FOLDER", tmp_path)
    return WordTable("some.toml", "some", {"period": "周|月"})


def test_an_entry_is_put_together_from_others_and_from_what_is_given(table: WordTable) -> None:
    assert table.text("span") == "[0-9]{1,2}(?:天|周|月)"
    assert table.pattern("span").fullmatch("12周")


def test_words_are_the_members_of_a_list_or_stand_between_spaces(table: WordTable) -> None:
    assert table.words("unit") == ("天", "{period}")
    assert table.words("light") == ("的", "了")


def test_a_pattern_is_found_by_each_word_of_its_name(table: WordTable) -> None:
    assert table.by_word()["多少"].pattern == "数"


def test_values_are_filled_in(table: WordTable) -> None:
    assert table.filled("place", 12) == "第12条"


def test_an_unknown_name_is_no_empty_pattern(table: WordTable) -> None:
    with pytest.raises(KeyError):
        table.pattern("nothing")
