"""Which article of a file is which clause, and what it says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from clauses.cadence import NotStated, Per, Quota
from clauses.importing.source_gate import examine
from clauses.library import Library
from clauses.loading import load_packs
from clauses.model import Pack
from clauses.revising.drafting import (
    DraftedRevision,
    NothingNew,
    OtherDocument,
    draft_revision,
)
from clauses.revising.revision import ClauseChange

FILES = {
    "pack.yaml": """\
id: depot
title: 仓库管理规定
short_title: 仓库规定
edition: 一
documents: [{id: rules, title: 仓库管理规定, short_title: 仓库规定}]
""",
    "subjects.yaml": """\
bodies: [{id: depot, name: 仓库}]
posts:
  - {id: keeper, name: 仓库保管员, body: depot, owed: once-by-body, answers_for_body: true}
  - {id: guard, name: 仓库门卫, body: depot, owed: once-by-body}
""",
    "clauses.yaml": """\
- id: '1'
  duty: 目的
  text: 为了规范仓库管理，制定本规定。
  cadence: not-stated
  strength: must
  known: text
  sources: [{document: rules, place: 第1条}]
- id: '2'
  subject: keeper
  also: [guard]
  duty: 盘点库存
  text: 仓库保管员应当每季度至少盘点1次库存，不少于2人参加。
  cadence: {at_least: 1, per: quarter}
  strength: must
  known: text
  note: 参加的人数包括保管员
  sources: [{document: rules, place: 第2条}]
- id: '3'
  subject: guard
  duty: 检查门锁
  text: 仓库门卫应当每月至少检查1次门锁和监控。
  cadence: {at_least: 1, per: month}
  strength: must
  known: text
  sources: [{document: rules, place: 第3条}]
""",
}
FIRST = "第一条 为了规范仓库管理，制定本规定。"
SECOND = "第二条 仓库保管员应当每季度至少盘点1次库存，不少于2人参加。"
THIRD = "第三条 仓库门卫应当每月至少检查1次门锁和监控。"


@pytest.fixture(scope="module")
def depot(tmp_path_factory) -> Library:
    folder: Path = tmp_path_factory.mktemp("packs") / "depot"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return Library(load_packs([folder]))


def pack_of(library: Library) -> Pack:
    return next(pack for pack in library.packs if pack.id == "depot")


def drafted(library: Library, *lines: str) -> DraftedRevision:
    source = examine("\n".join(("仓库管理规定", *lines)))
    return draft_revision(library, pack_of(library), "rules", source)


def test_the_same_text_is_nothing_new_whatever_its_punctuation(depot):
    with pytest.raises(NothingNew):
        drafted(depot, FIRST, SECOND.replace("，", ", "), THIRD)


def test_another_document_is_told(depot):
    with pytest.raises(OtherDocument):
        drafted(depot, "第一条 食堂开放时间由后勤科规定。")


def test_another_rhythm_is_a_change_of_the_same_clause(depot):
    (change,) = drafted(depot, FIRST, SECOND.replace("季度", "月"), THIRD).revision.clauses
    assert (change.local, change.change) == ("2", ClauseChange.CHANGED)
    assert change.cadence == Quota(1, Per.MONTH)
    assert (change.subject, change.duty, change.often) == ("keeper", "盘点库存", None)


def test_other_words_for_the_same_leave_rhythm_and_owner(depot):
    line = SECOND.replace("应当", "须").replace("2人", "3人")
    (change,) = drafted(depot, FIRST, line, THIRD).revision.clauses
    assert change.text.endswith("不少于3人参加。")
    assert (change.cadence, change.subject) == (Quota(1, Per.QUARTER), "keeper")


def test_another_owner_is_read_by_name(depot):
    (change,) = drafted(depot, FIRST, SECOND, THIRD.replace("门卫", "保管员")).revision.clauses
    assert (change.local, change.subject, change.who) == ("3", "keeper", None)


def test_an_owner_whom_nothing_is_called_is_unclear(depot):
    line = THIRD.replace("仓库门卫", "后勤科科长")
    (change,) = drafted(depot, FIRST, SECOND, line).revision.clauses
    assert (change.subject, change.who) == ("guard", "后勤科科长")
    assert change.is_unclear


def test_a_rhythm_that_cannot_be_read_is_unclear_and_stays_as_it_was(depot):
    line = SECOND.replace("每季度至少盘点1次", "每学期至少盘点1次")
    (change,) = drafted(depot, FIRST, line, THIRD).revision.clauses
    assert change.cadence == Quota(1, Per.QUARTER)
    assert change.is_unclear


def test_an_article_that_moved_is_the_same_clause(depot):
    new = "第二条 仓库每年至少组织1次演练。"
    moved = (SECOND.replace("第二", "第三"), THIRD.replace("第三", "第四"))
    changes = {each.local: each for each in drafted(depot, FIRST, new, *moved).revision.clauses}
    assert (changes["2"].place, changes["3"].place) == ("第3条", "第4条")
    (added,) = (each for each in changes.values() if each.change is ClauseChange.NEW)
    assert (added.local, added.place, added.after) == ("s2.2", "第2条", "1")
    assert added.cadence == Quota(1, Per.YEAR)


def test_what_is_not_in_the_file_is_gone(depot):
    (change,) = drafted(depot, FIRST, SECOND).revision.clauses
    assert (change.local, change.change) == ("3", ClauseChange.GONE)


def test_a_new_article_without_a_rhythm_is_text_alone(depot):
    draft = drafted(depot, FIRST, SECOND, THIRD, "第四条 本规定由后勤科解释。")
    (added,) = draft.revision.clauses
    assert (added.local, added.cadence, added.is_unclear) == ("4", NotStated(), False)
    assert draft.same == 3
