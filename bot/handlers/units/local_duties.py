"""Managers say whether a duty applies in their organisation, and when it is reminded of."""

from __future__ import annotations

from datetime import time

from telegram import Update

from bot.conversation.buttons.units import (
    AS_USUAL,
    DutiesHereButton,
    HoursButton,
    HourSetButton,
    LeadsButton,
    LeadsSetButton,
    RuleButton,
    SetAsideButton,
    TakeUpButton,
    short_number,
)
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.views.screen import Button, Screen
from bot.views.units import local_duties as views
from scheduler.inbox.dialogues import Dialogue
from scheduler.membership.local_duties import LocalDuty
from scheduler.planning.occurrences import Occurrence
from scheduler.planning.own_duties import is_own
from scheduler.roster.model import OrganisationId

STEP = "rule-reason"
"""Of the dialogue: the reason why a duty does not apply is typed."""


async def with_rule_button(
    update: Update, context: DutyContext, screen: Screen, occurrence: Occurrence
) -> Screen:
    """The screen of an item, with a way to the managers' word on its duty for those who have it."""
    person = await context.person(update)
    if is_own(occurrence.ref):  # it has a screen of its own
        return screen
    if not await context.services.local_duties.manages(person.id, occurrence.organisation):
        return screen
    t = await context.texts_for(update)
    data = RuleButton(occurrence.organisation.id, short_number(occurrence.ref)).pack()
    *rows, back = screen.rows
    return Screen(screen.text, (*rows, (Button(t.plain("rule-button"), data),), back))


async def list_duties(update: Update, context: DutyContext, button: DutiesHereButton) -> None:
    """Show a page of all that is owed in the organisation."""
    person = await context.person(update)
    duties = await context.services.local_duties.all_of(person.id, button.organisation_id)
    organisation = await context.services.events.place(person.id, button.organisation_id)
    t = await context.texts_for(update)
    await show(update, views.duties_here(organisation, duties, button.page, t))


async def show_rule(update: Update, context: DutyContext, button: RuleButton) -> None:
    """Show what was said of a duty; whatever was being asked about it is given up."""
    await end_dialogue(update, context)
    duty = await _duty(update, context, button.organisation_id, button.duty)
    await show(update, await _screen(update, context, duty))


async def ask_reason(update: Update, context: DutyContext, button: SetAsideButton) -> None:
    """Ask why it does not apply."""
    duty = await _duty(update, context, button.organisation_id, button.duty)
    payload = {"organisation_id": button.organisation_id, "duty": button.duty}
    await expect(update, context, STEP, payload)
    await show(update, views.ask_reason(duty, await context.texts_for(update)))


async def take_reason(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Set the duty aside with the reason that was typed; one that is too short is asked again."""
    services, person = context.services, await context.person(update)
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    duty = await _duty(update, context, organisation_id, dialogue.payload["duty"])
    async with services.transaction():
        changed = await services.local_duties.set_aside(
            person.id, organisation_id, duty.clause.ref, written(update)
        )
        await end_dialogue(update, context)
    await services.planner.run_for(organisation_id)
    await say(update, await _screen(update, context, changed))


async def take_up(update: Update, context: DutyContext, button: TakeUpButton) -> None:
    """It applies after all."""
    services, person = context.services, await context.person(update)
    duty = await _duty(update, context, button.organisation_id, button.duty)
    changed = await services.local_duties.take_up(
        person.id, button.organisation_id, duty.clause.ref
    )
    await _changed(update, context, changed)


async def ask_leads(update: Update, context: DutyContext, button: LeadsButton) -> None:
    """Offer other lead times."""
    duty = await _duty(update, context, button.organisation_id, button.duty)
    await show(update, views.lead_choices(duty, await context.texts_for(update)))


async def take_leads(update: Update, context: DutyContext, button: LeadsSetButton) -> None:
    """Take the lead times that were pressed."""
    services, person = context.services, await context.person(update)
    if not 0 <= button.place <= len(views.LEADS):
        raise StaleButton(str(button.place))
    workdays = None if button.place == AS_USUAL else views.LEADS[button.place - 1]
    duty = await _duty(update, context, button.organisation_id, button.duty)
    changed = await services.local_duties.remind_before(
        person.id, button.organisation_id, duty.clause.ref, workdays
    )
    await _changed(update, context, changed)


async def ask_hour(update: Update, context: DutyContext, button: HoursButton) -> None:
    """Offer other hours."""
    duty = await _duty(update, context, button.organisation_id, button.duty)
    await show(update, views.hour_choices(duty, await context.texts_for(update)))


async def take_hour(update: Update, context: DutyContext, button: HourSetButton) -> None:
    """Take the hour that was pressed."""
    services, person = context.services, await context.person(update)
    if button.hour not in (AS_USUAL, *views.HOURS):
        raise StaleButton(str(button.hour))
    at = None if button.hour == AS_USUAL else time(button.hour)
    duty = await _duty(update, context, button.organisation_id, button.duty)
    changed = await services.local_duties.remind_at(
        person.id, button.organisation_id, duty.clause.ref, at
    )
    await _changed(update, context, changed)


async def _changed(update: Update, context: DutyContext, duty: LocalDuty) -> None:
    await context.services.planner.run_for(duty.organisation.id)
    await show(update, await _screen(update, context, duty))


async def _screen(update: Update, context: DutyContext, duty: LocalDuty) -> Screen:
    today = duty.organisation.today(context.services.clock.now())
    return views.rule_screen(duty, await context.texts_for(update), today=today)


async def _duty(
    update: Update, context: DutyContext, organisation_id: OrganisationId, number: int
) -> LocalDuty:
    person = await context.person(update)
    for each in await context.services.local_duties.all_of(person.id, organisation_id):
        if short_number(each.clause.ref) == number:
            return each
    raise StaleButton(str(number))


HANDLERS = [
    pressed(DutiesHereButton, list_duties),
    pressed(RuleButton, show_rule),
    pressed(SetAsideButton, ask_reason),
    pressed(TakeUpButton, take_up),
    pressed(LeadsButton, ask_leads),
    pressed(LeadsSetButton, take_leads),
    pressed(HoursButton, ask_hour),
    pressed(HourSetButton, take_hour),
]

STEPS = {STEP: take_reason}
