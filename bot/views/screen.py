"""A screen: the text of one message and the buttons under it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.conversation.sealing import SEAL_BYTES
from bot.texts.catalogue import Html

if TYPE_CHECKING:
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup

CALLBACK_BYTES = 64 - SEAL_BYTES
"""Room for data in a button, in bytes of UTF-8: Telegram's limit without the seal."""

TEXT_UNITS = 4096
"""Telegram's limit for a text, in UTF-16 units after its markup is taken out."""


@dataclass(frozen=True)
class Button:
    """A button that sends ``data`` back to the bot, or opens ``url``, or ``app`` within the messenger: one of these.

    ``app`` is an https address, and for private chats only.
    """

    label: str
    data: str | None = None
    url: str | None = None
    app: str | None = None


@dataclass(frozen=True)
class Attachment:
    """A file of ours: ``stored`` is its name in the folder of such files, ``name`` how it is called."""

    stored: str
    name: str


@dataclass(frozen=True)
class Screen:
    """Telegram HTML and rows of buttons; with a ``document``, its caption."""

    text: Html
    rows: tuple[tuple[Button, ...], ...] = ()
    document: Attachment | None = None


def keyboard_json(screen: Screen, seal: Callable[[str], str]) -> str | None:
    """The buttons as the Bot API takes them, in a tenth of the time of the library's objects.

    ``seal`` is put on the data of each. None when there are no buttons.

    Raises:
        ValueError: a button carries more than ``CALLBACK_BYTES``.
    """
    if not screen.rows:
        return None
    rows = [[_button_json(button, seal) for button in row] for row in screen.rows]
    return json.dumps({"inline_keyboard": rows})


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram wants them; None when there are none.

    Raises:
        ValueError: a button carries more than ``CALLBACK_BYTES``.
    """
    # Imported here since the command line words answers too, and needs no Telegram for it.
    from telegram import InlineKeyboardMarkup

    if not screen.rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in screen.rows])


def _button_json(button: Button, seal: Callable[[str], str]) -> dict[str, str]:
    _check(button)
    if button.data is not None:
        return {"text": button.label, "callback_data": seal(button.data)}
    if button.app is not None:
        raise ValueError("an app is opened from an answer, not from what is pushed")
    return {"text": button.label, "url": button.url or ""}


def _check(button: Button) -> None:
    if button.data is not None and len(button.data.encode()) > CALLBACK_BYTES:
        raise ValueError(f"callback data too long: {button.data!r}")


def _button(button: Button) -> InlineKeyboardButton:
    from telegram import InlineKeyboardButton, WebAppInfo

    _check(button)
    if button.app is not None:
        return InlineKeyboardButton(button.label, web_app=WebAppInfo(button.app))
    return InlineKeyboardButton(button.label, callback_data=button.data, url=button.url)
