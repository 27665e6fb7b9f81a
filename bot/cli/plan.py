"""``dutybot plan``: every occurrence and reminder that a post would get. Needs no database."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.lang import Lang
from bot.cli.output import console, print_json, refuse
from bot.cli.settings import settings_or_exit
from bot.texts.catalogue import Texts, texts
from bot.views.duties.plan import DatedDuty, Preview, plan_page, plan_values
from clauses.cadence import Per
from clauses.characters.script import to_simplified
from clauses.errors import PackFaults, UnknownPost
from clauses.library import Library
from clauses.model import Body, BodyId, Post
from scheduler.planning.duties import Duty, duties_among
from scheduler.planning.spans import Window
from scheduler.planning.timetables import Timetables
from scheduler.roster.model import Organisation, OrganisationId
from scheduler.workdays.calendar import WorkdayCalendar

YEARS = range(2000, 2099)
"""For these years the statutory days are known, those around them included."""


def plan(
    post: Annotated[
        str, typer.Option("--post", help="A post: its id, name, or another word for it.")
    ],
    first: Annotated[str, typer.Option("--from", help="First day, such as 2027-01-01.")],
    last: Annotated[str, typer.Option("--to", help="Last day, included.")],
    org_type: Annotated[
        str | None,
        typer.Option(help="Type of the organisation; by default the one that has the post."),
    ] = None,
    duty: Annotated[
        str | None, typer.Option(help="Only this duty, such as A14 or a full pack:id.")
    ] = None,
    pack: Annotated[
        list[Path] | None, typer.Option(help="A further pack, or a folder of packs.")
    ] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the output.")] = Lang.ZH_HANS,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show every occurrence due within a time, with all its reminders, for one post.

    A type that stands in for the post's own body (a branch without an agency committee above it)
    gives what its secretary owes: the duties of both.
    """
    t = texts(lang)
    settings = settings_or_exit()
    window = _days(first, last, t)
    library = _library((*settings.pack_dirs, *(pack or ())), settings.packs, t)
    holder, acts_for = _held(library, post, org_type, t)
    duties = _chosen(library, holder, acts_for, duty, t)
    preview = _preview(library, holder, acts_for, duties, window, settings.time_zone)
    if as_json:
        print_json(plan_values(preview, t))
        return
    page = console()
    for part in plan_page(preview, t):
        page.print(part)


def _preview(
    library: Library,
    post: Post,
    acts_for: tuple[BodyId, ...],
    duties: Sequence[Duty],
    window: Window,
    zone: ZoneInfo,
) -> Preview:
    """Plan for an organisation that does not exist, whose post was held before the window."""
    body = library.body(post.body)
    organisation = Organisation(
        OrganisationId(0), body.name, body.id, None, zone, acts_for=acts_for
    )
    timetables = Timetables(WorkdayCalendar())
    dated = [
        DatedDuty(duty, timetable)
        for duty in duties
        for timetable in timetables.between(duty, organisation, window)
        if window.first <= timetable.due_on <= window.last
    ]
    # Stable: of one day in the order of the packs.
    occurrences = sorted(dated, key=lambda each: each.timetable.due_on)
    undated = sum(each.quota.per is Per.TERM for each in duties)
    return Preview(
        post, body, organisation, window.first, window.last, occurrences, undated, timetables
    )


def _days(first: str, last: str, t: Texts) -> Window:
    days = []
    for text in (first, last):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            refuse(t.plain("plan-bad-day", text=text))
        if day.year not in YEARS:
            refuse(t.plain("plan-year-out-of-range", text=text, first=YEARS[0], last=YEARS[-1]))
        days.append(day)
    if days[1] < days[0]:
        refuse(t.plain("plan-days-reversed", first=first, last=last))
    return Window(days[0], days[0], days[1])


def _library(folders: Sequence[Path], only: Sequence[str], t: Texts) -> Library:
    try:
        return Library.load(folders, only=only)
    except PackFaults as refused:
        refuse(f"{t.plain('program-bad-packs')}\n{refused}")


def _held(
    library: Library, wanted: str, org_type: str | None, t: Texts
) -> tuple[Post, tuple[BodyId, ...]]:
    """The post that owes it in an organisation of this type, and the bodies it acts for."""
    try:
        post = library.post_named(wanted)
    except UnknownPost:
        names = t.plain("packs-separator").join(each.name for each in library.posts())
        refuse(t.plain("plan-unknown-post", text=wanted, posts=names))
    if org_type is None:
        return post, ()
    body = _body_named(library, org_type, t)
    if body.id == post.body:
        return post, ()
    acting = library.answering_post(body.id)
    may_act = any(
        rule.absent == post.body and body.id in rule.carried_by for rule in library.acting()
    )
    if acting is None or not may_act or not post.answers_for_body:
        refuse(t.plain("plan-post-not-of-body", post=post.name, body=body.name))
    return acting, (post.body,)


def _body_named(library: Library, wanted: str, t: Texts) -> Body:
    bodies = [body for body in library.bodies() if library.posts_of(body.id)]
    named = {_folded(name): body for body in bodies for name in (body.name, body.id)}
    if _folded(wanted) not in named:
        names = t.plain("packs-separator").join(body.name for body in bodies)
        refuse(t.plain("plan-unknown-body", text=wanted, bodies=names))
    return named[_folded(wanted)]


def _folded(text: str) -> str:
    return to_simplified(unicodedata.normalize("NFKC", text).casefold().strip())


def _chosen(
    library: Library, post: Post, acts_for: tuple[BodyId, ...], wanted: str | None, t: Texts
) -> tuple[Duty, ...]:
    owed = library.duties_of(post.id, acts_for=acts_for)
    duties = duties_among(owed, post)
    if wanted is None:
        return duties
    if not any(wanted in (str(clause.ref), clause.ref.local) for clause in owed):
        refuse(t.plain("plan-unknown-duty", text=wanted, post=post.name))
    return tuple(each for each in duties if wanted in (str(each.ref), each.ref.local))
