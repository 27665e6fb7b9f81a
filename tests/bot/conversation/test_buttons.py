from __future__ import annotations

from datetime import date

import pytest

from bot.conversation import buttons as callback_data
from bot.conversation.buttons import (
    BindButton,
    ClauseButton,
    DoneButton,
    DoneOnButton,
    DraftButton,
    DraftStep,
    Payload,
    StaleButton,
    UnbindButton,
    WithdrawButton,
)
from bot.views.screen import CALLBACK_BYTES
from clauses.model import ClauseRef
from scheduler.planning.occurrences import EntryId, OccurrenceId
from scheduler.roster.model import OrganisationId, TelegramId

LARGEST = 2**52 - 1

PAYLOADS = [
    DoneButton(OccurrenceId(5), anew=True),
    DoneOnButton(OccurrenceId(LARGEST), date(2026, 12, 20), 2**31 - 1),
    WithdrawButton(OccurrenceId(LARGEST), EntryId(LARGEST), sure=False),
    ClauseButton(ClauseRef("sichuan-three-levels-five-posts", "E:04")),
    DraftButton(DraftStep.POST, "agency-committee-deputy"),
    BindButton(TelegramId(LARGEST), OrganisationId(LARGEST)),
    UnbindButton(TelegramId(LARGEST), sure=True),
]


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: p.ACTION)
def test_a_payload_reads_back_as_written_and_fits_into_a_button(payload: Payload) -> None:
    packed = payload.pack()
    assert type(payload).unpack(packed) == payload
    assert len(packed.encode()) <= CALLBACK_BYTES


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "done",
        "done:",
        "done:x:1",
        "done:1:2",
        "done:1:1:1",
        f"done:{2**53}:1",
        "other:1:1",
    ],
)
def test_anything_else_is_a_stale_button(data: str | None) -> None:
    with pytest.raises(StaleButton):
        DoneButton.unpack(data)


def test_a_day_that_does_not_exist_is_a_stale_button() -> None:
    with pytest.raises(StaleButton):
        DoneOnButton.unpack("on:1:20260230:0")


def test_no_two_payloads_share_an_action() -> None:
    payloads = [
        value
        for value in vars(callback_data).values()
        if isinstance(value, type) and issubclass(value, Payload) and value.__dict__.get("ACTION")
    ]
    actions = [payload.ACTION for payload in payloads]
    assert len(actions) > 20
    assert len(set(actions)) == len(actions)
