"""``dutybot doctor``: is everything in order, and what is to be done where it is not."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated

import typer

from bot.cli.lang import OperatorLang, operator_texts
from bot.cli.settings import settings_or_exit

AMISS = 1

_MARKS = {"ok": "✓", "warn": "!", "fail": "✗"}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    lang: OperatorLang = None,
) -> None:
    """Look at settings, token, webhook, database, clock, calendar, packs, disk; say what to do."""
    from bot.operating.doctor import Check, CheckState, Doctor
    from bot.operating.redaction import redact
    from scheduler.clock import SystemClock

    settings = settings_or_exit()
    t = operator_texts(lang)

    def words(check: Check) -> str:
        return redact(check.said(t))

    async def examine() -> list[Check]:
        found = []
        async for check in Doctor(settings, SystemClock()).examine():
            if not as_json:
                typer.echo(f"{_MARKS[check.state]} {words(check)}")
            found.append(check)
        return found

    found = asyncio.run(examine())
    well = all(check.state is not CheckState.FAIL for check in found)
    if as_json:
        lines = [
            {"check": check.name, "state": check.state.value, "message": words(check)}
            for check in found
        ]
        json.dump({"ok": well, "checks": lines}, sys.stdout, ensure_ascii=False, indent=1)
        typer.echo()
    if not well:
        raise typer.Exit(AMISS)
