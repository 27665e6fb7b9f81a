"""Who does what in an organisation, for its managers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.buttons.invites import InvitesButton
from bot.conversation.buttons.people import (
    HandoverListButton,
    PeopleButton,
    StandInsButton,
    Task,
    TaskAddButton,
    TasksButton,
    TaskSetButton,
)
from bot.conversation.buttons.units import SeatsButton, UnitButton
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.layout import lines, paragraphs, shortened
from bot.views.names import person_name, post_name
from bot.views.people.chasing import chasing_button
from bot.views.people.choosing import people_rows
from bot.views.people.rosters import roster_button
from bot.views.screen import Button, Screen
from clauses.library import Library
from scheduler.handover.model import Colleague, HeldBy
from scheduler.handover.unit_people import PostHeld, UnitPeople

_LABEL_CHARACTERS = 16


def people_screen(people: UnitPeople, library: Library, t: Texts) -> Screen:
    """Posts with their holders, clerks, managers, and what can be done about each."""
    organisation_id = people.organisation.id
    posts = [_post_line(each, people, library, t) for each in people.posts]
    unreached = {
        each.person.id: person_name(each.person.name, t)
        for post in people.posts
        for each in post.now
        if not each.person.reachable
    }
    text = paragraphs(
        lines(t("people-title"), t("unit-name", organisation=people.organisation.name)),
        lines(*posts) if posts else t("people-no-posts"),
        lines(
            t("people-clerks", names=_names(people.clerks, t)),
            t("people-managers", names=_names(people.managers, t)),
        ),
        t("people-unreached", names=t.plain("list-comma").join(unreached.values()))
        if unreached
        else None,
    )
    rows = (
        (
            Button(t.plain("invites-button"), InvitesButton(organisation_id).pack()),
            Button(t.plain("handover-button"), HandoverListButton(organisation_id).pack()),
            Button(t.plain("standin-button"), StandInsButton(organisation_id).pack()),
        ),
        (
            Button(t.plain("clerks-button"), TasksButton(organisation_id, Task.CLERK).pack()),
            Button(t.plain("managers-button"), TasksButton(organisation_id, Task.MANAGER).pack()),
            Button(t.plain("unit-seats-button"), SeatsButton(organisation_id).pack()),
        ),
        (
            roster_button(people.organisation, t),
            chasing_button(people.organisation, t),
            Button(t.plain("button-back"), UnitButton(organisation_id).pack()),
        ),
    )
    return Screen(text, rows)


def task_screen(people: UnitPeople, task: Task, t: Texts) -> Screen:
    """The clerks or the managers; a press takes the task away."""
    organisation_id = people.organisation.id
    given = people.clerks if task is Task.CLERK else people.managers
    kind = _KIND[task]
    text = paragraphs(
        lines(t(f"{kind}-title"), t("unit-name", organisation=people.organisation.name)),
        t(f"{kind}-means"),
        lines(*(t("people-name", name=person_name(each.name, t)) for each in given))
        if given
        else t("people-nobody"),
    )
    rows = [
        (
            Button(
                t.plain(
                    "people-remove",
                    name=shortened(person_name(each.name, t), _LABEL_CHARACTERS),
                ),
                TaskSetButton(organisation_id, task, each.id, given=False).pack(),
            ),
        )
        for each in given
    ]
    add = Button(t.plain(f"{kind}-add"), TaskAddButton(organisation_id, task).pack())
    back = Button(t.plain("button-back"), PeopleButton(organisation_id).pack())
    return Screen(text, (*rows, (add,), (back,)))


def task_choices(
    people: UnitPeople, candidates: Sequence[Colleague], task: Task, page: int, t: Texts
) -> Screen:
    """Choose another clerk or manager among the people there and around."""
    organisation_id = people.organisation.id
    given = {each.id for each in (people.clerks if task is Task.CLERK else people.managers)}
    rest = [each for each in candidates if each.id not in given]
    rows = people_rows(
        rest,
        page,
        t,
        choose=lambda each: TaskSetButton(organisation_id, task, each.id, given=True).pack(),
        turn=lambda number: TaskAddButton(organisation_id, task, number).pack(),
    )
    invite = Button(t.plain("people-invite"), InvitesButton(organisation_id).pack())
    back = Button(t.plain("button-back"), TasksButton(organisation_id, task).pack())
    text = paragraphs(
        lines(t(f"{_KIND[task]}-title"), t("unit-name", organisation=people.organisation.name)),
        t("people-choose") if rest else t("people-none-around"),
    )
    return Screen(text, (*rows, (invite,), (back,)))


def no_more_manager(t: Texts) -> Screen:
    """To somebody who manages the organisation no more."""
    return Screen(t("managers-left"))


_KIND = {Task.CLERK: "clerks", Task.MANAGER: "managers"}


def holder_state(post: PostHeld, people: UnitPeople, t: Texts) -> str:
    """Who holds it: names, stand-ins marked; who takes over; or that it is vacant."""
    said = [_holder(each, t) for each in post.now] or [t.plain("seats-vacant")]
    coming = [each for each in post.holders if each.start_on > people.today]
    said += [
        t.plain(
            "people-coming",
            name=_holder(each, t),
            day=day_name(each.start_on, t, today=people.today),
        )
        for each in coming
    ]
    return t.plain("list-comma").join(said)


def _holder(held: HeldBy, t: Texts) -> str:
    name = person_name(held.person.name, t)
    return t.plain("people-acting", name=name) if held.acting else name


def _post_line(post: PostHeld, people: UnitPeople, library: Library, t: Texts) -> Html:
    name = post_name(post.post, library)
    return t("seats-line", post=name, state=holder_state(post, people, t))


def _names(people: Sequence[Colleague], t: Texts) -> str:
    names = [person_name(each.name, t) for each in people]
    return t.plain("list-comma").join(names) or t.plain("people-nobody")
