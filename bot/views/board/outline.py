"""The tree of what somebody manages, one organisation at a time, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.conversation.buttons.board import BoardButton, BoardSpan, OrgButton, OrgPickButton
from bot.conversation.buttons.invites import InvitesButton
from bot.conversation.buttons.people import (
    HandoverListButton,
    StandInsButton,
    Task,
    TasksButton,
)
from bot.conversation.buttons.rosters import RosterButton
from bot.conversation.buttons.units import SeatsButton, UnitButton
from bot.conversation.payloads import Payload
from bot.texts.catalogue import Html, Texts
from bot.views.board.lists import PER_PAGE, within
from bot.views.board.words import holder_name, shortened_name, some_names
from bot.views.duties.names import BUTTON_CELLS, LINE_CELLS, clipped, width
from bot.views.layout import in_rows, lines, paragraphs
from bot.views.names import organisation_kind, person_name, post_name
from bot.views.screen import Button, Screen
from clauses.library import Library
from scheduler.board.outline import OrganisationOutline, OutlinedUnit
from scheduler.board.seats import Seated

_MOST_NAMES = 3


def outline_screen(outline: OrganisationOutline, page: int, library: Library, t: Texts) -> Screen:
    """One organisation with its posts, and a page (from 0) of those under it."""
    unit, page = outline.unit, within(page, len(outline.children))
    shown = outline.children[page * PER_PAGE : (page + 1) * PER_PAGE]
    pages = max(1, -(-len(outline.children) // PER_PAGE))
    below: Html | None = None
    if outline.children:
        fields = {"count": len(outline.children)}
        heading = (
            t("org-below", **fields)
            if pages == 1
            else t("org-below-first", page=page + 1, pages=pages, **fields)
        )
        below = lines(
            heading, *(line for each in shown for line in _child(each, outline, library, t))
        )
    lost = any(each.unreached for each in (unit, *shown))
    text = paragraphs(
        lines(*_head(unit, outline, library, t)), below, t("org-hint") if lost else None
    )
    return Screen(text, tuple(_rows(outline, page, pages, t)))


def pick_screen(outline: OrganisationOutline, page: int, t: Texts) -> Screen:
    """Which of those under it is to be opened."""
    page = within(page, len(outline.children))
    shown = outline.children[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = [
        (
            Button(
                shortened_name(each.organisation.name, BUTTON_CELLS),
                OrgButton(each.organisation.id, 0).pack(),
            ),
        )
        for each in shown
    ]
    back = OrgButton(outline.unit.organisation.id, page).pack()
    return Screen(t("org-which"), (*rows, (Button(t.plain("button-back"), back),)))


def _head(
    unit: OutlinedUnit, outline: OrganisationOutline, library: Library, t: Texts
) -> Iterator[Html]:
    organisation = unit.organisation
    yield t(
        "org-title",
        organisation=organisation.name,
        kind=organisation_kind(organisation, library, t),
    )
    for post in dict.fromkeys(each.post for each in unit.seated):
        held = [each for each in unit.seated if each.post == post]
        yield t("org-post", post=post_name(post, library), names=_names(held, t))
    for empty in unit.empty:
        yield t(
            "org-post-vacant",
            post=post_name(empty.post, library),
            day=_day(empty.since, outline.today, t),
        )
    if unit.managers:
        names = [person_name(name, t) for name in unit.managers]
        yield t("org-managers", names=t.plain("list-comma").join(names))
    if unit.clerks:
        names = [person_name(name, t) for name in unit.clerks]
        yield t("org-clerks", names=t.plain("list-comma").join(names))
    groups = unit.groups
    if groups.silent:
        yield t("org-groups-silent", count=groups.present, silent=groups.silent)
    elif groups.present:
        yield t("org-groups", count=groups.present)
    else:
        yield t("org-groups-none")
    if unit.unreached:
        yield t("org-unreached", names=_unreached(unit, t))


def _child(
    unit: OutlinedUnit, outline: OrganisationOutline, library: Library, t: Texts
) -> Iterator[Html]:
    """The one who answers for it, and below that what needs somebody's attention."""
    answering = library.answering_post(unit.organisation.body)
    held = [each for each in unit.seated if answering is None or each.post == answering.id]
    if held:
        who = clipped(_names(held, t), LINE_CELLS // 2)
        room = LINE_CELLS - width(t.plain("org-child", unit="", names=who))
        yield t("org-child", unit=shortened_name(unit.organisation.name, room), names=who)
    else:
        yield t("org-child-vacant", unit=shortened_name(unit.organisation.name, LINE_CELLS))
    notes = [
        t.plain(
            "org-note-vacant",
            post=post_name(each.post, library),
            day=_day(each.since, outline.today, t),
        )
        for each in unit.empty
    ]
    if unit.below:
        notes.append(t.plain("org-note-below", count=unit.below))
    if unit.unreached:
        notes.append(t.plain("org-note-unreached", names=_unreached(unit, t)))
    if notes:
        yield t("org-child-note", note=t.plain("org-note-joint").join(notes))


def _names(held: Sequence[Seated], t: Texts) -> str:
    return some_names([holder_name(each, t) for each in held], _MOST_NAMES, t)


def _unreached(unit: OutlinedUnit, t: Texts) -> str:
    return t.plain("list-comma").join(person_name(name, t) for name in unit.unreached)


def _day(day: date, today: date, t: Texts) -> str:
    return t.bare_day(day) if day.year == today.year else t.days(day, day)


def _rows(
    outline: OrganisationOutline, page: int, pages: int, t: Texts
) -> Iterator[tuple[Button, ...]]:
    id_ = outline.unit.organisation.id
    if pages > 1:
        steps = []
        if page > 0:
            steps.append(Button(t.plain("duties-previous"), OrgButton(id_, page - 1).pack()))
        if page + 1 < pages:
            steps.append(Button(t.plain("duties-next"), OrgButton(id_, page + 1).pack()))
        yield tuple(steps)
    period = BoardSpan.QUARTER.around(outline.today)
    acts: list[tuple[str, Payload]] = [
        (t.plain("invites-button"), InvitesButton(id_)),
        (t.plain("handover-button"), HandoverListButton(id_)),
        (t.plain("standin-button"), StandInsButton(id_)),
        (t.plain("clerks-button"), TasksButton(id_, Task.CLERK)),
        (t.plain("org-seats"), SeatsButton(id_)),
        (t.plain("roster-button"), RosterButton(id_)),
        (t.plain("org-unit"), UnitButton(id_)),
        (t.plain("org-board"), BoardButton(id_, BoardSpan.QUARTER, period.start)),
    ]
    if outline.children:
        acts.insert(0, (t.plain("org-open"), OrgPickButton(id_, page)))
    yield from in_rows([Button(label, act.pack()) for label, act in acts], 3)
    if outline.above is not None:
        name = shortened_name(outline.above.name, BUTTON_CELLS - 2)
        label = t.plain("org-up", organisation=name)
        yield (Button(label, OrgButton(outline.above.id, 0).pack()),)
