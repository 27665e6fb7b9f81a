"""Managers give a list of duties: a file, or lines that they paste."""

from __future__ import annotations

import asyncio
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from telegram import Update
from telegram.error import TelegramError

from bot.conversation.addresses import telegram
from bot.conversation.buttons.own_duties import ListForButton, ListFromFileButton
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import NotUnderstood
from bot.handlers.units.own_duties import named_post
from bot.views.documents import refusal_id, unread_lines
from bot.views.layout import paragraphs
from bot.views.screen import Button, Screen
from bot.views.units import own_lists as views
from clauses.errors import UnreadableSource
from clauses.importing.duty_rows import DutyRow, DutyRows, duty_rows
from clauses.importing.reading.content import DocumentRefused
from clauses.importing.reading.document import read_document
from clauses.importing.source_gate import Source, examine_content
from scheduler.inbox.dialogues import Dialogue
from scheduler.membership.own.listed import ListedDuty, cadence_fields
from scheduler.roster.model import Organisation, OrganisationId

STEP = "own-list"
"""Of the dialogue: the file is to be sent."""

LARGEST = 5_000_000
"""Bytes of a file."""

_READABLE = (".xlsx", ".xls", ".ods", ".csv", ".docx", ".pdf", ".html", ".htm", ".txt")
"""Files that may be a list as well as a proof."""

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
        await say(update, await _ask(update, context, managed[0]))
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
    await show(update, await _ask(update, context, here.organisation))


async def _ask(update: Update, context: DutyContext, organisation: Organisation) -> Screen:
    person = await context.person(update)
    begun = await context.services.own_lists.begun(person.id, organisation.id)
    return views.ask_file(organisation, begun, await context.texts_for(update))


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
    if await _sent(update, context) is None or not await _manages(update, context):
        return screen
    label = (await context.texts_for(update)).plain("list-from-file")
    return Screen(screen.text, ((Button(label, ListFromFileButton().pack()),), *screen.rows))


async def may_be_list(update: Update, context: DutyContext) -> bool:
    """Whether the file that was sent may be a list that its sender may give."""
    message = update.effective_message
    document = None if message is None else message.document
    named = None if document is None else document.file_name
    return _is_readable(named) and await _manages(update, context)


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
        source, found = await asyncio.to_thread(_rows_of, name, content)
    except (UnreadableSource, DocumentRefused) as refused:
        why = t(refusal_id(refused), file=name, **refused.details)
        await say(update, views.refused(why, t))
        return
    left_out = views.left_out(found, unread_lines(source.kind, source.left_out, t), t)
    if not found.rows:
        await say(update, views.refused(paragraphs(t("list-empty"), left_out), t))
        return
    services, person = context.services, await context.person(update)
    choices = await services.own_duties.choices(organisation)
    rows = [_listed(row, named_post(row.who or None, choices), choices[0][0]) for row in found.rows]
    title = found.title or PurePath(name).stem
    async with services.transaction():
        opened = await services.own_lists.open(person.id, organisation.id, title, rows)
        await end_dialogue(update, context)
    screen = views.list_screen(opened, 0, services.library, t)
    await say(update, Screen(paragraphs(screen.text, left_out), screen.rows))


def _rows_of(name: str, content: bytes) -> tuple[Source, DutyRows]:
    """Read in a child process, which may fail without harm."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{PurePath(name).suffix[:8]}"
        path.write_bytes(content)
        source = examine_content(read_document(path))
        return source, duty_rows(source)


def _listed(row: DutyRow, post: str | None, otherwise: str) -> ListedDuty:
    return ListedDuty(
        row.number,
        row.name,
        row.text,
        row.who,
        row.said,
        owed_by=post or otherwise,
        listed=row.said,
        matched=post is not None,
        asks_first=row.asks_first,
        **cadence_fields(row.cadence),
    )


async def _sent(update: Update, context: DutyContext) -> tuple[str, str, int] | None:
    """Id, name and size of the last file that was sent and waits to be placed."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return None
    waiting = await context.services.dialogues.find(telegram(chat.id), telegram(user.id))
    files = [] if waiting is None else waiting.payload.get("files", [])
    lists = [each for each in files if _is_readable(each.get("name"))]
    if not lists:
        return None
    last = lists[-1]
    return last["id"], last["name"], last.get("size") or 0


async def _manages(update: Update, context: DutyContext) -> bool:
    person = (await context.meeting(update)).person
    managed = [] if person is None else await context.services.registration.managed_by(person.id)
    return bool(managed)


def _is_readable(name: str | None) -> bool:
    return PurePath(name or "").suffix.lower() in _READABLE


HANDLERS = [
    pressed(ListForButton, ask_file),
    pressed(ListFromFileButton, take_dropped),
]

STEPS = {STEP: take_file}
