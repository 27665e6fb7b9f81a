"""Managers look through a list of duties, row by row, and take it as a whole."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.own_duties import (
    ListButton,
    ListConfirmButton,
    ListDropButton,
    ListFirstButton,
    ListRowButton,
    ListSkipButton,
    ListWhoButton,
    ListWhoSetButton,
    ListWordsButton,
)
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.days.asked import DayAsked
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import NotUnderstood, typed_day
from bot.handlers.units.list_posts import posts_offered
from bot.handlers.units.own_duties import chosen
from bot.views.rhythms import refused
from bot.views.screen import Screen
from bot.views.units import own_lists as views
from clauses.rhythms.reading import read_rhythm
from clauses.rhythms.readings import UnclearRhythm
from scheduler.inbox.dialogues import Dialogue
from scheduler.membership.own.listed import OwnList, OwnListId

WORDS_STEP, FIRST_STEP = "own-list-words", "own-list-first"
"""Of the dialogue: how often a row is owed is typed; or of every second week the first day."""


async def show_list(update: Update, context: DutyContext, button: ListButton) -> None:
    """Show a page; whatever was being asked about a row is given up."""
    await end_dialogue(update, context)
    person = await context.person(update)
    found = await context.services.own_lists.get(person.id, button.own_list_id)
    await show(update, await _page(update, context, found, button.page))


async def show_row(update: Update, context: DutyContext, button: ListRowButton) -> None:
    """Show one row."""
    found = await _with_row(update, context, button.own_list_id, button.at)
    await show(update, await _row(update, context, found, button.at))


async def ask_words(update: Update, context: DutyContext, button: ListWordsButton) -> None:
    """Ask how often the row is owed."""
    found = await _with_row(update, context, button.own_list_id, button.at)
    await expect(update, context, WORDS_STEP, {"own_list_id": button.own_list_id, "at": button.at})
    await show(update, views.ask_words(found, button.at, await context.texts_for(update)))


async def take_words(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Take the words for how often; what cannot be read is asked again."""
    id_, at = OwnListId(dialogue.payload["own_list_id"]), int(dialogue.payload["at"])
    said = " ".join(written(update).split())
    try:
        reading = read_rhythm(said)
    except UnclearRhythm as unclear:
        t = await context.texts_for(update)
        raise NotUnderstood(views.refused(refused(unclear, said, t), t)) from unclear
    services, person = context.services, await context.person(update)
    async with services.transaction():
        found = await services.own_lists.reword(
            person.id, id_, at, said, reading.event or reading.quota, asks_first=reading.asks_first
        )
        screen = await _row(update, context, found, at)
    await say(update, screen)


async def take_first(update: Update, context: DutyContext, button: ListFirstButton) -> None:
    """Every second week counts from the day that was pressed."""
    person = await context.person(update)
    found = await context.services.own_lists.say_first(
        person.id, button.own_list_id, button.at, button.day
    )
    await show(update, await _row(update, context, found, button.at))


async def take_typed_first(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Every second week counts from the day that was typed; one that is unclear is asked again."""
    services, person = context.services, await context.person(update)
    id_, at = OwnListId(dialogue.payload["own_list_id"]), int(dialogue.payload["at"])
    today = (await services.own_lists.get(person.id, id_)).today
    day = await typed_day(update, context, DayAsked.DUE, today=today)
    async with services.transaction():
        found = await services.own_lists.say_first(person.id, id_, at, day)
        screen = await _row(update, context, found, at)
    await say(update, screen)


async def ask_who(update: Update, context: DutyContext, button: ListWhoButton) -> None:
    """Offer who may owe the row."""
    found = await _with_row(update, context, button.own_list_id, button.at)
    choices, new = await posts_offered(context, found, found.rows[button.at].who)
    t = await context.texts_for(update)
    await show(update, views.who_choices(found, button.at, choices, new, t))


async def take_who(update: Update, context: DutyContext, button: ListWhoSetButton) -> None:
    """Take the one that was pressed."""
    found = await _with_row(update, context, button.own_list_id, button.at)
    choices, new = await posts_offered(context, found, found.rows[button.at].who)
    person = await context.person(update)
    changed = await context.services.own_lists.say_who(
        person.id, button.own_list_id, button.at, chosen(button.post_number, [*choices, *new])
    )
    await show(update, await _row(update, context, changed, button.at))


async def skip(update: Update, context: DutyContext, button: ListSkipButton) -> None:
    """Leave the row out, or not."""
    person = await context.person(update)
    changed = await context.services.own_lists.skip(
        person.id, button.own_list_id, button.at, skipped=button.skipped
    )
    await show(update, await _row(update, context, changed, button.at))


async def confirm(update: Update, context: DutyContext, button: ListConfirmButton) -> None:
    """Let it count, and plan it at once."""
    services, person = context.services, await context.person(update)
    before = await services.own_lists.get(person.id, button.own_list_id)
    found = await services.own_lists.confirm(person.id, button.own_list_id)
    await services.planner.run_for(found.organisation.id)
    t = await context.texts_for(update)
    await show(update, views.confirmed_screen(found, before.to_take, t))


async def drop(update: Update, context: DutyContext, button: ListDropButton) -> None:
    """Give the list up."""
    person = await context.person(update)
    await context.services.own_lists.drop(person.id, button.own_list_id)
    await show(update, Screen((await context.texts_for(update))("list-dropped")))


async def _with_row(update: Update, context: DutyContext, id_: OwnListId, at: int) -> OwnList:
    person = await context.person(update)
    found = await context.services.own_lists.get(person.id, id_)
    if not 0 <= at < len(found.rows):
        raise StaleButton(str(at))
    return found


async def _page(update: Update, context: DutyContext, found: OwnList, page: int = 0) -> Screen:
    t = await context.texts_for(update)
    return views.list_screen(found, page, context.services.library, t)


async def _row(update: Update, context: DutyContext, found: OwnList, at: int) -> Screen:
    """A row; where a first day is asked for, it may be typed as well."""
    if found.rows[at].asks_first:
        await expect(update, context, FIRST_STEP, {"own_list_id": found.id, "at": at})
    else:
        await end_dialogue(update, context)
    t = await context.texts_for(update)
    return views.row_screen(found, at, context.services.library, t)


HANDLERS = [
    pressed(ListButton, show_list),
    pressed(ListRowButton, show_row),
    pressed(ListWordsButton, ask_words),
    pressed(ListWhoButton, ask_who),
    pressed(ListWhoSetButton, take_who),
    pressed(ListFirstButton, take_first),
    pressed(ListSkipButton, skip),
    pressed(ListConfirmButton, confirm),
    pressed(ListDropButton, drop),
]

STEPS = {WORDS_STEP: take_words, FIRST_STEP: take_typed_first}
