"""Where mail is handed in, as it is set."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

_LONGEST = 200


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in, and by whom it is from."""

    host: str
    port: int
    user: str = field(repr=False)
    password: str = field(repr=False)
    sender: str
    encrypted: bool
    """From the first byte; else as soon as the server offers it."""

    @classmethod
    def parse(cls, url: str) -> MailServer:
        """Read ``smtps://user:password@host:465?from=duty@example.org``.

        Raises:
            ValueError: it is not of this form; the message holds nothing of it.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("expected smtp://user:password@host:587?from=duty@example.org")
        user, encrypted = unquote(parts.username or ""), parts.scheme == "smtps"
        sender = parse_qs(parts.query).get("from", [user])[0]
        if not is_mail_address(sender):
            raise ValueError("expected ?from= with the address by which mail is sent")
        port = parts.port or (465 if encrypted else 587)
        return cls(parts.hostname, port, user, unquote(parts.password or ""), sender, encrypted)


def is_mail_address(text: str) -> bool:
    """Whether it looks like one; that it is one is shown by a code that is sent there."""
    name, at, domain = text.rpartition("@")
    plain = text.isascii() and text.isprintable() and not set(text) & set(' <>()[],;:\\"')
    return bool(at and name and "@" not in name and "." in domain.strip(".") and plain) and (
        len(text) <= _LONGEST
    )
