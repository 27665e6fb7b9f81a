"""The text of packs as Telegram HTML, within the limits of fields and messages."""

from __future__ import annotations

import re
from html import escape, unescape

from bot.texts.catalogue import Html
from bot.views.layout import parts, shortened, shown_units
from bot.views.screen import TEXT_UNITS

_ELLIPSIS = "…"
_FIELD = 900
"""Fluent takes at most 1000 characters in one field, counted after escaping."""

_TAG = re.compile(r"</?[a-z][^>]*>")


def bold(text: str) -> Html:
    """Pack content of any length, in bold."""
    return Html(f"<b>{verbatim(text)}</b>")


def verbatim(text: str) -> Html:
    """Pack content of any length; a field of a message takes less."""
    return Html(escape(text, quote=False))


def field_text(text: str) -> str:
    """Pack content for a field of a message, cut where the catalogue would refuse it."""
    return text if len(escape(text)) <= _FIELD else shortened(text, _FIELD // 5)


def fitting(html: Html) -> Html:
    """At most one message; a longer text ends at a sentence, with an ellipsis."""
    if shown_units(html) <= TEXT_UNITS:
        return html
    return Html(parts(html, TEXT_UNITS - len(_ELLIPSIS))[0] + _ELLIPSIS)


def without_markup(html: Html) -> str:
    """The plain text that a reader of ``html`` sees."""
    return unescape(_TAG.sub("", html))
