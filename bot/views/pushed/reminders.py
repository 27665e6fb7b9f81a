"""Pushed messages: reminders, requests to be let in and their answers, word of the unreached."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import date

from bot.conversation.buttons import ClauseButton, DoneButton, LaterButton
from bot.texts.catalogue import Html, Texts, texts
from bot.views.days import due_name, period_name, provisional_note
from bot.views.layout import in_rows, lines, paragraphs, shortened, shown_units
from bot.views.names import post_name, source_name
from bot.views.pushed.unreached import unreached_text
from bot.views.registering.joining import (
    answer_to_requester,
    request_digest,
    request_screen,
)
from bot.views.screen import TEXT_UNITS, Button, Screen
from clauses.cadence import TIMES, Quota
from clauses.library import Library
from clauses.model import Clause
from scheduler.delivery.references import LENGTH
from scheduler.planning.duties import START
from scheduler.planning.notices import NoticeKind, Parcel, Reminder
from scheduler.planning.occurrences import Occurrence
from scheduler.planning.replanning import LATER
from scheduler.roster.model import Group

FORMS = 512
"""Wordings that are kept: a duty that many owe is worded once for all of them."""

_BLANK = "\ue000" * LENGTH
"""Stands for the reference: characters for private use, which none of our texts contains."""

MOST_DUTIES = 20
"""Duties with buttons in one message; Telegram takes no more than 100 buttons."""

_NAME_CHARACTERS = 200
_SOURCE_CHARACTERS = 300
_GROUP_PER_ROW = 3


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
            t = texts(parcel.recipient.locale)
            form = parcel_screen(
                replace(parcel, reference=_BLANK), library, t, bot_username=username
            )
            forms[key] = form
        return form

    def render(parcel: Parcel) -> Screen:
        if parcel.join_requests or parcel.loss is not None:
            t = texts(parcel.recipient.locale)
            return parcel_screen(parcel, library, t, bot_username=bot_username())
        form = form_of(parcel, bot_username())
        return _under(parcel.reference, form)

    return render


def _under(reference: str, form: Screen) -> Screen:
    """Fill the reference in: in the text, and in the links of a group's message."""
    rows = form.rows
    if any(button.url for row in rows for button in row):
        rows = tuple(
            tuple(
                replace(each, url=each.url and each.url.replace(_BLANK, reference)) for each in row
            )
            for row in rows
        )
    return Screen(Html(form.text.replace(_BLANK, reference)), rows)


def _wording(parcel: Parcel) -> Hashable:
    """Equal for parcels that read the same but for the reference; no reminder names a person."""
    return (
        parcel.kind,
        parcel.recipient.locale,
        parcel.copy > 1,
        parcel.today,
        tuple((each.stage, each.nominal_on, each.occurrence) for each in parcel.reminders),
    )


def parcel_screen(parcel: Parcel, library: Library, t: Texts, *, bot_username: str) -> Screen:
    """One message of at most 4096 UTF-16 units; duties that do not fit are counted, none is cut.

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
    if parcel.loss is not None:
        said = unreached_text(parcel.loss, parcel.kind, library, t, bot_username=bot_username)
        return Screen(_marked(parcel, t, [said]))
    duties = [each for each in parcel.reminders if library.find(each.occurrence.ref) is not None]
    if not duties:
        library.get(parcel.reminders[0].occurrence.ref)
    for count in range(min(len(duties), MOST_DUTIES), 0, -1):
        shown, more = duties[:count], len(duties) - count
        text = _text(parcel, shown, more, library, t)
        if count == 1 or shown_units(text) <= TEXT_UNITS:
            break
    if parcel.kind is NoticeKind.GROUP_REMINDER:
        return Screen(text, _group_rows(shown, parcel.reference, bot_username, t))
    return Screen(text, _rows(shown, t))


def _text(parcel: Parcel, shown: Sequence[Reminder], more: int, library: Library, t: Texts) -> Html:
    blocks = _group_blocks if isinstance(parcel.recipient, Group) else _private_blocks
    *before, advice = blocks(parcel, shown, more, library, t)
    return _marked(
        parcel,
        t,
        [
            *before,
            t("reminder-more", count=more) if more else None,
            provisional_note([each.occurrence for each in shown], t),
            advice,
        ],
    )


def _private_blocks(
    parcel: Parcel, shown: Sequence[Reminder], more: int, library: Library, t: Texts
) -> list[Html | None]:
    """Title, duties, advice; stage and owner stand in the title where all duties share them."""
    today, several = parcel.today, len(shown) + more > 1
    stages, stage = _stages(shown, today, t)
    owners = [_owner(each.occurrence, library, t) for each in shown]
    owner = owners[0] if several and len(set(owners)) == 1 else None
    title = (
        t("reminder-title-many", stage=stage or "", count=len(shown) + more)
        if several
        else t("reminder-title", stage=stage or "")
    )
    duties = [
        lines(
            _heading(reminder, number if several else None, "" if stage else own_stage, library, t),
            None if owner else own,
            _owed(reminder, today, library, t),
            _source(reminder, library, t),
        )
        for number, (reminder, own_stage, own) in enumerate(
            zip(shown, stages, owners, strict=True), start=1
        )
    ]
    overdue = any(_overdue(each, today) for each in shown)
    advice = t("reminder-overdue-advice") if overdue else None
    return [lines(title, owner), *duties, advice]


def _group_blocks(
    parcel: Parcel, shown: Sequence[Reminder], more: int, library: Library, t: Texts
) -> list[Html | None]:
    """Title, duties, advice: what is owed and how far it is, without the names of those who owe it."""
    stages, stage = _stages(shown, parcel.today, t)
    organisation = shown[0].occurrence.organisation.name
    several = len(shown) + more > 1
    duties = [
        lines(
            _heading(reminder, number if several else None, "" if stage else own, library, t),
            _progress(reminder, parcel.today, t),
        )
        for number, (reminder, own) in enumerate(zip(shown, stages, strict=True), start=1)
    ]
    title = t("reminder-group-title", organisation=organisation, stage=stage or "")
    return [title, *duties, t("reminder-group-advice")]


def _stages(shown: Sequence[Reminder], today: date, t: Texts) -> tuple[list[str], str | None]:
    """The stage of each duty in brackets, and the stage that all share, if they share one."""
    stages = [t.plain("reminder-stage", stage=_stage(each, today, t)) for each in shown]
    return stages, stages[0] if len(set(stages)) == 1 else None


def _heading(
    reminder: Reminder, number: int | None, stage: str, library: Library, t: Texts
) -> Html:
    duty = shortened(library.get(reminder.occurrence.ref).duty, _NAME_CHARACTERS)
    if number is None:
        return t("reminder-duty", duty=duty)
    return t("reminder-duty-numbered", number=number, duty=duty, stage=stage)


def _marked(parcel: Parcel, t: Texts, blocks: Sequence[Html | None]) -> Html:
    """The blocks above their reference code, under a warning when they may have come before."""
    return paragraphs(
        t("reminder-repeated") if parcel.copy > 1 else None,
        *blocks,
        t("reminder-reference", code=parcel.reference),
    )


def _owner(occurrence: Occurrence, library: Library, t: Texts) -> Html:
    post, organisation = post_name(occurrence.post, library), occurrence.organisation.name
    return t("reminder-owner", post=post, organisation=organisation)


def _owed(reminder: Reminder, today: date, library: Library, t: Texts) -> Html:
    occurrence = reminder.occurrence
    clause = library.get(occurrence.ref)
    owed = "reminder-owed-confirm" if _confirmed_once(clause) else "reminder-owed"
    return t(
        f"{owed}-overdue" if _overdue(reminder, today) else owed,
        period=period_name(occurrence.period, t),
        remaining=occurrence.remaining,
        due=due_name(occurrence, t, today=today),
    )


def _progress(reminder: Reminder, today: date, t: Texts) -> Html:
    occurrence = reminder.occurrence
    return t(
        "reminder-group-overdue" if _overdue(reminder, today) else "reminder-group-progress",
        period=period_name(occurrence.period, t),
        completed=occurrence.completed,
        needed=occurrence.needed,
        due=due_name(occurrence, t, today=today),
    )


def _source(reminder: Reminder, library: Library, t: Texts) -> Html:
    citations = library.get(reminder.occurrence.ref).citations
    return t("reminder-source", source=shortened(source_name(citations, t), _SOURCE_CHARACTERS))


def _stage(reminder: Reminder, today: date, t: Texts) -> str:
    """The reason why the reminder comes now, by the day on which it is really sent."""
    kind, _, number = reminder.stage.partition("-")
    if _overdue(reminder, today):
        return t.plain("reminder-stage-overdue")
    if reminder.stage == START:
        return t.plain("reminder-stage-start")
    if reminder.stage.startswith(LATER):
        return t.plain("reminder-stage-later")
    if kind == "before" and today == reminder.nominal_on:
        return t.plain("reminder-stage-workdays", days=int(number))
    occurrence = reminder.occurrence
    last = occurrence.due_on if today <= occurrence.due_on else occurrence.period.last_day
    days = (last - today).days
    return t.plain("reminder-stage-days", days=days) if days else t.plain("reminder-stage-today")


def _overdue(reminder: Reminder, today: date) -> bool:
    return today > reminder.occurrence.period.last_day


def _confirmed_once(clause: Clause) -> bool:
    return isinstance(clause.cadence, Quota) and clause.cadence.unit != TIMES


def _rows(shown: Sequence[Reminder], t: Texts) -> tuple[tuple[Button, ...], ...]:
    single = len(shown) == 1
    rows = []
    for number, reminder in enumerate(shown, start=1):
        occurrence = reminder.occurrence
        data = {
            "done": DoneButton(occurrence.id, anew=True).pack(),
            "later": LaterButton(occurrence.id, anew=True).pack(),
            "why": ClauseButton(occurrence.ref).pack(),
        }
        rows.append(
            tuple(
                Button(
                    t.plain(f"reminder-{act}-button")
                    if single
                    else t.plain(f"reminder-{act}-numbered", number=number),
                    packed,
                )
                for act, packed in data.items()
            )
        )
    return tuple(rows)


def _group_rows(
    shown: Sequence[Reminder], reference: str, bot_username: str, t: Texts
) -> tuple[tuple[Button, ...], ...]:
    """Links to the private chat: the group need not see who owes it.

    Telegram takes 64 characters after ``start=``. Following a link proves that the message arrived.
    """
    single = len(shown) == 1
    buttons = (
        Button(
            t.plain("reminder-group-button")
            if single
            else t.plain("reminder-group-numbered", number=number),
            url=f"https://t.me/{bot_username}?start=done_{reminder.occurrence.id}_{reference}",
        )
        for number, reminder in enumerate(shown, start=1)
    )
    return in_rows(buttons, _GROUP_PER_ROW)
