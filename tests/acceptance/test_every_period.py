"""Every period on every surface: what one of them lacks, fails here.

Nothing below names a period, but for the term of office, which has no place in the calendar.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.texts.catalogue import FOLDER, LOCALES, texts
from bot.views.cadence import cadence_text
from bot.views.days import period_name, short_period
from bot.views.questions.answers import answer_text
from clauses.answering.answer import Duties, Status
from clauses.answering.answers import Answerer
from clauses.cache.values import from_json, to_json
from clauses.cadence import CALENDAR_PERIODS, RHYTHMS, Per, Quota, TermOfOffice
from clauses.characters.numerals import arabic_numbers
from clauses.importing.drafting.draft import write_draft
from clauses.importing.parsing.interview import stated_quotas
from clauses.importing.parsing.rhythms import Rhythm, rhythm_of
from clauses.importing.source_gate import examine
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from clauses.loading.schema import json_schema
from clauses.loading.writing import cadence_values
from clauses.model import BodyId, ClauseRef, PostId
from clauses.naming import LevelId
from scheduler.periods import Period, period_containing, periods_between, term_from
from scheduler.planning.duties import (
    CLOSING_DAYS,
    START,
    before_stage,
    duties_among,
    overdue_stage,
)
from scheduler.planning.plan import Holder, PlannedOccurrence, Seat, Staff, plan
from scheduler.planning.spans import Window
from scheduler.planning.timetables import Timetables
from scheduler.roster.model import Organisation, OrganisationId, PersonId, SeatId
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.workdays.calendar import WorkdayCalendar
from tests.every_period import (
    BODY,
    DUTIES,
    PACK,
    POST,
    QUOTAS,
    local_id,
    sentence,
    write_pack,
)

TERM_BEGAN = date(2023, 3, 15)
FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)
HEAD = PostId("head")
WORDS = [
    (per, form)
    for per in RHYTHMS
    for each in per.kind.words.every
    for form in dict.fromkeys((each, arabic_numbers(each)))
]

every_period = pytest.mark.parametrize("per", RHYTHMS, ids=str)
every_locale = pytest.mark.parametrize("locale", LOCALES)


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return write_pack(tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="module")
def library(pack):
    return Library.load([pack])


@pytest.fixture(scope="module")
def answerer(library):
    return Answerer(library)


@pytest.fixture(scope="module")
def planned(library):
    """What the post owes in three years."""
    organisation = Organisation(
        OrganisationId(1),
        "东湖值守站",
        BodyId("station"),
        LevelId("city"),
        ZoneInfo("Asia/Shanghai"),
        term_started_on=TERM_BEGAN,
    )
    began = date(2020, 1, 1)
    holder, seat = Holder(PersonId(1), HEAD, began), Seat(SeatId(1), HEAD, began)
    staff = Staff(organisation, (holder,), seats=(seat,))
    duties = duties_among(library.duties_of(HEAD), library.post(HEAD))
    calendar = Timetables(WorkdayCalendar())
    return list(plan(staff, {HEAD: duties}, calendar, Window(FIRST, FIRST, LAST)).occurrences)


def of(per: Per, planned: list[PlannedOccurrence]) -> list[PlannedOccurrence]:
    return [each for each in planned if each.timetable.period.per is per]


def period_on(per: Per, day: date) -> Period:
    if per is Per.TERM:
        return term_from(TERM_BEGAN, QUOTAS[per].term_years or 0)
    return period_containing(per, day)


def test_only_a_term_and_an_event_are_bounded_by_the_organisation():
    assert {*RHYTHMS} - {*CALENDAR_PERIODS} == {Per.TERM}
    assert {*Per} - {*RHYTHMS} == {Per.EVENT}


@every_period
def test_a_pack_may_use_it(per, library):
    clause = library.get(ClauseRef(PACK, local_id(per)))

    assert clause.cadence == QUOTAS[per]
    assert cadence_values(clause.cadence)["per"] == per.value
    assert from_json(to_json(clause.cadence)) == clause.cadence


@every_period
def test_the_json_schema_lists_it(per):
    forms = json_schema()["clauses.yaml"]["$defs"]

    assert per.value in forms["Per"]["enum"]


@every_period
def test_the_database_has_room_for_it(per):
    assert len(per.value) <= OccurrenceRow.__table__.c.per.type.length


@every_period
def test_every_day_is_planned_once(per, planned):
    periods = [each.timetable.period for each in of(per, planned)]

    if per is Per.TERM:
        assert periods == [period_on(per, FIRST)]
        return
    assert periods == list(periods_between(per, FIRST, LAST))
    assert all(earlier.end == later.start for earlier, later in pairwise(periods))
    assert FIRST in periods[0]
    assert LAST in periods[-1]


@every_period
def test_its_days_are_those_of_its_length(per):
    length = per.kind.length
    if isinstance(length, TermOfOffice):
        return
    in_a_year = [each for each in periods_between(per, FIRST, LAST) if each.start.year == 2027]

    assert length.times_a_year == len(in_a_year)


@every_period
def test_it_is_reminded_of_in_good_time(per, planned):
    stages = per.kind.stages
    for occurrence in of(per, planned):
        period, due_on = occurrence.timetable.period, occurrence.timetable.due_on
        (reminders,) = occurrence.persons.values()
        assert due_on in period
        assert all(each.on >= period.start for each in reminders)
        assert all(each.on < period.end + timedelta(days=CLOSING_DAYS) for each in reminders)
        workdays = [d for d in days_of(period) if WorkdayCalendar().is_workday(d)]
        ahead = [each for each in reminders if each.on <= due_on]
        assert ahead or not workdays
        assert [each for each in reminders if each.on > due_on]
        expected = {START, *map(before_stage, stages.workdays_before)}
        assert {each.stage for each in ahead} <= expected


@every_period
def test_it_has_no_stage_that_never_comes(per, planned):
    stages = per.kind.stages
    expected = {
        *([START] if stages.at_start else []),
        *map(before_stage, stages.workdays_before),
        *map(overdue_stage, range(len(stages.days_overdue))),
    }

    seen = {
        reminder.stage
        for occurrence in of(per, planned)
        for reminders in occurrence.persons.values()
        for reminder in reminders
    }
    assert expected <= seen


def days_of(period: Period) -> list[date]:
    return [period.start + timedelta(n) for n in range((period.end - period.start).days)]


@every_locale
def test_the_catalogues_have_no_other_one(locale):
    lines = (FOLDER / locale / "periods.ftl").read_text("utf-8").splitlines()

    ids = [line.partition(" =")[0] for line in lines if line.startswith(("per-", "period-"))]
    assert sorted(ids) == sorted(f"{kind}-{per}" for kind in ("per", "period") for per in Per)


@every_locale
@every_period
def test_how_often_is_said_of_it(per, locale):
    t = texts(locale)

    for quota in (Quota(2, per), Quota(8, per, "学时")):
        assert t.plain(f"per-{per}") in cadence_text(quota, t)


@every_locale
def test_of_no_two_the_same_is_said(locale):
    t = texts(locale)

    assert len({t.plain(f"per-{per}") for per in RHYTHMS}) == len(RHYTHMS)
    assert len({period_name(period_on(per, date(2026, 11, 23)), t) for per in RHYTHMS}) == len(
        RHYTHMS
    )


@every_locale
@every_period
def test_each_one_has_a_name_of_its_own(per, locale):
    periods = [period_on(per, FIRST)]
    if per is not Per.TERM:
        periods = list(periods_between(per, FIRST, LAST))

    names = {period_name(each, texts(locale)) for each in periods}
    assert len(names) == len(periods)


@every_locale
@every_period
def test_an_answer_says_how_often(per, locale, answerer):
    answer = answerer.answer(f"{POST}多久{DUTIES[per][:2]}一次{DUTIES[per][2:]}")

    t = texts(locale)
    assert answer.status is Status.ANSWERED
    assert answer.refs[0] == ClauseRef(PACK, local_id(per))
    assert answer.fact == QUOTAS[per]
    assert cadence_text(QUOTAS[per], t) in answer_text(answer, t).splitlines()[0]


@pytest.mark.parametrize(
    ("per", "said"), [each for each in WORDS if each[0] in CALENDAR_PERIODS], ids=str
)
def test_a_rhythm_in_the_question_is_compared(per, said, answerer):
    for other in CALENDAR_PERIODS:
        answer = answerer.answer(f"{POST}{DUTIES[other]}是每{said}一次吗")

        assert answer.claim.cadence == Quota(1, per)
        assert answer.claim.holds is (other is per)


def test_a_term_in_the_question_is_compared(answerer):
    duty, years = DUTIES[Per.TERM], QUOTAS[Per.TERM].term_years

    assert answerer.answer(f"{POST}{duty}是{years}年一届吗").claim.holds
    assert not answerer.answer(f"{POST}{duty}是{years + 1}年一届吗").claim.holds


@pytest.mark.parametrize(("per", "said"), WORDS, ids=str)
def test_duties_are_listed_by_it(per, said, answerer):
    answer = answerer.answer(f"{POST}有哪些每{said}的任务")

    assert isinstance(answer.fact, Duties)
    assert [clause.ref.local for clause in answer.fact.clauses] == [local_id(per)]


@pytest.mark.parametrize(("per", "said"), WORDS, ids=str)
def test_the_import_reads_it(per, said):
    assert rhythm_of(f"应当每{said}至少检查1次车辆") == Rhythm(Quota(1, per))
    assert rhythm_of(f"每{said}培训不少于8学时") == Rhythm(Quota(8, per, "学时"))
    assert rhythm_of(f"每{said}检查车辆") == Rhythm(Quota(1, per))
    assert rhythm_of(f"检查车辆至少2次每{said}") == Rhythm(Quota(2, per))
    [quota] = stated_quotas(f"站长每{said}至少检查2次车辆。")
    assert (quota.at_least, quota.per, quota.duty) == (2, per, "检查车辆")


def test_the_import_of_a_regulation_proposes_every_one(tmp_path):
    articles = (f"第{number}条 {sentence(per)}" for number, per in enumerate(RHYTHMS, start=1))
    draft = write_draft(examine("\n".join(articles)), tmp_path / "rules", name="规则")

    read = [(each.subject_words, each.cadence) for each in draft.proposed]
    assert read == [(POST, Quota(1, per)) for per in RHYTHMS]


@pytest.fixture(scope="module")
def command(pack):
    """``dutybot plan`` of 2027: what it prints as JSON, and as a page."""
    options = ["plan", "--post", POST, "--pack", str(pack)]
    days = ["--from", "2027-01-01", "--to", "2027-12-31"]
    run = CliRunner(env={"COLUMNS": "200"}).invoke
    values = run(app, [*options, *days, "--json"], catch_exceptions=False)
    return json.loads(values.stdout), run(app, [*options, *days], catch_exceptions=False).stdout


@every_period
def test_the_command_line_plans_it(per, command):
    values, page = command
    shown = [each for each in values["occurrences"] if each["cadence"]["per"] == per.value]

    if per is Per.TERM:
        assert shown == []
        assert "另有1项按任期计算" in page
        return
    assert len(shown) == per.kind.length.times_a_year
    assert {each["ref"] for each in shown} == {f"{PACK}:{local_id(per)}"}
    assert all(each["period"]["label"] in page for each in shown)
    assert cadence_text(QUOTAS[per], texts("zh-Hans")) in page


@every_locale
async def test_every_one_is_among_ones_duties(locale, talk):
    head = await talk.registered(body=BODY, post=POST, name="东湖值守站")
    await head.send("/register")
    await head.tap(f"{POST}，东湖值守站")
    await head.tap("填写本届起始日期")
    await head.send(TERM_BEGAN.isoformat())
    await head.tap("对")
    await head.send("/settings")
    await head.tap({"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}[locale])
    await talk.services.planner.run()
    shown = await every_page(head)

    today = talk.clock.now().date()
    for per in RHYTHMS:
        name = short_period(period_on(per, today), texts(locale), today=today)
        whole = texts(locale).plain("item-name", duty=duty_name(DUTIES[per]), period=name)
        assert any(whole in line for line in shown.splitlines()), per


async def every_page(person) -> str:
    await person.send("/myduties")
    await person.tap(next(b for b in person.last.buttons if b.startswith(("全部 ", "All "))))
    pages = [person.last.text]
    while "›" in person.last.buttons:
        await person.tap("›")
        pages.append(person.last.text)
    return "\n".join(pages)
