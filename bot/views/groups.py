"""Screens about a group, in the group."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons.settings import BindButton, GroupUnitsButton
from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, paragraphs, shortened
from bot.views.screen import Button, Screen
from scheduler.roster.model import Group, Organisation

_OFFERED = 20
_LABEL_CHARACTERS = 40


def greeting(t: Texts) -> Screen:
    """The first words in a group."""
    return Screen(t("group-greeting"))


def binding_choice(
    group: Group, managed: Sequence[Organisation], owner_id: TelegramId, t: Texts
) -> Screen:
    """Ask to which of the organisations that ``owner_id`` manages the group is to be bound."""
    if not managed:
        return Screen(t("group-bind-none"))
    return Screen(
        t("group-already-bound", organisation=group.organisation.name, where=where(group))
        if group.organisation
        else t("group-bind-choose", where=where(group)),
        tuple(
            (
                Button(
                    shortened(organisation.name, _LABEL_CHARACTERS),
                    BindButton(owner_id, organisation.id).pack(),
                ),
            )
            for organisation in managed[:_OFFERED]
        ),
    )


def bound(group: Group, owner_id: TelegramId, t: Texts, *, units: bool) -> Screen:
    """The group is bound; ``units``: there are organisations below, of which it may give numbers."""
    name = group.organisation.name if group.organisation else ""
    return Screen(
        paragraphs(
            t("group-bound", organisation=name, where=where(group)),
            t("group-status-units") if group.shows_units else None,
        ),
        units_rows(group, owner_id, t) if units else (),
    )


def units_rows(group: Group, owner_id: TelegramId, t: Texts) -> tuple[tuple[Button, ...], ...]:
    """The switch for the numbers of the organisations below."""
    label = t.plain("group-units-hide" if group.shows_units else "group-units-show")
    button = GroupUnitsButton(owner_id, shown=not group.shows_units)
    return ((Button(label, button.pack()),),)


def where(group: Group) -> str:
    """What the texts call it: a group, or a topic."""
    return "topic" if group.is_topic else "group"


def bound_groups(groups: Sequence[Group], t: Texts) -> Html:
    """The groups that are bound, for an operator who may unbind them, with their ids."""
    if not groups:
        return t("admin-unbind-none")
    return lines(
        t("admin-unbind-usage"),
        *(
            t(
                "admin-bound-group",
                id=each.address.id if each.minute is None else str(each.address),
                group=each.title,
                organisation=each.organisation.name if each.organisation else "",
            )
            for each in groups
        ),
    )


def private_only(bot_username: str, t: Texts, *, because: str = "group-private-only") -> Screen:
    """Lead to the private chat, where personal matters are shown; ``because`` is the text's id."""
    link = f"https://t.me/{bot_username}?start=hello"
    return Screen(t(because), ((Button(t.plain("button-private"), url=link),),))
