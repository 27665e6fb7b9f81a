"""``/myduties``: what somebody owes, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from math import ceil

from bot.conversation.buttons import (
    ALL_POSTS,
    AgendaButton,
    ClauseButton,
    ItemButton,
    PastButton,
)
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name, due_name, period_name, provisional_note
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.screen import Button, Screen
from clauses.cadence import Quota
from clauses.library import Library
from scheduler.ledger.agenda import AgendaItem, PersonAgenda, Section
from scheduler.planning.occurrences import Occurrence
from scheduler.planning.plan import opens_on
from scheduler.roster.model import Assignment, AssignmentId

PER_PAGE = 10
"""Duties on one page: as many as fit on a telephone, with two rows of numbers below."""

_WITH_A_LAST_DAY = (Section.OVERDUE, Section.DUE)
_NUMBERS_PER_ROW = 5
_POSTS_PER_ROW = 2
_LABEL_CHARACTERS = 24
_NAME_CHARACTERS = 120


def agenda_screen(
    agenda: PersonAgenda,
    library: Library,
    t: Texts,
    *,
    now: datetime,
    page: int = 0,
    assignment_id: AssignmentId = ALL_POSTS,
) -> Screen:
    """One page (from 0; the last one when there are fewer), of one post or of all.

    Numbers run through all pages. A number opens the item, or the clause where there is nothing
    to enter.
    """
    chosen = next((each for each in agenda.assignments if each.id == assignment_id), None)
    items = [each for each in agenda.items if chosen is None or each.assignment_id == chosen.id]
    pages = max(1, ceil(len(items) / PER_PAGE))
    page = min(max(page, 0), pages - 1)
    start = page * PER_PAGE
    shown = items[start : start + PER_PAGE]
    blocks = [
        _section(section, shown, items, start, agenda if chosen is None else None, library, t, now)
        for section in Section
    ]
    title = (
        t("duties-title")
        if chosen is None
        else t("duties-title-post", post=library.post(chosen.post).name)
    )
    dated = [
        item.occurrence
        for item in shown
        if item.occurrence is not None and item.section in _WITH_A_LAST_DAY
    ]
    text = paragraphs(
        title,
        *blocks,
        provisional_note(dated, t),
        t("duties-hint") if shown else t("duties-none"),
    )
    rows = in_rows(_numbers(shown, start), _NUMBERS_PER_ROW)
    filter_id = ALL_POSTS if chosen is None else chosen.id
    return Screen(
        text,
        (
            *rows,
            *_turning(page, pages, filter_id, t),
            *_posts(agenda.assignments, filter_id, library, t),
            (Button(t.plain("past-button"), PastButton().pack()),),
        ),
    )


def _section(
    section: Section,
    shown: Sequence[AgendaItem],
    every: Sequence[AgendaItem],
    start: int,
    suffixed: PersonAgenda | None,
    library: Library,
    t: Texts,
    now: datetime,
) -> Html | None:
    entries = [
        _line(number, item, _suffix(item, suffixed, library, t), t, now)
        for number, item in enumerate(shown, start=start + 1)
        if item.section is section
    ]
    if not entries:
        return None
    count = sum(item.section is section for item in every)
    return lines(t(f"duties-section-{section.value}", count=count), *entries)


def _line(number: int, item: AgendaItem, suffix: str, t: Texts, now: datetime) -> Html:
    mark = t.plain("duties-uncertain") if item.uncertain else ""
    duty = shortened(item.clause.duty, _NAME_CHARACTERS) + mark + suffix
    if item.occurrence is None:
        return t("duties-other", number=number, duty=duty)
    occurrence = item.occurrence
    today = item.organisation.today(now)
    kind = "open" if item.section is Section.DUE else item.section.value
    return t(
        f"duties-{kind}",
        number=number,
        duty=duty,
        period=period_name(occurrence.period, t),
        completed=occurrence.completed,
        needed=occurrence.needed,
        due=due_name(occurrence, t, today=today),
        start=day_name(_opens(item, occurrence), t, today=today),
    )


def _opens(item: AgendaItem, occurrence: Occurrence) -> date:
    cadence = item.clause.cadence
    if isinstance(cadence, Quota):
        return opens_on(cadence, occurrence.period)
    return occurrence.period.start


def _suffix(item: AgendaItem, agenda: PersonAgenda | None, library: Library, t: Texts) -> str:
    """Whose duty it is, where several posts are shown together."""
    if agenda is None or len(agenda.assignments) == 1:
        return ""
    post = library.post(item.post).name
    if len({each.organisation.id for each in agenda.assignments}) == 1:
        return t.plain("duties-of-post", post=post)
    return t.plain("duties-of-post-in", organisation=item.organisation.name, post=post)


def _numbers(shown: Sequence[AgendaItem], start: int) -> list[Button]:
    return [
        Button(
            str(number),
            ClauseButton(item.clause.ref).pack()
            if item.occurrence is None
            else ItemButton(item.occurrence.id).pack(),
        )
        for number, item in enumerate(shown, start=start + 1)
    ]


def _turning(
    page: int, pages: int, filter_id: AssignmentId, t: Texts
) -> tuple[tuple[Button, ...], ...]:
    if pages == 1:
        return ()
    here = Button(
        t.plain("duties-page", page=page + 1, pages=pages), AgendaButton(page, filter_id).pack()
    )
    row = [here]
    if page > 0:
        row.insert(0, Button(t.plain("duties-previous"), AgendaButton(page - 1, filter_id).pack()))
    if page < pages - 1:
        row.append(Button(t.plain("duties-next"), AgendaButton(page + 1, filter_id).pack()))
    return (tuple(row),)


def _posts(
    assignments: Sequence[Assignment], filter_id: AssignmentId, library: Library, t: Texts
) -> tuple[tuple[Button, ...], ...]:
    if len(assignments) == 1:
        return ()
    same = len({each.organisation.id for each in assignments}) == 1
    labels = {ALL_POSTS: t.plain("duties-all-posts")}
    for each in assignments:
        post = library.post(each.post).name
        label = post if same else f"{each.organisation.name} {post}"
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
