"""``/admin`` for those who run the bot: how it is, and holding or resuming the sending."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from telegram import Update

from bot.conversation.context import DutyContext
from bot.handlers.fallbacks import refuse_unknown
from bot.handlers.screens import say
from bot.views.alerts import state_text
from bot.views.screen import Screen
from scheduler.delivery.holds import HoldCause

LONGEST = 31 * 24
"""Hours that ``/admin requeue`` goes back at most."""


async def admin(update: Update, context: DutyContext) -> None:
    """``/admin``, also with ``hold (reason)``, ``resume`` or ``requeue (hours)``; unknown to others."""
    user = update.effective_user
    if user is None or not context.is_operator(update):
        await refuse_unknown(update, context)
        return
    services, t = context.services, await context.texts_for(update)
    match context.args or []:
        case ["hold", *reason]:
            by = str(user.id)
            new = await services.holds.hold(HoldCause.OPERATOR, " ".join(reason), by=by)
            text = t("admin-now-held" if new else "admin-held-already")
        case ["resume"]:
            lifted = await services.holds.resume(by=str(user.id))
            text = t("admin-resumed" if lifted else "admin-not-held")
        case ["requeue", hours] if hours.isascii() and hours.isdecimal() and int(hours) <= LONGEST:
            since = services.clock.now() - timedelta(hours=int(hours))
            done = await services.requeue.put_back(since=since, by=str(user.id))
            text = t("requeue-done", **asdict(done))
        case ["requeue", *_]:
            text = t("admin-requeue-usage")
        case _:
            text = state_text(
                await services.holds.current(),
                await services.auditor.findings(),
                await services.alerts.open(),
                services.zone,
                t,
            )
    await say(update, Screen(text))
