from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.addresses import telegram
from bot.telegram_api.raw_updates import chat_of, incoming
from scheduler.inbox.incoming import IncomingUpdate


def message(update_id: int, *, chat: int = 7) -> dict[str, Any]:
    return {"update_id": update_id, "message": {"chat": {"id": chat}, "text": "hi"}}


def test_the_inbox_is_given_the_id_the_chat_and_all_that_came() -> None:
    assert incoming(message(5)) == IncomingUpdate(5, telegram(7), message(5))


@pytest.mark.parametrize("raw", [{}, *({"update_id": n} for n in ("x", None, 2**63, -1))], ids=repr)
def test_what_has_no_usable_id_cannot_be_stored_and_is_logged(
    raw: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    assert incoming(raw) is None
    assert "without a usable id" in caplog.text


@pytest.mark.parametrize(
    ("raw", "chat"),
    [
        (message(1, chat=-100), -100),
        ({"update_id": 1, "edited_message": {"chat": {"id": 3}, "from": {"id": 9}}}, 3),
        (
            {"update_id": 1, "callback_query": {"message": {"chat": {"id": 3}}, "from": {"id": 9}}},
            3,
        ),
        ({"update_id": 1, "callback_query": {"inline_message_id": "x", "from": {"id": 9}}}, 9),
        ({"update_id": 1, "inline_query": {"from": {"id": 9}}}, 9),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 3}, "from": {"id": 9}}}, 3),
        ({"update_id": 1, "poll_answer": {"user": {"id": 9}}}, 9),
        ({"update_id": 1, "poll_answer": {"voter_chat": {"id": 4}}}, 4),
        ({"update_id": 1, "poll": {"id": "5"}}, 0),
        ({"update_id": 1, "message": {"chat": {"id": 2**70}}}, 0),
        ({"update_id": 1, "message": "?"}, 0),
    ],
    ids=lambda value: (
        next((key for key in value if key != "update_id"), "")
        if isinstance(value, dict)
        else str(value)
    ),
)
def test_updates_are_put_in_order_by_chat_or_else_by_person(raw: dict[str, Any], chat: int) -> None:
    assert chat_of(raw) == chat
