"""What another edition does to the duties of each post: for a terminal, and as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.cli.output import console
from bot.texts.catalogue import Texts
from bot.views.cadence import cadence_text
from bot.views.days import day_name
from clauses.loading.writing import cadence_values
from scheduler.planning.changeover import Changeover


def changeovers_page(changes: Sequence[Changeover], today: date, t: Texts) -> None:
    """Print a line for each duty that changes."""
    if not changes:
        return
    page = console()
    page.print(t.plain("packs-duties", count=len(changes)), style="bold")
    for each in changes:
        duty = each.new or each.old
        assert duty is not None  # noqa: S101 - a change is of something
        page.print(
            t.plain(
                f"packs-duty-{each.effect}",
                post=each.post.name,
                duty=duty.clause.duty,
                old="" if each.old is None else cadence_text(each.old.quota, t),
                new="" if each.new is None else cadence_text(each.new.quota, t),
                until=_day(each.until, today, t),
                since=_day(each.since, today, t),
            )
        )


def changeover_values(change: Changeover) -> dict[str, Any]:
    """The same for ``--json``; days are ISO dates, null where none can be told."""
    return {
        "post": change.post.id,
        "effect": change.effect.value,
        "old": None if change.old is None else str(change.old.ref),
        "new": None if change.new is None else str(change.new.ref),
        "old_cadence": None if change.old is None else cadence_values(change.old.quota),
        "new_cadence": None if change.new is None else cadence_values(change.new.quota),
        "until": None if change.until is None else change.until.isoformat(),
        "since": None if change.since is None else change.since.isoformat(),
    }


def _day(day: date | None, today: date, t: Texts) -> str:
    return t.plain("packs-duty-term") if day is None else day_name(day, t, today=today)
