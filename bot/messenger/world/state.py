"""The state of the messenger: the world, the updates for the bot, and changes for the pages."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from bot.messenger.errors import NotPossible
from bot.messenger.world import objects
from bot.messenger.world.cast import first_world
from bot.messenger.world.changes import Changes
from bot.messenger.world.faults import Faults
from bot.messenger.world.queries import OpenQueries
from bot.messenger.world.store import MemoryStore, Store
from bot.messenger.world.updates import UpdateQueue
from bot.messenger.world.world import KEPT_MESSAGES, Chat, Json, Message, Persona, World
from scheduler.clock import Clock


async def _already_idle() -> None:
    """Return at once: no bot handles updates here."""


TOKEN = "100000001:local-messenger"  # noqa: S105  # opens nothing but this process


class MessengerState:
    """One bot's messenger. Message dates come from ``clock``; ``elapsed`` counts real seconds.

    ``settle`` is awaited by the test kit after each act of a person; it returns when the bot has
    handled every update. The part that runs the bot sets it.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        store: Store | None = None,
        token: str = TOKEN,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = clock
        self.store: Store = store or MemoryStore()
        self.token = token
        self.elapsed = elapsed
        self.world: World = self.store.load() or first_world()
        self.updates = UpdateQueue(self.world, elapsed)
        self.queries = OpenQueries(elapsed)
        self.changes = Changes()
        self.faults = Faults()
        self.settle: Callable[[], Awaitable[None]] = _already_idle

    def now(self) -> int:
        """The present second since 1970, by the messenger's clock."""
        return int(self.clock.now().timestamp())

    def get_person(self, person_id: int) -> Persona:
        """A person by id.

        Raises:
            NotPossible: nobody has this id.
        """
        try:
            return self.world.people[person_id]
        except KeyError:
            raise NotPossible(f"nobody has the id {person_id}") from None

    def get_chat(self, chat_id: int) -> Chat:
        """A chat by id.

        Raises:
            NotPossible: there is no such chat.
        """
        try:
            return self.world.chats[chat_id]
        except KeyError:
            raise NotPossible(f"there is no chat {chat_id}") from None

    def get_message(self, chat_id: int, message_id: int) -> Message:
        """A message by its chat and number.

        Raises:
            NotPossible: there is none, or it was deleted.
        """
        found = self.get_chat(chat_id).messages.get(message_id)
        if found is None:
            raise NotPossible(f"chat {chat_id} has no message {message_id}")
        return found

    def add(self, chat: Chat, sender_id: int, content: Json) -> Message:
        """Add a message with the chat's next number; :meth:`changed` follows when it is whole."""
        message = Message(chat.next_message_id, chat.id, sender_id, self.now(), content)
        chat.next_message_id += 1
        chat.messages[message.id] = message
        chat.read[sender_id] = message.id
        while len(chat.messages) > KEPT_MESSAGES:
            del chat.messages[next(iter(chat.messages))]
        return message

    def next_query_id(self) -> str:
        """An id for a press, an inline query, or a poll."""
        self.world.next_query_id += 1
        return str(self.world.next_query_id)

    def push_message(self, message: Message, kind: str = "message") -> None:
        """Queue the update about a message."""
        self.updates.push(kind, objects.message(self.world, message))

    def changed(self, kind: str, chat_id: int | None = None) -> None:
        """Store the world and tell the open pages; called once at the end of each act."""
        self.store.save(self.world)
        self.changes.publish(kind, chat=chat_id)

    def close(self) -> None:
        """End the pages' event streams and a waiting getUpdates, so that the server can stop."""
        self.changes.close()
        self.updates.end_fetch("the end of the messenger")
