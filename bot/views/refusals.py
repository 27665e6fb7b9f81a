"""Refusals in words: each says what to do."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation.payloads import StaleButton, StaleDraft
from bot.texts.catalogue import Html, Texts
from bot.views.days import period_name
from bot.views.names import person_name
from clauses import errors as clauses
from scheduler import errors as scheduler

_NAMED = 3
"""Names of holders that are told."""

_EVENTS = 8
"""Names of events that are offered."""

_WITHOUT_FIELDS: dict[type[Exception], str] = {
    StaleButton: "refusal-stale-button",
    StaleDraft: "register-expired",
    scheduler.UnknownOccurrence: "refusal-unknown-occurrence",
    scheduler.UnknownOrganisation: "refusal-unknown-organisation",
    scheduler.UnknownAssignment: "refusal-unknown-assignment",
    scheduler.UnknownPerson: "refusal-unknown-person",
    scheduler.UnknownEntry: "refusal-unknown-entry",
    scheduler.UnknownRequest: "refusal-unknown-request",
    scheduler.UnknownGroup: "refusal-unknown-group",
    scheduler.GroupNotBound: "board-group-unbound",
    scheduler.UnknownRelief: "refusal-unknown-relief",
    scheduler.UnknownFact: "refusal-unknown-fact",
    scheduler.UnknownDuty: "refusal-unknown-duty",
    scheduler.UnknownEvent: "refusal-unknown-event",
    scheduler.UnknownSeat: "refusal-unknown-seat",
    scheduler.UnknownQuestion: "refusal-unknown-question",
    scheduler.UnknownVisit: "refusal-unknown-visit",
    scheduler.NotRegistered: "refusal-not-registered",
    scheduler.NotManager: "refusal-not-manager",
    scheduler.NotGroupAdministrator: "refusal-not-group-administrator",
    scheduler.GroupRightsUnknown: "refusal-group-rights-unknown",
    scheduler.AlreadyHeld: "refusal-already-held",
    scheduler.PostNotOfBody: "refusal-post-not-of-body",
    scheduler.SeatStands: "refusal-seat-stands",
    scheduler.CannotActFor: "refusal-cannot-act-for",
    scheduler.CircularTree: "refusal-circular-tree",
    scheduler.OrganisationInUse: "refusal-organisation-in-use",
    scheduler.RequestsBlocked: "refusal-requests-blocked",
    scheduler.AlreadyDecided: "refusal-already-decided",
    scheduler.AlreadyDone: "refusal-already-done",
    scheduler.NoTermLength: "refusal-no-term-length",
    scheduler.NotConfirmable: "refusal-not-confirmable",
    scheduler.UnknownInvite: "refusal-unknown-invite",
    scheduler.InviteWrong: "refusal-invite-wrong",
    scheduler.TooManyGuesses: "refusal-too-many-guesses",
    scheduler.LastManager: "refusal-last-manager",
    scheduler.NoSuccessor: "refusal-no-successor",
    scheduler.UrgedToday: "refusal-urged-today",
    clauses.UnknownRef: "refusal-unknown-clause",
    clauses.UnknownPost: "refusal-unknown-post",
}


def sentence(refusal: Exception, t: Texts) -> str:
    """Plain text, for pop-ups."""
    return _worded(refusal, t, t.plain)


def paragraph(refusal: Exception, t: Texts) -> Html:
    """Telegram HTML, for messages."""
    return Html(_worded(refusal, t, t))


def _worded(refusal: Exception, t: Texts, say: Callable[..., str]) -> str:
    match refusal:
        case scheduler.OutsidePeriod(day=day, period=period):
            return say(
                "refusal-outside-period",
                day=t.day(day),
                period=period_name(period, t),
                first=t.day(period.start),
                last=t.day(period.last_day),
            )
        case scheduler.EnteredElsewhere(day=day, period=period):
            return say("refusal-entered-elsewhere", day=t.day(day), period=period_name(period, t))
        case scheduler.NotAssigned(holders=()):
            return say("refusal-not-assigned")
        case scheduler.NotAssigned(holders=names):
            told = t.plain("list-comma").join(names[:_NAMED])
            return say("refusal-not-assigned-but", holders=told)
        case scheduler.NoSuchEvent(names=events):
            known = (name.in_locale(t.locale) for name in events[:_EVENTS])
            return say("refusal-no-such-event", names=t.plain("list-comma").join(known))
        case scheduler.NoReason(shortest=shortest):
            return say("refusal-no-reason", shortest=shortest)
        case scheduler.BadName(limit=limit):
            return say("refusal-bad-name", limit=limit)
        case scheduler.NameTaken(name=name):
            return say("refusal-name-taken", name=name)
        case scheduler.TooManyRequests(limit=limit, daily=daily):
            message = "refusal-too-many-requests"
            return say(f"{message}-today" if daily else message, limit=limit)
        case scheduler.TooLong(limit=limit):
            return say("refusal-too-long", limit=limit)
    return _about_people(refusal, t, say)


def _about_people(refusal: Exception, t: Texts, say: Callable[..., str]) -> str:
    match refusal:
        case scheduler.SeatHeld(names=names):
            holders = t.plain("list-comma").join(person_name(name, t) for name in names)
            return say("refusal-seat-held", holders=holders)
        case scheduler.InviteOver(why=why):
            return say(f"refusal-invite-{why}")
        case scheduler.AlreadyHandedOver(day=day):
            return say("refusal-already-handed-over", day=t.day(day))
        case scheduler.HandedOnLater(day=day):
            return say("refusal-handed-on-later", day=t.day(day))
        case scheduler.TooManyInvites(limit=limit):
            return say("refusal-too-many-invites", limit=limit)
    return _about_a_day(refusal, t, say)


def _about_a_day(refusal: Exception, t: Texts, say: Callable[..., str]) -> str:
    match refusal:
        case scheduler.InTheFuture(day=day):
            return say("refusal-in-the-future", day=t.day(day))
        case scheduler.NotLater(deadline=deadline):
            return say("refusal-not-later", deadline=t.day(deadline))
        case scheduler.EditionRefused(reason=reason):
            return say(f"refusal-edition-{reason.value}")
        case scheduler.TooEarly(day=day):
            return say("refusal-too-early", day=t.day(day))
        case scheduler.TooLate(latest=latest):
            return say("refusal-too-late", latest=t.day(latest))
        case scheduler.DayOutOfReach(first=first, last=last):
            return say("refusal-day-out-of-reach", first=t.day(first), last=t.day(last))
    return _about_closing(refusal, say)


def _about_closing(refusal: Exception, say: Callable[..., str]) -> str:
    match refusal:
        case scheduler.TooManyFiles(limit=limit, daily=daily):
            message = "refusal-too-many-files"
            return say(f"{message}-today" if daily else message, limit=limit)
        case scheduler.TooManyItems(count=count, limit=limit):
            return say("refusal-too-many-items", count=count, limit=limit)
        case scheduler.TooMuchAdded(limit=limit, a_day=a_day):
            return say("completion-too-many-a-day" if a_day else "completion-too-many", limit=limit)
        case scheduler.OwnEntry(others=others):
            return say("refusal-own-entry" if others else "refusal-own-entry-nobody")
    return say(_WITHOUT_FIELDS.get(type(refusal), "refusal-other"))
