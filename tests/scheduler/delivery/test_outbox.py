from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from scheduler.delivery.outcomes import EndReason, Final
from scheduler.delivery.queries.due_notices import due_notices
from scheduler.delivery.queries.outbox import Outbox, OutgoingMessage
from scheduler.delivery.references import ALPHABET, LENGTH, new_reference
from scheduler.delivery.selection import Bundle
from scheduler.planning.notices import NoticeState
from scheduler.store.tables.delivery import NoticeRow


async def due(office: Any, *, recipients: int = 50) -> list[int]:
    async with office.database.write() as session:
        found = await due_notices(session, office.clock.now(), recipients=recipients)
    return [notice.id for notice in found]


async def take(
    office: Any, *notices: int, reference: Callable[[], str] = new_reference
) -> list[OutgoingMessage]:
    """Make each notice, if it is due, a message of its own."""
    async with office.database.write() as session:
        now = office.clock.now()
        found = await due_notices(session, now, recipients=50)
        bundles = [Bundle((each,)) for each in found if each.id in notices]
        return await Outbox(session, reference=reference).take(bundles, now)


async def test_who_has_waited_longest_comes_first_with_all_that_is_theirs(office: Any) -> None:
    bob = await office.make_person(telegram_id=72)
    bobs = await office.remind(bob)
    early = await office.remind(after=timedelta(hours=-2))
    late = await office.remind(after=timedelta(hours=-1))
    assert await due(office) == [early, late, bobs]
    assert await due(office, recipients=1) == [early, late]


async def test_what_has_to_wait_again_goes_to_the_end_of_the_line(office: Any) -> None:
    first, second = await office.remind(), await office.remind()
    await office.change(NoticeRow, first, not_before=office.clock.now() + timedelta(minutes=1))
    assert await due(office) == [second]
    office.let_pass(minutes=1)
    assert await due(office) == [second, first]


async def test_only_what_is_due_is_due(office: Any) -> None:
    for state in ("sending", "sent", "unknown", "undeliverable", "superseded", "expired"):
        await office.change(NoticeRow, await office.remind(), state=state)
    assert await due(office) == []


async def test_a_reference_is_never_given_twice(office: Any) -> None:
    notices = [await office.remind() for _ in range(3)]
    drawn = iter(["AAAAAA", "AAAAAA", "BBBBBB", "BBBBBB", "CCCCCC"])
    (first,) = await take(office, notices[0], reference=lambda: next(drawn))
    others = await take(office, *notices[1:], reference=lambda: next(drawn))
    assert first.reference == "AAAAAA"
    assert sorted(message.reference for message in others) == ["BBBBBB", "CCCCCC"]


async def test_a_message_tried_before_keeps_its_reference(office: Any) -> None:
    notice = await office.remind()
    (first,) = await take(office, notice)
    assert await office.states(notice) == [("sending", None)]
    await office.change(NoticeRow, notice, state="due")
    (second,) = await take(office, notice)
    assert (second.delivery_id, second.reference) == (first.delivery_id, first.reference)
    assert second.bundle.standing.attempts == 2


async def test_what_is_no_longer_due_is_left_alone(office: Any) -> None:
    notice = await office.remind()
    await office.change(NoticeRow, notice, state="superseded", reason="met")
    async with office.database.write() as session:
        outbox, now = Outbox(session), office.clock.now()
        await outbox.end([(notice, Final(NoticeState.EXPIRED, EndReason.LATE))], now)
        await outbox.postpone([(notice, now + timedelta(hours=1))])
    row = await office.notice(notice)
    assert (row.state, row.reason, row.not_before) == ("superseded", "met", None)


async def test_what_a_use_case_is_ending_now_is_passed_over(office: Any) -> None:
    ours, theirs = await office.remind(), await office.remind()
    if office.database.dialect == "sqlite":
        return  # one writer at a time: there is no such moment
    async with office.database.write() as ending:
        await ending.execute(
            update(NoticeRow).where(NoticeRow.id == theirs).values(state="superseded")
        )
        assert [message.bundle.first.id for message in await take(office, ours, theirs)] == [ours]


@pytest.mark.parametrize("_", range(20))
def test_references_can_be_read_aloud(_: int) -> None:
    reference = new_reference()
    assert len(reference) == LENGTH
    assert set(reference) <= set(ALPHABET)
    assert not set("01ILO") & set(ALPHABET)
