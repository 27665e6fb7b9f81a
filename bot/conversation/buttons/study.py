"""Buttons of practice, of the clause of the day, and of new editions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.buttons.settings import GroupPayload
from bot.conversation.payloads import Payload
from scheduler.roster.model import OrganisationId


class QuizAct(StrEnum):
    """An act around questions for practice."""

    NEXT = "next"
    PROGRESS = "prog"
    ANEW = "anew"
    ANEW_SURE = "sure"


@dataclass(frozen=True)
class QuizButton(Payload, action="quiz"):
    """Do that."""

    act: QuizAct


@dataclass(frozen=True)
class GroupQuizButton(GroupPayload, action="gqz"):
    """Put a question to the group; ``named``: everybody sees who chose what."""

    named: bool = False


class StudyAct(StrEnum):
    """An act around the clause of the day."""

    OPEN = "open"
    """Below a clause, which stays where it is."""
    SHOW = "show"
    DOCUMENTS = "docs"
    END = "end"


@dataclass(frozen=True)
class StudyButton(Payload, action="study"):
    """Do that."""

    act: StudyAct


@dataclass(frozen=True)
class StudyHourButton(Payload, action="sthour"):
    """Send a clause a day at this hour, one of those offered."""

    study_hour: str


@dataclass(frozen=True)
class StudyDocumentButton(Payload, action="stdoc"):
    """Leave a document out, or take it in again; by ``short_number`` of its id."""

    document: int


@dataclass(frozen=True)
class LessonButton(Payload, action="lesson"):
    """Ask a question about the clause of that day."""

    lesson_id: int


@dataclass(frozen=True)
class EditionReadButton(Payload, action="edread"):
    """I have read what the edition changes."""

    edition_id: int


@dataclass(frozen=True)
class EditionReadersButton(Payload, action="edwho"):
    """Who of an organisation has read the last edition."""

    organisation_id: OrganisationId
