"""Addresses that Telegram takes in links and buttons."""

from __future__ import annotations

from urllib.parse import urlsplit

_WEB = {"http", "https", "ton"}
_APP = {"tg", "tonsite"}


class InvalidUrl(Exception):
    """Telegram does not take this address; the message is its reason."""


def checked_url(url: str) -> str:
    """The address, with ``http://`` in front when it names no protocol.

    Raises:
        InvalidUrl: an unknown protocol, no host, or a host without a dot such as ``localhost``.
    """
    address = url.strip()
    if "://" not in address:
        if ":" in address.split("/", 1)[0] and not address.split(":", 1)[1][:1].isdigit():
            raise InvalidUrl("Unsupported URL protocol")
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        raise InvalidUrl("Wrong HTTP URL") from None
    scheme = parts.scheme.lower()
    if scheme in _APP:
        return address
    if scheme not in _WEB:
        raise InvalidUrl("Unsupported URL protocol")
    host = parts.hostname or ""
    if not host:
        raise InvalidUrl("URL host is empty")
    if "." not in host or host.startswith(".") or any(character.isspace() for character in address):
        raise InvalidUrl("Wrong HTTP URL")
    return address if parts.path or parts.query else f"{address}/"
