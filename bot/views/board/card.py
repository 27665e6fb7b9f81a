"""One item as its managers see it: who, by when, what the text says, and all that has happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.conversation.buttons.chasing import UrgeItemButton
from bot.conversation.buttons.closing import ReliefsButton, ReviewButton, ReviewFilesButton
from bot.conversation.payloads import Payload
from bot.texts.catalogue import Html, Texts
from bot.views.board.words import holder_name
from bot.views.cadence import close_cadence
from bot.views.days import day_name, due_name, provisional_note
from bot.views.duties.names import item_name
from bot.views.entries import detail_lines, review_line
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.names import entered_by, post_name, source_name
from bot.views.screen import Button, Screen
from clauses.library import Library
from clauses.model import Known, Strength
from scheduler.board.card import BoardCard
from scheduler.board.standing import ItemStanding
from scheduler.ledger.history import Proven
from scheduler.ledger.wording import former_words
from scheduler.planning.lamps import Lamp

_NOTE_CHARACTERS = 120
_SHOWN_ENTRIES = 8


def card_screen(
    card: BoardCard, library: Library, t: Texts, rows: Sequence[tuple[Button, ...]]
) -> Screen:
    """The card, with these buttons below."""
    occurrence = card.occurrence
    text = paragraphs(
        lines(
            t("board-card-title", name=item_name(occurrence, library, t, today=card.today)),
            t("board-card-unit", organisation=occurrence.organisation.name),
            _lamp(card, t),
        ),
        lines(*facts(card, library, t)),
        provisional_note([occurrence], t),
        lines(t("board-card-entries"), *entry_lines(card, t)) if card.entries else None,
        lines(t("board-card-story"), *story(card, t)),
    )
    return Screen(text, tuple(rows))


def card_rows(card: BoardCard, back: Payload, t: Texts) -> tuple[tuple[Button, ...], ...]:
    """What a manager can do about the item: remind, decide, look at proof, let off, go ``back``."""
    id_ = card.occurrence.id
    acts: list[tuple[str, Payload]] = []
    if card.standing is not None and card.standing.is_owed and card.holders:
        acts.append((t.plain("urge-button"), UrgeItemButton(id_)))
    waiting = [each.entry for each in card.entries if each.entry.waits]
    if waiting:
        acts.append((t.plain("board-card-review"), ReviewButton(waiting[-1].id)))
    proven = [each for each in card.entries if each.files and not each.entry.withdrawn]
    if proven:
        label = t.plain("entry-files-button", count=len(proven[-1].files))
        acts.append((label, ReviewFilesButton(proven[-1].entry.id)))
    acts.append((t.plain("relief-button"), ReliefsButton(id_)))
    acts.append((t.plain("button-back"), back))
    return in_rows([Button(label, act.pack()) for label, act in acts], 2)


def _lamp(card: BoardCard, t: Texts) -> Html:
    message, fields = _lamp_message(card, t)
    return t(message, **fields)


def lamp_words(card: BoardCard, t: Texts) -> str:
    """The lamp and how far the item is from its date, in words."""
    message, fields = _lamp_message(card, t)
    return t.plain(message, **fields)


def _lamp_message(card: BoardCard, t: Texts) -> tuple[str, dict[str, object]]:
    occurrence, days, standing = card.occurrence, card.workdays_left, card.standing
    if standing is None:
        if occurrence.released is None:
            return "item-not-listed", {}
        return f"item-released-{occurrence.released.value}", {}
    if standing is ItemStanding.OVERDUE and days >= 0:
        return "board-card-overdue-just", {}
    if standing is ItemStanding.NEAR and days <= 0:
        return "board-card-near-today", {}
    if standing is ItemStanding.EXTENDED and occurrence.extended_to is not None:
        day = day_name(occurrence.extended_to, t, today=card.today)
        return "board-card-extended", {"day": day}
    counted = standing in (ItemStanding.OVERDUE, ItemStanding.NEAR, ItemStanding.OPEN)
    return f"board-card-{standing.value}", {"days": abs(days)} if counted else {}


def facts(card: BoardCard, library: Library, t: Texts) -> Iterator[Html]:
    """Who owes it, by when, and what the text says."""
    occurrence, clause = card.occurrence, card.clause
    post = post_name(occurrence.post, library)
    if card.holders:
        names = t.plain("list-comma").join(holder_name(each, t) for each in card.holders)
        yield t("board-card-holder", names=names, post=post)
    else:
        yield t("board-card-nobody", post=post)
    yield t("board-card-due", due=due_name(occurrence, t, today=card.today))
    done = {"completed": occurrence.completed, "needed": occurrence.needed}
    if clause.known is Known.UNVERIFIED or former_words(occurrence, library) is not None:
        yield t("board-card-progress", **done)
    else:
        yield t(
            "board-card-needs",
            strength=t.plain(f"strength-{clause.strength.value}"),
            cadence=close_cadence(clause.cadence, t),
            **done,
        )
    if clause.citations:
        yield t("board-card-source", source=source_name(clause.citations, t))
    if occurrence.edition:
        yield t("board-card-edition", edition=occurrence.edition)


def entry_lines(card: BoardCard, t: Texts) -> Iterator[Html]:
    """The newest entries, with notes and how many proofs they have."""
    for each in card.entries[-_SHOWN_ENTRIES:]:
        entry = each.entry
        yield _entry_line(each, card, t)
        if not entry.withdrawn:
            yield from (_further(each, t) for each in detail_lines(entry.details, t))
            if entry.note:
                yield t("board-card-entry-note", note=shortened(entry.note, _NOTE_CHARACTERS))
            if each.files:
                yield t("board-card-entry-files", count=len(each.files))
        decided = review_line(entry, t, today=card.today)
        if decided is not None and (entry.returned or not entry.withdrawn):
            yield _further(decided, t)


def _further(line: Html, t: Texts) -> Html:
    """What goes on with the line above."""
    return lines(*(t("board-card-further", line=Html(each)) for each in line.splitlines()))


def _entry_line(proven: Proven, card: BoardCard, t: Texts) -> Html:
    """When it was held, when and by whom it was entered."""
    entry, organisation = proven.entry, card.occurrence.organisation
    recorded_on = organisation.today(entry.recorded_at)
    message = "board-card-entry"
    if entry.returned:
        message = "board-card-entry-returned"
    elif entry.withdrawn:
        message = "board-card-entry-withdrawn"
    elif entry.held_on > card.occurrence.last_day:
        message = "board-card-entry-made-up"
    elif recorded_on > card.occurrence.last_day:
        message = "board-card-entry-later"
    return t(
        message,
        held=t.bare_day(entry.held_on),
        recorded=t.bare_day(recorded_on),
        name=entered_by(entry, t),
    )


def story(card: BoardCard, t: Texts) -> Iterator[Html]:
    """Reminders, what managers were told, and reliefs so far."""
    organisation, reminders = card.occurrence.organisation, card.reminders
    if reminders.sent and reminders.last_at is not None:
        day = t.bare_day(organisation.today(reminders.last_at))
        yield t("board-card-reminded", count=reminders.sent, day=day)
    elif card.standing is not None and card.standing.lamp is not Lamp.GREEN:
        yield t("board-card-not-reminded")
    for chase in card.chases:
        ended = chase.ended_at is not None or card.occurrence.released is not None
        message = f"board-card-{chase.kind.value}{'-ended' if ended else ''}"
        yield t(message, day=t.bare_day(chase.began_on))
    for relief in card.reliefs:
        asked = t.bare_day(organisation.today(relief.asked_at))
        if relief.until is not None:
            until = t.bare_day(relief.until)
            yield t("board-card-relief-extension", day=asked, until=until, reason=relief.reason)
        else:
            yield t("board-card-relief-excuse", day=asked, reason=relief.reason)
        if relief.granted is None:
            yield t("board-card-relief-waiting")
        elif not relief.granted:
            yield t("board-card-relief-refused", answer=relief.answer or "")
        elif relief.ended_at is not None:
            yield t("board-card-relief-ended")
        else:
            yield t("board-card-relief-granted")
    if card.clause.strength is Strength.NORMALLY:
        yield t("board-normally")
