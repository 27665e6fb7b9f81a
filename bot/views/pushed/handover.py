"""Word to whoever takes a post over, and to whoever leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.conversation.buttons import PastButton
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.duties.names import item_name
from bot.views.layout import lines, paragraphs
from bot.views.names import person_name, post_name
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import my_duties_button
from clauses.library import Library
from scheduler.planning.notices import HandoverNews
from scheduler.planning.occurrences import Occurrence

_MOST_LISTED = 8


def handover_screen(
    news: HandoverNews, library: Library, t: Texts, *, today: date, to_successor: bool
) -> Screen:
    """What is owed, done and coming, or when it ends and who goes on."""
    history = Button(t.plain("past-button"), PastButton().pack())
    rows = ((my_duties_button(t), history),)
    said = _taken(news, library, t, today) if to_successor else _left(news, library, t, today)
    return Screen(said, rows)


def _taken(news: HandoverNews, library: Library, t: Texts, today: date) -> Html:
    assignment, other = news.assignment, news.other
    what = {
        "organisation": assignment.organisation.name,
        "post": post_name(assignment.post, library),
        "day": day_name(assignment.start_on, t, today=today),
    }
    return paragraphs(
        t("handover-taken-from", name=person_name(other.name, t), **what)
        if other is not None
        else t("handover-taken", **what),
        lines(
            t("handover-owed", count=len(news.owed)),
            *_owed(news.owed, library, t, today),
        ),
        lines(
            t("handover-quarter-done", count=news.done),
            t("handover-next", day=day_name(news.next_on, t, today=today))
            if news.next_on is not None
            else None,
            t("handover-history"),
        ),
    )


def _owed(owed: Sequence[Occurrence], library: Library, t: Texts, today: date) -> list[Html]:
    listed = [
        t(
            "handover-owed-item" if each.overdue_after >= today else "handover-owed-late",
            item=item_name(each, library, t, today=today),
            day=day_name(each.due_on, t, today=today),
        )
        for each in owed[:_MOST_LISTED]
    ]
    rest = len(owed) - len(listed)
    return [*listed, t("handover-owed-more", count=rest)] if rest else listed


def _left(news: HandoverNews, library: Library, t: Texts, today: date) -> Html:
    assignment = news.assignment
    end_on = assignment.end_on or today
    what = {
        "organisation": assignment.organisation.name,
        "post": post_name(assignment.post, library),
        "last": day_name(end_on - timedelta(days=1), t, today=today),
        "day": day_name(end_on, t, today=today),
    }
    if news.other is not None:
        return t("handover-left-to", name=person_name(news.other.name, t), **what)
    return t("handover-left", **what)
