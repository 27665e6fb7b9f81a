"""The clause of the day, and what is said of when it comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from bot.conversation.buttons.study import (
    LessonButton,
    StudyAct,
    StudyButton,
    StudyDocumentButton,
    StudyHourButton,
)
from bot.conversation.buttons.units import short_number
from bot.texts.catalogue import Texts
from bot.views.layout import in_rows, lines, paragraphs
from bot.views.names import source_name
from bot.views.questions.pack_text import fitting
from bot.views.questions.statements import particulars, statement_blocks
from bot.views.screen import Button, Screen
from clauses.library import Library
from clauses.model import Document
from clauses.searching.statements import subject_name
from scheduler.planning.news import Lesson
from scheduler.roster.model import QuietHours
from scheduler.study.daily import StudyPlan

STUDY_HOURS = {
    at.strftime("%H%M"): at
    for at in (
        *(time(hour, minute) for hour in (7, 8) for minute in (0, 30)),
        *(time(hour) for hour in (9, 10, 11, 12, 14, 16, 18, 20)),
    )
}
"""The hours to choose from; the keys are in the buttons."""

_HOURS_PER_ROW = 4
_MOST_DOCUMENTS = 90
"""A message takes a hundred buttons."""


def lesson_screen(lesson: Lesson, library: Library, t: Texts) -> Screen:
    """What the clause says, who owes it, its source; below, a question about it.

    Raises:
        UnknownRef: its pack is loaded no more.
    """
    clause = lesson.own or library.get(lesson.ref)
    ask = Button(t.plain("lesson-ask-button"), LessonButton(lesson.lesson_id).pack())
    change = Button(t.plain("lesson-change-button"), StudyButton(StudyAct.OPEN).pack())
    subject = subject_name(library, clause.subject)
    own = t("answer-source", source=source_name(clause.citations, t)) if lesson.own else None
    citations = () if lesson.own else clause.citations
    told = paragraphs(
        t("lesson-title"),
        *statement_blocks(clause, None, t),
        lines(particulars(clause, subject and t.called(subject), citations, t), own),
    )
    return Screen(fitting(told), ((ask, change),))


def study_screen(plan: StudyPlan | None, quiet: QuietHours | None, t: Texts) -> Screen:
    """What it is, or when it comes; in quiet hours it cannot come."""
    is_on = plan is not None and plan.is_on
    hours = (
        Button(
            t.plain("settings-chosen", label=t.clock_time(at))
            if plan is not None and is_on and at == plan.hour
            else t.clock_time(at),
            StudyHourButton(key).pack(),
        )
        for key, at in STUDY_HOURS.items()
        if quiet is None or not quiet.holds(at)
    )
    rows = in_rows(hours, _HOURS_PER_ROW)
    if plan is None or not is_on:
        return Screen(paragraphs(t("study-title"), t("study-what"), t("study-ask-hour")), rows)
    left_out = len(plan.left_out)
    told = lines(
        t("study-on", time=t.clock_time(plan.hour)),
        t("study-left-out", count=left_out) if left_out else t("study-all-documents"),
        t("study-silent") if quiet is not None and quiet.holds(plan.hour) else None,
    )
    acts = (_button("documents", StudyAct.DOCUMENTS, t), _button("end", StudyAct.END, t))
    return Screen(paragraphs(t("study-title"), told, t("study-change")), (*rows, acts))


def documents_screen(documents: Sequence[Document], plan: StudyPlan, t: Texts) -> Screen:
    """Which documents clauses come from."""
    rows = [
        (
            Button(
                each.short_title
                if each.id in plan.left_out
                else t.plain("settings-chosen", label=each.short_title),
                StudyDocumentButton(short_number(each.id)).pack(),
            ),
        )
        for each in documents[:_MOST_DOCUMENTS]
    ]
    return Screen(t("study-documents"), (*rows, (_button("back", StudyAct.SHOW, t),)))


def ended_screen(t: Texts) -> Screen:
    """It comes no more."""
    return Screen(t("study-ended"), ((_button("again", StudyAct.SHOW, t),),))


def _button(label: str, act: StudyAct, t: Texts) -> Button:
    return Button(t.plain(f"study-{label}-button"), StudyButton(act).pack())
