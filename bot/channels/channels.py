"""The ways to people besides Telegram, for setting them up: what was typed is tried before it counts."""

from __future__ import annotations

import hmac
import json
import secrets
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.channels.mail import MailCourier
from bot.channels.mail_server import is_mail_address
from bot.channels.robots import RobotCourier
from bot.channels.safe import Safe, WrongKey
from bot.channels.vendor import Hook
from bot.conversation.trials import TooManyTrials, Trial
from bot.texts.catalogue import Html
from bot.views.screen import Screen
from clauses.characters.folding import fold
from scheduler.address import MAIL, Address
from scheduler.delivery.ports import Ambiguous, SendingForbidden
from scheduler.roster.model import Mailbox

_TRIALS, _WITHIN = 5, timedelta(hours=1)
"""Test messages that a person may have sent, to whomever."""


@dataclass(frozen=True)
class OtherChannels:
    """The couriers of robots by the names of their channels, that of mail, and the safe."""

    robots: Mapping[str, RobotCourier]
    mail: MailCourier | None
    safe: Safe
    limit: TrialLimit

    @property
    def robot_names(self) -> Sequence[str]:
        """As in :class:`bot.conversation.trials.Channels`, like all below."""
        return tuple(self.robots)

    @property
    def has_mail(self) -> bool:
        """Whether a mail server was set."""
        return self.mail is not None

    async def try_robot(
        self, who: int, name: str, typed: str, word: Callable[[str], Html]
    ) -> Trial:
        """Send a robot a test message."""
        courier = self.robots[name]
        hook, code = courier.vendor.read(typed), _code()
        self.limit.count(who)
        certain = True
        try:
            await courier.say(hook, Screen(word(code)))
        except Ambiguous:
            certain = False
        return self._trial(code, hook.pack(), certain=certain)

    async def try_mailbox(self, who: int, mailbox: str, word: Callable[[str], Html]) -> Trial:
        """Send a mailbox a test message."""
        if self.mail is None:
            raise SendingForbidden("no mail server")
        code, certain = _code(), True
        self.limit.count(who)
        try:
            await self.mail.say(mailbox, Screen(word(code)), f"trial.{secrets.token_hex(8)}")
        except Ambiguous:
            certain = False
        return self._trial(code, mailbox, certain=certain)

    def tried(self, locked: str, typed: str) -> str | None:
        """What was tried, if this is its code."""
        try:
            code, opens = json.loads(self.safe.open(locked))
        except WrongKey:
            return None
        if not hmac.compare_digest(code.encode(), typed.strip().encode()):
            return None
        return self.safe.lock(opens)

    def robot_address(self, name: str, locked: str) -> Address:
        """The address that stands for a robot."""
        return Hook.unpack(self.safe.open(locked)).address(name)

    def lock(self, text: str) -> str:
        """Keep it under lock."""
        return self.safe.lock(text)

    def mailbox_of(self, typed: str, name: str) -> Mailbox | None:
        """Where somebody of this name is reached by mail; several may share one."""
        if not is_mail_address(typed):
            return None
        mark = self.safe.mark(f"{typed.lower()}\n{fold(name)}")
        return Mailbox(Address(MAIL, mark), self.safe.lock(typed))

    def mailbox(self, locked: str) -> str | None:
        """Where the mailbox is."""
        try:
            return self.safe.open(locked)
        except WrongKey:
            return None

    def _trial(self, code: str, opens: str, *, certain: bool) -> Trial:
        return Trial(self.safe.lock(json.dumps([code, opens])), certain)


class TrialLimit:
    """Counts test messages by person; in memory, anew after a restart."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._sent: defaultdict[int, deque[float]] = defaultdict(lambda: deque(maxlen=_TRIALS))

    def count(self, who: int) -> None:
        """Count one; :class:`TooManyTrials` where there were too many."""
        now, sent = self._monotonic(), self._sent[who]
        if len(sent) == _TRIALS and now - sent[0] < _WITHIN.total_seconds():
            raise TooManyTrials
        sent.append(now)


def _code() -> str:
    return f"{secrets.randbelow(1_000_000):06}"
