"""Reply markups: inline keyboards and the others, with Telegram's limits."""

from __future__ import annotations

from typing import Any

from bot.messenger.api.params import Params
from bot.messenger.errors import bad_request
from bot.messenger.markup.urls import InvalidUrl, checked_url
from bot.messenger.world.world import Json

BUTTONS_A_ROW = 8
BUTTONS_IN_ALL = 100
DATA_BYTES = 64
COPY_CHARACTERS = 256

_ACTIONS = (
    "url",
    "callback_data",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
    "web_app",
)
_STYLES = frozenset({"danger", "success", "primary"})
_CANNOT_PARSE = "can't parse inline keyboard button"


def any_markup(params: Params) -> Json | None:
    """The ``reply_markup`` of a message that is sent; None when there is none or no button.

    Raises:
        ApiError: 400, it is not a keyboard, or breaks a limit.
    """
    raw = params.json("reply_markup", called="reply keyboard markup")
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in raw:
        return _inline(raw["inline_keyboard"])
    if "keyboard" in raw:
        return {**raw, "keyboard": _rows(raw["keyboard"], "keyboard")}
    if raw.get("remove_keyboard") is True or raw.get("force_reply") is True:
        return raw
    return None


def inline_markup(params: Params) -> Json | None:
    """The ``reply_markup`` where only an inline keyboard may stand.

    Raises:
        ApiError: 400, another kind of keyboard, or a limit is broken.
    """
    markup = any_markup(params)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def inline_keyboard_of(raw: object) -> Json | None:
    """The markup of an inline result, checked likewise."""
    if raw is None:
        return None
    if not isinstance(raw, dict) or "inline_keyboard" not in raw:
        raise bad_request("inline keyboard expected")
    return _inline(raw["inline_keyboard"])


def _inline(raw: object) -> Json | None:
    rows = [[_button(button) for button in row] for row in _rows(raw, "inline_keyboard") if row]
    if (
        any(len(row) > BUTTONS_A_ROW for row in rows)
        or sum(len(row) for row in rows) > BUTTONS_IN_ALL
    ):
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _rows(raw: object, name: str) -> list[list[Any]]:
    if not isinstance(raw, list):
        raise bad_request(f'field "{name}" of the reply markup should be an Array')
    if not all(isinstance(row, list) for row in raw):
        raise bad_request(f'field "{name}" of the reply markup should be an Array of Arrays')
    return raw


def _button(raw: object) -> Json:
    if not isinstance(raw, dict):
        raise bad_request(f"{_CANNOT_PARSE}: Inline keyboard button must be an Object")
    label = raw.get("text")
    if not isinstance(label, str):
        raise bad_request(f'{_CANNOT_PARSE}: Field "text" must be of type String')
    if not label.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    actions = [name for name in _ACTIONS if raw.get(name) is not None]
    if not actions:
        raise bad_request(f"{_CANNOT_PARSE}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    style = raw.get("style")
    if style is not None and style not in _STYLES:
        raise bad_request(f"{_CANNOT_PARSE}: invalid button style specified")
    kept = {"text": label, actions[0]: _action(actions[0], raw[actions[0]])}
    return {**kept, "style": style} if style else kept


def _action(name: str, value: object) -> object:
    if name == "copy_text":
        copied = value.get("text") if isinstance(value, dict) else None
        if not isinstance(copied, str) or not 1 <= len(copied) <= COPY_CHARACTERS:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        return value
    if name == "web_app":
        url = value.get("url") if isinstance(value, dict) else None
        if not isinstance(url, str) or not url.startswith("https://"):
            raise bad_request(f"inline keyboard button Web App URL '{url}' is invalid")
        return value
    if not isinstance(value, str):
        raise bad_request(f'{_CANNOT_PARSE}: Field "{name}" must be of type String')
    if name == "callback_data" and not 1 <= len(value.encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if name == "url":
        try:
            return checked_url(value)
        except InvalidUrl as error:
            raise bad_request(f"inline keyboard button URL '{value}' is invalid: {error}") from None
    return value
