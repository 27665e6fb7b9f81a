"""Three replicas of the real program behind a proxy, with a Bot API that remembers its messages."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import pytest
import uvicorn
from sqlalchemy import func, insert, select, text

from bot.cluster.proxy import proxy
from bot.cluster.replicas import Replica, Replicas, free_port
from bot.conversation.addresses import telegram
from bot.web.server import SECRET_HEADER, WEBHOOK_PATH, QuietServer
from scheduler.clock import uptime
from scheduler.store.engine import Database
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.inbox import InboxRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow, PersonRow
from tests.faults.table import failed_rows
from tests.patience import until

__all__ = ["failed_rows"]

TOKEN = "123456789:" + "A" * 35
REMINDS = "应于2020年3月31日"
"""Nothing else is about that time."""


@dataclass(frozen=True)
class Sent:
    """A message that was accepted; ``at`` is the uptime."""

    chat_id: int
    text: str
    at: float


@dataclass
class Telegram:
    """A Bot API on a socket: the messages that it accepts are the truth."""

    port: int = 0
    sent: list[Sent] = field(default_factory=list)
    webhook: str = ""
    description: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = re.search(rb"(?i)content-length: *(\d+)", head)
                body = await reader.readexactly(int(length[1]) if length else 0)
                form = {key: value[0] for key, value in parse_qs(body.decode()).items()}
                method = head.split(b" ")[1].rsplit(b"/", 1)[-1].decode()
                answer = json.dumps({"ok": True, "result": self._answer(method, form)}).encode()
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                    b"Content-Length: %d\r\n\r\n%b" % (len(answer), answer)
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client was killed, or has ended
        finally:
            writer.close()

    def _answer(self, method: str, form: dict[str, str]) -> Any:
        if method == "getMe":
            return {"id": 1, "is_bot": True, "first_name": "b", "username": "duty_bot"}
        if method == "getWebhookInfo":
            return {
                "url": self.webhook,
                "has_custom_certificate": False,
                "pending_update_count": 0,
            }
        if method == "getMyShortDescription":
            return {"short_description": self.description}
        if method == "setMyShortDescription":
            self.description = form["short_description"]
        if method == "setWebhook":
            self.webhook = form["url"]
        if method != "sendMessage":
            return True
        self.sent.append(Sent(int(form["chat_id"]), form["text"], uptime()))
        chat = {"id": int(form["chat_id"]), "type": "private", "first_name": "a"}
        date_ = int(datetime.now(UTC).timestamp())
        return {"message_id": len(self.sent), "date": date_, "chat": chat, "text": form["text"]}


@dataclass
class Cluster:
    """The cluster as the tests hold it."""

    telegram: Telegram
    database: Database
    replicas: Replicas
    address: str
    session: aiohttp.ClientSession

    @staticmethod
    def command(update_id: int, chat: int, words: str) -> dict[str, Any]:
        person = {"id": chat, "is_bot": False, "first_name": "安", "language_code": "zh-hans"}
        return {
            "update_id": update_id,
            "message": {
                "message_id": update_id,
                "date": int(datetime.now(UTC).timestamp()),
                "chat": {"id": chat, "type": "private", "first_name": "安"},
                "from": person,
                "text": words,
                "entities": [{"type": "bot_command", "offset": 0, "length": len(words)}],
            },
        }

    async def _is_accepted(self, update: dict[str, Any]) -> bool:
        return await self.post(update) == 200

    async def post(self, update: dict[str, Any]) -> int:
        headers = {SECRET_HEADER: self.replicas.secret}
        url = f"{self.address}{WEBHOOK_PATH}"
        async with self.session.post(url, json=update, headers=headers) as answer:
            return answer.status

    async def post_until_accepted(self, updates: Sequence[dict[str, Any]]) -> None:
        """Post one after the other, each until it is accepted, as Telegram does within a chat."""
        for update in updates:
            await until(partial(self._is_accepted, update))

    async def all_handled(self) -> bool:
        async with self.database.read() as session:
            query = select(InboxRow.update_id).where(InboxRow.state == "new").limit(1)
            return await session.scalar(query) is None

    async def doubts(self, people: range) -> int | None:
        """Number of ambiguous attempts; None as long as a reminder has not been sent."""
        ours = NoticeRow.id.in_(people)
        async with self.database.read() as session:
            left = select(NoticeRow.id).where(ours, NoticeRow.state != "sent").limit(1)
            if await session.scalar(left) is not None:
                return None
            count = select(func.sum(NoticeRow.ambiguous_attempts)).where(ours)
            return int(await session.scalar(count) or 0)

    async def leader(self) -> Replica:
        """The replica that sends, once there is one."""

        async def leads() -> Replica | None:
            for replica in self.replicas.all:
                if await self._leads(replica):
                    return replica
            return None

        found = await until(leads)
        assert found is not None
        return found

    async def _leads(self, replica: Replica) -> bool:
        try:
            async with self.session.get(f"{replica.address}/metrics") as answer:
                return bool(re.search(r"process_lease\S* 1(\.0)?$", await answer.text(), re.M))
        except aiohttp.ClientError:
            return False

    async def plan_reminders(self, people: range) -> None:
        """Store a reminder that is due now for each of the people."""
        now = datetime.now(UTC)
        async with self.database.write() as session:
            for row in rows_for(people, now):
                await session.execute(insert(row[0]), row[1])

    def copies(self) -> Counter[int]:
        """Number of reminders of the end of March 2020 that each chat got."""
        return Counter(each.chat_id for each in self.telegram.sent if REMINDS in each.text)


def rows_for(people: range, now: datetime) -> list[tuple[Any, list[dict[str, Any]]]]:
    first = people.start
    return [
        (
            OrganisationRow,
            [
                {
                    "id": first,
                    "name": f"机关党委{first}",
                    "body": "agency-committee",
                    "level": "city",
                    "zone": "Asia/Shanghai",
                    "acts_for": [],
                    "created_at": now,
                }
            ],
        ),
        (
            PersonRow,
            [
                {
                    "id": n,
                    "address": telegram(1000 + n),
                    "name": "安",
                    "locale": "zh-Hans",
                    "quiet_start": None,
                    "quiet_end": None,
                    "created_at": now,
                }
                for n in people
            ],
        ),
        (
            AssignmentRow,
            [
                {
                    "organisation_id": first,
                    "person_id": n,
                    "post": "agency-committee-secretary",
                    "start_on": date(2020, 1, 1),
                    "created_at": now,
                }
                for n in people
            ],
        ),
        (
            OccurrenceRow,
            [
                {
                    "id": first,
                    "organisation_id": first,
                    "ref": "party-regulations:F14",
                    "post": "agency-committee-secretary",
                    "per": "quarter",
                    "period_start": date(2020, 1, 1),
                    "period_end": date(2020, 4, 1),
                    "due_on": date(2020, 3, 31),
                    "provisional": False,
                    "needed": 1,
                    "created_at": now,
                }
            ],
        ),
        (
            NoticeRow,
            [
                {
                    "id": n,
                    "key": f"r/{first}/{n}/start",
                    "kind": "reminder",
                    "stage": "start",
                    "person_id": n,
                    "occurrence_id": first,
                    "nominal_on": now.date(),
                    "send_at": now,
                    "expires_at": now + timedelta(days=7),
                    "state": "due",
                    "created_at": now,
                }
                for n in people
            ],
        ),
    ]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one module share a cluster: leave them in one process."""
    for item in items:
        if "cluster" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module")
async def cluster(postgres_url: str, tmp_path_factory: Any) -> AsyncIterator[Cluster]:
    """Started once for all tests of a module."""
    folder: Path = tmp_path_factory.mktemp("cluster")
    telegram = Telegram()
    server = await asyncio.start_server(telegram.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    database = Database.open(postgres_url)
    async with database.write() as session:
        await session.execute(text("DROP SCHEMA public CASCADE"))
        await session.execute(text("CREATE SCHEMA public"))
    await database.migrate()
    replicas = Replicas(postgres_url, f"http://127.0.0.1:{port}", TOKEN, folder)
    async with replicas, aiohttp.ClientSession() as session:
        proxy_port = free_port()
        config = uvicorn.Config(proxy(replicas.addresses), port=proxy_port, log_config=None)
        proxying = QuietServer(config)
        task = asyncio.create_task(proxying.serve())
        cluster = Cluster(telegram, database, replicas, f"http://127.0.0.1:{proxy_port}", session)
        await until(lambda: is_started(proxying))
        yield cluster
        proxying.should_exit = True
        await task
    server.close()
    await server.wait_closed()
    await database.close()


async def is_started(server: uvicorn.Server) -> bool:
    return server.started
