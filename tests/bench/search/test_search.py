from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bench.search import systems
from tests.bench.search.corpus import Corpus, corpus
from tests.bench.search.measuring import measure
from tests.bench.search.running import SearchFigures, SearchReport, Start
from tests.bench.search.systems import SYSTEMS
from tests.bench.search.table import table


@pytest.fixture(scope="module")
def small() -> Corpus:
    return corpus(40)


def test_the_same_size_and_seed_make_the_same_corpus(small: Corpus) -> None:
    assert corpus(40) == small
    assert corpus(40, seed=2) != small
    assert len(small.clauses) == 40


def test_a_corpus_survives_its_file(small: Corpus, tmp_path: Path) -> None:
    small.write(tmp_path / "corpus.json")

    assert Corpus.read(tmp_path / "corpus.json") == small


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_is_built_and_asked(system: str, small: Corpus, tmp_path: Path) -> None:
    file = tmp_path / "corpus.json"
    Corpus(small.clauses, small.questions[:9]).write(file)

    found = measure(system, str(file))

    assert found["questions"] == 9
    assert 0 < found["p50_ms"] <= found["p99_ms"]


def test_ours_finds_a_clause_by_its_phrasing(small: Corpus) -> None:
    search = systems.prepared(systems.OURS, small)()

    best: Any = search(small.clauses[7].phrasings[0])[0]  # type: ignore[index]

    assert small.clauses[7].phrasings[0] in best.statement.phrasings


def test_the_table_compares_with_ours() -> None:
    figures = (
        SearchFigures(100, systems.OURS, 0.1, 20, 0.2, 0.4, 400, 0.05),
        SearchFigures(100, "RapidFuzz WRatio", 0, 3, 0.8, 1.2, 400),
    )

    lines = table(SearchReport(1, Start(1.2, 0.2), figures)).splitlines()

    assert "1.20 s without a cache, 0.20 s with it" in lines[1]
    assert lines[-1].split()[-1] == "4.00"
    assert lines[-2].split()[-1] == "1.00"


def test_figures_are_plain_values() -> None:
    figures = (SearchFigures(100, systems.OURS, 0.1, 20, 0.2, 0.4, 400, 0.05),)

    values = json.loads(json.dumps(SearchReport(1, Start(1.2, 0.2), figures).values()))

    assert values["figures"][0]["p50_ms"] == 0.2
