from __future__ import annotations

from typing import Any

from scheduler.address import Address
from scheduler.delivery.confirmations import Confirmations
from scheduler.delivery.ports import Ambiguous, NotSent
from tests.scheduler.delivery.conftest import telegram

ANN = telegram(71)


async def pressed(office: Any, message_id: str, *, chat: Address = ANN) -> str | None:
    (reference,) = {parcel.reference for parcel in office.postbox.tried}
    confirmations = Confirmations(office.database, office.clock)
    return await confirmations.seen(reference, chat, message_id)


async def test_a_press_mends_what_was_in_doubt_and_nothing_is_repeated(office: Any) -> None:
    notice = await office.remind()
    office.postbox.plan = [Ambiguous("silence")]
    await office.dispatcher.run_once()
    assert await pressed(office, "55") is None
    assert await office.states(notice) == [("sent", "seen")]
    (attempt,) = await office.attempts()
    assert (attempt.outcome, attempt.message_id) == ("sent", "55")
    office.let_pass(hours=1)
    assert await office.dispatcher.run_once() == 0


async def test_a_press_mends_what_was_given_up_as_unknown(office: Any) -> None:
    notice = await office.remind()
    office.postbox.plan = [Ambiguous("silence")] * 3
    for _ in range(4):  # where others could send, the lease is left to them once in between
        await office.dispatcher.run_once()
        office.let_pass(hours=1)
    assert await office.states(notice) == [("unknown", "uncertain")]
    assert await pressed(office, "55") is None
    assert await office.states(notice) == [("sent", "seen")]


async def test_a_press_under_the_first_copy_names_the_second(office: Any) -> None:
    await office.remind()
    office.postbox.plan = [Ambiguous("silence")]
    await office.dispatcher.run_once()
    office.let_pass(seconds=60)
    await office.dispatcher.run_once()
    assert await pressed(office, "55") == "101"
    assert await pressed(office, "55") is None


async def test_a_press_under_a_copy_with_a_receipt_proves_nothing_new(office: Any) -> None:
    await office.remind()
    office.postbox.plan = [Ambiguous("silence")]
    await office.dispatcher.run_once()
    office.let_pass(seconds=60)
    await office.dispatcher.run_once()
    assert await pressed(office, "101") is None
    assert [attempt.outcome for attempt in await office.attempts()] == ["ambiguous", "sent"]


async def test_what_was_not_sent_for_certain_is_not_proved(office: Any) -> None:
    notice = await office.remind()
    office.postbox.plan = [NotSent("refused")]
    await office.dispatcher.run_once()
    assert await pressed(office, "55") is None
    assert await office.states(notice) == [("due", None)]


async def test_a_reference_in_another_chat_proves_nothing(office: Any) -> None:
    notice = await office.remind()
    office.postbox.plan = [Ambiguous("silence")]
    await office.dispatcher.run_once()
    assert await pressed(office, "55", chat=telegram(999)) is None
    assert await office.states(notice) == [("due", None)]


async def followed(office: Any) -> None:
    (reference,) = {parcel.reference for parcel in office.postbox.tried}
    await Confirmations(office.database, office.clock).followed(reference)


async def test_a_link_followed_out_of_a_groups_message_proves_that_it_arrived(office: Any) -> None:
    notice = await office.remind(group=await office.make_group())
    office.postbox.plan = [Ambiguous("silence")]
    await office.dispatcher.run_once()
    await followed(office)
    assert await office.states(notice) == [("sent", "seen")]
    office.let_pass(hours=1)
    assert await office.dispatcher.run_once() == 0


async def test_a_followed_link_says_nothing_about_a_private_message(office: Any) -> None:
    notice = await office.remind()
    office.postbox.plan = [Ambiguous("silence")]
    await office.dispatcher.run_once()
    await followed(office)
    assert await office.states(notice) == [("due", None)]


async def test_a_followed_link_changes_nothing_where_nothing_was_in_doubt(office: Any) -> None:
    notice = await office.remind(group=await office.make_group())
    await office.dispatcher.run_once()
    await followed(office)
    assert await office.states(notice) == [("sent", None)]
