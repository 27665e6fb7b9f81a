"""``/org``: the tree of what somebody manages."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.board import OrgButton, OrgPickButton
from bot.conversation.context import DutyContext
from bot.handlers.routes import end_dialogue, pressed
from bot.handlers.screens import say, show
from bot.views.board.outline import outline_screen, pick_screen
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import my_duties_button
from scheduler.board.outline import OrganisationOutline
from scheduler.roster.model import OrganisationId


async def show_tree(update: Update, context: DutyContext) -> None:
    """Answer ``/org``: what is managed, or a choice where there are several trees."""
    person, t = await context.person(update), await context.texts_for(update)
    roots = await context.services.boards.managed_roots(person.id)
    if not roots:
        await say(update, Screen(t("org-nowhere"), ((my_duties_button(t),),)))
    elif len(roots) == 1:
        outline = await _outline(update, context, roots[0].id)
        await say(update, outline_screen(outline, 0, context.services.library, t))
    else:
        rows = [(Button(each.name, OrgButton(each.id, 0).pack()),) for each in roots]
        await say(update, Screen(t("org-which"), tuple(rows)))


async def open_unit(update: Update, context: DutyContext, button: OrgButton) -> None:
    """Show one organisation, and a page of those under it."""
    await end_dialogue(update, context)
    outline = await _outline(update, context, button.organisation_id)
    t = await context.texts_for(update)
    await show(update, outline_screen(outline, button.page, context.services.library, t))


async def pick_unit(update: Update, context: DutyContext, button: OrgPickButton) -> None:
    """Ask which of those under it is to be opened."""
    outline = await _outline(update, context, button.organisation_id)
    await show(update, pick_screen(outline, button.page, await context.texts_for(update)))


async def _outline(
    update: Update, context: DutyContext, organisation_id: OrganisationId
) -> OrganisationOutline:
    person = await context.person(update)
    return await context.services.tree.of(organisation_id, person.id)


HANDLERS = [pressed(OrgButton, open_unit), pressed(OrgPickButton, pick_unit)]
