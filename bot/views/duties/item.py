"""One duty in one period: how far it is, what was entered, what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.conversation.buttons.closing import ReliefsButton
from bot.conversation.buttons.duties import AgendaButton, DoneButton, SnoozeButton
from bot.conversation.buttons.entries import EntryButton, WithdrawButton
from bot.conversation.buttons.own_duties import OwnDutyButton
from bot.conversation.buttons.questions import ItemClauseButton
from bot.conversation.scopes import ItemScope
from bot.texts.catalogue import Html, Texts
from bot.views.cadence import close_cadence
from bot.views.days import day_name, due_name, provisional_note
from bot.views.duties.action_rows import day_row
from bot.views.duties.listing import Listed, state_message, workdays_words
from bot.views.duties.names import item_name, seat_name
from bot.views.entries import detail_lines
from bot.views.layout import lines, paragraphs, shortened
from bot.views.names import entered_by, person_name, source_name
from bot.views.screen import Button, Screen
from clauses.cadence import TIMES, Quota
from clauses.library import Library
from clauses.model import Clause, Known
from scheduler.ledger.wording import clause_of, former_words
from scheduler.planning.lamps import Lamp, lamp_of
from scheduler.planning.occurrences import LedgerEntry, Occurrence
from scheduler.planning.own_duties import is_own, own_duty_id

_NOTE_CHARACTERS = 120
_WORDS_CHARACTERS = 200
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
    workdays_left: int,
    seat: bool = False,
    unreviewable: bool = False,
) -> Screen:
    """``entered`` in the order made; of many only the newest are shown.

    ``workdays_left`` as in ``WorkdayCalendar.workdays_until``; ``seat``: whose item it is is said;
    ``unreviewable``: an entry waits to be confirmed, and nobody may.
    """
    clause, former = clause_of(occurrence, library), former_words(occurrence, library)
    newest = entered[-_SHOWN_ENTRIES:]
    lamp = lamp_of(occurrence, today, workdays_left)
    listed = Listed(occurrence, workdays_left, lamp)
    text = paragraphs(
        lines(
            t("item-title", name=item_name(occurrence, library, t, today=today)),
            t("item-owner", seat=seat_name(occurrence.organisation, occurrence.post, library))
            if seat
            else None,
            t(state_message(listed), days=workdays_words(listed, t, today=today)),
            *_facts(listed, clause, former, t, today),
            _edition_note(occurrence, library, t) if former is not None else None,
        ),
        provisional_note([occurrence], t),
        _entries(newest, t, today) if newest else None,
        t("review-nobody") if unreviewable else None,
    )
    standing = [each.entry for each in newest if not each.entry.withdrawn]
    return Screen(text, tuple(_rows(occurrence, standing, t, today)))


def _facts(
    listed: Listed, clause: Clause, former: Clause | None, t: Texts, today: date
) -> Iterator[Html]:
    occurrence, quota = listed.occurrence, clause.cadence
    yield t(
        "item-was-due" if listed.lamp is Lamp.RED else "item-due",
        due=due_name(occurrence, t, today=today),
        completed=occurrence.completed,
        needed=occurrence.needed,
    )
    if isinstance(quota, Quota) and quota.unit != TIMES:
        yield t(
            "item-progress-confirm",
            completed=occurrence.completed,
            count=quota.at_least,
            unit=quota.unit,
        )
    if occurrence.released is not None:
        yield t(f"item-released-{occurrence.released.value}")
    if clause.applies_to is not None:
        yield t("item-applies-to", where=clause.applies_to)
    if clause.known is Known.UNVERIFIED:  # no pack has it any more
        return
    if is_own(occurrence.ref):
        yield t("item-words", text=shortened(clause.text, _WORDS_CHARACTERS))
    elif former is None:
        strength = t.plain(f"strength-{clause.strength.value}")
        yield t("item-strength", strength=strength, cadence=close_cadence(quota, t))
    else:
        yield t("item-words", text=shortened(former.text, _WORDS_CHARACTERS))
    yield t("item-source", source=source_name(clause.citations, t))


def _edition_note(occurrence: Occurrence, library: Library, t: Texts) -> Html:
    has_left = library.find(occurrence.ref) is None
    message = "item-clause-left" if has_left else "item-clause-changed"
    return t(message, edition=occurrence.edition or "")


def _entries(entered: Sequence[Entered], t: Texts, today: date) -> Html:
    parts: list[Html] = [t("item-entries")]
    for each in entered:
        entry = each.entry
        message = "item-entry-withdrawn" if entry.withdrawn else "item-entry"
        if entry.returned:
            message = "item-entry-returned"
        day = day_name(entry.held_on, t, today=today)
        parts.append(t(message, day=day, name=entered_by(entry, t)))
        if entry.note and not entry.withdrawn:
            parts.append(t("item-entry-note", note=shortened(entry.note, _NOTE_CHARACTERS)))
        if each.files and not entry.withdrawn:
            parts.append(t("item-entry-files", count=each.files))
        if not entry.withdrawn:
            parts += [t("entry-detail", detail=line) for line in detail_lines(entry.details, t)]
        if (reviewed := _review(entry, t, today)) is not None:
            parts.append(reviewed)
    return lines(*parts)


def _review(entry: LedgerEntry, t: Texts, today: date) -> Html | None:
    """Whether it is to be confirmed, or who decided and why."""
    review = entry.review
    if review is None or (entry.withdrawn and not entry.returned):
        return None
    name = person_name(review.by_name or "", t)
    if review.confirmed is None:
        return t("item-entry-waits")
    if review.confirmed or review.at is None:
        return t("item-entry-confirmed", name=name)
    day = day_name(review.at.date(), t, today=today)
    return t("item-entry-returned-why", day=day, name=name, reason=review.reason or "")


def _rows(
    occurrence: Occurrence, standing: Sequence[LedgerEntry], t: Texts, today: date
) -> Iterator[tuple[Button, ...]]:
    owed = occurrence.remaining > 0 and occurrence.released is None
    begun = today >= occurrence.period.start and occurrence.released is None
    scope = ItemScope(occurrence_id=occurrence.id).pack()
    why = Button(t.plain("item-why-button"), _why(occurrence))
    if owed and begun:
        yield day_row(scope, t)
        yield (
            Button(t.plain("item-later-button"), SnoozeButton(scope).pack()),
            why,
            Button(t.plain("relief-button"), ReliefsButton(occurrence.id).pack()),
        )
    elif occurrence.excused and occurrence.completed < occurrence.needed:
        yield (why, Button(t.plain("relief-button"), ReliefsButton(occurrence.id).pack()))
    else:
        if begun:
            again = DoneButton(occurrence.id).pack()
            yield (Button(t.plain("item-done-again-button"), again),)
        yield (why,)
    for entry in standing:
        label = t.plain("item-withdraw-button", day=t.bare_day(entry.held_on))
        yield (
            Button(label, WithdrawButton(occurrence.id, entry.id).pack()),
            Button(t.plain("entry-button"), EntryButton(occurrence.id, entry.id).pack()),
        )
    yield (Button(t.plain("button-back"), AgendaButton().pack()),)


def _why(occurrence: Occurrence) -> str:
    """The way to what it is owed by."""
    if is_own(occurrence.ref):
        return OwnDutyButton(own_duty_id(occurrence.ref)).pack()
    return ItemClauseButton(occurrence.id).pack()
