from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.conversation.addresses import TELEGRAM
from scheduler.address import Address
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.planning.notices import NoticeState
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow, NoticeRow
from scheduler.store.tables.inbox import InboxRow
from scheduler.watch.alerting import OVER_AFTER, Alerts
from scheduler.watch.audit import AT_MOST, PROMISED, STUCK, UPDATE_WAITS, Auditor
from scheduler.watch.conditions import Condition

MINUTE = timedelta(minutes=1)


class Setting:
    def __init__(self, database, clock, make) -> None:
        self.database, self.clock, self.make = database, clock, make
        self.alerts = Alerts(database, clock)
        self.holds = Holds(database, clock)
        self.pings = 0
        self.auditor = Auditor(database, clock, self.alerts, self.holds, all_is_well=self._ping)

    async def _ping(self) -> None:
        self.pings += 1

    async def audit(self):
        """The kinds of alert that are open after an audit, but for the calendar."""
        await self.auditor.run()
        kinds = {each.condition: each.count for each in await self.alerts.open()}
        kinds.pop(Condition.CALENDAR, None)
        return kinds

    async def notice(self, state=NoticeState.DUE, *, age=timedelta(), **values):
        organisation = await self.make.organisation(name=f"机关党委{self.make.number()}")
        person = await self.make.holder(organisation)
        occurrence = await self.make.occurrence(organisation)
        send_at = self.clock.now() - age
        key = await self.make.notice(occurrence, person, send_at=send_at, state=state)
        if not values:
            return
        async with self.database.write() as session:
            await session.execute(update(NoticeRow).where(NoticeRow.key == key).values(values))

    async def delivery(self, *, started, outcome=None):
        now = self.clock.now()
        async with self.database.write() as session:
            delivery = DeliveryRow(
                reference=f"R{self.make.number()}",
                kind="reminder",
                address=Address(TELEGRAM, "1"),
                created_at=now,
            )
            session.add(delivery)
            await session.flush()
            session.add(
                AttemptRow(
                    delivery_id=delivery.id,
                    number=1,
                    epoch=1,
                    started_at=now - started,
                    finished_at=now - started if outcome else None,
                    outcome=outcome,
                )
            )
            return delivery.id

    async def update(self, update_id, state, *, age):
        at = self.clock.now() - age
        async with self.database.write() as session:
            session.add(
                InboxRow(
                    update_id=update_id,
                    chat=Address("telegram", "1"),
                    payload="{}",
                    state=state,
                    received_at=at,
                    handled_at=None if state == "new" else at,
                )
            )


@pytest.fixture
def setting(database, clock, make):
    return Setting(database, clock, make)


async def test_with_nothing_amiss_somebody_outside_is_told_so(setting):
    await setting.notice(age=PROMISED - MINUTE)
    assert await setting.audit() == {}
    assert setting.pings == 1


async def test_what_waits_longer_than_promised_is_overdue(setting):
    await setting.notice(age=PROMISED + MINUTE)
    assert await setting.audit() == {Condition.OVERDUE: 1}
    assert setting.pings == 0


async def test_a_long_queue_that_moves_is_not_overdue_until_it_takes_too_long(setting):
    await setting.notice(age=PROMISED + MINUTE)
    await setting.delivery(started=MINUTE, outcome="sent")
    assert await setting.audit() == {}

    await setting.notice(age=AT_MOST + MINUTE)
    assert await setting.audit() == {Condition.OVERDUE: 2}


async def test_what_waits_for_its_turn_is_not_overdue(setting, clock):
    await setting.notice(age=timedelta(hours=9), not_before=clock.now() + MINUTE)
    await setting.notice(age=timedelta(hours=9), not_before=clock.now() - MINUTE)
    assert await setting.audit() == {}


async def test_what_is_on_its_way_for_too_long_is_stuck(setting, clock):
    fresh = await setting.delivery(started=STUCK - timedelta(seconds=1))
    await setting.notice(NoticeState.SENDING, delivery_id=fresh)
    assert await setting.audit() == {}

    stale = await setting.delivery(started=STUCK + timedelta(seconds=1))
    await setting.notice(NoticeState.SENDING, delivery_id=stale)
    assert await setting.audit() == {Condition.STUCK: 1}


async def test_what_has_run_out_without_an_end_on_record_is_found(setting, clock):
    await setting.notice(not_before=clock.now() + MINUTE, expires_at=clock.now() - PROMISED * 2)
    assert await setting.audit() == {Condition.UNPLANNED: 1}


async def test_sent_without_a_delivery_and_ended_without_a_reason_are_found(setting):
    await setting.notice(NoticeState.SENT)
    await setting.notice(NoticeState.EXPIRED)
    assert await setting.audit() == {Condition.UNPLANNED: 2}


async def test_what_expired_or_stayed_unknown_is_told_for_a_day(setting, clock):
    for state in (NoticeState.EXPIRED, NoticeState.UNKNOWN, NoticeState.UNDELIVERABLE):
        await setting.notice(state, reason="late", settled_at=clock.now())
    assert await setting.audit() == {
        Condition.EXPIRED: 1,
        Condition.UNKNOWN: 1,
        Condition.UNDELIVERABLE: 1,
    }
    assert setting.pings == 1  # the bot does its work

    clock.advance(timedelta(days=1, seconds=1))
    assert await setting.audit() == {}


async def test_what_was_refused_for_what_it_is_is_our_fault_and_no_lost_chat(setting, clock):
    await setting.notice(NoticeState.UNDELIVERABLE, reason="refused", settled_at=clock.now())
    assert await setting.audit() == {Condition.REFUSED: 1}


async def test_updates_that_wait_or_were_set_aside_are_told(setting):
    await setting.update(1, "new", age=UPDATE_WAITS - MINUTE)
    assert await setting.audit() == {}

    await setting.update(2, "new", age=UPDATE_WAITS + MINUTE)
    await setting.update(3, "dead", age=MINUTE)
    assert await setting.audit() == {Condition.INBOX: 2, Condition.POISON: 1}


async def test_while_held_what_waits_is_no_fault_and_nothing_is_well(setting):
    await setting.notice(age=PROMISED + MINUTE)
    await setting.notice(NoticeState.SENDING)
    await setting.holds.hold(HoldCause.OPERATOR, "")
    assert await setting.audit() == {}
    assert setting.pings == 0


async def told_of_calendar(setting):
    await setting.auditor.run()
    claimed = await setting.alerts.claim()
    await setting.alerts.told(claimed)
    return [each.subject for each in claimed if each.condition is Condition.CALENDAR]


async def test_next_years_calendar_is_asked_for_in_november_and_daily_from_mid_december(
    setting, clock
):
    clock.set(datetime(2026, 10, 31, 1, tzinfo=UTC))
    assert await told_of_calendar(setting) == []
    days = {}
    for _ in range(60):
        clock.advance(timedelta(days=1))
        days[clock.now().date()] = await told_of_calendar(setting)

    asked = [day for day, subjects in days.items() if subjects == ["2027"]]
    assert (asked[0].month, asked[0].day) == (11, 1)
    assert sum(day.month == 11 for day in asked) == 1
    assert all(day in asked for day in days if (day.month, day.day) >= (12, 15))


async def test_an_alert_ends_with_the_fault(setting, clock):
    await setting.update(2, "new", age=UPDATE_WAITS + MINUTE)
    await setting.audit()
    await setting.alerts.told(await setting.alerts.claim())
    async with setting.database.write() as session:
        await session.delete(await session.get_one(InboxRow, 2))

    assert await setting.audit() == {}
    clock.advance(OVER_AFTER)
    assert [(each.condition, each.over) for each in await setting.alerts.claim()] == [
        (Condition.INBOX, True)
    ]
