"""The ways to people besides Telegram."""

from __future__ import annotations

from collections.abc import Callable

from bot.channels.channels import OtherChannels, TrialLimit
from bot.channels.dingtalk import DingTalk
from bot.channels.feishu import Feishu
from bot.channels.mail import LIMITS, MailCourier
from bot.channels.mail_server import MailServer
from bot.channels.robots import RobotCourier
from bot.channels.safe import Safe
from bot.channels.vendor import Vendor
from bot.channels.wecom import WeCom
from bot.config import Settings
from bot.views.screen import Screen
from scheduler.address import MAIL
from scheduler.clock import Clock, uptime
from scheduler.delivery.channels import Channel
from scheduler.delivery.pacing import Pacer
from scheduler.endpoints.secrets import LockedSecrets
from scheduler.planning.notices import Parcel
from scheduler.store.engine import Database

VENDORS: tuple[Callable[[], Vendor], ...] = (WeCom, DingTalk, Feishu)


def build_channels(
    settings: Settings,
    database: Database,
    render: Callable[[Parcel], Screen],
    clock: Clock,
    monotonic: Callable[[], float],
) -> OtherChannels:
    """Robots everywhere, and mail where a server was set; trials are counted by ``monotonic``."""
    locked, safe = LockedSecrets(database).of, safe_of(settings)
    vendors = [make() for make in VENDORS]
    mail = None
    if settings.smtp_url is not None:
        server = MailServer.parse(settings.smtp_url.get_secret_value())
        mail = MailCourier(server, render, locked, safe, clock)
    return OtherChannels(
        {each.name: RobotCourier(each, render, locked, safe, clock) for each in vendors},
        mail,
        safe,
        TrialLimit(monotonic),
    )


def served(channels: OtherChannels) -> list[Channel]:
    """They as the dispatcher takes them, each within its own limits."""
    found = [
        Channel(name, courier, pacer=Pacer(uptime, courier.vendor.limits))
        for name, courier in channels.robots.items()
    ]
    if channels.mail is not None:
        found.append(Channel(MAIL, channels.mail, pacer=Pacer(uptime, LIMITS)))
    return found


def safe_of(settings: Settings) -> Safe:
    """The safe for what opens robots and mailboxes."""
    key = settings.secret_key
    return Safe(None if key is None else key.get_secret_value(), settings.data_dir)
