"""What an organisation asks of itself: the list, one of them, and how one is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from bot.conversation.buttons.own_duties import (
    ListForButton,
    OwnAddButton,
    OwnConfirmButton,
    OwnDropButton,
    OwnDutiesButton,
    OwnDutyButton,
    OwnEditButton,
    OwnEndButton,
    OwnFirstButton,
    OwnHereButton,
    OwnWhereButton,
    OwnWhoButton,
    OwnWhoSetButton,
)
from bot.conversation.buttons.units import UnitButton, short_number
from bot.texts.catalogue import Html, Texts
from bot.views.cadence import close_cadence
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.names import person_name, post_name
from bot.views.rhythms import coming_lines, first_days, like
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from clauses.library import Library
from clauses.model import Post, PostId
from scheduler.membership.own.duties import OwnDutiesHere, ShownDuty
from scheduler.planning.own_duties import ALL, LEAD, OwnDuty
from scheduler.roster.model import Organisation

PER_PAGE = 8
_LABEL_CHARACTERS = 24


def own_list(here: OwnDutiesHere, page: int, library: Library, t: Texts) -> Screen:
    """A page (from 0; the last one when there are fewer), one on each button."""
    organisation, every = here.organisation, (*here.own, *here.from_above)
    pages = max(1, ceil(len(every) / PER_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = every[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows: list[tuple[Button, ...]] = [
        (Button(shortened(t.called(own.name), _LABEL_CHARACTERS), OwnDutyButton(own.id).pack()),)
        for own in shown
    ]
    turning = [
        Button(t.plain(label), OwnDutiesButton(organisation.id, to).pack())
        for label, to in (("duties-previous", page - 1), ("duties-next", page + 1))
        if 0 <= to < pages
    ]
    if turning:
        rows.append(tuple(turning))
    rows.append(
        (
            Button(t.plain("own-add"), OwnAddButton(organisation.id).pack()),
            Button(t.plain("own-import"), ListForButton(organisation.id).pack()),
            Button(t.plain("button-back"), UnitButton(organisation.id).pack()),
        )
    )
    listed = [
        t(
            "own-line" if own.organisation_id == organisation.id else "own-line-above",
            name=t.called(own.name),
            cadence=close_cadence(own.cadence, t),
            who=who_name(own.owed_by, organisation, library, t),
        )
        for own in shown
    ]
    text = paragraphs(
        lines(t("own-title"), t("unit-name", organisation=organisation.name)),
        lines(*listed) if listed else t("own-none"),
    )
    return Screen(text, tuple(rows))


def ask_sentence(organisation: Organisation, t: Texts, *, former: OwnDuty | None = None) -> Screen:
    """Ask for a sentence that states a duty, or states ``former`` otherwise."""
    text = paragraphs(
        lines(t("own-title"), t("unit-name", organisation=organisation.name)),
        t("own-ask") if former is None else t("own-ask-again", words=former.words),
        t("rhythm-example-sentence", rhythm=like("" if former is None else former.words, t)),
    )
    return Screen(text, ((cancel_button(t),),))


def ask_where(organisations: Sequence[Organisation], words: str, t: Texts) -> Screen:
    """Ask in which organisation a sentence is to hold."""
    buttons = [
        Button(shortened(each.name, _LABEL_CHARACTERS), OwnHereButton(each.id).pack())
        for each in organisations[:PER_PAGE]
    ]
    text = paragraphs(t("own-where", words=words))
    return Screen(text, (*in_rows(buttons, 1), (cancel_button(t),)))


def unclear(text: Html, t: Texts) -> Screen:
    """The sentence cannot be read for certain."""
    return Screen(text, ((cancel_button(t),),))


def draft_screen(shown: ShownDuty, library: Library, t: Texts, *, today: date) -> Screen:
    """What was understood, with its next days; nothing counts before it is confirmed."""
    own = shown.own
    if shown.asks_first:
        return Screen(
            paragraphs(_read_back(shown, library, t), t("own-ask-first")),
            (*_first_choices(own, today, t), (_drop(own, t),)),
        )
    where = "own-only-here" if own.subtree else "own-below-too"
    rows = (
        (Button(t.plain("own-confirm"), OwnConfirmButton(own.id).pack()),),
        (
            Button(t.plain("own-who"), OwnWhoButton(own.id).pack()),
            Button(t.plain(where), OwnWhereButton(own.id, subtree=not own.subtree).pack()),
        ),
        (_drop(own, t),),
    )
    takes_over = (
        None if shown.takes_over_on is None else t("own-takes-over", day=t.day(shown.takes_over_on))
    )
    text = paragraphs(
        t("own-understood"),
        _read_back(shown, library, t),
        _days(shown, t),
        takes_over,
        t("own-confirm-hint"),
    )
    return Screen(text, rows)


def who_choices(shown: ShownDuty, choices: Sequence[tuple[str, Post | None]], t: Texts) -> Screen:
    """Offer who may owe it."""
    own = shown.own
    buttons = [
        Button(
            shortened(choice_name(owed_by, post, t), _LABEL_CHARACTERS),
            OwnWhoSetButton(own.id, short_number(owed_by)).pack(),
        )
        for owed_by, post in choices
    ]
    back = Button(t.plain("button-back"), OwnDutyButton(own.id).pack())
    text = paragraphs(t("item-title", name=t.called(own.name)), t("own-who-ask"))
    return Screen(text, (*in_rows(buttons, 2), (back,)))


def duty_screen(shown: ShownDuty, library: Library, t: Texts, *, confirmed: bool = False) -> Screen:
    """One of them; ``confirmed``: just now."""
    own = shown.own
    state = t("own-ended") if shown.ended else _days(shown, t)
    text = paragraphs(
        t("own-confirmed") if confirmed else None,
        _read_back(shown, library, t),
        state,
        t("own-words", words=own.words),
        t("own-written-by", name=person_name(shown.by_name, t)),
    )
    if not shown.manages:
        return Screen(text)
    rows: list[tuple[Button, ...]] = []
    if not shown.ended:
        rows.append(
            (
                Button(t.plain("own-edit"), OwnEditButton(own.id).pack()),
                Button(t.plain("own-end"), OwnEndButton(own.id).pack()),
            )
        )
    back = OwnDutiesButton(shown.organisation.id).pack()
    rows.append((Button(t.plain("own-list-button"), back),))
    return Screen(text, tuple(rows))


def ask_end(shown: ShownDuty, t: Texts) -> Screen:
    """Ask whether it is really to end."""
    own = shown.own
    rows = (
        (
            Button(t.plain("own-end-sure"), OwnEndButton(own.id, sure=True).pack()),
            Button(t.plain("button-back"), OwnDutyButton(own.id).pack()),
        ),
    )
    return Screen(paragraphs(t("item-title", name=t.called(own.name)), t("own-end-ask")), rows)


def answer_screen(found: Sequence[ShownDuty], library: Library, t: Texts) -> Screen:
    """What was asked about, where the organisation itself has asked for it."""
    blocks = [paragraphs(_read_back(each, library, t), _days(each, t)) for each in found]
    return Screen(paragraphs(*blocks, t("own-answer-note")))


def _days(shown: ShownDuty, t: Texts) -> Html:
    if shown.own.event is not None and not shown.days:
        return t("own-event-hint")
    return coming_lines(shown.days, t)


def _read_back(shown: ShownDuty, library: Library, t: Texts) -> Html:
    own, organisation = shown.own, shown.organisation
    reminders = (
        t("own-reminders-usual")
        if own.workdays_before is None
        else t(
            "own-reminders",
            workdays=t.plain("list-comma").join(map(str, own.workdays_before)),
        )
    )
    return lines(
        t("item-title", name=t.called(own.name)),
        t("own-cadence", cadence=close_cadence(own.cadence, t)),
        t("own-owed-by", who=who_name(own.owed_by, organisation, library, t)),
        t("own-subtree" if own.subtree else "own-here", organisation=organisation.name),
        reminders,
    )


def _first_choices(own: OwnDuty, today: date, t: Texts) -> tuple[tuple[Button, ...], ...]:
    buttons = [
        Button(t.bare_day(day), OwnFirstButton(own.id, day).pack())
        for day in first_days(own.quota, today)
    ]
    return (tuple(buttons),)


def _drop(own: OwnDuty, t: Texts) -> Button:
    return Button(t.plain("own-drop"), OwnDropButton(own.id).pack())


def who_name(owed_by: str, organisation: Organisation, library: Library, t: Texts) -> str:
    """Whoever owes it there, in words."""
    if owed_by == LEAD:
        return choice_name(LEAD, library.answering_post(organisation.body), t)
    if owed_by == ALL:
        return t.plain("own-by-all")
    return t.called(post_name(PostId(owed_by), library))


def choice_name(owed_by: str, post: Post | None, t: Texts) -> str:
    """One that is offered, in words."""
    if owed_by == ALL:
        return t.plain("own-by-all")
    if owed_by == LEAD:
        return t.plain("own-by-lead", post="" if post is None else t.called(post.name))
    return "" if post is None else t.called(post.name)
