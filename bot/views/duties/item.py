"""One duty in one period: how far it is, what was entered, what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.conversation.buttons import (
    AgendaButton,
    ClauseButton,
    DoneButton,
    EntryButton,
    LaterButton,
    WithdrawButton,
)
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name, due_name, period_name, provisional_note
from bot.views.layout import lines, paragraphs, shortened
from bot.views.names import person_name, post_name, source_name
from bot.views.screen import Button, Screen
from clauses.cadence import TIMES, Quota
from clauses.library import Library
from clauses.model import Clause, Known
from scheduler.ledger.wording import clause_of
from scheduler.planning.occurrences import LedgerEntry, Occurrence

_NOTE_CHARACTERS = 120
_SHOWN_ENTRIES = 8


@dataclass(frozen=True)
class Entered:
    """An entry of the ledger and how many files were added to it."""

    entry: LedgerEntry
    files: int = 0


def item_screen(
    occurrence: Occurrence,
    entered: Sequence[Entered],
    library: Library,
    t: Texts,
    *,
    today: date,
) -> Screen:
    """``entered`` in the order made; of many only the newest are shown."""
    clause = clause_of(occurrence, library)
    newest = entered[-_SHOWN_ENTRIES:]
    text = paragraphs(
        lines(
            t("item-title", duty=clause.duty),
            t(
                "item-owner",
                post=post_name(occurrence.post, library),
                organisation=occurrence.organisation.name,
            ),
        ),
        lines(*_facts(occurrence, clause, t, today)),
        provisional_note([occurrence], t),
        _entries(newest, t, today) if newest else None,
    )
    standing = [each.entry for each in newest if not each.entry.withdrawn]
    return Screen(text, tuple(_rows(occurrence, standing, t, today)))


def _facts(occurrence: Occurrence, clause: Clause, t: Texts, today: date) -> Iterator[Html]:
    quota = clause.cadence
    yield t("item-period", period=period_name(occurrence.period, t))
    if isinstance(quota, Quota) and quota.unit != TIMES:
        yield t(
            "item-progress-confirm",
            completed=occurrence.completed,
            count=quota.at_least,
            unit=quota.unit,
        )
    else:
        yield t("item-progress", completed=occurrence.completed, needed=occurrence.needed)
    if occurrence.released is not None:
        yield t(f"item-released-{occurrence.released}")
    closed = today > occurrence.last_day
    yield t("item-closed" if closed else "item-due", due=due_name(occurrence, t, today=today))
    if isinstance(quota, Quota) and quota.season is not None:
        yield t("item-season", first=quota.season.first_month, last=quota.season.last_month)
    if clause.applies_to is not None:
        yield t("item-applies-to", where=clause.applies_to)
    if clause.known is Known.UNVERIFIED:  # no pack has it any more
        return
    yield t("item-strength", strength=t.plain(f"strength-{clause.strength.value}"))
    yield t("item-source", source=source_name(clause.citations, t))


def _entries(entered: Sequence[Entered], t: Texts, today: date) -> Html:
    parts: list[Html] = [t("item-entries")]
    for each in entered:
        entry = each.entry
        message = "item-entry-withdrawn" if entry.withdrawn else "item-entry"
        day = day_name(entry.held_on, t, today=today)
        parts.append(t(message, day=day, name=person_name(entry.person_name, t)))
        if entry.note and not entry.withdrawn:
            parts.append(t("item-entry-note", note=shortened(entry.note, _NOTE_CHARACTERS)))
        if each.files and not entry.withdrawn:
            parts.append(t("item-entry-files", count=each.files))
    return lines(*parts)


def _rows(
    occurrence: Occurrence, standing: Sequence[LedgerEntry], t: Texts, today: date
) -> Iterator[tuple[Button, ...]]:
    owed = occurrence.remaining > 0
    if today >= occurrence.period.start and occurrence.released is None:
        label = "item-done-button" if owed else "item-done-again-button"
        row = [Button(t.plain(label), DoneButton(occurrence.id).pack())]
        if owed:
            later = LaterButton(occurrence.id).pack()
            row.append(Button(t.plain("item-later-button"), later))
        yield tuple(row)
    yield (Button(t.plain("item-why-button"), ClauseButton(occurrence.ref).pack()),)
    for entry in standing:
        label = t.plain("item-withdraw-button", day=t.bare_day(entry.held_on))
        yield (
            Button(label, WithdrawButton(occurrence.id, entry.id).pack()),
            Button(t.plain("entry-button"), EntryButton(occurrence.id, entry.id).pack()),
        )
    yield (Button(t.plain("button-back"), AgendaButton().pack()),)
