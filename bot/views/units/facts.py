"""What is known of an organisation, and asking for it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.buttons.channels import RobotsButton
from bot.conversation.buttons.closing import ChecklistsButton, ConfirmingButton
from bot.conversation.buttons.own_duties import OwnDutiesButton
from bot.conversation.buttons.people import PeopleButton
from bot.conversation.buttons.registering import PostsButton
from bot.conversation.buttons.reorganising import ReorganiseButton
from bot.conversation.buttons.study import EditionReadersButton
from bot.conversation.buttons.units import (
    CalendarButton,
    DutiesHereButton,
    FactButton,
    FactLaterButton,
    FactSayButton,
    FactTypeButton,
    RuleButton,
    SeatsButton,
    UnitButton,
    short_number,
)
from bot.texts.catalogue import Html, Texts
from bot.views.layout import in_rows, leading, lines, paragraphs, shortened
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button, my_duties_button
from bot.views.units.local_duties import rule_in_words
from clauses.conditions import FactKind
from scheduler.membership.facts import LARGEST, UnitFact
from scheduler.membership.local_duties import LocalDuty
from scheduler.roster.model import Organisation

_PER_ROW = 4
_LABEL_CHARACTERS = 24


def unit_screen(
    organisation: Organisation,
    facts: Sequence[UnitFact],
    duties: Sequence[LocalDuty] | None,
    t: Texts,
    *,
    checklists: bool = False,
    robots: bool = False,
) -> Screen:
    """The facts; for managers (``duties`` is not None) also what was said of duties."""
    said = [each for each in duties or () if each.said is not None]
    text = paragraphs(
        lines(t("unit-title"), t("unit-name", organisation=organisation.name)),
        lines(*(_fact_line(each, t) for each in facts)) if facts else None,
        lines(t("unit-rules"), *(_rule_line(each, t) for each in said)) if said else None,
        t("unit-hint") if facts else t("unit-no-facts"),
    )
    rows = in_rows((_fact_button(each, t) for each in facts), 2)
    rules = tuple(
        (
            Button(
                shortened(t.called(each.clause.duty), _LABEL_CHARACTERS),
                RuleButton(organisation.id, short_number(each.clause.ref)).pack(),
            ),
        )
        for each in said
    )
    closing: tuple[Button, ...] = ()
    more = [Button(t.plain("unit-events-button"), CalendarButton(organisation.id).pack())]
    if duties is not None:
        every = DutiesHereButton(organisation.id).pack()
        seats = SeatsButton(organisation.id).pack()
        more = [
            Button(t.plain("unit-duties-button"), every),
            Button(t.plain("unit-own-button"), OwnDutiesButton(organisation.id).pack()),
            Button(t.plain("unit-seats-button"), seats),
            *more,
        ]
        place = ReorganiseButton(organisation.id).pack()
        more.append(Button(t.plain("reorganise-button"), place))
        confirming = ConfirmingButton(organisation.id).pack()
        closing = (Button(t.plain("confirming-button"), confirming),)
        more.append(Button(t.plain("people-button"), PeopleButton(organisation.id).pack()))
        readers = EditionReadersButton(organisation.id).pack()
        more.append(Button(t.plain("edition-readers-button"), readers))
        if robots:
            more.append(Button(t.plain("robots-button"), RobotsButton(organisation.id).pack()))
    back = Button(t.plain("button-back"), PostsButton().pack())
    if checklists:
        own = ChecklistsButton(organisation.id).pack()
        closing = (*closing, Button(t.plain("checklists-button"), own))
    return Screen(text, (*rows, *rules, *in_rows(more, 3), (*closing, back)))


def fact_question(asked: UnitFact, t: Texts) -> Screen:
    """Ask for one fact, on a screen of its own."""
    back = Button(t.plain("button-back"), UnitButton(asked.organisation.id).pack())
    return Screen(_question(asked, t), (*_answers(asked, t), (back,)))


def with_question(screen: Screen, asked: UnitFact, t: Texts) -> Screen:
    """The screen, with a question below it that can be put off."""
    later = Button(t.plain("fact-later"), FactLaterButton().pack())
    return Screen(
        paragraphs(screen.text, _question(asked, t)),
        (*screen.rows, *_answers(asked, t), (later,)),
    )


def type_number(asked: UnitFact, t: Texts) -> Screen:
    """Ask for the number in writing."""
    return Screen(paragraphs(_question(asked, t), t("fact-type")), ((cancel_button(t),),))


def unclear_number(t: Texts) -> Screen:
    """The text is no such number."""
    return Screen(t("fact-unclear", most=LARGEST), ((cancel_button(t),),))


def said(told: UnitFact, t: Texts) -> Screen:
    """What was taken down, with ways on."""
    unit = Button(t.plain("unit-button"), UnitButton(told.organisation.id).pack())
    text = t(
        "fact-said",
        organisation=told.organisation.name,
        fact=told.fact.name.in_locale(t.locale),
        value=_value(told, t),
    )
    return Screen(text, ((my_duties_button(t), unit),))


def put_off(t: Texts) -> Screen:
    """The question is not asked again; where it can be answered."""
    return Screen(t("fact-put-off"), ((my_duties_button(t),),))


def _question(asked: UnitFact, t: Texts) -> Html:
    return lines(
        t("fact-question", question=asked.fact.question.in_locale(t.locale)),
        t("unit-name", organisation=asked.organisation.name),
    )


def _answers(asked: UnitFact, t: Texts) -> tuple[tuple[Button, ...], ...]:
    organisation_id, fact = asked.organisation.id, short_number(asked.fact.id)
    if asked.fact.kind is FactKind.YES_NO:
        labels = {1: t.plain("fact-yes"), 0: t.plain("fact-no")}
    else:
        labels = {number: str(number) for number in asked.fact.choices}
    rows = in_rows(
        (
            Button(label, FactSayButton(organisation_id, fact, value).pack())
            for value, label in labels.items()
        ),
        _PER_ROW,
    )
    if asked.fact.kind is FactKind.YES_NO:
        return rows
    label = t.plain("fact-other" if asked.fact.choices else "fact-enter")
    other = Button(label, FactTypeButton(organisation_id, fact).pack())
    return (*rows, (other,))


def _fact_line(each: UnitFact, t: Texts) -> Html:
    return t("unit-fact", fact=leading(each.fact.name.in_locale(t.locale)), value=_value(each, t))


def _fact_button(each: UnitFact, t: Texts) -> Button:
    label = shortened(leading(each.fact.name.in_locale(t.locale)), _LABEL_CHARACTERS)
    return Button(label, FactButton(each.organisation.id, short_number(each.fact.id)).pack())


def _rule_line(each: LocalDuty, t: Texts) -> Html:
    return t("unit-rule", duty=each.clause.duty, rule=rule_in_words(each, t))


def _value(each: UnitFact, t: Texts) -> str:
    if each.value is None:
        return t.plain("fact-unknown")
    if each.fact.kind is FactKind.NUMBER:
        return str(each.value)
    return t.plain("fact-yes" if each.value else "fact-no")
