"""The page of the review, in the words of the chat."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.texts.catalogue import Texts
from bot.views.board.plain import plain
from bot.views.cadence import close_cadence
from bot.web.review.rows import DraftRow, DraftRows
from clauses.cadence import Quota

STATIC = Path(__file__).parent / "static"
PER_PAGE = 20

_PAGES = Environment(
    loader=FileSystemLoader(STATIC),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def pages_of(rows: DraftRows) -> int:
    """Number of pages, at least one."""
    return max(1, ceil(len(rows.rows) / PER_PAGE))


def places_on(page: int, rows: DraftRows) -> range:
    """The places of the rows of a page, which is counted from 0."""
    return range(page * PER_PAGE, min((page + 1) * PER_PAGE, len(rows.rows)))


def review_page(
    rows: DraftRows,
    page: int,
    t: Texts,
    *,
    typed: Mapping[str, str],
    wrong: Mapping[int, str],
    fault: str = "",
) -> str:
    """A page of rows. ``typed`` is what stands in fields and was refused, ``wrong`` says why, by row."""
    return _PAGES.get_template("page.html").render(
        t=t.plain,
        locale=t.locale,
        title=rows.title,
        counts=plain(t("list-counts", rows=len(rows.rows), unclear=rows.unclear)),
        others=t.plain("review-others", count=rows.others) if rows.others else "",
        taken=len(rows.confirmed()),
        page=page,
        pages=pages_of(rows),
        posts=dict.fromkeys([*rows.posts, *(row.who for row in rows.rows if row.who)]),
        fault=fault,
        rows=[
            {
                "at": at,
                "row": rows.rows[at],
                "said": typed.get(f"said-{at}", rows.rows[at].said),
                "who": typed.get(f"who-{at}", rows.rows[at].who),
                "wrong": wrong.get(at, ""),
                "state": _state(rows.rows[at], t),
            }
            for at in places_on(page, rows)
        ],
    )


def ended_page(count: int, t: Texts) -> str:
    """What is shown once it is confirmed."""
    return _PAGES.get_template("ended.html").render(t=t.plain, locale=t.locale, count=count)


def _state(row: DraftRow, t: Texts) -> str:
    if row.skipped:
        return t.plain("review-as-text")
    if row.cadence is None:
        return plain(t("list-unread", said=row.said)).strip()
    if row.asks_first:
        return plain(t("list-asks-first", said=row.said)).strip()
    if not isinstance(row.cadence, Quota):
        return f"{close_cadence(row.cadence, t)}　{t.plain('review-undated')}"
    days = t.plain("list-comma").join(
        t.plain("list-provisional", day=t.day(day.due_on)) if day.provisional else t.day(day.due_on)
        for day in row.days
    )
    return plain(t("list-read", cadence=close_cadence(row.cadence, t), days=days or "—")).strip()
