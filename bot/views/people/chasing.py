"""Reminding everybody at once, and after how many workdays managers are told."""

from __future__ import annotations

from bot.conversation.buttons.chasing import ChasingButton, ChasingSetButton, UrgeButton
from bot.conversation.buttons.people import PeopleButton
from bot.texts.catalogue import Texts
from bot.views.layout import lines, paragraphs
from bot.views.names import person_name
from bot.views.screen import Button, Screen
from scheduler.chasing.rules import CHOICES, ChasingRule
from scheduler.chasing.urging import Urged
from scheduler.roster.model import Organisation


def urged_screen(urged: Urged, t: Texts) -> Screen:
    """How many are reminded, and who is not and why."""
    names = [person_name(each, t) for each in urged.unreached]
    text = lines(
        t("urge-done", count=urged.reminded) if urged.reminded else t("urge-nobody"),
        t("urge-unreached", names=t.plain("list-comma").join(names)) if names else None,
        t("urge-vacant", count=urged.vacant) if urged.vacant else None,
        t("urge-once") if urged.reminded else None,
    )
    back = Button(t.plain("people-button"), PeopleButton(urged.organisation.id).pack())
    return Screen(text, ((back,),))


def chasing_screen(organisation: Organisation, rule: ChasingRule, t: Texts) -> Screen:
    """The rule as it is, and others to choose."""
    choices = tuple(
        (
            Button(
                t.plain(
                    "chasing-choice",
                    chosen=str(each == rule),
                    first=each.follow_up_after,
                    then=each.escalate_after,
                ),
                ChasingSetButton(organisation.id, each.follow_up_after, each.escalate_after).pack(),
            ),
        )
        for each in CHOICES
    )
    text = paragraphs(
        lines(t("chasing-title"), t("unit-name", organisation=organisation.name)),
        t("chasing-means", first=rule.follow_up_after, then=rule.escalate_after),
    )
    urge = Button(t.plain("urge-button"), UrgeButton(organisation.id).pack())
    back = Button(t.plain("button-back"), PeopleButton(organisation.id).pack())
    return Screen(text, (*choices, (urge,), (back,)))


def chasing_button(organisation: Organisation, t: Texts) -> Button:
    """The way to this screen."""
    return Button(t.plain("chasing-button"), ChasingButton(organisation.id).pack())
