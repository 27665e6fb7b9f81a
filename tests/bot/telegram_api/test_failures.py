from __future__ import annotations

import pytest
from telegram.error import BadRequest, Forbidden

from bot.telegram_api.failures import classify
from scheduler.delivery.ports import Undeliverable
from scheduler.planning.notices import UndeliverableReason


@pytest.mark.parametrize("kind", [BadRequest, Forbidden])
@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Forbidden: bot was blocked by the user", UndeliverableReason.BLOCKED),
        ("USER_IS_BLOCKED", UndeliverableReason.BLOCKED),
        ("Forbidden: user is deactivated", UndeliverableReason.NOT_FOUND),
        ("INPUT_USER_DEACTIVATED", UndeliverableReason.NOT_FOUND),
        ("PEER_ID_INVALID", UndeliverableReason.NOT_FOUND),
        ("Bot can't initiate conversation with a user", UndeliverableReason.NOT_FOUND),
        ("bot was kicked from the supergroup chat", UndeliverableReason.KICKED),
        ("CHANNEL_PRIVATE", UndeliverableReason.KICKED),
        ("need administrator rights in the channel chat", UndeliverableReason.SILENCED),
        ("TOPIC_CLOSED", UndeliverableReason.SILENCED),
    ],
)
def test_the_same_words_mean_the_same_whatever_the_status(
    kind: type[BadRequest | Forbidden], said: str, reason: UndeliverableReason
) -> None:
    failure = classify(kind(said))
    assert isinstance(failure, Undeliverable)
    assert failure.reason is reason
