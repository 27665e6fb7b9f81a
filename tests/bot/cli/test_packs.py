from __future__ import annotations

import json
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import clauses.importing
from bot.cli import app
from bot.cli.packs.commands import packs
from bot.cli.packs.import_pages import refusal
from bot.texts.catalogue import texts
from clauses.importing.reading.content import DocumentRefused
from clauses.loading import SHIPPED_PACKS
from clauses.loading.schema import FILES
from clauses.loading.yaml_lines import read_yaml
from tests.clauses.importing import documents

SHIPPED = sorted(path.parent.name for path in SHIPPED_PACKS.glob("*/pack.yaml"))
LIST = "sichuan-three-levels-five-posts"
SOURCES = sorted(Path(clauses.importing.__file__).parent.rglob("*.py"))
LOCALES = ["zh-Hans", "zh-Hant", "en"]


def dutybot_packs(*arguments: str | Path) -> Result:
    # Wide enough that nothing is broken into lines.
    return CliRunner(env={"COLUMNS": "160"}).invoke(
        packs, [str(argument) for argument in arguments], catch_exceptions=False
    )


read_once = cache(read_yaml)


@pytest.fixture(autouse=True)
def _shipped_files_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clauses.loading.raw_pack.read_yaml", read_once)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped list that a test may change."""
    return Path(shutil.copytree(SHIPPED_PACKS / LIST, tmp_path / LIST))


@pytest.mark.parametrize("pack", SHIPPED)
def test_the_shipped_packs_are_sound(pack):
    result = dutybot_packs("check", pack)

    assert result.exit_code == 0
    assert "未发现问题" in result.output
    assert pack in result.output


def test_every_fault_is_printed_with_file_and_line(copied):
    clauses = copied / "clauses.yaml"
    lines = clauses.read_text("utf-8").split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith("  subject:"))
    lines[first] = "  subject: nobody"
    clauses.write_text("\n".join(lines), "utf-8")
    (copied / "notes.txt").touch()

    result = dutybot_packs("check", copied)

    assert result.exit_code == 1
    assert (
        f"{clauses}:{first + 1}: no body or post has the id 'nobody' [unknown-subject]\n"
        in result.stdout
    )
    assert "notes.txt:1: unknown file" in result.stdout
    assert "共发现" in result.stderr


def test_a_pack_is_shown_with_its_parts_and_counts():
    result = dutybot_packs("show", LIST)

    assert result.exit_code == 0
    for words in ("公布条数", "党组（党委）责任", "59", "每季度至少 1 次", "官方答记者问", "A14"):
        assert words in result.output


@pytest.mark.parametrize("pack", SHIPPED)
def test_a_pack_says_what_it_was_checked_against_and_when(pack):
    shown = json.loads(dutybot_packs("show", pack, "--json").stdout)
    page = "".join(dutybot_packs("show", pack).output.split())

    assert "2026年11月" in shown["checked"]
    assert "".join(shown["checked"].split()) in page
    read = {document["id"]: document["read"] for document in shown["documents"]}
    assert read["interview"].startswith("全文")


@pytest.mark.parametrize("lang", LOCALES)
def test_packs_are_shown_in_every_locale(lang):
    for pack in SHIPPED:
        assert dutybot_packs("show", pack, "--lang", lang).exit_code == 0


def test_a_pack_is_shown_as_json():
    shown = json.loads(dutybot_packs("show", LIST, "--json").stdout)

    assert shown["announced_total"] == 59
    assert sum(part["count"] for part in shown["parts"]) == 59
    clauses = {clause["ref"]: clause for clause in shown["clauses"]}
    meeting = clauses[f"{LIST}:A14"]
    assert meeting["cadence"] == {"at_least": 1, "per": "quarter", "unit": "次"}
    assert meeting["known"] == "seed"
    assert all(":" in ref for clause in clauses.values() for ref in clause["meets"])


def test_the_difference_of_two_editions_names_added_removed_and_changed_clauses(copied):
    clauses = copied / "clauses.yaml"
    before, a14, after = clauses.read_text("utf-8").partition("id: A14")
    after = after.replace("strength: must", "strength: normally", 1).replace("id: A16", "id: A98")
    clauses.write_text(before + a14 + after, "utf-8")
    for name in ("questions", "corrections", "standards"):  # they refer to A16
        (copied / f"{name}.yaml").unlink(missing_ok=True)

    result = dutybot_packs("diff", LIST, copied)

    assert result.exit_code == 0
    assert "+ A98 党支部书记" in result.output
    assert "- A16 党支部书记" in result.output
    assert "约束力：应当 → 一般" in result.output
    changed = json.loads(dutybot_packs("diff", LIST, copied, "--json").stdout)["changed"]
    assert [list(change["fields"]) for change in changed] == [["strength"]]


def test_the_difference_says_what_becomes_of_whose_duties(copied):
    clauses = copied / "clauses.yaml"
    before, a14, after = clauses.read_text("utf-8").partition("id: A14")
    after = after.replace("at_least: 1", "at_least: 2", 1)
    clauses.write_text(before + a14 + after, "utf-8")

    result = dutybot_packs("diff", LIST, copied, "--on", "2026-11-29")
    values = json.loads(dutybot_packs("diff", LIST, copied, "--on", "2026-11-29", "--json").stdout)

    assert "岗位职责的变化：1项" in result.output
    assert (
        "原来的一期办到12月31日（周四），2027年1月1日（周五）起按新的办理"
        in result.output.replace("\n", "")
    )
    (change,) = values["duties"]
    assert (change["effect"], change["until"], change["since"]) == (
        "other-number",
        "2026-12-31",
        "2027-01-01",
    )


def test_a_pack_does_not_differ_from_itself(copied):
    result = dutybot_packs("diff", LIST, copied, "--lang", "en")

    assert result.output == "The clauses are the same.\n"


def test_the_schema_covers_every_file_and_allows_no_other_keys():
    schema = json.loads(dutybot_packs("schema").stdout)

    assert list(schema) == list(FILES)
    assert schema["pack.yaml"]["additionalProperties"] is False
    clause = schema["clauses.yaml"]["$defs"]["ClauseEntry"]
    assert clause["additionalProperties"] is False
    assert "strength" in clause["required"]


TEXT = (
    "某廠印發《某廠安全清單》(以下簡稱《清單》)。\n"
    "問:有多少條?\n"
    "答:共9條,其中廠部責任5條、車間責任3條。\n"
    "問:有什么要求?\n"
    "答:廠長每半年應當至少主持2次安全會議,車間應當檢查灭?器。聯(lián)合登記。\n"
)


@pytest.fixture
def received(tmp_path: Path) -> Path:
    file = tmp_path / "received.txt"
    file.write_text(TEXT, "utf-8")
    return file


def test_a_text_is_examined_and_drafted(received, tmp_path):
    out = tmp_path / "works"
    result = dutybot_packs("import", received, "--out", out)

    assert result.exit_code == 0
    for words in (
        "判定为繁体",
        "夹注拼音1处",
        "原文损坏1处",
        "第5行",
        "【灭?】",
        "公布共9条，各部分合计8条，不相符",
    ):
        assert words in result.output
    assert sorted(path.name for path in out.iterdir()) == [
        "clauses.yaml",
        "pack.yaml",
        "questions.yaml",
    ]
    assert "〔此处原文损坏〕" in (out / "questions.yaml").read_text("utf-8")
    assert dutybot_packs("check", out).exit_code == 1


def test_the_report_of_an_import_is_given_as_json(received, tmp_path):
    report = json.loads(
        dutybot_packs("import", received, "--out", tmp_path / "works", "--json").stdout
    )

    assert report["script"]["verdict"] == "traditional"
    assert report["pinyin_insertions"] == 1
    assert [(passage["line"], passage["text"]) for passage in report["broken"]] == [(5, "灭?")]
    assert (report["announced"][0]["total"], report["announced"][0]["sum"]) == (9, 8)
    assert report["left_to_finish"] > 0


@pytest.mark.parametrize("lang", LOCALES)
def test_a_sound_text_is_reported_so(tmp_path, lang):
    file = tmp_path / "sound.txt"
    file.write_text("厂长每半年至少主持2次安全会议。\n", "utf-8")

    assert dutybot_packs("import", file, "--out", tmp_path / "sound", "--lang", lang).exit_code == 0


def test_a_regulation_is_imported_ready_to_be_asked(tmp_path):
    file = tmp_path / "regulation.docx"
    file.write_bytes(documents.word())
    out = tmp_path / "bikes"
    result = dutybot_packs("import", file, "--out", out)

    assert result.exit_code == 0
    for words in (
        "docx",
        "已导入6条（款9款，项3项）",
        "第2行（制定或发布信息）",
        "每季度至少 1 次",
        "未发现问题",
    ):
        assert words in result.output
    assert dutybot_packs("check", out).exit_code == 0
    shown = dutybot_packs("show", out).output
    assert "待确认的职责" in shown
    assert "站点管理员" in shown


def test_the_answer_to_a_question_rests_on_the_imported_article(tmp_path):
    file = tmp_path / "regulation.txt"
    file.write_text("\n".join(documents.text_lines()), "utf-8")
    dutybot_packs("import", file, "--out", tmp_path / "bikes")
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"id": 1, "question": "站点管理员多久清点一次车辆？"}\n', "utf-8")

    result = CliRunner().invoke(
        app, ["ask", "--batch", str(questions), "--pack", str(tmp_path / "bikes")]
    )
    assert json.loads(result.stdout)["refs"][0].startswith("bikes:4")


@pytest.mark.parametrize("lang", LOCALES)
def test_a_table_is_imported_with_its_header_shown(tmp_path, lang):
    file = tmp_path / "list.xlsx"
    file.write_bytes(documents.xlsx())
    out = tmp_path / "list"
    result = dutybot_packs("import", file, "--out", out, "--lang", lang)

    assert result.exit_code == 0
    assert "责任主体" in result.output
    assert dutybot_packs("check", out).exit_code == 0


def test_the_columns_of_a_table_can_be_named(tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(documents.csv([["甲", "乙"], ["1", "检查全部车辆。"]]))
    out = tmp_path / "list"
    refused = dutybot_packs("import", file, "--out", out)
    named = dutybot_packs("import", file, "--out", out, "--columns", "number=甲,text=乙", "--json")

    assert refused.exit_code == 1
    assert "甲、乙" in refused.stderr
    [header] = json.loads(named.stdout)["headers"]
    assert header == {"table": "", "row": 1, "columns": {"number": "甲", "text": "乙"}}


@pytest.mark.parametrize("columns", ["text", "text=", "colour=甲"])
def test_columns_that_make_no_sense_are_refused(tmp_path, columns):
    file = tmp_path / "list.csv"
    file.write_bytes(documents.csv())

    result = dutybot_packs("import", file, "--out", tmp_path / "list", "--columns", columns)
    assert result.exit_code == 1
    assert columns in result.stderr


def test_an_import_as_json_tells_everything(tmp_path):
    file = tmp_path / "regulation.html"
    file.write_bytes(documents.html())
    report = json.loads(dutybot_packs("import", file, "--out", tmp_path / "bikes", "--json").stdout)

    assert (report["kind"], report["articles"], report["paragraphs"], report["items"]) == (
        "html",
        6,
        9,
        3,
    )
    assert {line["role"] for line in report["left_out"]} == {
        "adoption",
        "contents",
        "editorial",
        "navigation",
    }
    assert report["proposals"][0] == {
        "place": "3(1)(1)",
        "words": "每季度至少检查1次全部车辆",
        "subject_words": "运营单位",
        "cadence": {"at_least": 1, "per": "quarter", "unit": "次"},
        "strength": "must",
    }
    assert report["left_to_finish"] == 0


REFUSED = {
    "no file": (None, "works", "找不到文件"),
    "an archive": (documents.zipped({"a.txt": "检查"}), "works", "压缩包"),
    "a scan": (documents.pdf(with_text=False), "works", "没有文字层"),
    "an old document": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "works",
        "另存为docx",
    ),
    "half a document": (documents.word()[:900], "works", "已损坏"),
    "nothing": (b"", "works", "没有内容"),
    "a bad name": (b"text", "Works", "不能用作内容包标识"),
    "a folder in use": (b"text", "", "已存在且不为空"),
}


@pytest.mark.parametrize(("data", "out", "words"), REFUSED.values(), ids=REFUSED)
def test_an_import_that_cannot_be_done_says_why_and_writes_nothing(tmp_path, data, out, words):
    folder = tmp_path / "imports"
    folder.mkdir()
    file = folder / "received.txt"
    if data is not None:
        file.write_bytes(data)
    before = sorted(folder.iterdir())

    result = dutybot_packs("import", file, "--out", folder / out)

    assert result.exit_code == 1
    assert words in result.stderr
    assert sorted(folder.iterdir()) == before


REASONS = sorted(
    set(re.findall(r'Refused\(\s*"([a-z-]+)"', "".join(f.read_text("utf-8") for f in SOURCES)))
    | {"missing", "unreadable", "too-heavy"}
)


@pytest.mark.parametrize("lang", LOCALES)
def test_every_reason_to_refuse_a_file_is_worded_in_one_sentence(lang):
    details = {"limit": 1, "size": 2, "entries": 3, "cell": "A1", "root": "svg", "headers": "甲"}
    for reason in REASONS:
        words = refusal(Path("x.docx"), DocumentRefused(reason, **details), texts(lang))
        assert "x.docx" in words
        assert "\n" not in words
    assert len(REASONS) > 20


def test_an_author_sees_the_questions_that_a_pack_gives() -> None:
    shown = dutybot_packs("show", "party-regulations", "--quiz")
    assert "“通报抓机关党建情况并接受评议”，规定多久一次？" in shown.stdout
    values = json.loads(dutybot_packs("show", "party-regulations", "--quiz", "--json").stdout)
    assert all(0 <= each["right"] < len(each["options"]) for each in values)
    assert {each["ref"].partition(":")[0] for each in values} == {"party-regulations"}
