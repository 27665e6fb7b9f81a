from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.addresses import telegram
from scheduler.delivery.outcomes import (
    REPEATS,
    Again,
    EndReason,
    Final,
    Outcome,
    OwnFault,
    Released,
    Standing,
    after,
    after_ambiguous,
    backoff,
    outcome_of,
)
from scheduler.delivery.ports import (
    Ambiguous,
    ChatMoved,
    DeliveryFailure,
    NotSent,
    SendingForbidden,
    Undeliverable,
    UndeliverableReason,
)
from scheduler.planning.notices import NoticeKind, NoticeState

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def seconds(count: float) -> Again:
    return Again(NOW + timedelta(seconds=count))


UNKNOWN = Final(NoticeState.UNKNOWN, EndReason.UNCERTAIN)


@pytest.mark.parametrize(
    ("kind", "doubts_before", "expected"),
    [
        pytest.param(NoticeKind.REMINDER, 0, seconds(60), id="a reminder is repeated"),
        pytest.param(NoticeKind.REMINDER, 1, seconds(600), id="and repeated later"),
        pytest.param(NoticeKind.REMINDER, 2, UNKNOWN, id="but never a fourth time"),
        pytest.param(NoticeKind.JOIN_REQUEST, 2, UNKNOWN, id="nor is a request"),
        pytest.param(NoticeKind.JOIN_ANSWER, 1, seconds(600), id="an answer is like a reminder"),
        pytest.param(NoticeKind.GROUP_REMINDER, 0, seconds(120), id="a group waits longer"),
        pytest.param(NoticeKind.GROUP_REMINDER, 1, UNKNOWN, id="and sees two copies at most"),
    ],
)
def test_doubt_is_bounded_by_kind(
    kind: NoticeKind, doubts_before: int, expected: Again | Final
) -> None:
    standing = Standing(kind, attempts=doubts_before + 1, ambiguous=doubts_before)
    assert after(Ambiguous(), standing, NOW) == expected


def test_every_kind_has_a_rule_and_at_most_three_copies() -> None:
    assert REPEATS.keys() == set(NoticeKind)
    assert all(1 <= repeat.copies <= 3 for repeat in REPEATS.values())


def test_a_try_abandoned_long_ago_is_repeated_at_once() -> None:
    standing = Standing(NoticeKind.REMINDER, attempts=1, ambiguous=0)
    long_ago = NOW - timedelta(hours=8)
    assert after_ambiguous(standing, since=long_ago, now=NOW) == Again(NOW)
    just_now = NOW - timedelta(seconds=45)
    assert after_ambiguous(standing, since=just_now, now=NOW) == seconds(15)


@pytest.mark.parametrize(
    ("failure", "tries", "expected"),
    [
        pytest.param(NotSent(), 1, seconds(5), id="not sent: soon again"),
        pytest.param(NotSent(), 3, seconds(20), id="not sent: doubling"),
        pytest.param(NotSent(), 500, seconds(60), id="not sent: never longer than a minute"),
        pytest.param(
            NotSent(retry_after=timedelta(seconds=35)), 9, seconds(35), id="as long as was asked"
        ),
        pytest.param(ChatMoved(telegram(-1)), 1, seconds(0), id="moved: at once"),
        pytest.param(ChatMoved(telegram(-1)), 2, seconds(10), id="moved again: not in a circle"),
        pytest.param(SendingForbidden(), 1, seconds(0), id="forbidden: due at the next start"),
        pytest.param(
            Undeliverable(UndeliverableReason.BLOCKED),
            1,
            Final(NoticeState.UNDELIVERABLE, "blocked"),
            id="undeliverable: for good",
        ),
        pytest.param(DeliveryFailure(), 1, seconds(60), id="what nobody knows is ambiguous"),
    ],
)
def test_what_follows_a_failure(
    failure: DeliveryFailure, tries: int, expected: Again | Final
) -> None:
    assert after(failure, Standing(NoticeKind.REMINDER, tries, ambiguous=0), NOW) == expected


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        (NotSent(), Outcome.NOT_SENT),
        (OwnFault(), Outcome.FAULT),
        (Released(), Outcome.RELEASED),
        (Ambiguous(), Outcome.AMBIGUOUS),
        (Undeliverable(UndeliverableReason.KICKED), Outcome.UNDELIVERABLE),
        (ChatMoved(telegram(-1)), Outcome.MOVED),
        (SendingForbidden(), Outcome.FORBIDDEN),
        (DeliveryFailure(), Outcome.AMBIGUOUS),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, DeliveryFailure) else str(value),
)
def test_failures_are_kept_under_their_names(failure: DeliveryFailure, outcome: Outcome) -> None:
    assert outcome_of(failure) is outcome


def test_waits_grow_from_five_seconds_to_a_minute() -> None:
    assert [backoff(n).total_seconds() for n in range(1, 7)] == [5, 10, 20, 40, 60, 60]


def test_every_kind_of_notice_says_how_often_it_is_repeated():
    assert set(REPEATS) == set(NoticeKind)
