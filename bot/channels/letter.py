"""A screen as mail: plain text with its links below, in seven bits."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from bot.channels.markdown import links_of, plain_text, title_of
from bot.views.screen import Screen

_SEVEN_BITS = SMTP.clone(cte_type="7bit")
"""Every server takes that."""


def letter_of(
    screen: Screen, sender: str, mailbox: str, reference: str, now: datetime
) -> EmailMessage:
    """The mail; of one ``reference`` each copy has the same id, by which mailboxes know it again."""
    message = EmailMessage(_SEVEN_BITS)
    message["From"], message["To"] = sender, mailbox
    message["Subject"] = title_of(screen)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{reference}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # nobody's absence note answers it
    links = "\n".join(f"{label}\n{address}" for label, address in links_of(screen))
    message.set_content("\n\n".join(filter(None, (plain_text(screen), links))))
    return message
