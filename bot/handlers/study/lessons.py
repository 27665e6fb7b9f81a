"""``/study``: a clause a day for whoever wants it, and a question about it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from telegram import Update

from bot.conversation.buttons.study import (
    LessonButton,
    StudyAct,
    StudyButton,
    StudyDocumentButton,
    StudyHourButton,
)
from bot.conversation.buttons.units import short_number
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.handlers.study.quiz import ask_one
from bot.views.screen import Screen
from bot.views.study.lessons import STUDY_HOURS, documents_screen, ended_screen, study_screen
from scheduler.roster.model import Person


async def show_study(update: Update, context: DutyContext) -> None:
    """Say what it is, or when it comes."""
    await say(update, await _screen(update, context))


async def act_on_study(update: Update, context: DutyContext, button: StudyButton) -> None:
    """Show it again, choose documents, or end it."""
    study, person = context.services.study, await context.person(update)
    match button.act:
        case StudyAct.OPEN:
            await show_study(update, context)
        case StudyAct.SHOW:
            await show(update, await _screen(update, context))
        case StudyAct.DOCUMENTS:
            await show(update, await _documents(update, context))
        case StudyAct.END:
            await study.end(person.id)
            await show(update, ended_screen(await context.texts_for(update)))


async def choose_study_hour(update: Update, context: DutyContext, button: StudyHourButton) -> None:
    """Let a clause come at this hour from now on."""
    if button.study_hour not in STUDY_HOURS:
        raise StaleButton(button.study_hour)
    person = await context.person(update)
    zone = await _zone(context, person)
    await context.services.study.begin(person.id, STUDY_HOURS[button.study_hour], zone)
    await show(update, await _screen(update, context))


async def choose_document(
    update: Update, context: DutyContext, button: StudyDocumentButton
) -> None:
    """Leave a document out, or take it in again."""
    study, person = context.services.study, await context.person(update)
    wanted = (each for each in study.documents() if short_number(each.id) == button.document)
    document = next(wanted, None)
    if document is None:
        raise StaleButton(button.pack())
    await study.toggle(person.id, document.id)
    await show(update, await _documents(update, context))


async def ask_about_lesson(update: Update, context: DutyContext, button: LessonButton) -> None:
    """Ask a question about the clause of that day."""
    person = await context.person(update)
    asked = await context.services.quizzes.about_lesson(person.id, button.lesson_id)
    await ask_one(update, context, asked)


async def _screen(update: Update, context: DutyContext) -> Screen:
    person, t = await context.person(update), await context.texts_for(update)
    return study_screen(await context.services.study.plan_of(person.id), person.quiet_hours, t)


async def _documents(update: Update, context: DutyContext) -> Screen:
    study, person = context.services.study, await context.person(update)
    plan = await study.plan_of(person.id)
    if plan is None:
        return await _screen(update, context)
    return documents_screen(study.documents(), plan, await context.texts_for(update))


async def _zone(context: DutyContext, person: Person) -> ZoneInfo:
    held = await context.services.registration.assignments_of(person.id)
    return held[0].organisation.zone if held else context.services.zone


HANDLERS = [
    pressed(StudyButton, act_on_study),
    pressed(StudyHourButton, choose_study_hour),
    pressed(StudyDocumentButton, choose_document),
    pressed(LessonButton, ask_about_lesson),
]
