from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli.plan import plan
from clauses.library import Library
from scheduler.workdays.calendar import WorkdayCalendar

YEAR_2027 = ("--from", "2027-01-01", "--to", "2027-12-31")
MEETING = "sichuan-three-levels-five-posts:A14"

Run = Callable[..., Result]
Values = Callable[..., dict[str, Any]]

loaded_once = cache(Library.load)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """The command, in an empty folder and with no settings; a terminal wide enough for a table."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DUTYBOT_TIME_ZONE", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(Library, "load", loaded_once)
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(plan)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    return run


@pytest.fixture
def values(run: Run) -> Values:
    def values(*arguments: str) -> dict[str, Any]:
        result = run(*arguments, "--json")
        assert result.exit_code == 0, result.output
        loaded: dict[str, Any] = json.loads(result.stdout)
        return loaded

    return values


def test_the_quarterly_meeting_of_2027_is_planned_on_workdays_and_marked(values: Values) -> None:
    shown = values("--post", "机关党委书记", *YEAR_2027)

    meetings = [each for each in shown["occurrences"] if each["ref"] == MEETING]
    assert [each["due_on"] for each in meetings] == [
        "2027-03-31",
        "2027-06-30",
        "2027-09-30",
        "2027-12-31",
    ]
    assert shown["provisional"] is True
    calendar = WorkdayCalendar()
    for meeting in meetings:
        assert meeting["provisional"] is True
        assert [each["stage"] for each in meeting["reminders"]][:4] == [
            "start",
            "before-30",
            "before-7",
            "before-1",
        ]
        for reminder in meeting["reminders"]:
            on = date.fromisoformat(reminder["on"])
            assert reminder["at"] == f"{on}T08:30:00+08:00"
            until = datetime.fromisoformat(reminder["until"])
            assert until.time() == time(11, 30)
            assert calendar.is_workday(until.date())
            assert until.date() == on if reminder["stage"] == "before-1" else until.date() >= on
            assert calendar.is_workday(on)
            assert reminder["workday"] is True
            assert reminder["provisional"] is True


def test_an_occurrence_says_what_is_owed_and_by_which_source(values: Values) -> None:
    shown = values("--post", "agency-committee-secretary", *YEAR_2027, "--duty", "A14")

    first = shown["occurrences"][0]
    del first["reminders"]
    assert first == {
        "ref": MEETING,
        "duty": "召开机关党委委员会议",
        "subject": "agency-committee-secretary",
        "period": {"start": "2027-01-01", "end": "2027-03-31", "label": "2027年第一季度"},
        "due_on": "2027-03-31",
        "needed": 1,
        "cadence": {"at_least": 1, "per": "quarter", "unit": "次"},
        "strength": "must",
        "source": "《答记者问》问4之五",
        "provisional": True,
    }
    assert {key: shown[key] for key in ("post", "post_name", "org_type", "time_zone")} == {
        "post": "agency-committee-secretary",
        "post_name": "机关党委书记",
        "org_type": "agency-committee",
        "time_zone": "Asia/Shanghai",
    }


def test_a_published_year_is_not_provisional(values: Values) -> None:
    shown = values("--post", "机关党委书记", "--from", "2026-01-01", "--to", "2026-09-30")

    assert shown["occurrences"]
    assert shown["provisional"] is False


def test_a_duty_met_by_another_is_not_planned_beside_it(values: Values) -> None:
    refs = {each["ref"] for each in values("--post", "机关党委书记", *YEAR_2027)["occurrences"]}

    assert MEETING in refs
    assert "party-regulations:F14" not in refs


@pytest.mark.parametrize("post", ["branch-secretary", "党支部书记", "支部书记", "黨支部書記"])
def test_a_post_is_known_by_many_names(values: Values, post: str) -> None:
    assert values("--post", post, *YEAR_2027)["post"] == "branch-secretary"


@pytest.mark.parametrize("org_type", ["branch", "党支部"])
def test_a_branch_that_acts_for_the_committee_owes_both(values: Values, org_type: str) -> None:
    shown = values("--post", "机关党委书记", "--org-type", org_type, *YEAR_2027)

    refs = {each["ref"] for each in shown["occurrences"]}
    assert (shown["post"], shown["org_type"]) == ("branch-secretary", "branch")
    assert {MEETING, "party-regulations:C01", "party-regulations:E04"} <= refs


def test_the_bodys_own_type_changes_nothing(values: Values) -> None:
    plain = values("--post", "机关党委书记", *YEAR_2027)

    assert values("--post", "机关党委书记", "--org-type", "机关党委", *YEAR_2027) == plain


def test_what_is_due_outside_the_days_asked_for_is_left_out(values: Values) -> None:
    days = ("--from", "2026-12-31", "--to", "2026-12-31")

    shown = values("--post", "机关党委书记", *days)

    assert {each["due_on"] for each in shown["occurrences"]} == {"2026-12-31"}
    assert MEETING in {each["ref"] for each in shown["occurrences"]}


def test_occurrences_come_in_order_of_their_last_day(values: Values) -> None:
    shown = values("--post", "党支部书记", *YEAR_2027)

    days = [each["due_on"] for each in shown["occurrences"]]
    assert days == sorted(days)
    assert all(
        [each["on"] for each in occurrence["reminders"]]
        == sorted(each["on"] for each in occurrence["reminders"])
        for occurrence in shown["occurrences"]
    )


def test_the_time_zone_is_a_setting(values: Values, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYBOT_TIME_ZONE", "Europe/Berlin")

    shown = values("--post", "机关党委书记", *YEAR_2027)

    assert shown["time_zone"] == "Europe/Berlin"
    at = [each["at"] for each in shown["occurrences"][0]["reminders"]]
    assert at[0] == "2026-12-01T08:30:00+01:00"
    assert {datetime.fromisoformat(each).time() for each in at} == {time(8, 30)}


def test_the_page_for_people_marks_what_may_move(run: Run) -> None:
    result = run("--post", "机关党委书记", "--from", "2026-10-01", "--to", "2026-12-31")

    assert result.exit_code == 0
    assert "机关党委书记（机关党委），2026-10-01至2026-12-31" in result.stdout
    assert "召开机关党委委员会议" in result.stdout
    assert "12月22日（周二） 截止前7个工作日" in result.stdout
    assert "2027年1月4日（周一）* 逾期第1周" in result.stdout
    assert "* 暂定" in result.stdout
    assert "须登记本届起始日期" in result.stdout


def test_a_page_without_any_occurrence_says_so(run: Run) -> None:
    result = run("--post", "机关党委书记", "--from", "2026-11-02", "--to", "2026-11-03")

    assert result.exit_code == 0
    assert "共0项" in result.stdout


@pytest.mark.parametrize("lang", ["zh-Hant", "en"])
def test_the_page_comes_in_every_language(run: Run, lang: str) -> None:
    result = run("--post", "党支部书记", *YEAR_2027, "--lang", lang)

    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("--post", "园丁", *YEAR_2027), "机关党委书记", id="unknown post"),
        pytest.param(
            ("--post", "机关党委书记", "--org-type", "车间", *YEAR_2027),
            "党支部",
            id="unknown type",
        ),
        pytest.param(
            ("--post", "党支部书记", "--org-type", "机关党委", *YEAR_2027),
            "机关党委没有党支部书记这一岗位",
            id="a committee does not act for a branch",
        ),
        pytest.param(
            ("--post", "agency-committee-deputy", "--org-type", "branch", *YEAR_2027),
            "也不代行",
            id="a branch has no deputy of the committee",
        ),
        pytest.param(
            ("--post", "机关党委书记", *YEAR_2027, "--duty", "E04"), "E04", id="another's duty"
        ),
        pytest.param(
            ("--post", "机关党委书记", "--from", "2027-02-30", "--to", "2027-12-31"),
            "2027-02-30",
            id="no such day",
        ),
        pytest.param(
            ("--post", "机关党委书记", "--from", "9999-01-01", "--to", "9999-12-31"),
            "9999-01-01",
            id="beyond the calendar",
        ),
        pytest.param(
            ("--post", "机关党委书记", "--from", "2027-12-31", "--to", "2027-01-01"),
            "2027-12-31",
            id="days reversed",
        ),
        pytest.param(
            ("--post", "机关党委书记", *YEAR_2027, "--pack", "nowhere"), "nowhere", id="no pack"
        ),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""
