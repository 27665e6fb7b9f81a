from __future__ import annotations

from pathlib import Path

import pytest

from clauses.cadence import DueDay, NotStated, Per, Quota
from clauses.importing.drafting.draft import write_draft
from clauses.importing.parsing.columns import Column
from clauses.importing.reading.content import Content, DocumentRefused, Table
from clauses.importing.reading.document import read_document
from clauses.importing.source_gate import examine, examine_content
from clauses.library import Library
from clauses.loading import check_pack, load_packs
from clauses.model import ClauseRef
from tests.clauses.importing import documents


def draft(text: str, folder: Path):
    return write_draft(examine(text), folder, name="来文")


def test_checking_an_interview_lists_what_is_left_to_be_finished(interview, tmp_path, brief):
    folder = tmp_path / "works"
    written = draft(interview, folder).files

    assert [path.name for path in written] == ["pack.yaml", "questions.yaml", "clauses.yaml"]
    left = brief(check_pack(folder))
    assert {code for _, _, code in left} == {"unfinished", "damaged"}
    clauses = [(line, code) for name, line, code in left if name == "clauses.yaml"]
    assert [code for _, code in clauses] == [
        "unfinished",
        "unfinished",
        "unfinished",
        "damaged",
        "unfinished",
    ]
    # Whose duty each of three clauses is, the wording of the damaged one, and whose each part is.
    assert sum(name == "pack.yaml" for name, _, _ in left) == 3 + 3


def test_the_draft_of_an_interview_has_what_it_says(interview, tmp_path):
    folder = tmp_path / "works"
    draft(interview, folder)
    pack = (folder / "pack.yaml").read_text("utf-8")
    clauses = (folder / "clauses.yaml").read_text("utf-8")
    questions = (folder / "questions.yaml").read_text("utf-8")

    assert "title: 某厂安全生产责任清单\nshort_title: 安全清单\n" in pack
    assert "total: 12" in pack
    assert "duty: 主持安全会议\n" in clauses
    assert "at_least: 2\n    per: half-year\n" in clauses
    assert "place: 问2" in clauses
    assert "question: 《安全清单》有多少条？" in questions


def test_a_finished_interview_is_a_sound_pack(interview, tmp_path):
    folder = tmp_path / "works"
    draft(interview, folder)
    (folder / "subjects.yaml").write_text(
        "bodies: [{id: plant, name: 厂部}]\n"
        "posts: [{id: manager, name: 厂长, body: plant, owed: once-by-body, answers_for_body: true}]\n",
        "utf-8",
    )
    for file in folder.iterdir():
        text = file.read_text("utf-8").replace("unknown", "manager")
        text = text.replace("〔待补〕", "补").replace("〔此处原文损坏〕", "灭火")
        file.write_text(text, "utf-8")

    assert check_pack(folder) == []


def test_a_regulation_loads_at_once_with_its_text_verbatim(tmp_path):
    folder = tmp_path / "bikes"
    draft("\n".join(documents.text_lines()), folder)

    assert check_pack(folder) == []
    library = Library(load_packs([folder]))
    pack = next(pack for pack in library.packs if pack.id == "bikes")
    assert (pack.title, pack.edition) == (documents.TITLE, "2024年3月5日发布")
    assert (pack.documents[0].title, pack.documents[0].year) == (documents.TITLE, 2024)
    assert [clause.text.split("\n") for clause in pack.clauses] == documents.ARTICLES
    assert [clause.ref.local for clause in pack.clauses] == ["1", "2", "3", "4", "5", "6"]
    assert library.get(ClauseRef("bikes", "3(1)(2)")).text == "（二）维修损坏的车辆；"
    assert {clause.chapter for clause in pack.clauses} == {name for name, _ in documents.CHAPTERS}


def test_nothing_that_was_only_read_has_a_cadence_or_a_subject(tmp_path):
    folder = tmp_path / "bikes"
    draft("\n".join(documents.text_lines()), folder)
    [*_, pack] = load_packs([folder])

    assert all(c.subject is None and c.cadence == NotStated() for c in pack.clauses)
    assert [each.place for clause in pack.clauses for each in clause.proposed] == [
        "3(1)(1)",
        "3(1)(3)",
        "3(2)",
        "4",
        "5",
    ]


def test_a_proposal_is_confirmed_by_giving_the_article_subject_and_cadence(tmp_path):
    folder = tmp_path / "bikes"
    draft("\n".join(documents.text_lines()), folder)
    (folder / "subjects.yaml").write_text(
        "bodies: [{id: bike-firm, name: 运营单位}]\n"
        "posts: [{id: bike-keeper, name: 站点管理员, body: bike-firm, owed: by-each-holder,"
        " answers_for_body: true}]\n",
        "utf-8",
    )
    file = folder / "clauses.yaml"
    before, four, after = file.read_text("utf-8").partition("id: '4'\n")
    after = after.replace("cadence: not-stated", "cadence: {at_least: 1, per: month}", 1)
    file.write_text(f"{before}{four}  subject: bike-keeper\n{after}", "utf-8")

    assert check_pack(folder) == []
    library = Library(load_packs([folder]))
    post = library.post_named("站点管理员").id
    assert [clause.ref.local for clause in library.duties_of(post)] == ["4"]


def test_damage_is_marked_in_its_article_and_stops_the_pack(tmp_path, brief):
    draft("第一条 车间应当检查灭?器。\n第二条 厂长应当登记。\n", tmp_path / "rules")

    assert ("clauses.yaml", 3, "damaged") in brief(check_pack(tmp_path / "rules"))


def test_a_text_without_title_and_date_loads_and_says_so(tmp_path):
    written = draft("第一条 车间应当检查灭火器。\n", tmp_path / "rules")

    assert written.named_after_file
    assert written.no_edition
    [*_, pack] = load_packs([tmp_path / "rules"])
    assert (pack.title, pack.edition) == ("来文", "版本未注明")


def test_a_table_is_read_by_its_columns_and_no_column_is_lost(tmp_path):
    table = Table(tuple(map(tuple, documents.ROWS)), (1, 2, 3, 4), "清单")
    source = examine_content(Content("xlsx", (table,)))
    written = write_draft(source, tmp_path / "bikes", name="自行车清单")
    [*_, pack] = load_packs([tmp_path / "bikes"])

    assert [clause.ref.local for clause in pack.clauses] == ["1", "2", "3"]
    assert pack.clauses[1].text == "维修损坏的车辆。\n责任主体：运营单位\n备注：随时"
    assert [(p.place, p.subject_words) for p in written.proposed] == [
        ("1", "运营单位"),
        ("2", "运营单位"),
        ("3", "站点管理员"),
    ]


def test_a_table_in_a_text_is_read_by_its_columns_and_the_text_around_it_is_named(tmp_path):
    file = tmp_path / "list.docx"
    file.write_bytes(documents.word_list())
    written = write_draft(examine_content(read_document(file)), tmp_path / "bikes", name="list")
    [*_, pack] = load_packs([tmp_path / "bikes"])

    assert pack.title == "示例市公共自行车责任清单"
    assert [c.text.split("\n")[1] for c in pack.clauses] == [
        "责任主体：运营单位",
        "责任主体：运营单位",
        "并登记在册。",
    ]
    assert [line.text for line in written.left_out] == ["注：本表仅作示例。"]


def test_headers_that_are_not_usual_are_named_and_unknown_ones_are_shown(tmp_path):
    rows = (("甲", "乙"), ("1", "检查全部车辆。"))
    source = examine_content(Content("csv", (Table(rows, (1, 2)),)))

    with pytest.raises(DocumentRefused) as refused:
        write_draft(source, tmp_path / "bikes", name="清单")
    assert (refused.value.reason, refused.value.details["headers"]) == ("no-columns", "甲、乙")
    assert list(tmp_path.iterdir()) == []

    columns = {Column.TEXT: "乙", Column.NUMBER: "甲"}
    write_draft(source, tmp_path / "bikes", name="清单", columns=columns)
    assert [c.text for c in load_packs([tmp_path / "bikes"])[-1].clauses] == ["检查全部车辆。"]


def test_a_draft_never_overwrites(interview, tmp_path):
    folder = tmp_path / "works"
    draft(interview, folder)

    with pytest.raises(FileExistsError):
        draft(interview, folder)


def test_a_draft_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("clauses.importing.drafting.draft.dump", fail)
    with pytest.raises(OSError, match="disk full"):
        draft("第一条 车间应当检查灭火器。\n", tmp_path / "rules")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["Works", "a b", "安全", "x" * 37])
def test_the_folder_is_named_as_a_pack_can_be(interview, tmp_path, name):
    with pytest.raises(ValueError, match=name):
        draft(interview, tmp_path / name)
    assert not (tmp_path / name).exists()


def listed(folder: Path, *rows: tuple[str, str, str]) -> None:
    every = (("工作内容", "责任人", "频次"), *rows)
    table = Table(every, tuple(range(1, len(every) + 1)))
    write_draft(examine_content(Content("csv", (table,))), folder, name="来文")


def test_who_owes_the_rows_of_a_list_is_drafted_with_ids_in_chinese(tmp_path):
    folder = tmp_path / "gs"
    listed(
        folder,
        ("组织安全检查", "安全员", "每月一次"),
        ("开展消防演练", "安全员、车间主任", "每季度首月10日前"),
        ("更新应急预案", "一个名称太长而不能作标识的岗位", "每年一次"),
    )

    assert check_pack(folder) == []
    [*_, pack] = load_packs([folder])
    assert [(post.id, post.name) for post in pack.posts] == [
        ("gs-安全员", "安全员"),
        ("gs-车间主任", "车间主任"),
        ("gs-3", "一个名称太长而不能作标识的岗位"),
    ]
    # Of several nobody says yet who of them it is; nor is anybody made to answer for the body.
    assert [clause.subject for clause in pack.clauses] == ["gs-安全员", None, "gs-3"]
    assert not any(post.answers_for_body for post in pack.posts)
    assert pack.clauses[1].proposed[0].cadence == Quota(1, Per.QUARTER, due=DueDay(month=1, day=10))
    assert pack.clauses[1].proposed[0].unexpressed is None


def test_two_lists_that_name_the_same_post_load_together(tmp_path):
    for name in ("gs", "cw"):
        listed(tmp_path / name, ("组织检查", "部门负责人", "每月一次"))

    packs = load_packs([tmp_path / "gs", tmp_path / "cw"])

    assert {post.id for pack in packs[-2:] for post in pack.posts} == {
        "gs-部门负责人",
        "cw-部门负责人",
    }
