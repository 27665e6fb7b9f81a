"""Being let off an item, or given a later date: asked for, granted, refused, lifted."""

from __future__ import annotations

from datetime import date

from bot.conversation.buttons.closing import (
    ReliefAskButton,
    ReliefDayButton,
    ReliefDecideButton,
    ReliefEndButton,
    ReliefGrantButton,
    ReliefMonthButton,
    ReliefsButton,
    ReliefWish,
)
from bot.conversation.buttons.duties import ItemButton
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.duties.names import item_name, seat_name
from bot.views.layout import lines, paragraphs
from bot.views.month_grid import month_grid
from bot.views.names import person_name
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button, my_duties_button
from clauses.library import Library
from scheduler.ledger.reliefs import ItemReliefs, Relief, ReliefId, ReliefKind
from scheduler.planning.news import AnsweredRelief, AskedRelief
from scheduler.planning.occurrences import Occurrence


def relief_screen(item: ItemReliefs, library: Library, t: Texts, *, today: date) -> Screen:
    """What was asked for and granted, and what can be done about it."""
    occurrence = item.occurrence
    said = [_state(each, t, today) for each in item.reliefs]
    text = paragraphs(
        lines(
            t("item-title", name=item_name(occurrence, library, t, today=today)),
            t("item-owner", seat=_seat(occurrence, library)),
            t("relief-due", day=day_name(occurrence.deadline, t, today=today)),
        ),
        lines(*said) if said else None,
        None if said else t(_hint(item)),
    )
    rows = [*_decisions(item, t), *_wishes(item, t)]
    rows.append((Button(t.plain("button-back"), ItemButton(occurrence.id).pack()),))
    return Screen(text, tuple(rows))


def ask_until(
    occurrence: Occurrence, month: date, library: Library, t: Texts, *, today: date, grants: bool
) -> Screen:
    """Ask for the later date: on the buttons of a month, or typed."""
    first = max(occurrence.deadline.toordinal() + 1, today.toordinal())
    grid = month_grid(
        month,
        date.fromordinal(first),
        None,
        t,
        day=lambda day: ReliefDayButton(occurrence.id, day, grants).pack(),
        turn=lambda turned: ReliefMonthButton(occurrence.id, turned, grants).pack(),
    )
    question = t(
        "relief-ask-until",
        item=item_name(occurrence, library, t, today=today),
        day=day_name(occurrence.deadline, t, today=today),
    )
    return Screen(question, (*grid, (cancel_button(t),)))


def ask_reason(
    occurrence: Occurrence,
    until: date | None,
    library: Library,
    t: Texts,
    *,
    today: date,
    grants: bool,
) -> Screen:
    """Ask why."""
    wish = "excuse" if until is None else "extension"
    asked = "relief-grant-reason" if grants else "relief-ask-reason"
    text = lines(
        t(f"relief-{wish}-title", item=item_name(occurrence, library, t, today=today)),
        _shift(occurrence, until, t, today),
        t(asked),
    )
    return Screen(text, ((cancel_button(t),),))


def ask_answer(occurrence: Occurrence, library: Library, t: Texts, *, today: date) -> Screen:
    """Ask a manager why they refuse."""
    name = item_name(occurrence, library, t, today=today)
    return Screen(t("relief-ask-answer", item=name), ((cancel_button(t),),))


def ask_end(
    item: ItemReliefs, relief: Relief, library: Library, t: Texts, *, today: date
) -> Screen:
    """Ask whether it is really to stand no longer."""
    name = item_name(item.occurrence, library, t, today=today)
    sure = ReliefEndButton(relief.id, sure=True).pack()
    back = ReliefsButton(item.occurrence.id).pack()
    question = t(f"relief-end-{relief.kind.value}", item=name)
    return Screen(
        question,
        (
            (
                Button(t.plain("relief-end-yes"), sure),
                Button(t.plain("relief-end-no"), back),
            ),
        ),
    )


def asked_news(news: AskedRelief, library: Library, t: Texts, *, today: date) -> Screen:
    """Word to a manager of what was asked for, with the two answers."""
    occurrence = news.occurrence
    wish = "excuse" if news.until is None else "extension"
    seat = _seat(occurrence, library)
    text = lines(
        t(f"relief-asked-{wish}", item=item_name(occurrence, library, t, today=today)),
        t("relief-who", seat=seat, name=person_name(news.asker_name, t)),
        _shift(occurrence, news.until, t, today),
        t("relief-reason", reason=news.reason),
    )
    relief_id = ReliefId(news.relief_id)
    return Screen(
        text,
        (
            (
                Button(t.plain("relief-yes"), ReliefDecideButton(relief_id, granted=True).pack()),
                Button(t.plain("relief-no"), ReliefDecideButton(relief_id, granted=False).pack()),
                Button(
                    t.plain("relief-item-button"), ReliefsButton(occurrence.id, anew=True).pack()
                ),
            ),
        ),
    )


def answered_news(news: AnsweredRelief, library: Library, t: Texts, *, today: date) -> Screen:
    """Word to who asked, or owes it, of what was decided."""
    occurrence = news.occurrence
    name = item_name(occurrence, library, t, today=today)
    due = day_name(occurrence.deadline, t, today=today)
    wish = "excuse" if news.until is None else "extension"
    until = "" if news.until is None else day_name(news.until, t, today=today)
    if news.ended:
        text = t(f"relief-news-ended-{wish}", item=name, due=due)
    elif news.granted:
        text = t(f"relief-news-granted-{wish}", item=name, until=until)
    else:
        text = t(f"relief-news-refused-{wish}", item=name, reason=news.answer or "", due=due)
    return Screen(text, ((my_duties_button(t),),))


def _seat(occurrence: Occurrence, library: Library) -> str:
    return seat_name(occurrence.organisation, occurrence.post, library)


def _shift(occurrence: Occurrence, until: date | None, t: Texts, today: date) -> Html | None:
    if until is None:
        return None
    before = occurrence.due_on
    return t("relief-shift", before=t.bare_day(before), until=day_name(until, t, today=today))


def _hint(item: ItemReliefs) -> str:
    if item.may_ask and not item.deciders:
        return "relief-nobody"
    if item.may_ask:
        return "relief-hint"
    return "relief-hint-manager" if item.may_extend else "relief-hint-clerk"


def _state(relief: Relief, t: Texts, today: date) -> Html:
    until = "" if relief.until is None else day_name(relief.until, t, today=today)
    kind, fields = relief.kind.value, {"until": until, "reason": relief.reason}
    if relief.granted is None:
        return t(f"relief-state-asked-{kind}", **fields)
    if not relief.granted:
        return t(f"relief-state-refused-{kind}", **fields | {"reason": relief.answer or ""})
    if not relief.stands:
        return t(f"relief-state-ended-{kind}", **fields)
    return t(f"relief-state-granted-{kind}", **fields)


def _decisions(item: ItemReliefs, t: Texts) -> list[tuple[Button, ...]]:
    """Answers to what was asked for, and the ends of what stands; for managers."""
    rows: list[tuple[Button, ...]] = []
    for each in item.reliefs:
        may = item.may_excuse if each.kind is ReliefKind.EXCUSE else item.may_extend
        if not may:
            continue
        if each.granted is None:
            rows.append(
                (
                    Button(t.plain("relief-yes"), ReliefDecideButton(each.id, granted=True).pack()),
                    Button(t.plain("relief-no"), ReliefDecideButton(each.id, granted=False).pack()),
                )
            )
        elif each.stands:
            label = t.plain(f"relief-lift-{each.kind.value}")
            rows.append((Button(label, ReliefEndButton(each.id).pack()),))
    return rows


def _wishes(item: ItemReliefs, t: Texts) -> list[tuple[Button, ...]]:
    """What can be asked for by who owes it, or granted by a manager; only what is not met."""
    occurrence = item.occurrence
    if occurrence.remaining == 0 or occurrence.released is not None:
        return []
    waiting = {each.kind for each in item.reliefs if each.granted is None}
    row = []
    for wish, kind in (
        (ReliefWish.EXCUSE, ReliefKind.EXCUSE),
        (ReliefWish.EXTENSION, ReliefKind.EXTENSION),
    ):
        may_grant = item.may_excuse if wish is ReliefWish.EXCUSE else item.may_extend
        if kind in waiting:
            continue
        if may_grant and not item.may_ask:
            data = ReliefGrantButton(occurrence.id, wish).pack()
            row.append(Button(t.plain(f"relief-give-{kind.value}"), data))
        elif item.may_ask:
            data = ReliefAskButton(occurrence.id, wish).pack()
            row.append(Button(t.plain(f"relief-ask-{kind.value}"), data))
    return [tuple(row)] if row else []
