"""Pure: choose the due notices that go out now, bundle them, and decide about the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.delivery.outcomes import EndReason, Final, Standing
from scheduler.delivery.waiting import waits_until
from scheduler.planning.notices import (
    DeliveryId,
    NoticeId,
    NoticeKind,
    NoticeState,
    UndeliverableReason,
)
from scheduler.planning.occurrences import Occurrence
from scheduler.planning.quiet_hours import quiet_until
from scheduler.planning.replanning import LATER
from scheduler.roster.model import (
    DEFAULT_QUIET_HOURS,
    AssignmentId,
    Group,
    GroupId,
    Person,
    PersonId,
    QuietHours,
    RequestId,
    SeatId,
)
from scheduler.roster.robot_minutes import LASTS, until_minute

REMINDERS_PER_MESSAGE = 100
"""One message to each person at a time: it lists the first few and counts the others. No seat of the
shipped packs has so many on one day; the number bounds what a transaction writes."""

GROUP_REMINDERS_PER_MESSAGE = 10
"""Each has a button with its link; a longer message would not be read."""

REQUESTS_PER_MESSAGE = 20
"""A request takes a line and a button with its number."""

CHASED_PER_MESSAGE = 1000
"""One message a day to each manager, of both steps: it lists the first few and counts the others."""

_TOGETHER = {
    NoticeKind.REMINDER: REMINDERS_PER_MESSAGE,
    NoticeKind.GROUP_REMINDER: GROUP_REMINDERS_PER_MESSAGE,
    NoticeKind.JOIN_REQUEST: REQUESTS_PER_MESSAGE,
    NoticeKind.ENTRY_WAITS: REQUESTS_PER_MESSAGE,
    NoticeKind.FOLLOW_UP: CHASED_PER_MESSAGE,
    NoticeKind.ESCALATION: CHASED_PER_MESSAGE,
}
"""Kinds of which one message holds several, and how many."""

_WITH = {NoticeKind.ESCALATION: NoticeKind.FOLLOW_UP}
"""Kinds that go into the same message as another one."""


@dataclass(frozen=True)
class DueNotice:
    """A due notice with all that decides whether it goes out, and what it says.

    It is about an ``occurrence``, a request, a person or group that is lost, a vacant seat, or what
    ``about_id`` names for its kind; ``zone`` is that of the organisation.

    ``delivery_id`` is that of the message in which it was tried before. ``concerned``: the post is
    still held, the group still bound, what managers are told still managed. ``met``: the duty is done, the request decided, or the lost
    one is back. ``outdated``: a later stage for the same recipient and occurrence is due as well, or
    was sent. ``latest_on`` is the last day to which it may wait for a day that suits its reader; None
    for one that is overdue.
    """

    id: NoticeId
    kind: NoticeKind
    recipient: Person | Group
    delivery_id: DeliveryId | None
    stage: str
    nominal_on: date
    expires_at: datetime
    occurrence: Occurrence | None
    request_id: RequestId | None
    attempts: int
    ambiguous_attempts: int
    zone: ZoneInfo
    reachable: bool
    concerned: bool
    met: bool
    outdated: bool
    latest_on: date | None = None
    about_person_id: PersonId | None = None
    about_group_id: GroupId | None = None
    about_seat_id: SeatId | None = None
    about_id: int | None = None
    about_assignment_id: AssignmentId | None = None

    @property
    def quiet_hours(self) -> QuietHours | None:
        """Hours in which the recipient is left in peace; those of a group cannot be changed."""
        return (
            DEFAULT_QUIET_HOURS if isinstance(self.recipient, Group) else self.recipient.quiet_hours
        )


@dataclass(frozen=True)
class Bundle:
    """The notices of one message to one recipient; at least one, the first due first."""

    notices: tuple[DueNotice, ...]

    @property
    def first(self) -> DueNotice:
        """The notice that says for all of them what kind of message it is, and to whom."""
        return self.notices[0]

    @property
    def standing(self) -> Standing:
        """Where the message stands, with the attempt that is about to begin."""
        return Standing(
            kind=self.first.kind,
            attempts=max(each.attempts for each in self.notices) + 1,
            ambiguous=max(each.ambiguous_attempts for each in self.notices),
        )


@dataclass
class Selection:
    """The decisions; each notice is in one of them only."""

    ended: list[tuple[NoticeId, Final]] = field(default_factory=list)
    postponed: list[tuple[NoticeId, datetime]] = field(default_factory=list)
    bundles: list[Bundle] = field(default_factory=list)


def select_due(due: Iterable[DueNotice], now: datetime) -> Selection:
    """Decide about notices that are due at ``now``.

    A message that was tried before keeps its contents, less what has ended meanwhile. All else that
    is due for one recipient goes together, what is due first at the top, up to
    ``REMINDERS_PER_MESSAGE`` at a time, and requests up to ``REQUESTS_PER_MESSAGE``; answers to them
    go one by one. A robot gets one new message at a time. Bundles are in the order in which their first notice comes in ``due``.
    """
    selection = Selection()
    going: dict[tuple[object, ...], list[DueNotice]] = {}
    for notice in due:
        final = _ending(notice, now)
        if final is not None:
            selection.ended.append((notice.id, final))
        else:
            going.setdefault(_message_of(notice), []).append(notice)
    for together in going.values():
        tried_before = together[0].delivery_id is not None
        loud, quiet = _parted(together, now, as_one=tried_before)
        selection.postponed += quiet
        selection.bundles += _bundles(loud, whole=tried_before)
    _one_for_each_robot(selection, now)
    return selection


def _one_for_each_robot(selection: Selection, now: datetime) -> None:
    """Of new messages to a robot the first one goes at its minute, and the others an hour later."""
    going: list[Bundle] = []
    told: set[object] = set()
    for bundle in selection.bundles:
        first = bundle.first
        minute = first.recipient.minute if isinstance(first.recipient, Group) else None
        later = None
        if minute is not None and first.delivery_id is None:
            if first.recipient.id in told:
                later = until_minute(minute, first.zone, now + LASTS)
            told.add(first.recipient.id)
        if later is None or later >= min(each.expires_at for each in bundle.notices):
            going.append(bundle)
        else:
            selection.postponed += [(each.id, later) for each in bundle.notices]
    selection.bundles = going


def _ending(notice: DueNotice, now: datetime) -> Final | None:
    if notice.met:
        return Final(NoticeState.SUPERSEDED, EndReason.MET)
    if not notice.concerned:
        to_group = isinstance(notice.recipient, Group)
        return Final(NoticeState.SUPERSEDED, EndReason.UNBOUND if to_group else EndReason.LEFT)
    if notice.outdated:
        return Final(NoticeState.SUPERSEDED, EndReason.NEWER)
    if notice.expires_at <= now:
        return Final(NoticeState.EXPIRED, EndReason.LATE)
    if not notice.reachable:
        return Final(NoticeState.UNDELIVERABLE, UndeliverableReason.UNREACHABLE)
    return None


def _message_of(notice: DueNotice) -> tuple[object, ...]:
    if notice.delivery_id is not None:
        return ("tried", notice.delivery_id)
    if notice.kind in _TOGETHER:
        return (_WITH.get(notice.kind, notice.kind), notice.recipient.id)
    return ("alone", notice.id)


def _parted(
    together: list[DueNotice], now: datetime, *, as_one: bool
) -> tuple[list[DueNotice], list[tuple[NoticeId, datetime]]]:
    """Those that may go now, and those that wait; as one, all wait for the last of them."""
    ends = {each.id: _waits(each, now) for each in together}
    quiet = {notice_id: end for notice_id, end in ends.items() if end is not None}
    if as_one and quiet:
        quiet = dict.fromkeys(ends, max(quiet.values()))
    return [each for each in together if each.id not in quiet], list(quiet.items())


def _waits(notice: DueNotice, now: datetime) -> datetime | None:
    """To the end of quiet hours, or of a first attempt to a robot's minute or a day that suits."""
    quiet = quiet_until(notice.quiet_hours, notice.zone, now)
    if quiet is None and notice.delivery_id is None and isinstance(notice.recipient, Group):
        quiet = until_minute(notice.recipient.minute, notice.zone, now)
        return None if quiet is None or quiet >= notice.expires_at else quiet
    if (
        quiet is not None
        or notice.kind is not NoticeKind.REMINDER
        or notice.delivery_id is not None
        or notice.stage.startswith(LATER)
        or not isinstance(notice.recipient, Person)
    ):
        return quiet
    until = waits_until(notice.recipient, notice.zone, now, latest_on=notice.latest_on)
    return None if until is None or until >= notice.expires_at else until


def _bundles(loud: list[DueNotice], *, whole: bool) -> Iterator[Bundle]:
    if whole:
        yield from [Bundle(tuple(loud))] if loud else []
        return
    ordered = sorted(loud, key=lambda each: (_due_on(each), each.id))
    most = _together(ordered[0]) if ordered else 1
    for start in range(0, len(ordered), most):
        yield Bundle(tuple(ordered[start : start + most]))


def _together(notice: DueNotice) -> int:
    """How many one message holds; a robot is told everything at once."""
    robot = isinstance(notice.recipient, Group) and notice.recipient.minute is not None
    if robot and notice.kind is NoticeKind.GROUP_REMINDER:
        return REMINDERS_PER_MESSAGE
    return _TOGETHER.get(notice.kind, 1)


def _due_on(notice: DueNotice) -> date:
    return date.max if notice.occurrence is None else notice.occurrence.deadline
