"""Small packs, written to disk. The rules in them are made up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clauses.errors import PackFault

PACK = """\
id: works
title: 某厂安全生产责任清单
short_title: 安全清单
edition: "2025"
announced:
  total: 5
  parts:
    - {id: plant, title: 厂部责任, subjects: [plant], count: 3}
    - {id: manager, title: 厂长责任, subjects: [manager], count: 2}
documents:
  - {id: rules, title: 某厂安全生产规则, short_title: 安全规则, year: 2025}
"""

SUBJECTS = """\
bodies:
  - {id: plant, name: 厂部}
  - {id: workshop, name: 车间}
posts:
  - {id: manager, name: 厂长, body: plant, owed: once-by-body, answers_for_body: true}
  - {id: deputy, name: 副厂长, body: plant, owed: by-each-holder}
  - {id: foreman, name: 车间主任, body: workshop, owed: once-by-body, answers_for_body: true}
acting:
  - {absent: workshop, carried_by: [plant]}
"""

CLAUSES = """\
- id: P1
  subject: plant
  duty: 研究安全生产工作
  text: 厂部每季度至少研究1次安全生产工作。
  cadence: {at_least: 1, per: quarter}
  strength: must
  known: text
  sources: [{document: rules, place: 第3条}]
  part: plant
- id: M1
  subject: manager
  duty: 主持安全会议
  text: 厂长每季度至少主持2次安全会议。
  cadence: {at_least: 2, per: quarter}
  strength: must
  known: seed
  sources: [{document: rules}]
  part: manager
  meets: [P1]
- id: W1
  subject: workshop
  duty: 检查灭火器
  text: 车间每月至少检查1次灭火器。
  cadence: {at_least: 1, per: month}
  strength: normally
  known: text
  sources: [{document: rules, place: 第8条}]
- id: W2
  subject: foreman
  duty: 培训新工人
  text: 有人说车间主任要培训新工人。
  cadence: {event: 新工人报到, offset_days: -1}
  strength: must
  known: second-hand
  sources: [{document: rules}]
"""

TERMS = """\
terms:
  - {name: 厂长, synonyms: [一把手, 廠長]}
  - {name: 班前会, synonyms: []}
  - {name: 安全会议, synonyms: [安全会]}
distinctions:
  - {id: D1, terms: [班前会, 安全会议], difference: 班前会每天由班组开，安全会议由厂长主持。}
"""

QUESTIONS = """\
- id: Q1
  question: 安全会议谁主持？
  answer: 厂长主持。
  known: text
  refs: [M1]
- id: Q2
  question: 罚款多少？
  known: text
"""


@pytest.fixture
def write_pack(tmp_path: Path) -> Callable[..., Path]:
    """Writes a sound pack; keyword arguments replace whole files (None leaves one out)."""

    def write(id_: str = "works", **files: str | None) -> Path:
        contents: dict[str, str | None] = {
            "pack": PACK.replace("id: works", f"id: {id_}"),
            "subjects": SUBJECTS,
            "clauses": CLAUSES,
            "terms": TERMS,
            "questions": QUESTIONS,
        }
        folder = tmp_path / id_
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (contents | files).items():
            if text is not None:
                (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def brief() -> Callable[[list[PackFault]], list[tuple[str, int, str]]]:
    """Faults as file name, line and code."""

    def shorten(faults: list[PackFault]) -> list[tuple[str, int, str]]:
        return [(fault.file.name, fault.line, fault.code) for fault in faults]

    return shorten


@pytest.fixture
def subjects() -> str:
    """The subjects.yaml of the sound pack."""
    return SUBJECTS


@pytest.fixture
def clauses() -> str:
    """The clauses.yaml of the sound pack."""
    return CLAUSES
