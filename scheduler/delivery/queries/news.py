"""Queries: the news that notices carry: whether it still is any, and what it says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import Per
from clauses.model import ClauseRef
from scheduler.closing.queries.statements import TreeStatements
from scheduler.delivery.selection import DueNotice
from scheduler.editions.snapshots import read
from scheduler.ledger.queries.entries import Ledger
from scheduler.periods import Period
from scheduler.planning.news import (
    AnsweredRelief,
    AskedRelief,
    DrawnStatement,
    Lesson,
    MadeFile,
    NewEdition,
    News,
    ReturnedEntry,
    WaitingEntry,
)
from scheduler.planning.notices import NoticeId, NoticeKind
from scheduler.planning.occurrences import EntryId, Occurrence, OccurrenceId
from scheduler.planning.own_duties import clause_by, is_own, owing_post, own_duty_id
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.planning.queries.own_duties import own_duty_of
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.tables.closing import ExportRow, StatementRow
from scheduler.store.tables.editions import EditionReaderRow, EditionRow
from scheduler.store.tables.ledger import ReliefRow, ReviewRow
from scheduler.store.tables.planning import OwnDutyRow
from scheduler.store.tables.roster import OrganisationRow, PersonRow
from scheduler.store.tables.study import LessonRow, StudyRow


class Matter(NamedTuple):
    """Where the news comes from in time, and whether it is over."""

    zone: ZoneInfo
    over: bool


async def matters(session: AsyncSession, rows: Collection[Any]) -> dict[int, Matter]:
    """By the id of the notice; one for each that carries news."""
    carrying = [row for row in rows if row.about_organisation_id is not None]
    studied = await _studied(session, rows)
    if not carrying:
        return studied
    places = await session.execute(
        select(OrganisationRow.id, OrganisationRow.zone).where(
            OrganisationRow.id.in_({row.about_organisation_id for row in carrying})
        )
    )
    zones = {id_: ZoneInfo(zone) for id_, zone in places}
    waiting = set(
        await session.scalars(
            select(ReviewRow.entry_id).where(
                ReviewRow.entry_id.in_(_about(carrying, NoticeKind.ENTRY_WAITS)),
                ReviewRow.decided_at.is_(None),
            )
        )
    )
    undecided = set(
        await session.scalars(
            select(ReliefRow.id).where(
                ReliefRow.id.in_(_about(carrying, NoticeKind.RELIEF_ASKED)),
                ReliefRow.decided_at.is_(None),
            )
        )
    )
    still = {NoticeKind.ENTRY_WAITS: waiting, NoticeKind.RELIEF_ASKED: undecided}
    return studied | {
        row.id: Matter(
            zones[row.about_organisation_id],
            row.about_id not in still.get(NoticeKind(row.kind), {row.about_id}),
        )
        for row in carrying
    }


async def _studied(session: AsyncSession, rows: Collection[Any]) -> dict[int, Matter]:
    """Of clauses of the day; they are over for who wants them no more."""
    lessons = [row for row in rows if row.kind == NoticeKind.LESSON.value]
    if not lessons:
        return {}
    plans = await session.execute(
        select(StudyRow.person_id, StudyRow.zone, StudyRow.next_at).where(
            StudyRow.person_id.in_({row.person_id for row in lessons})
        )
    )
    found = {id_: Matter(ZoneInfo(zone), next_at is None) for id_, zone, next_at in plans}
    unwanted = Matter(ZoneInfo("UTC"), over=True)
    return {row.id: found.get(row.person_id, unwanted) for row in lessons}


async def news_of(session: AsyncSession, notices: Sequence[DueNotice]) -> dict[NoticeId, News]:
    """What these say."""
    carrying = [each for each in notices if each.about_id is not None]
    if not carrying:
        return {}
    about = {kind: _about(carrying, kind) for kind in NoticeKind}
    entries = {
        each.id: each
        for each in await Ledger(session).many(
            [
                EntryId(id_)
                for id_ in about[NoticeKind.ENTRY_WAITS] | about[NoticeKind.ENTRY_RETURNED]
            ]
        )
    }
    reliefs = await _reliefs(
        session, about[NoticeKind.RELIEF_ASKED] | about[NoticeKind.RELIEF_ANSWERED]
    )
    ids = {each.occurrence_id for each in entries.values()}
    ids |= {OccurrenceId(row.occurrence_id) for row, _ in reliefs.values()}
    occurrences = await Occurrences(session).many(ids) if ids else {}
    statements = await _statements(session, carrying)
    files = await _files(session, about[NoticeKind.FILE_MADE])
    lessons = await _lessons(session, about[NoticeKind.LESSON])
    editions = await _editions(session, carrying)
    found: dict[NoticeId, News] = {}
    for each in carrying:
        about_id = each.about_id or 0
        if each.kind in (NoticeKind.ENTRY_WAITS, NoticeKind.ENTRY_RETURNED):
            entry = entries[EntryId(about_id)]
            shape = WaitingEntry if each.kind is NoticeKind.ENTRY_WAITS else ReturnedEntry
            found[each.id] = shape(occurrences[entry.occurrence_id], entry)
        elif each.kind in (NoticeKind.RELIEF_ASKED, NoticeKind.RELIEF_ANSWERED):
            found[each.id] = _relief_news(each.kind, *reliefs[about_id], occurrences)
        elif each.kind is NoticeKind.STATEMENT_DRAWN:
            found[each.id] = statements[each.id]
        elif each.kind is NoticeKind.FILE_MADE:
            found[each.id] = files[about_id]
        elif each.kind is NoticeKind.LESSON:
            found[each.id] = lessons[about_id]
        elif each.kind is NoticeKind.NEW_EDITION:
            found[each.id] = editions[each.id]
    return found


def _relief_news(
    kind: NoticeKind, row: ReliefRow, asker: str, occurrences: Mapping[OccurrenceId, Occurrence]
) -> News:
    occurrence = occurrences[OccurrenceId(row.occurrence_id)]
    if kind is NoticeKind.RELIEF_ASKED:
        return AskedRelief(occurrence, row.id, row.until, row.reason, asker)
    return AnsweredRelief(
        occurrence, row.until, bool(row.granted), row.ended_at is not None, row.answer
    )


async def _reliefs(session: AsyncSession, ids: Collection[int]) -> dict[int, tuple[ReliefRow, str]]:
    if not ids:
        return {}
    rows = await session.execute(
        select(ReliefRow, PersonRow.name)
        .join(PersonRow, PersonRow.id == ReliefRow.asked_by)
        .where(ReliefRow.id.in_(ids))
    )
    return {row.id: (row, name) for row, name in rows}


async def _statements(
    session: AsyncSession, notices: Sequence[DueNotice]
) -> dict[NoticeId, DrawnStatement]:
    """Few, and seldom: of each the sums of the highest organisation above that its reader manages."""
    found = {}
    roster = Organisations(session)
    for each in notices:
        if each.kind is not NoticeKind.STATEMENT_DRAWN:
            continue
        row = await session.get_one(StatementRow, each.about_id)
        own = await roster.get_organisation(OrganisationId(row.organisation_id))
        managed = await roster.manager_of(PersonId(each.recipient.id))
        top = [own, *(one for one in await roster.above(own) if one.id in managed)][-1]
        period = Period(row.period_start, row.period_end, Per(row.per))
        stored = TreeStatements(session, top.id, period)
        counts = {state.value: count for state, count in (await stored.drawn()).counts.items()}
        found[each.id] = DrawnStatement(top, await stored.size(), period, counts)
    return found


async def _files(session: AsyncSession, ids: Collection[int]) -> dict[int, MadeFile]:
    found = {}
    for id_ in ids:
        row = await session.get_one(ExportRow, id_)
        organisation = await Organisations(session).get_organisation(
            OrganisationId(row.organisation_id)
        )
        found[id_] = MadeFile(
            organisation,
            Period(row.period_start, row.period_end, Per(row.per)),
            row.file_name,
        )
    return found


async def _lessons(session: AsyncSession, ids: Collection[int]) -> dict[int, Lesson]:
    if not ids:
        return {}
    rows = await session.execute(select(LessonRow.id, LessonRow.ref).where(LessonRow.id.in_(ids)))
    refs = {id_: ClauseRef.parse(ref) for id_, ref in rows}
    own_ids = {own_duty_id(ref) for ref in refs.values() if is_own(ref)}
    own = {
        row.id: own_duty_of(row)
        for row in await session.scalars(select(OwnDutyRow).where(OwnDutyRow.id.in_(own_ids)))
    }
    return {
        id_: Lesson(
            id_, ref, clause_by(own[own_duty_id(ref)], owing_post(ref)) if is_own(ref) else None
        )
        for id_, ref in refs.items()
    }


async def _editions(
    session: AsyncSession, notices: Sequence[DueNotice]
) -> dict[NoticeId, NewEdition]:
    """To each what changes for the posts by which they are told, every duty once."""
    told = [each for each in notices if each.kind is NoticeKind.NEW_EDITION]
    if not told:
        return {}
    ids = {each.about_id for each in told}
    rows = await session.execute(
        select(EditionReaderRow, EditionRow.changes)
        .join(EditionRow, EditionRow.id == EditionReaderRow.edition_id)
        .where(
            EditionReaderRow.edition_id.in_(ids),
            EditionReaderRow.person_id.in_({int(each.recipient.id) for each in told}),
        )
    )
    found = {
        (row.edition_id, row.person_id): NewEdition(
            row.edition_id,
            tuple(
                {
                    change.ref: change
                    for post in row.posts
                    for change in read(changes.get(post, []))
                    if row.told is None or str(change.ref) in row.told
                }.values()
            ),
        )
        for row, changes in rows
    }
    return {each.id: found[each.about_id or 0, int(each.recipient.id)] for each in told}


def _about(notices: Collection[Any], kind: NoticeKind) -> set[int]:
    return {each.about_id for each in notices if each.kind == kind.value}
