"""Records of the messenger: people, chats, messages, polls, files, and the bot's own profile.

These are plain records that change in place and are stored as JSON (``store``). Times are whole
seconds since 1970, as in the Bot API. A private chat has the id of its person.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

BOT_ID = 100000001
GROUP_ANONYMOUS_BOT_ID = 1087968824
"""Telegram's stand-in for an administrator who writes as the group."""

KEPT_MESSAGES = 1000
"""Number of messages of a chat that are kept, the newest."""


@dataclass
class Persona:
    """A made-up person to act as; ``post`` describes them to the reader of the page."""

    id: int
    key: str
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "zh-hans"
    post: dict[str, str] = field(default_factory=dict)
    has_started: bool = False
    has_blocked: bool = False

    @property
    def full_name(self) -> str:
        """The name as Telegram shows it; a Chinese name is one word."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)


@dataclass
class Message:
    """One message; ``content`` holds the Bot API's fields for its text or medium."""

    id: int
    chat_id: int
    sender_id: int
    date: int
    content: Json
    reply_to: int | None = None
    markup: Json | None = None
    edited_at: int | None = None
    via_bot: bool = False
    origin: Json | None = None
    poll_id: str | None = None
    inline_id: str | None = None
    anonymous: bool = False
    topic: int | None = None


@dataclass
class Topic:
    """A topic of a forum; its id is the number of the message that made it."""

    id: int
    name: str
    is_closed: bool = False


@dataclass
class Chat:
    """A private chat with the bot, a group, or a supergroup.

    ``moved_to`` is the supergroup that a group has become, ``refusal`` Telegram's answer where the bot
    is a member and may not write. ``members`` maps user ids to Telegram's member status; ``read`` maps
    people to the last message that they have seen. ``topics`` is None where it is no forum; the general
    topic is not among them.
    """

    id: int
    kind: str
    title: str = ""
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    next_message_id: int = 1
    read: dict[int, int] = field(default_factory=dict)
    moved_to: int | None = None
    refusal: str | None = None
    topics: dict[int, Topic] | None = None

    @property
    def is_private(self) -> bool:
        """Whether it is one person's chat with the bot."""
        return self.kind == "private"

    def has(self, user_id: int) -> bool:
        """Whether this user is in it now."""
        return self.members.get(user_id) in {"creator", "administrator", "member"}

    def is_run_by(self, user_id: int) -> bool:
        """Whether this user is one of its administrators."""
        return self.members.get(user_id) in {"creator", "administrator"}


@dataclass
class Poll:
    """A poll of the bot; ``votes`` maps people to the numbers of the options they chose."""

    id: str
    chat_id: int
    message_id: int
    question: Json
    options: list[Json]
    kind: str
    is_anonymous: bool
    takes_several: bool
    allows_revoting: bool
    right_options: list[int] = field(default_factory=list)
    explanation: Json = field(default_factory=dict)
    open_period: int | None = None
    close_date: int | None = None
    is_closed: bool = False
    votes: dict[int, list[int]] = field(default_factory=dict)


@dataclass
class StoredFile:
    """An uploaded file; its bytes lie in the store under its id."""

    id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    size: int
    width: int | None = None
    height: int | None = None


@dataclass
class Profile:
    """Profile of the bot, as it has set it; keys of the texts are language codes, "" for all others.

    ``commands`` is keyed by scope and language, see :func:`bot.messenger.world.commands.scope_key`.
    """

    name: str = "值守助手"
    username: str = "zhishou_bot"
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    webhook: Json = field(default_factory=dict)
    allowed_updates: list[str] | None = None


@dataclass
class World:
    """All records; the counters only ever grow, across restarts too."""

    people: dict[int, Persona] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    polls: dict[str, Poll] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    bot: Profile = field(default_factory=Profile)
    pending: list[Json] = field(default_factory=list)
    next_update_id: int = 500_000_001
    next_query_id: int = 7_000_000_000_001
    next_file_number: int = 1
    clock_ahead_seconds: float = 0.0
