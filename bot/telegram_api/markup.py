"""Telegram HTML without its markup, for the time that Telegram does not take it."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from telegram import InlineQueryResult, InputTextMessageContent
from telegram.error import BadRequest

_TAG = re.compile(r"</?(?:a|b|i|u|s|code|pre|blockquote|tg-spoiler|span)(?:\s[^<>]*)?>")
_TEXTS = ("text", "caption")


def is_markup_refused(error: BadRequest) -> bool:
    """Whether Telegram cannot read the markup; nothing was sent then."""
    return "parse entities" in error.message.lower()


def plain_text(html: str) -> str:
    """The text of Telegram HTML without its markup; a stray ``<`` stays."""
    return unescape(_TAG.sub("", html))


def without_markup(data: Mapping[str, Any]) -> dict[str, Any] | None:
    """The same call of the Bot API with plain texts; None when it has no markup."""
    if data.get("parse_mode"):
        plain = {key: value for key, value in data.items() if key != "parse_mode"}
        for key in _TEXTS:
            if isinstance(plain.get(key), str):
                plain[key] = plain_text(plain[key])
        return plain
    if "results" in data:
        return {**data, "results": [_plain_result(each) for each in data["results"]]}
    return None


def _plain_result(result: InlineQueryResult) -> InlineQueryResult:
    content = getattr(result, "input_message_content", None)
    if not isinstance(content, InputTextMessageContent):
        return result
    plain = copy.copy(result)
    with plain._unfrozen():
        plain.input_message_content = InputTextMessageContent(
            plain_text(content.message_text),
            parse_mode=None,
            link_preview_options=content.link_preview_options,
        )
    return plain
