"""The test kit: one person in one chat, who writes, taps and reads the answers of the bot.

Every act waits until the bot has handled it (``settle`` of the state); nothing sleeps.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from bot.messenger.markup.entities import as_html
from bot.messenger.people import talk, taps
from bot.messenger.world import groups
from bot.messenger.world.cast import GROUP_ID
from bot.messenger.world.queries import CallbackAnswer
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import BOT_ID, Json, Message, Poll


class NoSuchButton(AssertionError):
    """The button to tap is not there; the message lists those that are."""


@dataclass(frozen=True)
class SeenButton:
    """A button as a person sees it."""

    label: str
    data: str | None
    url: str | None


@dataclass(frozen=True)
class SeenMessage:
    """A message as a person sees it; a caption counts as its text."""

    id: int
    chat_id: int
    text: str
    html: str
    rows: tuple[tuple[SeenButton, ...], ...]
    reply_to: int | None
    is_edited: bool
    photo_size: tuple[int, int] | None
    file_name: str | None
    poll: Poll | None

    @property
    def buttons(self) -> list[str]:
        """All labels, row by row."""
        return [button.label for row in self.rows for button in row]


@dataclass(frozen=True)
class InlineChoice:
    """One result of an inline query."""

    query_id: str
    id: str
    title: str
    description: str
    text: str


class ChatClient:
    """A person in a chat, or in one topic of it.

    ``alert`` is the answer that the last tap showed, None without one.
    """

    def __init__(
        self, state: MessengerState, person_id: int, chat_id: int, topic: int | None = None
    ) -> None:
        self._state = state
        self.person_id = person_id
        self.chat_id = chat_id
        self.topic = topic
        self.alert: CallbackAnswer | None = None

    def in_group(self, group_id: int = GROUP_ID) -> ChatClient:
        """The same person in a group."""
        return ChatClient(self._state, self.person_id, group_id)

    def in_topic(self, topic: int | None) -> ChatClient:
        """The same person in a topic of this group; None is the general one."""
        return ChatClient(self._state, self.person_id, self.chat_id, topic)

    @property
    def messages(self) -> list[SeenMessage]:
        """The bot's messages in this chat or topic, oldest first, as they are now."""
        return [self._seen(each) for each in self._here() if each.sender_id == BOT_ID]

    @property
    def last(self) -> SeenMessage:
        """The bot's last message here; AssertionError when it has said nothing."""
        messages = self.messages
        assert messages, "the bot has not written in this chat"  # noqa: S101  # a test kit
        return messages[-1]

    async def send(
        self, text: str, *, reply_to: SeenMessage | None = None, anonymous: bool = False
    ) -> int:
        """Write; the number of the new message."""
        message = talk.send_text(
            self._state,
            self.person_id,
            self.chat_id,
            text,
            reply_to=reply_to.id if reply_to else None,
            anonymous=anonymous,
            topic=self.topic,
        )
        await self._state.settle()
        return message.id

    async def send_photo(self, picture: bytes | None = None, *, caption: str = "") -> int:
        """Send a picture, a small grey PNG by default."""
        message = talk.send_photo(
            self._state, self.person_id, self.chat_id, picture or grey_png(), caption=caption
        )
        await self._state.settle()
        return message.id

    async def send_document(
        self, name: str, content: bytes = b"proof\n", *, caption: str = ""
    ) -> int:
        """Send a file."""
        message = talk.send_document(
            self._state, self.person_id, self.chat_id, name, content, caption=caption
        )
        await self._state.settle()
        return message.id

    async def edit(self, message_id: int, text: str) -> None:
        """Correct a message of one's own."""
        talk.edit(self._state, self.person_id, self.chat_id, message_id, text)
        await self._state.settle()

    async def forward(self, message_id: int, *, to: ChatClient) -> int:
        """Forward a message of this chat to another chat of the same person."""
        message = talk.forward(self._state, self.person_id, self.chat_id, message_id, to.chat_id)
        await self._state.settle()
        return message.id

    async def tap(self, label: str, *, on: SeenMessage | None = None) -> None:
        """Press the button with this label, or else the one whose label contains it.

        Without ``on`` it is looked for under the newest message that has buttons. A link to the
        bot itself is opened.

        Raises:
            NoSuchButton: none, or several such buttons.
        """
        message = on or self._last_with_buttons()
        button = _the_button(message, label)
        if button.url is not None:
            taps.open_link(self._state, self.person_id, button.url)
            await self._state.settle()
            return
        await self.press(button.data or "", on=message)

    async def press(self, data: str, *, on: SeenMessage) -> None:
        """Press a button with this payload, whether or not the message has it, as a forger can."""
        press = taps.press(self._state, self.person_id, self.chat_id, on.id, data)
        await self._state.settle()
        self.alert = press.answer if press.answer and press.answer.text else None

    async def inline(self, query: str) -> list[InlineChoice]:
        """Type ``@bot query``; the results that the bot offers."""
        question = taps.ask_inline(self._state, self.person_id, self.chat_id, query)
        await self._state.settle()
        return [
            InlineChoice(
                question.id,
                result["id"],
                result["title"],
                result["description"],
                result["content"].get("text", ""),
            )
            for result in question.results or ()
        ]

    async def choose(self, choice: InlineChoice) -> int:
        """Send an inline result here."""
        message = taps.choose_inline(
            self._state, self.person_id, self.chat_id, choice.query_id, choice.id
        )
        await self._state.settle()
        return message.id

    async def vote(self, *labels: str, on: SeenMessage | None = None) -> None:
        """Choose the options with exactly these texts in a poll; none takes the vote back."""
        message = on or self.last
        poll = message.poll
        assert poll is not None, "this message is no poll"  # noqa: S101  # a test kit
        texts = [option["text"] for option in poll.options]
        options = [texts.index(label) for label in labels]
        taps.vote(self._state, self.person_id, self.chat_id, message.id, options)
        await self._state.settle()

    async def open_link(self, url: str) -> None:
        """Open ``t.me/<bot>?start=…`` and press Start."""
        taps.open_link(self._state, self.person_id, url)
        await self._state.settle()

    async def block(self) -> None:
        """Block the bot."""
        groups.block(self._state, self.person_id)
        await self._state.settle()

    async def unblock(self) -> None:
        """Take the bot back."""
        groups.unblock(self._state, self.person_id)
        await self._state.settle()

    async def add_bot(self) -> None:
        """Add the bot to this group."""
        groups.add_bot(self._state, self.person_id, self.chat_id)
        await self._state.settle()

    async def remove_bot(self) -> None:
        """Remove the bot from this group."""
        groups.remove_bot(self._state, self.person_id, self.chat_id)
        await self._state.settle()

    async def promote_bot(self) -> None:
        """Make the bot an administrator of this group."""
        groups.promote_bot(self._state, self.person_id, self.chat_id)
        await self._state.settle()

    async def upgrade_group(self) -> ChatClient:
        """Make a supergroup of this group; the same person there."""
        new = groups.upgrade(self._state, self.person_id, self.chat_id)
        await self._state.settle()
        return ChatClient(self._state, self.person_id, new)

    async def make_topic(self, name: str) -> ChatClient:
        """Make a topic in this group; the same person there."""
        topic = groups.make_topic(self._state, self.person_id, self.chat_id, name)
        await self._state.settle()
        return self.in_topic(topic)

    async def name_topic(self, name: str) -> None:
        """Give this topic another name."""
        groups.name_topic(self._state, self.person_id, self.chat_id, self.topic or 0, name)
        await self._state.settle()

    async def close_topic(self, *, closed: bool = True) -> None:
        """Close this topic, or open it again."""
        groups.close_topic(
            self._state, self.person_id, self.chat_id, self.topic or 0, closed=closed
        )
        await self._state.settle()

    async def delete_topic(self) -> None:
        """Delete this topic with its messages."""
        groups.delete_topic(self._state, self.person_id, self.chat_id, self.topic or 0)
        await self._state.settle()

    def _here(self) -> list[Message]:
        messages = self._state.get_chat(self.chat_id).messages.values()
        return [each for each in messages if each.topic == self.topic]

    def _last_with_buttons(self) -> SeenMessage:
        for message in reversed(self._here()):
            if message.markup is not None and "inline_keyboard" in message.markup:
                return self._seen(message)
        last = self.messages[-1:]
        said = f"; the bot said last: {last[0].text!r}" if last else ""
        raise NoSuchButton(f"no message here has buttons{said}")

    def _seen(self, message: Message) -> SeenMessage:
        content = message.content
        text = str(content.get("text") or content.get("caption") or "")
        entities = content.get("entities") or content.get("caption_entities") or []
        photo: list[Json] = content.get("photo") or []
        keyboard = (message.markup or {}).get("inline_keyboard") or []
        return SeenMessage(
            id=message.id,
            chat_id=message.chat_id,
            text=text,
            html=as_html(text, entities),
            rows=tuple(
                tuple(
                    SeenButton(item["text"], item.get("callback_data"), item.get("url"))
                    for item in row
                )
                for row in keyboard
            ),
            reply_to=message.reply_to,
            is_edited=message.edited_at is not None,
            photo_size=(photo[-1]["width"], photo[-1]["height"]) if photo else None,
            file_name=content.get("document", {}).get("file_name"),
            poll=self._state.world.polls[message.poll_id] if message.poll_id else None,
        )


def grey_png(side: int = 8) -> bytes:
    """A valid grey PNG of ``side`` by ``side`` pixels."""
    rows = b"".join(b"\x00" + b"\x80" * side for _ in range(side))

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def _the_button(message: SeenMessage, label: str) -> SeenButton:
    buttons = [button for row in message.rows for button in row]
    exact = [button for button in buttons if button.label == label]
    found = exact or [button for button in buttons if label in button.label]
    if len(found) == 1:
        return found[0]
    what = "no button contains" if not found else f"{len(found)} buttons contain"
    shown = "\n".join(
        "  " + " ".join(f"[{button.label}]" for button in row) for row in message.rows
    )
    raise NoSuchButton(f"{what} {label!r}; under {message.text[:60]!r} there are:\n{shown}")
