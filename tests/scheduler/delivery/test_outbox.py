from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from scheduler.delivery.queries.candidates import candidates
from scheduler.delivery.queries.outbox import Leased, Outbox
from scheduler.delivery.references import ALPHABET, LENGTH, new_reference
from scheduler.delivery.selection import Bundle, select_due
from scheduler.planning.notices import DeliveryId, NoticeKind
from scheduler.roster.model import PersonId
from scheduler.store.tables import NoticeRow


async def due(office: Any, *, recipients: int = 50) -> list[int]:
    async with office.database.read() as session:
        found = await Outbox(session).due(office.clock.now(), recipients=recipients)
    return [candidate.id for candidate in found]


async def lease(
    office: Any, *notices: int, reference: Callable[[], str] = new_reference
) -> list[Leased]:
    """Lease each notice as a message of its own."""
    bundles = [
        Bundle(NoticeKind.REMINDER, PersonId(office.ann), None, None, (notice,))  # type: ignore[arg-type]
        for notice in notices
    ]
    async with office.database.write() as session:
        outbox, now = Outbox(session), office.clock.now()
        read = await candidates(session, [NoticeRow.id.in_(notices)], now)
        return await outbox.lease(bundles, read, "me", 1, now, reference)


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
    for state in ("leased", "sending", "sent", "unknown", "superseded", "expired", "cancelled"):
        await office.change(NoticeRow, await office.remind(), state=state)
    assert await due(office) == []


async def test_a_reference_is_never_given_twice(office: Any) -> None:
    notices = [await office.remind() for _ in range(3)]
    drawn = iter(["AAAAAA", "AAAAAA", "BBBBBB", "BBBBBB", "CCCCCC"])
    (first,) = await lease(office, notices[0], reference=lambda: next(drawn))
    others = await lease(office, *notices[1:], reference=lambda: next(drawn))
    assert first.reference == "AAAAAA"
    assert sorted(leased.reference for leased in others) == ["BBBBBB", "CCCCCC"]


async def test_a_message_tried_before_keeps_its_reference(office: Any) -> None:
    notice = await office.remind()
    (first,) = await lease(office, notice)
    async with office.database.write() as session:
        await Outbox(session).rescue([])
    async with office.database.read() as session:
        again = await Outbox(session).due(office.clock.now(), recipients=1)
    (bundle,) = select_due(again, office.clock.now()).bundles
    async with office.database.write() as session:
        (second,) = await Outbox(session).lease(
            [bundle], again, "other", 2, office.clock.now(), new_reference
        )
    assert (second.delivery_id, second.reference) == (first.delivery_id, first.reference)


async def test_what_was_superseded_meanwhile_is_left_alone(office: Any) -> None:
    notice = await office.remind()
    await office.change(NoticeRow, notice, state="superseded", reason="met")
    await lease(office, notice)
    assert await office.states(notice) == [("superseded", "met")]


async def test_what_is_in_hand_is_not_rescued(office: Any) -> None:
    mine, lost = await office.remind(), await office.remind()
    (leased, _) = await lease(office, mine, lost)
    async with office.database.write() as session:
        await Outbox(session).rescue([leased.delivery_id])
    assert await office.states(mine, lost) == [("leased", None), ("due", None)]


async def test_another_epoch_finds_and_puts_back_nothing(office: Any) -> None:
    notice = await office.remind()
    (leased,) = await lease(office, notice)
    async with office.database.write() as session:
        outbox = Outbox(session)
        assert await outbox.leased([leased.delivery_id], 2, office.clock.now()) == []
        await outbox.put_back({leased.delivery_id: None}, 2)
        await outbox.put_back({DeliveryId(999): None}, 1)
        (candidate,) = await outbox.leased([leased.delivery_id], 1, office.clock.now())
    assert candidate.id == notice
    assert await office.states(notice) == [("leased", None)]


@pytest.mark.parametrize("_", range(20))
def test_references_can_be_read_aloud(_: int) -> None:
    reference = new_reference()
    assert len(reference) == LENGTH
    assert set(reference) <= set(ALPHABET)
    assert not set("01ILO") & set(ALPHABET)
