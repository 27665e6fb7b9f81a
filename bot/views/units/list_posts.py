"""Who is named in a list, and which posts of the organisation these are."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from bot.conversation.buttons.own_duties import (
    ListButton,
    ListPostButton,
    ListPostsButton,
    ListPostSetButton,
)
from bot.conversation.buttons.units import short_number
from bot.texts.catalogue import Html, Texts
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.screen import Button, Screen
from bot.views.units.own_duties import choice_name, who_name
from clauses.library import Library
from clauses.model import Post
from scheduler.membership.own.listed import ListedDuty, OwnList

PER_PAGE = 8
_LABEL_CHARACTERS = 24
_NAME_CHARACTERS = 40


def posts_screen(found: OwnList, page: int, library: Library, t: Texts) -> Screen:
    """A page (from 0) of the names; those of whom nothing has been said come first."""
    named = sorted(found.named.items(), key=lambda each: each[1][0].matched)
    pages = max(1, ceil(len(named) / PER_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = named[page * PER_PAGE : (page + 1) * PER_PAGE]
    text = paragraphs(
        t("list-posts-title", title=found.title),
        lines(*(_line(who, rows, found, library, t) for who, rows in shown)),
        t("list-posts-hint"),
    )
    buttons = [
        Button(
            shortened(t.called(who), _LABEL_CHARACTERS),
            ListPostButton(found.id, short_number(who)).pack(),
        )
        for who, _ in shown
    ]
    turning = [
        Button(t.plain(label), ListPostsButton(found.id, to).pack())
        for label, to in (("duties-previous", page - 1), ("duties-next", page + 1))
        if 0 <= to < pages
    ]
    back = Button(t.plain("button-back"), ListButton(found.id).pack())
    return Screen(text, (*in_rows(buttons, 2), *([tuple(turning)] if turning else []), (back,)))


def post_question(
    found: OwnList,
    who: str,
    choices: Sequence[tuple[str, Post | None]],
    new: Sequence[tuple[str, Post | None]],
    t: Texts,
) -> Screen:
    """Offer the posts that may be meant by a name; ``new`` ones, which the list would make, first."""
    buttons = [
        Button(
            shortened(label, _LABEL_CHARACTERS),
            ListPostSetButton(found.id, short_number(who), short_number(owed_by)).pack(),
        )
        for label, owed_by in labelled(choices, new, t)
    ]
    back = Button(t.plain("button-back"), ListPostsButton(found.id).pack())
    return Screen(
        t("list-post-ask", who=shortened(who, _NAME_CHARACTERS)), (*in_rows(buttons, 2), (back,))
    )


def labelled(
    choices: Sequence[tuple[str, Post | None]],
    new: Sequence[tuple[str, Post | None]],
    t: Texts,
) -> list[tuple[str, str]]:
    """What stands on each button, and who owes it then."""
    made = [(t.plain("list-post-new", post=choice_name(*each, t)), each[0]) for each in new]
    return [*made, *((choice_name(*each, t), each[0]) for each in choices)]


def _line(who: str, rows: Sequence[ListedDuty], found: OwnList, library: Library, t: Texts) -> Html:
    name, first = shortened(who, _NAME_CHARACTERS), rows[0]
    if not first.matched:
        return t("list-post-open", who=name, count=len(rows))
    post = who_name(first.owed_by, found.organisation, library, t)
    return t("list-post-line", who=name, count=len(rows), post=post)
