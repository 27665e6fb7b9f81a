"""A manager reminds everybody whose items are late or near; and says after how long managers are told."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.chasing import (
    ChasingButton,
    ChasingSetButton,
    UrgeButton,
    UrgeItemButton,
)
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.confirmations import note_arrival
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.views.people import chasing as views
from scheduler.chasing.rules import CHOICES, ChasingRule


async def urge(update: Update, context: DutyContext, button: UrgeButton) -> None:
    """Remind everybody; the message under which it was pressed stays."""
    await note_arrival(update, context)
    person = await context.person(update)
    urged = await context.services.urging.remind_all(person.id, button.organisation_id)
    await say(update, views.urged_screen(urged, await context.texts_for(update)))


async def urge_item(update: Update, context: DutyContext, button: UrgeItemButton) -> None:
    """Remind those who owe one item; its card stays."""
    await note_arrival(update, context)
    person = await context.person(update)
    urged = await context.services.urging.remind_of(person.id, button.occurrence_id)
    await say(update, views.urged_screen(urged, await context.texts_for(update)))


async def show_rule(update: Update, context: DutyContext, button: ChasingButton) -> None:
    """Show after how many workdays managers are told."""
    person = await context.person(update)
    found = await context.services.urging.rule(person.id, button.organisation_id)
    await show(update, views.chasing_screen(*found, await context.texts_for(update)))


async def set_rule(update: Update, context: DutyContext, button: ChasingSetButton) -> None:
    """Let it be another one of those that are offered."""
    rule = ChasingRule(button.follow_up_after, button.escalate_after)
    if rule not in CHOICES:
        raise StaleButton(str(rule))
    person = await context.person(update)
    found = await context.services.urging.set_rule(person.id, button.organisation_id, rule)
    await show(update, views.chasing_screen(*found, await context.texts_for(update)))


HANDLERS = [
    pressed(UrgeButton, urge),
    pressed(UrgeItemButton, urge_item),
    pressed(ChasingButton, show_rule),
    pressed(ChasingSetButton, set_rule),
]
