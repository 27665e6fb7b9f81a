"""``/export``: the closing statements of what one manages, and the files made of them."""

from __future__ import annotations

from datetime import date, timedelta

from telegram import Update

from bot.conversation.buttons.closing import (
    StatementButton,
    StatementChangesButton,
    StatementDrawButton,
    StatementListButton,
    StatementPlacesButton,
)
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.views.closing import statements as views
from bot.views.screen import Screen
from clauses.cadence import Months, Per
from scheduler.closing.overview import Overview
from scheduler.ledger.states import EndState
from scheduler.periods import Period, period_containing
from scheduler.roster.model import Organisation, OrganisationId

_FRESH_DAYS = 45
"""After so many days of a quarter, it is the running one that is shown first."""


async def start(update: Update, context: DutyContext) -> None:
    """Show the statement of what this person manages; of several, ask which."""
    tops = await _tops(update, context)
    t = await context.texts_for(update)
    if not tops:
        await say(update, views.nowhere(t))
        return
    period = _usual_period(context.services.clock.now().date())
    if len(tops) == 1:
        await say(update, await _first_screen(update, context, tops[0].id, period))
        return
    await say(update, views.places_screen(await _places(update, context), 0, period, t))


async def list_places(update: Update, context: DutyContext, button: StatementPlacesButton) -> None:
    """Show a page of the organisations one may choose."""
    places = await _places(update, context)
    t = await context.texts_for(update)
    if not places:
        await show(update, views.nowhere(t))
        return
    period = _usual_period(context.services.clock.now().date())
    await show(update, views.places_screen(places, button.page, period, t))


async def show_statement(update: Update, context: DutyContext, button: StatementButton) -> None:
    """Show the sums of a period."""
    period = period_of(button.per, button.start)
    await show(update, await _screen(update, context, button.organisation_id, period))


async def list_items(update: Update, context: DutyContext, button: StatementListButton) -> None:
    """Show a page of the items with one state."""
    person, period = await context.person(update), period_of(button.per, button.start)
    try:
        state = EndState(button.state)
    except ValueError as error:
        raise StaleButton(button.state) from error
    overviews = context.services.overviews
    overview = await overviews.of(button.organisation_id, period, by=person.id)
    total = overview.counts[state]
    page = min(max(button.page, 0), max(0, (total - 1) // views.PER_PAGE))
    items = await overviews.items(
        button.organisation_id,
        period,
        [state],
        by=person.id,
        limit=views.PER_PAGE,
        offset=page * views.PER_PAGE,
    )
    t, today = await context.texts_for(update), _today(context, overview.organisation)
    await show(
        update,
        views.item_list(
            overview.organisation,
            period,
            state,
            total,
            page,
            items,
            context.services.library,
            t,
            today=today,
        ),
    )


async def list_changes(
    update: Update, context: DutyContext, button: StatementChangesButton
) -> None:
    """Show a page of what corrections changed."""
    person, period = await context.person(update), period_of(button.per, button.start)
    organisation = await _managed(update, context, button.organisation_id)
    page = max(button.page, 0)
    total, items = await context.services.overviews.changes(
        button.organisation_id,
        period,
        by=person.id,
        limit=views.PER_PAGE,
        offset=page * views.PER_PAGE,
    )
    t, library = await context.texts_for(update), context.services.library
    await show(
        update,
        views.changes_screen(
            organisation,
            period,
            total,
            page,
            items,
            library,
            t,
            today=_today(context, organisation),
        ),
    )


async def draw(update: Update, context: DutyContext, button: StatementDrawButton) -> str | None:
    """Draw what corrects the statements; asked first."""
    person, period = await context.person(update), period_of(button.per, button.start)
    t, overviews = await context.texts_for(update), context.services.overviews
    if not button.sure:
        overview = await overviews.of(button.organisation_id, period, by=person.id)
        await show(update, views.ask_draw(overview, t))
        return None
    drawn = await overviews.draw(button.organisation_id, period, by=person.id)
    await show(update, await _screen(update, context, button.organisation_id, period))
    return t.plain("statement-drawn-now", count=drawn)


async def _first_screen(
    update: Update, context: DutyContext, organisation_id: OrganisationId, period: Period
) -> Screen:
    """That of the usual period, or of the present one where there was nothing in it: they came later."""
    person, services = await context.person(update), context.services
    overview = await services.overviews.of(organisation_id, period, by=person.id)
    present = period_containing(period.per, _today(context, overview.organisation))
    if overview.is_empty and period.start < present.start:
        overview = await services.overviews.of(organisation_id, present, by=person.id)
    return await _overview_screen(update, context, overview)


async def _screen(
    update: Update, context: DutyContext, organisation_id: OrganisationId, period: Period
) -> Screen:
    person = await context.person(update)
    overview = await context.services.overviews.of(organisation_id, period, by=person.id)
    return await _overview_screen(update, context, overview)


async def _overview_screen(update: Update, context: DutyContext, overview: Overview) -> Screen:
    t, today = await context.texts_for(update), _today(context, overview.organisation)
    checked = context.services.checklists.has(overview.organisation)
    return views.statement_screen(overview, t, today=today, checklists=checked)


async def _managed(
    update: Update, context: DutyContext, organisation_id: OrganisationId
) -> Organisation:
    person = await context.person(update)
    confirming = await context.services.reviewing.confirming(person.id, organisation_id)
    return confirming.organisation


async def _places(update: Update, context: DutyContext) -> list[Organisation]:
    person = await context.person(update)
    return await context.services.registration.managed_by(person.id)


async def _tops(update: Update, context: DutyContext) -> list[Organisation]:
    """Of what the person manages, what stands under nothing else of it."""
    places = await _places(update, context)
    ids = {each.id for each in places}
    return [each for each in places if each.parent_id not in ids]


def period_of(per: str, start: date) -> Period:
    """The period that a button names.

    Raises:
        StaleButton: there is no such one of the calendar.
    """
    try:
        kind = Per(per)
    except ValueError as error:
        raise StaleButton(per) from error
    if not isinstance(kind.kind.length, Months):
        raise StaleButton(per)
    period = period_containing(kind, start)
    if period.start != start:
        raise StaleButton(start.isoformat())
    return period


def _usual_period(today: date) -> Period:
    """The quarter that people want to see: the last one, until the present one is well under way."""
    present = period_containing(Per.QUARTER, today)
    if (today - present.start).days < _FRESH_DAYS:
        return period_containing(Per.QUARTER, present.start - timedelta(days=1))
    return present


def _today(context: DutyContext, organisation: Organisation) -> date:
    return organisation.today(context.services.clock.now())


HANDLERS = [
    pressed(StatementPlacesButton, list_places),
    pressed(StatementButton, show_statement),
    pressed(StatementListButton, list_items),
    pressed(StatementChangesButton, list_changes),
    pressed(StatementDrawButton, draw),
]
