"""Word to managers of what is overdue: the own ones first, then those above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.conversation.buttons.chasing import UrgeButton
from bot.texts.catalogue import Html, Texts
from bot.views.board.words import some_names
from bot.views.days import day_name
from bot.views.duties.names import LINE_CELLS, clipped, item_name
from bot.views.layout import lines, paragraphs
from bot.views.names import person_name
from bot.views.screen import Button, Screen
from clauses.library import Library
from scheduler.ledger.wording import is_known
from scheduler.planning.notices import Chased, NoticeKind, Parcel, Reminder
from scheduler.roster.model import OrganisationId

MOST_LISTED = 8
_MOST_NAMES = 3

_NAMES = {NoticeKind.FOLLOW_UP: "chase-follow-up", NoticeKind.ESCALATION: "chase-escalation"}
"""With what the messages of each step begin, the first one first."""


def chasing_screen(parcel: Parcel, chased: Chased, library: Library, t: Texts) -> Screen:
    """The items that are new, by step and organisation, and how many are open of which was told before."""
    known = [each for each in parcel.reminders if is_known(each.occurrence, library)]
    shown = {each.notice_id for each in known[:MOST_LISTED]}
    sections: list[Html] = []
    nexts: list[Html] = []
    for kind, name in _NAMES.items():
        new = [each for each in known if each.stage == kind.value]
        if new or (kind is parcel.kind and not known):
            today = day_name(parcel.today, t, today=parcel.today)
            listed = sorted((each for each in new if each.notice_id in shown), key=_place)
            sections.append(lines(t(f"{name}-title", day=today), t("chase-new", count=len(new))))
            sections.append(lines(*_blocks(listed, chased, parcel, library, t)))
            if kind is NoticeKind.ESCALATION or chased.goes_on:
                nexts.append(t(f"{name}-next"))
    rest = len(known) - len(shown)
    text = paragraphs(
        *sections,
        t("chase-more", count=rest) if rest else None,
        lines(
            t("chase-earlier", count=chased.earlier) if chased.earlier else None,
            *nexts,
            t("chase-days"),
        ),
    )
    rows: tuple[tuple[Button, ...], ...] = ()
    if chased.place is not None:
        rows = ((Button(t.plain("urge-button"), UrgeButton(chased.place).pack()),),)
    return Screen(text, rows)


def _place(reminder: Reminder) -> OrganisationId:
    return reminder.occurrence.organisation.id


def _blocks(
    shown: Sequence[Reminder], chased: Chased, parcel: Parcel, library: Library, t: Texts
) -> Iterable[Html]:
    for _, items in groupby(shown, key=_place):
        of_one = list(items)
        yield t("chase-unit", organisation=of_one[0].occurrence.organisation.name)
        for each in of_one:
            yield _line(each, chased, parcel, library, t)


def _line(each: Reminder, chased: Chased, parcel: Parcel, library: Library, t: Texts) -> Html:
    occurrence = each.occurrence
    names = [
        t.plain("people-acting", name=person_name(name, t)) if acting else person_name(name, t)
        for name, acting in chased.owing.get(occurrence.id, ())
    ]
    owing = clipped(some_names(names, _MOST_NAMES, t), 2 * LINE_CELLS)
    line = t(
        "chase-item",
        item=item_name(occurrence, library, t, today=parcel.today),
        days=max(0, -each.workdays_left),
        names=owing or t.plain("seats-vacant"),
    )
    told_on = chased.followed_up.get(occurrence.id)
    if told_on is None:
        return line
    return lines(line, t("chase-followed-up", day=day_name(told_on, t, today=parcel.today)))
