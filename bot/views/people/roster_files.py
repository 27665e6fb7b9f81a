"""The files of a roster: the table, the lines with a fault, and invites to print."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import timedelta
from io import BytesIO, StringIO

import xlsxwriter
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bot.conversation.addresses import TELEGRAM
from bot.conversation.cells import guarded
from bot.conversation.roster_table import RosterColumn
from bot.texts.catalogue import Texts
from bot.views.names import person_name, post_name
from bot.views.people.invites import link_of, picture, printed_lines
from clauses.library import Library
from scheduler.inviting.model import NewInvite
from scheduler.rosters.model import HeldPost, LineEffect, RosterPlan

_DAY = timedelta(days=1)
_WIDTHS = {
    RosterColumn.ORGANISATION: 36,
    RosterColumn.POST: 24,
    RosterColumn.NAME: 14,
    RosterColumn.ID: 16,
    RosterColumn.MAIL: 24,
    RosterColumn.FIRST: 14,
    RosterColumn.LAST: 14,
}
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""What people typed stays text: no cell is run by whoever opens the file."""

_FONT = "SimSun"


def roster_rows(held: Iterable[HeldPost], library: Library, t: Texts) -> list[tuple[str, ...]]:
    """Titles, then a row for each who holds a post; stand-ins are no part of a roster.

    Nobody is shown a mailbox again.
    """
    rows = [tuple(t.plain(f"roster-column-{column.value}") for column in RosterColumn)]
    for each in held:
        if each.acting:
            continue
        last = None if each.end_on is None else each.end_on - _DAY
        rows.append(
            (
                each.organisation.name,
                post_name(each.post, library),
                person_name(each.name, t),
                each.address.id if each.address.channel == TELEGRAM else "",
                "",
                each.start_on.isoformat(),
                "" if last is None else last.isoformat(),
            )
        )
    return rows


def as_xlsx(rows: Sequence[Sequence[str]], title: str, widths: Sequence[int]) -> bytes:
    """The rows as a sheet of text; the first one are titles that stay in sight."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, **_AS_TEXT}) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, text)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, text if number else bold)
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, max(len(rows) - 1, 0), len(rows[0]) - 1)
    return written.getvalue()


def roster_xlsx(held: Iterable[HeldPost], library: Library, t: Texts) -> bytes:
    """The table as a sheet."""
    rows = roster_rows(held, library, t)
    return as_xlsx(rows, t.plain("roster-sheet"), [_WIDTHS[each] for each in RosterColumn])


def roster_csv(held: Iterable[HeldPost], library: Library, t: Texts) -> bytes:
    """The table as text, with a mark by which spreadsheets know its encoding."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerows([guarded(cell) for cell in row] for row in roster_rows(held, library, t))
    return written.getvalue().encode("utf-8-sig")


def faults_xlsx(plan: RosterPlan, titles: Sequence[str], t: Texts) -> bytes:
    """The lines with a fault as they stood, what is wrong with each in the first column."""
    rows: list[tuple[str, ...]] = [
        (t.plain("roster-fault-column"), t.plain("roster-row-column"), *titles)
    ]
    for each in plan.lines:
        if each.effect is not LineEffect.FAULTY:
            continue
        said = t.plain("list-comma").join(
            t.plain(f"roster-fault-{fault.value}") for fault in each.faults
        )
        rows.append((said, str(each.line.number), *each.line.cells))
    return as_xlsx(rows, t.plain("roster-faults-sheet"), [36, 8, *([18] * len(titles))])


def invites_docx(
    invites: Sequence[NewInvite], library: Library, t: Texts, *, bot_username: str
) -> bytes:
    """A page for each: to whom, as what, the picture, the link, the code, until when."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    for number, each in enumerate(invites):
        if number:
            document.add_page_break()  # type: ignore[no-untyped-call] # as python-docx has it
        for line in printed_lines(each, library, t, bot_username=bot_username):
            document.add_paragraph(line)
        drawn = document.add_paragraph()
        drawn.alignment = WD_ALIGN_PARAGRAPH.CENTER
        drawn.add_run().add_picture(BytesIO(picture(link_of(each, bot_username))), width=Cm(7))
    written = BytesIO()
    document.save(written)
    return written.getvalue()
