"""The local messenger as one object: its state, its Bot API, and its people by name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.messenger.api.bot_api import BotApi
from bot.messenger.people.chat_client import ChatClient
from bot.messenger.world.cast import GROUP_ID
from bot.messenger.world.groups import add_bot
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import BOT_ID, Chat, Persona

_FIRST_GUEST_ID = 720000001


class Messenger(MessengerState):
    """The messenger as tests and the program hold it; arguments as for :class:`~bot.messenger.world.state.MessengerState`.

    ``api`` is the Bot API for the bot's HTTP client; ``person`` gives a person to talk as.
    """

    @property
    def api(self) -> BotApi:
        """The Bot API, one per messenger."""
        if self._api is None:
            self._api = BotApi(self)
        return self._api

    _api: BotApi | None = None

    def person(
        self,
        key: str,
        *,
        first_name: str | None = None,
        last_name: str = "",
        language_code: str = "zh-hans",
    ) -> ChatClient:
        """A person in their private chat with the bot.

        A key of the cast (zhou, li, wang, chen, zhao, lin, grace) gives that person; another one
        makes a guest, in no group, whose name is ``first_name`` or the key.
        """
        for person in self.world.people.values():
            if person.key == key:
                return ChatClient(self, person.id, person.id)
        guest = Persona(
            max(_FIRST_GUEST_ID, max(self.world.people, default=0) + 1),
            key,
            key.title() if first_name is None else first_name,
            last_name,
            username=f"{key}_guest",
            language_code=language_code,
        )
        self.world.people[guest.id] = guest
        self.world.chats[guest.id] = Chat(
            guest.id, "private", members={guest.id: "member", BOT_ID: "member"}
        )
        self.changed("people")
        return ChatClient(self, guest.id, guest.id)

    def with_bot_in_group(self, *guests: ChatClient) -> int:
        """Add the bot, and the guests without telling it, to the group; the id of the group."""
        group = self.get_chat(GROUP_ID)
        for guest in guests:
            group.members.setdefault(guest.person_id, "member")
        add_bot(self, next(iter(group.members)), GROUP_ID)
        return GROUP_ID

    def basic_group(self, maker: ChatClient, *others: ChatClient) -> int:
        """A new group that is not a supergroup yet, without the bot; its id."""
        id_ = -4_000_001 - sum(chat.kind == "group" for chat in self.world.chats.values())
        members = {maker.person_id: "creator"}
        members |= {each.person_id: "member" for each in others}
        self.world.chats[id_] = Chat(id_, "group", "工作群", members=members)
        self.changed("members", id_)
        return id_

    @asynccontextmanager
    async def at_once(self) -> AsyncIterator[None]:
        """Let acts inside the block not wait for the bot, which meets them all together at its end."""
        settle = self.settle
        self.settle = _not_yet
        try:
            yield
        finally:
            self.settle = settle
        await settle()


async def _not_yet() -> None:
    """Leave the bot alone until everybody has acted."""
