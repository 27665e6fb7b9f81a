"""The past (往期): a year by duty or by month, and one item of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from math import ceil

from bot.conversation.buttons.duties import DoneButton
from bot.conversation.buttons.entries import (
    EntryButton,
    FilesButton,
    PastButton,
    PastItemButton,
    PastPickButton,
)
from bot.texts.catalogue import Html, Texts
from bot.views.days import due_name, period_name, short_period
from bot.views.duties.entry import entry_lines
from bot.views.duties.names import seat_name
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.names import post_name
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import my_duties_button
from clauses.cadence import Per
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from scheduler.ledger.history import OpenedItem, PastItem, PastYear, Proven
from scheduler.ledger.states import EndState
from scheduler.periods import period_containing

PER_PAGE = 8
"""Items to pick from on one page."""

_NAME_CHARACTERS = 60
_LABEL_CHARACTERS = 40
_SHOWN_ENTRIES = 6
_YEARS_PER_ROW = 3

_DONE = (EndState.IN_TIME, EndState.LATE)
_ALWAYS_COUNTED = (EndState.IN_TIME, EndState.LATE, EndState.NOT_DONE, EndState.EXCUSED)
_COUNTED_IF_ANY = (EndState.VACANT, EndState.UNREACHED, EndState.OPEN, EndState.NOT_LISTED)
_NAMED = tuple(state for state in EndState if state is not EndState.IN_TIME)


def year_screen(past: PastYear, library: Library, t: Texts, *, by_month: bool = False) -> Screen:
    """One year of a person's posts: the sums, then duty by duty or month by month."""
    if not past.items:
        return Screen(t("past-none"), ((my_duties_button(t),),))
    seats = [_seat(items, library, t, by_month=by_month) for items in _seats(past.items)]
    return Screen(
        paragraphs(_title(past, t), _sums(past, t), *seats),
        tuple(_year_rows(past, t, by_month=by_month)),
    )


def pick_screen(past: PastYear, t: Texts, *, page: int = 0) -> Screen:
    """The items of the year by full name, the newest first, to pick one; pages from 0."""
    items = sorted(past.items, key=lambda item: item.occurrence.period.end, reverse=True)
    pages = max(1, ceil(len(items) / PER_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = items[page * PER_PAGE : (page + 1) * PER_PAGE]
    turning = [
        Button(label, PastPickButton(past.year, other).pack())
        for label, other in (("‹", page - 1), ("›", page + 1))
        if 0 <= other < pages
    ]
    back = Button(t.plain("button-back"), PastButton(past.year).pack())
    return Screen(
        t("past-pick", page=page + 1, pages=pages),
        (
            *((_pick_button(item, t),) for item in shown),
            *((tuple(turning),) if turning else ()),
            (back,),
        ),
    )


def past_item_screen(opened: OpenedItem, library: Library, t: Texts, *, today: date) -> Screen:
    """One item with its entries, of many only the newest, and the way to their files."""
    item, entries = opened.item, opened.entries[-_SHOWN_ENTRIES:]
    occurrence = item.occurrence
    text = paragraphs(
        lines(
            t(
                "past-item",
                duty=duty_name(item.clause.duty),
                period=period_name(occurrence.period, t),
            ),
            t(
                "item-owner",
                seat=seat_name(occurrence.organisation, occurrence.post, library),
            ),
            t("past-item-state", lamp=_lamp(item.state), state=_state_name(item.state, t)),
            t(
                "past-item-due",
                due=due_name(occurrence, t, today=today),
                completed=occurrence.completed,
                needed=occurrence.needed,
            ),
        ),
        lines(
            t("item-entries"),
            *(entry_lines(occurrence, each, t, today=today) for each in entries),
        )
        if entries
        else None,
    )
    return Screen(text, tuple(_item_rows(opened, entries, t)))


def _item_rows(
    opened: OpenedItem, entries: Sequence[Proven], t: Texts
) -> Iterator[tuple[Button, ...]]:
    occurrence = opened.item.occurrence
    for each in entries:
        if each.entry.withdrawn:
            continue
        day = t.bare_day(each.entry.held_on)
        row = []
        if each.files:
            label = t.plain("past-files-button", day=day, count=len(each.files))
            row.append(Button(label, FilesButton(occurrence.id, each.entry.id).pack()))
        if opened.may_enter:
            label = t.plain("past-entry-button", day=day)
            row.append(Button(label, EntryButton(occurrence.id, each.entry.id).pack()))
        if row:
            yield tuple(row)
    if opened.may_enter and occurrence.remaining > 0 and occurrence.released is None:
        yield (Button(t.plain("past-enter-button"), DoneButton(occurrence.id).pack()),)
    year = occurrence.period.last_day.year
    yield (Button(t.plain("button-back"), PastPickButton(year).pack()),)


def _title(past: PastYear, t: Texts) -> Html:
    names = {item.occurrence.organisation.name for item in past.items}
    if len(names) == 1:
        return t("past-title", year=past.year, organisation=names.pop())
    return t("past-title-all", year=past.year)


def _sums(past: PastYear, t: Texts) -> Html:
    counts = past.counts
    listed = counts.total() - counts[EndState.NOT_LISTED]
    rest = [state for state in _COUNTED_IF_ANY if counts[state]]
    return lines(
        t("past-sums", **{state.value: counts[state] for state in _ALWAYS_COUNTED}, total=listed),
        Html(t("past-gap").join(_count(state, counts[state], t) for state in rest))
        if rest
        else None,
    )


def _count(state: EndState, count: int, t: Texts) -> Html:
    return t("past-count", state=_state_name(state, t), count=count)


def _seat(items: Sequence[PastItem], library: Library, t: Texts, *, by_month: bool) -> Html:
    first = items[0].occurrence
    post, organisation = post_name(first.post, library), first.organisation.name
    body = _by_month(items, t) if by_month else _by_duty(items, t)
    return lines(t("past-seat", post=post, organisation=organisation), *body)


def _by_duty(items: Sequence[PastItem], t: Texts) -> Iterator[Html]:
    duties: dict[str, list[PastItem]] = {}
    for item in items:
        duties.setdefault(item.clause.duty, []).append(item)
    for duty, several in duties.items():
        worst = max((each.state for each in several), key=_gravity)
        name = shortened(duty_name(duty), _NAME_CHARACTERS)
        yield t("past-duty", lamp=_lamp(worst), duty=name, count=len(several))
        for state in _NAMED:
            periods = [
                short_period(e.occurrence.period, t, today=e.occurrence.period.start)
                for e in several
                if e.state is state
            ]
            if periods:
                named = t.plain("list-comma").join(periods)
                yield t("past-duty-state", periods=named, state=_state_name(state, t))


def _by_month(items: Sequence[PastItem], t: Texts) -> Iterator[Html]:
    newest_first = sorted(items, key=_month, reverse=True)
    for (year, number), several in groupby(newest_first, key=_month):
        first = date(year, number, 1)
        month = short_period(period_containing(Per.MONTH, first), t, today=first)
        found = list(several)
        done = sum(item.state is EndState.IN_TIME for item in found)
        yield t("past-month", month=month, count=done)
        for item in found:
            if item.state is not EndState.IN_TIME:
                name = shortened(duty_name(item.clause.duty), _NAME_CHARACTERS)
                state = _state_name(item.state, t)
                yield t("past-month-item", lamp=_lamp(item.state), duty=name, state=state)


def _month(item: PastItem) -> tuple[int, int]:
    last = item.occurrence.period.last_day
    return last.year, last.month


def _year_rows(past: PastYear, t: Texts, *, by_month: bool) -> Iterator[tuple[Button, ...]]:
    others = [
        Button(t.plain("past-year-button", year=year), PastButton(year, by_month=by_month).pack())
        for year in past.years
        if year != past.year
    ]
    yield from in_rows(others, _YEARS_PER_ROW)
    other = "past-by-duty-button" if by_month else "past-by-month-button"
    yield (
        Button(t.plain(other), PastButton(past.year, by_month=not by_month).pack()),
        Button(t.plain("past-open-button"), PastPickButton(past.year).pack()),
    )
    yield (my_duties_button(t),)


def _pick_button(item: PastItem, t: Texts) -> Button:
    period = period_name(item.occurrence.period, t)
    label = t.plain(
        "past-pick-item",
        lamp=_lamp(item.state),
        duty=shortened(duty_name(item.clause.duty), _LABEL_CHARACTERS),
        period=period,
    )
    return Button(label, PastItemButton(item.occurrence.id).pack())


def _seats(items: Iterable[PastItem]) -> Iterator[list[PastItem]]:
    """Items are in order of organisation and post already."""
    for _, several in groupby(
        items, key=lambda item: (item.occurrence.organisation.id, item.occurrence.post)
    ):
        yield list(several)


def _state_name(state: EndState, t: Texts) -> str:
    return t.plain(f"state-{state.value}")


def _lamp(state: EndState) -> str:
    if state in _DONE:
        return "🟢"
    return "🔴" if state in (EndState.OPEN, EndState.NOT_DONE, EndState.UNREACHED) else "🔵"


def _gravity(state: EndState) -> int:
    return {"🟢": 0, "🔵": 1, "🔴": 2}[_lamp(state)]
