"""A note, photos and files for what has been entered as done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from telegram import Message, Update

from bot.conversation.addresses import telegram
from bot.conversation.attendance import read_details
from bot.conversation.buttons.entries import EvidenceDoneButton, ProofButton
from bot.conversation.context import DutyContext, Services
from bot.handlers.duties.item import item_of
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.texts.catalogue import Texts
from bot.views.duties import completion as views
from bot.views.duties.several import ask_proof
from bot.views.layout import lines
from bot.views.screen import Screen
from scheduler.errors import TooLong, TooMuchAdded, UnknownEntry
from scheduler.inbox.dialogues import Dialogue
from scheduler.planning.occurrences import EntryId, LedgerEntry
from scheduler.roster.model import PersonId
from scheduler.roster.names import NOTE_LIMIT

LARGEST_MEGABYTES = 20
"""A bot can fetch no larger file from Telegram."""

_FILES, _WORDS = "files", "words"
"""In the payload of a dialogue: what was sent before it is known what it proves."""

_MOST_WAITING = 10

STEP = "evidence"
"""Of the dialogue: notes and files for an entry are sent."""

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class SentFile:
    """A file that was sent; ``size`` in bytes, None where Telegram does not tell."""

    kind: str
    id: str
    name: str | None
    size: int | None


async def expect_for(update: Update, context: DutyContext, entry: LedgerEntry) -> None:
    """Take this person's next messages for notes on ``entry`` and evidence of it."""
    await expect(update, context, STEP, {"entry_id": entry.id})


async def ask(update: Update, context: DutyContext, button: ProofButton) -> None:
    """Wait for a note or files, in a message of its own: what it was pressed under stays."""
    person = await context.person(update)
    entries = await context.services.completions.entries(button.occurrence_id, person.id)
    entry = next(
        (each for each in entries if each.id == button.entry_id and not each.withdrawn), None
    )
    if entry is None:
        raise UnknownEntry(EntryId(button.entry_id))
    async with context.services.transaction():
        files = await add_waiting(update, context, entry)
        await expect_for(update, context, entry)
    t = await context.texts_for(update)
    await say(update, views.file_saved(entry, t) if files else ask_proof(entry, t))


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


def no_room(message: Message, before: Mapping[str, Any], t: Texts) -> Screen | None:
    """Why the file cannot wait with the others; None where it can."""
    file = sent_file(message)
    if file is not None and _too_large(file):
        return Screen(t("completion-file-too-large", megabytes=LARGEST_MEGABYTES))
    if len(before.get(_FILES, ())) >= _MOST_WAITING:
        return Screen(t("completion-too-many", limit=_MOST_WAITING))
    return None


def received(message: Message, before: Mapping[str, Any]) -> dict[str, Any]:
    """What waits with the file of ``message`` as well, as the payload of a dialogue keeps it."""
    file, files = sent_file(message), list(before.get(_FILES, ()))
    if file is not None:
        files.append(asdict(file))
    words = [each for each in (before.get(_WORDS), message.caption) if each]
    return {_FILES: files, _WORDS: "\n".join(words)[:NOTE_LIMIT]}


def has_files(payload: Mapping[str, Any]) -> bool:
    """Whether files wait with the dialogue of this payload."""
    return bool(payload.get(_FILES))


async def waiting(update: Update, context: DutyContext) -> dict[str, Any]:
    """What this person has sent before it is known what it proves; {} without any."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None or not (await context.meeting(update)).awaited:
        return {}
    dialogue = await context.services.dialogues.find(telegram(chat.id), telegram(user.id))
    payload = {} if dialogue is None else dialogue.payload
    return {name: payload[name] for name in (_FILES, _WORDS) if payload.get(name)}


async def add_waiting(update: Update, context: DutyContext, entry: LedgerEntry) -> int:
    """Add what waits to the entry; the number of files. It has to wait no longer then."""
    found = await waiting(update, context)
    completions, by = context.services.completions, (await context.person(update)).id
    if found.get(_WORDS):
        await completions.add_note(entry.id, by=by, note=found[_WORDS])
    for each in found.get(_FILES, ()):
        await completions.add_evidence(
            entry.id, by=by, kind=each["kind"], file_id=each["id"], file_name=each["name"]
        )
    if found:
        await end_dialogue(update, context)
    return len(found.get(_FILES, ()))


async def end_unless_waiting(update: Update, context: DutyContext) -> None:
    """End the dialogue, unless something that was sent would be lost with it."""
    if not await waiting(update, context):
        await end_dialogue(update, context)


async def asked_again(update: Update, context: DutyContext, _: Dialogue) -> Screen:
    """Say that notes and files are still taken, after something else was answered."""
    t = await context.texts_for(update)
    return Screen(lines(t("again-evidence"), t("no-secrets")))


async def finish(update: Update, context: DutyContext, button: EvidenceDoneButton) -> str:
    """End the dialogue: there is nothing more to add."""
    await end_dialogue(update, context)
    await show(update, await item_of(update, context, button.occurrence_id))
    return (await context.texts_for(update)).plain("completion-closed")


async def finish_typed(update: Update, context: DutyContext) -> None:
    """The same in words: 不用了."""
    await end_dialogue(update, context)
    t = await context.texts_for(update)
    await say(update, Screen(t("completion-closed")))


async def _keep(
    message: Message, services: Services, entry_id: EntryId, by: PersonId, t: Texts
) -> Screen:
    completions, file = services.completions, sent_file(message)
    words = message.text or message.caption
    if file is not None and _too_large(file):
        return Screen(t("completion-file-too-large", megabytes=LARGEST_MEGABYTES))
    try:
        if file is None:
            return await _keep_words(words or "", services, entry_id, by, t)
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


async def _keep_words(
    words: str, services: Services, entry_id: EntryId, by: PersonId, t: Texts
) -> Screen:
    """Attendance and the number of the minutes as such, the rest as a note."""
    details, note = read_details(words)
    if details is None:
        return views.note_saved(await services.completions.add_note(entry_id, by=by, note=words), t)
    async with services.transaction():
        entry = await services.completions.add_details(entry_id, by=by, details=details)
        if note:
            await services.completions.add_note(entry_id, by=by, note=note)
    return views.details_saved(entry, t)


def _too_large(file: SentFile) -> bool:
    return (file.size or 0) > LARGEST_MEGABYTES * _MEGABYTE


def sent_file(message: Message) -> SentFile | None:
    """The photo or file of a message; None where it has none."""
    if message.document is not None:
        document = message.document
        return SentFile("document", document.file_id, document.file_name, document.file_size)
    if message.photo:
        largest = message.photo[-1]
        return SentFile("photo", largest.file_id, None, largest.file_size)
    return None


HANDLERS = [pressed(ProofButton, ask), pressed(EvidenceDoneButton, finish)]

STEPS = {STEP: take}

ASKED_AGAIN = {STEP: asked_again}
