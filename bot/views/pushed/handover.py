"""Word to whoever takes a post over, and to whoever leaves it."""

from __future__ import annotations

from datetime import date, timedelta

from bot.conversation.buttons.entries import PastButton
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.duties.listing import Listed, lamp_blocks
from bot.views.duties.names import seat_name
from bot.views.layout import lines, paragraphs
from bot.views.names import person_name
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import my_duties_button
from clauses.library import Library
from scheduler.ledger.wording import is_known
from scheduler.planning.lamps import lamp_of
from scheduler.planning.notices import HandoverNews


def handover_screen(
    news: HandoverNews, library: Library, t: Texts, *, today: date, to_successor: bool
) -> Screen:
    """What is owed, done and coming, or when it ends and who goes on, or that it is off."""
    if news.off_on is not None:
        return Screen(_off(news, news.off_on, library, t, today), ((my_duties_button(t),),))
    history = Button(t.plain("past-button"), PastButton().pack())
    rows = ((my_duties_button(t), history),)
    said = _taken(news, library, t, today) if to_successor else _left(news, library, t, today)
    return Screen(said, rows)


def _taken(news: HandoverNews, library: Library, t: Texts, today: date) -> Html:
    assignment, other = news.assignment, news.other
    seat = seat_name(assignment.organisation, assignment.post, library)
    day = day_name(assignment.start_on, t, today=today)
    known = [each for each in news.owed if is_known(each, library)]
    listed = [
        Listed(each, left := news.workdays_left[each.id], lamp_of(each, today, left))
        for each in known
    ]
    return paragraphs(
        t("handover-taken-from", seat=seat, day=day, name=person_name(other.name, t))
        if other is not None
        else t("handover-taken", seat=seat, day=day),
        t("handover-owed", count=len(known)),
        *lamp_blocks(listed, library, t, today=today),
        lines(
            t("handover-quarter-done", count=news.done),
            t("handover-next", day=day_name(news.next_on, t, today=today))
            if news.next_on is not None
            else None,
            t("handover-history"),
        ),
    )


def _off(news: HandoverNews, day: date, library: Library, t: Texts, today: date) -> Html:
    """To whoever was to take the post over: they never did. To its holder: they go on."""
    assignment = news.assignment
    seat = seat_name(assignment.organisation, assignment.post, library)
    never = assignment.end_on is not None and assignment.end_on <= assignment.start_on
    message = "handover-off-successor" if never else "handover-off-holder"
    return t(message, seat=seat, day=day_name(day, t, today=today))


def _left(news: HandoverNews, library: Library, t: Texts, today: date) -> Html:
    assignment = news.assignment
    end_on = assignment.end_on or today
    what = {
        "seat": seat_name(assignment.organisation, assignment.post, library),
        "last": day_name(end_on - timedelta(days=1), t, today=today),
        "day": day_name(end_on, t, today=today),
    }
    if news.other is not None:
        return t("handover-left-to", name=person_name(news.other.name, t), **what)
    return t("handover-left", **what)
