"""What is known of an organisation: asked once below another screen, and whenever one wants to say it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from telegram import Update

from bot.conversation.buttons.units import (
    FactButton,
    FactLaterButton,
    FactSayButton,
    FactTypeButton,
    UnitButton,
    short_number,
)
from bot.conversation.chats import is_private, written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import NotUnderstood
from bot.views.screen import Screen
from bot.views.units import facts as views
from clauses.characters.numerals import numeral_value
from scheduler.inbox.dialogues import Dialogue
from scheduler.membership.facts import LARGEST, UnitFact
from scheduler.roster.model import Assignment, OrganisationId

STEP = "fact"
"""Of the dialogue: the number that a fact asks for is typed."""


_TYPED = re.compile(
    r"(?P<number>[0-9]{1,6}|[零〇一二两三四五六七八九十百千]{1,7})[个個人名]?[。.]?"
)


async def with_question(
    update: Update,
    context: DutyContext,
    screen: Screen,
    held: Sequence[Assignment] | None = None,
) -> Screen:
    """The screen, with the next question that matters to this person below it, if there is one.

    Each is asked once; only in private. ``held`` are the person's posts, where they have been read.
    """
    if not is_private(update):
        return screen
    person = await context.person(update)
    asked = await context.services.facts.next_question(person.id, held)
    if asked is None:
        return screen
    return views.with_question(screen, asked, await context.texts_for(update))


async def show_unit(update: Update, context: DutyContext, button: UnitButton) -> None:
    """Show what is known of an organisation, and to managers what was said of its duties."""
    await end_dialogue(update, context)
    services, person = context.services, await context.person(update)
    organisation = await services.events.place(person.id, button.organisation_id)
    facts = await services.facts.of(person.id, button.organisation_id)
    duties = None
    if await services.local_duties.manages(person.id, organisation):
        duties = await services.local_duties.all_of(person.id, organisation.id)
    t = await context.texts_for(update)
    checked = services.checklists.has(organisation)
    robots = services.channels is not None
    screen = views.unit_screen(organisation, facts, duties, t, checklists=checked, robots=robots)
    await show(update, screen)


async def ask(update: Update, context: DutyContext, button: FactButton) -> None:
    """Ask for one fact."""
    asked = await _fact(update, context, button.organisation_id, button.fact)
    await show(update, views.fact_question(asked, await context.texts_for(update)))


async def ask_number(update: Update, context: DutyContext, button: FactTypeButton) -> None:
    """Ask for the number in writing."""
    asked = await _fact(update, context, button.organisation_id, button.fact)
    payload = {"organisation_id": asked.organisation.id, "fact": short_number(asked.fact.id)}
    await expect(update, context, STEP, payload)
    await show(update, views.type_number(asked, await context.texts_for(update)))


async def take(update: Update, context: DutyContext, button: FactSayButton) -> None:
    """Enter what was pressed, and ask the next one."""
    asked = await _fact(update, context, button.organisation_id, button.fact)
    try:
        told = await _enter(update, context, asked, button.value)
    except ValueError as error:
        raise StaleButton(str(button.value)) from error
    screen = views.said(told, await context.texts_for(update))
    await show(update, await with_question(update, context, screen))


async def take_number(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Enter the number that was typed; one that is not understood is asked again."""
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    asked = await _fact(update, context, organisation_id, dialogue.payload["fact"])
    t = await context.texts_for(update)
    number = _number(written(update))
    if number is None or number > LARGEST:
        raise NotUnderstood(views.unclear_number(t))
    async with context.services.transaction():
        told = await context.services.facts.say(
            (await context.person(update)).id, asked.organisation.id, asked.fact.id, number
        )
        await end_dialogue(update, context)
    await context.services.planner.run_for(told.organisation.id)
    await say(update, await with_question(update, context, views.said(told, t)))


async def put_off(update: Update, context: DutyContext, _: FactLaterButton) -> None:
    """Not now; it is not asked again."""
    await show(update, views.put_off(await context.texts_for(update)))


def _number(text: str) -> int | None:
    """A whole number in digits or Chinese, with a counter or without: 12, １２人, 十二名."""
    typed = _TYPED.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return None if typed is None else numeral_value(typed["number"])


async def _enter(update: Update, context: DutyContext, asked: UnitFact, value: int) -> UnitFact:
    services, person = context.services, await context.person(update)
    told = await services.facts.say(person.id, asked.organisation.id, asked.fact.id, value)
    await services.planner.run_for(asked.organisation.id)
    return told


async def _fact(
    update: Update, context: DutyContext, organisation_id: OrganisationId, number: int
) -> UnitFact:
    person = await context.person(update)
    for each in await context.services.facts.of(person.id, organisation_id):
        if short_number(each.fact.id) == number:
            return each
    raise StaleButton(str(number))


HANDLERS = [
    pressed(UnitButton, show_unit),
    pressed(FactButton, ask),
    pressed(FactTypeButton, ask_number),
    pressed(FactSayButton, take),
    pressed(FactLaterButton, put_off),
]

STEPS = {STEP: take_number}
