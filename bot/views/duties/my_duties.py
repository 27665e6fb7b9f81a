"""``/myduties``: what somebody owes, under its lamps; and all of it, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from math import ceil

from bot.conversation.buttons.duties import (
    ALL_POSTS,
    AgendaButton,
    AllButton,
    ItemButton,
    PickButton,
    PickFor,
)
from bot.conversation.buttons.entries import PastButton
from bot.conversation.buttons.questions import ClauseButton
from bot.conversation.scopes import ItemScope
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name, provisional_note
from bot.views.duties.action_rows import day_row, page_row
from bot.views.duties.listing import (
    MOST_LISTED,
    Listed,
    ListStyle,
    first_of,
    holder_name,
    item_lines,
    lamp_blocks,
    seat_line,
)
from bot.views.duties.names import (
    BUTTON_CELLS,
    LINE_CELLS,
    asked_line,
    clipped,
    item_name,
    seat_name,
)
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.screen import Button, Screen
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from scheduler.ledger.agenda import AgendaItem, PersonAgenda, Section
from scheduler.planning.lamps import LAMPS, Lamp, lamp_of
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import Assignment, AssignmentId

PER_PAGE = MOST_LISTED
"""Duties on one page of the list of all."""

MOST_WHITE = 3
"""Of what is not near, so many are listed; the others are counted."""

_DATED = (Section.OVERDUE, Section.DUE, Section.COMING)
_POSTS_PER_ROW = 2
_LABEL_CHARACTERS = 24

_UNCERTAIN_NAMED = 3


def agenda_screen(
    agenda: PersonAgenda,
    library: Library,
    t: Texts,
    *,
    now: datetime,
    assignment_id: AssignmentId = ALL_POSTS,
) -> Screen:
    """What is owed, of one post or of all: overdue, near, the next few, and what was done."""
    chosen = _chosen(agenda, assignment_id)
    filter_id = ALL_POSTS if chosen is None else chosen.id
    items = _of(agenda, chosen)
    today = _today(agenda, now)
    listed = _listed(items, agenda, now)
    done = len(_done(agenda, chosen))
    blocks = lamp_blocks(
        listed, library, t, today=today, most_white=MOST_WHITE, style=_style(agenda, chosen)
    )
    title = t("duties-title", day=day_name(today, t, today=today))
    rows: list[tuple[Button, ...]] = []
    if any(each.occurrence.period.start <= today for each in listed):
        rows.append(day_row(ItemScope(assignment_id=filter_id).pack(), t))
    if items:
        count = len(listed) + done or len(items)
        rows.append(
            (
                Button(t.plain("duties-open-button"), _open(filter_id, 0)),
                Button(t.plain("duties-all-button", count=count), AllButton(0, filter_id).pack()),
                Button(t.plain("past-button"), PastButton().pack()),
            )
        )
    text = paragraphs(
        lines(title, _whose(agenda, chosen, library, t)),
        *blocks,
        t("lamp-heading", heading=t.plain("lamp-green", count=done)) if done else None,
        provisional_note([each.occurrence for each in first_of(listed, most_white=MOST_WHITE)], t),
        None if listed or done else _nothing(agenda, items, t),
        *(asked_line(each, library, t) for each in agenda.asked if chosen is None),
    )
    return Screen(text, (*rows, *_posts(agenda.assignments, filter_id, library, t)))


def former_holder_screen(t: Texts) -> Screen:
    """The way to the past for somebody who holds no post any more."""
    return Screen(t("duties-former"), ((Button(t.plain("past-button"), PastButton().pack()),),))


def all_screen(
    agenda: PersonAgenda,
    library: Library,
    t: Texts,
    *,
    now: datetime,
    page: int = 0,
    assignment_id: AssignmentId = ALL_POSTS,
) -> Screen:
    """A page (from 0; the last one when there are fewer) of all duties, with and without a date."""
    chosen = _chosen(agenda, assignment_id)
    filter_id = ALL_POSTS if chosen is None else chosen.id
    every, today = _all(agenda, chosen, now), _today(agenda, now)
    page, pages = _page_of(page, len(every))
    shown = every[page * PER_PAGE : (page + 1) * PER_PAGE]
    style = _style(agenda, chosen)
    dated = [each for each in shown if isinstance(each, Listed)]
    green = [each.occurrence for each in dated if each.lamp is Lamp.GREEN]
    counts = Counter(each.lamp for each in every if isinstance(each, Listed))
    blocks = lamp_blocks(dated, library, t, today=today, style=style, counts=counts)
    if green:
        heading = t.plain("lamp-green", count=len(_done(agenda, chosen)))
        listed = item_lines(green, library, t, today, style)
        blocks.append(lines(t("lamp-heading", heading=heading), *listed))
    text = paragraphs(
        t("duties-all-title", page=page + 1, pages=pages),
        *blocks,
        *_undated(shown, every, t),
        _uncertain(agenda, chosen, t) if page == 0 else None,
        provisional_note([each.occurrence for each in dated], t),
    )
    back = Button(t.plain("button-back"), AgendaButton(0, filter_id).pack())
    return Screen(
        text,
        (
            *page_row(page, pages, lambda to: AllButton(to, filter_id).pack(), t),
            (Button(t.plain("duties-open-button"), _open(filter_id, page)), back),
        ),
    )


def pick_to_open(
    agenda: PersonAgenda,
    library: Library,
    t: Texts,
    *,
    now: datetime,
    page: int = 0,
    assignment_id: AssignmentId = ALL_POSTS,
) -> Screen:
    """The duties of a page of the list of all by name: an item to open, or a clause."""
    chosen = _chosen(agenda, assignment_id)
    filter_id = ALL_POSTS if chosen is None else chosen.id
    every, today = _all(agenda, chosen, now), _today(agenda, now)
    page, pages = _page_of(page, len(every))
    shown = every[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = tuple(
        (
            Button(
                item_name(each.occurrence, library, t, today=today, cells=BUTTON_CELLS),
                ItemButton(each.occurrence.id).pack(),
            )
            if isinstance(each, Listed)
            else Button(
                clipped(t.called(duty_name(each.clause.duty)), BUTTON_CELLS),
                ClauseButton(each.clause.ref).pack(),
            ),
        )
        for each in shown
    )
    back = Button(t.plain("button-back"), AgendaButton(0, filter_id).pack())
    return Screen(
        t("pick-open"),
        (*rows, *page_row(page, pages, lambda to: _open(filter_id, to), t), (back,)),
    )


def _uncertain(agenda: PersonAgenda, chosen: Assignment | None, t: Texts) -> Html | None:
    """What is reminded of, though it depends on something nobody has said of the organisation yet."""
    names = list(
        dict.fromkeys(
            t.called(duty_name(each.clause.duty))
            for each in _of(agenda, chosen)
            if each.uncertain and each.occurrence is not None
        )
    )
    if not names:
        return None
    listed = (t("duties-uncertain-item", duty=clipped(each, LINE_CELLS - 2)) for each in names)
    heading = t("duties-uncertain", count=len(names))
    return lines(heading, *islice(listed, _UNCERTAIN_NAMED))


def _chosen(agenda: PersonAgenda, assignment_id: AssignmentId) -> Assignment | None:
    return next((each for each in agenda.assignments if each.id == assignment_id), None)


def _of(agenda: PersonAgenda, chosen: Assignment | None) -> list[AgendaItem]:
    return [each for each in agenda.items if chosen is None or each.assignment_id == chosen.id]


def _done(agenda: PersonAgenda, chosen: Assignment | None) -> list[Listed]:
    return [
        Listed(each, 0, Lamp.GREEN)
        for each in agenda.done
        if chosen is None
        or (each.organisation.id, each.post) == (chosen.organisation.id, chosen.post)
    ]


def _nothing(agenda: PersonAgenda, items: Sequence[AgendaItem], t: Texts) -> Html | None:
    if not agenda.assignments:
        return None
    return t("duties-none-dated" if items else "duties-none")


def _today(agenda: PersonAgenda, now: datetime) -> date:
    held = agenda.assignments
    organisation = held[0].organisation if held else agenda.asked[0].organisation
    return organisation.today(now)


def _listed(items: Sequence[AgendaItem], agenda: PersonAgenda, now: datetime) -> list[Listed]:
    """What is owed, each once: two posts may owe one thing together.

    The next period of a duty is left out as long as there is time for the present one.
    """
    listed: dict[OccurrenceId, Listed] = {}
    waiting = set()
    for item in items:
        occurrence = item.occurrence
        if occurrence is None or item.section not in _DATED:
            continue
        today = occurrence.organisation.today(now)
        left = agenda.calendar.workdays_until(today, occurrence.deadline)
        lamp = lamp_of(occurrence, today, left)
        duty = item.clause.ref, item.assignment_id
        if item.section is Section.DUE and lamp is Lamp.WHITE:
            waiting.add(duty)
        elif item.section is Section.COMING and duty in waiting:
            continue
        listed[occurrence.id] = Listed(occurrence, left, lamp)
    return sorted(listed.values(), key=lambda it: (LAMPS.index(it.lamp), it.occurrence.urgency))


def _all(
    agenda: PersonAgenda, chosen: Assignment | None, now: datetime
) -> list[Listed | AgendaItem]:
    items = _of(agenda, chosen)
    undated = [each for each in items if each.occurrence is None]
    return [*_listed(items, agenda, now), *_done(agenda, chosen), *undated]


def _undated(
    shown: Sequence[Listed | AgendaItem], every: Sequence[Listed | AgendaItem], t: Texts
) -> Iterator[Html]:
    """The duties without a number, under the heading of their section, which counts all pages."""
    for section in (Section.REGULAR, Section.ON_EVENT, Section.CONTINUOUS):
        here = [each for each in shown if isinstance(each, AgendaItem) and each.section is section]
        if here:
            count = sum(isinstance(it, AgendaItem) and it.section is section for it in every)
            room = LINE_CELLS - 2
            yield lines(
                t(f"duties-section-{section.value}", count=count),
                *(
                    t(
                        "lamp-item",
                        name=clipped(t.called(duty_name(each.clause.duty)), room),
                        progress="",
                    )
                    for each in here
                ),
            )


def _style(agenda: PersonAgenda, chosen: Assignment | None) -> ListStyle:
    return ListStyle(seats=chosen is None and len(agenda.assignments) > 1)


def _whose(
    agenda: PersonAgenda, chosen: Assignment | None, library: Library, t: Texts
) -> Html | None:
    """Seat and name, where one post is shown."""
    one = chosen or (agenda.assignments[0] if len(agenda.assignments) == 1 else None)
    if one is None:
        return None
    return seat_line(one.organisation, one.post, holder_name(agenda.person.name, t), library, t)


def _page_of(page: int, count: int) -> tuple[int, int]:
    pages = max(1, ceil(count / PER_PAGE))
    return min(max(page, 0), pages - 1), pages


def _open(filter_id: AssignmentId, page: int) -> str:
    return PickButton(PickFor.OPEN, ItemScope(assignment_id=filter_id).pack(), page).pack()


def _posts(
    assignments: Sequence[Assignment], filter_id: AssignmentId, library: Library, t: Texts
) -> tuple[tuple[Button, ...], ...]:
    if len(assignments) == 1:
        return ()
    labels = {ALL_POSTS: t.plain("duties-all-posts")}
    for each in assignments:
        label = seat_name(each.organisation, each.post, library)
        labels[each.id] = shortened(label, _LABEL_CHARACTERS)
    return in_rows(
        (
            Button(
                t.plain("duties-chosen", label=label) if id_ == filter_id else label,
                AgendaButton(0, id_).pack(),
            )
            for id_, label in labels.items()
        ),
        _POSTS_PER_ROW,
    )
