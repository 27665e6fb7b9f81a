"""Every rhythm can stand in the files of a pack, in its JSON, and in the cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from clauses.cache.values import from_json, to_json
from clauses.loading import load_packs
from clauses.loading.writing import cadence_values
from tests.rhythms import ROWS, Row

PACK = """\
id: plant
title: 厂规
short_title: 厂规
edition: "2026"
documents:
  - {id: rules, title: 厂规, short_title: 厂规}
"""
SUBJECTS = """\
bodies:
  - {id: plant, name: 厂部}
posts:
  - {id: manager, name: 厂长, body: plant, owed: once-by-body, answers_for_body: true}
"""
IN_TERMS = {"term_years": 5, "prepare_months": 6}


def values_of(row: Row) -> dict[str, object]:
    values = cadence_values(row.quota)
    assert isinstance(values, dict)
    # What an organisation takes from its packs, a pack has to say.
    return values | (IN_TERMS if values["per"] == "term" else {})


@pytest.mark.parametrize("row", [pytest.param(row, id=row.words[0]) for row in ROWS])
def test_a_pack_can_have_each_rhythm(row: Row, tmp_path: Path) -> None:
    clause = {
        "id": "1",
        "subject": "plant",
        "duty": "报送信息",
        "text": "厂部报送信息。",
        "cadence": values_of(row),
        "strength": "must",
        "known": "text",
        "sources": [{"document": "rules"}],
    }
    folder = tmp_path / "plant"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "subjects.yaml").write_text(SUBJECTS, "utf-8")
    with (folder / "clauses.yaml").open("w", encoding="utf-8") as file:
        YAML().dump([clause], file)

    pack = next(each for each in load_packs([folder], only=["plant"]) if each.id == "plant")

    cadence = pack.clauses[0].cadence
    assert cadence_values(cadence) == clause["cadence"]
    assert json.loads(json.dumps(cadence_values(cadence))) == clause["cadence"]
    assert from_json(to_json(cadence)) == cadence
