"""The facts of a command: its name, its description, and the readers who are shown it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto


class Scope(Enum):
    """Readers of menus and help, to whom a command may be shown."""

    PRIVATE = auto()
    """Everybody, in their own chat with the bot."""
    GROUP = auto()
    """Every member of a group."""
    GROUP_ADMINISTRATORS = auto()
    """The administrators of a group, as Telegram knows them."""
    OPERATORS = auto()
    """The operators of the bot, in their own chat with it."""


# All that one reader is shown.
PERSON = (Scope.PRIVATE,)
OPERATOR = (*PERSON, Scope.OPERATORS)
MEMBER = (Scope.GROUP,)
GROUP_ADMINISTRATOR = (*MEMBER, Scope.GROUP_ADMINISTRATORS)


@dataclass(frozen=True)
class Command:
    """``/name``.

    ``shown`` has for each scope the id of the message that says what the command does there, in
    menus and in ``/help``: one line without markup, at most 256 characters. ``is_question``: each
    use counts for the limit of questions. ``ends_dialogue``: whatever was being waited for is
    given up first.
    """

    name: str
    shown: Mapping[Scope, str]
    is_question: bool = False
    ends_dialogue: bool = True


def shown_in(commands: Iterable[Command], scopes: Collection[Scope]) -> Iterator[tuple[str, str]]:
    """Name and message of each command that is shown in any of ``scopes``, in the given order."""
    for command in commands:
        text = next((text for scope, text in command.shown.items() if scope in scopes), None)
        if text is not None:
            yield command.name, text
