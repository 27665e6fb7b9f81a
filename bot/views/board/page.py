"""The way to the page."""

from __future__ import annotations

from bot.texts.catalogue import Texts
from bot.views.screen import Button, Screen

_PAGE = "/board"


def way_in(public_url: str, link: str, t: Texts) -> Screen:
    """A link for one use; over TLS also within the messenger."""
    page = public_url + _PAGE
    rows = [(Button(t.plain("page-link-button"), url=f"{page}#{link}"),)]
    if page.startswith("https://"):
        rows.append((Button(t.plain("page-app-button"), app=page),))
    return Screen(t("page-link"), tuple(rows))


def no_address(t: Texts) -> Screen:
    """How to get a page."""
    return Screen(t("page-no-address"))
