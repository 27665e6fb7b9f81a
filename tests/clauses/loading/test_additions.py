from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.loading import check_pack, load_pack
from clauses.loading.additions import Addition, add_to_pack
from clauses.loading.folders import SHIPPED_PACKS
from clauses.model import ClauseRef

PACK = "party-regulations"
BY = "2026-11-29, operator 7"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED_PACKS / PACK, tmp_path / PACK))


def lines(folder: Path) -> list[str]:
    return [
        line for path in sorted(folder.glob("*.yaml")) for line in path.read_text().splitlines()
    ]


def test_phrasings_join_those_of_the_entry_and_nothing_else_changes(folder: Path) -> None:
    before = lines(folder)
    [changed] = add_to_pack(folder, [Addition(("支部大会隔多久", "“怪”: [问法]"), BY, "E01")])
    assert changed.name == "clauses.yaml"
    assert check_pack(folder) == []
    clause = next(each for each in load_pack(folder).clauses if each.ref == ClauseRef(PACK, "E01"))
    assert clause.asked_as[-2:] == ("支部大会隔多久", "“怪”: [问法]")
    # Of the lines that were there, one lost its bracket.
    assert len(set(before) - set(lines(folder))) == 1
    assert f"# {BY}" in "\n".join(lines(folder))


def test_an_answer_becomes_a_question_with_its_source(folder: Path) -> None:
    addition = Addition(("食堂几点开饭", "几点吃饭"), BY, "O3", "11点半：开饭。", "通知：2026")
    add_to_pack(folder, [addition])
    assert check_pack(folder) == []
    question = load_pack(folder).questions[-1]
    assert (question.question, question.answer) == ("食堂几点开饭", "11点半：开饭。")
    assert question.asked_as == ("几点吃饭",)
    assert question.citations[0].document.title == "通知：2026"


def test_what_is_next_door_becomes_a_topic(folder: Path) -> None:
    add_to_pack(folder, [Addition(("停车位怎么分",), BY)])
    assert check_pack(folder) == []
    assert load_pack(folder).not_covered[-1] == "停车位怎么分"


def test_a_second_time_nothing_is_written(folder: Path) -> None:
    additions = [
        Addition(("支部大会隔多久",), BY, "E01"),
        Addition(("食堂几点开饭",), BY, "O3", "11点半。", "通知"),
        Addition(("停车位",), BY),
    ]
    assert len(add_to_pack(folder, additions)) == 4
    assert add_to_pack(folder, additions) == []


def test_what_another_pack_has_changes_nothing(folder: Path) -> None:
    assert add_to_pack(folder, [Addition(("支部大会隔多久",), BY, "no-such-entry")]) == []


@given(
    words=st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=2, max_size=30
    )
)
def test_any_words_are_read_back_as_they_were(
    words: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pack")
    (folder / "topics.yaml").write_text("not_covered: [工资]\n")
    add_to_pack(folder, [Addition((words,), BY)])
    text = (folder / "topics.yaml").read_text()
    from ruamel.yaml import YAML

    assert YAML(typ="safe").load(text) == {"not_covered": ["工资", words]}
