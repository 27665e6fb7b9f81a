"""A note, photos and files for what has been entered as done."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message, Update

from bot.conversation.buttons import EvidenceDoneButton, ProofButton
from bot.conversation.context import DutyContext, Services
from bot.handlers.duties.item import item_of
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.texts.catalogue import Texts
from bot.views.duties import completion as views
from bot.views.duties.several import ask_proof
from bot.views.screen import Screen
from scheduler.errors import TooLong, TooMuchAdded, UnknownEntry
from scheduler.inbox.dialogues import Dialogue
from scheduler.planning.occurrences import EntryId, LedgerEntry
from scheduler.roster.model import PersonId

LARGEST_MEGABYTES = 20
"""A bot can fetch no larger file from Telegram."""

_STEP = "evidence"
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class _File:
    """A file that was sent; ``size`` in bytes, None where Telegram does not tell."""

    kind: str
    id: str
    name: str | None
    size: int | None


async def expect_for(update: Update, context: DutyContext, entry: LedgerEntry) -> None:
    """Take this person's next messages for notes on ``entry`` and evidence of it."""
    await expect(update, context, _STEP, {"entry_id": entry.id})


async def ask(update: Update, context: DutyContext, button: ProofButton) -> None:
    """Wait for a note or files, in a message of its own: what it was pressed under stays."""
    person = await context.person(update)
    entries = await context.services.completions.entries(button.occurrence_id, person.id)
    entry = next(
        (each for each in entries if each.id == button.entry_id and not each.withdrawn), None
    )
    if entry is None:
        raise UnknownEntry(EntryId(button.entry_id))
    await expect_for(update, context, entry)
    await say(update, ask_proof(entry, await context.texts_for(update)))


async def take(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Keep text as a note, a photo or a file as evidence; the dialogue stays open for more."""
    message = update.effective_message
    if message is None:
        return
    person = await context.person(update)
    t = await context.texts_for(update)
    entry_id = EntryId(dialogue.payload["entry_id"])
    try:
        screen = await _keep(message, context.services, entry_id, person.id, t)
    except UnknownEntry:  # withdrawn meanwhile: nothing more can be added
        await end_dialogue(update, context)
        raise
    await say(update, screen)


async def finish(update: Update, context: DutyContext, button: EvidenceDoneButton) -> str:
    """End the dialogue: there is nothing more to add."""
    await end_dialogue(update, context)
    await show(update, await item_of(update, context, button.occurrence_id))
    return (await context.texts_for(update)).plain("completion-closed")


async def _keep(
    message: Message, services: Services, entry_id: EntryId, by: PersonId, t: Texts
) -> Screen:
    completions, file = services.completions, _file_of(message)
    words = message.text or message.caption
    if file is not None and (file.size or 0) > LARGEST_MEGABYTES * _MEGABYTE:
        return Screen(t("completion-file-too-large", megabytes=LARGEST_MEGABYTES))
    try:
        if file is None:
            return views.note_saved(
                await completions.add_note(entry_id, by=by, note=words or ""), t
            )
        async with services.transaction():
            if words:
                await completions.add_note(entry_id, by=by, note=words)
            entry = await completions.add_evidence(
                entry_id, by=by, kind=file.kind, file_id=file.id, file_name=file.name
            )
    except TooLong as error:
        return Screen(t("completion-note-too-long", limit=error.limit))
    except TooMuchAdded as error:
        words = "completion-too-many-a-day" if error.a_day else "completion-too-many"
        return Screen(t(words, limit=error.limit))
    return views.file_saved(entry, t)


def _file_of(message: Message) -> _File | None:
    if message.document is not None:
        document = message.document
        return _File("document", document.file_id, document.file_name, document.file_size)
    if message.photo:
        largest = message.photo[-1]
        return _File("photo", largest.file_id, None, largest.file_size)
    return None


HANDLERS = [pressed(ProofButton, ask), pressed(EvidenceDoneButton, finish)]

STEPS = {_STEP: take}
