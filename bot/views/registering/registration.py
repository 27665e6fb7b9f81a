"""The questions of a registration, and its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zlib import crc32

from bot.conversation.buttons.registering import (
    DraftButton,
    DraftStep,
    RegisterBackButton,
    post_choice,
)
from bot.texts.catalogue import Html, Texts
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.names import level_name, person_name
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button, my_duties_button, register_button
from clauses.library import Library
from clauses.model import ActingRule, Body, Post, PostId
from scheduler.membership.finding import FoundOrganisation
from scheduler.roster.likeness import is_part_of
from scheduler.roster.model import Organisation

NO_ONE = "-"
"""The choice "none of these": no organisation above, or a name that is yet to be typed."""


_LABEL_CHARACTERS = 40
_MANAGERS = 2
"""Names of managers that are shown; they tell organisations apart."""


def as_typed(name: str) -> str:
    """The choice of this name, which was typed, for a new organisation: not of one typed before or after."""
    return f"+{crc32(name.encode()):x}"


def body_question(library: Library, t: Texts) -> Screen:
    """Ask for the type of the organisation."""
    bodies = [body for body in library.bodies() if body.has_members]
    return _step(
        t("register-body"),
        in_rows((_choice(DraftStep.BODY, body.id, t.called(body.name)) for body in bodies), 2),
        t,
        back=False,
    )


def search_question(
    body: Body, text: str | None, found: Sequence[FoundOrganisation], library: Library, t: Texts
) -> Screen:
    """Ask for the organisation. ``found`` are those that ``text`` may mean."""
    if text is None:
        new = _choice(DraftStep.NEW, NO_ONE, t.plain("register-new"))
        return _step(t("register-search", body=body.name), ((new,),), t)
    question = (
        paragraphs(t("register-found", text=text, body=body.name), _told_apart(found, t))
        if found
        else t("register-found-none", text=text, body=body.name)
    )
    new = _choice(DraftStep.NEW, NO_ONE, t.plain("register-new"))
    if not any(is_part_of(text, name) for name in (body.name, *_names(found))):
        label = t.plain("register-new-named", name=shortened(text, _LABEL_CHARACTERS))
        new = _choice(DraftStep.NEW, as_typed(text), label)
    return _step(question, (*_found(DraftStep.FOUND, found, library, t), (new,)), t)


def name_question(body: Body, t: Texts) -> Screen:
    """Ask for the name of the new organisation."""
    return _step(t("register-name", body=body.name), (), t)


def level_question(name: str, library: Library, t: Texts) -> Screen:
    """Ask for the level of the unit that the organisation belongs to."""
    levels = (
        _choice(DraftStep.LEVEL, level.id, level.name.in_locale(t.locale))
        for level in library.levels()
    )
    return _step(t("register-level", name=name), in_rows(levels, 3), t)


def acting_question(name: str, own: Body, rule: ActingRule, library: Library, t: Texts) -> Screen:
    """Ask whether its unit has the body whose duties this organisation would carry."""
    absent = library.body(rule.absent).name
    return _step(
        t("register-acting", name=name, absent=absent),
        (
            (_choice(DraftStep.ACTING, NO_ONE, t.plain("register-acting-exists")),),
            (
                _choice(
                    DraftStep.ACTING,
                    rule.absent,
                    t.plain("register-acting-absent", own=own.name),
                ),
            ),
        ),
        t,
    )


def parent_question(
    name: str, text: str | None, found: Sequence[FoundOrganisation], library: Library, t: Texts
) -> Screen:
    """Ask for the organisation above it."""
    skip = (_choice(DraftStep.PARENT, NO_ONE, t.plain("register-parent-skip")),)
    if text is None:
        question = t("register-parent", name=name)
    elif found:
        question = paragraphs(t("register-parent-found", text=text), _told_apart(found, t))
    else:
        question = t("register-parent-found-none", text=text)
    return _step(question, (*_found(DraftStep.PARENT, found, library, t), skip), t)


def post_question(name: str, posts: Sequence[Post], t: Texts) -> Screen:
    """Ask for the post."""
    choices = (_choice(DraftStep.POST, post_choice(post.id), t.called(post.name)) for post in posts)
    rows = in_rows(choices, 2)
    return _step(t("register-post", name=name), rows, t)


def registered(
    organisation: Organisation,
    post: PostId,
    *,
    duties: int,
    next_reminder: date | None,
    created: bool,
    parent: Organisation | None,
    library: Library,
    t: Texts,
) -> Screen:
    """Say that the post is held. ``parent`` is set where its managers still have to agree.

    ``duties`` is the number of duties of the post; ``next_reminder`` is None when none is planned.
    """
    waits = created and parent is None and not organisation.confirmed
    acting = [
        t(
            "register-acts-for",
            absent=library.body(absent).name,
            own=library.body(organisation.body).name,
        )
        for absent in organisation.acts_for
    ]
    return Screen(
        paragraphs(
            t(
                "register-done",
                post=library.post(post).name,
                organisation=organisation.name,
            ),
            lines(
                t("register-count", count=duties),
                t("register-next", day=t.day(next_reminder))
                if next_reminder
                else t("register-next-none"),
            ),
            *acting,
            t("register-parent-asked", parent=parent.name) if parent else None,
            t("register-waits") if waits else None,
            t("register-manager") if created else None,
        ),
        _afterwards(t),
    )


def requested(organisation: Organisation, post: PostId, library: Library, t: Texts) -> Screen:
    """Say that a manager has to agree first."""
    name = library.post(post).name
    return Screen(
        t("register-requested", post=name, organisation=organisation.name), _afterwards(t)
    )


def _afterwards(t: Texts) -> tuple[tuple[Button, ...], ...]:
    return (
        (my_duties_button(t),),
        (register_button(t, another=True),),
    )


def _step(
    question: Html, rows: Sequence[tuple[Button, ...]], t: Texts, *, back: bool = True
) -> Screen:
    way_out = [cancel_button(t)]
    if back:
        way_out.insert(0, Button(t.plain("button-back"), RegisterBackButton().pack()))
    return Screen(paragraphs(t("register-title"), question), (*rows, tuple(way_out)))


def _choice(step: DraftStep, choice: str, label: str) -> Button:
    return Button(label, DraftButton(step, choice).pack())


def _told_apart(found: Sequence[FoundOrganisation], t: Texts) -> Html:
    """For each its parent and managers: names alone can be alike."""
    return lines(*(_described(number, hit, t) for number, hit in enumerate(found, start=1)))


def _names(found: Sequence[FoundOrganisation]) -> list[str]:
    return [hit.organisation.name for hit in found]


def _described(number: int, hit: FoundOrganisation, t: Texts) -> Html:
    managers = [person_name(each.name, t) for each in hit.managers[:_MANAGERS]]
    return t(
        "register-hit" if hit.counts else "register-hit-waiting",
        number=number,
        name=hit.organisation.name,
        parent=hit.parent.name if hit.parent else t.plain("register-no-parent"),
        managers=t.plain("list-comma").join(managers) or t.plain("register-no-manager"),
    )


def _found(
    step: DraftStep, found: Sequence[FoundOrganisation], library: Library, t: Texts
) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        (
            _choice(
                step,
                str(hit.organisation.id),
                _labelled(number, hit.organisation, library, t),
            ),
        )
        for number, hit in enumerate(found, start=1)
    )


def _labelled(number: int, organisation: Organisation, library: Library, t: Texts) -> str:
    name = shortened(organisation.name, _LABEL_CHARACTERS)
    level = level_name(organisation, library, t)
    if level is None:
        return t.plain("register-organisation", number=number, name=name)
    return t.plain("register-organisation-of-level", number=number, name=name, level=level)
