"""Alerts to the operators, and the state of the bot, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.texts.catalogue import Html, Texts
from scheduler.delivery.holds import Hold
from scheduler.watch.alerts import Alert
from scheduler.watch.conditions import Condition
from scheduler.watch.findings import Findings

Said = TypeVar("Said", bound=str)

PER_MESSAGE = 8
"""Alerts in one message: one takes up to some 400 characters, and a message 4096."""

DETAIL_LENGTH = 150
"""Characters: the catalogue takes a thousand in a field, and an ampersand counts five."""


def alert_messages(alerts: Sequence[Alert], t: Texts) -> Iterator[Html]:
    """The alerts in the order given, open ones and those that are over, in one message or more."""
    for start in range(0, len(alerts), PER_MESSAGE):
        lines = [
            t("alert-over" if each.over else "alert-line", what=alert_line(each, t))
            for each in alerts[start : start + PER_MESSAGE]
        ]
        yield Html("\n\n".join((t("alert-head"), *lines)))


def alert_line(alert: Alert, word: Callable[..., Said]) -> Said:
    """What is wrong in one sentence, and the remedy; ``word`` are texts, or their ``plain``."""
    subject: str = alert.subject
    if alert.condition is Condition.HELD:
        subject = word(f"hold-{alert.subject}")
    said = word(alert.condition.text, count=alert.count, subject=subject)
    detail = alert.detail[:DETAIL_LENGTH]
    return word("alert-detail", what=said, detail=detail) if detail else said


def state_text(
    holds: Sequence[Hold],
    found: Findings,
    alerts: Sequence[Alert],
    zone: ZoneInfo,
    t: Texts,
    *,
    roots: int = 0,
) -> Html:
    """The state of the bot, for ``/admin``; ``roots`` new organisations wait for an operator."""
    lines = [hold_line(each, zone, t) for each in holds] or [t("admin-sending")]
    lines.append(t("admin-waiting", due=found.due, updates=found.waiting_updates))
    lines += [t("alert-line", what=alert_line(each, t)) for each in alerts[:PER_MESSAGE]]
    if roots:
        lines.append(t("admin-roots", count=roots))
    if not alerts:
        lines.append(t("admin-no-alerts"))
    return Html("\n".join((*lines, "", t("admin-hint"))))


def hold_line(hold: Hold, zone: ZoneInfo, t: Texts) -> Html:
    """The cause for which nothing is sent, and since when."""
    since = _moment(hold.since, zone, t)
    return t(
        "admin-held",
        cause=t(f"hold-{hold.cause.value}"),
        reason=hold.reason[:DETAIL_LENGTH],
        since=since,
    )


def _moment(at: datetime, zone: ZoneInfo, t: Texts) -> str:
    local = at.astimezone(zone)
    return f"{t.day(local.date())} {t.clock_time(local.time())}"
