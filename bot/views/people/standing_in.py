"""Stand-ins: who stands in for which post, from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.conversation.buttons.people import (
    PeopleButton,
    StandInButton,
    StandInEndButton,
    StandInPostButton,
    StandInsButton,
)
from bot.conversation.buttons.units import short_number
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.names import person_name, post_name
from bot.views.people.choosing import people_rows
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from clauses.library import Library
from clauses.model import PostId
from scheduler.handover.model import Colleague, HeldBy
from scheduler.handover.unit_people import UnitPeople
from scheduler.roster.model import Assignment

_LABEL_CHARACTERS = 20
_DAY = timedelta(days=1)


def stand_in_list(people: UnitPeople, library: Library, t: Texts) -> Screen:
    """Those who stand in now or will, and the posts that may have a stand-in."""
    organisation_id = people.organisation.id
    acting = [each for post in people.posts for each in post.holders if each.acting]
    ends = [
        (
            Button(
                t.plain("people-remove", name=shortened(person_name(each.person.name, t), 16)),
                StandInEndButton(each.assignment_id).pack(),
            ),
        )
        for each in acting
    ]
    posts = [
        Button(
            shortened(post_name(post.post, library), _LABEL_CHARACTERS),
            StandInPostButton(organisation_id, short_number(post.post)).pack(),
        )
        for post in people.posts
        if not post.each_owes
    ]
    text = paragraphs(
        lines(t("standin-title"), t("unit-name", organisation=people.organisation.name)),
        t("standin-means"),
        lines(*(_line(each, people, library, t) for each in acting)) if acting else None,
        t("standin-which") if posts else None,
    )
    back = Button(t.plain("button-back"), PeopleButton(organisation_id).pack())
    return Screen(text, (*in_rows(posts, 2), *ends, (back,)))


def ask_who(
    people: UnitPeople,
    candidates: Sequence[Colleague],
    button: StandInPostButton,
    post: PostId,
    library: Library,
    t: Texts,
) -> Screen:
    """Ask who stands in."""
    organisation_id, number = people.organisation.id, button.post_number
    holding = {
        each.person.id
        for held in people.posts
        if held.post == post
        for each in held.holders
        if not each.acting
    }
    rest = [each for each in candidates if each.id not in holding]
    rows = people_rows(
        rest,
        button.page,
        t,
        choose=lambda each: StandInButton(organisation_id, number, each.id).pack(),
        turn=lambda page: StandInPostButton(organisation_id, number, page).pack(),
    )
    text = paragraphs(
        _head(people, post, library, t),
        t("standin-who") if rest else t("people-none-around"),
    )
    back = Button(t.plain("button-back"), StandInsButton(organisation_id).pack())
    return Screen(text, (*rows, (back,)))


def ask_days(people: UnitPeople, post: PostId, name: str, library: Library, t: Texts) -> Screen:
    """Ask from when to when; it is typed."""
    first, last = people.today, people.today + timedelta(days=9)
    question = t(
        "standin-ask-days",
        name=person_name(name, t),
        first=t.bare_day(first),
        last=t.bare_day(last),
    )
    text = paragraphs(_head(people, post, library, t), question)
    return Screen(text, ((cancel_button(t),),))


def unclear_days(t: Texts) -> Screen:
    """The text is no stretch of days."""
    return Screen(t("standin-unclear"), ((cancel_button(t),),))


def stand_in_set(
    taken: Assignment, name: str, people: UnitPeople, library: Library, t: Texts
) -> Screen:
    """Who stands in, and when."""
    text = t(
        "standin-done",
        name=person_name(name, t),
        post=post_name(taken.post, library),
        first=day_name(taken.start_on, t, today=people.today),
        last=day_name((taken.end_on or taken.start_on) - _DAY, t, today=people.today),
    )
    back = Button(t.plain("button-back"), StandInsButton(people.organisation.id).pack())
    return Screen(text, ((back,),))


def _line(held: HeldBy, people: UnitPeople, library: Library, t: Texts) -> Html:
    return t(
        "standin-line",
        post=post_name(held.post, library),
        name=person_name(held.person.name, t),
        first=day_name(held.start_on, t, today=people.today),
        last=day_name((held.end_on or held.start_on) - _DAY, t, today=people.today),
    )


def _head(people: UnitPeople, post: PostId, library: Library, t: Texts) -> Html:
    return lines(
        t("standin-title"),
        t("unit-name", organisation=people.organisation.name),
        t("item-title", name=t.called(post_name(post, library))),
    )
