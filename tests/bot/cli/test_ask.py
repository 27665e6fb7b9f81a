from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli.answers.ask import ask
from clauses.library import Library

PACK_FILES = {
    "pack.yaml": "id: river\ntitle: 河长制\nshort_title: 河长制\nedition: '1'\n"
    "documents: [{id: rule, title: 巡河办法, short_title: 巡河办法}]\n",
    "subjects.yaml": "bodies: [{id: river-office, name: 河长办}]\n"
    "posts: [{id: river-chief, name: 河长, body: river-office, owed: once-by-body, "
    "answers_for_body: true}]\n",
    "clauses.yaml": "- id: R1\n  subject: river-chief\n  duty: 巡河\n"
    "  text: 河长每月至少巡河1次。\n  cadence: {at_least: 1, per: month}\n  strength: must\n"
    "  known: text\n  sources: [{document: rule, place: 第3条}]\n",
}


load = Library.load
shipped = cache(load)


@pytest.fixture(autouse=True)
def _shipped_packs_are_loaded_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("DUTYBOT_DATA_DIR", str(tmp_path_factory.getbasetemp() / "data"))

    def loaded(folders: tuple[Path, ...] = (), *, only: tuple[str, ...] = ()) -> Library:
        return load(folders, only=only) if folders or only else shipped()

    monkeypatch.setattr(Library, "load", loaded)


@pytest.fixture
def river(tmp_path: Path) -> Path:
    folder = tmp_path / "river"
    folder.mkdir()
    for name, content in PACK_FILES.items():
        (folder / name).write_text(content, "utf-8")
    return folder


def dutybot_ask(*arguments: str | Path, typed: str | bytes | None = None) -> Result:
    app = typer.Typer()
    app.command()(ask)
    return CliRunner().invoke(
        app, [str(argument) for argument in arguments], input=typed, catch_exceptions=False
    )


def answered(*arguments: str | Path) -> dict[str, Any]:
    result = dutybot_ask(*arguments, "--json")
    assert result.exit_code == 0, result.output
    value: dict[str, Any] = json.loads(result.stdout)
    return value


def test_an_answer_is_printed_in_words():
    result = dutybot_ask("机关党委多久开一次委员会")

    assert result.exit_code == 0
    assert result.stdout.startswith("每季度至少 1 次\n")


def test_json_has_the_agreed_keys():
    value = answered("机关党委多久开一次委员会")

    assert list(value) == ["question", "status", "refs", "confidence", "answer"]
    assert value["question"] == "机关党委多久开一次委员会"
    assert value["status"] == "answered"
    assert value["refs"][0] == "sichuan-three-levels-five-posts:A14"
    assert 0 <= value["confidence"] <= 1


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("支委会多久开一次", "answered"),
        ("机关党委书记责任第三条", "not_loaded"),
        ("生活会多久开一次", "ambiguous"),
        ("今天天气怎么样", "out_of_scope"),
    ],
)
def test_every_status_occurs(question, status):
    assert answered(question)["status"] == status


def test_the_analysis_is_shown_when_asked():
    explained = answered("支书多久述职一次", "--explain")["explain"]

    assert explained["aspect"] == "how-often"
    assert explained["posts"] == [{"id": "branch-secretary", "name": "党支部书记"}]
    assert explained["activity"] == ["述职评议考核"]


def test_the_analysis_follows_the_words_without_json():
    result = dutybot_ask("生活会多久开一次", "--explain")

    words, _, explained = result.stdout.partition("\n\n{")
    assert words.startswith("您问的是哪一个？")
    assert json.loads("{" + explained)["several_meanings"] == {
        "生活会": ["组织生活会", "民主生活会"]
    }


@pytest.mark.parametrize("post", ["branch-secretary", "党支部书记", "支书", "黨支部書記"])
def test_the_post_of_the_asker_is_taken_by_id_name_or_synonym(post):
    value = answered("我多久述职一次", "--post", post)

    assert value["refs"][0] == "party-regulations:F24"


def test_an_unknown_post_is_refused():
    result = dutybot_ask("我要干什么", "--post", "村长")

    assert result.exit_code == 2
    assert "没有名为“村长”的岗位" in result.stderr
    assert "机关党委书记" in result.stderr


def test_the_question_before_is_taken_into_account():
    value = answered("那党小组会呢", "--after", "支委会多久开一次")

    assert value["refs"][0] == "party-regulations:E07"


def test_the_words_come_in_the_language_asked_for():
    assert dutybot_ask("机关党委多久开一次委员会", "--lang", "en").stdout.startswith(
        "at least once a quarter"
    )


def test_a_further_pack_is_answered_from(river: Path):
    assert answered("河长多久巡一次河", "--pack", river)["refs"][0] == "river:R1"


def test_a_faulty_pack_is_refused_with_its_faults(river: Path):
    (river / "clauses.yaml").write_text("- id: R1\n  colour: red\n", "utf-8")

    result = dutybot_ask("河长多久巡一次河", "--pack", river)

    assert result.exit_code == 2
    assert "clauses.yaml:2" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["支委会", "--batch", "x.jsonl"]])
def test_either_a_question_or_a_file_has_to_be_given(arguments):
    result = dutybot_ask(*arguments)

    assert result.exit_code == 2
    assert "--batch" in result.stderr


def batch(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    return file


def test_a_batch_is_answered_line_by_line_in_order(tmp_path: Path):
    file = batch(
        tmp_path,
        '{"id": "b", "question": "支委会多久开一次"}',
        "",
        '{"id": 7, "question": "那党小组会呢", "previous": "支委会多久开一次", "kind": "x"}',
        '{"id": "a", "question": ""}',
    )

    result = dutybot_ask("--batch", file, "--json")

    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [answer["id"] for answer in answers] == ["b", 7, "a"]
    assert [answer["status"] for answer in answers] == ["answered", "answered", "out_of_scope"]
    assert list(answers[0]) == ["id", "status", "refs", "confidence", "answer"]


def test_a_batch_can_come_from_the_input():
    result = dutybot_ask("--batch", "-", typed='{"id": 1, "question": "支委会多久开一次"}\n')

    assert json.loads(result.stdout)["refs"][0] == "party-regulations:E04"


def test_bad_lines_are_named_after_the_answers(tmp_path: Path):
    file = batch(
        tmp_path,
        "not json",
        '{"id": 1, "question": "支委会多久开一次"}',
        "[1]",
        '{"question": "支委会多久开一次"}',
        '{"id": true, "question": "支委会"}',
        '{"id": 2}',
        '{"id": 3, "question": "支委会", "previous": 4}',
        '{"id": 4, "question": "党小组会多久开一次"}',
    )

    result = dutybot_ask("--batch", file)

    assert result.exit_code == 2
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [1, 4]
    named = [line.partition("：")[0] for line in result.stderr.splitlines()]
    assert named == ["第1行", "第3行", "第4行", "第5行", "第6行", "第7行"]


def test_a_line_separator_within_a_question_does_not_end_the_line(tmp_path: Path):
    file = batch(tmp_path, '{"id": 1, "question": "支委会\u2028多久开一次"}')

    assert dutybot_ask("--batch", file).exit_code == 0


def test_a_missing_file_is_refused(tmp_path: Path):
    result = dutybot_ask("--batch", tmp_path / "none.jsonl")

    assert result.exit_code == 2
    assert "none.jsonl" in result.stderr


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path):
    file = tmp_path / "gbk.jsonl"
    file.write_bytes('{"id": 1, "question": "支委会"}'.encode("gbk"))

    result = dutybot_ask("--batch", file)

    assert result.exit_code == 2
    assert "UTF-8" in result.stderr


def test_neither_the_database_nor_telegram_is_imported(tmp_path: Path):
    """Their imports take longer than the answer. Of the shipped packs not even YAML is read again."""
    asked = (
        "import sys; from bot.cli import main\n"
        "sys.argv[1:] = ['ask', '支部大会多久开一次']\n"
        "try: main()\n"
        "finally: print({'sqlalchemy', 'telegram', 'aiohttp', 'ruamel'} & {*sys.modules})"
    )
    environment = os.environ | {"DUTYBOT_DATA_DIR": str(tmp_path)}
    for _ in range(2):  # the first one leaves what it worked out from the packs
        ended = subprocess.run(
            [sys.executable, "-c", asked],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    assert ended.stdout.splitlines()[-1] == "set()"
