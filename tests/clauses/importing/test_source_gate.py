from __future__ import annotations

import pytest

from clauses.importing.reading.content import Content, DocumentRefused, Table
from clauses.importing.reading.source_text import decode
from clauses.importing.source_gate import Script, examine, examine_content, full_width


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
def test_the_encoding_is_found(data, encoding):
    decoded = decode(data)

    assert decoded.encoding == encoding
    assert decoded.text == data.decode("utf-16" if encoding == "utf-16" else encoding).lstrip(
        "\ufeff"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_bad_bytes_are_damage_and_not_another_encoding(encoding):
    data = (TEXT * 5).encode(encoding)
    decoded = decode(data[:30] + b"\xff" + data[30:])
    source = examine(decoded.text, encoding=decoded.encoding)

    assert source.report.encoding == encoding
    assert source.report.broken
    assert source.text.count("主持2次安全会议") >= 4


def test_line_ends_are_one_character():
    assert decode("厂长。\r\n车间。\r".encode()).text == "厂长。\n车间。\n"


UNREADABLE = {
    "binary": (b"\x00\x01\x02" * 40 + b"\xff\x00" * 9, "not-text"),
    "nothing": (b" \n", "empty"),
}


@pytest.mark.parametrize(("data", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_text_is_refused_with_the_reason(data, reason):
    with pytest.raises(DocumentRefused) as refused:
        decode(data)
    assert refused.value.reason == reason


def test_damage_in_a_table_is_placed_by_its_row():
    table = Table((("條款", "內容"), ("1", "廠長檢查\n滅?器。聯(lián)合登記。")), (3, 7), "表")
    source = examine_content(Content("xlsx", ("某廠安全清單", table)))

    assert [(b.line, b.text) for b in source.report.broken] == [(7, "?")]
    assert source.blocks == (
        "某廠安全清單",
        Table(
            (("條款", "內容"), ("1", "廠長檢查\n滅〔此处原文损坏〕器。聯合登記。")), (3, 7), "表"
        ),
    )


def test_the_space_after_the_number_of_an_article_stays():
    assert full_width("第 一 条　为了 安全\n依照第二条 规定") == "第一条 为了安全\n依照第二条规定"


@pytest.mark.parametrize(
    "text", ["乾隆年间的著述由藉着编者於某编著。", "站长每月检查一次灯標。", "張站长每月检查一次。"]
)
def test_a_simplified_text_is_not_rewritten(text):
    source = examine(text)

    assert (source.text, source.blocks) == (text, (text,))


def test_a_traditional_text_is_kept_in_its_script_and_read_in_simplified():
    source = examine("站長每季度檢查一次燈標，並登記在冊。")

    assert source.blocks == ("站長每季度檢查一次燈標，並登記在冊。",)
    assert source.text == "站长每季度检查一次灯标，并登记在册。"


@pytest.mark.parametrize("space", ["\u00a0", "\u2002", "\u2003", "\u3000", "\t", " \u00a0"])
def test_any_space_after_the_number_of_an_article_counts_as_one(space):
    assert full_width(f"第一条{space}为了安全{space}制定。") == "第一条 为了安全制定。"
