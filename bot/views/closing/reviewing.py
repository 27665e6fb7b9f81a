"""Entries that managers confirm or return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from bot.conversation.buttons.closing import (
    EVERYWHERE,
    ConfirmButton,
    ConfirmingSetButton,
    ReturnButton,
    ReturnForButton,
    ReviewButton,
    ReviewFilesButton,
    WaitingButton,
)
from bot.conversation.buttons.duties import DoneButton
from bot.conversation.buttons.units import UnitButton
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.duties.action_rows import page_row
from bot.views.duties.names import BUTTON_CELLS, clipped, item_name, seat_name, width
from bot.views.entries import detail_lines, entered_line, review_line
from bot.views.layout import lines, paragraphs, shortened
from bot.views.names import person_name
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button, my_duties_button
from clauses.library import Library
from scheduler.ledger.reviewing import Confirming, ToReview
from scheduler.planning.news import ReturnedEntry, WaitingEntry
from scheduler.planning.occurrences import EntryId, LedgerEntry, Occurrence
from scheduler.roster.model import OrganisationId

PER_PAGE = 8
REASONS = ("review-reason-day", "review-reason-proof")
"""The messages of the reasons that are offered."""

_NOTE_CHARACTERS = 400
_NAME_CELLS = 8


def confirming_screen(confirming: Confirming, t: Texts) -> Screen:
    """Whether entries are confirmed there, and the switch."""
    organisation = confirming.organisation
    by_itself = confirming.wanted and confirming.above is None
    if confirming.above is not None:
        state = t("confirming-above", organisation=confirming.above.name)
    else:
        state = t("confirming-on") if by_itself else t("confirming-off")
    rows: list[tuple[Button, ...]] = []
    if confirming.above is None:
        switch = ConfirmingSetButton(organisation.id, not by_itself).pack()
        label = "confirming-turn-off" if by_itself else "confirming-turn-on"
        rows.append((Button(t.plain(label), switch),))
    waiting = WaitingButton(organisation.id).pack()
    back = Button(t.plain("button-back"), UnitButton(organisation.id).pack())
    rows.append((Button(t.plain("review-list-button"), waiting), back))
    head = lines(t("confirming-title"), t("unit-name", organisation=organisation.name))
    return Screen(paragraphs(head, state, t("confirming-hint")), tuple(rows))


def waiting_list(
    waiting: Sequence[ToReview],
    page: int,
    below: OrganisationId,
    library: Library,
    t: Texts,
    *,
    today: date,
) -> Screen:
    """A page (from 0) of what may be confirmed, one on each button."""
    pages = max(1, ceil(len(waiting) / PER_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = waiting[page * PER_PAGE : (page + 1) * PER_PAGE]
    back = () if below == EVERYWHERE else ((_unit_button(below, t),),)
    if not shown:
        return Screen(t("review-none"), back)
    rows = [(_review_button(each.occurrence, each.entry, library, t, today),) for each in shown]
    turning = page_row(page, pages, lambda to: WaitingButton(below, to).pack(), t)
    text = paragraphs(
        t("review-list-title", count=len(waiting)),
        _places([(each.occurrence, each.entry) for each in shown], library, t, today),
    )
    return Screen(text, (*rows, *turning, *back))


def review_card(review: ToReview, library: Library, t: Texts, *, today: date) -> Screen:
    """Who did what when, with what there is to prove it; and the two answers."""
    occurrence, entry = review.occurrence, review.entry
    text = paragraphs(
        lines(
            t(_title(entry), name=item_name(occurrence, library, t, today=today)),
            t(
                "review-who",
                seat=seat_name(occurrence.organisation, occurrence.post, library),
                name=person_name(entry.person_name, t),
            ),
            entered_line(occurrence, entry, t, today=today),
            *detail_lines(entry.details, t),
            t("review-note", note=shortened(entry.note, _NOTE_CHARACTERS)) if entry.note else None,
            t("item-entry-files", count=len(review.files)) if review.files else None,
        ),
        None if entry.waits else review_line(entry, t, today=today),
        t("ledger-withdrawn") if entry.withdrawn and not entry.returned else None,
        t("review-nobody") if review.nobody else None,
    )
    rows: list[tuple[Button, ...]] = []
    if review.may_decide:
        rows.append(
            (
                Button(t.plain("review-confirm"), ConfirmButton(entry.id).pack()),
                Button(t.plain("review-return"), ReturnButton(entry.id).pack()),
            )
        )
    if review.files:
        label = t.plain("entry-files-button", count=len(review.files))
        rows.append((Button(label, ReviewFilesButton(entry.id).pack()),))
    rows.append((Button(t.plain("review-list-button"), WaitingButton(EVERYWHERE).pack()),))
    return Screen(text, tuple(rows))


def ask_reason(review: ToReview, t: Texts) -> Screen:
    """Ask why it is returned: likely reasons on buttons, or typed."""
    entry_id = review.entry.id
    offered = tuple(
        Button(t.plain(reason), ReturnForButton(entry_id, place).pack())
        for place, reason in enumerate(REASONS)
    )
    name = person_name(review.entry.person_name, t)
    return Screen(t("review-ask-reason", name=name), (offered, (cancel_button(t),)))


def decided(review: ToReview, library: Library, t: Texts, *, today: date) -> Screen:
    """What became of it, with the way to the next one."""
    name = item_name(review.occurrence, library, t, today=today)
    said = "review-returned" if review.entry.returned else "review-confirmed"
    more = Button(t.plain("review-list-button"), WaitingButton(EVERYWHERE).pack())
    return Screen(
        t(said, item=name, name=person_name(review.entry.person_name, t)),
        ((more,),),
    )


def waiting_news(
    news: Sequence[WaitingEntry], library: Library, t: Texts, *, today: date
) -> Screen:
    """Word to a manager of entries to be confirmed; of one the card, of several a list."""
    shown = news[:PER_PAGE]
    rows = [
        (_review_button(each.occurrence, each.entry, library, t, today, anew=True),)
        for each in shown
    ]
    more = len(news) - len(shown)
    text = paragraphs(
        t("review-list-title", count=len(news)),
        _places([(each.occurrence, each.entry) for each in shown], library, t, today),
        t("review-more", count=more) if more else None,
    )
    return Screen(text, tuple(rows))


def returned_news(news: ReturnedEntry, library: Library, t: Texts, *, today: date) -> Screen:
    """Word that an entry was given back, and why."""
    review = news.entry.review
    text = lines(
        t("review-news-title", name=item_name(news.occurrence, library, t, today=today)),
        t("review-news-day", day=day_name(news.entry.held_on, t, today=today)),
        t(
            "review-news-reason",
            reason=(review and review.reason) or "",
            name=person_name((review and review.by_name) or "", t),
        ),
        t("review-news-advice"),
    )
    again = DoneButton(news.occurrence.id, anew=True).pack()
    rows = ((Button(t.plain("review-again-button"), again), my_duties_button(t)),)
    return Screen(text, rows)


def _title(entry: LedgerEntry) -> str:
    if entry.waits:
        return "review-title"
    return "review-title-decided"


def _places(
    entries: Sequence[tuple[Occurrence, LedgerEntry]], library: Library, t: Texts, today: date
) -> Html:
    """Below the name of each organisation what was entered there."""
    told: list[Html] = []
    last = None
    for occurrence, entry in entries:
        if occurrence.organisation.id != last:
            told.append(t("review-place", organisation=occurrence.organisation.name))
            last = occurrence.organisation.id
        told.append(
            t(
                "review-line",
                item=item_name(occurrence, library, t, today=today),
                day=day_name(entry.held_on, t, today=today),
                name=person_name(entry.person_name, t),
            )
        )
    return lines(*told)


def _review_button(
    occurrence: Occurrence,
    entry: LedgerEntry,
    library: Library,
    t: Texts,
    today: date,
    *,
    anew: bool = False,
) -> Button:
    name = clipped(person_name(entry.person_name, t), _NAME_CELLS)
    room = BUTTON_CELLS - width(name) - 1
    item = item_name(occurrence, library, t, today=today, cells=room)
    label = t.plain("review-button", item=item, name=name)
    return Button(label, ReviewButton(EntryId(entry.id), anew=anew).pack())


def _unit_button(organisation_id: OrganisationId, t: Texts) -> Button:
    return Button(t.plain("button-back"), UnitButton(organisation_id).pack())
