"""Buttons that several screens share."""

from __future__ import annotations

from bot.conversation.buttons.duties import AgendaButton, CloseButton
from bot.conversation.buttons.registering import RegisterButton
from bot.texts.catalogue import Texts
from bot.views.screen import Button


def cancel_button(t: Texts) -> Button:
    """End the dialogue."""
    return Button(t.plain("button-cancel"), CloseButton().pack())


def my_duties_button(t: Texts) -> Button:
    """Go to the list of duties."""
    return Button(t.plain("button-my-duties"), AgendaButton().pack())


def register_button(t: Texts, *, another: bool) -> Button:
    """Register the first post, or another one."""
    label = "register-another" if another else "button-register"
    return Button(t.plain(label), RegisterButton().pack())
