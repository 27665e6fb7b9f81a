"""The closing statement of an organisation and all below it: sums, items by state, corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil

from bot.conversation.buttons.closing import (
    ChecklistsButton,
    ExportButton,
    StatementButton,
    StatementChangesButton,
    StatementDrawButton,
    StatementListButton,
    StatementPlacesButton,
)
from bot.conversation.buttons.entries import PastItemButton
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name, period_name
from bot.views.duties.action_rows import page_row
from bot.views.duties.names import BUTTON_CELLS, clipped, item_name, width
from bot.views.layout import lines, paragraphs
from bot.views.screen import Button, Screen
from clauses.cadence import Per
from clauses.library import Library
from scheduler.closing.overview import Overview, StatedItem
from scheduler.ledger.states import EndState
from scheduler.periods import Period, period_containing
from scheduler.planning.news import DrawnStatement
from scheduler.roster.model import Organisation, OrganisationId

PER_PAGE = 8
FORMATS = ("xlsx", "docx", "csv")
SUMMED = (
    EndState.IN_TIME,
    EndState.LATE,
    EndState.EXCUSED,
    EndState.VACANT,
    EndState.UNREACHED,
    EndState.NOT_DONE,
)
"""The states of what is listed, in the order of the statement."""

_UNDONE = (EndState.NOT_DONE, EndState.UNREACHED, EndState.VACANT)
_PLACE_CELLS = 12


def statement_screen(overview: Overview, t: Texts, *, today: date, checklists: bool) -> Screen:
    """The sums, which add up; whether it is drawn; and what can be made of it."""
    counts = overview.counts
    sums = [t("statement-sum", state=t.plain(f"state-{s.value}"), count=counts[s]) for s in SUMMED]
    if counts[EndState.OPEN]:
        open_state = t.plain("state-open")
        sums.append(t("statement-sum", state=open_state, count=counts[EndState.OPEN]))
    text = paragraphs(
        lines(
            t("statement-title", period=period_name(overview.period, t)),
            _place(overview.organisation, overview.units, t),
            *_drawn(overview, t, today),
        ),
        lines(*sums) if overview.complete else t("statement-too-many"),
        lines(
            t("statement-listed", count=overview.listed),
            t(
                "statement-not-listed",
                count=counts[EndState.NOT_LISTED],
                total=counts.total(),
            ),
        ),
        t(
            "statement-notes",
            later=overview.entered_later,
            waiting=overview.waiting,
            provisional=overview.provisional,
        ),
    )
    return Screen(text, tuple(_rows(overview, t, today, checklists=checklists)))


def item_list(
    organisation: Organisation,
    period: Period,
    state: EndState,
    total: int,
    page: int,
    items: Sequence[StatedItem],
    library: Library,
    t: Texts,
    *,
    today: date,
) -> Screen:
    """A page (from 0) of the items with one state, one on each button, named with their organisation."""
    key = organisation.id, period.per.value, period.start
    rows = [(_item_button(each, library, t, today),) for each in items]
    turning = page_row(
        page,
        max(1, ceil(total / PER_PAGE)),
        lambda to: StatementListButton(*key, state.value, to).pack(),
        t,
    )
    text = lines(
        t("statement-list-title", state=t.plain(f"state-{state.value}"), count=total),
        t("statement-period", period=period_name(period, t)),
    )
    return Screen(text, (*rows, *turning, (_back(key, t),)))


def changes_screen(
    organisation: Organisation,
    period: Period,
    total: int,
    page: int,
    items: Sequence[StatedItem],
    library: Library,
    t: Texts,
    *,
    today: date,
) -> Screen:
    """A page (from 0) of what corrections changed, each with the reason; what was drawn stays."""
    key = organisation.id, period.per.value, period.start
    turning = page_row(
        page,
        max(1, ceil(total / PER_PAGE)),
        lambda to: StatementChangesButton(*key, to).pack(),
        t,
    )
    told = [change_line(each, library, t, today=today) for each in items]
    text = paragraphs(
        lines(
            t("statement-changes-title", period=period_name(period, t)),
            t("unit-name", organisation=organisation.name),
        ),
        lines(*told) if told else t("statement-changes-none"),
        t("statement-changes-note") if told else None,
    )
    return Screen(text, (*turning, (_back(key, t),)))


def change_line(item: StatedItem, library: Library, t: Texts, *, today: date) -> Html:
    """One change: which correction, which item, from what to what, and why."""
    line, occurrence = item.line, item.occurrence
    return t(
        "statement-change" if line.former is not None else "statement-change-added",
        number=item.number,
        place=occurrence.organisation.name,
        item=item_name(occurrence, library, t, today=today),
        former="" if line.former is None else t.plain(f"state-{line.former.value}"),
        state=t.plain(f"state-{line.state.value}"),
        reason=change_reason(item, t, today=today),
    )


def change_reason(item: StatedItem, t: Texts, *, today: date) -> str:
    """Why it has another state now, with the day of the act where that is the reason."""
    line = item.line
    if line.change is None:
        return ""
    reason = t.plain(f"change-{line.change.value}")
    if line.held_on is None:
        return reason
    return t.plain("change-held", reason=reason, day=day_name(line.held_on, t, today=today))


def ask_draw(overview: Overview, t: Texts) -> Screen:
    """Ask whether to draw it, or what corrects it."""
    key = overview.organisation.id, overview.period.per.value, overview.period.start
    yes = StatementDrawButton(*key, sure=True).pack()
    question = t("statement-ask-draw", period=period_name(overview.period, t))
    return Screen(question, ((Button(t.plain("statement-draw-yes"), yes), _back(key, t)),))


def places_screen(places: Sequence[Organisation], page: int, period: Period, t: Texts) -> Screen:
    """A page (from 0) of the organisations whose statements one may see."""
    pages = max(1, ceil(len(places) / PER_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = places[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = [
        (
            Button(
                clipped(each.name, BUTTON_CELLS),
                StatementButton(each.id, period.per.value, period.start).pack(),
            ),
        )
        for each in shown
    ]
    turning = page_row(page, pages, lambda to: StatementPlacesButton(to).pack(), t)
    return Screen(t("statement-which"), (*rows, *turning))


def nowhere(t: Texts) -> Screen:
    """There is nothing to show: this person manages nothing."""
    return Screen(t("statement-nowhere"))


def drawn_news(news: DrawnStatement, t: Texts) -> Screen:
    """Word to a manager that a period is closed, with the sums and the way to the statement."""
    counts: Mapping[str, int] = news.counts
    sums = [
        t("statement-sum", state=t.plain(f"state-{s.value}"), count=counts.get(s.value, 0))
        for s in SUMMED
    ]
    text = paragraphs(
        lines(
            t("statement-news-title", period=period_name(news.period, t)),
            _place(news.organisation, news.units, t),
        ),
        lines(*sums),
        t("statement-news-advice"),
    )
    key = news.organisation.id, news.period.per.value, news.period.start
    return Screen(text, ((Button(t.plain("statement-open"), StatementButton(*key).pack()),),))


def _place(organisation: Organisation, units: int, t: Texts) -> Html:
    """Which one, and whether there are others below it."""
    return t("statement-tree" if units > 1 else "unit-name", organisation=organisation.name)


def _drawn(overview: Overview, t: Texts, today: date) -> list[Html]:
    """Whether it is drawn, when, and how far."""
    if overview.is_empty:
        return [t("statement-empty")]
    if not overview.drawn and not overview.draws_itself:
        return [t("statement-only-shown")]
    waits = []
    if overview.reaching and overview.reaching_until is not None:
        until = day_name(overview.reaching_until, t, today=today)
        waits = [t("statement-waits", count=overview.reaching, day=until)]
    if not overview.drawn or overview.first_on is None or overview.last_on is None:
        day = day_name(overview.drawn_from, t, today=today)
        until = day_name(overview.drawn_until, t, today=today)
        if day == until:
            return [t("statement-provisional", day=day), *waits]
        return [t("statement-provisional-until", day=day, until=until), *waits]
    first = day_name(overview.first_on, t, today=today)
    last = day_name(overview.last_on, t, today=today)
    said = [
        t("statement-drawn", day=first)
        if first == last
        else t("statement-drawn-between", first=first, last=last)
    ]
    if overview.undrawn:
        said.append(t("statement-undrawn", drawn=overview.drawn, undrawn=overview.undrawn))
        said += waits
    if overview.corrected:
        said.append(t("statement-corrected", count=overview.corrected))
    return said


def _rows(
    overview: Overview, t: Texts, today: date, *, checklists: bool
) -> list[tuple[Button, ...]]:
    key = overview.organisation.id, overview.period.per.value, overview.period.start
    rows: list[tuple[Button, ...]] = [
        tuple(Button(each, ExportButton(*key, each).pack()) for each in FORMATS)
    ]
    undone = [
        Button(
            t.plain(
                "statement-see",
                state=t.plain(f"state-{each.value}"),
                count=overview.counts[each],
            ),
            StatementListButton(*key, each.value).pack(),
        )
        for each in (*_UNDONE, EndState.OPEN)
        if overview.counts[each]
    ]
    rows += [tuple(undone[at : at + 2]) for at in range(0, len(undone), 2)]
    if overview.drawn:
        rows.append(
            (
                Button(t.plain("statement-correct"), StatementDrawButton(*key).pack()),
                Button(t.plain("statement-changes"), StatementChangesButton(*key).pack()),
            )
        )
    rows.append(_turning(overview.organisation.id, overview.period, t, today))
    other = Per.YEAR if overview.period.per is not Per.YEAR else Per.QUARTER
    turned = period_containing(other, overview.period.last_day)
    last = [
        Button(
            t.plain("statement-of-year" if other is Per.YEAR else "statement-of-quarter"),
            StatementButton(key[0], other.value, turned.start).pack(),
        ),
        Button(t.plain("statement-places"), StatementPlacesButton().pack()),
    ]
    if checklists:
        lists = ChecklistsButton(key[0], overview.period.last_day.year).pack()
        last.append(Button(t.plain("checklists-button"), lists))
    rows.append(tuple(last))
    return rows


def _turning(
    organisation_id: OrganisationId, period: Period, t: Texts, today: date
) -> tuple[Button, ...]:
    before = period_containing(period.per, period.start - timedelta(days=1))
    row = [
        Button(
            t.plain("statement-before"),
            StatementButton(organisation_id, period.per.value, before.start).pack(),
        )
    ]
    if period.end <= today:
        after = period_containing(period.per, period.end)
        row.append(
            Button(
                t.plain("statement-after"),
                StatementButton(organisation_id, period.per.value, after.start).pack(),
            )
        )
    return tuple(row)


def _item_button(item: StatedItem, library: Library, t: Texts, today: date) -> Button:
    occurrence = item.occurrence
    place = clipped(occurrence.organisation.name, _PLACE_CELLS)
    room = BUTTON_CELLS - width(place) - 1
    name = item_name(occurrence, library, t, today=today, cells=room)
    label = t.plain("statement-item", place=place, item=name)
    return Button(label, PastItemButton(occurrence.id).pack())


def _back(key: tuple[OrganisationId, str, date], t: Texts) -> Button:
    return Button(t.plain("button-back"), StatementButton(*key).pack())
