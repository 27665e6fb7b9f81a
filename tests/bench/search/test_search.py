from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.bench.search import systems
from bot.bench.search.corpus import Corpus, corpus
from bot.bench.search.measuring import measure
from bot.bench.search.running import Figures, Report, Start
from bot.bench.search.systems import SYSTEMS, MissingPeers, require_peers
from bot.bench.search.table import table
from bot.cli.bench import bench


@pytest.fixture(scope="module")
def small() -> Corpus:
    return corpus(40)


def test_the_same_size_and_seed_make_the_same_corpus(small: Corpus):
    assert corpus(40) == small
    assert corpus(40, seed=2) != small
    assert len(small.clauses) == 40


def test_a_corpus_survives_its_file(small: Corpus, tmp_path: Path):
    small.write(tmp_path / "corpus.json")

    assert Corpus.read(tmp_path / "corpus.json") == small


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_is_built_and_asked(system: str, small: Corpus, tmp_path: Path):
    if system.startswith(("bm25s", "tantivy")):
        pytest.importorskip(system.split(",")[0])
    file = tmp_path / "corpus.json"
    Corpus(small.clauses, small.questions[:9]).write(file)

    found = measure(system, str(file))

    assert found["questions"] == 9
    assert 0 < found["p50_ms"] <= found["p99_ms"]


def test_ours_finds_a_clause_by_its_phrasing(small: Corpus):
    search = systems.prepared(systems.OURS, small)()

    (best, *_) = search(small.clauses[7].phrasings[0])  # type: ignore[misc]

    assert small.clauses[7].phrasings[0] in best.statement.phrasings


def test_the_table_compares_with_ours():
    figures = (
        Figures(100, systems.OURS, 0.1, 20, 0.2, 0.4, 400, 0.05),
        Figures(100, "RapidFuzz WRatio", 0, 3, 0.8, 1.2, 400),
    )

    lines = table(Report(1, Start(1.2, 0.2), figures)).splitlines()

    assert "1.20 s without a cache, 0.20 s with it" in lines[1]
    assert lines[-1].split()[-1] == "4.00"
    assert lines[-2].split()[-1] == "1.00"


def test_a_missing_peer_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(systems.util, "find_spec", lambda name: None)

    with pytest.raises(MissingPeers, match="bm25s"):
        require_peers()


def test_the_command_says_which_extra_is_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(systems.util, "find_spec", lambda name: None)

    result = CliRunner().invoke(bench, ["search", "--sizes", "10"])

    assert result.exit_code == 2
    assert "extra `bench`" in result.stderr


@pytest.mark.parametrize("sizes", ["", "0", "x", "100,,5", "-3"])
def test_sizes_that_make_no_sense_are_refused(sizes: str):
    result = CliRunner().invoke(bench, ["search", f"--sizes={sizes}"])

    assert result.exit_code == 2


def test_figures_are_plain_values():
    figures = (Figures(100, systems.OURS, 0.1, 20, 0.2, 0.4, 400, 0.05),)

    values = json.loads(json.dumps(Report(1, Start(1.2, 0.2), figures).values()))

    assert values["figures"][0]["p50_ms"] == 0.2
