"""Buttons for operators about an edition of a pack that came as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.conversation.payloads import Payload
from scheduler.editions.pack_edition import PackEditionId


@dataclass(frozen=True)
class EditionsButton(Payload, action="eds"):
    """List the editions."""


@dataclass(frozen=True)
class EditionPacksButton(Payload, action="ednew"):
    """Offer the packs, one of which has a new edition."""


@dataclass(frozen=True)
class EditionPackButton(Payload, action="edpk"):
    """It is this pack: the place (from 0) among those that are loaded."""

    place: int


@dataclass(frozen=True)
class EditionDocumentButton(Payload, action="eddoc"):
    """It is this document of that pack, by its place (from 0)."""

    pack_place: int
    place: int


@dataclass(frozen=True)
class EditionButton(Payload, action="ed"):
    """Show an edition, a page (from 0) at a time."""

    edition_id: PackEditionId
    page: int = 0


class EditionAct(StrEnum):
    """An operator's act on a whole edition."""

    ASK_DAY = "day"
    HAND_OVER = "hand"
    TAKE_BACK = "back"
    APPROVE = "ok"
    GIVE_UP = "drop"


@dataclass(frozen=True)
class EditionActButton(Payload, action="edact"):
    """Do that with the edition; ``shown`` is how often it had been changed when it was shown."""

    edition_id: PackEditionId
    act: EditionAct
    shown: int


@dataclass(frozen=True)
class EditionDayButton(Payload, action="edday"):
    """It holds from this day on."""

    edition_id: PackEditionId
    day: date


@dataclass(frozen=True)
class EditionClauseButton(Payload, action="edc"):
    """Show one of its clauses, by its place (from 0)."""

    edition_id: PackEditionId
    at: int


class EditionClauseAct(StrEnum):
    """An operator's act on a clause of an edition."""

    SAY_OFTEN = "often"
    SAY_WHO = "who"
    TEXT_ALONE = "text"
    """Nobody owes it by a rhythm: it is only quoted."""
    LEAVE = "leave"
    TAKE = "take"


@dataclass(frozen=True)
class EditionClauseActButton(Payload, action="edca"):
    """Do that with the clause."""

    edition_id: PackEditionId
    at: int
    act: EditionClauseAct


@dataclass(frozen=True)
class EditionFileButton(Payload, action="edfile"):
    """The file that was sent is a new edition."""
