"""The managers' word on a duty: whether it applies in an organisation, and when it is reminded of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from bot.conversation.buttons.units import (
    AS_USUAL,
    DutiesHereButton,
    HoursButton,
    HourSetButton,
    LeadsButton,
    LeadsSetButton,
    RuleButton,
    SetAsideButton,
    TakeUpButton,
    UnitButton,
    short_number,
)
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.names import person_name
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from scheduler.membership.local_duties import LocalDuty
from scheduler.planning.local_rules import LocalRule
from scheduler.roster.model import Organisation

LEADS = ((1,), (3, 1), (5, 1), (10, 3), (15, 5, 1), (20, 7, 1))
"""The lead times that are offered, in workdays before the last day."""

HOURS = (8, 9, 10, 11, 14, 15, 16, 17)
"""The hours that are offered."""

PER_PAGE = 8
_LABEL_CHARACTERS = 24


def duties_here(
    organisation: Organisation, duties: Sequence[LocalDuty], page: int, t: Texts
) -> Screen:
    """A page (from 0; the last one when there are fewer) of all duties, one on each button."""
    pages = max(1, ceil(len(duties) / PER_PAGE))
    page = min(max(page, 0), pages - 1)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                shortened(_marked(each, t), _LABEL_CHARACTERS),
                RuleButton(organisation.id, short_number(each.clause.ref)).pack(),
            ),
        )
        for each in duties[page * PER_PAGE : (page + 1) * PER_PAGE]
    ]
    turning = [
        Button(t.plain(label), DutiesHereButton(organisation.id, to).pack())
        for label, to in (("duties-previous", page - 1), ("duties-next", page + 1))
        if 0 <= to < pages
    ]
    if turning:
        rows.append(tuple(turning))
    rows.append((Button(t.plain("button-back"), UnitButton(organisation.id).pack()),))
    text = lines(
        t("here-title", organisation=organisation.name, page=page + 1, pages=pages), t("here-hint")
    )
    return Screen(text, tuple(rows))


def rule_screen(duty: LocalDuty, t: Texts, *, today: date) -> Screen:
    """One duty, with what can be said of it."""
    organisation_id, number = duty.organisation.id, short_number(duty.clause.ref)
    rule = _rule(duty)
    rows: list[tuple[Button, ...]] = []
    if rule.applies:
        label = t.plain("rule-set-aside")
        rows.append((Button(label, SetAsideButton(organisation_id, number).pack()),))
        if duty.is_planned:
            rows.append(
                (
                    Button(t.plain("rule-leads"), LeadsButton(organisation_id, number).pack()),
                    Button(t.plain("rule-hours"), HoursButton(organisation_id, number).pack()),
                )
            )
    else:
        label = t.plain("rule-take-up")
        rows.append((Button(label, TakeUpButton(organisation_id, number).pack()),))
    rows.append((Button(t.plain("button-back"), UnitButton(organisation_id).pack()),))
    return Screen(paragraphs(_title(duty, t), lines(*_state(duty, t, today))), tuple(rows))


def ask_reason(duty: LocalDuty, t: Texts) -> Screen:
    """Ask why it does not apply."""
    return Screen(paragraphs(_title(duty, t), t("rule-ask-reason")), ((cancel_button(t),),))


def lead_choices(duty: LocalDuty, t: Texts) -> Screen:
    """Offer lead times."""
    organisation_id, number = duty.organisation.id, short_number(duty.clause.ref)
    choices = [
        Button(
            t.plain("rule-leads-choice", workdays=_numbers(workdays, t)),
            LeadsSetButton(organisation_id, number, place).pack(),
        )
        for place, workdays in enumerate(LEADS, start=1)
    ]
    usual = Button(t.plain("rule-usual"), LeadsSetButton(organisation_id, number, AS_USUAL).pack())
    return _choices(duty, t("rule-leads-ask"), [*in_rows(choices, 2), (usual,)], t)


def hour_choices(duty: LocalDuty, t: Texts) -> Screen:
    """Offer hours."""
    organisation_id, number = duty.organisation.id, short_number(duty.clause.ref)
    choices = [
        Button(f"{hour:02}:00", HourSetButton(organisation_id, number, hour).pack())
        for hour in HOURS
    ]
    usual = Button(t.plain("rule-usual"), HourSetButton(organisation_id, number, AS_USUAL).pack())
    return _choices(duty, t("rule-hours-ask"), [*in_rows(choices, 4), (usual,)], t)


def rule_in_words(duty: LocalDuty, t: Texts) -> str:
    """What was said of a duty, on one line."""
    rule = _rule(duty)
    if not rule.applies:
        reason = duty.said.reason if duty.said is not None else None
        return t.plain("rule-not-here", reason=reason or "")
    if rule.workdays_before is None:
        return t.plain("rule-usual") if rule.at is None else t.clock_time(rule.at)
    leads = t.plain("rule-leads-choice", workdays=_numbers(rule.workdays_before, t))
    if rule.at is None:
        return leads
    return t.plain("rule-both", leads=leads, hour=t.clock_time(rule.at))


def _state(duty: LocalDuty, t: Texts, today: date) -> list[Html | None]:
    rule = _rule(duty)
    applies_to = duty.clause.applies_to
    stated = [
        t("item-applies-to", where=applies_to) if applies_to is not None else None,
        t("rule-state", rule=rule_in_words(duty, t)),
    ]
    if duty.said is not None and not rule.applies:
        day = day_name(duty.organisation.today(duty.said.at), t, today=today)
        stated.append(t("rule-said-by", name=person_name(duty.said.by_name, t), day=day))
    return stated


def _choices(duty: LocalDuty, question: Html, rows: list[tuple[Button, ...]], t: Texts) -> Screen:
    back = RuleButton(duty.organisation.id, short_number(duty.clause.ref)).pack()
    return Screen(
        paragraphs(_title(duty, t), question),
        (*rows, (Button(t.plain("button-back"), back),)),
    )


def _title(duty: LocalDuty, t: Texts) -> Html:
    return lines(
        t("item-title", name=t.called(duty.clause.duty)),
        t("unit-name", organisation=duty.organisation.name),
    )


def _marked(duty: LocalDuty, t: Texts) -> str:
    label = duty.clause.duty
    if _rule(duty).applies:
        return t.called(label)
    return t.plain("here-not-applied", duty=label)


def _numbers(workdays: Sequence[int], t: Texts) -> str:
    return t.plain("list-comma").join(map(str, workdays))


def _rule(duty: LocalDuty) -> LocalRule:
    return LocalRule() if duty.said is None else duty.said.rule
