"""Somebody of whom something is in every table, and the bytes of the database's files."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from scheduler.address import Address
from scheduler.forgetting.forgetting import Forgetting
from scheduler.ledger.completion import Completions
from scheduler.roster.model import Organisation, Person
from scheduler.store.tables.board import (
    BoardLinkRow,
    BoardSessionRow,
    GroupWeekNumbersRow,
    GroupWeekRow,
)
from scheduler.store.tables.chasing import UrgingRow
from scheduler.store.tables.closing import ChecklistMarkRow, ExportRow
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow, HoldRow
from scheduler.store.tables.endpoints import EndpointRow
from scheduler.store.tables.feeds import CalendarRow
from scheduler.store.tables.inbox import DialogueRow, InboxRow, LaneLeaseRow
from scheduler.store.tables.joining import InviteGuessRow, InviteRow, InviteUseRow, RequestMarkRow
from scheduler.store.tables.ledger import (
    ConfirmingRow,
    EntryDetailsRow,
    EvidenceRow,
    ReliefRow,
    ReviewRow,
)
from scheduler.store.tables.planning import (
    EventRow,
    LocalRuleRow,
    OrganisationFactRow,
    OwnDutyRow,
    OwnListRow,
)
from scheduler.store.tables.questions import GivenAnswerRow, OpenQuestionRow
from scheduler.store.tables.roster import ClerkRow, GroupRow, ManagerRow
from scheduler.store.tables.study import QuizAnswerRow, QuizPollRow

NAME = "欧阳青岚"
NUMBER = 987650123
ADDRESS = Address("telegram", str(NUMBER))
OTHER = "王芳"
DAY = date(2026, 11, 20)


@dataclass(frozen=True)
class World:
    """Who is to be erased, who stays, and where they are."""

    person: Person
    other: Person
    organisation: Organisation


@pytest.fixture
def forgetting(database, clock, tmp_path) -> Forgetting:
    return Forgetting(database, clock, tmp_path / "data")


@pytest.fixture
async def world(database, clock, make) -> World:
    other = await make.person(OTHER)
    person = await make.person(NAME, telegram_id=NUMBER)
    organisation = await make.organisation(manager=other)
    await make.assignment(person, organisation)
    occurrence = await make.occurrence(organisation)
    await make.notice(occurrence, person)
    group = await make.group(organisation)
    done = await Completions(database, clock).complete(
        occurrence, by=person.id, held_on=DAY, note=f"{NAME}主持，{OTHER}记录"
    )
    now, soon = clock.now(), clock.now() + timedelta(hours=1)
    own = {"organisation_id": organisation.id, "person_id": person.id}
    async with database.write() as session:
        session.add_all(
            [
                ManagerRow(**own, since=now),
                ClerkRow(**own, set_by=other.id, since=now),
                RequestMarkRow(manager_id=other.id, person_id=person.id, mark="muted", since=now),
                InviteRow(
                    id=1,
                    organisation_id=organisation.id,
                    person_name=NAME,
                    single=True,
                    approved=True,
                    link_hash="1",
                    code_hash="1",
                    created_by=other.id,
                    created_at=now,
                    expires_at=soon,
                ),
                InviteGuessRow(person_id=person.id, at=now),
                UrgingRow(**own, day=DAY),
                OrganisationFactRow(**own, fact="members", value=3, said_at=now),
                LocalRuleRow(
                    **own,
                    ref="party-regulations:F14",
                    applies=False,
                    reason=f"由{NAME}负责",
                    said_at=now,
                ),
                OwnDutyRow(
                    **own,
                    subtree=False,
                    owed_by="@lead",
                    name=f"{NAME}的报表",
                    words=f"每月由{NAME}报送",
                    cadence={"per": "month"},
                    replaces=[],
                    since=DAY,
                    created_at=now,
                ),
                OwnListRow(
                    **own,
                    title=f"{NAME}清单",
                    rows=[{"text": f"{NAME}报送", "number": 1}],
                    created_at=now,
                ),
                EventRow(**own, kind="election", day=DAY, began_on=DAY, created_at=now),
                EvidenceRow(
                    entry_id=done.entry.id,
                    kind="photo",
                    file_id="x",
                    file_name=f"{NAME}.jpg",
                    added_at=now,
                ),
                ReliefRow(
                    occurrence_id=occurrence,
                    kind="waiver",
                    reason=f"{NAME}出差",
                    asked_by=person.id,
                    asked_at=now,
                    answer=f"请{NAME}补办",
                    decided_by=other.id,
                    decided_at=now,
                    granted=True,
                ),
                DialogueRow(
                    chat=ADDRESS, person=ADDRESS, step="x", payload={"said": NAME}, updated_at=now
                ),
                DialogueRow(
                    chat=other.address,
                    person=other.address,
                    step="roster-ready",
                    payload={"rows": [[2, ["书记", NAME]]]},
                    updated_at=now,
                ),
                EndpointRow(
                    address=Address("mail", str(person.id)),
                    person_id=person.id,
                    locked=f"locked {NAME}",
                    created_by=person.id,
                    created_at=now,
                ),
                CalendarRow(person_id=person.id, hashed="h", made_at=now),
                QuizPollRow(
                    poll_id="p",
                    person_id=person.id,
                    ref="r",
                    asked="who",
                    right_option=0,
                    sent_at=now,
                ),
                QuizAnswerRow(
                    person_id=person.id,
                    ref="r",
                    asked="who",
                    turn=1,
                    is_right=True,
                    answered_at=now,
                ),
                OpenQuestionRow(
                    mark="m",
                    words=f"{NAME}该做什么",
                    outcome="no-help",
                    times=1,
                    last_on=DAY,
                    settled=False,
                ),
                GivenAnswerRow(
                    asked=[f"{NAME}该做什么"],
                    answer=f"问{NAME}",
                    source=f"{NAME}说的",
                    operator=str(NUMBER),
                    given_at=now,
                ),
                HoldRow(cause="x", machine="", reason="", held_by=str(NUMBER), since=now),
                DeliveryRow(
                    id=1,
                    reference="ABC",
                    kind="reminder",
                    address=ADDRESS,
                    person_id=person.id,
                    created_at=now,
                ),
                LaneLeaseRow(chat=other.address, owner="o", takeovers=0, expires_at=soon),
                BoardLinkRow(
                    hash="l",
                    person_id=person.id,
                    organisation_id=organisation.id,
                    expires_at=soon,
                ),
                BoardSessionRow(hash="s", person_id=person.id, began_at=now, expires_at=soon),
                GroupWeekRow(
                    group_id=group.id, weekday=1, at=time(9), next_at=soon, set_by=person.id
                ),
                GroupWeekNumbersRow(
                    group_id=group.id,
                    day=DAY,
                    counted_at=now,
                    done=1,
                    near=0,
                    overdue=1,
                    lines=[["机关党委", NAME, OTHER]],
                ),
                ConfirmingRow(**own, since=now),
                ReviewRow(
                    entry_id=done.entry.id,
                    organisation_id=organisation.id,
                    confirmed=False,
                    reason=f"{NAME}未签字",
                    person_id=other.id,
                    decided_at=now,
                ),
                EntryDetailsRow(entry_id=done.entry.id, minutes=f"{NAME}〔2026〕3号"),
                ChecklistMarkRow(
                    **own,
                    checklist="c",
                    point="p",
                    year=2026,
                    note=f"{NAME}自评",
                    kind="photo",
                    file_id="y",
                    file_name=f"{NAME}自评.jpg",
                    said_at=now,
                ),
                ExportRow(
                    **own,
                    format="xlsx",
                    per="quarter",
                    period_start=DAY,
                    period_end=DAY,
                    state="made",
                    done=1,
                    total=1,
                    tries=1,
                    file_name="1.xlsx",
                    asked_at=now,
                    ended_at=now,
                ),
            ]
        )
        await session.flush()
        session.add_all(
            [
                InviteUseRow(invite_id=1, person_id=person.id, at=now),
                AttemptRow(
                    delivery_id=1, number=1, epoch=1, started_at=now, detail=f"chat {NUMBER}"
                ),
                *(
                    InboxRow(
                        update_id=number,
                        chat=chat,
                        payload=json.dumps(update),
                        state=state,
                        received_at=now,
                        handled_at=now if state == "handled" else None,
                    )
                    for number, (chat, state, update) in enumerate(updates(), start=1)
                ),
            ]
        )
        row = await session.get_one(GroupRow, group.id)
        row.title, row.bound_by = f"{NAME}工作群", person.id
    return World(person, other, organisation)


def updates() -> list[tuple[Address, str, dict]]:
    """What came from them in private and in a group, and what others said of them."""
    sender = {"id": NUMBER, "first_name": NAME}
    other = {"id": 1001, "first_name": OTHER}
    group = Address("telegram", "-100")
    return [
        (ADDRESS, "handled", {"update_id": 1, "message": {"from": sender, "text": "/start"}}),
        (ADDRESS, "new", {"update_id": 2, "callback_query": {"from": sender, "data": "x"}}),
        (group, "handled", {"update_id": 3, "message": {"from": sender, "text": "done"}}),
        (group, "handled", {"update_id": 4, "message": {"from": other, "text": f"请{NAME}来"}}),
        (group, "new", {"update_id": 5, "message": {"from": other, "text": "ok"}}),
    ]


async def found_in_files(database, words) -> set[str]:
    """Which of the words stand in the bytes of the database's files, in one of the ways of writing them."""
    return {
        word
        for word in words
        for file in await _files(database)
        if any(written in file for written in (word.encode(), json.dumps(word)[1:-1].encode()))
    }


async def _files(database) -> list[bytes]:
    if database.dialect == "sqlite":
        file = Path(make_url(database._url).database)
        every = [file.with_name(file.name + end) for end in ("", "-wal")]
        return [each.read_bytes() for each in every if each.exists()]
    await outside_transactions(database, "CHECKPOINT")
    async with database.read() as session:
        folder = await session.scalar(
            text("SELECT setting FROM pg_settings WHERE name = 'data_directory'")
        )
    return await asyncio.to_thread(_contents, Path(folder, "base"))


def _contents(folder: Path) -> list[bytes]:
    return [each.read_bytes() for each in folder.rglob("*") if each.is_file()]


async def outside_transactions(database, *statements: str) -> None:
    engine = database._engines.writer.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text("SET statement_timeout = 0"))
        for statement in statements:
            await connection.execute(text(statement))
        await connection.execute(text("RESET statement_timeout"))
