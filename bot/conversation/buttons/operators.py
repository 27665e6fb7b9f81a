"""Buttons for operators."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.payloads import Payload
from clauses.model import ClauseRef
from scheduler.questions.open_questions import OpenQuestionId


@dataclass(frozen=True)
class WorkdaysButton(Payload, action="wkd"):
    """Enter the workdays that were read from what an operator pasted."""


class OpenQuestionAct(StrEnum):
    """An operator's act on an open question."""

    SHOW = "show"
    POINT = "point"
    WRITE = "write"
    NEXT_DOOR = "door"
    IGNORE = "skip"


@dataclass(frozen=True)
class OpenQuestionButton(Payload, action="oq"):
    """Do that with the group of this question."""

    question_id: OpenQuestionId
    act: OpenQuestionAct = OpenQuestionAct.SHOW


@dataclass(frozen=True)
class PointToButton(Payload, action="oqref"):
    """Answer the group of this question by that statement."""

    question_id: OpenQuestionId
    ref: ClauseRef


@dataclass(frozen=True)
class OpenQuestionsButton(Payload, action="oqs"):
    """List the open questions."""
