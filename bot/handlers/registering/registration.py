"""``/register``: a dialogue in steps, by buttons and typed names; it survives a restart."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from bot.conversation.addresses import telegram
from bot.conversation.buttons.registering import (
    DraftButton,
    DraftStep,
    RegisterBackButton,
    RegisterButton,
    post_chosen,
)
from bot.conversation.chats import is_private, written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton, StaleDraft
from bot.handlers.groups import offer_binding
from bot.handlers.people import invites
from bot.handlers.registering.draft import RegistrationDraft, Step, acting_rule
from bot.handlers.registering.posts import show_posts
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.units.taken import taken_screen
from bot.views.registering import registration as views
from bot.views.screen import Screen
from clauses.library import Library
from clauses.model import BodyId, Post
from clauses.naming import LevelId
from scheduler.inbox.dialogues import Dialogue
from scheduler.membership.finding import FoundOrganisation
from scheduler.roster.model import (
    Assignment,
    Organisation,
    OrganisationId,
    PersonId,
)

STEP = "register"
"""Of the dialogue: typed text is the name of an organisation, to be looked for or to be given."""

_SHORTEST = 2

# At which step each kind of button makes sense.
_BUTTON_STEPS = {
    DraftStep.BODY: {Step.BODY},
    # What was found, or a name that is offered, answers the question for the name as well.
    DraftStep.FOUND: {Step.SEARCH, Step.NAME},
    DraftStep.NEW: {Step.SEARCH, Step.NAME},
    DraftStep.LEVEL: {Step.LEVEL},
    DraftStep.ACTING: {Step.ACTING},
    DraftStep.PARENT: {Step.PARENT},
    DraftStep.POST: {Step.POST},
}


async def register(update: Update, context: DutyContext) -> None:
    """Begin; somebody who holds posts or has asked for one sees these first. In a group: bind it."""
    if not is_private(update):
        await offer_binding(update, context)
        return
    person = await context.person(update)
    registration = context.services.registration
    if await registration.assignments_of(person.id) or await registration.asked_by(person.id):
        await show_posts(update, context)
    else:
        await _ask(update, context, RegistrationDraft())


async def begin(update: Update, context: DutyContext, _: RegisterButton) -> None:
    """Register a post, the first one or a further one."""
    await context.person(update)
    await _ask(update, context, RegistrationDraft())


async def go_back(update: Update, context: DutyContext, _: RegisterBackButton) -> None:
    """Ask the step before once more."""
    draft = await _draft(update, context)
    await _ask(update, context, draft.previous(context.services.library))


async def choose(update: Update, context: DutyContext, button: DraftButton) -> None:
    """Go on from a choice to the next step; the choice of a post ends the registration."""
    draft = await _draft(update, context)
    if draft.step not in _BUTTON_STEPS[button.step]:
        # Pressed twice, or in an older message: the step that is really asked is shown again.
        await _ask(update, context, draft)
    elif button.step is DraftStep.POST:
        await _finish(update, context, draft, button.choice)
    else:
        await _ask(update, context, _chosen(draft, button, context))


async def take_text(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Look for the typed name, or give it to a new organisation; the code of an invite is followed."""
    t = await context.texts_for(update)
    draft = RegistrationDraft.from_payload(dialogue.payload)
    text = " ".join(written(update).split())
    if draft.step in (Step.BODY, Step.SEARCH) and await invites.follow_typed(update, context):
        return
    if draft.step is Step.NAME:
        await _ask(update, context, draft.with_name(text, context.services.library))
    elif draft.step not in (Step.SEARCH, Step.PARENT):
        await say(update, Screen(t("register-use-buttons")))
    elif len(text) < _SHORTEST:
        await say(update, Screen(t("register-too-short")))
    else:
        await _ask(update, context, draft.with_text(text))


def _chosen(
    draft: RegistrationDraft, button: DraftButton, context: DutyContext
) -> RegistrationDraft:
    library, choice = context.services.library, button.choice
    none = choice == views.NO_ONE
    try:
        match button.step:
            case DraftStep.BODY:
                return draft.with_body(library.body(BodyId(choice)).id)
            case DraftStep.FOUND:
                return draft.with_found(OrganisationId(int(choice)))
            case DraftStep.NEW:
                return _new(draft, choice, library)
            case DraftStep.LEVEL:
                level = library.level(LevelId(choice))
                if level is None:
                    raise StaleButton(choice)
                return draft.with_level(level.id, library)
            case DraftStep.ACTING:
                return draft.with_acting(None if none else library.body(BodyId(choice)).id)
            case _:
                return draft.with_parent(None if none else OrganisationId(int(choice)))
    except ValueError as error:
        raise StaleButton(choice) from error


def _new(draft: RegistrationDraft, choice: str, library: Library) -> RegistrationDraft:
    """A new organisation: of the name on the button, if it is the one typed last, or of one yet to come."""
    if choice == views.NO_ONE:
        return draft.with_name(None, library)
    typed = draft.text or draft.name
    if typed is None or choice != views.as_typed(typed):
        return draft  # of an earlier search: what is asked now is shown again
    return draft.with_name(typed, library)


async def _draft(update: Update, context: DutyContext) -> RegistrationDraft:
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        raise StaleDraft
    found = await context.services.dialogues.find(telegram(chat.id), telegram(user.id))
    if found is None or found.step != STEP:
        raise StaleDraft
    return RegistrationDraft.from_payload(found.payload)


async def _ask(update: Update, context: DutyContext, draft: RegistrationDraft) -> None:
    """Show the step of the draft, and wait for its answer."""
    screen = await _screen(update, context, draft)
    await expect(update, context, STEP, draft.to_payload())
    await show(update, screen)


async def _screen(update: Update, context: DutyContext, draft: RegistrationDraft) -> Screen:
    t = await context.texts_for(update)
    library = context.services.library
    if draft.step is Step.BODY or draft.body is None:
        return views.body_question(library, t)
    body = library.body(BodyId(draft.body))
    name = draft.name or ""
    match draft.step:
        case Step.SEARCH:
            found = await _search(update, context, draft.text, body.id)
            return views.search_question(body, draft.text, found, library, t)
        case Step.NAME:
            return views.name_question(body, t)
        case Step.LEVEL:
            return views.level_question(name, library, t)
        case Step.ACTING if rule := acting_rule(body.id, library):
            return views.acting_question(name, body, rule, library, t)
        case Step.POST:
            if draft.organisation_id is not None:
                name = (await _organisation(update, context, draft.organisation_id)).name
            return views.post_question(name, await _posts(update, context, draft), t)
        case _:
            found = await _search(update, context, draft.text)
            return views.parent_question(name, draft.text, found, library, t)


async def _posts(update: Update, context: DutyContext, draft: RegistrationDraft) -> Sequence[Post]:
    """Those that can be taken: a new organisation has none of its own yet."""
    if draft.organisation_id is None:
        return context.services.library.posts_of(BodyId(draft.body or ""))
    person = await context.person(update)
    return await context.services.registration.posts_of(
        OrganisationId(draft.organisation_id), person.id
    )


async def _search(
    update: Update, context: DutyContext, text: str | None, body: BodyId | None = None
) -> list[FoundOrganisation]:
    if not text:
        return []
    person = await context.person(update)
    return await context.services.registration.search_organisations(person.id, text, body=body)


async def _organisation(update: Update, context: DutyContext, organisation_id: int) -> Organisation:
    person = await context.person(update)
    return await context.services.registration.organisation(
        OrganisationId(organisation_id), person.id
    )


async def _finish(
    update: Update, context: DutyContext, draft: RegistrationDraft, choice: str
) -> None:
    """Enter the organisation if it is new, take the post, and say what follows from it."""
    services = context.services
    post = post_chosen(choice, await _posts(update, context, draft))
    person = await context.person(update)
    t = await context.texts_for(update)
    created = draft.organisation_id is None
    async with services.transaction():
        organisation = await _chosen_organisation(update, context, draft, person.id)
        taken = await services.registration.take_post(person.id, organisation.id, post)
        await end_dialogue(update, context)
    parent = None
    if created and draft.parent_id is not None and organisation.parent_id is None:
        parent = await _organisation(update, context, draft.parent_id)
    if not isinstance(taken, Assignment):
        await show(update, views.requested(organisation, post, services.library, t))
        return
    screen = await taken_screen(update, context, taken, created=created, parent=parent)
    await show(update, screen)


async def _chosen_organisation(
    update: Update, context: DutyContext, draft: RegistrationDraft, by: PersonId
) -> Organisation:
    """The organisation that was found, or the new one, made now."""
    services = context.services
    if draft.organisation_id is not None:
        return await _organisation(update, context, draft.organisation_id)
    return await services.registration.create_organisation(
        by,
        name=draft.name or "",
        body=BodyId(draft.body or ""),
        level=LevelId(draft.level) if draft.level else None,
        zone=services.zone,
        parent_id=None if draft.parent_id is None else OrganisationId(draft.parent_id),
        acts_for=[BodyId(draft.acts_for)] if draft.acts_for else [],
    )


HANDLERS = [
    pressed(RegisterButton, begin),
    pressed(RegisterBackButton, go_back),
    pressed(DraftButton, choose),
]

STEPS = {STEP: take_text}
