from __future__ import annotations

from pathlib import Path

import pytest

from clauses.errors import UnreadableSource
from clauses.importing.source_gate import Script, examine, examine_file, full_width
from clauses.importing.source_text import read_source


def test_script_readings_and_damage_are_reported(interview):
    report = examine(interview).report

    assert report.script.verdict is Script.TRADITIONAL
    assert report.pinyin_insertions == 2
    assert [(b.line, b.text) for b in report.broken] == [(1, "?!敦熑吻鍐_"), (5, "灭?")]
    assert [a.holds for a in report.announced] == [True]


def test_a_damaged_passage_is_placed_in_the_text_as_received(interview):
    for passage in examine(interview).report.broken:
        end = passage.offset + len(passage.text)
        line = interview.split("\n")[passage.line - 1]

        assert interview[passage.offset : end] == passage.text
        assert line[passage.column - 1 :].startswith(passage.text)
        assert passage.before in line.replace("(lián)", "").replace("(chǎn)", "")


def test_the_text_handed_on_is_simplified_clean_and_marked(interview):
    lines = examine(interview).text.split("\n")

    assert lines[0] == (
        "某厂联合印发《某厂安全生产责任清单》（以下简称《安全清单》）〔此处原文损坏〕之际，记者采访了厂长。"
    )
    assert lines[1] == "问：《安全清单》有多少条？"
    assert "见附件（a）。" in lines[4]


SCRIPTS = {
    "应当检查灭火器": Script.SIMPLIFIED,
    "應當檢查滅火器": Script.TRADITIONAL,
    "應當检查滅火器，应当登记": Script.MIXED,
    "人大": Script.UNDECIDED,
}


@pytest.mark.parametrize(("text", "verdict"), SCRIPTS.items(), ids=SCRIPTS)
def test_the_script_is_told_by_what_only_one_script_has(text, verdict):
    assert examine(text).report.script.verdict is verdict


def test_a_sound_text_has_nothing_to_report():
    source = examine("厂长每半年至少主持2次安全会议。\n")

    assert source.text == "厂长每半年至少主持2次安全会议。\n"
    assert source.report.broken == ()
    assert source.report.announced == ()
    assert source.report.pinyin_insertions == 0


def test_punctuation_becomes_full_width_only_beside_chinese():
    assert full_width("问:3:2 (A),好(坏)?是,no, 是 的") == "问：3:2 (A)，好（坏）？是，no, 是的"
    assert full_width("附件(a)、(试行)》,(A)") == "附件（a）、（试行）》，(A)"


TEXT = "厂长每半年至少主持2次安全会议，车间主任每月检查灭火器，并将结果登记在册。"

FILES = {
    "utf-8": (TEXT.encode("utf-8"), "utf-8"),
    "utf-8 with a mark": (TEXT.encode("utf-8-sig"), "utf-8"),
    "utf-16": (TEXT.encode("utf-16"), "utf-16"),
    "gb18030": (TEXT.encode("gb18030"), "gb18030"),
    "big5": (
        "廠長每半年至少主持兩次安全會議，車間主任每月檢查滅火器，並登記在冊。".encode("big5"),
        "big5",
    ),
}


@pytest.mark.parametrize(("data", "encoding"), FILES.values(), ids=FILES)
def test_the_encoding_is_found(tmp_path: Path, data, encoding):
    file = tmp_path / "text.txt"
    file.write_bytes(data)
    decoded = read_source(file)

    assert decoded.encoding == encoding
    assert decoded.text == data.decode("utf-16" if encoding == "utf-16" else encoding).lstrip(
        "\ufeff"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_bad_bytes_are_damage_and_not_another_encoding(tmp_path: Path, encoding):
    file = tmp_path / "text.txt"
    data = (TEXT * 5).encode(encoding)
    file.write_bytes(data[:30] + b"\xff" + data[30:])
    source = examine_file(file)

    assert source.report.encoding == encoding
    assert source.report.broken
    assert source.text.count("主持2次安全会议") >= 4


def test_line_ends_are_one_character(tmp_path: Path):
    file = tmp_path / "text.txt"
    file.write_bytes("厂长。\r\n车间。\r".encode())

    assert read_source(file).text == "厂长。\n车间。\n"


UNREADABLE = {
    "a docx": (b"PK\x03\x04 word", "not-text"),
    "a pdf": (b"%PDF-1.7", "not-text"),
    "binary": (b"\x00\x01\x02" * 40 + b"\xff\x00" * 9, "not-text"),
    "nothing": (b" \n", "empty"),
    "too much": (b"a" * 10_000_001, "too-large"),
}


@pytest.mark.parametrize(("data", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_text_is_refused_with_the_reason(tmp_path: Path, data, reason):
    file = tmp_path / "text.txt"
    file.write_bytes(data)

    with pytest.raises(UnreadableSource) as refused:
        read_source(file)
    assert refused.value.reason == reason


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableSource) as refused:
        read_source(tmp_path / "none.txt")
    assert refused.value.reason == "missing"
