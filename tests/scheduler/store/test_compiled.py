"""Each compiled statement gives and sends what its form in a session does, on the two databases."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Connection, Select, bindparam, event, exc, literal_column, select

from clauses.cadence import Per
from clauses.library import Library
from scheduler.address import Address
from scheduler.board.boards import Boards
from scheduler.board.card import BoardCards
from scheduler.board.standing import ItemStanding
from scheduler.board.values import Listing
from scheduler.board.year import BoardYears
from scheduler.chasing.chaser import Chaser
from scheduler.closing.contents import Contents
from scheduler.inbox.dialogues import Dialogues
from scheduler.inbox.inbox import Inbox
from scheduler.inbox.incoming import IncomingUpdate
from scheduler.ledger.agenda import Agenda
from scheduler.ledger.completion import Completions
from scheduler.ledger.history import History
from scheduler.ledger.queries.entries import Ledger
from scheduler.ledger.reliefs import Reliefs
from scheduler.ledger.reviewing import Reviewing
from scheduler.ledger.statements import ClosingStatements
from scheduler.periods import period_containing
from scheduler.planning.notices import NoticeState
from scheduler.planning.occurrences import OccurrenceId
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.store.compiled import Compiled
from scheduler.store.tables.joining import JoinRequestRow
from scheduler.store.tables.ledger import EvidenceRow
from scheduler.store.tables.planning import (
    LocalRuleRow,
    OccurrenceRow,
    OrganisationFactRow,
    OwnDutyRow,
    WordingRow,
)
from scheduler.store.tables.roster import SeatRow
from scheduler.store.tables.workdays import WorkdayOverrideRow

if TYPE_CHECKING:
    from conftest import Factory
    from sqlalchemy.orm import Session

    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

TODAY = date(2026, 11, 23)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> dict[Compiled, int]:
    """From now on each statement runs both ways; the most rows that each has given; one for a change.

    One that changes something is undone the first time: there its text and parameters are compared too.
    """
    most: dict[Compiled, int] = {}
    bare = Compiled.run

    def run(self: Compiled, session: Session, values: dict[str, Any]) -> list[Any]:
        connection = session.connection()
        statement = self.statement(connection.dialect)
        if isinstance(statement, Select):
            options = {"populate_existing": True}
            other = session.execute(statement, values, execution_options=options).all()
            found = bare(self, session, values)
            assert len(found) == len(other)
            for ours, theirs in zip(found, other, strict=True):
                assert len(ours) == len(theirs)
                for mine, its in zip(ours, theirs, strict=True):
                    _same(mine, its)
        else:
            session.flush()
            text, parameters, _ = self.form(connection.dialect, values)
            assert (text, parameters(values)) == _sent(connection, statement, values)
            found = bare(self, session, values)
        gives = isinstance(statement, Select)
        most[self] = max(most.get(self, 0), len(found) if gives else 1)
        return found

    monkeypatch.setattr(Compiled, "run", run)
    return most


def _sent(connection: Connection, statement: Any, values: dict[str, Any]) -> tuple[str, Any]:
    """What SQLAlchemy gives the driver for it; undone."""
    sent: list[tuple[str, Any]] = []

    def note(_: object, __: object, text: str, parameters: Any, *___: object) -> None:
        sent.append((text, parameters))

    with connection.begin_nested() as undone:
        event.listen(connection, "before_cursor_execute", note)
        connection.execute(statement, values)
        event.remove(connection, "before_cursor_execute", note)
        undone.rollback()
    return sent[0]


def _same(ours: Any, theirs: Any) -> None:
    if not hasattr(ours, "_fields"):
        assert (type(ours), ours) == (type(theirs), theirs)
        return
    assert {*ours._fields} == {column.key for column in type(theirs).__table__.columns}
    for name in ours._fields:
        _same(getattr(ours, name), getattr(theirs, name))


async def test_every_compiled_query_gives_the_rows_of_a_session(
    database: Database,
    clock: ManualClock,
    make: Factory,
    library: Library,
    compared: dict[Compiled, int],
) -> None:
    organisation = await make.organisation()
    holder = await make.holder(organisation)
    first = await make.occurrence(organisation, needed=1)
    await _all_that_may_be_there(database, organisation.id, holder.id, first, clock.now())
    completions = Completions(database, clock)
    inbox, chat = Inbox(database, clock), Address("telegram", "7")

    done = await completions.complete(first, by=holder.id, held_on=TODAY, note="两\n行")
    await completions.add_note(done.entry.id, by=holder.id, note="又一行")
    again = await completions.complete(first, by=holder.id, held_on=TODAY)
    assert (again.repeated, again.entry.note) == (True, "两\n行\n又一行")
    assert await completions.entries(first, holder.id) == [again.entry]
    await completions.in_whose_period(first, TODAY, holder.id)
    await Agenda(database, library, clock).of(holder)
    await History(database, library, clock).of(holder, 2026)
    await Dialogues(database, clock).expect(chat, holder.address, "step", {"of": "it"})
    for address in (holder.address, chat):
        await Dialogues(database, clock).meet(chat, address)
    updates = [IncomingUpdate(number, chat, {"n": number}) for number in (1, 2)]
    exchanged = await inbox.exchange(updates, room=1)
    async with database.read() as session:
        found = await Occurrences(session).many([first, OccurrenceId(999)])
        assert await Occurrences(session).many([]) == {}
        occurrences, one = Occurrences(session), found[first]
        assert await occurrences.of_same_duty(one, TODAY) is None
        await occurrences.of_post(organisation.id, one.post, TODAY, TODAY)
        await occurrences.open_of(organisation.id, TODAY)
        assert await Ledger(session).of_all([first]) == [again.entry]

    await _what_a_manager_reads(database, clock, make, library)

    assert [each.update_id for each in exchanged.in_hand[0].updates] == [1, 2]
    modules = [module for name, module in sys.modules.items() if name.startswith("scheduler.")]
    everywhere = {
        each for module in modules for each in vars(module).values() if isinstance(each, Compiled)
    }
    assert everywhere == compared.keys()
    # Three find nothing here: another period of the same duty, an act that counts there, and what is
    # still open of the organisation.
    assert sum(1 for rows in compared.values() if not rows) == 3


async def _what_a_manager_reads(
    database: Database, clock: ManualClock, make: Factory, library: Library
) -> None:
    """Boards, chases and the register of two quarters, the first of which is drawn."""
    third, fourth = (period_containing(Per.QUARTER, date(2026, m, 1)) for m in (9, 10))
    months = [period_containing(Per.MONTH, date(2026, month, 1)) for month in (9, 10, 11, 12)]
    manager = await make.person("周敏")
    above = await make.organisation(manager=manager)
    branch = await make.organisation("一支部", body="branch", parent=above)
    holder = await make.holder(branch, post="branch-secretary")
    await Reviewing(database, clock).want(manager.id, above.id, wanted=True)
    async with database.write() as session:
        session.add(
            SeatRow(
                organisation_id=branch.id,
                post="branch-deputy",
                since=date(2026, 1, 1),
                created_at=clock.now(),
            )
        )
    drawn, late, done, excused = [
        await make.occurrence(branch, post="branch-secretary", period=month) for month in months
    ]
    await make.notice(drawn, holder, state=NoticeState.SENT)
    await Reliefs(database, clock).grant(excused, by=manager.id, reason="支部改选")
    completions = Completions(database, clock)
    entered = await completions.complete(done, by=holder.id, held_on=date(2026, 11, 20))
    await completions.add_evidence(entered.entry.id, by=holder.id, kind="photo", file_id="p")
    await ClosingStatements(database, clock).draw(branch.id, third, by=manager.id)

    boards, every = Boards(database, library, clock), Listing(tuple(ItemStanding), 100)
    board = await boards.of(above.id, fourth, every, by=manager.id)
    assert [line.standing.value for line in board.lines] == ["overdue", "in-time", "excused"]
    owing = await boards.owing(board, by=manager.id)
    assert (board.to_confirm, board.vacancies, owing) == (1, 1, 1)
    board = await boards.of(above.id, months[2], by=manager.id)
    assert await boards.owed_before(board, by=manager.id) == (months[1], 1, 0)
    year = period_containing(Per.YEAR, TODAY)
    grid = await BoardYears(database, clock).of(above.id, year, by=manager.id)
    assert grid.board.total == 4
    assert (await BoardCards(database, library, clock).get(late, manager.id)).standing
    clock.set(datetime(2026, 11, 24, 1, tzinfo=UTC))  # a workday
    assert await Chaser(database, library, clock).run_now() == 1
    assert len((await History(database, library, clock).of(holder, 2026)).items) == 3
    for period, count in ((third, 1), (fourth, 3)):
        contents = Contents(database, above.id, period, clock.now())
        assert await contents.survey() == count
        assert [len(each.items) async for each in contents.units()] == [0, count]


async def _all_that_may_be_there(
    database: Database,
    organisation_id: int,
    person_id: int,
    occurrence_id: int,
    now: datetime,
) -> None:
    async with database.write() as session:
        wording = WordingRow(
            ref="a:b",
            digest="d",
            edition="e",
            duty="开会",
            text="…",
            strength="must",
            citations=[["x", "文件", None, "第一条"]],
            created_at=now,
        )
        session.add_all(
            [
                wording,
                WorkdayOverrideRow(day=TODAY, workday=False, source="test"),
                OrganisationFactRow(
                    organisation_id=organisation_id,
                    fact="f",
                    value=1,
                    since=TODAY,
                    before=0,
                    person_id=person_id,
                    said_at=now,
                ),
                LocalRuleRow(
                    organisation_id=organisation_id,
                    ref="a:b",
                    applies=True,
                    workdays_before=[7, 3],
                    remind_at=time(8, 30),
                    person_id=person_id,
                    said_at=now,
                ),
                OwnDutyRow(
                    organisation_id=organisation_id,
                    subtree=True,
                    owed_by="@all",
                    name="报送简报",
                    words="每月5日前报送简报",
                    cadence={"times": 1, "per": "month", "due": {"day": 5, "nth": 1}},
                    workdays_before=[5],
                    replaces=[],
                    since=TODAY,
                    confirmed_at=now,
                    person_id=person_id,
                    created_at=now,
                ),
                JoinRequestRow(
                    organisation_id=organisation_id,
                    person_id=person_id,
                    post="committee-member",
                    created_at=now,
                ),
            ]
        )
        await session.flush()
        (await session.get_one(OccurrenceRow, occurrence_id)).wording_id = wording.id


async def test_what_a_session_has_not_flushed_is_seen(database: Database, make: Factory) -> None:
    first = await make.occurrence(await make.organisation())
    async with database.write() as session:
        (await session.get_one(OccurrenceRow, first)).needed = 7
        assert (await Occurrences(session).get(first)).needed == 7


async def test_a_constant_and_a_repeated_value_find_their_places(database: Database) -> None:
    query = Compiled(
        select(literal_column("1").label("one"), EvidenceRow.__table__.c.id).where(
            EvidenceRow.id.in_([1, 2]),
            EvidenceRow.added_at > bindparam("at"),
            EvidenceRow.added_at < bindparam("at"),
        )
    )
    async with database.read() as session:
        assert await query.rows(session, {"at": datetime.now(UTC) - timedelta(days=1)}) == []
        with pytest.raises(KeyError):
            await query.rows(session, {})


async def test_an_error_is_the_one_that_a_session_raises(database: Database) -> None:
    broken = Compiled(
        select(literal_column("nowhere").label("n")).where(bindparam("who") == "王芳")
    )
    with pytest.raises(exc.DBAPIError) as raised:
        async with database.read() as session:
            await broken.rows(session, {"who": "李四"})
    assert "李四" not in str(raised.value)
    with pytest.raises(exc.DBAPIError) as other:
        async with database.read() as session:
            await session.execute(broken.statement(session.get_bind().dialect), {"who": "李四"})
    assert type(raised.value) is type(other.value)
    assert str(raised.value) == str(other.value)


async def test_lists_of_many_lengths_share_few_statements(
    database: Database, make: Factory
) -> None:
    place = await make.organisation()
    ids = [await make.occurrence(place, ref=f"a:{number}") for number in range(5)]
    query = Compiled(
        select(OccurrenceRow.id)
        .where(OccurrenceRow.id.in_(bindparam("ids", expanding=True)))
        .order_by(OccurrenceRow.id)
    )
    async with database.read() as session:
        for count in range(6):
            found = await query.rows(session, {"ids": ids[:count]})
            assert [row.id for row in found] == ids[:count]
        dialect = session.get_bind().dialect
    texts = {query.form(dialect, {"ids": [0] * length})[0] for length in range(1, 1025)}
    assert len(texts) == 11


async def test_rows_that_share_half_a_key_are_not_one(
    database: Database, make: Factory, clock: ManualClock
) -> None:
    place, person = await make.organisation(), await make.person()
    async with database.write() as session:
        session.add_all(
            OrganisationFactRow(
                organisation_id=place.id, fact=fact, person_id=person.id, said_at=clock.now()
            )
            for fact in ("a", "b")
        )
    query = Compiled(select(OrganisationFactRow).order_by(OrganisationFactRow.fact))
    async with database.read() as session:
        assert [row.fact for (row,) in await query.rows(session, {})] == ["a", "b"]
