"""Writing and reading the data of a button: ``action:field:field``, at most 50 bytes, ids only.

Nothing in it proves a right, although ``bot.conversation.sealing`` keeps out made-up data: the use
case checks the rights of the person who presses, at the moment of pressing.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar, Self, get_type_hints

from bot.conversation.sealing import MARK
from clauses.model import ClauseRef

_ID_LIMIT = 2**53
"""All ids are below; a larger number was made up and would overflow in the database."""


class StaleButton(Exception):
    """The data of a button has no known form: it comes from an old message, or was made up."""


class StaleDraft(StaleButton):
    """The button belongs to a registration that has ended."""


@dataclass(frozen=True)
class Payload:
    """Base of all payloads; a subclass names its action and its fields.

    Fields are ids (whole numbers or short names), days, flags, and, as the last one only, a
    :class:`~clauses.model.ClauseRef`, whose text contains the separator.
    """

    ACTION: ClassVar[str]

    def __init_subclass__(cls, action: str) -> None:
        super().__init_subclass__()
        cls.ACTION = action

    @classmethod
    def pattern(cls) -> str:
        """A regular expression that finds this action and no other, in sealed data."""
        return f"^{cls.ACTION}(:|{MARK})"

    def pack(self) -> str:
        """The data for the button."""
        return ":".join([self.ACTION, *(_written(getattr(self, f.name)) for f in fields(self))])

    @classmethod
    def unpack(cls, data: str | None) -> Self:
        """Read the data of a pressed button.

        Raises:
            StaleButton: the data is not of this form.
        """
        kinds = _kinds(cls)
        action, *values = (data or "").split(":", len(kinds))
        if action != cls.ACTION or len(values) != len(kinds):
            raise StaleButton(data)
        try:
            return cls(*(_read(kind, value) for kind, value in zip(kinds, values, strict=True)))
        except ValueError as error:
            raise StaleButton(data) from error


_KINDS: dict[type[Any], tuple[Any, ...]] = {}
"""The types of the fields of each payload: working them out takes longer than all the rest."""


def _kinds(payload: type[Any]) -> tuple[Any, ...]:
    if payload not in _KINDS:
        hints = get_type_hints(payload)
        named = (hints[field.name] for field in fields(payload))
        _KINDS[payload] = tuple(getattr(kind, "__supertype__", kind) for kind in named)
    return _KINDS[payload]


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, date):
        return value.strftime("%Y%m%d")
    return str(value)


def _read(kind: Any, value: str) -> Any:
    if kind is bool:
        if value not in ("0", "1"):
            raise ValueError(value)
        return value == "1"
    if kind is date:
        return date.fromisoformat(value)
    if kind is ClauseRef:
        return ClauseRef.parse(value)
    if not value or (kind is int and abs(int(value)) >= _ID_LIMIT):
        raise ValueError(value)
    return kind(value)
