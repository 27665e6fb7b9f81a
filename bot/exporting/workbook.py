"""The xlsx: sums with charts, the register, its entries, the trail, and the year's self-assessment.

Rows are written as they come and kept nowhere; what people typed is text, never a formula or a link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo

import xlsxwriter

from bot.exporting.rows import Cell, RowSheet
from bot.exporting.words import COLUMNS, DASH, WordedItem, Wording, head_of
from bot.texts.catalogue import Texts
from bot.views.closing.statements import SUMMED
from bot.views.days import period_name
from bot.views.names import person_name
from clauses.library import Library
from scheduler.closing.checklists import checklists_of
from scheduler.closing.contents import Contents
from scheduler.closing.queries.register import RegisteredItem, RegisteredUnit
from scheduler.ledger.states import EndState
from scheduler.periods import Period
from scheduler.roster.model import Organisation

ENTRY_COLUMNS = (
    "item",
    "place",
    "period",
    "done",
    "entered-at",
    "by",
    "kind",
    "present",
    "absent",
    "minutes",
    "told",
    "proof",
    "confirmed",
    "reviewer",
    "reviewed-at",
    "reason",
    "withdrawn",
)
TRAIL_COLUMNS = ("at", "act", "by", "place", "about")
CHECKED_COLUMNS = ("place", "checklist", "point", "met", "told", "proof", "by", "at")

_STATES = (*SUMMED, EndState.OPEN)
_WIDTHS = (6, 24, 34, 26, 26, 14, 12, 12, 12, 16, 10, 12, 30)
_UNITS_CHARTED = 30
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

Progress = Callable[[int, int], Awaitable[None]]


class Workbook:
    """Opened for one file; closed without an error, the file is complete."""

    def __init__(
        self, path: Path, wording: Wording, t: Texts, zone: ZoneInfo, library: Library
    ) -> None:
        self._t = t
        self._wording = wording
        self._and, self._withdrawn = t.plain("ledger-and"), t.plain("ledger-withdrawn")
        self._zone = zone
        self._standards = {str(each.ref): each for each in checklists_of(library)}
        options = {**_SAFE, "constant_memory": True, "tmpdir": str(path.parent)}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._head = self._book.add_format(
            {"bold": True, "bg_color": "#F1F1F1", "border": 1, "text_wrap": True}
        )
        self._title = self._book.add_format({"bold": True, "font_size": 16})
        self._plain = self._book.add_format({"border": 1, "valign": "top", "text_wrap": True})
        self._bold = self._book.add_format({"border": 1, "bold": True})
        self._day = self._book.add_format(
            {"border": 1, "valign": "top", "num_format": "yyyy-mm-dd", "align": "left"}
        )
        self._moment = self._book.add_format(
            {"border": 1, "valign": "top", "num_format": "yyyy-mm-dd hh:mm", "align": "left"}
        )
        self._summary = self._book.add_worksheet(t.plain("sheet-summary"))
        self._register = self._sheet("sheet-register", COLUMNS, _WIDTHS)
        self._entries = self._sheet("sheet-entries", ENTRY_COLUMNS)
        self._register_row = self._entries_row = 1
        self._sums: list[tuple[str, int, Counter[EndState]]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._book.close()

    async def write(
        self,
        contents: Contents,
        organisation: Organisation,
        period: Period,
        now: datetime,
        progress: Progress,
    ) -> None:
        """Write everything; ``progress`` hears how many items are in."""
        total, done = await contents.survey(), 0
        await progress(0, total)
        async for unit in contents.units():
            self._write_unit(unit)
            done += len(unit.items)
            await progress(done, total)
        await self._write_trail(contents)
        if period.per.value == "year":
            await self._write_checked(contents)
        self._write_summary(organisation, period, now)

    def _write_unit(self, unit: RegisteredUnit) -> None:
        counts: Counter[EndState] = Counter()
        for item in unit.items:
            self._write_item(item)
            counts[item.state] += 1
        self._sums.append((unit.organisation.name, unit.depth, counts))

    def _write_item(self, item: RegisteredItem) -> None:
        row, words = self._register_row, self._wording.row(item)
        self._register.write_whole(
            row,
            (
                row,
                words.item,
                words.source,
                words.place,
                words.post,
                words.period,
                words.due,
                self._days(words.done),
                self._days(words.entered),
                words.proof,
                words.confirmed,
                words.state,
                words.note,
            ),
        )
        self._register_row += 1
        self._write_entries(item, words)

    def _days(self, days: Sequence[date]) -> date | str:
        if len(days) == 1:
            return days[0]
        return self._and.join(day.isoformat() for day in days) or DASH

    def _write_entries(self, item: RegisteredItem, words: WordedItem) -> None:
        wording, occurrence = self._wording, item.occurrence
        for each in item.entries:
            entry, row = each.entry, self._entries_row
            details, review = entry.details, entry.review
            cells: tuple[Cell, ...] = (
                words.item,
                words.place,
                words.period,
                entry.held_on,
                wording.local(occurrence, entry.recorded_at),
                person_name(entry.person_name, self._t),
                wording.kind(each),
                details.present if details else None,
                details.absent if details else None,
                details.minutes if details else None,
                entry.note,
                wording.proofs(each),
                wording.review(entry),
                review.by_name if review else None,
                wording.local(occurrence, review.at) if review and review.at else None,
                review.reason if review else None,
                self._withdrawn if entry.withdrawn and not entry.returned else None,
            )
            self._entries.write_whole(row, cells)
            self._entries_row += 1

    async def _write_trail(self, contents: Contents) -> None:
        sheet, row = self._sheet("sheet-trail", TRAIL_COLUMNS), 1
        places = contents.organisations
        async for line in contents.trail():
            by = line.by_name or line.operator or self._t.plain("trail-itself")
            cells = (
                line.at.astimezone(self._zone).replace(tzinfo=None, microsecond=0),
                self._wording.act(line.act),
                by,
                places.get(line.organisation_id, "") if line.organisation_id else "",
                line.subject_id,
            )
            sheet.write_whole(row, cells)
            row += 1

    async def _write_checked(self, contents: Contents) -> None:
        checked = await contents.checked()
        if not checked:
            return
        sheet = self._sheet("sheet-checked", CHECKED_COLUMNS)
        for row, each in enumerate(checked, start=1):
            standard = self._standards.get(each.checklist)
            cells = (
                each.organisation_name,
                self._t.called(standard.title) if standard else each.checklist,
                self._t.called(each.point),
                "" if each.met is None else self._t.plain(f"checked-{'yes' if each.met else 'no'}"),
                each.note,
                self._t.plain("checked-file") if each.proof else "—",
                person_name(each.by_name, self._t),
                each.at.astimezone(self._zone).replace(tzinfo=None, microsecond=0),
            )
            sheet.write_whole(row, cells)

    def _write_summary(self, organisation: Organisation, period: Period, now: datetime) -> None:
        t, sheet = self._t, self._summary
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 12, 11)
        sheet.write_string(0, 0, t.plain("sheet-title", period=period_name(period, t)), self._title)
        sheet.write_string(1, 0, organisation.name)
        at = now.astimezone(self._zone)
        sheet.write_string(
            2, 0, t.plain("sheet-as-of", day=t.day(at.date()), time=at.strftime("%H:%M"))
        )
        heads = [t.plain("ledger-place"), t.plain("sheet-listed")]
        heads += [t.plain(f"state-{each.value}") for each in _STATES]
        heads += [t.plain("state-not-listed"), t.plain("sheet-all")]
        for column, head in enumerate(heads):
            sheet.write_string(4, column, head, self._head)
        total: Counter[EndState] = sum((counts for *_, counts in self._sums), Counter())
        self._write_sums(5, t.plain("sheet-sum"), total, self._bold)
        for row, (name, depth, counts) in enumerate(self._sums, start=6):
            self._write_sums(row, "　" * depth + name, counts, self._plain)
        self._chart_states(heads)
        self._chart_units()

    def _write_sums(self, row: int, name: str, counts: Counter[EndState], shape: Any) -> None:
        listed = counts.total() - counts[EndState.NOT_LISTED]
        self._summary.write_string(row, 0, name, shape)
        numbers = [listed, *(counts[each] for each in _STATES)]
        numbers += [counts[EndState.NOT_LISTED], counts.total()]
        for column, number in enumerate(numbers, start=1):
            self._summary.write_number(row, column, number, shape)

    def _chart_states(self, heads: Sequence[str]) -> None:
        chart = self._book.add_chart({"type": "column"})
        sheet = self._summary.get_name()
        last = 1 + len(_STATES)
        chart.add_series(
            {
                "name": heads[1],
                "categories": [sheet, 4, 2, 4, last],
                "values": [sheet, 5, 2, 5, last],
                "data_labels": {"value": True},
                "fill": {"color": "#4A6FA5"},
            }
        )
        chart.set_title({"name": self._t.plain("sheet-chart-states")})
        chart.set_legend({"none": True})
        self._summary.insert_chart(4, last + 4, chart)

    def _chart_units(self) -> None:
        """Of each organisation its states, in the order of the tree; of very many, the first."""
        if len(self._sums) < 2:
            return
        chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
        sheet, last = self._summary.get_name(), 5 + min(len(self._sums), _UNITS_CHARTED)
        for column, _ in enumerate(_STATES, start=2):
            chart.add_series(
                {
                    "name": [sheet, 4, column],
                    "categories": [sheet, 6, 0, last, 0],
                    "values": [sheet, 6, column, last, column],
                }
            )
        chart.set_title({"name": self._t.plain("sheet-chart-units")})
        chart.set_y_axis({"reverse": True})
        chart.set_size({"width": 720, "height": 180 + 22 * (last - 5)})
        self._summary.insert_chart(21, len(_STATES) + 5, chart)

    def _sheet(
        self, title: str, columns: Sequence[str], widths: Sequence[int] | None = None
    ) -> RowSheet:
        sheet: RowSheet = self._book.add_worksheet(self._t.plain(title), RowSheet)
        sheet.shape(self._plain, self._day, self._moment)
        for column, name in enumerate(columns):
            sheet.set_column(column, column, widths[column] if widths else 18)
            sheet.write_string(0, column, self._t.plain(head_of(name)), self._head)
        sheet.freeze_panes(1, 0)
        return sheet
