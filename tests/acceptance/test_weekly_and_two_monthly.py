"""Duties of every week and of every two months, from the sentence of a rule to the reminder."""

from __future__ import annotations

import json

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from bot.cli import app
from clauses.answering.answers import Answerer
from clauses.cadence import Per
from clauses.characters.script import rewritten_in_traditional
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from tests.every_period import BODY, DUTIES, POST, write_pack

STATION = "东湖值守站"
WEEKLY, TWO_MONTHLY = DUTIES[Per.WEEK], DUTIES[Per.TWO_MONTHS]
NAME, TWO_MONTHLY_NAME = (duty_name(each) for each in (WEEKLY, TWO_MONTHLY))
WEEK = {
    "简体中文": f"最迟11月27日（周五）\n　{NAME}（11月23日起一周）",
    "繁體中文": f"最遲11月27日（週五）\n　{rewritten_in_traditional(NAME)}（11月23日起一週）",
    "English": f"By Fri 27 Nov\n  {NAME} (week of 23 Nov)",
}
TWO_MONTHS = {
    "简体中文": f"最迟12月31日（周四）\n　{TWO_MONTHLY_NAME}（11—12月）",
    "繁體中文": f"最遲12月31日（週四）\n　{rewritten_in_traditional(TWO_MONTHLY_NAME)}（11—12月）",
    "English": f"By Thu 31 Dec\n  {TWO_MONTHLY_NAME} (Nov–Dec)",
}
LANGUAGES = list(WEEK)

RULES = """\
值守站工作规则

第一条 值守站站长应当每周召开一次例会。
第二条 值守站站长每周一、三、五巡查泵房。
第三条 值守站站长每两个月至少检查2次消防通道。
第四条 值守站站长隔月走访住户。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return Library.load([write_pack(tmp_path_factory.mktemp("packs"))])


@pytest.fixture(scope="module")
def answerer(library):
    return Answerer(library)


@pytest.fixture
async def head(talk):
    """The head of a station, since Monday 23 November."""
    return await talk.registered(body=BODY, post=POST, name=STATION)


async def speaks(person, language: str) -> None:
    await person.send("/settings")
    await person.tap(language)


def said(message) -> str:
    return message.text.replace("\u2009", " ")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_they_are_among_ones_duties(head, language):
    await speaks(head, language)
    await head.send("/myduties")

    assert WEEK[language] in said(head.last)
    due, item = TWO_MONTHS[language].splitlines()
    assert item in said(head.last).partition(due)[2]


@pytest.mark.parametrize(
    ("language", "title", "owed"),
    [
        (
            "简体中文",
            "职责提醒　1项",
            f"临期 1　还有1个工作日\n{WEEK['简体中文']}",
        ),
        (
            "繁體中文",
            "職責提醒　1項",
            f"臨期 1　還有1個工作日\n{WEEK['繁體中文']}",
        ),
        (
            "English",
            "Duty reminder · 1 item",
            f"Due soon 1 · 1 workday left\n{WEEK['English']}",
        ),
    ],
)
async def test_of_a_week_one_is_reminded_a_workday_before_its_last(
    talk, head, language, title, owed
):
    await speaks(head, language)
    for day in (24, 25):
        await talk.jump(2026, 11, day, 9, 5)
        assert NAME not in head.last.text
    await talk.jump(2026, 11, 26, 9, 5)

    assert said(head.last).startswith(title)
    assert NAME in head.last.text or rewritten_in_traditional(NAME) in head.last.text
    assert owed in said(head.last)


async def test_a_week_that_was_done_is_over_and_the_next_one_begins(talk, head):
    await talk.jump(2026, 11, 24, 9, 5)
    await talk.jump(2026, 11, 26, 9, 5)
    await head.tap("今天办了")
    assert "2026年11月23日至29日这一周已完成1/1，本期达到要求" in head.last.text
    heard = len(head.messages)

    await talk.jump(2026, 11, 30, 9, 5)
    assert not [m for m in head.messages[heard:] if "逾期" in m.text]
    await head.send("/myduties")
    assert f"最迟12月4日（周五）\n　{NAME}（11月30日起一周）" in head.last.text


async def test_a_week_that_was_missed_is_overdue_and_can_still_be_entered(talk, head):
    await talk.jump(2026, 11, 26, 9, 5)
    await talk.jump(2026, 11, 30, 9, 5)
    assert "🔴 逾期 1　已过1个工作日" in head.last.text
    assert f"应于11月27日（周五）\n　{NAME}（11月23日起一周）" in head.last.text

    await head.send("/myduties")
    await head.tap("打开一项")
    await head.tap(f"{NAME}（11月23日起一周）")
    await head.tap("其他日期")
    await head.send("11月25日")
    assert "按如期完成计" in head.last.text
    await head.tap("补登")
    assert "2026年11月23日至29日这一周已完成1/1" in head.last.text


async def test_of_two_months_one_is_reminded_at_the_start_and_near_the_end(talk, head):
    heard = {}
    for month, day in ((11, 24), (12, 1), (12, 22), (12, 30)):
        before = len(head.messages)
        await talk.jump(2026, month, day, 9, 5)
        heard[month, day] = any(TWO_MONTHLY_NAME in m.text for m in head.messages[before:])
    before = len(head.messages)
    await talk.jump(2027, 1, 4, 9, 5)
    started = "\n".join(m.text for m in head.messages[before:])

    # The start, on 2 November, is told to somebody new on the next morning.
    assert heard == {(11, 24): True, (12, 1): False, (12, 22): True, (12, 30): True}
    assert f"{TWO_MONTHLY_NAME}（1—2月）" in started


@pytest.mark.parametrize(
    ("language", "weekly", "two_monthly", "denied"),
    [
        (
            "简体中文",
            "每周至少 1 次",
            "每两个月至少 1 次",
            "不是每两个月至少 1 次，是每周至少 1 次",
        ),
        (
            "繁體中文",
            "每週至少 1 次",
            "每兩個月至少 1 次",
            "不是每兩個月至少 1 次，是每週至少 1 次",
        ),
        (
            "English",
            "At least once a week",
            "At least once every two months",
            "Not at least once every two months, but at least once a week",
        ),
    ],
)
async def test_questions_about_them_are_answered(head, language, weekly, two_monthly, denied):
    await speaks(head, language)
    for question, answer in (
        (f"多久{WEEKLY}一次", weekly),
        (f"多久{TWO_MONTHLY}一次", two_monthly),
        (f"{WEEKLY}是每周一次吗", weekly),
        (f"{WEEKLY}每兩個月一次行嗎", denied),
    ):
        await head.send(question)
        first = head.last.text.splitlines()[0]
        assert answer.casefold() in first.casefold(), question


def test_a_rule_is_imported_confirmed_and_planned(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.txt").write_text(RULES, "utf-8")
    run = CliRunner(env={"COLUMNS": "200"}).invoke
    assert run(app, ["packs", "import", "rules.txt", "--out", "station"]).exit_code == 0
    yaml = YAML()
    clauses = yaml.load((tmp_path / "station/clauses.yaml").read_text("utf-8"))
    proposed = {each["id"]: each.get("proposed", []) for each in clauses}

    assert proposed["1"][0]["cadence"] == {"at_least": 1, "per": "week", "unit": "次"}
    assert "cadence" not in proposed["2"][0]
    assert proposed["3"][0]["cadence"] == {"at_least": 2, "per": "two-months", "unit": "次"}
    assert "cadence" not in proposed["4"][0]

    for clause in clauses:
        if any("cadence" in each for each in proposed[clause["id"]]):
            clause["subject"] = "head"
            clause["cadence"] = clause.pop("proposed")[0]["cadence"]
    with (tmp_path / "station/clauses.yaml").open("w", encoding="utf-8") as file:
        yaml.dump(clauses, file)
    (tmp_path / "station/subjects.yaml").write_text(
        f"bodies: [{{id: station, name: {BODY}}}]\n"
        f"posts: [{{id: head, name: {POST}, body: station, owed: once-by-body, "
        "answers_for_body: true}]\n",
        "utf-8",
    )
    days = ["--from", "2026-11-01", "--to", "2026-12-31"]
    planned = run(app, ["plan", "--post", POST, "--pack", "station", *days, "--json"])

    assert planned.exit_code == 0, planned.output
    owed = [(each["ref"], each["needed"]) for each in json.loads(planned.stdout)["occurrences"]]
    assert owed.count(("station:1", 1)) == 9
    assert owed.count(("station:3", 2)) == 1
