from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.bench.delivery import processes, running, server, updates
from bot.bench.delivery.lines import AT_LEAST, AT_MOST, Line, Target
from bot.bench.delivery.running import SEED, Report, measured
from bot.bench.delivery.setting import Amounts
from bot.bench.delivery.table import table
from bot.cli.bench import bench

TINY = Amounts(sizes=(20,), messages=20, updates=5, commits=5, rounds=1)


def test_a_target_is_met_by_the_ratio_or_by_the_figure_itself():
    assert Line("p", "c", 8, 10, "x/s", Target(AT_LEAST, 0.8)).met is True
    assert Line("p", "c", 7, 10, "x/s", Target(AT_LEAST, 0.8)).met is False
    assert Line("p", "c", 2, 10, "s", Target(AT_MOST, 0.1)).met is False
    assert Line("p", "c", 0, None, "messages", Target(AT_MOST, 0, absolute=True)).met is True
    assert Line("p", "c", 1, None, "messages", Target(AT_MOST, 0, absolute=True)).met is False
    assert Line("p", "c", 1, 2, "s").met is None


def test_the_table_shows_ratio_target_and_what_was_missed():
    lines = (
        Line("plan", "one", 500, 1000, "rows/s", Target(AT_LEAST, 0.4)),
        Line("limits", "two", 3, None, "messages", Target(AT_MOST, 0, absolute=True)),
    )

    shown = table(Report(SEED, lines, ("Without PostgreSQL: none here",))).splitlines()

    assert shown[0].startswith(f"Seed {SEED};")
    assert shown[1] == "Without PostgreSQL: none here"
    assert shown[-2].split() == ["plan", "one", "500", "1,000", "rows/s", "50.0%", ">=", "40%"]
    assert shown[-1].split() == ["limits", "two", "3", "messages", "<=", "0", "missed"]


def test_only_the_named_parts_run_in_the_order_of_the_benchmark(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    for name in running.PARTS:
        monkeypatch.setitem(running.PARTS, name, lambda _, name=name: [Line(name, "c", 1, 2, "s")])
    file = tmp_path / "figures.json"
    options = ["--only", "floor", "--only", "plan", "--postgres", "", "--json", str(file)]

    result = CliRunner().invoke(bench, ["delivery", *options])

    assert result.exit_code == 0, result.output
    values = json.loads(file.read_text("utf-8"))
    assert [(each["part"], each["ratio"]) for each in values["lines"]] == [
        ("plan", 0.5),
        ("floor", 0.5),
    ]


@pytest.mark.parametrize(
    "options", [["--only", "speed"], ["--sizes", "1000,x"], ["--sizes", "10"], ["--burst", "1"]]
)
def test_an_option_that_makes_no_sense_is_refused(options: list[str]):
    result = CliRunner().invoke(bench, ["delivery", *options])

    assert result.exit_code == 2


def test_small_parts_are_measured_by_processes_of_their_own():
    report = measured(["plan", "floor"], TINY, "", lambda _: None)

    assert [each.part for each in report.lines] == ["plan", "plan", "floor"]
    assert all(each.ours > 0 for each in report.lines)


def test_the_echo_bot_answers_what_the_server_holds_for_it():
    with server.running() as address, processes.bare_echo(address, 0) as echo:
        rate = updates.answered_per_second(address, echo, updates.HELP, 5, peer=True)

        accepted, refused = server.report_of(address)

    assert rate > 0
    assert sorted(chat for _, chat in accepted) == list(range(1, updates.WARM_UP + 6))
    assert refused == 0
