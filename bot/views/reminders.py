"""What is pushed: reminders to a person and to a group, requests to be let in and their answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.callback_data import ClauseButton, DoneButton, LaterButton
from bot.texts.catalogue import Html, Texts, texts
from bot.views.days import day_name, period_name
from bot.views.joining import answer_to_requester, request_screen
from bot.views.layout import lines, paragraphs, shortened, shown_units
from bot.views.screen import TEXT_UNITS, Button, Screen
from bot.views.subjects import source_name
from clauses.cadence import TIMES, Quota
from clauses.library import Library
from clauses.model import Clause
from scheduler.duties import START
from scheduler.notices import NoticeKind, Parcel, Reminder
from scheduler.replanning import LATER
from scheduler.roster import Group

MOST_DUTIES = 20
"""Duties with buttons in one message; Telegram takes no more than 100 buttons."""

_NAME_CHARACTERS = 200
_SOURCE_CHARACTERS = 300


def renderer(library: Library, bot_username: Callable[[], str]) -> Callable[[Parcel], Screen]:
    """For the courier: words a parcel in the language of its recipient.

    ``bot_username`` is asked at each message: the name is known only after the start.
    """

    def render(parcel: Parcel) -> Screen:
        t = texts(parcel.recipient.locale)
        return parcel_screen(parcel, library, t, bot_username=bot_username())

    return render


def parcel_screen(parcel: Parcel, library: Library, t: Texts, *, bot_username: str) -> Screen:
    """One message of at most 4096 UTF-16 units; what does not fit is counted, not cut.

    Raises:
        UnknownRef: of none of its duties the pack is loaded any more.
    """
    if parcel.join_request is not None:
        answered = parcel.kind is NoticeKind.JOIN_ANSWER
        wording = answer_to_requester if answered else request_screen
        screen = wording(parcel.join_request, library, t)
        return Screen(_marked(parcel, t, [screen.text]), screen.rows)
    duties = [each for each in parcel.reminders if library.find(each.occurrence.ref) is not None]
    if not duties:
        library.get(parcel.reminders[0].occurrence.ref)
    for count in range(min(len(duties), MOST_DUTIES), 0, -1):
        shown, more = duties[:count], len(duties) - count
        text = _text(parcel, shown, more, library, t)
        if count == 1 or shown_units(text) <= TEXT_UNITS:
            break
    if parcel.kind is NoticeKind.GROUP_REMINDER:
        return Screen(text, _group_rows(shown, bot_username, t))
    return Screen(text, _rows(shown, t))


def _text(parcel: Parcel, shown: Sequence[Reminder], more: int, library: Library, t: Texts) -> Html:
    several = len(shown) + more > 1
    blocks: list[Html]
    if isinstance(parcel.recipient, Group):
        organisation = shown[0].occurrence.organisation.name
        blocks = [t("reminder-group-title", organisation=organisation)]
        blocks += [
            _group_duty(number, reminder, parcel.today, library, t)
            for number, reminder in enumerate(shown, start=1)
        ]
    elif several:
        blocks = [t("reminder-title-many", count=len(shown) + more)]
        blocks += [
            _duty(reminder, parcel.today, library, t, number=number)
            for number, reminder in enumerate(shown, start=1)
        ]
    else:
        stage = _stage(shown[0], parcel.today, t)
        blocks = [t("reminder-title", stage=stage), _duty(shown[0], parcel.today, library, t)]
    if more:
        blocks.append(t("reminder-more", count=more))
    if isinstance(parcel.recipient, Group):
        blocks.append(t("reminder-group-advice"))
    elif any(_overdue(each, parcel.today) for each in shown):
        blocks.append(t("reminder-overdue-advice"))
    return _marked(parcel, t, blocks)


def _marked(parcel: Parcel, t: Texts, blocks: Sequence[Html]) -> Html:
    """With the reference code as its last line, and a word on top when it may be there twice."""
    return paragraphs(
        t("reminder-repeated") if parcel.copy > 1 else None,
        *blocks,
        t("reminder-reference", code=parcel.reference),
    )


def _duty(
    reminder: Reminder, today: date, library: Library, t: Texts, *, number: int | None = None
) -> Html:
    occurrence = reminder.occurrence
    clause = library.get(occurrence.ref)
    name = shortened(clause.duty, _NAME_CHARACTERS)
    if number is None:
        heading = t("reminder-duty", duty=name)
    else:
        stage = _stage(reminder, today, t)
        heading = t("reminder-duty-numbered", number=number, duty=name, stage=stage)
    owed = "reminder-owed-confirm" if _confirmed_once(clause) else "reminder-owed"
    source = shortened(source_name(clause.citations, t), _SOURCE_CHARACTERS)
    return lines(
        heading,
        t(
            "reminder-owner",
            post=library.post(occurrence.post).name,
            organisation=occurrence.organisation.name,
        ),
        t(
            f"{owed}-overdue" if _overdue(reminder, today) else owed,
            period=period_name(occurrence.period, t),
            remaining=occurrence.remaining,
            due=day_name(occurrence.due_on, t, today=today),
        ),
        t("reminder-source", source=source),
        t("reminder-provisional") if occurrence.provisional else None,
    )


def _group_duty(number: int, reminder: Reminder, today: date, library: Library, t: Texts) -> Html:
    """Without the names of those who owe it: the group sees what, and how far."""
    occurrence = reminder.occurrence
    return lines(
        t(
            "reminder-group-duty",
            number=number,
            duty=shortened(library.get(occurrence.ref).duty, _NAME_CHARACTERS),
            stage=_stage(reminder, today, t),
        ),
        t(
            "reminder-group-overdue" if _overdue(reminder, today) else "reminder-group-progress",
            period=period_name(occurrence.period, t),
            completed=occurrence.completed,
            needed=occurrence.needed,
            due=day_name(occurrence.due_on, t, today=today),
        ),
        t("reminder-provisional") if occurrence.provisional else None,
    )


def _stage(reminder: Reminder, today: date, t: Texts) -> str:
    """Why it comes now, by the day on which it is really sent."""
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
    shown: Sequence[Reminder], bot_username: str, t: Texts
) -> tuple[tuple[Button, ...], ...]:
    """Links to the private chat: what somebody owes is nobody else's business there."""
    single = len(shown) == 1
    return tuple(
        (
            Button(
                t.plain("reminder-group-button")
                if single
                else t.plain("reminder-group-numbered", number=number),
                url=f"https://t.me/{bot_username}?start=done_{reminder.occurrence.id}",
            ),
        )
        for number, reminder in enumerate(shown, start=1)
    )
