"""Refusals of the scheduler. The values are for ``bot.views.refusals`` to put into words.

SchedulerError
├── UnknownOccurrence, UnknownOrganisation, UnknownAssignment, UnknownEntry, UnknownRequest,
│   UnknownGroup, UnknownRelief, UnknownFact, UnknownDuty, UnknownEvent, UnknownSeat, UnknownVisit,
│   UnknownInvite, UnknownQuestion, UnknownPerson
├── NotRegistered        the person holds no post
├── NotAssigned          the person does not hold the post that owes this
├── NotManager           only a manager of the organisation may do this
├── GroupNotBound        (an UnknownGroup) the group is bound to no organisation
├── NotGroupAdministrator  only an administrator of the group may do this
├── GroupRightsUnknown   the messenger did not say whether the person is one
├── OutsidePeriod        the day does not count for this period
├── InTheFuture          the day has not come yet
├── EnteredElsewhere     the act counts for another period already
├── AlreadyHeld          the person holds this post already
├── NameTaken            the organisation above has one of this name already
├── BadName              empty, too long, or not a name
├── TooLong              more text than is kept
├── DayOutOfReach        too far from today
├── TooMuchAdded         more notes and files than are kept with one entry, or in one day
├── PostNotOfBody        this type of organisation has no such post
├── SeatStands           the post is there already
├── SeatHeld             somebody holds the post longer than it is to be there
├── CannotActFor         the body exists in this unit, so nothing acts for it
├── CircularTree         an organisation cannot stand under itself
├── OrganisationInUse    it has a history, or others depend on it
├── TooManyFiles         the person waits for several files, or has asked for many in a day
├── TooManyItems         more than such a file holds
├── TooManyRequests      the person has asked for too much at once, or in a day
├── RequestsBlocked      the managers take no requests of this person any more
├── AlreadyDecided       the request was decided before
├── AlreadyDone          nothing of it is owed any more
├── InviteWrong          no invite has this link or code
├── InviteOver           the invite was used up or revoked, or is too old
├── TooManyGuesses       too many codes that opened nothing were typed
├── TooManyInvites       as many invites as an organisation may have stand already
├── LastManager          somebody else has to manage the organisation first
├── NoSuccessor          the person cannot take the post over
├── AlreadyHandedOver    it was settled before who takes the post over, and when
├── HandedOnLater        a later handover rests on this one
├── UrgedToday           the person has reminded everybody today
├── TooLate              the day asked for is past, or after the last day
├── NotLater             the later date asked for is not later
├── NoReason             a reason is needed
├── OwnEntry             nobody confirms what they entered or owe themselves
└── TooEarly             the day on which it may be done has not come
├── TooEarly             the day on which it may be done has not come
├── NoTermLength         nothing says how long a term of office is there
├── NoSuchEvent          no pack that is loaded knows an event of that name
├── NotConfirmable       something has still to be said before it can count
└── EditionRefused       an edition of a pack is not in a state for that
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from clauses.conditions import Worded
from scheduler.periods import Period


class SchedulerError(Exception):
    """Base of all refusals of this package; carries values, no wording."""


class UnknownOccurrence(SchedulerError):
    """No occurrence has this id, or none that the person may see."""


class UnknownOrganisation(SchedulerError):
    """No organisation has this id, or none that the person may see."""


class UnknownAssignment(SchedulerError):
    """No open assignment of the person has this id."""


class UnknownEntry(SchedulerError):
    """No standing ledger entry has this id."""


class UnknownRequest(SchedulerError):
    """No request has this id, or none that the person may decide."""


class UnknownGroup(SchedulerError):
    """The bot is in no group of this id."""


class GroupNotBound(UnknownGroup):
    """The group is bound to no organisation, of which it could be told."""


class UnknownRelief(SchedulerError):
    """No relief has this id, or none that the person may decide on or end."""


class UnknownFact(SchedulerError):
    """Nothing in the organisation depends on this fact, or it is not for the person to say."""


class UnknownDuty(SchedulerError):
    """Nobody in the organisation owes this."""


class UnknownEvent(SchedulerError):
    """No event has this id, or none that the person may see; or nothing there hangs on this kind."""


class UnknownSeat(SchedulerError):
    """No seat has this id, or none that the person manages, or it is over."""


class UnknownQuestion(SchedulerError):
    """No open question has this id."""


class UnknownPerson(SchedulerError):
    """Nobody has this id any more: they were erased."""


class UnknownInvite(SchedulerError):
    """No invite has this id, or none that the person may see."""


class NotRegistered(SchedulerError):
    """The person holds no post."""


class NotAssigned(SchedulerError):
    """The person does not hold the post that owes this; ``holders`` are the names of those who do."""

    def __init__(self, occurrence_id: int, by: int, holders: tuple[str, ...]) -> None:
        super().__init__(occurrence_id, by)
        self.holders = holders


class NotManager(SchedulerError):
    """Only a manager of the organisation may do this."""


class NotGroupAdministrator(SchedulerError):
    """Only an administrator of the group may do this."""


class GroupRightsUnknown(SchedulerError):
    """The messenger did not say whether the person is an administrator of the group."""


class OutsidePeriod(SchedulerError):
    """``day`` does not count for ``period``."""

    def __init__(self, day: date, period: Period) -> None:
        super().__init__(day, period)
        self.day = day
        self.period = period


class InTheFuture(SchedulerError):
    """``day`` has not come yet."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class EnteredElsewhere(SchedulerError):
    """The act of ``day`` counts for ``period`` already, and for one period only."""

    def __init__(self, day: date, period: Period) -> None:
        super().__init__(day, period)
        self.day = day
        self.period = period


class AlreadyHeld(SchedulerError):
    """The person holds this post already."""


class NameTaken(SchedulerError):
    """The organisation above has one of this name and type already."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class BadName(SchedulerError):
    """Empty, longer than ``limit`` characters, or without a letter."""

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(name, limit)
        self.name = name
        self.limit = limit


class TooLong(SchedulerError):
    """A text of ``length`` characters, where ``limit`` are kept."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(length, limit)
        self.length = length
        self.limit = limit


class DayOutOfReach(SchedulerError):
    """``day`` is not from ``first`` to ``last``."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(day, first, last)
        self.day = day
        self.first = first
        self.last = last


class TooMuchAdded(SchedulerError):
    """``limit`` notes and files are there already: with this entry, or ``a_day`` by this person."""

    def __init__(self, limit: int, *, a_day: bool) -> None:
        super().__init__(limit, a_day)
        self.limit = limit
        self.a_day = a_day


class PostNotOfBody(SchedulerError):
    """This type of organisation has no such post."""


class SeatStands(SchedulerError):
    """The organisation has this post already, or will have it."""


class SeatHeld(SchedulerError):
    """``names`` hold the post, by name, for longer than it is to be there."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names


class CannotActFor(SchedulerError):
    """The body exists in this unit, so nothing acts for it."""


class CircularTree(SchedulerError):
    """An organisation cannot stand under itself."""


class OrganisationInUse(SchedulerError):
    """Something was recorded for the organisation, or others hold posts in it or stand below it."""


class TooManyFiles(SchedulerError):
    """The person waits for ``limit`` files or, with ``daily``, has asked for so many within a day."""

    def __init__(self, limit: int, *, daily: bool) -> None:
        super().__init__(limit, daily)
        self.limit = limit
        self.daily = daily


class TooManyItems(SchedulerError):
    """``count`` items, where such a file holds ``limit``."""

    def __init__(self, count: int, limit: int) -> None:
        super().__init__(count, limit)
        self.count = count
        self.limit = limit


class TooManyRequests(SchedulerError):
    """The person has ``limit`` open requests or, with ``daily``, has made so many within a day."""

    def __init__(self, limit: int, *, daily: bool) -> None:
        super().__init__(limit, daily)
        self.limit = limit
        self.daily = daily


class RequestsBlocked(SchedulerError):
    """The managers take no requests of this person any more."""


class AlreadyDecided(SchedulerError):
    """The request was decided before."""


class AlreadyDone(SchedulerError):
    """Nothing of the item is owed any more, so nobody can be let off it, or be given more time."""


class InviteWrong(SchedulerError):
    """No invite has this link or code."""


class InviteOver(SchedulerError):
    """It can be followed no more; ``why`` is ``used``, ``revoked`` or ``expired``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class TooManyGuesses(SchedulerError):
    """Too many codes that opened nothing were typed within an hour, by this person or in all."""


class TooManyInvites(SchedulerError):
    """``limit`` invites of the organisation stand already."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class LastManager(SchedulerError):
    """Nobody else manages the organisation, nor one above it."""


class NoSuccessor(SchedulerError):
    """The person is none of those around the organisation, or holds the post already."""


class AlreadyHandedOver(SchedulerError):
    """The post ends on ``day`` already, by a handover to somebody else or on another day."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class HandedOnLater(SchedulerError):
    """Whoever takes the post over hands it on, or its holder holds it again, from ``day``."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class UrgedToday(SchedulerError):
    """The person has reminded everybody there today."""


class TooLate(SchedulerError):
    """``day`` is past, or later than ``latest``, the last day that makes sense."""

    def __init__(self, day: date, latest: date) -> None:
        super().__init__(day, latest)
        self.day = day
        self.latest = latest


class NotLater(SchedulerError):
    """``day`` is asked for as a later date and is not after ``deadline``."""

    def __init__(self, day: date, deadline: date) -> None:
        super().__init__(day, deadline)
        self.day = day
        self.deadline = deadline


class NoReason(SchedulerError):
    """A reason of at least ``shortest`` characters is needed."""

    def __init__(self, shortest: int) -> None:
        super().__init__(shortest)
        self.shortest = shortest


class OwnEntry(SchedulerError):
    """Nobody confirms what they entered or owe; ``others``: there is somebody else who may."""

    def __init__(self, entry_id: int, *, others: bool) -> None:
        super().__init__(entry_id)
        self.others = others


class TooEarly(SchedulerError):
    """It may not be done before ``day``."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class UnknownVisit(SchedulerError):
    """A link or session of the board in a browser opens nothing: used, too old, or its rights have ended."""


class NoTermLength(SchedulerError):
    """Neither the duty nor a pack says how long a term of office is in this organisation."""


class NoSuchEvent(SchedulerError):
    """No kind of event is named so, or several are; ``names`` are those that may be meant."""

    def __init__(self, names: tuple[Worded, ...]) -> None:
        super().__init__(names)
        self.names = names


class NotConfirmable(SchedulerError):
    """Something has still to be said before it can count."""


class EditionRefusal(StrEnum):
    """Why something cannot be done with an edition of a pack."""

    UNKNOWN = "unknown"
    """There is none, or it was given up."""
    IN_HAND = "in-hand"
    """Another edition of the same pack is not in force yet."""
    CHANGED = "changed"
    """It is not as it was when it was shown."""
    HANDED = "handed"
    """It is to be approved as it is."""
    OWN = "own"
    """Whoever sent it does not approve it, where there is another operator."""
    NO_DAY = "no-day"
    """It was not said from which day it is to hold."""
    DAY_PAST = "day-past"
    """The day does not lie ahead."""
    DAMAGED = "damaged"
    """There are damaged passages in what would come into force."""
    IN_FORCE = "in-force"


class EditionRefused(SchedulerError):
    """An edition of a pack is not in a state for that."""

    def __init__(self, reason: EditionRefusal) -> None:
        super().__init__(reason)
        self.reason = reason
