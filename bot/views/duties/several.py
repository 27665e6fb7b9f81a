"""Entering several items for one day: the day first, then each item by a tap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil

from bot.conversation.buttons.duties import (
    DaysAgoButton,
    OtherDayButton,
    PickButton,
    PickFor,
    SnoozeButton,
    TickButton,
    TickedButton,
    TicksButton,
    WhichDayButton,
)
from bot.conversation.buttons.entries import (
    EntriesButton,
    EntryFor,
    EvidenceDoneButton,
    ProofButton,
    WithdrawButton,
)
from bot.conversation.buttons.questions import ItemClauseButton
from bot.conversation.scopes import ItemScope
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.duties.action_rows import page_row
from bot.views.duties.listing import MOST_LISTED
from bot.views.duties.names import BUTTON_CELLS, item_name, room_for_duty, width
from bot.views.layout import lines
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button, my_duties_button
from clauses.library import Library
from scheduler.ledger.several import DayChoice
from scheduler.planning.lamps import Lamp
from scheduler.planning.occurrences import EntryId, LedgerEntry, Occurrence, OccurrenceId


def tick_screen(
    choices: Sequence[DayChoice],
    day: date,
    scope: str,
    library: Library,
    t: Texts,
    *,
    today: date,
    page: int = 0,
) -> Screen:
    """The items that may be entered for ``day``, ticked or not, and what has been entered."""
    ticked = [each.occurrence for each in choices if each.entry_id is not None]
    pages = max(1, ceil(len(choices) / MOST_LISTED))
    page = min(max(page, 0), pages - 1)
    shown = choices[page * MOST_LISTED : (page + 1) * MOST_LISTED]
    rows = [
        (
            Button(
                _label(each, library, t, today),
                TickButton(day, each.occurrence.id, scope, page).pack(),
            ),
        )
        for each in shown
    ]
    return Screen(
        _ticked_text(ticked, day, library, t, today)
        if ticked
        else lines(
            t("several-ask", day=day_name(day, t, today=today)),
            t("several-hint"),
        ),
        (
            *rows,
            *page_row(page, pages, lambda to: TicksButton(day, scope, to).pack(), t),
            _ticked_row(day, scope, t) if ticked else _unticked_row(day, scope, t),
        ),
    )


def ticked_screen(
    entered: Sequence[Occurrence], day: date, library: Library, t: Texts, *, today: date
) -> Screen:
    """What has been entered for the day, when that is all; without buttons."""
    if not entered:
        return Screen(t("several-none-entered"), ((my_duties_button(t),),))
    return Screen(_ticked_text(entered, day, library, t, today), ((my_duties_button(t),),))


def which_day(scope: str, t: Texts, *, today: date, item: str | None = None) -> Screen:
    """Ask for the day: of one ``item``, or of several."""
    offered = {"today": today, "yesterday": today - timedelta(days=1)}
    days = [
        Button(
            t.plain(f"completion-{name}", day=t.bare_day(day)),
            DaysAgoButton((today - day).days, scope).pack(),
        )
        for name, day in offered.items()
    ]
    other = Button(t.plain("completion-other"), OtherDayButton(scope).pack())
    question = t("several-which-day") if item is None else t("several-which-day-of", item=item)
    return Screen(question, (tuple(days), (other, cancel_button(t))))


def nothing_open(t: Texts) -> Screen:
    """Nothing can be entered for the day."""
    return Screen(t("completion-list-none"), ((my_duties_button(t),),))


def pick_source(
    occurrences: Sequence[Occurrence],
    library: Library,
    t: Texts,
    *,
    today: date,
    scope: str,
    page: int,
) -> Screen:
    """The items by name, to read the clause of one."""
    return _picker(
        t("pick-source"),
        [
            Button(
                item_name(each, library, t, today=today, cells=BUTTON_CELLS),
                ItemClauseButton(each.id).pack(),
            )
            for each in occurrences
        ],
        PickFor.SOURCE,
        scope,
        page,
        t,
    )


def pick_for_later(
    occurrences: Sequence[Occurrence],
    library: Library,
    t: Texts,
    *,
    today: date,
    scope: str,
    page: int,
) -> Screen:
    """The items by name, to be reminded later of one."""
    return _picker(
        t("pick-later"),
        [
            Button(
                item_name(each, library, t, today=today, cells=BUTTON_CELLS),
                SnoozeButton(ItemScope(occurrence_id=each.id).pack()).pack(),
            )
            for each in occurrences
        ],
        PickFor.LATER,
        scope,
        page,
        t,
    )


def pick_entry(
    entered: Sequence[tuple[Occurrence, EntryId]],
    purpose: EntryFor,
    day: date,
    scope: str,
    library: Library,
    t: Texts,
    *,
    today: date,
) -> Screen:
    """The items entered for the day by name, to add proof to one or to withdraw one."""
    rows = [
        (
            Button(
                item_name(occurrence, library, t, today=today, cells=BUTTON_CELLS),
                _of_entry(purpose, occurrence.id, entry_id),
            ),
        )
        for occurrence, entry_id in entered
    ]
    back = Button(t.plain("button-back"), TicksButton(day, scope).pack())
    return Screen(t(f"pick-{purpose.name.lower()}"), (*rows, (back,)))


def _of_entry(purpose: EntryFor, occurrence_id: OccurrenceId, entry_id: EntryId) -> str:
    if purpose is EntryFor.PROOF:
        return ProofButton(occurrence_id, entry_id).pack()
    return WithdrawButton(occurrence_id, entry_id).pack()


_NAME_CELLS = 8
"""A duty cut to less tells nobody which one it is."""


def _picker(
    question: Html, buttons: Sequence[Button], purpose: PickFor, scope: str, page: int, t: Texts
) -> Screen:
    pages = max(1, ceil(len(buttons) / MOST_LISTED))
    page = min(max(page, 0), pages - 1)
    shown = buttons[page * MOST_LISTED : (page + 1) * MOST_LISTED]
    turning = page_row(page, pages, lambda to: PickButton(purpose, scope, to).pack(), t)
    return Screen(question, (*((each,) for each in shown), *turning, (cancel_button(t),)))


def _label(choice: DayChoice, library: Library, t: Texts, today: date) -> str:
    form = "several-item"
    if choice.entry_id is not None:
        form = "several-ticked"
    elif choice.lamp is Lamp.RED:
        form = "several-overdue"
    room = BUTTON_CELLS - width(t.plain(form, item=""))
    if form == "several-overdue" and room_for_duty(choice.occurrence, t, today, room) < _NAME_CELLS:
        form = "several-red"
        room = BUTTON_CELLS - width(t.plain(form, item=""))
    return t.plain(form, item=item_name(choice.occurrence, library, t, today=today, cells=room))


def _ticked_text(
    ticked: Sequence[Occurrence], day: date, library: Library, t: Texts, today: date
) -> Html:
    return lines(
        t("several-entered", day=day_name(day, t, today=today), count=len(ticked)),
        *_ticked_lines(ticked, library, t, today),
    )


def _ticked_lines(
    ticked: Sequence[Occurrence], library: Library, t: Texts, today: date
) -> Iterator[Html]:
    for each in ticked:
        line = t.plain("several-ticked", item=item_name(each, library, t, today=today))
        if each.needed > 1:
            line += t.plain("lamp-progress", completed=each.completed, needed=each.needed)
        yield t("lamp-line", line=line)


def _unticked_row(day: date, scope: str, t: Texts) -> tuple[Button, ...]:
    return (
        Button(t.plain("several-change-day"), WhichDayButton(scope).pack()),
        Button(t.plain("several-finished"), TickedButton(day, scope).pack()),
    )


def _ticked_row(day: date, scope: str, t: Texts) -> tuple[Button, ...]:
    return (
        Button(t.plain("several-proof"), EntriesButton(EntryFor.PROOF, day, scope).pack()),
        Button(t.plain("several-withdraw"), EntriesButton(EntryFor.WITHDRAW, day, scope).pack()),
        Button(t.plain("several-finished"), TickedButton(day, scope).pack()),
    )


def ask_proof(entry: LedgerEntry, t: Texts) -> Screen:
    """Ask for a note or files, with what must not be sent."""
    finished = Button(t.plain("several-finished"), EvidenceDoneButton(entry.occurrence_id).pack())
    return Screen(lines(t("several-ask-proof"), t("no-secrets")), ((finished,),))
