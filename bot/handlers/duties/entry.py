"""One entry of the ledger: correcting its day, changing its note, seeing and changing its files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from telegram import Chat, Update
from telegram.error import BadRequest

from bot.conversation.attendance import read_details
from bot.conversation.buttons.closing import DetailsButton
from bot.conversation.buttons.entries import (
    CorrectButton,
    CorrectDayButton,
    CorrectMonthButton,
    CorrectOnButton,
    EntryButton,
    FilesButton,
    NoteButton,
    RemoveFileButton,
)
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.days.asked import DayAsked
from bot.handlers.duties.item import item_of
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import NotUnderstood, typed_day
from bot.texts.catalogue import Texts
from bot.views.duties import entry as views
from bot.views.duties.day_question import in_writing
from bot.views.screen import Screen
from scheduler.errors import InTheFuture, OutsidePeriod, TooLong, UnknownEntry
from scheduler.inbox.dialogues import Dialogue
from scheduler.ledger.history import Proven
from scheduler.planning.occurrences import EntryId, Evidence, Occurrence, OccurrenceId

_DAY_STEP = "right-day"
_DETAILS_STEP = "details"
NOTE_STEP = "right-note"
"""Of the dialogue: the note is typed anew."""
_PHOTO = "photo"


async def open_entry(update: Update, context: DutyContext, button: EntryButton) -> None:
    """Show it; whatever was being asked is given up."""
    await end_dialogue(update, context)
    await show(update, await _screen(update, context, button.occurrence_id, button.entry_id))


async def ask_right_day(update: Update, context: DutyContext, button: CorrectButton) -> None:
    """Ask on which day it really was: on the buttons of a month, or in writing."""
    occurrence, proven, today = await _opened(
        update, context, button.occurrence_id, button.entry_id
    )
    await expect(update, context, _DAY_STEP, _payload(button.occurrence_id, button.entry_id))
    library, t = context.services.library, await context.texts_for(update)
    await show(
        update, views.ask_right_day(occurrence, proven.entry, today, library, t, today=today)
    )


async def turn(update: Update, context: DutyContext, button: CorrectMonthButton) -> None:
    """Show another month."""
    ids = button.occurrence_id, button.entry_id
    occurrence, proven, today = await _opened(update, context, *ids)
    library, t = context.services.library, await context.texts_for(update)
    screen = views.ask_right_day(occurrence, proven.entry, button.month, library, t, today=today)
    await show(update, screen)


async def take_pressed_day(update: Update, context: DutyContext, button: CorrectDayButton) -> None:
    """Show what the day that was pressed will change, and ask."""
    ids = button.occurrence_id, button.entry_id
    await show(update, await _asked(update, context, *ids, button.day))


async def take_right_day(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Show what the day that was typed will change; one that cannot be meant is refused."""
    occurrence_id, entry_id = _ids(dialogue)
    _, _, today = await _opened(update, context, occurrence_id, entry_id)
    day = await typed_day(update, context, DayAsked.DONE, today=today)
    await say(update, await _asked(update, context, occurrence_id, entry_id, day))


async def correct(update: Update, context: DutyContext, button: CorrectOnButton) -> str:
    """Let the entry be for the day that was shown; what it counts as was shown with it."""
    services = context.services
    person = await context.person(update)
    done = await services.corrections.correct(
        button.entry_id, by=person.id, held_on=button.day, late=True
    )
    await show(update, await item_of(update, context, done.occurrence.id))
    t = await context.texts_for(update)
    return t.plain("entry-corrected", day=t.bare_day(button.day))


async def change_note(update: Update, context: DutyContext, button: NoteButton) -> None:
    """Ask for another note, or take the one there is away."""
    ids = button.occurrence_id, button.entry_id
    await _opened(update, context, *ids)
    if not button.remove:
        await expect(update, context, NOTE_STEP, _payload(*ids))
        await show(update, views.ask_note(await context.texts_for(update)))
        return
    person = await context.person(update)
    await context.services.corrections.replace_note(button.entry_id, by=person.id, note="")
    await show(update, await _screen(update, context, *ids))


async def take_note(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Let the text stand in place of the notes; one that is too long is asked for again."""
    if not written(update):  # a photo would take the note away
        raise NotUnderstood(views.ask_note(await context.texts_for(update)))
    occurrence_id, entry_id = _ids(dialogue)
    person = await context.person(update)
    services = context.services
    try:
        async with services.transaction():
            await services.corrections.replace_note(entry_id, by=person.id, note=written(update))
            await end_dialogue(update, context)
    except TooLong as error:
        t = await context.texts_for(update)
        await say(update, Screen(t("completion-note-too-long", limit=error.limit)))
        return
    await say(update, await _screen(update, context, occurrence_id, entry_id))


async def ask_details(update: Update, context: DutyContext, button: DetailsButton) -> None:
    """Ask how many were there, and for the number of the minutes."""
    await _opened(update, context, button.occurrence_id, button.entry_id)
    payload = _payload(button.occurrence_id, button.entry_id)
    await expect(update, context, _DETAILS_STEP, payload)
    await show(update, views.ask_details(await context.texts_for(update)))


async def take_details(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Keep what was said of the act, and what else as a note; what is not understood is asked again."""
    t = await context.texts_for(update)
    details, note = read_details(written(update))
    if details is None:
        raise NotUnderstood(in_writing(t("details-unclear"), t))
    occurrence_id, entry_id = _ids(dialogue)
    person = await context.person(update)
    services = context.services
    async with services.transaction():
        await services.completions.add_details(entry_id, by=person.id, details=details)
        if note:
            await services.completions.add_note(entry_id, by=person.id, note=note)
        await end_dialogue(update, context)
    await say(update, await _screen(update, context, occurrence_id, entry_id))


async def remove_file(update: Update, context: DutyContext, button: RemoveFileButton) -> str:
    """Take one file away."""
    person = await context.person(update)
    await context.services.corrections.remove_evidence(
        button.entry_id, button.evidence_id, by=person.id
    )
    await show(update, await _screen(update, context, button.occurrence_id, button.entry_id))
    return (await context.texts_for(update)).plain("entry-file-removed")


async def send_files(update: Update, context: DutyContext, button: FilesButton) -> None:
    """Send the files of the entry again, each with its number; the messenger may have lost some."""
    person = await context.person(update)
    opened = await context.services.history.item(button.occurrence_id, person.id)
    await send_all(update, context, _among(opened.entries, button.entry_id).files)


async def send_all(update: Update, context: DutyContext, files: Sequence[Evidence]) -> None:
    """Send these files, each with its number; say how many cannot be opened any more."""
    chat, t = update.effective_chat, await context.texts_for(update)
    if chat is None:
        return
    lost = 0
    for number, file in enumerate(files, start=1):
        lost += not await _send(chat, file, number, len(files), t)
    if lost:
        await say(update, Screen(t("entry-files-lost", count=lost)))


async def _send(chat: Chat, file: Evidence, number: int, count: int, t: Texts) -> bool:
    send = chat.send_photo if file.kind == _PHOTO else chat.send_document
    caption = t.plain("entry-file-caption", number=number, count=count)
    try:
        await send(file.file_id, caption=caption)
    except BadRequest:  # another bot's, or no longer there
        return False
    return True


async def _asked(
    update: Update,
    context: DutyContext,
    occurrence_id: OccurrenceId,
    entry_id: EntryId,
    day: date,
) -> Screen:
    """What the correction will change.

    Raises:
        OutsidePeriod: the day is before the period.
        InTheFuture: it has not come.
    """
    occurrence, proven, today = await _opened(update, context, occurrence_id, entry_id)
    if day < occurrence.period.start:
        raise OutsidePeriod(day, occurrence.period)
    if day > today:
        raise InTheFuture(day)
    await end_dialogue(update, context)
    library, t = context.services.library, await context.texts_for(update)
    return views.ask_correction(occurrence, proven, day, library, t, today=today)


async def _screen(
    update: Update, context: DutyContext, occurrence_id: OccurrenceId, entry_id: EntryId
) -> Screen:
    occurrence, proven, today = await _opened(update, context, occurrence_id, entry_id)
    library, t = context.services.library, await context.texts_for(update)
    return views.entry_screen(occurrence, proven, library, t, today=today)


async def _opened(
    update: Update, context: DutyContext, occurrence_id: OccurrenceId, entry_id: EntryId
) -> tuple[Occurrence, Proven, date]:
    """The item and the standing entry, for who may change it, and which day it is there.

    Raises:
        UnknownEntry: it does not stand, or is none of this person's business.
    """
    services = context.services
    person = await context.person(update)
    opened = await services.history.item(occurrence_id, person.id)
    proven = _among(opened.entries, entry_id)
    if proven.entry.withdrawn or not opened.may_enter:
        raise UnknownEntry(entry_id)
    occurrence = opened.item.occurrence
    return occurrence, proven, occurrence.organisation.today(services.clock.now())


def _among(entries: tuple[Proven, ...], entry_id: EntryId) -> Proven:
    for each in entries:
        if each.entry.id == entry_id:
            return each
    raise UnknownEntry(entry_id)


def _payload(occurrence_id: OccurrenceId, entry_id: EntryId) -> dict[str, int]:
    return {"occurrence_id": occurrence_id, "entry_id": entry_id}


def _ids(dialogue: Dialogue) -> tuple[OccurrenceId, EntryId]:
    payload = dialogue.payload
    return OccurrenceId(payload["occurrence_id"]), EntryId(payload["entry_id"])


HANDLERS = [
    pressed(EntryButton, open_entry),
    pressed(CorrectButton, ask_right_day),
    pressed(CorrectMonthButton, turn),
    pressed(CorrectDayButton, take_pressed_day),
    pressed(CorrectOnButton, correct),
    pressed(NoteButton, change_note),
    pressed(DetailsButton, ask_details),
    pressed(RemoveFileButton, remove_file),
    pressed(FilesButton, send_files),
]

STEPS = {_DAY_STEP: take_right_day, NOTE_STEP: take_note, _DETAILS_STEP: take_details}
