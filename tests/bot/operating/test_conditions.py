"""One list of what can be wrong: whoever tells how the bot is knows all of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import httpx
import pytest
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette

from bot.config import Settings
from bot.operating.doctor import CheckState, Doctor
from bot.operating.self_check import SILENT_TOO_LONG, SelfCheck, readiness
from bot.texts.catalogue import LOCALES, texts
from bot.views.operating.alerts import state_text
from bot.web.metrics import PATH, Metrics
from scheduler.delivery.holds import Hold, HoldCause, Holds
from scheduler.watch.alerting import Alerts
from scheduler.watch.alerts import Alert
from scheduler.watch.audit import AT_MOST, Auditor, judge
from scheduler.watch.conditions import Condition, ConditionFinder, ConditionFound, Severity
from scheduler.watch.findings import Findings

SUBJECTS = {Condition.HELD: HoldCause.RESTORE.value, Condition.CALENDAR: "2027"}

WELL = Findings(
    due=0,
    overdue=0,
    oldest_due=None,
    sent_lately=0,
    stuck_sending=0,
    past_end=0,
    unproved=0,
    without_reason=0,
    expired=0,
    unknown=0,
    unreachable=0,
    refused=0,
    waiting_updates=0,
    oldest_update=None,
    dead=0,
    lease_until=None,
)


def of(finder: ConditionFinder) -> set[Condition]:
    return {each for each in Condition if each.found_by is finder}


def conditions(found) -> set[Condition]:
    return {each.condition for each in found}


def self_check(database, *, holds=None, forbidden=None, passes=None, silent=timedelta(), **more):
    return SelfCheck(
        database,
        holds or SimpleNamespace(current=_nothing),
        SimpleNamespace(forbidden=forbidden, cut_off_for=more.get("cut_off_for", 0.0)),
        SimpleNamespace(states=lambda: passes or {}, silent_for=lambda: silent),
        more.get("last_polled_at"),
        more.get("clock_sound", lambda: True),
    )


async def _nothing():
    return ()


class Lost:
    """A database that works on without its file."""

    lost = True
    damage = "malformed"

    def __init__(self, database) -> None:
        self.read = database.read


async def test_a_process_finds_all_that_it_shall_find(database, clock):
    holds = Holds(database, clock)
    await holds.hold(HoldCause.OPERATOR, "moving house")
    full = OperationalError("UPDATE person", {"name": "王芳"}, OSError("disk full"))
    ill = self_check(
        Lost(database),
        holds=holds,
        forbidden="the token is refused",
        passes={"audit": RuntimeError("no")},
        silent=SILENT_TOO_LONG * 2,
        last_polled_at=lambda: -1e9,
        cut_off_for=1e9,
        clock_sound=lambda: False,
    )
    found = await ill.found()
    ill = self_check(database, passes={"clock": full})
    found += await ill.found()

    assert conditions(found) == of(ConditionFinder.PROCESS) | {Condition.CLOCK}
    assert await self_check(database).found() == []


async def test_the_auditor_finds_all_that_it_shall_find(database, clock):
    ago = clock.now() - 2 * AT_MOST
    counts = {name: 1 for name, value in vars(WELL).items() if value == 0}
    ill = replace(WELL, **{**counts, "sent_lately": 0}, oldest_due=ago, oldest_update=ago)
    found = judge(ill, clock.now(), held=False)
    assert conditions(found) | {Condition.CALENDAR} == of(ConditionFinder.AUDITOR)
    assert judge(WELL, clock.now(), held=False) == []

    clock.set(datetime(2098, 1, 1, tzinfo=UTC))
    alerts = Alerts(database, clock)
    await Auditor(database, clock, alerts, Holds(database, clock)).run()
    assert conditions(await alerts.open()) == {Condition.CALENDAR}


@pytest.mark.parametrize("condition", Condition)
def test_readiness_fails_with_what_keeps_the_bot_from_its_work(condition):
    reason = readiness([ConditionFound(condition, reason="why")])
    assert reason == ("why" if condition.severity is Severity.UNREADY else None)


async def test_all_that_is_wrong_is_given_as_the_reason(database):
    ill = self_check(Lost(database), clock_sound=lambda: False)
    assert readiness(await ill.found()) == (
        "the database file was removed or replaced; the database is damaged: malformed; the clock cannot be trusted"
    )


def test_some_conditions_are_only_for_the_operators_to_know():
    assert {each for each in Condition if each.severity is Severity.NOTICE} == {
        Condition.CALENDAR,
        Condition.EXPIRED,
        Condition.UNKNOWN,
        Condition.UNDELIVERABLE,
        Condition.REFUSED,
        Condition.POISON,
    }


@pytest.mark.parametrize(
    "condition", [each for each in Condition if each.found_by is not ConditionFinder.AUDITOR]
)
async def test_the_heartbeat_stays_away_whoever_found_something_wrong(database, clock, condition):
    async def all_is_well():
        raise AssertionError

    alerts, holds = Alerts(database, clock), Holds(database, clock)
    await alerts.raise_(condition, subject=SUBJECTS.get(condition, ""))
    assert not await Auditor(database, clock, alerts, holds, all_is_well=all_is_well).run()


async def test_metrics_show_every_condition(database, clock):
    alerts, holds = Alerts(database, clock), Holds(database, clock)
    found = [ConditionFound(Condition.NO_UPDATES)]

    async def find():
        return found

    metrics = Metrics(
        database,
        clock,
        Auditor(database, clock, alerts, holds),
        alerts,
        holds,
        answered=Counter(),
        failures=Counter(),
        leads=lambda: True,
        skew=lambda: None,
        found=find,
    )
    await alerts.raise_(Condition.INBOX)
    transport = httpx.ASGITransport(app=Starlette(routes=[metrics.route()]))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        shown = (await client.get(PATH)).text

    present = {Condition.NO_UPDATES, Condition.INBOX}
    for condition in Condition:
        value = "1.0" if condition in present else "0.0"
        assert f'dutybot_condition{{condition="{condition}"}} {value}\n' in shown


async def test_the_doctor_shows_every_alert_on_record_but_of_what_it_looks_at_itself(
    database, database_url, clock, tmp_path
):
    for condition in Condition:
        await Alerts(database, clock).raise_(condition, subject=SUBJECTS.get(condition, "x"))
    settings = Settings(_env_file=None, database_url=database_url, data_dir=tmp_path)
    found = [check async for check in Doctor(settings, clock).examine()]
    names = {check.name for check in found}
    recorded = {check.alert.condition for check in found if check.alert is not None}

    assert recorded == set(Condition) - {Condition.HELD, Condition.CALENDAR}
    assert {"hold", "calendar"} <= names
    assert {check.state for check in found if check.name == "alerts"} == {CheckState.WARN}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("condition", Condition)
def test_every_condition_has_words_in_every_language(condition, locale, clock):
    t = texts(locale)
    subject = SUBJECTS.get(condition, "x<y")
    alert = Alert(condition, subject, "", 3, clock.now())
    hold = Hold(HoldCause.OPERATOR, "", "moving", "7", clock.now())
    shown = state_text([hold], WELL, [alert], UTC, t)
    told = t(
        condition.text, count=3, subject=t(f"hold-{subject}") if condition == "held" else subject
    )
    assert told in shown
