"""The calendar in the format of programs (iCalendar)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.texts.catalogue import Texts
from bot.views.days import short_period
from bot.views.duties.names import seat_name
from bot.views.names import source_name
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from scheduler.feeds.feed import Feed, FeedItem

if TYPE_CHECKING:
    from icalendar import Event

_FETCH_EVERY = "PT6H"
"""A hint, which most programs pass over."""

_ALARM_BEFORE = timedelta(hours=-15)
"""Before the midnight with which the day begins: nine in the morning of the day before."""


def calendar_file(
    feed: Feed, library: Library, t: Texts, *, installation: str, alarms: bool
) -> bytes:
    """The calendar as iCalendar: the same bytes as long as nothing changed.

    ``installation`` tells the items of this bot from those of others; with ``alarms`` each item is
    reminded of on the morning before, which programs heed in a file only.
    """
    from icalendar import Calendar  # takes a moment, which the start need not wait

    calendar = Calendar()
    calendar.add("prodid", "-//dutybot//duties//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", t.plain("calendar-name"))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", _FETCH_EVERY)
    for item in feed.items:
        calendar.add_component(_event(item, library, t, installation=installation, alarm=alarms))
    content: bytes = calendar.to_ical()
    return content


def _event(item: FeedItem, library: Library, t: Texts, *, installation: str, alarm: bool) -> Event:
    from icalendar import Alarm, Event

    occurrence, revision = item.occurrence, item.revision
    summary = _summary(item, t)
    event = Event()
    event.add("uid", f"occ-{occurrence.id}@{installation}")
    event.add("dtstamp", revision.at)
    event.add("last-modified", revision.at)
    event.add("sequence", revision.number)
    event.add("dtstart", item.day)
    event.add("dtend", item.day + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", _description(item, library, t))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED" if occurrence.released is None else "CANCELLED")
    if alarm and occurrence.released is None and occurrence.remaining:
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", summary)
        reminder.add("trigger", _ALARM_BEFORE)
        event.add_component(reminder)
    return event


def _summary(item: FeedItem, t: Texts) -> str:
    occurrence = item.occurrence
    name = t.plain(
        "item-name",
        duty=duty_name(item.clause.duty),
        period=short_period(occurrence.period, t, today=item.day),
    )
    if occurrence.excused:
        return t.plain("calendar-excused", name=name)
    if occurrence.remaining == 0:
        return t.plain("calendar-done", name=name)
    if occurrence.provisional:
        return t.plain("calendar-provisional", name=name)
    return name


def _description(item: FeedItem, library: Library, t: Texts) -> str:
    occurrence = item.occurrence
    said = [seat_name(occurrence.organisation, occurrence.post, library)]
    if item.clause.citations:
        said.append(source_name(item.clause.citations, t))
    return "\n".join(said)
