"""Screens about a group, in the group."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons import BindButton
from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, shortened
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
        t("group-already-bound", organisation=group.organisation.name)
        if group.organisation
        else t("group-bind-choose"),
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


def bound_groups(groups: Sequence[Group], t: Texts) -> Html:
    """The groups that are bound, for an operator who may unbind them, with their ids."""
    if not groups:
        return t("admin-unbind-none")
    return lines(
        t("admin-unbind-usage"),
        *(
            t(
                "admin-bound-group",
                id=each.address.id,
                group=each.title,
                organisation=each.organisation.name if each.organisation else "",
            )
            for each in groups
        ),
    )


def private_only(bot_username: str, t: Texts) -> Screen:
    """Lead to the private chat, where personal matters are shown."""
    link = f"https://t.me/{bot_username}?start=hello"
    return Screen(t("group-private-only"), ((Button(t.plain("button-private"), url=link),),))
