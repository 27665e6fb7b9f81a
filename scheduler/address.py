"""Addresses of people and groups, by channel."""

from __future__ import annotations

from dataclasses import dataclass

MAIL = "mail"
"""The channel of mailboxes."""

ERASED = "erased"
"""The channel of those who were erased: nobody serves it, and an id in it is the person's own number here."""


@dataclass(frozen=True, order=True, slots=True)
class Address:
    """A person or chat, as a channel knows it; ``id`` has no meaning outside ``channel``.

    ``chat/part`` as an id is a part of a chat, such as a topic of a group: messages for it go there,
    and whatever holds for the chat holds for it.
    """

    channel: str
    id: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Address:
        """The address that :meth:`__str__` gave as ``text``."""
        channel, _, id_ = text.partition(":")
        return cls(channel, id_)

    @property
    def chat(self) -> Address:
        """The chat of which it is a part; the address itself where it is none."""
        chat, slash, _ = self.id.partition("/")
        return Address(self.channel, chat) if slash else self

    @property
    def part(self) -> str:
        """The part of the chat; "" where it is the chat itself."""
        return self.id.partition("/")[2]
