"""Managers say which posts a list means: one of the organisation, or one that it makes."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.own_duties import (
    ListPostButton,
    ListPostsButton,
    ListPostSetButton,
    ListTakeButton,
)
from bot.conversation.buttons.units import short_number
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.units.own_duties import chosen
from bot.handlers.units.taken import taken_screen
from bot.views.screen import Screen
from bot.views.units import list_posts as views
from clauses.characters.folding import fold
from clauses.importing.drafting.subjects_draft import posts_named
from clauses.model import Post
from clauses.own_posts import find_own_post, own_post
from scheduler.errors import BadName
from scheduler.inbox.dialogues import Dialogue
from scheduler.membership.own.listed import OwnList, OwnListId
from scheduler.roster.model import Assignment
from scheduler.roster.names import post_name

Choices = list[tuple[str, Post | None]]

STEP = "own-list-post"
"""Of the dialogue: the name of a post is typed."""


async def show_posts(update: Update, context: DutyContext, button: ListPostsButton) -> None:
    """Show who is named in the list, and which posts these are."""
    await end_dialogue(update, context)
    found = await _list(update, context, button.own_list_id)
    await show(update, await _posts(update, context, found, button.page))


async def ask_post(update: Update, context: DutyContext, button: ListPostButton) -> None:
    """Offer the posts that may be meant; another name may be typed."""
    found = await _list(update, context, button.own_list_id)
    who = _name(found, button.name_number)
    await expect(update, context, STEP, {"own_list_id": found.id, "who": who})
    choices, new = await posts_offered(context, found, who)
    t = await context.texts_for(update)
    await show(update, views.post_question(found, who, choices, new, t))


async def take_post(update: Update, context: DutyContext, button: ListPostSetButton) -> None:
    """Take the one that was pressed."""
    found = await _list(update, context, button.own_list_id)
    who = _name(found, button.name_number)
    choices, new = await posts_offered(context, found, who)
    owed_by = chosen(button.post_number, [*choices, *new])
    await show(update, await _said(update, context, found, who, owed_by))


async def take_typed(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Take the post of the name that was typed, a new one where there is none."""
    found = await _list(update, context, OwnListId(dialogue.payload["own_list_id"]))
    who, name = dialogue.payload["who"], post_name(written(update))
    choices, new = await posts_offered(context, found, name)
    same = (
        owed_by
        for owed_by, post in (*choices, *new)
        if post is not None and fold(post.name) == fold(name)
    )
    owed_by = next(same, own_post(name).id)
    await say(update, await _said(update, context, found, who, owed_by))


async def hold(update: Update, context: DutyContext, button: ListTakeButton) -> None:
    """Hold a post that the list has made; for managers, who need not ask for it."""
    services, person = context.services, await context.person(update)
    await services.own_duties.all_of(person.id, button.organisation_id)
    posts = await services.registration.posts_of(button.organisation_id, person.id)
    post = next((each for each in posts if short_number(each.id) == button.post_number), None)
    if post is None:
        raise StaleButton(str(button.post_number))
    taken = await services.registration.take_post(person.id, button.organisation_id, post.id)
    if isinstance(taken, Assignment):
        await say(update, await taken_screen(update, context, taken))


async def posts_offered(context: DutyContext, found: OwnList, who: str) -> tuple[Choices, Choices]:
    """What may be meant by ``who``: what there is; and what would be new, or is so already by the list."""
    choices = await context.services.own_duties.choices(found.organisation)
    would_be: Choices = []
    made = [find_own_post(row.owed_by) for row in found.rows]
    new = [own_post(_safe(name)) for name in posts_named(who) if _safe(name)]
    known = {fold(post.name) for _, post in choices if post is not None}
    for post in (*new, *made):
        if post is not None and fold(post.name) not in known:
            known.add(fold(post.name))
            would_be.append((post.id, post))
    return choices, would_be


def _safe(name: str) -> str:
    try:
        return post_name(name)
    except BadName:
        return ""


async def _said(
    update: Update, context: DutyContext, found: OwnList, who: str, owed_by: str
) -> Screen:
    """Enter it, and show what is left to be said, or else the list."""
    services, person = context.services, await context.person(update)
    async with services.transaction():
        changed = await services.own_lists.say_post(person.id, found.id, who, owed_by)
        await end_dialogue(update, context)
    return await _posts(update, context, changed)


async def _posts(update: Update, context: DutyContext, found: OwnList, page: int = 0) -> Screen:
    t = await context.texts_for(update)
    return views.posts_screen(found, page, context.services.library, t)


async def _list(update: Update, context: DutyContext, id_: OwnListId) -> OwnList:
    person = await context.person(update)
    return await context.services.own_lists.get(person.id, id_)


def _name(found: OwnList, number: int) -> str:
    for who in found.named:
        if short_number(who) == number:
            return who
    raise StaleButton(str(number))


HANDLERS = [
    pressed(ListPostsButton, show_posts),
    pressed(ListPostButton, ask_post),
    pressed(ListPostSetButton, take_post),
    pressed(ListTakeButton, hold),
]

STEPS = {STEP: take_typed}
