"""An error in one line that may be shown to an operator."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from bot.operating.redaction import redact

DETAIL_LENGTH = 200


def describe(error: BaseException) -> str:
    """Name and first words, without the values of a statement: they are people's names and words."""
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    line = said.splitlines()[0] if said else ""
    return redact(f"{type(error).__name__}: {line}")[:DETAIL_LENGTH]
