"""Managers rename an organisation, place it under another one, merge it into one, or delete it."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.reorganising import (
    AskParentButton,
    DissolveButton,
    MergeButton,
    MergeChoiceButton,
    PlaceButton,
    RenameButton,
    ReorganiseButton,
)
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.texts.catalogue import Html
from bot.views.screen import Screen
from bot.views.units import reorganising as views
from scheduler.inbox.dialogues import Dialogue
from scheduler.roster.model import Organisation, OrganisationId

NAME_STEP, PARENT_STEP = "rename", "new-parent"
"""Of the dialogue: another name is typed, or that of the organisation above."""


async def show_place(update: Update, context: DutyContext, button: ReorganiseButton) -> None:
    """Show name and place of the organisation."""
    await end_dialogue(update, context)
    await show(update, await _place(update, context, button.organisation_id))


async def ask_name(update: Update, context: DutyContext, button: RenameButton) -> None:
    """Ask for another name."""
    organisation = await _managed(update, context, button.organisation_id)
    await expect(update, context, NAME_STEP, {"organisation_id": organisation.id})
    await show(update, views.ask_name(organisation, await context.texts_for(update)))


async def take_name(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Give the organisation the name that was typed."""
    services, person = context.services, await context.person(update)
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    async with services.transaction():
        renamed = await services.reorganising.rename(
            person.id, organisation_id, " ".join(written(update).split())
        )
        await end_dialogue(update, context)
    t = await context.texts_for(update)
    said = t("reorganise-renamed" if renamed.confirmed or renamed.parent_id else "register-waits")
    await say(update, await _place(update, context, organisation_id, said=said))


async def ask_parent(update: Update, context: DutyContext, button: AskParentButton) -> None:
    """Ask for the one above."""
    organisation = await _managed(update, context, button.organisation_id)
    await expect(update, context, PARENT_STEP, {"organisation_id": organisation.id})
    await show(update, views.ask_parent(organisation, await context.texts_for(update)))


async def take_parent(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Offer what the typed name may mean; another one can be typed."""
    person = await context.person(update)
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    organisation = await _managed(update, context, organisation_id)
    text = " ".join(written(update).split())
    found = await context.services.registration.search_organisations(person.id, text)
    t = await context.texts_for(update)
    await say(update, views.found_parents(organisation, text, found, t))


async def place(update: Update, context: DutyContext, button: PlaceButton) -> None:
    """Place it there, or ask the managers of that organisation to."""
    services, person = context.services, await context.person(update)
    parent = await services.registration.organisation(button.parent_id, person.id)
    async with services.transaction():
        moved = await services.reorganising.move(person.id, button.organisation_id, parent.id)
        await end_dialogue(update, context)
    t = await context.texts_for(update)
    if isinstance(moved, Organisation):
        await services.planner.run_for(moved.id)
        said = t("reorganise-placed", parent=parent.name)
    else:
        said = t("register-parent-asked", parent=parent.name)
    await show(update, await _place(update, context, button.organisation_id, said=said))


async def choose_target(update: Update, context: DutyContext, button: MergeChoiceButton) -> None:
    """Ask into which one it is to be merged."""
    person = await context.person(update)
    source = await _managed(update, context, button.organisation_id)
    targets = await context.services.reorganising.targets(person.id, source.id)
    await show(update, views.merge_choice(source, targets, await context.texts_for(update)))


async def merge(update: Update, context: DutyContext, button: MergeButton) -> None:
    """Merge it, after asking."""
    services, person = context.services, await context.person(update)
    t = await context.texts_for(update)
    source = await _managed(update, context, button.organisation_id)
    if not button.sure:
        target = await _managed(update, context, button.into_id)
        await show(update, views.merge_question(source, target, t))
        return
    target = await services.reorganising.merge(person.id, source.id, button.into_id)
    for each in (source, target):
        await services.planner.run_for(each.id)
    await show(update, views.merged(source, target, t))


async def dissolve(update: Update, context: DutyContext, button: DissolveButton) -> None:
    """Delete it, after asking."""
    services, person = context.services, await context.person(update)
    t = await context.texts_for(update)
    organisation = await _managed(update, context, button.organisation_id)
    if not button.sure:
        await show(update, views.dissolve_question(organisation, t))
        return
    gone = await services.reorganising.dissolve(person.id, organisation.id)
    await services.planner.run_for(gone.id)
    await show(update, views.dissolved(gone, t))


async def _managed(
    update: Update, context: DutyContext, organisation_id: OrganisationId
) -> Organisation:
    person = await context.person(update)
    return await context.services.reorganising.get(person.id, organisation_id)


async def _place(
    update: Update,
    context: DutyContext,
    organisation_id: OrganisationId,
    *,
    said: Html | None = None,
) -> Screen:
    services = context.services
    organisation = await _managed(update, context, organisation_id)
    parent = await services.reorganising.parent_of(organisation)
    t = await context.texts_for(update)
    return views.place_screen(organisation, parent, services.library, t, said=said)


HANDLERS = [
    pressed(ReorganiseButton, show_place),
    pressed(RenameButton, ask_name),
    pressed(AskParentButton, ask_parent),
    pressed(PlaceButton, place),
    pressed(MergeChoiceButton, choose_target),
    pressed(MergeButton, merge),
    pressed(DissolveButton, dissolve),
]

STEPS = {NAME_STEP: take_name, PARENT_STEP: take_parent}
