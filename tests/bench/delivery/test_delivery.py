from __future__ import annotations

from tests.bench.delivery import processes, server, updates
from tests.bench.delivery.lines import AT_LEAST, AT_MOST, Line, Target
from tests.bench.delivery.running import SEED, DeliveryReport, measured
from tests.bench.delivery.setting import Amounts
from tests.bench.delivery.table import table

TINY = Amounts(
    sizes=(20,),
    messages=20,
    updates=5,
    commits=5,
    rounds=1,
    old_notices=500,
    organisations=40,
)


def test_a_target_is_met_by_the_ratio_or_by_the_figure_itself() -> None:
    assert Line("p", "c", 8, 10, "x/s", Target(AT_LEAST, 0.8)).met is True
    assert Line("p", "c", 7, 10, "x/s", Target(AT_LEAST, 0.8)).met is False
    assert Line("p", "c", 2, 10, "s", Target(AT_MOST, 0.1)).met is False
    assert Line("p", "c", 0, None, "messages", Target(AT_MOST, 0, absolute=True)).met is True
    assert Line("p", "c", 1, None, "messages", Target(AT_MOST, 0, absolute=True)).met is False
    assert Line("p", "c", 1, 2, "s").met is None


def test_the_table_shows_ratio_target_and_what_was_missed() -> None:
    lines = (
        Line("plan", "one", 500, 1000, "rows/s", Target(AT_LEAST, 0.4)),
        Line("limits", "two", 3, None, "messages", Target(AT_MOST, 0, absolute=True)),
    )

    shown = table(DeliveryReport(SEED, lines, ("Without PostgreSQL: none here",))).splitlines()

    assert shown[0].startswith(f"Seed {SEED};")
    assert shown[1] == "Without PostgreSQL: none here"
    assert shown[-2].split() == ["plan", "one", "500", "1,000", "rows/s", "50.0%", ">=", "40%"]
    assert shown[-1].split() == ["limits", "two", "3", "messages", "<=", "0", "missed"]


def test_small_parts_are_measured_by_processes_of_their_own() -> None:
    report = measured(["plan", "floor"], TINY, "", lambda _: None)

    assert [each.part for each in report.lines] == ["plan", "plan", "floor"]
    assert all(each.ours > 0 for each in report.lines)


def test_old_notices_names_and_meeting_days_are_measured() -> None:
    report = measured(["old", "names", "days"], TINY, "", lambda _: None)

    assert all(each.ours > 0 for each in report.lines)
    assert [each.case.split(": ")[1] for each in report.lines if each.part == "old"] == [
        "audit",
        "scrape",
    ]
    *days, anybody, minutes = [each for each in report.lines if each.part == "days"]
    assert 0 < len(days) < anybody.ours
    assert all(each.case.startswith("2027-") and each.ours >= 0.85 * 7 for each in days)
    assert round(minutes.ours) == 115


def test_the_echo_bot_answers_what_the_server_holds_for_it() -> None:
    with server.running() as address, processes.bare_echo(address, 0) as echo:
        rate = updates.answered_per_second(address, echo, updates.HELP, 5, peer=True)

        accepted, refused = server.report_of(address)

    assert rate > 0
    assert sorted(chat for _, chat in accepted) == list(range(1, updates.WARM_UP + 6))
    assert refused == 0
