"""Managers confirm entries or return them, and say whether that is wanted."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.conversation.buttons.closing import (
    EVERYWHERE,
    ConfirmButton,
    ConfirmingButton,
    ConfirmingSetButton,
    ReturnButton,
    ReturnForButton,
    ReviewButton,
    ReviewFilesButton,
    WaitingButton,
)
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.duties.entry import send_all
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.views.closing import reviewing as views
from scheduler.errors import AlreadyDecided
from scheduler.inbox.dialogues import Dialogue
from scheduler.ledger.reviewing import ToReview
from scheduler.planning.occurrences import EntryId

STEP = "return-reason"
"""Of the dialogue: the reason why an entry is returned is typed."""


async def show_confirming(update: Update, context: DutyContext, button: ConfirmingButton) -> None:
    """Show whether entries are confirmed in the organisation."""
    person = await context.person(update)
    found = await context.services.reviewing.confirming(person.id, button.organisation_id)
    await show(update, views.confirming_screen(found, await context.texts_for(update)))


async def set_confirming(update: Update, context: DutyContext, button: ConfirmingSetButton) -> None:
    """Let entries be confirmed from now on, or not any more."""
    person = await context.person(update)
    found = await context.services.reviewing.want(
        person.id, button.organisation_id, wanted=button.wanted
    )
    await show(update, views.confirming_screen(found, await context.texts_for(update)))


async def list_waiting(update: Update, context: DutyContext, button: WaitingButton) -> None:
    """Show a page of what may be confirmed."""
    await end_dialogue(update, context)
    person = await context.person(update)
    below = None if button.organisation_id == EVERYWHERE else button.organisation_id
    waiting = await context.services.reviewing.waiting(person.id, below)
    t, now = await context.texts_for(update), context.services.clock.now()
    today = waiting[0].occurrence.organisation.today(now) if waiting else now.date()
    library = context.services.library
    await show(
        update,
        views.waiting_list(waiting, button.page, button.organisation_id, library, t, today=today),
    )


async def show_review(update: Update, context: DutyContext, button: ReviewButton) -> None:
    """Show one entry with what there is to decide by."""
    await end_dialogue(update, context)
    review = await _opened(update, context, button.entry_id)
    t = await context.texts_for(update)
    screen = views.review_card(review, context.services.library, t, today=_today(context, review))
    await (say if button.anew else show)(update, screen)


async def confirm(update: Update, context: DutyContext, button: ConfirmButton) -> None:
    """Say that it was so."""
    person = await context.person(update)
    review = await context.services.reviewing.confirm(button.entry_id, by=person.id)
    await end_dialogue(update, context)
    await _show_decided(update, context, review)


async def ask_reason(update: Update, context: DutyContext, button: ReturnButton) -> None:
    """Ask why it is returned."""
    review = await _opened(update, context, button.entry_id)
    if not review.entry.waits:
        raise AlreadyDecided(button.entry_id)
    await expect(update, context, STEP, {"entry_id": button.entry_id})
    await show(update, views.ask_reason(review, await context.texts_for(update)))


async def return_for(update: Update, context: DutyContext, button: ReturnForButton) -> None:
    """Return it for a reason that was offered."""
    if not 0 <= button.reason_place < len(views.REASONS):
        raise StaleButton(str(button.reason_place))
    person, t = await context.person(update), await context.texts_for(update)
    reason = t.plain(views.REASONS[button.reason_place])
    services = context.services
    async with services.transaction():
        review = await services.reviewing.give_back(button.entry_id, by=person.id, reason=reason)
        await end_dialogue(update, context)
    await _show_decided(update, context, review)


async def take_reason(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Return it for the reason that was typed; one that is too short is asked again."""
    services, person = context.services, await context.person(update)
    entry_id = EntryId(dialogue.payload["entry_id"])
    async with services.transaction():
        review = await services.reviewing.give_back(entry_id, by=person.id, reason=written(update))
        await end_dialogue(update, context)
    t = await context.texts_for(update)
    today = _today(context, review)
    await say(update, views.decided(review, services.library, t, today=today))


async def send_files(update: Update, context: DutyContext, button: ReviewFilesButton) -> None:
    """Send the files of the entry."""
    review = await _opened(update, context, button.entry_id)
    await send_all(update, context, review.files)


async def _show_decided(update: Update, context: DutyContext, review: ToReview) -> None:
    t, library = await context.texts_for(update), context.services.library
    await show(update, views.decided(review, library, t, today=_today(context, review)))


async def _opened(update: Update, context: DutyContext, entry_id: EntryId) -> ToReview:
    person = await context.person(update)
    return await context.services.reviewing.open(entry_id, by=person.id)


def _today(context: DutyContext, review: ToReview) -> date:
    return review.occurrence.organisation.today(context.services.clock.now())


HANDLERS = [
    pressed(ConfirmingButton, show_confirming),
    pressed(ConfirmingSetButton, set_confirming),
    pressed(WaitingButton, list_waiting),
    pressed(ReviewButton, show_review),
    pressed(ConfirmButton, confirm),
    pressed(ReturnButton, ask_reason),
    pressed(ReturnForButton, return_for),
    pressed(ReviewFilesButton, send_files),
]

STEPS = {STEP: take_reason}
