"""``/help``: the commands, and advice."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.conversation.commands import (
    GROUP_ADMINISTRATOR,
    OPERATOR,
    PERSON,
    Command,
    Scope,
    shown_in,
)
from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, paragraphs
from bot.views.screen import Screen


def private_help(
    commands: Iterable[Command], t: Texts, *, bot_username: str, operator: bool
) -> Screen:
    """Help for a person in their own chat; an operator is shown more."""
    advice = t("help-private", bot=bot_username)
    return _help(commands, OPERATOR if operator else PERSON, advice, t)


def group_help(commands: Iterable[Command], t: Texts, *, bot_username: str) -> Screen:
    """Help for a group. Its administrators read it too, so it is complete."""
    return _help(commands, GROUP_ADMINISTRATOR, t("help-group", bot=bot_username), t)


def _help(commands: Iterable[Command], scopes: Collection[Scope], advice: Html, t: Texts) -> Screen:
    listed = [
        t("help-command", name=name, does=t(text)) for name, text in shown_in(commands, scopes)
    ]
    return Screen(paragraphs(t("help-title"), lines(*listed), advice))
