"""A screen: the text of one message and the buttons under it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from bot.conversation.sealing import SEAL_BYTES
from bot.texts.catalogue import Html

CALLBACK_BYTES = 64 - SEAL_BYTES
"""Room for data in a button, in bytes of UTF-8: Telegram's limit without the seal."""

TEXT_UNITS = 4096
"""Telegram's limit for a text, in UTF-16 units after its markup is taken out."""


@dataclass(frozen=True)
class Button:
    """A button that sends ``data`` back to the bot, or opens ``url``; exactly one of the two."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Screen:
    """Telegram HTML and rows of buttons."""

    text: Html
    rows: tuple[tuple[Button, ...], ...] = ()


def keyboard_json(screen: Screen, seal: Callable[[str], str] = str) -> str | None:
    """The buttons as the Bot API takes them, in a tenth of the time of the library's objects.

    ``seal`` is put on the data of each. None when there are no buttons.

    Raises:
        ValueError: a button carries more than ``CALLBACK_BYTES``.
    """
    if not screen.rows:
        return None
    rows = [[_button_json(button, seal) for button in row] for row in screen.rows]
    return json.dumps({"inline_keyboard": rows})


def _button_json(button: Button, seal: Callable[[str], str]) -> dict[str, str]:
    _check(button)
    if button.data is not None:
        return {"text": button.label, "callback_data": seal(button.data)}
    return {"text": button.label, "url": button.url or ""}


def _check(button: Button) -> None:
    if button.data is not None and len(button.data.encode()) > CALLBACK_BYTES:
        raise ValueError(f"callback data too long: {button.data!r}")
