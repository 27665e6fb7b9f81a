"""A person's own mailbox."""

from __future__ import annotations

from bot.conversation.buttons.channels import MailboxOffButton, MailboxSetButton
from bot.conversation.buttons.settings import SettingsButton
from bot.texts.catalogue import Texts
from bot.views.layout import paragraphs
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button

_SHOWN = 2


def mailbox_screen(mailbox: str | None, t: Texts, *, just_set: bool = False) -> Screen:
    """Whether there is one, by its first letters and its domain; and what can be done."""
    known = t("mailbox-set", mailbox=veiled(mailbox)) if mailbox else t("mailbox-none")
    text = paragraphs(
        t("mailbox-title"),
        t("mailbox-now", mailbox=veiled(mailbox)) if just_set and mailbox else known,
        t("mailbox-use"),
    )
    acts = [Button(t.plain("mailbox-set-button"), MailboxSetButton().pack())]
    if mailbox:
        acts.append(Button(t.plain("mailbox-off-button"), MailboxOffButton().pack()))
    back = Button(t.plain("button-back"), SettingsButton().pack())
    return Screen(text, (tuple(acts), (back,)))


def ask_mailbox(t: Texts) -> Screen:
    """Ask for the address."""
    return Screen(t("mailbox-ask"), ((cancel_button(t),),))


def unclear_mailbox(t: Texts) -> Screen:
    """It is no address."""
    return Screen(t("mailbox-unclear"), ((cancel_button(t),),))


def veiled(mailbox: str) -> str:
    """Its first letters and its domain: so its owner knows it again, and nobody else does."""
    name, _, domain = mailbox.rpartition("@")
    return f"{name[:_SHOWN]}***@{domain}"
