"""Managers give a list of duties as a file, look through what was understood, and take it as a whole."""

from __future__ import annotations

import asyncio
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from telegram import Update
from telegram.error import TelegramError

from bot.conversation.addresses import telegram
from bot.conversation.buttons.own_duties import (
    ListButton,
    ListConfirmButton,
    ListDropButton,
    ListForButton,
    ListFromFileButton,
    ListRowButton,
    ListSkipButton,
    ListWhoButton,
    ListWhoSetButton,
    ListWordsButton,
)
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import NotUnderstood
from bot.handlers.units.own_duties import named_post
from bot.views.rhythms import refused
from bot.views.screen import Button, Screen
from bot.views.units import own_lists as views
from clauses.errors import UnreadableSource
from clauses.importing.duty_rows import DutyRow, DutyRows, duty_rows
from clauses.importing.reading.content import DocumentRefused
from clauses.importing.reading.document import read_document
from clauses.importing.source_gate import examine_content
from clauses.rhythms.reading import read_rhythm
from clauses.rhythms.readings import SeveralDueDays, UnclearRhythm
from scheduler.inbox.dialogues import Dialogue
from scheduler.membership.own.lists import ListedDuty, OwnList, OwnListId
from scheduler.roster.model import Organisation, OrganisationId

STEP, WORDS_STEP = "own-list", "own-list-words"
"""Of the dialogue: the file is to be sent; how often a row is owed is typed."""

LARGEST = 5_000_000
"""Bytes of a file."""

_LISTS = (".xlsx", ".xls", ".ods", ".csv")
"""Files that are more likely a list than a proof."""

_PASTED = "list.txt"


async def begin(update: Update, context: DutyContext) -> None:
    """``/import``: ask for the file, or first for which organisation it is."""
    person = await context.person(update)
    managed = await context.services.registration.managed_by(person.id)
    t = await context.texts_for(update)
    if not managed:
        await say(update, Screen(t("list-for-managers")))
    elif len(managed) == 1:
        await expect(update, context, STEP, {"organisation_id": managed[0].id})
        await say(update, views.ask_file(managed[0], t))
    else:
        await say(update, views.ask_where(managed, t))


async def ask_file(update: Update, context: DutyContext, button: ListForButton) -> None:
    """Ask for the file; one that was sent just now is taken."""
    person = await context.person(update)
    here = await context.services.own_duties.all_of(person.id, button.organisation_id)
    sent = await _sent(update, context)
    if sent is not None:
        await end_dialogue(update, context)
        await _read_sent(update, context, here.organisation, *sent)
        return
    await expect(update, context, STEP, {"organisation_id": button.organisation_id})
    await show(update, views.ask_file(here.organisation, await context.texts_for(update)))


async def take_dropped(update: Update, context: DutyContext, _: ListFromFileButton) -> None:
    """The file that was sent is a list: read it, or ask for which organisation it is."""
    person = await context.person(update)
    managed = await context.services.registration.managed_by(person.id)
    sent = await _sent(update, context)
    if sent is None or not managed:
        raise StaleButton(STEP)
    if len(managed) > 1:
        await show(update, views.ask_where(managed, await context.texts_for(update)))
        return
    await end_dialogue(update, context)
    await _read_sent(update, context, managed[0], *sent)


async def with_list_button(update: Update, context: DutyContext, screen: Screen) -> Screen:
    """The screen about a file that was sent, with a way to take it for a list of duties."""
    message = update.effective_message
    document = None if message is None else message.document
    if document is None or PurePath(document.file_name or "").suffix.lower() not in _LISTS:
        return screen
    person = await context.person(update)
    if not await context.services.registration.managed_by(person.id):
        return screen
    label = (await context.texts_for(update)).plain("list-from-file")
    return Screen(screen.text, ((Button(label, ListFromFileButton().pack()),), *screen.rows))


async def take_file(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Read the file, or the lines that were pasted."""
    message = update.effective_message
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    person = await context.person(update)
    here = await context.services.own_duties.all_of(person.id, organisation_id)
    t = await context.texts_for(update)
    if message is None:
        return
    if message.document is None and not written(update):
        raise NotUnderstood(views.refused(t("list-no-file"), t))
    if message.document is None:
        await _open(update, context, here.organisation, _PASTED, written(update).encode())
        return
    name, size = message.document.file_name or _PASTED, message.document.file_size or 0
    await _read_sent(update, context, here.organisation, message.document.file_id, name, size)


async def show_list(update: Update, context: DutyContext, button: ListButton) -> None:
    """Show a page; whatever was being asked about a row is given up."""
    await end_dialogue(update, context)
    person = await context.person(update)
    found = await context.services.own_lists.get(person.id, button.own_list_id)
    await show(update, await _page(update, context, found, button.page))


async def show_row(update: Update, context: DutyContext, button: ListRowButton) -> None:
    """Show one row."""
    await end_dialogue(update, context)
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
        if reading.asks_first:
            raise SeveralDueDays(said)
    except UnclearRhythm as unclear:
        t = await context.texts_for(update)
        raise NotUnderstood(views.refused(refused(unclear, t), t)) from unclear
    services, person = context.services, await context.person(update)
    async with services.transaction():
        found = await services.own_lists.reword(person.id, id_, at, said, reading.quota)
        await end_dialogue(update, context)
    await say(update, await _row(update, context, found, at))


async def ask_who(update: Update, context: DutyContext, button: ListWhoButton) -> None:
    """Offer who may owe the row."""
    found = await _with_row(update, context, button.own_list_id, button.at)
    choices = context.services.own_duties.choices(found.organisation)
    t = await context.texts_for(update)
    await show(update, views.who_choices(found, button.at, choices, t))


async def take_who(update: Update, context: DutyContext, button: ListWhoSetButton) -> None:
    """Take the one that was pressed."""
    found = await _with_row(update, context, button.own_list_id, button.at)
    choices = context.services.own_duties.choices(found.organisation)
    if not 0 <= button.place < len(choices):
        raise StaleButton(str(button.place))
    person = await context.person(update)
    changed = await context.services.own_lists.say_who(
        person.id, button.own_list_id, button.at, choices[button.place][0]
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


async def _read_sent(
    update: Update,
    context: DutyContext,
    organisation: Organisation,
    file_id: str,
    name: str,
    size: int,
) -> None:
    t = await context.texts_for(update)
    if size > LARGEST:
        await say(update, views.refused(t("list-too-large", most=LARGEST // 1_000_000), t))
        return
    try:
        file = await context.bot.get_file(file_id)
        content = bytes(await file.download_as_bytearray())
    except TelegramError:
        await say(update, views.refused(t("list-not-fetched"), t))
        return
    await _open(update, context, organisation, name, content)


async def _open(
    update: Update, context: DutyContext, organisation: Organisation, name: str, content: bytes
) -> None:
    t = await context.texts_for(update)
    try:
        found = await asyncio.to_thread(_rows_of, name, content)
    except (UnreadableSource, DocumentRefused):
        await say(update, views.refused(t("list-unreadable"), t))
        return
    if not found.rows:
        await say(update, views.refused(t("list-empty"), t))
        return
    services, person = context.services, await context.person(update)
    choices = services.own_duties.choices(organisation)
    rows = [_listed(row, named_post(row.who or None, choices), choices[0][0]) for row in found.rows]
    title = found.title or PurePath(name).stem
    async with services.transaction():
        opened = await services.own_lists.open(person.id, organisation.id, title, rows)
        await end_dialogue(update, context)
    await say(update, await _page(update, context, opened))


def _rows_of(name: str, content: bytes) -> DutyRows:
    """Read in a child process, which may fail without harm."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{PurePath(name).suffix[:8]}"
        path.write_bytes(content)
        return duty_rows(examine_content(read_document(path)))


def _listed(row: DutyRow, post: str | None, otherwise: str) -> ListedDuty:
    return ListedDuty(
        row.number,
        row.name,
        row.text,
        row.who,
        row.said,
        row.quota,
        post or otherwise,
        listed=row.said,
        matched=post is not None,
    )


async def _sent(update: Update, context: DutyContext) -> tuple[str, str, int] | None:
    """Id, name and size of the last file that was sent and waits to be placed."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return None
    waiting = await context.services.dialogues.find(telegram(chat.id), telegram(user.id))
    files = [] if waiting is None else waiting.payload.get("files", [])
    lists = [each for each in files if PurePath(each.get("name") or "").suffix.lower() in _LISTS]
    if not lists:
        return None
    last = lists[-1]
    return last["id"], last["name"], last.get("size") or 0


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
    t = await context.texts_for(update)
    return views.row_screen(found, at, context.services.library, t)


HANDLERS = [
    pressed(ListForButton, ask_file),
    pressed(ListFromFileButton, take_dropped),
    pressed(ListButton, show_list),
    pressed(ListRowButton, show_row),
    pressed(ListWordsButton, ask_words),
    pressed(ListWhoButton, ask_who),
    pressed(ListWhoSetButton, take_who),
    pressed(ListSkipButton, skip),
    pressed(ListConfirmButton, confirm),
    pressed(ListDropButton, drop),
]

STEPS = {STEP: take_file, WORDS_STEP: take_words}
