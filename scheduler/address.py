"""Addresses of people and groups, by channel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Address:
    """A person or chat, as a channel knows it; ``id`` has no meaning outside ``channel``."""

    channel: str
    id: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Address:
        """The address that :meth:`__str__` gave as ``text``."""
        channel, _, id_ = text.partition(":")
        return cls(channel, id_)
