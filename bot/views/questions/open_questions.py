"""Questions that nobody could answer, as operators see them; and the button that puts one there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.buttons.operators import (
    OpenQuestionAct,
    OpenQuestionButton,
    OpenQuestionsButton,
    PointToButton,
)
from bot.conversation.buttons.questions import NoHelpButton
from bot.texts.catalogue import Texts
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.questions.statements import head_and_text
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from clauses.library import Stated
from scheduler.questions.open_questions import OpenGroup

MOST_LISTED = 8

_WORDS_CHARACTERS = 60
_PHRASINGS = 10
_TEXT_CHARACTERS = 200
_PER_ROW = 4


def with_no_help(screen: Screen, update_id: int, t: Texts) -> Screen:
    """An answer with a button to say that it was none."""
    button = Button(t.plain("question-no-help-button"), NoHelpButton(update_id).pack())
    return replace(screen, rows=(*screen.rows, (button,)))


def open_list(groups: Sequence[OpenGroup], t: Texts) -> Screen:
    """What was asked most, with a button for each."""
    if not groups:
        return Screen(t("open-none"))
    shown = groups[:MOST_LISTED]
    listed = [
        t(
            "open-line",
            number=number,
            words=shortened(group.first.words, _WORDS_CHARACTERS),
            times=group.times,
        )
        for number, group in enumerate(shown, start=1)
    ]
    more = len(groups) - len(shown)
    buttons = (
        Button(str(number), OpenQuestionButton(group.first.id).pack())
        for number, group in enumerate(shown, start=1)
    )
    return Screen(
        paragraphs(t("open-title"), lines(*listed), t("open-more", count=more) if more else None),
        in_rows(buttons, _PER_ROW),
    )


def open_group(group: OpenGroup, t: Texts) -> Screen:
    """How it was asked, and what can be done about it."""
    id_ = group.first.id
    phrasings = [
        t(
            "open-phrasing",
            words=shortened(each.words, _WORDS_CHARACTERS),
            times=each.times,
            why=t.plain(f"open-{each.outcome.value}"),
        )
        for each in group.questions[:_PHRASINGS]
    ]
    more = len(group.questions) - len(phrasings)
    acts = [
        Button(t.plain(f"open-{act.value}-button"), OpenQuestionButton(id_, act).pack())
        for act in OpenQuestionAct
        if act is not OpenQuestionAct.SHOW
    ]
    back = Button(t.plain("button-back"), OpenQuestionsButton().pack())
    return Screen(
        lines(t("open-asked"), *phrasings, t("open-more", count=more) if more else None),
        (*in_rows(acts, 2), (back,)),
    )


def ask_in_writing(message: str, t: Texts) -> Screen:
    """What the operator is to write next."""
    return Screen(t(message), ((cancel_button(t),),))


def point_question(group: OpenGroup, stated: Stated, t: Texts) -> Screen:
    """Whether this is what was asked for."""
    head, text = head_and_text(stated, t)
    sure = Button(t.plain("open-this-button"), PointToButton(group.first.id, stated.ref).pack())
    return Screen(
        paragraphs(
            t("open-point-to", words=shortened(group.first.words, _WORDS_CHARACTERS)),
            t("open-stated", head=head or str(stated.ref), text=shortened(text, _TEXT_CHARACTERS)),
        ),
        ((sure, cancel_button(t)),),
    )


def settled(t: Texts) -> Screen:
    """It is done; the way back to the list."""
    back = Button(t.plain("open-list-button"), OpenQuestionsButton().pack())
    return Screen(t("open-settled"), ((back,),))
