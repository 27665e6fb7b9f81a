"""Looks at everything that the bot stands on; changes nothing, and says what it could not look at."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.engine import make_url

from bot.channels.safe import Safe, WrongKey
from bot.config import ENV_FILE, Settings
from bot.operating.describing import describe
from bot.operating.exposure import all_powerful, readable_by_others
from bot.texts.catalogue import Texts
from bot.texts.faults import fault_lines
from bot.views.operating.alerts import alert_line
from clauses.errors import PackFaults
from clauses.library import Library
from scheduler.clock import Clock
from scheduler.delivery.holds import Holds
from scheduler.endpoints.secrets import LockedSecrets
from scheduler.roster.queries.trail_chain import Chain, examine
from scheduler.store import migrations
from scheduler.store.dialects import instant
from scheduler.store.engine import Database
from scheduler.watch.alerting import Alerts
from scheduler.watch.alerts import Alert
from scheduler.watch.clock_watch import HELD_ABOVE, WARNED_ABOVE, Skew, skew
from scheduler.watch.conditions import Condition
from scheduler.workdays.calendar import WorkdayCalendar
from scheduler.workdays.queries.overrides import WorkdayOverrides

CALL_SECONDS = 5.0
_MOST_OF_FAULTS = 600
"""Characters of the faults of packs: the first ones say where to begin."""

LOW_DISK = 500_000_000
"""Bytes free under which somebody should look, and a tenth of which stops the bot soon."""

_EXAMINED = (Condition.HELD, Condition.CALENDAR)
"""Conditions that have a check of their own, which tells the present; an alert may be from before."""


class CheckState(StrEnum):
    """The state of something; only with ``fail`` the bot cannot do its work, or its records lie."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Check:
    """One finding; ``words`` is the message in the catalogue, with its ``fields`` or the ``alert``."""

    name: str
    state: CheckState
    words: str
    fields: dict[str, object] = field(default_factory=dict)
    alert: Alert | None = None

    def said(self, t: Texts) -> str:
        """The finding in one line without markup."""
        what = {} if self.alert is None else {"what": alert_line(self.alert, t.plain)}
        fields = {
            name: fault_lines(each, t)[:_MOST_OF_FAULTS] if isinstance(each, PackFaults) else each
            for name, each in self.fields.items()
        }
        return t.plain(f"doctor-{self.words}", **fields, **what)


class Doctor:
    """One examination; the clock is the machine's."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        env_file: Path = ENV_FILE,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._transport = transport
        self._env_file = env_file
        self._skews: list[Skew] = []

    async def examine(self) -> AsyncIterator[Check]:
        """Everything in order; a check that breaks down is a finding too."""
        yield _ok("settings")
        for check in (self._permissions, self._disk, self._packs, self._roots):
            for found in check():
                yield found
        parts: tuple[tuple[str, Callable[[], Awaitable[list[Check]]]], ...] = (
            ("token", self._telegram),
            ("database", self._database),
        )
        for name, part in parts:
            try:
                for found in await part():
                    yield found
            except Exception as error:  # noqa: BLE001 - whatever it is, the others are looked at
                yield Check(name, CheckState.FAIL, f"{name}-broken", {"reason": describe(error)})
        yield self._judge_clock()

    def _permissions(self) -> Iterator[Check]:
        found = exposures(self._settings, self._env_file)
        if all(check.name != "permissions" for check in found):
            yield _ok("permissions")
        yield from found

    def _disk(self) -> Iterator[Check]:
        folder = self._settings.data_dir.absolute()
        while not folder.exists():
            folder = folder.parent
        free = shutil.disk_usage(folder).free
        state = CheckState.OK if free >= LOW_DISK else CheckState.WARN
        if free < LOW_DISK // 10:
            state = CheckState.FAIL
        words = "disk-ok" if state is CheckState.OK else "disk-low"
        yield Check("disk", state, words, {"free": free // 1_000_000})

    def _packs(self) -> Iterator[Check]:
        try:
            library = Library.load(self._settings.pack_dirs, only=self._settings.packs)
        except PackFaults as faults:
            yield Check("packs", CheckState.FAIL, "packs-faults", {"faults": faults})
        else:
            yield _ok("packs", count=len(library.packs))

    def _roots(self) -> Iterator[Check]:
        settings = self._settings
        if settings.roots_are_open and settings.token is not None:
            yield Check("roots", CheckState.WARN, "roots-open")
        elif not settings.roots_are_open and not settings.operators:
            yield Check("roots", CheckState.WARN, "roots-nobody")
        else:
            yield _ok("roots")

    async def _telegram(self) -> list[Check]:
        settings = self._settings
        if settings.token is None:
            return [Check("token", CheckState.WARN, "token-none")]
        base = f"{settings.api_url.rstrip('/')}/bot{settings.token.get_secret_value()}"
        async with httpx.AsyncClient(timeout=CALL_SECONDS, transport=self._transport) as client:
            try:
                me = await self._call(client, f"{base}/getMe")
                info = await self._call(client, f"{base}/getWebhookInfo")
            except (httpx.HTTPError, ValueError) as error:
                return [
                    Check("token", CheckState.WARN, "token-unchecked", {"reason": describe(error)}),
                    Check("webhook", CheckState.WARN, "webhook-unchecked"),
                ]
        if not me.get("ok"):
            reason = str(me.get("description", ""))[:200]
            return [Check("token", CheckState.FAIL, "token-refused", {"reason": reason})]
        return [
            _ok("token", username=me["result"].get("username", "")),
            self._judge_webhook(info.get("result") or {}),
        ]

    async def _call(self, client: httpx.AsyncClient, url: str) -> dict[str, Any]:
        asked = self._clock.now()
        answer = await client.get(url)
        answered = self._clock.now()
        if "date" in answer.headers:
            told = parsedate_to_datetime(answer.headers["date"]).astimezone(UTC)
            self._skews.append(skew("the Bot API", told, asked=asked, answered=answered))
        found = answer.json()
        if not isinstance(found, dict):
            raise ValueError("no answer of the Bot API")
        return found

    def _judge_webhook(self, info: dict[str, Any]) -> Check:
        there, wanted = info.get("url") or "", self._settings.webhook_url or ""
        if there and there != wanted:
            return Check("webhook", CheckState.FAIL, "webhook-foreign", {"url": there})
        if there != wanted:
            return Check("webhook", CheckState.WARN, "webhook-unset")
        if info.get("last_error_message"):
            fields: dict[str, object] = {"reason": str(info["last_error_message"])[:200]}
            return Check("webhook", CheckState.WARN, "webhook-errors", fields)
        return _ok("webhook", waiting=int(info.get("pending_update_count") or 0))

    async def _database(self) -> list[Check]:
        url = make_url(self._settings.store_url)
        if url.get_backend_name() == "sqlite" and not _exists(url.database):
            return [
                Check("database", CheckState.WARN, "database-missing"),
                await self._calendar(None),
            ]
        database = Database.open(self._settings.store_url)
        try:
            return [found async for found in self._records(database)]
        finally:
            await database.close()

    async def _records(self, database: Database) -> AsyncIterator[Check]:
        async with database.read() as session:
            connection = await session.connection()
            revision = await connection.run_sync(migrations.revision)
            asked = self._clock.now()
            told = await instant(session, asked)
        if database.dialect == "postgresql":
            answered = self._clock.now()
            self._skews.append(skew("the database", told, asked=asked, answered=answered))
        yield _ok("database", kind=database.dialect)
        if revision != migrations.HEAD:
            newer = revision is not None and revision > migrations.HEAD
            state = CheckState.FAIL if newer else CheckState.WARN
            yield Check("revision", state, "revision-newer" if newer else "revision-old")
            yield await self._calendar(None)
            return
        yield _ok("revision")
        yield await self._integrity(database)
        async with database.survey() as session:
            yield judge_trail(await examine(session))
        yield await self._calendar(database)
        yield await self._key(database)
        holds = await Holds(database, self._clock).current()
        for hold in holds:
            fields: dict[str, object] = {"cause": hold.cause.value, "reason": hold.reason}
            yield Check("hold", CheckState.WARN, "hold-held", fields)
        if not holds:
            yield _ok("hold")
        alerts = [
            each
            for each in await Alerts(database, self._clock).open()
            if each.condition not in _EXAMINED
        ]
        for alert in alerts:
            yield Check("alerts", CheckState.WARN, "alerts-open", alert=alert)
        if not alerts:
            yield _ok("alerts")

    async def _key(self, database: Database) -> Check:
        """Whether what is locked can be opened."""
        locked = await LockedSecrets(database).newest()
        if locked is None:
            return _ok("key")
        settings = self._settings
        key = settings.secret_key.get_secret_value() if settings.secret_key else None
        try:
            Safe(key, settings.data_dir).open(locked)
        except WrongKey:
            return Check("key", CheckState.FAIL, "key-wrong")
        return _ok("key")

    async def _integrity(self, database: Database) -> Check:
        if database.dialect != "sqlite":
            return _ok("integrity")
        async with database.read() as session:
            verdict = await session.scalar(text("PRAGMA integrity_check(1)"))
            orphans = (await session.execute(text("PRAGMA foreign_key_check"))).first()
        if verdict != "ok" or orphans is not None:
            reason = verdict if orphans is None else f"orphans in {orphans[0]}"
            return Check("integrity", CheckState.FAIL, "integrity-damaged", {"reason": reason})
        return _ok("integrity")

    async def _calendar(self, database: Database | None) -> Check:
        overrides: dict[Any, bool] = {}
        if database is not None:
            async with database.read() as session:
                overrides = await WorkdayOverrides(session).all_days()
        calendar = WorkdayCalendar(overrides)
        today = self._clock.now().astimezone(self._settings.time_zone).date()
        for year in calendar.missing_years(today):
            return Check("calendar", CheckState.WARN, "calendar-missing", {"year": year})
        return _ok("calendar", year=today.year)

    def _judge_clock(self) -> Check:
        if not self._skews:
            return Check("clock", CheckState.WARN, "clock-unchecked")
        worst = max(self._skews, key=lambda each: abs(each.by))
        if abs(worst.by) <= WARNED_ABOVE:
            return _ok("clock")
        state = CheckState.FAIL if abs(worst.by) > HELD_ABOVE else CheckState.WARN
        return Check("clock", state, "clock-off", {"skew": str(worst)})


def judge_trail(chain: Chain) -> Check:
    """The finding on the trail: whether anybody has been at it."""
    if chain.broken_at is not None:
        return Check("trail", CheckState.FAIL, "trail-broken", {"entry": str(chain.broken_at)})
    if not chain.found:
        return Check("trail", CheckState.FAIL, "trail-cut")
    if not chain.guarded:
        return Check("trail", CheckState.FAIL, "trail-unguarded")
    return _ok("trail", entries=chain.entries, last=chain.last or "–")


def exposures(settings: Settings, env_file: Path = ENV_FILE) -> list[Check]:
    """Warnings of what lies open on this machine; also said at each start."""
    found = []
    opened = readable_by_others(settings, env_file)
    if opened:
        fields: dict[str, object] = {"paths": ", ".join(map(str, opened))}
        found.append(Check("permissions", CheckState.WARN, "permissions-open", fields))
    if all_powerful():
        found.append(Check("user", CheckState.WARN, "user-root"))
    return found


def _ok(name: str, **fields: object) -> Check:
    return Check(name, CheckState.OK, f"{name}-ok", fields)


def _exists(file: str | None) -> bool:
    return file is not None and Path(file).exists()
