"""The list of items under their lamps, as ``/myduties`` and the reminders show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.texts.catalogue import Html, Texts
from bot.views.days import due_name
from bot.views.duties.names import LINE_CELLS, clipped, item_name, seat_name, width
from bot.views.layout import lines
from bot.views.names import person_name
from clauses.cadence import Per
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from clauses.model import PostId
from scheduler.ledger.wording import clause_of
from scheduler.planning.lamps import Lamp
from scheduler.planning.occurrences import Occurrence
from scheduler.roster.model import Organisation

_NAME_CELLS = 40

MOST_LISTED = 8
"""Items in one message: as many as are read."""


@dataclass(frozen=True)
class Listed:
    """An item of a list; ``workdays_left`` as in ``WorkdayCalendar.workdays_until``."""

    occurrence: Occurrence
    workdays_left: int
    lamp: Lamp


@dataclass(frozen=True)
class ListStyle:
    """What a list says beside items and dates.

    ``white`` is the heading of what is not near. ``seats``: whose items they are is said. ``progress``:
    how far each is.
    """

    white: str = "lamp-white"
    seats: bool = False
    progress: bool = False


PLAIN = ListStyle()

_OWED = (Lamp.RED, Lamp.YELLOW, Lamp.BLUE, Lamp.WHITE)


def seat_line(
    organisation: Organisation, post: PostId, holder: str, library: Library, t: Texts
) -> Html:
    """Whose list it is; a heading may be longer than a line. ``holder`` as in :func:`holder_name`."""
    return t("seat-line", seat=seat_name(organisation, post, library), name=holder)


def holder_name(name: str, t: Texts) -> str:
    """The name of a person in a heading."""
    return clipped(person_name(name, t), _NAME_CELLS)


def workdays_words(listed: Listed, t: Texts, *, today: date) -> str:
    """The true number of workdays to the due date, or since then."""
    left, occurrence = listed.workdays_left, listed.occurrence
    if listed.lamp is Lamp.RED:
        return t.plain("workdays-over", days=-left) if left < 0 else t.plain("workdays-just-over")
    if left > 0:
        return t.plain("workdays-left", days=left)
    if today < occurrence.deadline:
        return t.plain("workdays-less-than-one")
    return t.plain("workdays-today" if today == occurrence.deadline else "workdays-day-off")


def state_message(listed: Listed) -> str:
    """The message that says how an item stands; ``days`` as in :func:`workdays_words`."""
    if listed.lamp is Lamp.BLUE and listed.occurrence.excused:
        return "item-excused"
    return f"item-{listed.lamp.value}"


def lamp_blocks(
    items: Sequence[Listed],
    library: Library,
    t: Texts,
    *,
    today: date,
    most: int = MOST_LISTED,
    most_white: int = MOST_LISTED,
    style: ListStyle = PLAIN,
    counts: Mapping[Lamp, int] | None = None,
) -> list[Html]:
    """Red, yellow and white items and those with a later date, each group under its heading and by due date.

    At most ``most`` are listed, the urgent ones first, of the white ones at most ``most_white``; a
    heading counts all of ``items``, or says what ``counts`` says. Items of green lamps are left out.
    """
    shown = first_of(items, most=most, most_white=most_white)
    blocks = []
    for lamp in _OWED:
        group = [each for each in items if each.lamp is lamp]
        if group:
            count = len(group) if counts is None else counts[lamp]
            listed = [each for each in shown if each.lamp is lamp]
            blocks.append(lines(*_group(lamp, group, listed, count, library, t, today, style)))
    return blocks


def first_of(
    items: Sequence[Listed], *, most: int = MOST_LISTED, most_white: int = MOST_LISTED
) -> list[Listed]:
    """Those that :func:`lamp_blocks` lists, in that order."""
    ordered = sorted(
        (each for each in items if each.lamp in _OWED),
        key=lambda it: (_OWED.index(it.lamp), it.occurrence.urgency),
    )
    white = [each for each in ordered if each.lamp is Lamp.WHITE]
    dropped = {each.occurrence.id for each in white[most_white:]}
    return [each for each in ordered if each.occurrence.id not in dropped][:most]


def _group(
    lamp: Lamp,
    group: Sequence[Listed],
    shown: Sequence[Listed],
    count: int,
    library: Library,
    t: Texts,
    today: date,
    style: ListStyle,
) -> Iterator[Html]:
    same_day = len({each.occurrence.deadline for each in group}) == 1
    said_above = same_day and count == len(group) == len(shown)
    name = style.white if lamp is Lamp.WHITE else f"lamp-{lamp.value}"
    heading = t.plain(name, count=count)
    if said_above:
        left = workdays_words(group[0], t, today=today)
        heading = t.plain("lamp-with-days", heading=heading, days=left)
    if 0 < len(shown) < len(group):
        heading = t.plain("lamp-first", heading=heading, count=len(shown))
    yield t("lamp-heading", heading=heading)
    for _, dated in groupby(shown, key=lambda it: it.occurrence.deadline):
        together = list(dated)
        yield _date_line(together[0], t, today, counted=not said_above and lamp is not Lamp.WHITE)
        occurrences = [each.occurrence for each in together]
        # The line of the date says the year already.
        yield from item_lines(occurrences, library, t, together[0].occurrence.deadline, style)


def _date_line(first: Listed, t: Texts, today: date, *, counted: bool) -> Html:
    occurrence = first.occurrence
    kind = "lamp-was-due" if first.lamp is Lamp.RED else "lamp-due"
    line = t.plain(kind, due=due_name(occurrence, t, today=today))
    if counted:
        words = workdays_words(first, t, today=today)
        whole = t.plain("lamp-with-days", heading=line, days=words)
        if width(whole) > LINE_CELLS:  # without the weekday it fits
            bare = t.bare_day(occurrence.deadline)
            if occurrence.deadline.year != today.year:
                bare = t.plain("short-of-year", year=occurrence.deadline.year, period=bare)
            whole = t.plain("lamp-with-days", heading=t.plain(kind, due=bare), days=words)
        line = whole
    return t("lamp-line", line=line)


def _line_name(occurrence: Occurrence, library: Library, t: Texts, today: date, room: int) -> str:
    """The period of what hangs on an event is only its date, which stands above the line."""
    if occurrence.period.per is Per.EVENT and occurrence.deadline == today:
        return clipped(t.called(duty_name(clause_of(occurrence, library).duty)), room)
    return item_name(occurrence, library, t, today=today, cells=room)


def item_lines(
    occurrences: Sequence[Occurrence],
    library: Library,
    t: Texts,
    today: date,
    style: ListStyle = PLAIN,
) -> Iterator[Html]:
    """A line for each item; where ``style`` asks for it, the seat stands above its items.

    Of the year of ``today`` nothing is said.
    """
    seat = None
    for occurrence in occurrences:
        whose = seat_name(occurrence.organisation, occurrence.post, library)
        if style.seats and whose != seat:
            seat = whose
            yield t("lamp-line", line=whose)
        done = (
            t.plain("lamp-progress", completed=occurrence.completed, needed=occurrence.needed)
            if style.progress or occurrence.needed > 1
            else ""
        )
        room = LINE_CELLS - width(t.plain("lamp-item", name="", progress=done))
        name = _line_name(occurrence, library, t, today, room)
        yield t("lamp-item", name=name, progress=done)
