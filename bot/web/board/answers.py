"""What the page is told: the same values as text and picture, worded for the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from bot.conversation.buttons.board import LAMP_LISTS, BoardList, BoardSpan
from bot.texts.catalogue import Texts
from bot.views.board.card import entry_lines, facts, lamp_words, story
from bot.views.board.plain import plain
from bot.views.board.words import as_of, left_words, scope_name, span_name, who
from bot.views.days import due_name, short_period
from bot.views.duties.names import item_name
from bot.views.names import person_name
from bot.views.pictures.year import sign_of
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from scheduler.board.card import BoardCard
from scheduler.board.standing import ItemStanding, under
from scheduler.board.values import Board, BoardLine, BoardUnit
from scheduler.board.year import MONTHS, Cell, YearGrid
from scheduler.periods import Period, months_after
from scheduler.planning.lamps import Lamp
from scheduler.roster.model import Organisation, Person

_WORDS = (
    "units",
    "skip",
    "choose-unit",
    "list",
    "year",
    "period",
    "duty",
    "all-duties",
    "find",
    "find-what",
    "more",
    "picture",
    "picture-dark",
    "picture-year",
    "export-xlsx",
    "export-docx",
    "export-csv",
    "print",
    "leave",
    "left",
    "close",
    "entries",
    "story",
    "empty",
    "found-none",
    "all",
    "total",
    "filter",
    "vacant-posts",
    "open-duties",
    "legend",
    "failed",
    "first",
    "short-b",
    "to-confirm",
)

_BACK_QUARTERS = 4

Json = dict[str, Any]


def visitor(person: Person, roots: Sequence[Organisation], today: date, t: Texts) -> Json:
    """Who reads, what they manage, and every word of the page."""
    return {
        "locale": t.locale,
        "name": person_name(person.name, t),
        "roots": [{"id": each.id, "name": each.name} for each in roots],
        "words": {name: t.plain(f"page-{name}") for name in _WORDS}
        | {f"lamp-{each}": t.plain(f"picture-{lamp}") for each, lamp in LAMP_LISTS.items()}
        | {f"sign-{each}": t.plain(f"picture-sign-{each}") for each in _SIGNS},
        "months": [t.plain("picture-month", month=month) for month in MONTHS],
        "legend": [
            {
                "standing": None if name == "none" else name,
                "sign": "1"
                if name in ("overdue", "near")
                else t.plain(f"picture-sign-{name}")
                if name in _SIGNS
                else "",
                "word": t.plain(f"picture-legend-{_LEGEND.get(name, name)}"),
            }
            for name in _IN_LEGEND
        ],
        "periods": [
            {
                "span": BoardSpan.of(each).value,
                "start": each.start.isoformat(),
                "name": span_name(each, t)
                if BoardSpan.of(each) is BoardSpan.YEAR
                else short_period(each, t, today=today),
            }
            for each in _periods(today)
        ],
    }


_SIGNS = ("excused", "extended", "vacant", "unreached")
_LEGEND = {"overdue": "red", "near": "yellow"}
_IN_LEGEND = ("overdue", "near", "in-time", "late", "open", "none", *_SIGNS)


def _periods(today: date) -> Iterator[Period]:
    """This quarter first, since it is what is shown first; then its months, earlier quarters, years."""
    quarter = BoardSpan.QUARTER.around(today)
    yield quarter
    for number in range(3):
        yield BoardSpan.MONTH.around(months_after(quarter.start, number))
    before = quarter
    for _ in range(_BACK_QUARTERS):
        before = BoardSpan.QUARTER.around(before.start - timedelta(days=1))
        yield before
    year = BoardSpan.YEAR.around(today)
    yield year
    yield BoardSpan.YEAR.around(year.start - timedelta(days=1))


def board(board: Board, t: Texts) -> Json:
    """The numbers of every unit; those of the whole add up from them."""
    day, time = as_of(board, t)
    return {
        "title": scope_name(board, t),
        "as_of": t.plain("picture-as-of", period=span_name(board.period, t), day=day, time=time),
        "total": board.total,
        "vacancies": board.vacancies,
        "to_confirm": board.to_confirm,
        "counts": {each.value: board.count(lamp) for each, lamp in LAMP_LISTS.items()},
        "note": t.plain("board-note"),
        "units": [_unit(each) for each in board.units],
    }


def _unit(unit: BoardUnit) -> Json:
    lamps = {
        each.value: sum(unit.counts[one] for one in under(lamp))
        for each, lamp in LAMP_LISTS.items()
    }
    return {
        "id": unit.id,
        "name": unit.name,
        "parent": unit.parent_id,
        "depth": unit.depth,
        "vacant": len(unit.vacant),
        "counts": {key: count for key, count in lamps.items() if count},
    }


def lines(board: Board, library: Library, t: Texts) -> Json:
    """The items that were asked for, in the order of the tree."""
    return {"lines": [_line(each, board, library, t) for each in board.lines]}


def _line(line: BoardLine, board: Board, library: Library, t: Texts) -> Json:
    return {
        "id": line.occurrence.id,
        "unit": line.unit.id,
        "unit_name": line.unit.name,
        "lamp": _list_of(line.standing.lamp).value,
        "standing": line.standing.value,
        "duty": duty_name(line.clause.duty),
        "what": item_name(line.occurrence, library, t, today=board.today),
        "who": t.plain("picture-seat-vacant") if line.vacant else who(line, t),
        "days": _days(line, board, t),
        "unconfirmed": line.unconfirmed,
    }


def _days(line: BoardLine, board: Board, t: Texts) -> str:
    days = line.workdays_left
    if line.standing is ItemStanding.OVERDUE:
        return t.plain("picture-over", days=-days) if days < 0 else t.plain("board-over-just")
    if line.standing is ItemStanding.NOT_DONE:
        return t.plain("picture-not-done")
    if line.standing is ItemStanding.NEAR:
        return left_words(days, t)
    if line.standing is ItemStanding.OPEN:
        return due_name(line.occurrence, t, today=board.today)
    return t.plain(f"picture-legend-{line.standing.value}")


def _list_of(lamp: Lamp) -> BoardList:
    return BoardList[lamp.name]


def year(grid: YearGrid, t: Texts) -> Json:
    """The grid: for each unit twelve cells, None where nothing is due."""
    today = grid.board.today
    return {
        "year": grid.year,
        "now": today.month if today.year == grid.year else None,
        "note": t.plain("picture-year-note", day=as_of(grid.board, t)[0]),
        "units": [
            {
                "id": unit.id,
                "name": unit.name,
                "depth": unit.depth,
                "cells": [
                    None if cell is None else _cell(cell, t)
                    for cell in grid.cells.get(unit.id, (None,) * len(MONTHS))
                ],
            }
            for unit in grid.board.units
        ],
    }


def _cell(cell: Cell, t: Texts) -> Json:
    return {"standing": cell.standing.value, "sign": sign_of(cell, t)}


def duties(board: Board, library: Library, t: Texts) -> Json:
    """The duties of one unit over a year: each with its items, and the months that an item spans."""
    rows: dict[str, list[Json]] = {}
    names: dict[str, str] = {}
    for line in board.lines:
        occurrence = line.occurrence
        ref = str(occurrence.ref)
        names[ref] = duty_name(line.clause.duty)
        first = max(occurrence.period.start, board.period.start)
        last = max(first, min(occurrence.period.last_day, board.period.last_day))
        sign = sign_of(Cell(line.standing, 1), t)
        rows.setdefault(ref, []).append(
            {
                "id": occurrence.id,
                "standing": line.standing.value,
                "sign": sign,
                "first": first.month,
                "last": last.month,
                "what": item_name(occurrence, library, t, today=board.today),
            }
        )
    return {"duties": [{"name": names[ref], "items": items} for ref, items in rows.items()]}


def item(card: BoardCard, library: Library, t: Texts) -> Json:
    """One item with all that has happened to it."""
    occurrence = card.occurrence
    return {
        "title": item_name(occurrence, library, t, today=card.today),
        "unit": occurrence.organisation.name,
        "lamp": lamp_words(card, t).partition(" ")[2],
        "standing": None if card.standing is None else card.standing.value,
        "facts": [plain(each) for each in facts(card, library, t)],
        "entries": [plain(each) for each in entry_lines(card, t)],
        "story": [plain(each) for each in story(card, t)],
    }
