"""What text, picture and page of the board call things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.texts.catalogue import Texts
from bot.views.days import day_name, period_name
from bot.views.duties.names import clipped, width
from bot.views.names import person_name
from scheduler.board.seats import Seated, SeatHolder
from scheduler.board.standing import ItemStanding
from scheduler.board.values import Board, BoardLine
from scheduler.periods import Period

_TAIL_CELLS = 10
"""The end of a long name says what kind of organisation it is."""

_MOST_NAMES = 2


def shortened_name(name: str, cells: int) -> str:
    """The name of an organisation within this width: cut in the middle, since both ends matter."""
    if width(name) <= cells:
        return name
    tail, room = "", min(_TAIL_CELLS, cells // 2 - 2)
    for each in reversed(name):
        if width(each + tail) > room:
            break
        tail = each + tail
    head = clipped(name, cells - width(tail))
    return head + tail


def scope_name(board: Board, t: Texts) -> str:
    """The unit that is looked at, with those below it."""
    name = "board-scope" if len(board.units) > 1 else "board-scope-alone"
    return t.plain(name, organisation=board.organisation.name)


def span_name(period: Period, t: Texts) -> str:
    """The period of a board, with its year."""
    return period_name(period, t)


def as_of(board: Board, t: Texts) -> tuple[str, str]:
    """The local day and the time of which the board is true."""
    local: datetime = board.at.astimezone(board.organisation.zone)
    return day_name(board.today, t, today=board.today), t.clock_time(local.time())


def who(line: BoardLine, t: Texts) -> str:
    """Who owes it today; nobody: that the post is vacant."""
    names = [holder_name(each, t) for each in line.holders]
    return some_names(names, _MOST_NAMES, t) or t.plain("board-vacant")


def some_names(names: Sequence[str], most: int, t: Texts) -> str:
    """So many names; of more than ``most`` the first one, and how many they are."""
    if len(names) > most:
        return t.plain("seats-many", name=names[0], count=len(names))
    return t.plain("list-comma").join(names)


def holder_name(holder: SeatHolder | Seated, t: Texts) -> str:
    """The name of somebody who holds a post; of a stand-in that it is one."""
    name = person_name(holder.name, t)
    return t.plain("people-acting", name=name) if holder.acting else name


def days_words(line: BoardLine, t: Texts) -> str:
    """The true number of workdays over, or left: the lamp says which; "" where neither matters."""
    days = line.workdays_left
    if line.standing is ItemStanding.OVERDUE:
        return t.plain("board-days", days=-days) if days < 0 else t.plain("board-over-just")
    if line.standing is ItemStanding.NEAR:
        return t.plain("board-days", days=days) if days > 0 else t.plain("board-today")
    return ""


def left_words(days: int, t: Texts) -> str:
    """How many workdays are left."""
    return t.plain("board-left", days=days) if days > 0 else t.plain("board-today")
