"""Pushed messages: reminders, requests to be let in and their answers, word of the unreached."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import date
from html import escape

from bot.conversation.buttons.duties import PickButton, PickFor, SnoozeButton
from bot.conversation.scopes import ItemScope
from bot.texts.catalogue import Html, Texts, texts
from bot.texts.naming import texts_of
from bot.views.board.group import week_screen
from bot.views.days import day_name, provisional_note
from bot.views.duties.action_rows import day_row
from bot.views.duties.listing import (
    MOST_LISTED,
    Listed,
    ListStyle,
    first_of,
    holder_name,
    lamp_blocks,
    seat_line,
)
from bot.views.duties.names import BUTTON_CELLS, LINE_CELLS, item_name, width
from bot.views.layout import lines, paragraphs
from bot.views.pushed.chasing import chasing_screen
from bot.views.pushed.handover import handover_screen
from bot.views.pushed.news import news_screen
from bot.views.pushed.units import units_block
from bot.views.pushed.unreached import unreached_text
from bot.views.registering.joining import (
    answer_to_requester,
    request_digest,
    request_screen,
)
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import my_duties_button
from clauses.library import Library
from scheduler.delivery.references import LENGTH
from scheduler.ledger.wording import is_known
from scheduler.planning.lamps import lamp_of
from scheduler.planning.moves import moved_from
from scheduler.planning.notices import NoticeKind, Parcel, Reminder
from scheduler.planning.occurrences import Occurrence
from scheduler.planning.replanning import LATER
from scheduler.roster.model import Group, Person

_NOBODY = "\ue001"
"""Stands for the name of the recipient, likewise."""

FORMS = 512
"""Wordings that are kept: a duty that many owe is worded once for all of them."""

_BLANK = "\ue000" * LENGTH
"""Stands for the reference: characters for private use, which none of our texts contains."""


def renderer(library: Library, bot_username: Callable[[], str]) -> Callable[[Parcel], Screen]:
    """The courier's way to word a parcel in the language of its recipient.

    ``bot_username`` is asked at each message: the name is known only after the start.
    """
    forms: dict[Hashable, Screen] = {}

    def form_of(parcel: Parcel, username: str) -> Screen:
        key = _wording(parcel), username
        form = forms.get(key)
        if form is None:
            if len(forms) >= FORMS:
                forms.clear()
            t = texts_of(library, parcel.recipient.locale)
            form = parcel_screen(_anonymous(parcel), library, t, bot_username=username)
            forms[key] = form
        return form

    def render(parcel: Parcel) -> Screen:
        if not _is_form(parcel):
            t = texts_of(library, parcel.recipient.locale)
            return parcel_screen(parcel, library, t, bot_username=bot_username())
        form = form_of(parcel, bot_username())
        return _filled_in(parcel, form)

    return render


def _is_form(parcel: Parcel) -> bool:
    """Whether it is worded once for all who get the same."""
    singular = (
        parcel.join_requests,
        parcel.loss,
        parcel.week,
        parcel.news,
        parcel.handover,
        parcel.chased,
    )
    return not any(singular)


def _anonymous(parcel: Parcel) -> Parcel:
    recipient = parcel.recipient
    if isinstance(recipient, Person):
        recipient = replace(recipient, name=_NOBODY)
    return replace(parcel, reference=_BLANK, recipient=recipient)


def _filled_in(parcel: Parcel, form: Screen) -> Screen:
    """With name and reference: in the text, in what buttons carry, in the links of a group's message."""
    text = form.text
    if isinstance(parcel.recipient, Person):
        name = holder_name(parcel.recipient.name, texts(parcel.recipient.locale))
        text = Html(text.replace(_NOBODY, escape(name, quote=False)))
    rows = tuple(
        tuple(
            Button(
                each.label,
                each.data and each.data.replace(_BLANK, parcel.reference),
                each.url and each.url.replace(_BLANK, parcel.reference),
            )
            for each in row
        )
        for row in form.rows
    )
    return Screen(Html(text.replace(_BLANK, parcel.reference)), rows)


def _wording(parcel: Parcel) -> Hashable:
    """Equal for parcels that read the same but for the reference and the name."""
    return (
        parcel.kind,
        parcel.recipient.locale,
        _is_robot(parcel),
        parcel.copy > 1,
        parcel.today,
        parcel.units,
        tuple(
            (
                each.stage.startswith(LATER),
                moved_from(each.stage),
                each.workdays_left,
                each.occurrence,
            )
            for each in parcel.reminders
        ),
    )


def parcel_screen(parcel: Parcel, library: Library, t: Texts, *, bot_username: str) -> Screen:
    """One message of at most 4096 UTF-16 units; items beyond ``MOST_LISTED`` are counted.

    Raises:
        UnknownRef: the pack of none of its duties is loaded any more.
    """
    if parcel.join_requests:
        first, *others = parcel.join_requests
        if parcel.kind is NoticeKind.JOIN_ANSWER:
            screen = answer_to_requester(first, library, t)
        elif others:
            screen = request_digest(parcel.join_requests, library, t)
        else:
            screen = request_screen(first, library, t)
        return Screen(_marked(parcel, t, [screen.text]), screen.rows)
    if parcel.news:
        screen = news_screen(parcel.news, library, t, today=parcel.today)
        return Screen(_marked(parcel, t, [screen.text]), screen.rows, screen.document)
    if parcel.chased is not None:
        word = chasing_screen(parcel, parcel.chased, library, t)
        return Screen(_marked(parcel, t, [word.text]), word.rows)
    if parcel.handover is not None:
        to_successor = parcel.kind is NoticeKind.HANDOVER_TO
        word = handover_screen(
            parcel.handover, library, t, today=parcel.today, to_successor=to_successor
        )
        return Screen(_marked(parcel, t, [word.text]), word.rows)
    if parcel.loss is not None:
        said = unreached_text(parcel.loss, parcel.kind, library, t, bot_username=bot_username)
        return Screen(_marked(parcel, t, [said]))
    if parcel.week is not None and isinstance(parcel.recipient, Group):
        week = week_screen(parcel.week, parcel.recipient, t, bot_username=bot_username)
        return Screen(_marked(parcel, t, [week.text]), week.rows)
    duties = [each for each in parcel.reminders if is_known(each.occurrence, library)]
    if not duties:
        library.get(parcel.reminders[0].occurrence.ref)
    shown = _without_doubles(duties)
    if parcel.kind is NoticeKind.GROUP_REMINDER:
        blocks = _group_blocks(parcel, shown, library, t)
        rows = done_links(shown, parcel.reference, library, bot_username, t, parcel.today)
        return Screen(_marked(parcel, t, blocks), rows)
    return Screen(
        _marked(parcel, t, _private_blocks(parcel, shown, library, t)),
        _rows(ItemScope(reference=parcel.reference).pack(), t),
    )


def _without_doubles(reminders: Sequence[Reminder]) -> list[Reminder]:
    """Of one duty the latest period: once it is owed again, nobody is urged about the one before."""
    latest: dict[Hashable, Reminder] = {}
    for each in reminders:
        occurrence = each.occurrence
        key = occurrence.ref, occurrence.organisation.id, occurrence.post, occurrence.holder_id
        if key not in latest or occurrence.period.start > latest[key].occurrence.period.start:
            latest[key] = each
    return [each for each in reminders if each in latest.values()]


def _private_blocks(
    parcel: Parcel, shown: Sequence[Reminder], library: Library, t: Texts
) -> list[Html | None]:
    """Title, and the items by what they ask: overdue, due soon, ahead."""
    owners = {(each.occurrence.organisation.id, each.occurrence.post) for each in shown}
    first = shown[0].occurrence
    asked = all(each.stage.startswith(LATER) for each in shown)
    listed = _listed(shown, parcel.today)
    head = lines(
        t("reminder-title", count=len(shown)),
        t("reminder-asked") if asked else None,
        t("reminder-moved") if any(moved_from(each.stage) for each in parcel.reminders) else None,
        seat_line(first.organisation, first.post, _holder(parcel, t), library, t)
        if len(owners) == 1
        else None,
    )
    style = ListStyle(white="lamp-ahead", seats=len(owners) > 1)
    return [
        head,
        *lamp_blocks(listed, library, t, today=parcel.today, style=style),
        _moved(parcel, library, t),
        provisional_note([each.occurrence for each in first_of(listed)], t),
    ]


def _moved(parcel: Parcel, library: Library, t: Texts) -> Html | None:
    """When the items whose dates the calendar moved were due before."""
    today = parcel.today
    before = [(each.occurrence, moved_from(each.stage)) for each in parcel.reminders]
    said = [
        t(
            "reminder-moved-from",
            item=item_name(occurrence, library, t, today=today, cells=LINE_CELLS),
            day=day_name(day, t, today=today),
        )
        for occurrence, day in before
        if day is not None and day != occurrence.due_on
    ]
    return lines(*said[:MOST_LISTED]) if said else None


def _holder(parcel: Parcel, t: Texts) -> str:
    name = parcel.recipient.name if isinstance(parcel.recipient, Person) else ""
    return name if name == _NOBODY else holder_name(name, t)


def _group_blocks(
    parcel: Parcel, shown: Sequence[Reminder], library: Library, t: Texts
) -> list[Html | None]:
    """What is owed and how far it is, without the names of those who owe it."""
    organisation = shown[0].occurrence.organisation.name
    style = ListStyle(white="lamp-ahead", progress=True)
    listed = _listed(shown, parcel.today)
    return [
        t("reminder-group-title", organisation=organisation),
        *lamp_blocks(listed, library, t, today=parcel.today, style=style),
        provisional_note([each.occurrence for each in first_of(listed)], t),
        units_block(parcel.units, t) if parcel.units else None,
        t("reminder-robot-advice" if _is_robot(parcel) else "reminder-group-advice"),
    ]


def _is_robot(parcel: Parcel) -> bool:
    return isinstance(parcel.recipient, Group) and parcel.recipient.minute is not None


def _listed(shown: Sequence[Reminder], today: date) -> list[Listed]:
    return [
        Listed(
            each.occurrence,
            each.workdays_left,
            lamp_of(each.occurrence, today, each.workdays_left),
        )
        for each in shown
    ]


def _marked(parcel: Parcel, t: Texts, blocks: Sequence[Html | None]) -> Html:
    """The blocks above their reference code, under a warning when they may have come before."""
    return paragraphs(
        t("reminder-repeated") if parcel.copy > 1 else None,
        *blocks,
        t("reminder-reference", code=parcel.reference),
    )


def _rows(scope: str, t: Texts) -> tuple[tuple[Button, ...], ...]:
    """The same few actions whatever the number of items: which of them is asked afterwards."""
    return (
        day_row(scope, t),
        (
            Button(t.plain("reminder-later-button"), SnoozeButton(scope).pack()),
            Button(t.plain("reminder-why-button"), PickButton(PickFor.SOURCE, scope).pack()),
            my_duties_button(t),
        ),
    )


def done_links(
    shown: Sequence[Reminder],
    reference: str,
    library: Library,
    bot_username: str,
    t: Texts,
    today: date,
) -> tuple[tuple[Button, ...], ...]:
    """Links to the private chat: the group need not see who owes it.

    Telegram takes 64 characters after ``start=``. Following a link proves that the message arrived.
    """
    return tuple(
        (
            Button(
                _group_label(reminder.occurrence, library, t, today),
                url=f"https://t.me/{bot_username}?start=done_{reminder.occurrence.id}_{reference}",
            ),
        )
        for reminder in shown[:MOST_LISTED]
    )


def _group_label(occurrence: Occurrence, library: Library, t: Texts, today: date) -> str:
    room = BUTTON_CELLS - width(t.plain("reminder-group-button", item=""))
    item = item_name(occurrence, library, t, today=today, cells=room)
    return t.plain("reminder-group-button", item=item)
