"""Handing a post over: which, from which day, to whom; and what was settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.conversation.buttons.people import (
    INVITED,
    NOBODY,
    HandoverButton,
    HandoverDayButton,
    HandoverListButton,
    HandoverOffButton,
    HandoverToButton,
    PeopleButton,
)
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.names import person_name, post_name
from bot.views.people.choosing import people_rows
from bot.views.people.unit_people import holder_state
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button, my_duties_button
from clauses.cadence import Per
from clauses.library import Library
from scheduler.handover.calling_off import CalledOff
from scheduler.handover.handing_over import HandedOver, Handing
from scheduler.handover.unit_people import UnitPeople
from scheduler.periods import period_containing
from scheduler.roster.model import Assignment, Organisation

_LABEL_CHARACTERS = 20
_MOST_UNITS = 12
_DAY = timedelta(days=1)


def own_posts(
    held: Sequence[Assignment], managed: Sequence[Organisation], library: Library, t: Texts
) -> Screen:
    """The posts that one holds, and the organisations whose posts one may hand over."""
    if not held and not managed:
        return Screen(t("handover-none"))
    posts = [
        (
            Button(
                shortened(
                    t.plain(
                        "handover-own",
                        post=post_name(each.post, library),
                        organisation=each.organisation.name,
                    ),
                    _LABEL_CHARACTERS,
                ),
                HandoverButton(each.id).pack(),
            ),
        )
        for each in held
        if not each.acting
    ]
    units = [
        (
            Button(
                shortened(each.name, _LABEL_CHARACTERS),
                HandoverListButton(each.id).pack(),
            ),
        )
        for each in managed[:_MOST_UNITS]
    ]
    more = len(managed) - len(units)
    text = paragraphs(
        t("handover-title"),
        t("handover-which-own") if posts else None,
        t("handover-which-unit") if units else None,
        t("handover-more-units", count=more) if more else None,
    )
    return Screen(text, (*posts, *units, (cancel_button(t),)))


def unit_posts(people: UnitPeople, library: Library, t: Texts) -> Screen:
    """The posts of an organisation that somebody holds."""
    held = [(post.post, each) for post in people.posts for each in post.holders if not each.acting]
    rows = [
        (
            Button(
                shortened(
                    t.plain(
                        "handover-held",
                        post=post_name(post, library),
                        name=person_name(each.person.name, t),
                    ),
                    _LABEL_CHARACTERS,
                ),
                HandoverButton(each.assignment_id).pack(),
            ),
        )
        for post, each in held
    ]
    listed = [
        t(
            "seats-line",
            post=post_name(post.post, library),
            state=holder_state(post, people, t),
        )
        for post in people.posts
    ]
    text = paragraphs(
        lines(t("handover-title"), t("unit-name", organisation=people.organisation.name)),
        lines(*listed) if listed else None,
        t("handover-which") if rows else t("handover-none-held"),
    )
    back = Button(t.plain("button-back"), PeopleButton(people.organisation.id).pack())
    return Screen(text, (*rows, (back,)))


def ask_day(handing: Handing, library: Library, t: Texts) -> Screen:
    """Ask from which day: tapped or typed. What is settled already is said instead."""
    today, assignment = handing.today, handing.assignment
    if assignment.end_on is not None:
        return _settled(handing, library, t)
    month = period_containing(Per.MONTH, today).end
    days = dict.fromkeys((today, today + _DAY, month))
    labels = {today: "handover-today", today + _DAY: "handover-tomorrow"}
    offered = [
        Button(
            t.plain(labels.get(day, "handover-day"), day=t.bare_day(day)),
            HandoverDayButton(assignment.id, day).pack(),
        )
        for day in days
    ]
    question = t("handover-ask-day", example=t.bare_day(month + timedelta(days=14)))
    rows = (*in_rows(offered, 3), (cancel_button(t),))
    return Screen(paragraphs(_head(handing, library, t), question), rows)


def _settled(handing: Handing, library: Library, t: Texts) -> Screen:
    """What is settled; whoever may call it off can do so, and settle something else."""
    may, assignment_id = handing.may_call_off, handing.assignment.id
    off = Button(t.plain("handover-off"), HandoverOffButton(assignment_id).pack())
    return Screen(
        paragraphs(
            _head(handing, library, t),
            _what_is_settled(handing, t),
            t("handover-off-means" if may else "handover-off-others"),
        ),
        ((off,), (cancel_button(t),)) if may else (),
    )


def ask_off(handing: Handing, library: Library, t: Texts) -> Screen:
    """Ask whether the handover is not to take place; or say that there is none."""
    head, assignment_id = _head(handing, library, t), handing.assignment.id
    if handing.assignment.end_on is None:
        return Screen(paragraphs(head, t("handover-off-none")), ((my_duties_button(t),),))
    sure = HandoverOffButton(assignment_id, sure=True)
    rows = ((Button(t.plain("handover-off-sure"), sure.pack()), cancel_button(t)),)
    return Screen(paragraphs(head, _what_is_settled(handing, t), t("handover-off-ask")), rows)


def called_off(done: CalledOff, library: Library, t: Texts) -> Screen:
    """The holder goes on."""
    kept = done.kept
    head = lines(
        t("item-title", name=t.called(post_name(kept.post, library))),
        t("unit-name", organisation=kept.organisation.name),
    )
    again = Button(t.plain("handover-again"), HandoverButton(kept.id).pack())
    said = t("handover-off-done", name=person_name(done.holder.name, t))
    return Screen(paragraphs(head, said), ((again, my_duties_button(t)),))


def _what_is_settled(handing: Handing, t: Texts) -> Html:
    day = day_name(handing.assignment.end_on or handing.today, t, today=handing.today)
    if handing.successor is None:
        return t("handover-settled", day=day)
    name = person_name(handing.successor.name, t)
    return t("handover-settled-to", day=day, name=name)


def ask_successor(handing: Handing, day: date, page: int, library: Library, t: Texts) -> Screen:
    """Ask who takes over: somebody around, whoever is invited, or nobody."""
    assignment_id = handing.assignment.id
    rows = people_rows(
        handing.candidates,
        page,
        t,
        choose=lambda each: HandoverToButton(assignment_id, day, each.id).pack(),
        turn=lambda number: HandoverDayButton(assignment_id, day, number).pack(),
    )
    others = tuple(
        Button(t.plain(label), HandoverToButton(assignment_id, day, person_id).pack())
        for label, person_id in (("handover-invite", INVITED), ("handover-nobody", NOBODY))
    )
    back = Button(t.plain("handover-other-day"), HandoverButton(assignment_id).pack())
    text = paragraphs(
        _head(handing, library, t),
        t("handover-ask-who", day=day_name(day, t, today=handing.today)),
    )
    return Screen(text, (*rows, others, (back,)))


def confirm(handing: Handing, button: HandoverToButton, library: Library, t: Texts) -> Screen:
    """Show what is about to be settled."""
    day = day_name(button.day, t, today=handing.today)
    assignment_id = button.assignment_id
    if button.person_id == NOBODY:
        settled = t("handover-to-nobody", day=day)
    elif button.person_id == INVITED:
        settled = t("handover-to-invited", day=day)
    else:
        names = {each.id: each.name for each in handing.candidates}
        name = person_name(names.get(button.person_id, ""), t)
        settled = t("handover-to", day=day, name=name)
    sure = HandoverToButton(assignment_id, button.day, button.person_id, sure=True)
    rows = (
        (
            Button(t.plain("handover-sure"), sure.pack()),
            Button(t.plain("handover-other"), HandoverDayButton(assignment_id, button.day).pack()),
        ),
        (cancel_button(t),),
    )
    return Screen(paragraphs(_head(handing, library, t), settled), rows)


def handed_over(done: HandedOver, library: Library, t: Texts, *, today: date) -> Screen:
    """What was settled."""
    ended = done.ended
    day = day_name(ended.end_on or today, t, today=today)
    said: Html
    if done.successor is not None:
        name = person_name(done.successor.name, t)
        said = t("handover-done", day=day, name=name)
    elif done.invited:
        said = t("handover-done-invited", day=day)
    else:
        said = t("handover-done-vacant", day=day)
    head = lines(
        t("item-title", name=t.called(post_name(ended.post, library))),
        t("unit-name", organisation=ended.organisation.name),
    )
    return Screen(paragraphs(head, said, t("handover-kept")), ((my_duties_button(t),),))


def _head(handing: Handing, library: Library, t: Texts) -> Html:
    assignment = handing.assignment
    return lines(
        t("handover-title"),
        t("unit-name", organisation=assignment.organisation.name),
        t(
            "handover-held",
            post=post_name(assignment.post, library),
            name=person_name(handing.holder.name, t),
        ),
    )
