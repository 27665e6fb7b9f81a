"""Days of a year on which reminders meet, by the rules of the plan: what is to be sent on one day at most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from clauses.library import Library
from clauses.model import Post
from clauses.naming import LevelId
from scheduler.planning.duties import duties_among
from scheduler.planning.spans import Window
from scheduler.planning.timetables import Timetables
from scheduler.roster.model import Organisation, OrganisationId
from scheduler.workdays.calendar import WorkdayCalendar
from tests.bench.delivery.lines import Line
from tests.bench.delivery.setting import Setting

PER_SECOND = 29.0
"""Messages that the program gets through in a second under a limit of 30; see the part ``limits``."""

MEETING = 0.85
"""Share of the posts from which on a day is listed: almost everybody hears on it."""


def lines(setting: Setting) -> Iterator[Line]:
    """Each day on which almost every post hears, and how long a message to each holder takes then."""
    year, holders = setting.amounts.year, setting.amounts.holders
    setting.tell(f"days: the plan of {year}")
    days, posts = meeting(Library.load(), year)
    for day, hearing in sorted(days.items()):
        if hearing >= MEETING * posts:
            yield Line("days", f"{day}: posts that hear; all", hearing, posts, "posts")
    yield Line("days", f"{year}: workdays on which anybody hears", len(days), None, "days")
    minutes = holders / PER_SECOND / 60
    yield Line("days", f"one message to each of {holders:,} at 29/s", minutes, None, "minutes")


def meeting(library: Library, year: int) -> tuple[Counter[date], int]:
    """By day the number of posts whose holders hear who have done nothing; and the number of posts that ever do."""
    days: Counter[date] = Counter()
    posts = 0
    for post in library.posts():
        heard = _days_of(library, post, year)
        posts += bool(heard)
        days.update(heard)
    return days, posts


def _days_of(library: Library, post: Post, year: int) -> set[date]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    # Also what was due in the year before and is overdue in this one.
    window = Window(first, first - timedelta(days=60), last)
    zone = ZoneInfo("Asia/Shanghai")
    organisation = Organisation(OrganisationId(1), "", post.body, LevelId("county"), zone, None, ())
    timetables = Timetables(WorkdayCalendar({}))
    return {
        stage.on
        for duty in duties_among(library.duties_of(post.id), post)
        for timetable in timetables.between(duty, organisation, window)
        for stage in timetable.stages
        if stage.on.year == year
    }
