"""Telegram HTML as plain text, for where no markup is wanted."""

from __future__ import annotations

import re
from html import unescape

from bot.texts.catalogue import Html

_TAG = re.compile(r"<[^>]*>")


def plain(html: Html) -> str:
    """The same words without markup."""
    return unescape(_TAG.sub("", html))
