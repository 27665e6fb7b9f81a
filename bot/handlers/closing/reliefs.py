"""Being let off an item, or given a later date."""

from __future__ import annotations

from datetime import date, timedelta

from telegram import Update

from bot.conversation.buttons.closing import (
    ReliefAskButton,
    ReliefDayButton,
    ReliefDecideButton,
    ReliefEndButton,
    ReliefGrantButton,
    ReliefMonthButton,
    ReliefsButton,
    ReliefWish,
)
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.days.asked import DayAsked
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import typed_day
from bot.views.closing import reliefs as views
from bot.views.screen import Screen
from scheduler.errors import AlreadyDecided, NotAssigned, NotLater, NotManager
from scheduler.inbox.dialogues import Dialogue
from scheduler.ledger.reliefs import ItemReliefs, ReliefId
from scheduler.planning.occurrences import OccurrenceId

DAY_STEP, REASON_STEP, ANSWER_STEP = "relief-day", "relief-reason", "relief-answer"
"""Of the dialogue: the later date, the reason, and why a manager refuses are typed."""


async def show_reliefs(update: Update, context: DutyContext, button: ReliefsButton) -> None:
    """Show what was asked for and granted; whatever was being asked is given up."""
    await end_dialogue(update, context)
    screen = await _screen(update, context, button.occurrence_id)
    await (say if button.anew else show)(update, screen)


async def ask(update: Update, context: DutyContext, button: ReliefAskButton) -> None:
    """Begin to ask, as who owes it."""
    item = await _item(update, context, button.occurrence_id)
    if not item.may_ask:
        raise NotAssigned(button.occurrence_id, (await context.person(update)).id, ())
    await _begin(update, context, item, button.wish, grants=False)


async def grant(update: Update, context: DutyContext, button: ReliefGrantButton) -> None:
    """Begin to grant, as a manager whom nobody asked."""
    item = await _item(update, context, button.occurrence_id)
    may = item.may_excuse if button.wish is ReliefWish.EXCUSE else item.may_extend
    if not may:
        raise NotManager((await context.person(update)).id)
    await _begin(update, context, item, button.wish, grants=True)


async def turn(update: Update, context: DutyContext, button: ReliefMonthButton) -> None:
    """Show another month."""
    item = await _item(update, context, button.occurrence_id)
    await show(update, await _ask_until(update, context, item, button.month, grants=button.grants))


async def take_day(update: Update, context: DutyContext, button: ReliefDayButton) -> None:
    """Take the later date that was pressed, and ask why."""
    item = await _item(update, context, button.occurrence_id)
    await show(update, await _ask_reason(update, context, item, button.day, grants=button.grants))


async def take_typed_day(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Take the later date that was typed; one that is not understood is asked again."""
    item = await _item(update, context, OccurrenceId(dialogue.payload["occurrence_id"]))
    today = _today(context, item)
    day = await typed_day(update, context, DayAsked.DUE, today=today)
    grants = bool(dialogue.payload["grants"])
    await say(update, await _ask_reason(update, context, item, day, grants=grants))


async def take_reason(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Ask for it, or grant it, for the reason that was typed; one that is too short is asked again."""
    services, payload = context.services, dialogue.payload
    by = (await context.person(update)).id
    occurrence_id = OccurrenceId(payload["occurrence_id"])
    until = None if payload["until"] is None else date.fromisoformat(payload["until"])
    act = services.reliefs.grant if payload["grants"] else services.reliefs.ask
    async with services.transaction():
        await act(occurrence_id, by=by, reason=written(update), until=until)
        await end_dialogue(update, context)
    await say(update, await _screen(update, context, occurrence_id))


async def decide(update: Update, context: DutyContext, button: ReliefDecideButton) -> None:
    """Grant what was asked for, or ask why it is refused."""
    by = (await context.person(update)).id
    item = await context.services.reliefs.get(button.relief_id, by)
    if button.granted:
        relief = await context.services.reliefs.decide(button.relief_id, by=by, granted=True)
        await end_dialogue(update, context)
        await show(update, await _screen(update, context, relief.occurrence_id))
        return
    if any(each.id == button.relief_id and each.granted is not None for each in item.reliefs):
        raise AlreadyDecided(button.relief_id)
    await expect(update, context, ANSWER_STEP, {"relief_id": button.relief_id})
    t, library = await context.texts_for(update), context.services.library
    await say(update, views.ask_answer(item.occurrence, library, t, today=_today(context, item)))


async def take_answer(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Refuse for the reason that was typed; one that is too short is asked again."""
    services, by = context.services, (await context.person(update)).id
    relief_id = ReliefId(dialogue.payload["relief_id"])
    async with services.transaction():
        relief = await services.reliefs.decide(
            relief_id, by=by, granted=False, answer=written(update)
        )
        await end_dialogue(update, context)
    await say(update, await _screen(update, context, relief.occurrence_id))


async def end(update: Update, context: DutyContext, button: ReliefEndButton) -> None:
    """Let it stand no longer; asked first."""
    services, by = context.services, (await context.person(update)).id
    if button.sure:
        relief = await services.reliefs.end(button.relief_id, by=by)
        await show(update, await _screen(update, context, relief.occurrence_id))
        return
    item = await services.reliefs.get(button.relief_id, by)
    relief = next(each for each in item.reliefs if each.id == button.relief_id)
    t = await context.texts_for(update)
    await show(
        update, views.ask_end(item, relief, services.library, t, today=_today(context, item))
    )


async def _begin(
    update: Update, context: DutyContext, item: ItemReliefs, wish: ReliefWish, *, grants: bool
) -> None:
    if wish is ReliefWish.EXCUSE:
        await show(update, await _ask_reason(update, context, item, None, grants=grants))
        return
    today = _today(context, item)
    payload = {"occurrence_id": item.occurrence.id, "grants": grants}
    await expect(update, context, DAY_STEP, payload)
    month = max(item.occurrence.deadline + timedelta(days=1), today)
    await show(update, await _ask_until(update, context, item, month, grants=grants))


async def _ask_until(
    update: Update, context: DutyContext, item: ItemReliefs, month: date, *, grants: bool
) -> Screen:
    t, library = await context.texts_for(update), context.services.library
    today = _today(context, item)
    return views.ask_until(item.occurrence, month, library, t, today=today, grants=grants)


async def _ask_reason(
    update: Update,
    context: DutyContext,
    item: ItemReliefs,
    until: date | None,
    *,
    grants: bool,
) -> Screen:
    """Ask why, unless the date makes no sense.

    Raises:
        NotLater: it is not after the old one, or past.
    """
    occurrence, today = item.occurrence, _today(context, item)
    old = item.occurrence.deadline
    if until is not None and (until <= old or until < today):
        raise NotLater(until, old)
    payload = {
        "occurrence_id": occurrence.id,
        "grants": grants,
        "until": None if until is None else until.isoformat(),
    }
    await expect(update, context, REASON_STEP, payload)
    t, library = await context.texts_for(update), context.services.library
    return views.ask_reason(occurrence, until, library, t, today=today, grants=grants)


async def _screen(update: Update, context: DutyContext, occurrence_id: OccurrenceId) -> Screen:
    item = await _item(update, context, occurrence_id)
    t, library = await context.texts_for(update), context.services.library
    return views.relief_screen(item, library, t, today=_today(context, item))


async def _item(update: Update, context: DutyContext, occurrence_id: OccurrenceId) -> ItemReliefs:
    person = await context.person(update)
    return await context.services.reliefs.open(occurrence_id, person.id)


def _today(context: DutyContext, item: ItemReliefs) -> date:
    return item.occurrence.organisation.today(context.services.clock.now())


HANDLERS = [
    pressed(ReliefsButton, show_reliefs),
    pressed(ReliefAskButton, ask),
    pressed(ReliefGrantButton, grant),
    pressed(ReliefMonthButton, turn),
    pressed(ReliefDayButton, take_day),
    pressed(ReliefDecideButton, decide),
    pressed(ReliefEndButton, end),
]

STEPS = {DAY_STEP: take_typed_day, REASON_STEP: take_reason, ANSWER_STEP: take_answer}
