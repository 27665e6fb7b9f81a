"""Walking through the bot: every button that can be reached is pressed, and what was shown is kept."""

from __future__ import annotations

from bot.messenger.people.chat_client import ChatClient, SeenButton, SeenMessage

MOST = 150
"""Presses in a walk, so that it ends."""


class Walk:
    """One person's way through a chat. ``shown`` holds every text, label and pop-up that they saw.

    ``spared`` are labels that are not pressed: those after which there is nothing left to see.
    """

    def __init__(self, client: ChatClient, *, spared: tuple[str, ...] = ()) -> None:
        self.shown: set[str] = set()
        self._client = client
        self._spared = spared
        self._pressed: set[tuple[str, str]] = set()

    async def send(self, *texts: str) -> None:
        """Write each text, then press all that its answers offer."""
        for text in texts:
            await self._client.send(text)
            self._look()
            await self._press_all()

    async def tap(self, label: str) -> None:
        """Press one button under the newest message that has any."""
        await self._client.tap(label)
        self._look()

    async def _press_all(self) -> None:
        while len(self._pressed) < MOST and (found := self._next()) is not None:
            message, button = found
            self._pressed.add(_key(message, button))
            await self._client.press(button.data or "", on=message)
            self._look()

    def _next(self) -> tuple[SeenMessage, SeenButton] | None:
        for message in reversed(self._client.messages):
            for row in message.rows:
                for button in row:
                    if (
                        button.data
                        and button.label not in self._spared
                        and _key(message, button) not in self._pressed
                    ):
                        return message, button
        return None

    def _look(self) -> None:
        for message in self._client.messages:
            self.shown.add(message.text)
            self.shown.update(message.buttons)
        if self._client.alert is not None:
            self.shown.add(self._client.alert.text or "")


def _key(message: SeenMessage, button: SeenButton) -> tuple[str, str]:
    return message.text.partition("\n")[0], button.label
