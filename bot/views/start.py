"""The first screen: a welcome, or how things stand."""

from __future__ import annotations

from collections import Counter

from bot.texts.catalogue import Html, Texts
from bot.views.duties.names import asked_line
from bot.views.layout import lines, paragraphs
from bot.views.screen import Screen
from bot.views.shared_buttons import my_duties_button, register_button
from clauses.library import Library
from scheduler.ledger.agenda import PersonAgenda, Section
from scheduler.roster.names import is_blank


def welcome(t: Texts) -> Screen:
    """The first words to somebody who holds no post yet."""
    return Screen(t("start-welcome"), ((register_button(t, another=False),),))


def overview(agenda: PersonAgenda, library: Library, t: Texts) -> Screen:
    """The posts that somebody holds or has asked for, and the number of duties in each state."""
    greeting = _greeting(agenda.person.name, t)
    asked = lines(*(asked_line(each, library, t) for each in agenda.asked))
    if not agenda.assignments:
        return Screen(paragraphs(greeting, asked), ((register_button(t, another=True),),))
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
        paragraphs(t("start-overview", greeting=greeting, posts=posts, counts=counts), asked),
        ((my_duties_button(t),),),
    )


def _greeting(name: str, t: Texts) -> Html:
    return t("start-greeting-nameless") if is_blank(name) else t("start-greeting", name=name)
