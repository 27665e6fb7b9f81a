"""Managers write in a sentence what their organisation asks of itself, change it and end it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from telegram import Update

from bot.conversation.addresses import telegram
from bot.conversation.buttons.own_duties import (
    OwnAddButton,
    OwnConfirmButton,
    OwnDropButton,
    OwnDutiesButton,
    OwnDutyButton,
    OwnEditButton,
    OwnEndButton,
    OwnFirstButton,
    OwnHereButton,
    OwnWhereButton,
    OwnWhoButton,
    OwnWhoSetButton,
)
from bot.conversation.buttons.units import short_number
from bot.conversation.chats import is_private, written
from bot.conversation.context import DutyContext
from bot.conversation.days.asked import DayAsked
from bot.conversation.payloads import StaleButton
from bot.conversation.utterances import asks
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import NotUnderstood, typed_day
from bot.views.rhythms import refused
from bot.views.screen import Screen
from bot.views.units import own_duties as views
from clauses.characters.folding import fold
from clauses.model import Post
from clauses.rhythms.readings import UnclearRhythm
from clauses.rhythms.sentence import DutySentence, read_sentence
from scheduler.inbox.dialogues import Dialogue
from scheduler.membership.own.duties import ShownDuty, StatedDuty
from scheduler.planning.own_duties import OwnDutyId
from scheduler.roster.model import Organisation, OrganisationId

STEP, WHERE_STEP, FIRST_STEP = "own-duty", "own-where", "own-first"
"""Of the dialogue: a sentence is typed; the organisation of one is chosen; a first day is typed."""

_DONE = re.compile("[了过][。.!！]?$|已经?")


async def list_duties(update: Update, context: DutyContext, button: OwnDutiesButton) -> None:
    """Show what the organisation asks of itself."""
    await end_dialogue(update, context)
    await show(update, await _list(update, context, button.organisation_id, button.page))


async def show_duty(update: Update, context: DutyContext, button: OwnDutyButton) -> None:
    """Show one of them; what was being asked about it is given up, but a draft may be written anew."""
    person = await context.person(update)
    shown = await context.services.own_duties.get(person.id, button.own_duty_id)
    if shown.own.confirmed:
        await end_dialogue(update, context)
    else:
        await _await_sentence(update, context, shown)
    await show(update, await _screen(update, context, shown))


async def ask_sentence(update: Update, context: DutyContext, button: OwnAddButton) -> None:
    """Ask for a sentence that states a new one."""
    person = await context.person(update)
    here = await context.services.own_duties.all_of(person.id, button.organisation_id)
    await expect(update, context, STEP, {"organisation_id": button.organisation_id})
    await show(update, views.ask_sentence(here.organisation, await context.texts_for(update)))


async def ask_change(update: Update, context: DutyContext, button: OwnEditButton) -> None:
    """Ask for a sentence that states one otherwise."""
    person = await context.person(update)
    shown = await context.services.own_duties.get(person.id, button.own_duty_id)
    organisation_id = shown.organisation.id
    await context.services.own_duties.all_of(person.id, organisation_id)
    payload = {"organisation_id": organisation_id, "own_duty_id": shown.own.id}
    await expect(update, context, STEP, payload)
    t = await context.texts_for(update)
    await show(update, views.ask_sentence(shown.organisation, t, former=shown.own))


async def take_sentence(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Show what was understood of the sentence; one that cannot be read is asked again.

    Another sentence may follow: it takes the place of the first.
    """
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    former = dialogue.payload.get("own_duty_id")
    words = written(update)
    try:
        sentence = read_sentence(words)
    except UnclearRhythm as unclear:
        t = await context.texts_for(update)
        raise NotUnderstood(
            views.unclear(refused(unclear, words, t, sentence=True), t)
        ) from unclear
    await _take_down(
        update,
        context,
        organisation_id,
        sentence,
        words,
        instead_of=None if former is None else OwnDutyId(former),
    )


async def take_statement(update: Update, context: DutyContext) -> bool:
    """Offer to take down a duty that a manager stated unasked; False where it is none, or not theirs.

    Only what names a day, months or reminders is taken for one: 每季度召开支委会 may be a question.
    """
    words = written(update)
    if not words or asks(words) or _DONE.search(words):
        return False
    try:
        sentence = read_sentence(words)
    except UnclearRhythm:
        return False
    quota = sentence.reading.quota
    dated = quota.due or quota.months or sentence.reading.asks_first
    if not (dated or sentence.workdays_before):
        return False
    services, person = context.services, await context.person(update)
    managed = await services.registration.managed_by(person.id)
    if not managed:
        return False
    if len(managed) == 1:
        await _take_down(update, context, managed[0].id, sentence, words)
        return True
    await expect(update, context, WHERE_STEP, {"words": words})
    await say(update, views.ask_where(managed, words, await context.texts_for(update)))
    return True


async def take_place(update: Update, context: DutyContext, button: OwnHereButton) -> None:
    """Take the sentence down for the organisation that was pressed."""
    words = await _awaited_words(update, context)
    await end_dialogue(update, context)
    await _take_down(update, context, button.organisation_id, read_sentence(words), words)


async def take_other_words(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """A place was to be chosen and something was typed: a statement anew, or anything else."""
    if not await take_statement(update, context):
        words = dialogue.payload["words"]
        managed = await context.services.registration.managed_by((await context.person(update)).id)
        t = await context.texts_for(update)
        raise NotUnderstood(views.ask_where(managed, words, t))


async def ask_who(update: Update, context: DutyContext, button: OwnWhoButton) -> None:
    """Offer who may owe it."""
    shown, choices = await _choices(update, context, button.own_duty_id)
    await show(update, views.who_choices(shown, choices, await context.texts_for(update)))


async def take_who(update: Update, context: DutyContext, button: OwnWhoSetButton) -> None:
    """Take the one that was pressed."""
    _, choices = await _choices(update, context, button.own_duty_id)
    person = await context.person(update)
    own = context.services.own_duties
    owed_by = chosen(button.post_number, choices)
    shown = await own.say_who(person.id, button.own_duty_id, owed_by)
    await show(update, await _screen(update, context, shown))


async def take_where(update: Update, context: DutyContext, button: OwnWhereButton) -> None:
    """It holds below too, or not."""
    person = await context.person(update)
    own = context.services.own_duties
    shown = await own.say_where(person.id, button.own_duty_id, subtree=button.subtree)
    await show(update, await _screen(update, context, shown))


async def take_first(update: Update, context: DutyContext, button: OwnFirstButton) -> None:
    """Every second week counts from the day that was pressed."""
    await end_dialogue(update, context)
    person = await context.person(update)
    own = context.services.own_duties
    shown = await own.say_first(person.id, button.own_duty_id, button.day)
    await show(update, await _screen(update, context, shown))


async def take_typed_first(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Every second week counts from the day that was typed; one that is unclear is asked again."""
    services, person = context.services, await context.person(update)
    id_ = OwnDutyId(dialogue.payload["own_duty_id"])
    shown = await services.own_duties.get(person.id, id_)
    day = await typed_day(update, context, DayAsked.DUE, today=_today(context, shown.organisation))
    async with services.transaction():
        shown = await services.own_duties.say_first(person.id, id_, day)
        await end_dialogue(update, context)
    await say(update, await _screen(update, context, shown))


async def confirm(update: Update, context: DutyContext, button: OwnConfirmButton) -> None:
    """Let it count, and plan it at once."""
    services, person = context.services, await context.person(update)
    async with services.transaction():
        shown = await services.own_duties.confirm(person.id, button.own_duty_id)
        await end_dialogue(update, context)
    await services.planner.run_for(shown.organisation.id)
    t = await context.texts_for(update)
    await show(update, views.duty_screen(shown, services.library, t, confirmed=True))


async def drop(update: Update, context: DutyContext, button: OwnDropButton) -> None:
    """Give the draft up."""
    person = await context.person(update)
    async with context.services.transaction():
        organisation_id = await context.services.own_duties.drop(person.id, button.own_duty_id)
        await end_dialogue(update, context)
    await show(update, await _list(update, context, organisation_id))


async def end(update: Update, context: DutyContext, button: OwnEndButton) -> None:
    """Ask it no more."""
    services, person = context.services, await context.person(update)
    t = await context.texts_for(update)
    if not button.sure:
        shown = await services.own_duties.get(person.id, button.own_duty_id)
        await services.own_duties.all_of(person.id, shown.organisation.id)
        await show(update, views.ask_end(shown, t))
        return
    shown = await services.own_duties.end(person.id, button.own_duty_id)
    await services.planner.run_for(shown.organisation.id)
    await show(update, views.duty_screen(shown, services.library, t))


async def answer(update: Update, context: DutyContext, question: str) -> Screen | None:
    """The asker's own duties that the question names; only in private."""
    if not is_private(update):
        return None
    services, person = context.services, await context.person(update)
    found = await services.own_duties.named_in(person.id, question)
    if not found:
        return None
    return views.answer_screen(found, services.library, await context.texts_for(update))


async def _take_down(
    update: Update,
    context: DutyContext,
    organisation_id: OrganisationId,
    sentence: DutySentence,
    words: str,
    *,
    instead_of: OwnDutyId | None = None,
) -> None:
    services, person = context.services, await context.person(update)
    organisation = (await services.own_duties.all_of(person.id, organisation_id)).organisation
    stated = StatedDuty(
        sentence.name,
        " ".join(words.split()),
        sentence.reading.quota,
        sentence.reading.asks_first,
        sentence.workdays_before,
        named_post(sentence.who, await services.own_duties.choices(organisation)),
        sentence.reading.event,
    )
    async with services.transaction():
        shown = await services.own_duties.draft(
            person.id, organisation_id, stated, instead_of=instead_of
        )
        await _await_sentence(update, context, shown)
    await say(update, await _screen(update, context, shown))


async def _await_sentence(update: Update, context: DutyContext, shown: ShownDuty) -> None:
    """Another sentence in place of the draft; or of every second week the first day."""
    if shown.asks_first:
        await expect(update, context, FIRST_STEP, {"own_duty_id": shown.own.id})
        return
    (former,) = shown.own.replaces[-1:] or (None,)
    payload = {"organisation_id": shown.organisation.id, "own_duty_id": former}
    await expect(update, context, STEP, payload)


def named_post(who: str | None, choices: list[tuple[str, Post | None]]) -> str | None:
    """The post that the words name; None where they name none for certain."""
    if who is None:
        return None
    named = fold(who)
    same = [owed_by for owed_by, post in choices if post is not None and fold(post.name) == named]
    found = same[:1] or [
        owed_by
        for owed_by, post in choices
        if post is not None and (fold(post.name) in named or named in fold(post.name))
    ]
    return found[0] if len(found) == 1 else None


def chosen(number: int, choices: Sequence[tuple[str, Post | None]]) -> str:
    """The one that was pressed.

    Raises:
        StaleButton: it is not among those that are offered now.
    """
    for owed_by, _ in choices:
        if short_number(owed_by) == number:
            return owed_by
    raise StaleButton(str(number))


async def _awaited_words(update: Update, context: DutyContext) -> str:
    chat, user = update.effective_chat, update.effective_user
    awaited = None
    if chat is not None and user is not None:
        awaited = await context.services.dialogues.find(telegram(chat.id), telegram(user.id))
    if awaited is None or awaited.step != WHERE_STEP:
        raise StaleButton(WHERE_STEP)
    return str(awaited.payload["words"])


async def _choices(
    update: Update, context: DutyContext, id_: OwnDutyId
) -> tuple[ShownDuty, list[tuple[str, Post | None]]]:
    person = await context.person(update)
    own = context.services.own_duties
    shown = await own.get(person.id, id_)
    await own.all_of(person.id, shown.organisation.id)
    return shown, await own.choices(shown.organisation)


async def _list(
    update: Update, context: DutyContext, organisation_id: OrganisationId, page: int = 0
) -> Screen:
    person = await context.person(update)
    here = await context.services.own_duties.all_of(person.id, organisation_id)
    library = context.services.library
    return views.own_list(here, page, library, await context.texts_for(update))


async def _screen(update: Update, context: DutyContext, shown: ShownDuty) -> Screen:
    t, library = await context.texts_for(update), context.services.library
    if shown.own.confirmed:
        return views.duty_screen(shown, library, t)
    return views.draft_screen(shown, library, t, today=_today(context, shown.organisation))


def _today(context: DutyContext, organisation: Organisation) -> date:
    return organisation.today(context.services.clock.now())


HANDLERS = [
    pressed(OwnDutiesButton, list_duties),
    pressed(OwnDutyButton, show_duty),
    pressed(OwnAddButton, ask_sentence),
    pressed(OwnEditButton, ask_change),
    pressed(OwnHereButton, take_place),
    pressed(OwnWhoButton, ask_who),
    pressed(OwnWhoSetButton, take_who),
    pressed(OwnWhereButton, take_where),
    pressed(OwnFirstButton, take_first),
    pressed(OwnConfirmButton, confirm),
    pressed(OwnDropButton, drop),
    pressed(OwnEndButton, end),
]

STEPS = {STEP: take_sentence, WHERE_STEP: take_other_words, FIRST_STEP: take_typed_first}
