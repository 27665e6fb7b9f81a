"""The words and options of ``make bench``."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench import __main__ as entry
from tests.bench.__main__ import main
from tests.bench.delivery import running
from tests.bench.delivery.lines import Line


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The benchmarks that ran, with nothing measured."""
    names: list[str] = []

    def noting(name: str) -> Callable[[Namespace], entry.Found]:
        def note(_: Namespace) -> entry.Found:
            names.append(name)
            return name, {}

        return note

    for name in entry.BENCHMARKS:
        monkeypatch.setitem(entry.BENCHMARKS, name, noting(name))
    return names


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ["answers", "search", "duties", "imports", "board", "delivery"]),
        (["delivery", "answers"], ["answers", "delivery"]),
        (["delivery", "limits"], ["delivery"]),
        (["limits"], ["delivery"]),
        (["search", "plan"], ["search", "delivery"]),
    ],
)
def test_the_named_benchmarks_run_in_their_order_and_all_without_a_name(
    words: list[str], expected: list[str], ran: list[str], tmp_path: Path
) -> None:
    assert main([*words, "--into", str(tmp_path)]) == 0

    assert ran == expected
    assert sorted(file.stem for file in tmp_path.iterdir()) == sorted(expected)


def test_only_the_named_parts_run_in_the_order_of_the_benchmark(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in running.PARTS:
        monkeypatch.setitem(running.PARTS, name, lambda _, name=name: [Line(name, "c", 1, 2, "s")])

    assert main(["delivery", "floor", "plan", "--postgres", "", "--into", str(tmp_path)]) == 0

    values = json.loads((tmp_path / "delivery.json").read_text("utf-8"))
    assert [(each["part"], each["ratio"]) for each in values["lines"]] == [
        ("plan", 0.5),
        ("floor", 0.5),
    ]
    assert "50.0%" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["speed"],
        ["search", "--sizes="],
        ["search", "--sizes=0"],
        ["search", "--sizes=x"],
        ["search", "--sizes=100,,5"],
        ["search", "--sizes=-3"],
        ["delivery", "--sizes=1000,x"],
        ["delivery", "--sizes=10"],
        ["delivery", "--burst=1"],
        ["answers", "--alone"],
    ],
)
def test_words_and_options_that_make_no_sense_are_refused(words: list[str], ran: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(words)

    assert ran == []
