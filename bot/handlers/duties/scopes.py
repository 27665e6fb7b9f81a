"""The items that a button of several is about."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.duties import ALL_POSTS
from bot.conversation.context import DutyContext
from bot.conversation.scopes import ItemScope
from scheduler.planning.occurrences import OccurrenceId


async def items_of(update: Update, context: DutyContext, packed: str) -> list[OccurrenceId]:
    """The items of the message, of the post or of all posts; each once.

    Raises:
        StaleButton: it is no scope.
        NotRegistered: the person holds no post.
    """
    scope = ItemScope.unpack(packed)
    services = context.services
    person = await context.person(update)
    if scope.occurrence_id is not None:
        return [scope.occurrence_id]
    if scope.reference is not None:
        return await services.confirmations.reminded_of(scope.reference, person.id)
    agenda = await services.agenda.of(person)
    shown = [
        each.occurrence.id
        for each in agenda.items
        if each.occurrence is not None and scope.assignment_id in (ALL_POSTS, each.assignment_id)
    ]
    return list(dict.fromkeys(shown))
