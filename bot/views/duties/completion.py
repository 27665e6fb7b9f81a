"""Screens on which a duty is entered as done, and an entry is taken back."""

from __future__ import annotations

from datetime import date, timedelta

from bot.conversation.buttons.duties import DoneOnButton, DoneOtherButton, ItemButton
from bot.conversation.buttons.entries import EvidenceDoneButton, WithdrawButton
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name, period_name
from bot.views.duties.day_question import day_question
from bot.views.entries import detail_lines
from bot.views.layout import lines, paragraphs
from bot.views.screen import Button, Screen
from clauses.library import Library
from scheduler.ledger.completion import Completion
from scheduler.ledger.wording import clause_of
from scheduler.planning.occurrences import LedgerEntry, Occurrence


def ask_day(
    occurrence: Occurrence,
    library: Library,
    t: Texts,
    *,
    today: date,
    reminder_id: int = 0,
    anew: bool = False,
) -> Screen:
    """Ask on which day it was done. Today and yesterday are offered, but not from before the period.

    Of a period that has ended too: what they count as is asked then, so that nobody has to make a day up.
    ``reminder_id`` is the message to take the buttons off afterwards, 0 for none.
    """
    offered = {"today": today, "yesterday": today - timedelta(days=1)}
    days = [
        Button(
            t.plain(f"completion-{name}", day=t.bare_day(day)),
            DoneOnButton(occurrence.id, day, reminder_id).pack(),
        )
        for name, day in offered.items()
        if day >= occurrence.period.start
    ]
    other = DoneOtherButton(occurrence.id, reminder_id).pack()
    question = t(
        "completion-ask",
        duty=clause_of(occurrence, library).duty,
        period=period_name(occurrence.period, t),
    )
    days.append(Button(t.plain("completion-other"), other))
    return day_question(question, days, occurrence, t, anew=anew)


def recorded(
    completion: Completion, library: Library, t: Texts, *, today: date, files: int = 0
) -> Screen:
    """Say that it is entered, with so many files sent before; a note or a file may follow."""
    occurrence = completion.occurrence
    standing = t(
        "completion-met" if occurrence.remaining == 0 else "completion-remaining",
        period=period_name(occurrence.period, t),
        completed=occurrence.completed,
        needed=occurrence.needed,
        remaining=occurrence.remaining,
    )
    made_up = "late-recorded" if completion.entry.made_up else "completion-recorded"
    said = t(
        "completion-repeated" if completion.repeated else made_up,
        duty=clause_of(occurrence, library).duty,
        period=period_name(occurrence.period, t),
        day=day_name(completion.entry.held_on, t, today=today),
    )
    return Screen(
        paragraphs(
            lines(said, standing, t("completion-files", count=files) if files else None),
            lines(t("completion-evidence"), t("no-secrets")),
        ),
        ((_enough(completion.entry, t, "completion-enough-button"),),),
    )


def note_saved(entry: LedgerEntry, t: Texts) -> Screen:
    """Say that the note is kept; files may follow."""
    finished = _enough(entry, t, "completion-finished-button")
    return Screen(lines(t("completion-note-saved"), t("no-secrets")), ((finished,),))


def details_saved(entry: LedgerEntry, t: Texts) -> Screen:
    """Say that number of the minutes and attendance are kept; notes and files may follow."""
    said = t.plain("details-comma").join(map(str, detail_lines(entry.details, t)))
    finished = _enough(entry, t, "completion-finished-button")
    return Screen(lines(t("details-saved", details=Html(said)), t("no-secrets")), ((finished,),))


def file_saved(entry: LedgerEntry, t: Texts) -> Screen:
    """Say that the file is kept; more may follow."""
    finished = _enough(entry, t, "completion-finished-button")
    return Screen(lines(t("completion-file-saved"), t("no-secrets")), ((finished,),))


def ask_withdrawal(
    occurrence: Occurrence, entry: LedgerEntry, library: Library, t: Texts, *, today: date
) -> Screen:
    """Ask whether the entry is really to be taken back."""
    sure = WithdrawButton(occurrence.id, entry.id, sure=True).pack()
    return Screen(
        t(
            "withdraw-ask",
            duty=clause_of(occurrence, library).duty,
            day=day_name(entry.held_on, t, today=today),
        ),
        (
            (
                Button(t.plain("withdraw-yes"), sure),
                Button(t.plain("withdraw-no"), ItemButton(occurrence.id).pack()),
            ),
        ),
    )


def _enough(entry: LedgerEntry, t: Texts, label: str) -> Button:
    return Button(t.plain(label), EvidenceDoneButton(entry.occurrence_id).pack())
