"""The made-up tree: made by the use cases alone, and such that board and statement show something."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.conversation.addresses import telegram
from bot.conversation.buttons.board import BoardSpan
from bot.demo.cast import LEFT_VACANT, ROOT, UNITS
from bot.demo.history import AlreadyThere, Demo
from bot.demo.local import people_in
from clauses.cadence import Per
from scheduler.board.standing import ItemStanding
from scheduler.ledger.statements import ClosingStatements
from scheduler.periods import period_containing
from tests.acceptance.conftest import SHANGHAI

NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)


@pytest.fixture
def demo(talk, database, library):
    talk.clock.set(NOW)
    people = people_in(talk.messenger)
    return Demo(database, library, people, until=NOW, zone=SHANGHAI)


async def test_it_shows_something_on_every_screen_in_the_first_minute(talk, database, demo):
    root = await demo.make()
    zhou = talk.person("zhou")
    chief = await talk.services.registration.find_person(telegram(zhou.person_id))
    assert root.name == ROOT

    quarter = BoardSpan.QUARTER.around(root.today(NOW))
    board = await talk.services.boards.of(root.id, quarter, by=chief.id)
    assert [unit.name for unit in board.units] == [unit.name for unit in UNITS]
    counts = board.counts
    for standing in (
        ItemStanding.OVERDUE,
        ItemStanding.NEAR,
        ItemStanding.OPEN,
        ItemStanding.IN_TIME,
        ItemStanding.EXCUSED,
        ItemStanding.EXTENDED,
        ItemStanding.VACANT,
    ):
        assert counts[standing], standing
    assert [unit.name for unit in board.units if unit.vacant] == [LEFT_VACANT]

    before = period_containing(Per.QUARTER, date(2026, 9, 1))
    statements = ClosingStatements(database, talk.clock)
    (drawn,) = await statements.drawn(root.id, before, by=chief.id)
    assert drawn.drawn.number == 1
    assert drawn.counts.total() == len(drawn.lines) > 0

    await zhou.send("/board")
    assert "🔴 逾期" in zhou.last.text
    # Nothing of the past is left to be sent to anybody.
    before = len(zhou.messages)
    await talk.jump(2026, 11, 25, 9, 1)
    assert len(zhou.messages) == before

    with pytest.raises(AlreadyThere):
        await demo.make()


async def test_it_is_not_put_among_organisations_that_are_there(talk, demo):
    await talk.registered("zhou")
    with pytest.raises(AlreadyThere):
        await demo.make()
