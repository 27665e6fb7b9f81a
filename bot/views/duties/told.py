"""Screens for what people tell or send of their own accord: which item is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.conversation.buttons.duties import HeldOnButton, SnoozeButton, WhichDayButton
from bot.conversation.buttons.entries import ProofButton
from bot.conversation.scopes import ItemScope
from bot.texts.catalogue import Texts
from bot.views.days import day_name
from bot.views.duties.names import BUTTON_CELLS, item_name, width
from bot.views.layout import lines
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button, my_duties_button
from clauses.library import Library
from scheduler.ledger.several import DayChoice, LatestEntry
from scheduler.planning.occurrences import Occurrence

_MOST = 8


def which_item(
    choices: Sequence[DayChoice],
    entered: Sequence[LatestEntry],
    count: int,
    library: Library,
    t: Texts,
    *,
    today: date,
) -> Screen:
    """Ask what has been received: ``count`` files, or 0 for an album whose size is not known yet.

    What was entered lately comes first, then what is open.
    """
    done = [
        Button(
            _label(
                "file-entered", each.occurrence, library, t, today, day=t.bare_day(each.held_on)
            ),
            ProofButton(each.occurrence.id, each.entry_id).pack(),
        )
        for each in entered
    ]
    open_ = [
        Button(
            _label("file-open", each.occurrence, library, t, today),
            WhichDayButton(ItemScope(occurrence_id=each.occurrence.id).pack()).pack(),
        )
        for each in choices
        if each.entry_id is None
    ]
    shown = (*done[: _MOST // 2], *open_)[:_MOST]
    none = Button(t.plain("file-none"), cancel_button(t).data)
    return Screen(
        lines(t("file-which", count=count), t("no-secrets")),
        (*((each,) for each in shown), (none,)),
    )


def pick_told(
    found: Sequence[Occurrence], day: date | None, library: Library, t: Texts, *, today: date
) -> Screen:
    """Ask which of several items is meant."""
    rows = [
        (
            Button(
                item_name(each, library, t, today=today, cells=BUTTON_CELLS),
                _chosen(each, day),
            ),
        )
        for each in found[:_MOST]
    ]
    question = (
        t("told-which") if day is None else t("told-which-on", day=day_name(day, t, today=today))
    )
    return Screen(question, (*rows, (cancel_button(t),)))


def not_done(
    occurrence: Occurrence, library: Library, t: Texts, *, today: date, files: bool
) -> Screen:
    """Nothing is entered for what was not done; the reminder can be put off.

    ``files`` came with it, and are not kept.
    """
    scope = ItemScope(occurrence_id=occurrence.id).pack()
    return Screen(
        lines(
            t(
                "told-not-done",
                item=item_name(occurrence, library, t, today=today),
                due=day_name(occurrence.deadline, t, today=today),
            ),
            t("told-files-not-kept") if files else None,
        ),
        (
            (
                Button(t.plain("item-later-button"), SnoozeButton(scope).pack()),
                my_duties_button(t),
            ),
        ),
    )


def _chosen(occurrence: Occurrence, day: date | None) -> str:
    scope = ItemScope(occurrence_id=occurrence.id).pack()
    return WhichDayButton(scope).pack() if day is None else HeldOnButton(day, scope).pack()


def _label(
    form: str, occurrence: Occurrence, library: Library, t: Texts, today: date, **about: str
) -> str:
    room = BUTTON_CELLS - width(t.plain(form, item="", **about))
    return t.plain(form, item=item_name(occurrence, library, t, today=today, cells=room), **about)
