"""A library made ready, from its packs and from what was kept of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from clauses.answering.answers import Answerer
from clauses.answering.ready import CACHE_FOLDER, ready, ready_to_stay
from clauses.cache.fingerprint import fingerprint
from clauses.errors import PackFaults
from clauses.library import Library

QUESTIONS = [
    "支委会多久开一次",
    "机关党委书记有哪些职责",
    "dangfei duojiu jiao",
    "组织生活会和民主生活会有什么区别",
    "五好党支部是哪五好",
    "今天天气怎么样",
]
PACK = {
    "pack.yaml": "id: river\ntitle: 河长制\nshort_title: 河长制\nedition: '1'\n"
    "documents: [{id: rule, title: 巡河办法, short_title: 巡河办法}]\n",
    "subjects.yaml": "bodies: [{id: river-office, name: 河长办}]\n"
    "posts: [{id: river-chief, name: 河长, body: river-office, owed: once-by-body, "
    "answers_for_body: true}]\n",
    "clauses.yaml": "- id: R1\n  subject: river-chief\n  duty: 巡河\n"
    "  text: 河长每月至少巡河1次。\n  cadence: {at_least: 1, per: month}\n  strength: must\n"
    "  known: text\n  sources: [{document: rule, place: 第3条}]\n",
}


@pytest.fixture
def river(tmp_path: Path) -> Path:
    folder = tmp_path / "packs" / "river"
    folder.mkdir(parents=True)
    for name, content in PACK.items():
        (folder / name).write_text(content, "utf-8")
    return folder


def kept(data: Path) -> list[Path]:
    return sorted((data / CACHE_FOLDER).iterdir())


def loading_is_refused(folders: object = ()) -> Library:
    raise AssertionError("the packs were read")


def test_answers_from_the_cache_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    fresh = Answerer(Library.load())
    ready((), tmp_path)
    monkeypatch.setattr(Library, "load", loading_is_refused)

    _, answerer = ready((), tmp_path)

    for question in QUESTIONS:
        assert answerer.answer(question) == fresh.answer(question)


def test_a_changed_pack_is_noticed(tmp_path: Path, river: Path):
    ready([river], tmp_path)
    clauses = river / "clauses.yaml"
    clauses.write_text(
        clauses.read_text("utf-8").replace("每月至少巡河1次", "每月至少巡河2次"), "utf-8"
    )

    library, _ = ready([river], tmp_path)

    assert "每月至少巡河2次" in {clause.text[2:-1] for clause in library.all_clauses()}


def test_a_pack_that_became_faulty_is_not_hidden_by_the_cache(tmp_path: Path, river: Path):
    ready([river], tmp_path)
    (river / "clauses.yaml").write_text("- id: R1\n", "utf-8")

    with pytest.raises(PackFaults):
        ready([river], tmp_path)


def test_faulty_packs_leave_nothing_behind(tmp_path: Path, river: Path):
    (river / "clauses.yaml").write_text("- id: R1\n", "utf-8")

    with pytest.raises(PackFaults):
        ready([river], tmp_path / "data")

    assert not (tmp_path / "data").exists()


def test_a_damaged_cache_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ready((), tmp_path)
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])

    _, answerer = ready((), tmp_path)

    assert answerer.answer(QUESTIONS[0]) == Answerer(Library.load()).answer(QUESTIONS[0])
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path):
    (tmp_path / "data").write_text("a file")

    _, answerer = ready((), tmp_path / "data")

    assert answerer.answer(QUESTIONS[0]).refs


def test_the_fingerprint_knows_packs_beside_a_pack(tmp_path: Path, river: Path):
    before = fingerprint([river])
    neighbour = river.parent / "lake"
    neighbour.mkdir()
    (neighbour / "pack.yaml").write_text("id: lake\n", "utf-8")

    assert fingerprint([river]) != before
    assert fingerprint([river]) == fingerprint([river])


def test_the_fingerprint_of_no_such_folder_is_that_of_none_in_it(tmp_path: Path):
    assert fingerprint([tmp_path / "none"]) != fingerprint([])


def test_a_program_that_stays_never_holds_what_reading_packs_takes(tmp_path):
    script = (
        "import sys; from pathlib import Path; from clauses.answering.ready import ready_to_stay; "
        "library, answerer = ready_to_stay([], Path(sys.argv[1])); "
        "print(len(library.packs), 'ruamel' in str(sys.modules.keys()))"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)

    assert ended.stdout.split() == ["2", "False"]


def test_a_faulty_pack_is_told_though_another_process_met_it_first(tmp_path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.yaml").write_text("id: x\n", "utf-8")

    with pytest.raises(PackFaults):
        ready_to_stay([tmp_path / "pack"], tmp_path / "data")
