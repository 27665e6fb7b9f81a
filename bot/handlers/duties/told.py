"""What people tell or send of their own accord: 支委会昨天开了, or a photo that nobody asked for.

It is read back as an entry, or asked of which item it is; nothing is entered before a button is pressed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from telegram import Update

from bot.conversation.addresses import telegram
from bot.conversation.buttons.duties import ALL_POSTS
from bot.conversation.context import DutyContext
from bot.conversation.days.asked import DayAsked, NoSuchDay, UnclearDay
from bot.conversation.days.reading import read_day
from bot.conversation.reports import (
    Report,
    may_be_day,
    may_report,
    parts_of,
    read_denial,
    read_report,
)
from bot.conversation.scopes import ItemScope
from bot.conversation.utterances import asks
from bot.handlers.duties import evidence, held_on, several
from bot.handlers.duties.awaited_day import await_day
from bot.handlers.duties.my_duties import list_duties
from bot.handlers.duties.scopes import items_of
from bot.handlers.operating import pack_editions
from bot.handlers.routes import expect
from bot.handlers.screens import say
from bot.handlers.typed import NotUnderstood, said
from bot.handlers.units import list_files
from bot.views.duties import told as views
from bot.views.duties.day_question import unclear_day
from bot.views.duties.names import item_name
from bot.views.duties.several import which_day
from bot.views.screen import Screen
from clauses.characters.folding import fold
from clauses.lexicon.duties import duty_name
from scheduler.errors import NotRegistered
from scheduler.inbox.dialogues import Dialogue
from scheduler.ledger.agenda import PersonAgenda
from scheduler.ledger.wording import clause_of
from scheduler.planning.occurrences import Occurrence

STEP = "unplaced"
"""Of the dialogue: it is asked what the files prove that were sent."""

_RECENT = timedelta(days=31)


async def take_report(
    update: Update, context: DutyContext, *, sent: Mapping[str, Any] | None = None
) -> bool:
    """Read back what the text or the caption tells of; False where it tells of none of one's items.

    ``sent`` are the files that came with it.
    """
    text = said(update)
    parts = [] if asks(text) else [each for each in parts_of(text) if may_report(each)]
    if not parts or (agenda := await _agenda(update, context)) is None:
        return False
    calendar = await context.services.agenda.calendar()
    today = await several.today_of(update, context)
    reports = []
    for part in parts:
        denial = read_denial(part, today=today, calendar=calendar)
        if denial is not None and (denied := _items_told(denial, agenda, context)):
            if sent is not None:
                await _forget(update, context)
            screen = await _not_done(update, context, denied[0], files=sent is not None)
            await say(update, screen)
            return True
        report = read_report(part, today=today, calendar=calendar)
        found = [] if report is None else _items_told(report, agenda, context)
        if report is not None and found:
            if len(found) == 1:
                scope = ItemScope(occurrence_id=found[0].id).pack()
                await await_day(update, context, scope, sent=sent)
            await say(update, await _read_back(update, context, report, found))
            return True
        reports += [] if report is None else [report]
    day = next((each.day for each in reports if each.day is not None and each.done), None)
    if day is None or today - day > _RECENT:
        return False
    await _ask_of_day(update, context, day, sent=sent)
    return True


async def take_day(update: Update, context: DutyContext) -> bool:
    """A day and nothing else, out of the blue: ask what was done on it; False where it is none.

    Of a day that is yet to come, what one owes is shown.
    """
    text = said(update)
    known = (await context.meeting(update)).person is not None
    if not known or text.strip().isdecimal() or not may_be_day(text):
        return False
    calendar = await context.services.agenda.calendar()
    today = await several.today_of(update, context)
    try:
        day = read_day(text, today=today, asked=DayAsked.DONE, calendar=calendar)
    except NoSuchDay as unclear:
        t = await context.texts_for(update)
        await say(update, unclear_day(unclear, DayAsked.DONE, t, today=today))
        return True
    except UnclearDay:
        return False
    if await _agenda(update, context) is None:
        return False
    if day > today:
        await list_duties(update, context)
    else:
        await _ask_of_day(update, context, day)
    return True


async def _ask_of_day(
    update: Update, context: DutyContext, day: date, *, sent: Mapping[str, Any] | None = None
) -> None:
    scope = ItemScope(assignment_id=ALL_POSTS).pack()
    screen = await held_on.propose(update, context, scope, day)
    await await_day(update, context, scope, sent=sent)
    await say(update, screen)


async def _forget(update: Update, context: DutyContext) -> None:
    """Keep no files; the dialogue about them was begun with this very update."""
    chat, user = update.effective_chat, update.effective_user
    if chat is not None and user is not None:
        await context.services.dialogues.end(telegram(chat.id), telegram(user.id))


async def _not_done(
    update: Update, context: DutyContext, occurrence: Occurrence, *, files: bool
) -> Screen:
    t, today = await context.texts_for(update), await several.today_of(update, context)
    return views.not_done(occurrence, context.services.library, t, today=today, files=files)


async def take_file(update: Update, context: DutyContext, dialogue: Dialogue | None = None) -> None:
    """Keep the file until it is known what it proves; its caption may say so."""
    message = update.effective_message
    if message is None:
        return
    t, before = await context.texts_for(update), {} if dialogue is None else dialogue.payload
    agenda = await _agenda(update, context)
    if agenda is None and not await list_files.may_be_list(update, context):
        screen = Screen(t("file-of-nobody"))
        await say(update, await pack_editions.with_button(update, context, screen))
        return
    if (refusal := evidence.no_room(message, before, t)) is not None:
        await say(update, refusal)
        return
    payload = evidence.received(message, before)
    await expect(update, context, STEP, payload)
    if agenda is not None and message.caption and await take_report(update, context, sent=payload):
        return
    if dialogue is not None and message.media_group_id is not None:
        return  # one question for the whole album
    count = 0 if message.media_group_id is not None else len(payload["files"])
    await say(update, await _what_for(update, context, agenda, count))


async def take(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Another file, or words that say what the files prove."""
    message = update.effective_message
    if message is not None and message.text is None:
        await take_file(update, context, dialogue)
    elif not await take_report(update, context):
        raise NotUnderstood(Screen((await context.texts_for(update))("file-which-unclear")))


async def asked_again(update: Update, context: DutyContext, dialogue: Dialogue) -> Screen:
    """Ask again what the files prove, after something else was answered."""
    agenda = await _agenda(update, context)
    return await _what_for(update, context, agenda, len(dialogue.payload["files"]))


async def _what_for(
    update: Update, context: DutyContext, agenda: PersonAgenda | None, count: int
) -> Screen:
    """Ask what the files prove, or whether the last one is a list; who owes nothing has only the latter."""
    if agenda is None:
        screen = Screen((await context.texts_for(update))("list-file-there"))
    else:
        screen = await _which_item(update, context, count)
    screen = await list_files.with_list_button(update, context, screen)
    return await pack_editions.with_button(update, context, screen)


async def _read_back(
    update: Update, context: DutyContext, report: Report, found: list[Occurrence]
) -> Screen:
    t, today = await context.texts_for(update), await several.today_of(update, context)
    library = context.services.library
    if len(found) > 1:
        return views.pick_told(found, report.day, library, t, today=today)
    [occurrence] = found
    scope = ItemScope(occurrence_id=occurrence.id).pack()
    if report.day is not None:
        return await held_on.propose(update, context, scope, report.day)
    item = item_name(occurrence, library, t, today=today)
    return which_day(scope, t, today=today, item=item)


async def _which_item(update: Update, context: DutyContext, count: int) -> Screen:
    person, today = await context.person(update), await several.today_of(update, context)
    ids = await items_of(update, context, ItemScope(assignment_id=ALL_POSTS).pack())
    choices = await context.services.several.choices(ids, by=person.id, day=today)
    entered = await context.services.several.latest(ids, by=person.id, since=today - _RECENT)
    t = await context.texts_for(update)
    return views.which_item(choices, entered, count, context.services.library, t, today=today)


async def _agenda(update: Update, context: DutyContext) -> PersonAgenda | None:
    """None for whoever owes nothing."""
    if (await context.meeting(update)).person is None:
        return None
    try:
        agenda = await context.services.agenda.of(await context.person(update))
    except NotRegistered:
        return None
    return agenda if agenda.items else None


def _items_told(report: Report, agenda: PersonAgenda, context: DutyContext) -> list[Occurrence]:
    """The items that the words name: of each duty the one of the day, else the most urgent."""
    answers, library = context.services.answers, context.services.library
    occurrences = [each.occurrence for each in agenda.items if each.occurrence is not None]
    open_ = list({each.id: each for each in occurrences}.values())
    told, name = answers.terms_in(report.told), fold(report.name)
    duties = {each.id: clause_of(each, library).duty for each in open_}
    terms = {each.id: answers.terms_in(duties[each.id]) for each in open_}
    named = [each for each in open_ if told and terms[each.id] == told]
    named = named or [each for each in open_ if told and terms[each.id] >= told]
    if not named and name:
        named = [each for each in open_ if name in fold(duty_name(duties[each.id]))]
    by_duty: dict[object, Occurrence] = {}
    for each in named:
        kept = by_duty.setdefault((each.ref, each.organisation.id, each.post), each)
        if report.day is not None and report.day in each.period and report.day not in kept.period:
            by_duty[each.ref, each.organisation.id, each.post] = each
    return list(by_duty.values())


STEPS = {STEP: take}

ASKED_AGAIN = {STEP: asked_again}
