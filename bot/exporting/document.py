"""The docx for printing: a page for each organisation, with place for signature and seal.

A4 across; the table goes on over several pages with its head repeated, the signatures follow on the
last one. Nothing on it depends on colour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import (
    WD_CELL_VERTICAL_ALIGNMENT,
    WD_ROW_HEIGHT_RULE,
    WD_TABLE_ALIGNMENT,
)
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from bot.exporting.words import COLUMNS, DASH, WordedItem, Wording, head_of
from bot.texts.catalogue import Texts
from bot.views.closing.statements import SUMMED
from bot.views.days import period_name
from bot.views.names import person_name
from scheduler.closing.contents import Contents
from scheduler.closing.queries.register import RegisteredItem, RegisteredUnit
from scheduler.ledger.states import EndState
from scheduler.periods import Period

_WIDTHS_MM = (9, 27, 43, 15, 24, 17, 19, 19, 19, 19, 15, 19, 24)
"""A day with its year stays in one line of 19 mm."""

_CORRECTED = (*COLUMNS[:-2], "former", "state-now", COLUMNS[-1])
_CORRECTED_WIDTHS_MM = (9, 27, 33, 15, 24, 17, 19, 19, 19, 16, 14, 17, 17, 23)
"""A correction has only what it changed, with the state before beside that now, and why."""

_LEFT = {"item", "source", "note"}
"""Columns whose words begin at the left; the others stand in the middle."""

_FONTS = {
    "title": ("方正小标宋_GBK", "华文中宋"),
    "body": ("仿宋_GB2312", "仿宋"),
    "head": ("黑体", "SimHei"),
}
"""The face, and the one in its place where that is not installed."""

_SIGNED_MM = 42
"""Two lines, and 30 mm clear below them for the seal."""

_BETWEEN_MARGINS_MM = 269
_CELL_MARGINS = (
    f"<w:tblCellMar {nsdecls('w')}>"
    '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
)
"""1 mm."""
_SUMMED = (*SUMMED, EndState.OPEN)


class Print:
    """A document of one reader; ``save`` writes it.

    Days of the year in which the period ends have no year: it is in the title, whenever it is printed.
    """

    def __init__(self, wording: Wording, t: Texts, today: date) -> None:
        self._wording = wording
        self._t = t
        self._today = today
        self._year = today.year
        self._document = Document()
        self._started = False
        style = self._document.styles["Normal"]
        style.font.size = Pt(10.5)
        _face(style.element.get_or_add_rPr(), "body")
        _name_substitutes(self._document)

    async def write(
        self,
        contents: Contents,
        period: Period,
        progress: Callable[[int, int], Awaitable[None]],
    ) -> None:
        """Write every organisation that has items."""
        self._year = period.last_day.year
        total, done = await contents.survey(), 0
        await progress(0, total)
        async for unit in contents.units():
            if unit.items:
                self._page(unit, period)
                done += len(unit.items)
                await progress(done, total)
        if not self._started:
            self._section()
            self._line(self._t.plain("print-nothing"), size=10.5)

    def save(self, path: Path) -> None:
        """Write the file."""
        self._document.save(str(path))

    def _page(self, unit: RegisteredUnit, period: Period) -> None:
        t = self._t
        self._section()
        title = t.plain("print-title", period=period_name(period, t))
        self._line(title, size=20, face="title", centred=True)
        items = unit.items
        if unit.drawn is not None:  # what came since is part of the next number
            items = tuple(item for item in unit.items if item.line is not None)
        changed = sum(item.line is not None and item.line.change is not None for item in items)
        if unit.drawn is None:
            state = t.plain("print-not-drawn", day=self._day(self._today))
        elif unit.drawn.number == 1:
            state = t.plain("print-number", number=1)
        else:
            number = unit.drawn.number
            state = t.plain("print-correction", number=number, before=number - 1, count=changed)
        self._pair(
            t.plain("print-place", organisation=unit.organisation.name),
            t.plain("print-period", days=t.days(period.start, period.last_day), state=state),
        )
        self._sums(Counter(item.state for item in items))
        if unit.drawn is not None and unit.drawn.number > 1:
            items = tuple(item for item in items if item.line and item.line.change)
            self._table(unit, items, _CORRECTED, _CORRECTED_WIDTHS_MM)
        else:
            self._table(unit, items, COLUMNS, _WIDTHS_MM)
        self._notes(unit, items)
        if unit.drawn is not None:
            self._signatures(unit)

    def _section(self) -> None:
        document = self._document
        if self._started:
            section = document.add_section(WD_SECTION.NEW_PAGE)
            # It hangs on a paragraph, which is not to begin a page of its own.
            _flat(document.paragraphs[-1])
        else:
            section = document.sections[0]
        self._started = True
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin = section.bottom_margin = Mm(15)
        section.left_margin = section.right_margin = Mm(14)
        section.footer_distance = Mm(8)
        if len(document.sections) == 1:
            self._footer(section.footer.paragraphs[0])

    def _footer(self, paragraph: Any) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        before, between, after = self._t.plain("print-page", page="\n", pages="\n").split("\n")
        for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, None)):
            run = paragraph.add_run(text)
            run.font.size = Pt(9)
            if field is not None:
                _field(paragraph, field)

    def _line(
        self,
        text: str,
        *,
        size: float,
        face: str = "body",
        centred: bool = False,
        keep: bool = False,
    ) -> Any:
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(3)
        paragraph.paragraph_format.keep_with_next = keep
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(_storable(text))
        run.font.size = Pt(size)
        _face(run._element.get_or_add_rPr(), face)
        return paragraph

    def _pair(self, left: str, right: str) -> None:
        """One line with words at both ends."""
        paragraph = self._line(f"{left}\t{right}", size=11)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_BETWEEN_MARGINS_MM), 2)

    def _sums(self, counts: Counter[EndState]) -> None:
        """Listed is the sum of the states; what is not listed stands apart. Zero is said, too."""
        t = self._t
        listed = counts.total() - counts[EndState.NOT_LISTED]
        said = [t.plain("print-listed", count=listed)]
        said += [
            t.plain("print-sum", state=t.plain(f"state-{each.value}"), count=counts[each])
            for each in _SUMMED
            if each is not EndState.OPEN or counts[each]
        ]
        said.append(t.plain("print-not-listed", count=counts[EndState.NOT_LISTED]))
        table = self._grid(1, [_BETWEEN_MARGINS_MM / len(said)] * len(said))
        for cell, text in zip(table.rows[0].cells, said, strict=True):
            _write(cell, text, size=10.5, left=False)
        _flat(self._document.add_paragraph())  # two tables that touch become one

    def _table(
        self,
        unit: RegisteredUnit,
        items: Sequence[RegisteredItem],
        columns: Sequence[str],
        widths: Sequence[float],
    ) -> None:
        t = self._t
        table = self._grid(1 + len(items), widths)
        head = table.rows[0]
        _repeat(head)
        for cell, name in zip(head.cells, columns, strict=True):
            _write(cell, t.plain(head_of(name)), face="head", left=False)
            shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="F1F1F1"/>')
            cell._element.tcPr.find(qn("w:vAlign")).addprevious(shade)
        for number, item in enumerate(items, start=1):
            words = self._words(number, self._wording.row(item), unit, columns)
            _whole(table.rows[number])
            keep = unit.drawn is not None and number > len(items) - 2
            for cell, (column, text) in zip(table.rows[number].cells, words.items(), strict=True):
                _write(cell, text, left=column in _LEFT, keep=keep)

    def _words(
        self, number: int, row: WordedItem, unit: RegisteredUnit, columns: Sequence[str]
    ) -> dict[str, str]:
        """What stands in these columns."""
        here = row.place == unit.organisation.name
        words = {
            "number": str(number),
            "item": row.item,
            "source": row.source,
            "place": self._t.plain("print-here") if here else row.place,
            "post": row.post,
            "period": row.short_period,
            "due": self._day(row.due),
            "done": self._days(row.done),
            "entered": self._days(row.entered),
            "proof": row.proof,
            "confirmed": row.confirmed,
            "state": row.state,
            "former": row.former,
            "state-now": row.state,
            "note": row.why if columns is _CORRECTED else row.note,
        }
        return {column: words[column] for column in columns}

    def _grid(self, count: int, widths: Sequence[float]) -> Any:
        table = self._document.add_table(rows=count, cols=len(widths))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        table._tblPr.find(qn("w:tblLook")).addprevious(parse_xml(_CELL_MARGINS))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        return table

    def _notes(self, unit: RegisteredUnit, items: Sequence[RegisteredItem]) -> None:
        """What the words of the table mean, where they stand in it, and by which edition."""
        t, standing = self._t, [e for item in items for e in item.standing]
        entries = [each.entry for each in standing]
        said = []
        if any(each.entered_later for each in standing):
            said.append(t.plain("print-note-later"))
        if any(each.made_up for each in standing):
            said.append(t.plain("print-note-made-up"))
        if any(each.waits for each in entries):
            said.append(t.plain("print-note-waits"))
        if any(item.occurrence.provisional for item in items):
            said.append(t.plain("print-note-provisional"))
        editions = sorted({e for item in items if (e := item.occurrence.edition)})
        if editions:
            named = t.plain("list-comma").join(editions)
            said.append(t.plain("print-note-edition", editions=named))
        if unit.drawn is not None:
            said.append(t.plain("print-note-drawn", number=unit.drawn.number))
        if said:
            numbered = "".join(f"{place}. {text}" for place, text in enumerate(said, start=1))
            self._line(
                t.plain("print-notes", notes=numbered), size=9.5, keep=unit.drawn is not None
            ).paragraph_format.space_before = Pt(5)

    def _signatures(self, unit: RegisteredUnit) -> None:
        """Who drew it; place for the signature; place for the seal, high enough for one."""
        t, head = self._t, unit.drawn
        if head is None:
            return
        by = t.plain("print-itself") if head.by_name is None else person_name(head.by_name, t)
        words = (
            (
                t.plain("print-drawn-by", name=by),
                t.plain("print-drawn-on", day=t.day(head.drawn_on)),
            ),
            (t.plain("print-signature"), t.plain("print-date")),
            (t.plain("print-seal"), t.plain("print-date")),
        )
        table = self._document.add_table(rows=1, cols=3)
        table.autofit = False
        row = table.rows[0]
        row.height, row.height_rule = Mm(_SIGNED_MM), WD_ROW_HEIGHT_RULE.AT_LEAST
        _whole(row)
        for cell, (first, second) in zip(row.cells, words, strict=True):
            cell.width = Mm(_BETWEEN_MARGINS_MM / 3)
            _write(cell, first, size=11, left=True)
            cell.add_paragraph()
            _write(cell, second, size=11, left=True)

    def _day(self, day: date) -> str:
        return self._t.bare_day(day) if day.year == self._year else day.isoformat()

    def _days(self, days: Sequence[date]) -> str:
        return self._t.plain("ledger-and").join(map(self._day, days)) or DASH


def _write(
    cell: Any,
    text: str,
    *,
    size: float = 9.5,
    face: str = "body",
    left: bool,
    keep: bool = False,
) -> None:
    paragraph = cell.paragraphs[-1]
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(2)
    shape.keep_with_next = keep
    if not left:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(_storable(text))
    run.font.size = Pt(size)
    _face(run._element.get_or_add_rPr(), face)


def _storable(text: str) -> str:
    """Without characters that XML has no place for."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))


def _face(properties: Any, face: str) -> None:
    """The face of Chinese and other characters: without ``eastAsia`` programs take their own."""
    first, _ = _FONTS[face]
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for which in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(which), first)


def _flat(paragraph: Any) -> None:
    """As low as may be: it only parts what stands above and below."""
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(2)


def _name_substitutes(document: Any) -> None:
    """Say in the table of fonts what to take where a face is not installed."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = parse_xml(part.blob)
    for name, substitute in _FONTS.values():
        font = OxmlElement("w:font", {qn("w:name"): name})
        font.append(OxmlElement("w:altName", {qn("w:val"): substitute}))
        fonts.append(font)
    part._blob = serialize_part_xml(fonts)


def _field(paragraph: Any, name: str) -> None:
    """A number that the office program works out."""
    for kind, text in (("begin", None), (None, name), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(9)
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._element.append(element)


def _repeat(row: Any) -> None:
    """Let the row stand at the top of every page of its table."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    _whole(row)


def _whole(row: Any) -> None:
    """Let no page end within the row."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
