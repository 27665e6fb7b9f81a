"""A talk with a robot's vendor and a mail server beside it."""

from __future__ import annotations

import email
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from email.policy import default
from typing import Any

from sqlalchemy import select

from bot.channels.channels import OtherChannels, TrialLimit
from bot.channels.mail import MailCourier
from bot.channels.mail_server import MailServer
from bot.channels.robots import RobotCourier
from bot.channels.safe import Safe
from bot.channels.wecom import WeCom
from bot.views.pushed.elsewhere import elsewhere
from bot.views.pushed.reminders import renderer
from scheduler.address import MAIL
from scheduler.delivery.channels import Channel
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.pacing import Pacer
from scheduler.endpoints.secrets import LockedSecrets
from scheduler.store.tables import Base
from tests.acceptance.conftest import Talk
from tests.bot.channels.test_mail import Postmaster, serving
from tests.bot.channels.vendor import VendorServer, vendor_server

KEY = "693a91f6-7bbb-4bc4-97a0-0ec2cifa5aaa"
HOOK = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}"
MAILBOX = "zhou.ping@example.org"


@dataclass
class World:
    """The talk with a robot's vendor and a mail server beside it."""

    talk: Talk
    vendor: VendorServer
    postmaster: Postmaster

    @property
    def said(self) -> list[str]:
        return [body["markdown"]["content"] for body in self.vendor.bodies]

    def code(self) -> str:
        """That of the last test message of the robot."""
        found = re.search(r"[0-9]{6}$", self.said[-1])
        assert found is not None
        return found[0]

    async def robot(self, person: Any) -> None:
        """Add one."""
        await self.to_robots(person)
        await person.tap("添加企业微信机器人")
        await person.send(HOOK)
        await person.send(self.code())
        assert "已添加" in person.last.text

    async def to_robots(self, person: Any) -> None:
        await person.send("/register")
        await person.tap("省民政厅机关党委")
        await person.tap("单位情况")
        await person.tap("群机器人")


@asynccontextmanager
async def channels_beside(talk, database, library, clock, folder) -> AsyncIterator[World]:
    """The talk, with both served by its dispatcher."""
    postmaster = Postmaster()
    async with vendor_server() as vendor, serving(postmaster) as smtp:
        safe, locked = Safe(None, folder), LockedSecrets(database).of
        username = lambda: talk.application.bot.username  # noqa: E731 - known after the start
        render = elsewhere(renderer(library, username), library, username)
        wecom = RobotCourier(WeCom(vendor.base), render, locked, safe, clock, call_seconds=3.0)
        mail = MailCourier(MailServer.parse(smtp), render, locked, safe, clock, step_seconds=5.0)
        channels = OtherChannels({"wecom": wecom}, mail, safe, TrialLimit(talk.uptime))
        talk.application.services = talk.services = replace(talk.services, channels=channels)
        talk.dispatcher = Dispatcher(
            database,
            clock,
            [
                *talk.dispatcher._sender._channels.values(),
                Channel(
                    "wecom",
                    wecom,
                    pacer=Pacer(talk.uptime, WeCom.limits),
                    monotonic=talk.uptime,
                ),
                Channel(MAIL, mail, monotonic=talk.uptime),
            ],
            monotonic=talk.uptime,
            sleep=talk.uptime.sleep,
        )
        yield World(talk, vendor, postmaster)


async def everything(database) -> str:
    """All that the database holds, as text."""
    async with database.survey() as session:
        return json.dumps(
            [
                [str(value) for value in row]
                for table in Base.metadata.sorted_tables
                for row in await session.execute(select(table))
            ],
            ensure_ascii=False,
        )


def mailed(world) -> list[str]:
    messages = [email.message_from_bytes(e.content, policy=default) for e in world.postmaster.taken]
    return [each.get_content() for each in messages]
