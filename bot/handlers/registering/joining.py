"""A manager's answer to a request to be let in, and to somebody who asks too often."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.registering import (
    BlockButton,
    DecideButton,
    HearButton,
    MuteButton,
    RequestButton,
)
from bot.conversation.context import DutyContext
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.views.registering.joining import block_question, request_card
from scheduler.roster.model import RequestId, RequestMark


async def decide(update: Update, context: DutyContext, button: DecideButton) -> None:
    """Decide, if this person may; the message then shows the decision."""
    services = context.services
    person = await context.person(update)
    decision = await services.registration.decide(
        button.request_id, person.id, approve=button.approve
    )
    if decision.approved:
        # The new holder is planned for; and a body placed under another may be acted for no more.
        for organisation in filter(None, (decision.organisation, decision.child)):
            await services.planner.run_for(organisation.id)
    t = await context.texts_for(update)
    await show(update, request_card(decision, services.library, t))


async def show_request(update: Update, context: DutyContext, button: RequestButton) -> None:
    """Show one request, if this person may decide it."""
    services = context.services
    person = await context.person(update)
    found = await services.registration.request(button.request_id, person.id)
    t = await context.texts_for(update)
    await (say if button.anew else show)(update, request_card(found, services.library, t))


async def mute(update: Update, context: DutyContext, button: MuteButton) -> None:
    """Tell this manager no more of that person's requests."""
    await _mark(update, context, button.request_id, RequestMark.MUTED)


async def block(update: Update, context: DutyContext, button: BlockButton) -> None:
    """Take no more of that person's requests, after asking."""
    if button.sure:
        await _mark(update, context, button.request_id, RequestMark.BLOCKED)
        return
    person = await context.person(update)
    found = await context.services.registration.request(button.request_id, person.id)
    await show(update, block_question(found, await context.texts_for(update)))


async def hear(update: Update, context: DutyContext, button: HearButton) -> None:
    """Hear and take that person's requests again."""
    await _mark(update, context, button.request_id, None)


async def _mark(
    update: Update, context: DutyContext, request_id: RequestId, mark: RequestMark | None
) -> None:
    services = context.services
    person = await context.person(update)
    found = await services.registration.set_mark(request_id, person.id, mark)
    t = await context.texts_for(update)
    await show(update, request_card(found, services.library, t))


HANDLERS = [
    pressed(DecideButton, decide),
    pressed(RequestButton, show_request),
    pressed(MuteButton, mute),
    pressed(BlockButton, block),
    pressed(HearButton, hear),
]
