from __future__ import annotations

from pathlib import Path

import pytest

from clauses.importing.drafting import write_draft
from clauses.importing.source_gate import examine
from clauses.loading import check_pack


def test_checking_a_draft_lists_what_is_left_to_be_finished(interview, tmp_path: Path, brief):
    folder = tmp_path / "works"
    written = write_draft(examine(interview), folder)

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


def test_a_draft_has_what_the_text_says(interview, tmp_path: Path):
    folder = tmp_path / "works"
    write_draft(examine(interview), folder)
    pack = (folder / "pack.yaml").read_text("utf-8")
    clauses = (folder / "clauses.yaml").read_text("utf-8")
    questions = (folder / "questions.yaml").read_text("utf-8")

    assert "title: 某厂安全生产责任清单\nshort_title: 安全清单\n" in pack
    assert "total: 12" in pack
    assert "duty: 主持安全会议\n" in clauses
    assert "at_least: 2\n    per: half-year\n" in clauses
    assert "place: 问2" in clauses
    assert "question: 《安全清单》有多少条？" in questions


def test_a_finished_draft_is_a_sound_pack(interview, tmp_path: Path):
    folder = tmp_path / "works"
    write_draft(examine(interview), folder)
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


def test_damage_outside_of_questions_is_kept_in_the_draft(tmp_path: Path, brief):
    text = "第一条 车间应当检查灭?器。\n第二条 厂长应当登记。\n"
    write_draft(examine(text), tmp_path / "rules")

    left = brief(check_pack(tmp_path / "rules"))
    assert ("questions.yaml", 3, "damaged") in left
    assert "登记" not in (tmp_path / "rules" / "questions.yaml").read_text("utf-8")


def test_a_draft_never_overwrites(interview, tmp_path: Path):
    folder = tmp_path / "works"
    write_draft(examine(interview), folder)

    with pytest.raises(FileExistsError):
        write_draft(examine(interview), folder)


@pytest.mark.parametrize("name", ["Works", "a b", "安全", "x" * 37])
def test_the_folder_is_named_as_a_pack_can_be(interview, tmp_path: Path, name):
    with pytest.raises(ValueError, match=name):
        write_draft(examine(interview), tmp_path / name)
    assert not (tmp_path / name).exists()
