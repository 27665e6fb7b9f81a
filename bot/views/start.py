"""The first screen: a welcome, or how things stand."""

from __future__ import annotations

from collections import Counter

from bot.texts.catalogue import Html, Texts
from bot.views.screen import Screen
from bot.views.shared_buttons import my_duties_button, register_button
from clauses.library import Library
from scheduler.ledger.agenda import PersonAgenda, Section
from scheduler.roster.names import is_blank


def welcome(t: Texts) -> Screen:
    """The first words to somebody who holds no post yet."""
    return Screen(t("start-welcome"), ((register_button(t, another=False),),))


def overview(agenda: PersonAgenda, library: Library, t: Texts) -> Screen:
    """The posts that somebody holds, and the number of duties in each state."""
    count = Counter(item.section for item in agenda.items)
    overdue, due, done = (count[s] for s in (Section.OVERDUE, Section.DUE, Section.DONE))
    posts = Html(
        "\n".join(
            t(
                "start-post",
                post=library.post(held.post).name,
                organisation=held.organisation.name,
            )
            for held in agenda.assignments
        )
    )
    counts = (
        t("start-counts", overdue=overdue, due=due, done=done)
        if overdue + due + done
        else t("start-counts-none")
    )
    return Screen(
        t("start-overview", greeting=_greeting(agenda.person.name, t), posts=posts, counts=counts),
        ((my_duties_button(t),),),
    )


def _greeting(name: str, t: Texts) -> Html:
    return t("start-greeting-nameless") if is_blank(name) else t("start-greeting", name=name)
