"""A manager's answer to a request to be let in."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons import DecideButton
from bot.conversation.context import DutyContext
from bot.handlers.routes import pressed
from bot.handlers.screens import show
from bot.views.registering.joining import decided


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
    await show(update, decided(decision, services.library, t))


HANDLERS = [pressed(DecideButton, decide)]
