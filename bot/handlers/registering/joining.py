"""A manager's answer to somebody who asks to be let in."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons import DecideButton
from bot.conversation.context import DutyContext
from bot.handlers.routes import pressed
from bot.handlers.screens import show
from bot.views.registering.joining import decided


async def decide(update: Update, context: DutyContext, button: DecideButton) -> None:
    """Whether the person may decide is checked now; the message then shows the decision."""
    services = context.services
    person = await context.person(update)
    decision = await services.registration.decide(
        button.request_id, person.id, approve=button.approve
    )
    if decision.approved:
        # Whoever is let in is planned for; a body placed under another may be acted for no more.
        for organisation in filter(None, (decision.organisation, decision.child)):
            await services.planner.run_for(organisation.id)
    t = await context.texts_for(update)
    await show(update, decided(decision, services.library, t))


HANDLERS = [pressed(DecideButton, decide)]
