from __future__ import annotations

import asyncio
from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import OperationalError

from scheduler.delivery.pacing import Limits
from scheduler.delivery.ports import (
    Ambiguous,
    ChatMoved,
    NotSent,
    SendingForbidden,
    Undeliverable,
    UndeliverableReason,
)
from scheduler.delivery.queries.attempts import Attempts
from scheduler.delivery.selection import REMINDERS_PER_MESSAGE
from scheduler.inbox.inbox import Inbox
from scheduler.inbox.incoming import IncomingUpdate
from scheduler.planning.notices import NoticeKind, Parcel
from scheduler.roster.model import Group
from scheduler.store.tables.delivery import AttemptRow, NoticeRow
from scheduler.store.tables.roster import AssignmentRow, GroupRow, ManagerRow, PersonRow
from tests.scheduler.delivery.conftest import telegram

# Most of this is decided outside the database; what queries decide is tested on both.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

# Sending


async def test_a_due_reminder_goes_out_once(office: Any) -> None:
    notice = await office.remind()
    assert await office.dispatcher.run_once() == 1
    assert await office.dispatcher.run_once() == 0
    (parcel,) = office.postbox.arrived
    assert (int(parcel.address.id), parcel.copy, parcel.kind) == (71, 1, NoticeKind.REMINDER)
    assert [reminder.notice_id for reminder in parcel.reminders] == [notice]
    assert await office.states(notice) == [("sent", None)]
    (attempt,) = await office.attempts()
    assert (attempt.outcome, attempt.message_id, attempt.number) == ("sent", "101", 1)
    (delivery,) = await office.deliveries()
    assert (delivery.reference, delivery.message_id) == (parcel.reference, "101")


@on_sqlite
async def test_nothing_goes_out_early(office: Any) -> None:
    notice = await office.remind(after=timedelta(seconds=1))
    assert await office.dispatcher.run_once() == 0
    office.let_pass(seconds=1)
    assert await office.dispatcher.run_once() == 1
    assert await office.states(notice) == [("sent", None)]


async def test_all_that_is_due_for_a_person_is_one_message(office: Any) -> None:
    notices = [await office.remind() for _ in range(3)]
    await office.dispatcher.run_once()
    (parcel,) = office.postbox.arrived
    assert [reminder.notice_id for reminder in parcel.reminders] == notices
    assert parcel.today.isoformat() == "2026-11-23"


@on_sqlite
async def test_every_notice_of_many_people_arrives(office: Any) -> None:
    occurrence = await office.make_occurrence()
    people = [await office.make_person(telegram_id=1000 + n) for n in range(55)]
    notices = [await office.remind(person, occurrence=occurrence) for person in people]
    assert await office.dispatcher.run_once() == 55
    assert {int(parcel.address.id) for parcel in office.postbox.arrived} == {
        1000 + n for n in range(55)
    }
    assert set(await office.states(*notices)) == {("sent", None)}
    assert office.postbox.most_under_way <= 4


async def test_a_request_is_told_with_who_asks_for_what(office: Any) -> None:
    bob = await office.make_person(telegram_id=72, holds=False)
    await manage(office, office.ann)
    await office.ask_to_join(bob, kind=NoticeKind.JOIN_REQUEST)
    await office.dispatcher.run_once()
    (parcel,) = office.postbox.arrived
    (request,) = parcel.join_requests
    assert request.requester.id == bob
    assert request.post == "deputy"
    assert request.approved is None


async def test_a_group_hears_of_its_organisation(office: Any) -> None:
    group = await office.make_group()
    await office.remind(group=group)
    await office.dispatcher.run_once()
    (parcel,) = office.postbox.arrived
    assert int(parcel.address.id) == -500
    assert isinstance(parcel.recipient, Group)


async def test_a_clock_set_ahead_sends_at_once_what_is_due_by_then(office: Any) -> None:
    await office.dispatcher.run_once()
    await office.remind(after=timedelta(hours=4))
    office.clock.advance(timedelta(hours=4))
    assert await office.dispatcher.run_once() == 1


async def manage(office: Any, person_id: int) -> None:
    """Let the person manage the organisation."""
    async with office.database.write() as session:
        session.add(
            ManagerRow(
                organisation_id=office.organisation, person_id=person_id, since=office.clock.now()
            )
        )


# What is not sent


async def test_who_manages_no_more_hears_nothing_that_only_managers_are_told(office: Any) -> None:
    lost = await tell_of(office, NoticeKind.PERSON_LOST, about_person_id=office.ann)
    async with office.database.write() as session:
        await session.execute(delete(ManagerRow))
    carl = await office.make_person(telegram_id=73, holds=False)
    asked = await office.ask_to_join(carl, kind=NoticeKind.JOIN_REQUEST)
    await office.change(PersonRow, carl, unreachable_since=office.clock.now())
    await office.change(NoticeRow, lost, about_person_id=carl)
    await office.assign(carl)
    await office.dispatcher.run_once()
    assert not office.postbox.arrived
    assert await office.states(asked, lost) == [("superseded", "left")] * 2


async def test_what_is_done_meanwhile_is_not_sent(office: Any) -> None:
    occurrence = await office.make_occurrence()
    notice = await office.remind(occurrence=occurrence)
    await office.complete(occurrence)
    assert await office.dispatcher.run_once() == 0
    assert await office.states(notice) == [("superseded", "met")]


@on_sqlite
async def test_half_done_is_not_done(office: Any) -> None:
    occurrence = await office.make_occurrence(needed=2)
    await office.remind(occurrence=occurrence)
    await office.complete(occurrence)
    await office.dispatcher.run_once()
    (parcel,) = office.postbox.arrived
    assert parcel.reminders[0].occurrence.remaining == 1


async def test_what_is_done_while_a_message_waits_for_its_turn_is_left_out(
    office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.remind()
    await office.dispatcher.run_once()
    occurrence = await office.make_occurrence()
    notice = await office.remind(occurrence=occurrence)
    sleep = office.stopwatch.sleep

    async def press_done(seconds: float) -> None:
        await office.complete(occurrence)
        await sleep(seconds)

    monkeypatch.setattr(office.dispatcher, "_sleep", press_done)
    await office.dispatcher.run_once()
    assert len(office.postbox.tried) == 1
    assert await office.states(notice) == [("superseded", "met")]


async def test_who_left_the_post_is_not_reminded(office: Any) -> None:
    cat = await office.make_person(telegram_id=73, holds=False)
    assignment = await office.assign(cat)
    notice = await office.remind(cat)
    await office.change(AssignmentRow, assignment, end_on=office.clock.now().date())
    assert await office.dispatcher.run_once() == 0
    assert await office.states(notice) == [("superseded", "left")]


async def test_a_group_bound_elsewhere_is_not_reminded(office: Any) -> None:
    group = await office.make_group()
    notice = await office.remind(group=group)
    other = await office.make_organisation()
    await office.change(GroupRow, group, organisation_id=other)
    assert await office.dispatcher.run_once() == 0
    assert await office.states(notice) == [("superseded", "unbound")]


async def test_a_request_that_was_decided_is_not_put_again(office: Any) -> None:
    bob = await office.make_person(telegram_id=72, holds=False)
    asked = await office.ask_to_join(bob, kind=NoticeKind.JOIN_REQUEST, decided=True)
    answered = await office.ask_to_join(bob, kind=NoticeKind.JOIN_ANSWER, decided=True)
    assert await office.dispatcher.run_once() == 1
    assert await office.states(asked, answered) == [("superseded", "met"), ("sent", None)]


async def test_of_several_stages_of_one_duty_only_the_newest_is_sent(office: Any) -> None:
    occurrence = await office.make_occurrence()
    old = await office.remind(occurrence=occurrence, stage="before-7")
    new = await office.remind(
        occurrence=occurrence, stage="before-1", after=timedelta(days=1), life=timedelta(days=9)
    )
    office.let_pass(days=1)
    await office.dispatcher.run_once()
    (parcel,) = office.postbox.arrived
    assert [reminder.stage for reminder in parcel.reminders] == ["before-1"]
    assert await office.states(old, new) == [("superseded", "newer"), ("sent", None)]


async def test_a_stage_of_somebody_else_supersedes_nothing(office: Any) -> None:
    occurrence = await office.make_occurrence()
    bob = await office.make_person(telegram_id=72)
    mine = await office.remind(occurrence=occurrence)
    his = await office.remind(bob, occurrence=occurrence, after=timedelta(hours=1))
    office.let_pass(hours=1)
    await office.dispatcher.run_once()
    assert await office.states(mine, his) == [("sent", None)] * 2


@on_sqlite
async def test_a_stage_still_ahead_supersedes_nothing(office: Any) -> None:
    occurrence = await office.make_occurrence()
    now = await office.remind(occurrence=occurrence)
    later = await office.remind(occurrence=occurrence, after=timedelta(days=1))
    await office.dispatcher.run_once()
    assert await office.states(now, later) == [("sent", None), ("due", None)]


@on_sqlite
async def test_what_is_too_late_expires_with_a_warning(
    office: Any, caplog: pytest.LogCaptureFixture
) -> None:
    notice = await office.remind(life=timedelta(days=7))
    office.let_pass(days=7)
    assert await office.dispatcher.run_once() == 0
    assert await office.states(notice) == [("expired", "late")]
    assert "expired" in caplog.text


@on_sqlite
async def test_after_a_week_away_a_person_gets_one_message(office: Any) -> None:
    for day in range(6):
        await office.remind(after=timedelta(days=day))
    office.let_pass(days=6)
    assert await office.dispatcher.run_once() == 1


# Quiet hours


@on_sqlite
async def test_quiet_hours_keep_a_reminder_until_their_end(office: Any) -> None:
    owl = await office.make_person(telegram_id=74, quiet=(time(21), time(10)))
    notice = await office.remind(owl)
    assert await office.dispatcher.run_once() == 0
    office.let_pass(minutes=59)
    assert await office.dispatcher.run_once() == 0
    office.let_pass(minutes=1)
    assert await office.dispatcher.run_once() == 1
    assert await office.states(notice) == [("sent", None)]


@on_sqlite
async def test_a_group_is_left_in_peace_at_night(office: Any) -> None:
    office.let_pass(hours=12)
    group = await office.make_group()
    await office.remind(group=group)
    assert await office.dispatcher.run_once() == 0
    office.let_pass(hours=11)
    assert await office.dispatcher.run_once() == 1


# Failures


async def test_what_was_not_sent_is_sent_again_as_the_first_copy(office: Any) -> None:
    notice = await office.remind()
    office.postbox.plan = [NotSent("refused", retry_after=timedelta(seconds=7))]
    await office.dispatcher.run_once()
    assert await office.states(notice) == [("due", None)]
    office.let_pass(seconds=6)
    assert await office.dispatcher.run_once() == 0
    office.let_pass(seconds=1)
    assert await office.dispatcher.run_once() == 1
    first, second = office.postbox.tried
    assert (second.copy, second.reference) == (1, first.reference)
    assert [attempt.outcome for attempt in await office.attempts()] == ["not-sent", "sent"]


async def test_what_may_have_arrived_is_repeated_under_the_same_reference(office: Any) -> None:
    notice = await office.remind()
    office.postbox.plan = [Ambiguous("silence")]
    await office.dispatcher.run_once()
    office.let_pass(seconds=59)
    assert await office.dispatcher.run_once() == 0
    office.let_pass(seconds=1)
    assert await office.dispatcher.run_once() == 1
    first, second = office.postbox.tried
    assert (first.copy, second.copy) == (1, 2)
    assert second.reference == first.reference
    row = await office.notice(notice)
    assert (row.state, row.ambiguous_attempts, row.attempts) == ("sent", 1, 2)


@on_sqlite
async def test_after_three_doubtful_copies_it_is_unknown_and_said_so(
    office: Any, caplog: pytest.LogCaptureFixture
) -> None:
    notice = await office.remind()
    office.postbox.plan = [Ambiguous("silence")] * 9
    for _ in range(9):
        await office.dispatcher.run_once()
        office.let_pass(seconds=300)
    assert len(office.postbox.tried) == 3
    assert await office.states(notice) == [("unknown", "uncertain")]
    assert "ended without a receipt" in caplog.text


@on_sqlite
async def test_a_group_gets_two_copies_at_most(office: Any) -> None:
    group = await office.make_group()
    notice = await office.remind(group=group)
    office.postbox.plan = [Ambiguous("silence")] * 9
    waits = []
    for _ in range(40):
        waits.append(await office.dispatcher.run_once())
        office.let_pass(seconds=20)
    assert waits[:8] == [1, 0, 0, 0, 0, 0, 1, 0]
    assert sum(waits) == 2
    assert await office.states(notice) == [("unknown", "uncertain")]


@pytest.mark.parametrize("group", [False, True], ids=["private", "group"])
async def test_a_press_meanwhile_proves_that_it_arrived(office: Any, group: bool) -> None:
    chat = await office.make_group() if group else None
    notice = await office.remind(group=chat)
    office.postbox.plan = [Ambiguous("silence")]
    await office.dispatcher.run_once()
    (parcel,) = office.postbox.tried
    press = IncomingUpdate(5, parcel.address, {"message": {"text": f"编号：{parcel.reference}"}})
    office.let_pass(seconds=1)
    await Inbox(office.database, office.clock).exchange([press])
    office.let_pass(seconds=120)
    assert await office.dispatcher.run_once() == 0
    assert await office.states(notice) == [("sent", "seen")]


async def test_a_press_in_another_chat_proves_nothing(office: Any) -> None:
    await office.remind()
    office.postbox.plan = [Ambiguous("silence")]
    await office.dispatcher.run_once()
    reference = office.postbox.tried[0].reference
    elsewhere = IncomingUpdate(5, telegram(999), {"message": {"text": reference}})
    await Inbox(office.database, office.clock).exchange([elsewhere])
    office.let_pass(seconds=60)
    assert await office.dispatcher.run_once() == 1


async def test_what_is_done_after_a_doubtful_copy_is_not_repeated(office: Any) -> None:
    occurrence = await office.make_occurrence()
    notice = await office.remind(occurrence=occurrence)
    office.postbox.plan = [Ambiguous("silence")]
    await office.dispatcher.run_once()
    await office.complete(occurrence)
    office.let_pass(seconds=60)
    assert await office.dispatcher.run_once() == 0
    assert await office.states(notice) == [("superseded", "met")]


async def test_a_repeat_is_not_mixed_with_what_became_due_meanwhile(office: Any) -> None:
    first = await office.remind()
    office.postbox.plan = [Ambiguous("silence")]
    await office.dispatcher.run_once()
    second = await office.remind(after=timedelta(seconds=30))
    office.let_pass(seconds=60)
    assert await office.dispatcher.run_once() == 2
    by_copy = {parcel.copy: parcel.reminders[0].notice_id for parcel in office.postbox.arrived}
    assert by_copy == {2: first, 1: second}


async def test_who_blocked_the_bot_is_not_tried_again(office: Any) -> None:
    first = await office.remind()
    office.postbox.plan = [Undeliverable(UndeliverableReason.BLOCKED)]
    await office.dispatcher.run_once()
    second = await office.remind()
    assert await office.dispatcher.run_once() == 0
    assert len(office.postbox.tried) == 1
    assert await office.states(first, second) == [
        ("undeliverable", "blocked"),
        ("undeliverable", "unreachable"),
    ]


@on_sqlite
async def test_who_comes_back_is_reminded_again(office: Any) -> None:
    await office.remind()
    office.postbox.plan = [Undeliverable(UndeliverableReason.BLOCKED)]
    await office.dispatcher.run_once()
    await office.change(PersonRow, office.ann, unreachable_since=None)
    notice = await office.remind()
    office.let_pass(seconds=2)
    assert await office.dispatcher.run_once() == 1
    assert await office.states(notice) == [("sent", None)]


@on_sqlite
async def test_a_refused_message_says_nothing_about_its_reader(office: Any) -> None:
    await office.remind()
    office.postbox.plan = [Undeliverable(UndeliverableReason.REFUSED, "too long")]
    await office.dispatcher.run_once()
    notice = await office.remind()
    office.let_pass(seconds=2)
    await office.dispatcher.run_once()
    assert await office.states(notice) == [("sent", None)]


async def test_a_group_that_threw_the_bot_out_is_left(office: Any) -> None:
    group = await office.make_group()
    notice = await office.remind(group=group)
    office.postbox.plan = [Undeliverable(UndeliverableReason.KICKED)]
    await office.dispatcher.run_once()
    later = await office.remind(group=group)
    assert await office.dispatcher.run_once() == 0
    assert [state for state, _ in await office.states(notice, later)] == ["undeliverable"] * 2


async def test_a_group_that_moved_gets_its_message_under_the_new_id(office: Any) -> None:
    group = await office.make_group(telegram_id=-500)
    notice = await office.remind(group=group)
    office.postbox.plan = [ChatMoved(telegram(-100500))]
    await office.dispatcher.run_once()
    assert [int(parcel.address.id) for parcel in office.postbox.tried] == [-500, -100500]
    assert [parcel.copy for parcel in office.postbox.tried] == [1, 1]
    assert await office.states(notice) == [("sent", None)]
    assert [row.address for row in await office.deliveries()] == [telegram(-100500)]


@on_sqlite
async def test_a_group_that_keeps_moving_makes_no_hot_loop(office: Any) -> None:
    group = await office.make_group(telegram_id=-500)
    await office.remind(group=group)
    office.postbox.plan = [ChatMoved(telegram(-1000 - n)) for n in range(50)]
    await office.dispatcher.run_once()
    assert len(office.postbox.tried) == 2


@on_sqlite
async def test_a_bot_that_is_refused_sends_nothing_more(
    office: Any, caplog: pytest.LogCaptureFixture
) -> None:
    notices = [await office.remind(await office.make_person(telegram_id=n)) for n in range(80, 99)]
    office.postbox.plan = [SendingForbidden("401")] * 99
    await office.dispatcher.run_once()
    tried = len(office.postbox.tried)
    assert tried <= 4
    office.let_pass(seconds=30)
    assert await office.dispatcher.run_once() == 0
    assert len(office.postbox.tried) == tried
    assert office.dispatcher.forbidden == "401"
    assert set(await office.states(*notices)) == {("due", None)}
    assert "refuses this bot" in caplog.text


@on_sqlite
async def test_a_refusal_that_passes_ends_the_sending_for_minutes_only(office: Any) -> None:
    notices = [await office.remind(await office.make_person(telegram_id=n)) for n in range(80, 99)]
    office.postbox.plan = [SendingForbidden("401")] * 4
    await office.dispatcher.run_once()
    tried = len(office.postbox.tried)
    office.postbox.plan = [SendingForbidden("401")]
    office.let_pass(minutes=9)
    assert await office.dispatcher.run_once() == 1

    office.postbox.plan = []
    office.let_pass(minutes=30)
    await office.dispatcher.run_once()
    office.let_pass(minutes=1)
    await office.dispatcher.run_once()

    assert len(office.postbox.tried) == tried + 1 + 19
    assert office.dispatcher.forbidden is None
    assert set(await office.states(*notices)) == {("sent", None)}


@on_sqlite
async def test_a_fault_of_ours_waits_and_holds_nobody_up(
    office: Any, caplog: pytest.LogCaptureFixture
) -> None:
    faulty = await office.remind()
    office.postbox.plan = [KeyError("no such text")]
    await office.dispatcher.run_once()
    fine = await office.remind(await office.make_person(telegram_id=72))
    await office.dispatcher.run_once()
    assert await office.states(faulty, fine) == [("due", None), ("sent", None)]
    assert "KeyError" in caplog.text
    office.let_pass(minutes=10)
    await office.dispatcher.run_once()
    row = await office.notice(faulty)
    assert (row.state, row.ambiguous_attempts) == ("sent", 0)


# Limits and outages


@on_sqlite
async def test_several_messages_to_one_person_keep_a_second_apart(office: Any) -> None:
    for _ in range(2 * REMINDERS_PER_MESSAGE + 1):
        await office.remind()
    began = office.stopwatch.now
    assert await office.dispatcher.run_once() == 3
    assert office.stopwatch.now - began >= 2


@on_sqlite
async def test_a_long_wait_for_a_group_is_spent_in_the_database(office: Any) -> None:
    office.dispatcher = office.make_dispatcher(limits=Limits(group=1))
    group = await office.make_group()
    for _ in range(11):
        await office.remind(group=group)
    began = office.stopwatch.now
    await office.dispatcher.run_once()
    assert office.stopwatch.now - began < 3
    assert len(office.postbox.arrived) == 1
    office.let_pass(seconds=61)
    await office.dispatcher.run_once()
    assert len(office.postbox.arrived) == 2


@on_sqlite
async def test_a_pause_for_one_chat_leaves_the_others_alone(office: Any) -> None:
    group = await office.make_group()
    paused = await office.remind(group=group)
    office.postbox.plan = [NotSent("429", retry_after=timedelta(seconds=35), chat_only=True)]
    await office.dispatcher.run_once()
    fine = await office.remind()
    again = await office.remind(group=group)
    await office.dispatcher.run_once()
    assert await office.states(paused, again, fine) == [
        ("due", None),
        ("due", None),
        ("sent", None),
    ]
    office.let_pass(seconds=36)
    await office.dispatcher.run_once()
    office.let_pass(seconds=3)
    await office.dispatcher.run_once()
    assert await office.states(paused, again) == [("sent", None)] * 2


@on_sqlite
async def test_a_bot_under_flood_control_sends_nothing_until_it_may(office: Any) -> None:
    for n in range(9):
        await office.remind(await office.make_person(telegram_id=100 + n))
    office.postbox.plan = [NotSent("429", retry_after=timedelta(seconds=35), chat_only=True)] * 4
    await office.dispatcher.run_once()
    assert len(office.postbox.tried) == 4
    office.let_pass(seconds=34)
    assert await office.dispatcher.run_once() == 0
    office.let_pass(seconds=1)
    await office.dispatcher.run_once()
    assert len(office.postbox.arrived) == 9


@on_sqlite
async def test_an_outage_costs_few_tries_and_loses_nothing(office: Any) -> None:
    notices = [await office.remind(await office.make_person(telegram_id=n)) for n in range(80, 95)]
    office.postbox.plan = [Ambiguous("502")] * 10
    for _ in range(30):
        await office.dispatcher.run_once()
        office.let_pass(seconds=10)
    assert set(await office.states(*notices)) == {("sent", None)}
    flagged = sum([(await office.notice(id_)).ambiguous_attempts for id_ in notices])
    assert flagged == 10
    assert len(office.postbox.arrived) == 15


# Kills, replicas, a database that fails


async def abandoned(office: Any) -> int:
    """A reminder whose try was entered by a process killed right after."""
    notice = await office.remind()

    async def be_killed(_: Parcel) -> None:
        raise asyncio.CancelledError

    office.postbox.meanwhile = be_killed
    with pytest.raises(asyncio.CancelledError):
        await office.dispatcher.run_once()
    office.postbox.meanwhile = None
    assert await office.states(notice) == [("sending", None)]
    await office.restart()
    return int(notice)


async def test_what_a_killed_process_was_sending_is_repeated_and_flagged(office: Any) -> None:
    notice = await abandoned(office)
    office.let_pass(seconds=44)
    assert await office.dispatcher.run_once() == 0
    assert await office.states(notice) == [("sending", None)]
    office.let_pass(seconds=1)
    assert await office.dispatcher.run_once() == 0
    assert await office.states(notice) == [("due", None)]
    office.let_pass(seconds=15)
    assert await office.dispatcher.run_once() == 1
    assert office.postbox.tried[-1].copy == 2
    row = await office.notice(notice)
    assert (row.state, row.ambiguous_attempts) == ("sent", 1)


@on_sqlite
async def test_a_clock_set_back_does_not_keep_a_message_in_doubt(office: Any) -> None:
    notice = await abandoned(office)
    office.clock.advance(timedelta(hours=-1))
    await office.dispatcher.run_once()
    assert (await office.notice(notice)).ambiguous_attempts == 1


async def test_a_receipt_that_comes_after_the_doubt_mends_the_record(office: Any) -> None:
    notice = await office.remind()

    async def others_take_over(_: Parcel) -> None:
        office.postbox.meanwhile = None
        office.let_pass(seconds=46)
        await office.expire_lease()
        await office.make_dispatcher().run_once()
        assert await office.states(notice) == [("due", None)]

    office.postbox.meanwhile = others_take_over
    await office.dispatcher.run_once()
    assert await office.states(notice) == [("sent", None)]
    office.let_pass(seconds=120)
    await office.restart()
    assert await office.dispatcher.run_once() == 0


async def test_a_process_that_lost_the_lease_begins_nothing(office: Any) -> None:
    await office.dispatcher.run_once()
    await office.expire_lease()
    other = office.make_dispatcher()
    assert await other.keep_lease()
    notice = await office.remind()
    assert await office.dispatcher.run_once() == 0
    assert await office.states(notice) == [("due", None)]
    assert await other.run_once() == 1


@on_sqlite
async def test_a_process_that_slept_before_sending_sends_nothing(
    office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = await office.remind()
    begin = Attempts.begin

    async def slow_begin(*args: Any) -> Any:
        entered = await begin(*args)
        if not office.postbox.tried and office.stopwatch.now < 1002:
            office.stopwatch.now += 2
        return entered

    monkeypatch.setattr(Attempts, "begin", slow_begin)
    await office.dispatcher.run_once()
    assert not office.postbox.tried
    assert await office.states(notice) == [("due", None)]
    assert [attempt.outcome for attempt in await office.attempts()] == ["released"]
    office.let_pass(seconds=3)
    await office.dispatcher.run_once()
    assert [parcel.copy for parcel in office.postbox.arrived] == [1]


@on_sqlite
async def test_an_outcome_that_cannot_be_written_at_once_is_written_soon(
    office: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    notice = await office.remind()
    arrived = Attempts.arrived
    failures = [OperationalError("", None, OSError("disk is full"))] * 2

    async def fail_twice(*args: Any) -> None:
        if failures:
            raise failures.pop()
        await arrived(*args)

    monkeypatch.setattr(Attempts, "arrived", fail_twice)
    await office.dispatcher.run_once()
    assert await office.states(notice) == [("sent", None)]
    assert "not recorded yet" in caplog.text


@on_sqlite
async def test_an_outcome_that_can_never_be_written_is_in_doubt(
    office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = await office.remind()

    async def fail(*_: Any) -> None:
        raise OperationalError("", None, OSError("disk is full"))

    with monkeypatch.context() as patched:
        patched.setattr(Attempts, "arrived", fail)
        with pytest.raises(OperationalError):
            await office.dispatcher.run_once()
    assert await office.states(notice) == [("sending", None)]
    office.let_pass(seconds=60)
    await office.dispatcher.run_once()
    row = await office.notice(notice)
    assert (row.state, row.ambiguous_attempts) == ("sent", 1)
    assert [parcel.copy for parcel in office.postbox.arrived] == [1, 2]


@on_sqlite
async def test_stopping_finishes_what_is_under_way_and_leaves_the_rest_due(office: Any) -> None:
    notices = [await office.remind(await office.make_person(telegram_id=n)) for n in range(80, 99)]

    async def stop(_: Parcel) -> None:
        office.dispatcher._stopping = True

    office.postbox.meanwhile = stop
    await office.dispatcher.run_once()
    await office.dispatcher.stop()
    states = await office.states(*notices)
    assert {state for state, _ in states} == {"sent", "due"}
    assert states.count(("sent", None)) == len(office.postbox.arrived) <= 4
    assert await office.dispatcher.run_once() == 0


async def test_after_stopping_another_process_goes_on_at_once(office: Any) -> None:
    await office.dispatcher.run_once()
    await office.dispatcher.stop()
    await office.remind()
    assert await office.make_dispatcher().run_once() == 1


@on_sqlite
async def test_nothing_is_ever_left_sending(office: Any) -> None:
    notices = [await office.remind(await office.make_person(telegram_id=n)) for n in range(80, 99)]
    endings = [Ambiguous(), NotSent(), None, Undeliverable(UndeliverableReason.KICKED), KeyError()]
    office.postbox.plan = endings * 8
    for _ in range(25):
        await office.dispatcher.run_once()
        office.let_pass(minutes=2)
    assert {state for state, _ in await office.states(*notices)} <= {
        "sent",
        "undeliverable",
        "unknown",
    }
    async with office.database.read() as session:
        assert await session.get(AttemptRow, 1) is not None


# Who is told that somebody is lost


async def tell_of(office: Any, kind: NoticeKind, **about: int) -> int:
    """A notice to the manager Bob that somebody is lost since now."""
    bob = await office.make_person(telegram_id=72, holds=False)
    now = office.clock.now()
    async with office.database.write() as session:
        session.add(ManagerRow(organisation_id=office.organisation, person_id=bob, since=now))
    return await office.add(
        NoticeRow(
            key="u/1",
            kind=kind,
            stage=kind.value,
            person_id=bob,
            nominal_on=now.date(),
            send_at=now,
            expires_at=now + timedelta(days=7),
            state="due",
            created_at=now,
            **about,
        )
    )


async def test_a_manager_is_told_of_the_posts_of_who_is_lost(office: Any) -> None:
    elsewhere = await office.make_organisation()
    await office.assign(office.ann, organisation=elsewhere)
    await office.change(PersonRow, office.ann, unreachable_since=office.clock.now())
    notice = await tell_of(office, NoticeKind.PERSON_LOST, about_person_id=office.ann)
    await office.dispatcher.run_once()
    (parcel,) = office.postbox.arrived
    assert (int(parcel.address.id), parcel.loss.person.id) == (72, office.ann)
    assert [each.organisation.id for each in parcel.loss.held] == [office.organisation]
    assert await office.states(notice) == [("sent", None)]


async def test_a_manager_is_told_of_the_group_that_is_lost(office: Any) -> None:
    group = await office.make_group()
    await office.change(GroupRow, group, left_at=office.clock.now())
    await tell_of(office, NoticeKind.GROUP_LOST, about_group_id=group)
    await office.dispatcher.run_once()
    (parcel,) = office.postbox.arrived
    assert parcel.loss.group.organisation.id == office.organisation


@pytest.mark.parametrize("back", [None, timedelta(minutes=1)], ids=["back", "lost again"])
async def test_who_came_back_meanwhile_is_not_told_of(office: Any, back: timedelta | None) -> None:
    since = None if back is None else office.clock.now() + back
    notice = await tell_of(office, NoticeKind.PERSON_LOST, about_person_id=office.ann)
    await office.change(PersonRow, office.ann, unreachable_since=since)
    assert await office.dispatcher.run_once() == 0
    assert await office.states(notice) == [("superseded", "met")]


async def test_who_holds_no_post_any_more_is_not_told_of(office: Any) -> None:
    await office.change(PersonRow, office.ann, unreachable_since=office.clock.now())
    notice = await tell_of(office, NoticeKind.PERSON_LOST, about_person_id=office.ann)
    await office.change(AssignmentRow, 1, end_on=office.clock.now().date())
    assert await office.dispatcher.run_once() == 0
    assert await office.states(notice) == [("superseded", "left")]


@on_sqlite
async def test_of_a_crowd_of_messages_to_a_lost_chat_one_is_tried(office: Any) -> None:
    notices = [await office.remind() for _ in range(2 * REMINDERS_PER_MESSAGE + 1)]
    office.postbox.plan = [Undeliverable(UndeliverableReason.BLOCKED)] * 3
    await office.dispatcher.run_once()
    assert len(office.postbox.tried) == 1
    reasons = {reason for _, reason in await office.states(*notices)}
    assert {state for state, _ in await office.states(*notices)} == {"undeliverable"}
    assert reasons == {"blocked", "unreachable"}
