"""Queries: notices on their way, from due to leased and back. The caller holds the lease."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.delivery.outcomes import Final
from scheduler.delivery.queries.candidates import candidates
from scheduler.delivery.selection import Bundle, Candidate
from scheduler.planning.notices import DeliveryId, NoticeId, NoticeState
from scheduler.roster.model import TelegramId
from scheduler.store.tables import DeliveryRow, GroupRow, NoticeRow, PersonRow


@dataclass(frozen=True)
class Leased:
    """A message that this process is to send, and to where and what, as was known at ``read_at``."""

    delivery_id: DeliveryId
    reference: str
    chat_id: TelegramId
    to_group: bool
    notices: tuple[Candidate, ...]
    read_at: datetime


class Outbox:
    """Reads and writes notices before they are sent; ``scheduler.delivery.queries.attempts`` takes them on."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def due(self, now: datetime, *, recipients: int) -> list[Candidate]:
        """All that is due for those who have waited longest, and in that order.

        At most ``recipients`` notices are looked at to find them; of each recipient everything that
        is due comes along, so that it can be told at once. What has to be tried again has waited
        from then on: in an outage it is not always the same ones that are tried.
        """
        waiting = (
            select(NoticeRow.person_id, NoticeRow.group_id)
            .where(_due(now))
            .order_by(NoticeRow.waiting_since, NoticeRow.id)
            .limit(recipients)
        )
        persons, groups = set(), set()
        for person_id, group_id in await self._session.execute(waiting):
            persons.add(person_id)
            groups.add(group_id)
        if not persons and not groups:
            return []
        # One by one, since SQLite would look through all that is due for either of the two.
        theirs = [
            recipient.in_(ids - {None})
            for recipient, ids in ((NoticeRow.person_id, persons), (NoticeRow.group_id, groups))
            if ids - {None}
        ]
        return await candidates(self._session, [_due_for(each, now) for each in theirs], now)

    async def leased(
        self, delivery_ids: Collection[DeliveryId], epoch: int, now: datetime
    ) -> list[Candidate]:
        """The notices leased for these messages under this epoch."""
        return await candidates(self._session, [_leased(delivery_ids, epoch)], now)

    async def end(self, ended: Sequence[tuple[NoticeId, Final]], now: datetime) -> None:
        """Settle notices without sending them."""
        await self._change(
            [
                {
                    "row_id": notice_id,
                    "state": final.state.value,
                    "reason": str(final.reason),
                    "settled_at": now,
                }
                for notice_id, final in ended
            ]
        )

    async def hold(self, held: Sequence[tuple[NoticeId, datetime]]) -> None:
        """Let notices be due again later."""
        await self._change(
            [
                {"row_id": notice_id, "state": NoticeState.DUE.value, "not_before": until}
                for notice_id, until in held
            ]
        )

    async def lease(
        self,
        bundles: Sequence[Bundle],
        candidates: Sequence[Candidate],
        owner: str,
        epoch: int,
        now: datetime,
        new_reference: Callable[[], str],
    ) -> list[Leased]:
        """Take the notices of each bundle, as one message with a reference of its own each.

        ``candidates``, read at ``now``, are what the bundles were made of. In the order of ``bundles``. A notice that was superseded meanwhile is left alone.
        """
        chats = await self._chats_of(bundles)
        made = await self._make_deliveries(bundles, chats, now, new_reference)
        await self._change(
            [
                {
                    "row_id": notice_id,
                    "state": NoticeState.LEASED.value,
                    "lease_owner": owner,
                    "lease_epoch": epoch,
                    "leased_at": now,
                    "delivery_id": delivery_id,
                }
                for bundle, (delivery_id, _) in zip(bundles, made, strict=True)
                for notice_id in bundle.notice_ids
            ]
        )
        by_id = {candidate.id: candidate for candidate in candidates}
        return [
            Leased(
                delivery_id,
                reference,
                chats[_address(bundle)],
                bundle.group_id is not None,
                tuple(by_id[notice_id] for notice_id in bundle.notice_ids),
                now,
            )
            for bundle, (delivery_id, reference) in zip(bundles, made, strict=True)
        ]

    async def put_back(self, until: Mapping[DeliveryId, datetime | None], epoch: int) -> None:
        """Let what is leased for these messages be due again, not before the instant given."""
        if not until:
            return
        connection = await self._session.connection()
        await connection.execute(
            update(NoticeRow)
            .where(
                NoticeRow.delivery_id == bindparam("of_delivery"),
                NoticeRow.state == NoticeState.LEASED.value,
                NoticeRow.lease_epoch == epoch,
            )
            .values(
                state=NoticeState.DUE.value,
                not_before=func.coalesce(
                    bindparam("until", type_=NoticeRow.not_before.type), NoticeRow.not_before
                ),
            ),
            [{"of_delivery": id_, "until": at} for id_, at in until.items()],
        )

    async def rescue(self, in_hand: Collection[DeliveryId]) -> None:
        """Let all that was leased and never begun be due again, but for what is ``in_hand``."""
        await self._session.execute(
            update(NoticeRow)
            .where(
                NoticeRow.state == NoticeState.LEASED.value,
                NoticeRow.delivery_id.not_in(in_hand),
            )
            .values(state=NoticeState.DUE.value)
            .execution_options(synchronize_session=False)
        )

    async def _change(self, rows: Sequence[dict[str, object]]) -> None:
        """Set the columns that the rows name, unless the notice is further on its way already."""
        if rows:
            # The session would take a list for updates by primary key and refuse the condition.
            connection = await self._session.connection()
            await connection.execute(
                update(NoticeRow).where(NoticeRow.id == bindparam("row_id"), _untried()),
                list(rows),
            )

    async def _chats_of(
        self, bundles: Sequence[Bundle]
    ) -> dict[tuple[int | None, int | None], TelegramId]:
        persons = {bundle.person_id for bundle in bundles} - {None}
        groups = {bundle.group_id for bundle in bundles} - {None}
        chats: dict[tuple[int | None, int | None], TelegramId] = {}
        for row_id, telegram_id in await self._session.execute(
            select(PersonRow.id, PersonRow.telegram_id).where(PersonRow.id.in_(persons))
        ):
            chats[row_id, None] = TelegramId(telegram_id)
        for row_id, telegram_id in await self._session.execute(
            select(GroupRow.id, GroupRow.telegram_id).where(GroupRow.id.in_(groups))
        ):
            chats[None, row_id] = TelegramId(telegram_id)
        return chats

    async def _make_deliveries(
        self,
        bundles: Sequence[Bundle],
        chats: dict[tuple[int | None, int | None], TelegramId],
        now: datetime,
        new_reference: Callable[[], str],
    ) -> list[tuple[DeliveryId, str]]:
        """The messages, new ones and those tried before, with their references."""
        known = {bundle.delivery_id for bundle in bundles} - {None}
        references: dict[int, str] = {}
        if known:
            rows = await self._session.scalars(select(DeliveryRow).where(DeliveryRow.id.in_(known)))
            for row in rows:
                references[row.id] = row.reference
                # A group may have moved since the last try.
                row.chat_id = chats[row.person_id, row.group_id]
        new = [bundle for bundle in bundles if bundle.delivery_id is None]
        made: Iterator[tuple[DeliveryId, str]] = iter(())
        if new:
            free = await self._free_references(len(new), new_reference)
            inserted = await self._session.execute(
                insert(DeliveryRow).returning(DeliveryRow.reference, DeliveryRow.id),
                [
                    {
                        "reference": reference,
                        "kind": bundle.kind.value,
                        "chat_id": chats[_address(bundle)],
                        "person_id": bundle.person_id,
                        "group_id": bundle.group_id,
                        "created_at": now,
                    }
                    for reference, bundle in zip(free, new, strict=True)
                ],
            )
            ids: dict[str, int] = dict(iter(inserted))
            made = iter([(DeliveryId(ids[reference]), reference) for reference in free])
        return [
            next(made)
            if bundle.delivery_id is None
            else (bundle.delivery_id, references[bundle.delivery_id])
            for bundle in bundles
        ]

    async def _free_references(self, count: int, new_reference: Callable[[], str]) -> list[str]:
        free: set[str] = set()
        while len(free) < count:
            drawn = {new_reference() for _ in range(count - len(free))}
            taken = await self._session.scalars(
                select(DeliveryRow.reference).where(DeliveryRow.reference.in_(drawn))
            )
            free |= drawn.difference(taken)
        return sorted(free)


def _untried() -> ColumnElement[bool]:
    # An IN cannot be executed for many rows at once.
    return or_(
        NoticeRow.state == NoticeState.DUE.value, NoticeRow.state == NoticeState.LEASED.value
    )


def _due(now: datetime) -> ColumnElement[bool]:
    return (
        (NoticeRow.state == NoticeState.DUE.value)
        & (NoticeRow.send_at <= now)
        & (NoticeRow.waiting_since <= now)
    )


def _due_for(theirs: ColumnElement[bool], now: datetime) -> ColumnElement[bool]:
    """The same, in the words of the index by recipient."""
    return (
        theirs
        & (NoticeRow.state == NoticeState.DUE.value)
        & (NoticeRow.send_at <= now)
        & or_(NoticeRow.not_before.is_(None), NoticeRow.not_before <= now)
    )


def _leased(delivery_ids: Collection[DeliveryId], epoch: int) -> ColumnElement[bool]:
    return (
        NoticeRow.delivery_id.in_(delivery_ids)
        & (NoticeRow.state == NoticeState.LEASED.value)
        & (NoticeRow.lease_epoch == epoch)
    )


def _address(bundle: Bundle) -> tuple[int | None, int | None]:
    return bundle.person_id, bundle.group_id
