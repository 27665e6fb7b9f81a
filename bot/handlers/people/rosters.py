"""A manager sends a roster, sees what it would change, and has it taken over; or gets the table."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import Message, Update

from bot.conversation.addresses import telegram
from bot.conversation.buttons.rosters import (
    FileKind,
    RosterButton,
    RosterFaultsButton,
    RosterInvitesButton,
    RosterOutButton,
    RosterTakeButton,
)
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.conversation.roster_table import RosterTable, roster_table
from bot.handlers.channels.trials import mail_channels
from bot.handlers.people.unit_people import people_of
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.views.people import roster_files as files
from bot.views.people import rosters as views
from clauses.errors import UnreadableSource
from clauses.importing.reading.content import Content
from clauses.importing.reading.document import read_document
from scheduler.inbox.dialogues import Dialogue
from scheduler.inviting.model import NewInvite
from scheduler.roster.model import OrganisationId
from scheduler.rosters.taking import MOST_LINES

FILE_STEP, READY_STEP = "roster-file", "roster-ready"
"""Of the dialogue: the file is awaited; it was shown what it would change."""

_MOST_BYTES = 5_000_000
_NAME_CHARACTERS = 60


async def ask_file(update: Update, context: DutyContext, button: RosterButton) -> None:
    """Say what a roster looks like, and wait for the file."""
    people = await people_of(update, context, button.organisation_id)
    await expect(update, context, FILE_STEP, {"organisation_id": button.organisation_id})
    person = await context.person(update)
    waiting = await context.services.rosters.waiting(person.id, button.organisation_id)
    t = await context.texts_for(update)
    await show(update, views.ask_file(people.organisation, waiting, t))


async def take_file(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Read the file, and show what it would change."""
    t = await context.texts_for(update)
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    await people_of(update, context, organisation_id)
    message = update.effective_message
    if message is None or message.document is None:
        await say(update, views.no_file(t))
        return
    try:
        content = await _read(message)
    except UnreadableSource as error:
        await say(update, views.unreadable(error, t))
        return
    table = roster_table(content)
    if table is None or not table.rows:
        await say(update, views.no_table(t))
    elif len(table.rows) > MOST_LINES:
        await say(update, views.too_long(len(table.rows), t))
    else:
        payload = {
            "organisation_id": organisation_id,
            "file": message.message_id,
            **table.to_payload(mail_channels(context)),
        }
        await expect(update, context, READY_STEP, payload)
        await _preview(update, context, organisation_id, table, file=message.message_id)


async def take_another(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Another file takes the place of the one that was shown; after a text it is shown again."""
    message = update.effective_message
    if message is not None and message.document is not None:
        await take_file(update, context, dialogue)
        return
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    table = RosterTable.from_payload(dialogue.payload, mail_channels(context))
    await _preview(update, context, organisation_id, table, file=_file(dialogue))


async def _preview(
    update: Update,
    context: DutyContext,
    organisation_id: OrganisationId,
    table: RosterTable,
    *,
    file: int,
) -> None:
    person, services = await context.person(update), context.services
    lines = table.lines(mail_channels(context))
    plan = await services.rosters.compare(person.id, organisation_id, lines)
    t = await context.texts_for(update)
    await say(update, views.preview(plan, table.not_read, t, file=file))


async def give_faults(update: Update, context: DutyContext, button: RosterFaultsButton) -> None:
    """Give the lines with a fault back, as a file."""
    person, services = await context.person(update), context.services
    table = await _shown(update, context, button)
    lines = table.lines(mail_channels(context))
    plan = await services.rosters.compare(person.id, button.organisation_id, lines)
    t = await context.texts_for(update)
    data = await asyncio.to_thread(files.faults_xlsx, plan, table.titles, t)
    await _send(update, data, t.plain("roster-faults-file"))


async def take_over(update: Update, context: DutyContext, button: RosterTakeButton) -> None:
    """Take it over and hand out the invites; the planner sees by itself whom it concerns."""
    person, services = await context.person(update), context.services
    table = await _shown(update, context, button)
    lines = table.lines(mail_channels(context))
    taken = await services.rosters.take(person.id, button.organisation_id, lines)
    await end_dialogue(update, context)
    t = await context.texts_for(update)
    await show(update, views.taken_screen(taken, t))
    await _hand_out(update, context, taken.invites)


async def invite_anew(update: Update, context: DutyContext, button: RosterInvitesButton) -> None:
    """Make the invites by name anew and hand them out: a file that never came is had again so."""
    person, services = await context.person(update), context.services
    invites = await services.rosters.invite_anew(person.id, button.organisation_id)
    await _hand_out(update, context, invites)
    await ask_file(update, context, RosterButton(button.organisation_id))


async def give_out(update: Update, context: DutyContext, button: RosterOutButton) -> None:
    """Give the table out."""
    person, services = await context.person(update), context.services
    organisation, held = await services.rosters.everybody(person.id, button.organisation_id)
    t = await context.texts_for(update)
    write = files.roster_xlsx if button.file_kind is FileKind.XLSX else files.roster_csv
    data = await asyncio.to_thread(write, held, services.library, t)
    name = t.plain(
        "roster-file",
        organisation=organisation.name[:_NAME_CHARACTERS],
        kind=button.file_kind.value,
    )
    await _send(update, data, name)


async def _hand_out(update: Update, context: DutyContext, invites: tuple[NewInvite, ...]) -> None:
    """Send a page for each, to print or to pass on."""
    if not invites:
        return
    library, t = context.services.library, await context.texts_for(update)
    draw = partial(files.invites_docx, invites, library, t, bot_username=context.bot.username)
    await _send(update, await asyncio.to_thread(draw), t.plain("roster-invites-file"))


async def _read(message: Message) -> Content:
    """The content of the file that was sent, read in a process of its own."""
    document = message.document
    assert document is not None  # noqa: S101 - the caller has looked
    name = f"roster{Path(document.file_name or '').suffix[:8]}"
    if (document.file_size or 0) > _MOST_BYTES:
        raise UnreadableSource(Path(name), "too-large")
    data = bytes(await (await document.get_file()).download_as_bytearray())
    return await asyncio.to_thread(_read_bytes, data, name)


def _read_bytes(data: bytes, name: str) -> Content:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read_document(path)


async def _shown(
    update: Update, context: DutyContext, button: RosterTakeButton | RosterFaultsButton
) -> RosterTable:
    """The roster that was shown above the button, if it was the last one.

    Raises:
        StaleButton: another one was begun, or it was taken over.
    """
    await people_of(update, context, button.organisation_id)
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        raise StaleButton(None)
    found = await context.services.dialogues.find(telegram(chat.id), telegram(user.id))
    if found is None or found.step != READY_STEP:
        raise StaleButton(None)
    if (found.payload["organisation_id"], _file(found)) != (button.organisation_id, button.file):
        raise StaleButton(None)
    return RosterTable.from_payload(found.payload, mail_channels(context))


def _file(dialogue: Dialogue) -> int:
    """The number of the message with the file; 0 for one that was shown before there were any."""
    return int(dialogue.payload.get("file", 0))


async def _send(update: Update, data: bytes, name: str) -> None:
    chat = update.effective_chat
    if chat is None:
        raise ValueError("an update that belongs to no chat")
    await chat.send_document(data, filename=name)


HANDLERS = [
    pressed(RosterButton, ask_file),
    pressed(RosterFaultsButton, give_faults),
    pressed(RosterTakeButton, take_over),
    pressed(RosterInvitesButton, invite_anew),
    pressed(RosterOutButton, give_out),
]

STEPS = {FILE_STEP: take_file, READY_STEP: take_another}
