"""What the messenger refuses.

ApiError     the Bot API's answer to the bot, in Telegram's own words
NotPossible  a person tried what the messenger does not let them do
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
    """403: nobody there who would receive it."""
    return ApiError(403, f"Forbidden: {reason}")


class NotPossible(Exception):
    """A person's act that cannot be done; the message says why, for whoever writes the test."""
