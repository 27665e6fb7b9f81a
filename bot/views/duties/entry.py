"""One entry: its note and files, and the correction of its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.conversation.buttons.closing import DetailsButton
from bot.conversation.buttons.duties import ItemButton
from bot.conversation.buttons.entries import (
    CorrectButton,
    CorrectDayButton,
    CorrectMonthButton,
    CorrectOnButton,
    EntryButton,
    FilesButton,
    NoteButton,
    ProofButton,
    RemoveFileButton,
    WithdrawButton,
)
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name, period_name
from bot.views.duties.day_question import in_writing
from bot.views.entries import detail_lines, review_line
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.month_grid import month_grid
from bot.views.names import entered_by
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from scheduler.ledger.history import Proven
from scheduler.ledger.wording import clause_of
from scheduler.planning.occurrences import LedgerEntry, Occurrence

_NOTE_CHARACTERS = 400
_FILES_SHOWN = 9
_PER_ROW = 3


def entry_screen(
    occurrence: Occurrence, proven: Proven, library: Library, t: Texts, *, today: date
) -> Screen:
    """What was entered and added to it, and what can be done about that."""
    text = paragraphs(
        entry_title(occurrence, library, t), entry_lines(occurrence, proven, t, today=today)
    )
    return Screen(text, tuple(_rows(occurrence, proven, t)))


def entry_title(occurrence: Occurrence, library: Library, t: Texts) -> Html:
    """The duty and the period."""
    return t(
        "entry-title",
        duty=duty_name(clause_of(occurrence, library).duty),
        period=period_name(occurrence.period, t),
    )


def entry_lines(occurrence: Occurrence, proven: Proven, t: Texts, *, today: date) -> Html:
    """The day, who entered it, whether it was entered later or made up, the note, the files."""
    entry = proven.entry
    recorded_on = occurrence.organisation.today(entry.recorded_at)
    kind = "entry-line"
    if entry.returned:
        kind = "item-entry-returned"
    elif entry.withdrawn:
        kind = "entry-line-withdrawn"
    elif entry.held_on > occurrence.last_day:
        kind = "entry-line-made-up"
    elif recorded_on > occurrence.last_day:
        kind = "entry-line-filled-in"
    return lines(
        t(
            kind,
            day=day_name(entry.held_on, t, today=today),
            recorded=day_name(recorded_on, t, today=today),
            name=entered_by(entry, t),
        ),
        t("item-entry-note", note=shortened(entry.note, _NOTE_CHARACTERS)) if entry.note else None,
        t("item-entry-files", count=len(proven.files)) if proven.files else None,
        *(t("entry-detail", detail=line) for line in detail_lines(entry.details, t)),
        review_line(entry, t, today=today),
    )


def _rows(occurrence: Occurrence, proven: Proven, t: Texts) -> Iterator[tuple[Button, ...]]:
    ids = occurrence.id, proven.entry.id
    yield (
        Button(t.plain("entry-correct-button"), CorrectButton(*ids).pack()),
        Button(t.plain("withdraw-yes"), WithdrawButton(*ids).pack()),
    )
    more = [Button(t.plain("entry-add-button"), ProofButton(*ids).pack())]
    if proven.files:
        label = t.plain("entry-files-button", count=len(proven.files))
        more.append(Button(label, FilesButton(*ids).pack()))
    yield tuple(more)
    yield (Button(t.plain("details-button"), DetailsButton(*ids).pack()),)
    if proven.entry.note:
        yield (
            Button(t.plain("entry-note-button"), NoteButton(*ids).pack()),
            Button(t.plain("entry-unnote-button"), NoteButton(*ids, remove=True).pack()),
        )
    files = [
        Button(
            t.plain("entry-unfile-button", number=number), RemoveFileButton(*ids, file.id).pack()
        )
        for number, file in enumerate(proven.files[:_FILES_SHOWN], start=1)
        if file.id is not None
    ]
    yield from in_rows(files, _PER_ROW)
    yield (Button(t.plain("button-back"), ItemButton(occurrence.id).pack()),)


def ask_right_day(
    occurrence: Occurrence,
    entry: LedgerEntry,
    month: date,
    library: Library,
    t: Texts,
    *,
    today: date,
) -> Screen:
    """Ask on which day it really was: on the buttons of a month, or in writing."""
    question = t(
        "entry-type-day",
        duty=duty_name(clause_of(occurrence, library).duty),
        period=period_name(occurrence.period, t),
        day=day_name(entry.held_on, t, today=today),
    )
    ids = occurrence.id, entry.id
    grid = month_grid(
        month,
        occurrence.period.start,
        today,
        t,
        day=lambda day: CorrectDayButton(*ids, day).pack(),
        turn=lambda first: CorrectMonthButton(*ids, first).pack(),
    )
    return Screen(question, (*grid, (cancel_button(t),)))


def ask_correction(
    occurrence: Occurrence, proven: Proven, day: date, library: Library, t: Texts, *, today: date
) -> Screen:
    """Say what will become of the entry, and ask."""
    entry = proven.entry
    ids = occurrence.id, entry.id
    period = period_name(occurrence.period, t)
    late = day > occurrence.last_day
    kept = "entry-correct-kept" if entry.note or proven.files else "entry-correct-nothing-kept"
    return Screen(
        lines(
            t("entry-correct", duty=duty_name(clause_of(occurrence, library).duty), period=period),
            t("entry-correct-from", day=day_name(entry.held_on, t, today=today)),
            t("entry-correct-to", day=day_name(day, t, today=today)),
            t("late-made-up-only", period=period) if late else None,
            t(kept, note="yes" if entry.note else "no", files=len(proven.files)),
        ),
        (
            (
                Button(t.plain("entry-correct-yes"), CorrectOnButton(*ids, day).pack()),
                Button(t.plain("entry-correct-no"), EntryButton(*ids).pack()),
            ),
        ),
    )


def ask_details(t: Texts) -> Screen:
    """Ask how many were there, and for the number of the minutes."""
    return in_writing(lines(t("details-ask"), t("no-secrets")), t)


def ask_note(t: Texts) -> Screen:
    """Ask for the note that is to stand in place of what is there."""
    return in_writing(t("entry-type-note"), t)
