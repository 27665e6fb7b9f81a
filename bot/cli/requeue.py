"""``dutybot requeue``: send again what could not be delivered through a fault of ours."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.hold import operator_name
from bot.cli.lang import OperatorLang, operator_texts
from bot.cli.settings import make_data_folder, settings_or_exit

if TYPE_CHECKING:
    from bot.config import Settings
    from scheduler.delivery.requeue import Requeued


def requeue(
    since: Annotated[datetime, typer.Option(help="What ended at this local time or later.")],
    until: Annotated[
        datetime | None, typer.Option(help="And not later than at this local time.")
    ] = None,
    reason: Annotated[
        list[str] | None, typer.Option(help="Only what ended for this reason; may be repeated.")
    ] = None,
    lang: OperatorLang = None,
) -> None:
    """Let what ended as undeliverable be due again; what is out of date stays as it is."""
    from scheduler.planning.notices import UndeliverableReason

    t = operator_texts(lang)
    known = [each.value for each in UndeliverableReason]
    for each in reason or ():
        if each not in known:
            text = t.plain("requeue-bad-reason", reason=each, reasons=", ".join(known))
            typer.echo(text, err=True)
            raise typer.Exit(2)
    settings = settings_or_exit()
    make_data_folder(settings)
    done = asyncio.run(_put_back(settings, since, until, reason or ()))
    typer.echo(
        t.plain("requeue-done", notices=done.notices, persons=done.persons, groups=done.groups)
    )


async def _put_back(
    settings: Settings, since: datetime, until: datetime | None, reasons: list[str] | tuple[()]
) -> Requeued:
    from scheduler.clock import SystemClock
    from scheduler.delivery.requeue import Requeue
    from scheduler.store.engine import Database

    zone = settings.time_zone
    database = Database.open(settings.store_url)
    try:
        await database.migrate()
        return await Requeue(database, SystemClock()).put_back(
            since=since.replace(tzinfo=zone),
            until=None if until is None else until.replace(tzinfo=zone),
            reasons=reasons,
            by=operator_name(),
        )
    finally:
        await database.close()
