"""Refusals of the messenger.

ApiError     the Bot API's answer to the bot, in Telegram's own words
NotPossible  an act of a person that the messenger does not allow
"""

from __future__ import annotations

from collections.abc import Mapping


class ApiError(Exception):
    """An answer ``ok: false``; ``parameters`` is Telegram's ResponseParameters."""

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str) -> ApiError:
    """400: the request itself is at fault."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """403: the chat does not take messages of the bot."""
    return ApiError(403, f"Forbidden: {reason}")


class NotPossible(Exception):
    """An act of a person that cannot be done; the message says why."""
