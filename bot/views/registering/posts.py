"""The posts of a person: the list, one of them, changing and leaving it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.buttons.registering import (
    AssignmentButton,
    ChangeButton,
    ChangeToButton,
    LeaveButton,
    PostsButton,
    TermButton,
    post_choice,
)
from bot.conversation.buttons.units import UnitButton
from bot.texts.catalogue import Texts
from bot.views.duties.names import asked_line
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.names import organisation_kind
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import register_button
from clauses.cadence import Per, Quota
from clauses.library import Library
from clauses.model import Post
from scheduler.roster.model import AskedPost, Assignment

_LABEL_CHARACTERS = 60


def post_list(
    assignments: Sequence[Assignment], asked: Sequence[AskedPost], library: Library, t: Texts
) -> Screen:
    """All posts of a person, those they have asked for, and a way to register another one."""
    posts = tuple(
        (
            Button(
                shortened(
                    t.plain(
                        "posts-button",
                        post=library.post(held.post).name,
                        organisation=held.organisation.name,
                    ),
                    _LABEL_CHARACTERS,
                ),
                AssignmentButton(held.id).pack(),
            ),
        )
        for held in assignments
    )
    hint = t("posts-hint") if assignments else None if asked else t("posts-none")
    another = register_button(t, another=bool(assignments or asked))
    waiting = lines(*(asked_line(each, library, t) for each in asked))
    return Screen(paragraphs(t("posts-title"), hint, waiting), (*posts, (another,)))


def post_screen(
    held: Assignment, library: Library, t: Texts, *, managed: bool, leads: bool = False
) -> Screen:
    """One post. ``managed``: its holder manages the organisation and may say when the term began.

    ``leads``: they may say how things are there.
    """
    organisation = held.organisation
    rows: list[tuple[Button, ...]] = [
        (
            Button(t.plain("post-change"), ChangeButton(held.id).pack()),
            Button(t.plain("post-leave"), LeaveButton(held.id).pack()),
        )
    ]
    term = None
    if _has_term(held, library):
        started = organisation.term_started_on
        term = t("post-term", day=t.day(started)) if started else t("post-term-unknown")
        if managed:
            label = t.plain("post-term-button")
            rows.append((Button(label, TermButton(organisation.id).pack()),))
    if leads:
        rows.append((Button(t.plain("unit-button"), UnitButton(organisation.id).pack()),))
    rows.append((Button(t.plain("button-back"), PostsButton().pack()),))
    return Screen(
        lines(
            t(
                "post-screen",
                post=library.post(held.post).name,
                organisation=organisation.name,
                kind=organisation_kind(organisation, library, t),
                start=t.day(held.start_on),
            ),
            term,
        ),
        tuple(rows),
    )


def change_question(held: Assignment, others: Sequence[Post], library: Library, t: Texts) -> Screen:
    """Ask for which other post of the organisation the post is given up."""
    name = held.organisation.name
    back = (Button(t.plain("button-back"), AssignmentButton(held.id).pack()),)
    if not others:
        return Screen(t("post-change-none", organisation=name), (back,))
    buttons = (
        Button(t.called(post.name), ChangeToButton(held.id, post_choice(post.id)).pack())
        for post in others
    )
    return Screen(
        t("post-change-ask", organisation=name, post=library.post(held.post).name),
        (*in_rows(buttons, 2), back),
    )


def leave_question(held: Assignment, library: Library, t: Texts) -> Screen:
    """Ask whether the post is really to be given up."""
    name = library.post(held.post).name
    return Screen(
        t("post-leave-ask", organisation=held.organisation.name, post=name),
        (
            (
                Button(t.plain("post-leave-yes"), LeaveButton(held.id, sure=True).pack()),
                Button(t.plain("post-leave-no"), AssignmentButton(held.id).pack()),
            ),
        ),
    )


def left(held: Assignment, library: Library, t: Texts) -> Screen:
    """Say that the post was given up."""
    name = library.post(held.post).name
    return Screen(
        t("post-left", organisation=held.organisation.name, post=name),
        ((register_button(t, another=True),),),
    )


def _has_term(held: Assignment, library: Library) -> bool:
    duties = library.duties_of(held.post, acts_for=held.organisation.acts_for)
    return any(isinstance(d.cadence, Quota) and d.cadence.per is Per.TERM for d in duties)
