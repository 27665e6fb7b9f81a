"""A body says how it stands on the points of a standard; its managers read that."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.closing import (
    ChecklistFileButton,
    ChecklistMetButton,
    ChecklistPointButton,
    ChecklistProofButton,
    ChecklistsButton,
)
from bot.conversation.buttons.units import short_number
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.duties.entry import send_all
from bot.handlers.duties.evidence import no_room, sent_file
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.views.closing import checklists as views
from scheduler.closing.checklists import Checklist, Proof
from scheduler.inbox.dialogues import Dialogue
from scheduler.planning.occurrences import Evidence
from scheduler.roster.model import OrganisationId

STEP = "checklist-proof"
"""Of the dialogue: a note or a file for a point is sent."""

_Point = ChecklistPointButton | ChecklistMetButton | ChecklistProofButton | ChecklistFileButton


async def show_checklists(update: Update, context: DutyContext, button: ChecklistsButton) -> None:
    """Show the checklists of an organisation in a year; whatever was being asked is given up."""
    await end_dialogue(update, context)
    services, person = context.services, await context.person(update)
    organisation = await services.events.place(person.id, button.organisation_id)
    this_year = organisation.today(services.clock.now()).year
    year = button.year or this_year
    checklists = await services.checklists.of(button.organisation_id, year, by=person.id)
    t = await context.texts_for(update)
    await show(
        update, views.checklists_screen(organisation, year, checklists, t, this_year=this_year)
    )


async def show_point(update: Update, context: DutyContext, button: ChecklistPointButton) -> None:
    """Show one point; whatever was being asked is given up."""
    await end_dialogue(update, context)
    checklist, point = await _found(update, context, button)
    await show(update, views.point_screen(checklist, point, await context.texts_for(update)))


async def take_met(update: Update, context: DutyContext, button: ChecklistMetButton) -> None:
    """Say that it is met, or not."""
    checklist, point = await _found(update, context, button)
    person = await context.person(update)
    said = await context.services.checklists.say(
        button.organisation_id,
        button.year,
        str(checklist.standard.ref),
        point,
        by=person.id,
        met=button.met,
    )
    await show(update, views.point_screen(said, point, await context.texts_for(update)))


async def ask_proof(update: Update, context: DutyContext, button: ChecklistProofButton) -> None:
    """Ask for a note or a file."""
    checklist, point = await _found(update, context, button)
    payload = {
        "organisation_id": button.organisation_id,
        "year": button.year,
        "checklist": button.checklist,
        "point": button.point,
    }
    await expect(update, context, STEP, payload)
    await show(update, views.ask_proof(checklist, point, await context.texts_for(update)))


async def take_proof(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Keep what was sent, in place of what there was."""
    payload, message = dialogue.payload, update.effective_message
    button = ChecklistProofButton(
        OrganisationId(payload["organisation_id"]),
        payload["year"],
        payload["checklist"],
        payload["point"],
    )
    checklist, point = await _found(update, context, button)
    t, services = await context.texts_for(update), context.services
    if message is None:
        return
    if (refused := no_room(message, {}, t)) is not None:
        await say(update, refused)
        return
    file = sent_file(message)
    words = message.caption if file is not None else written(update)
    async with services.transaction():
        said = await services.checklists.say(
            button.organisation_id,
            button.year,
            str(checklist.standard.ref),
            point,
            by=(await context.person(update)).id,
            note=words or None,
            proof=None if file is None else Proof(file.kind, file.id, file.name),
        )
        await end_dialogue(update, context)
    await say(update, views.point_screen(said, point, t))


async def send_file(update: Update, context: DutyContext, button: ChecklistFileButton) -> None:
    """Send the file again."""
    checklist, point = await _found(update, context, button)
    said = checklist.said.get(point)
    if said is None or said.proof is None:
        raise StaleButton(button.pack())
    proof = said.proof
    await send_all(update, context, [Evidence(proof.kind, proof.file_id, proof.file_name, said.at)])


async def _found(update: Update, context: DutyContext, button: _Point) -> tuple[Checklist, str]:
    """The checklist and the point that a button names.

    Raises:
        StaleButton: there is no such one any more.
    """
    person = await context.person(update)
    every = await context.services.checklists.of(button.organisation_id, button.year, by=person.id)
    for each in every:
        if short_number(each.standard.ref) == button.checklist:
            for point in each.points:
                if short_number(point) == button.point:
                    return each, point
    raise StaleButton(button.pack())


HANDLERS = [
    pressed(ChecklistsButton, show_checklists),
    pressed(ChecklistPointButton, show_point),
    pressed(ChecklistMetButton, take_met),
    pressed(ChecklistProofButton, ask_proof),
    pressed(ChecklistFileButton, send_file),
]

STEPS = {STEP: take_proof}
