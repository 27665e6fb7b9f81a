"""Which of the due notices go out now, together with which, and what becomes of the others: pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from scheduler.delivery.outcomes import EndReason, Final
from scheduler.planning.notices import DeliveryId, NoticeId, NoticeKind, NoticeState
from scheduler.planning.occurrences import Occurrence
from scheduler.planning.plan import local_instant
from scheduler.roster.model import GroupId, Person, PersonId, QuietHours, RequestId

REMINDERS_PER_MESSAGE = 8
"""More go into a further message: a longer one would be cut off or not read."""

_TOGETHER = (NoticeKind.REMINDER, NoticeKind.GROUP_REMINDER)


@dataclass(frozen=True)
class Candidate:
    """A due notice with all that decides whether it goes out, and what it says.

    It is about an ``occurrence``, a request, or a person or group that is lost; ``zone`` is that of
    the organisation.

    ``delivery_id`` is that of the message in which it was tried before; ``concerned``: the post is
    still held, the group still bound; ``met``: the duty is done, the request decided, or who was
    lost is back;
    ``outdated``: a later stage for the same recipient and occurrence is due as well, or was sent;
    ``person``: who gets it, unless a group does.
    """

    id: NoticeId
    kind: NoticeKind
    person_id: PersonId | None
    group_id: GroupId | None
    delivery_id: DeliveryId | None
    stage: str
    nominal_on: date
    expires_at: datetime
    occurrence: Occurrence | None
    request_id: RequestId | None
    tries: int
    ambiguous_attempts: int
    quiet_hours: QuietHours | None
    zone: ZoneInfo
    reachable: bool
    concerned: bool
    met: bool
    outdated: bool
    person: Person | None = None
    about_person_id: PersonId | None = None
    about_group_id: GroupId | None = None


@dataclass(frozen=True)
class Bundle:
    """The notices of one message to one recipient; ``delivery_id`` when it was tried before."""

    kind: NoticeKind
    person_id: PersonId | None
    group_id: GroupId | None
    delivery_id: DeliveryId | None
    notice_ids: tuple[NoticeId, ...]


@dataclass
class Selection:
    """What is to be done; each notice is in one place only."""

    ended: list[tuple[NoticeId, Final]] = field(default_factory=list)
    held: list[tuple[NoticeId, datetime]] = field(default_factory=list)
    bundles: list[Bundle] = field(default_factory=list)


def select_due(candidates: Iterable[Candidate], now: datetime) -> Selection:
    """Decide about notices that are due at ``now``.

    A message that was tried before keeps its contents, less what has ended meanwhile. All else that
    is due for one recipient goes together, what is due first at the top, up to
    ``REMINDERS_PER_MESSAGE`` at a time; requests and answers to them go one by one. Bundles are in
    the order in which their first notice comes in ``candidates``.
    """
    sifted = Selection()
    going: dict[tuple[object, ...], list[Candidate]] = {}
    for candidate in candidates:
        final = _ending(candidate, now)
        if final is not None:
            sifted.ended.append((candidate.id, final))
        else:
            going.setdefault(_message_of(candidate), []).append(candidate)
    for together in going.values():
        tried_before = together[0].delivery_id is not None
        loud, quiet = _parted(together, now, as_one=tried_before)
        sifted.held += quiet
        sifted.bundles += [_bundle(part) for part in _parts(loud, whole=tried_before)]
    return sifted


def quiet_until(hours: QuietHours | None, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The end (UTC) of the quiet hours that ``now`` falls in; None when it falls in none."""
    local = now.astimezone(zone)
    if hours is None or not hours.holds(local.time()):
        return None
    day = local.date()
    if hours.end <= local.time():
        day += timedelta(days=1)
    end = local_instant(day, hours.end, zone)
    return end if end > now else None  # in the hour that comes twice in autumn it may be past


def _ending(candidate: Candidate, now: datetime) -> Final | None:
    if candidate.met:
        return Final(NoticeState.SUPERSEDED, EndReason.MET)
    if not candidate.concerned:
        reason = EndReason.LEFT if candidate.group_id is None else EndReason.UNBOUND
        return Final(NoticeState.SUPERSEDED, reason)
    if candidate.outdated:
        return Final(NoticeState.SUPERSEDED, EndReason.NEWER)
    if candidate.expires_at <= now:
        return Final(NoticeState.EXPIRED, EndReason.LATE)
    if not candidate.reachable:
        return Final(NoticeState.UNDELIVERABLE, EndReason.UNREACHABLE)
    return None


def _message_of(candidate: Candidate) -> tuple[object, ...]:
    if candidate.delivery_id is not None:
        return ("tried", candidate.delivery_id)
    if candidate.kind in _TOGETHER:
        return (candidate.kind, candidate.person_id, candidate.group_id)
    return ("alone", candidate.id)


def _parted(
    together: list[Candidate], now: datetime, *, as_one: bool
) -> tuple[list[Candidate], list[tuple[NoticeId, datetime]]]:
    """Those that may go now, and those that wait; as one, all wait for the last of them."""
    ends = {each.id: quiet_until(each.quiet_hours, each.zone, now) for each in together}
    quiet = {notice_id: end for notice_id, end in ends.items() if end is not None}
    if as_one and quiet:
        quiet = dict.fromkeys(ends, max(quiet.values()))
    return [each for each in together if each.id not in quiet], list(quiet.items())


def _parts(loud: list[Candidate], *, whole: bool) -> Iterator[list[Candidate]]:
    if whole:
        yield from [loud] if loud else []
        return
    ordered = sorted(loud, key=lambda each: (_due_on(each), each.id))
    for _, part in groupby(enumerate(ordered), lambda item: item[0] // REMINDERS_PER_MESSAGE):
        yield [each for _, each in part]


def _due_on(candidate: Candidate) -> date:
    return date.max if candidate.occurrence is None else candidate.occurrence.due_on


def _bundle(part: list[Candidate]) -> Bundle:
    first = part[0]
    return Bundle(
        kind=first.kind,
        person_id=first.person_id,
        group_id=first.group_id,
        delivery_id=first.delivery_id,
        notice_ids=tuple(each.id for each in part),
    )
