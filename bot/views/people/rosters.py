"""The roster of an organisation: what the file looks like, what it would change, what was changed."""

from __future__ import annotations

from bot.conversation.buttons.people import PeopleButton
from bot.conversation.buttons.rosters import (
    FileKind,
    RosterButton,
    RosterFaultsButton,
    RosterInvitesButton,
    RosterOutButton,
    RosterTakeButton,
)
from bot.conversation.roster_table import NotRead, RosterColumn
from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, paragraphs, shortened
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from clauses.errors import UnreadableSource
from scheduler.roster.model import Organisation
from scheduler.rosters.model import LineEffect, PlannedLine, RosterPlan
from scheduler.rosters.taking import MOST_LINES, TakenRoster

_MOST_LISTED = 8
_MOST_SHEETS, _SHEET_CHARACTERS = 3, 20


def ask_file(organisation: Organisation, waiting: int, t: Texts) -> Screen:
    """Say what the file looks like, and offer the table as it is.

    ``waiting``: so many are invited by name and have not come; their invites can be had anew.
    """
    columns = t.plain("list-comma").join(
        t.plain(f"roster-column-{column.value}") for column in RosterColumn
    )
    out = tuple(
        Button(
            t.plain("roster-out", kind=kind.value),
            RosterOutButton(organisation.id, kind).pack(),
        )
        for kind in FileKind
    )
    text = paragraphs(
        lines(t("roster-title"), t("unit-name", organisation=organisation.name)),
        t("roster-ask", columns=columns, most=MOST_LINES),
        t("roster-keeps"),
        t("roster-waiting", count=waiting) if waiting else None,
    )
    anew = Button(
        t.plain("roster-invites-anew", count=waiting), RosterInvitesButton(organisation.id).pack()
    )
    back = Button(t.plain("button-back"), PeopleButton(organisation.id).pack())
    return Screen(text, (out, *(((anew,),) if waiting else ()), (back,)))


def no_file(t: Texts) -> Screen:
    """What came is no file."""
    return Screen(t("roster-no-file"), ((cancel_button(t),),))


def unreadable(error: UnreadableSource, t: Texts) -> Screen:
    """The file cannot be read."""
    heavy = error.reason in ("too-large", "too-heavy", "too-many-rows", "far-cell")
    return Screen(
        t("roster-too-heavy") if heavy else t("roster-unreadable"), ((cancel_button(t),),)
    )


def no_table(t: Texts) -> Screen:
    """No table with the titles of a roster is in it."""
    titles = t.plain("list-comma").join(
        t.plain(f"roster-column-{column.value}")
        for column in (RosterColumn.POST, RosterColumn.NAME)
    )
    return Screen(t("roster-no-table", columns=titles), ((cancel_button(t),),))


def too_long(count: int, t: Texts) -> Screen:
    """More lines than are taken at once."""
    return Screen(t("roster-too-long", count=count, most=MOST_LINES), ((cancel_button(t),),))


def preview(plan: RosterPlan, not_read: NotRead, t: Texts, *, file: int) -> Screen:
    """What would change; nothing has been written. ``file`` as in its buttons."""
    organisation_id = plan.organisation.id
    changing = [each for each in plan.lines if each.effect in (LineEffect.NEW, LineEffect.CHANGED)]
    faulty = [each for each in plan.lines if each.effect is LineEffect.FAULTY]
    rest = max(0, len(changing) - _MOST_LISTED)
    text = paragraphs(
        lines(t("roster-title"), t("unit-name", organisation=plan.organisation.name)),
        _counts(plan, t),
        lines(
            *(_changing(each, t) for each in changing[:_MOST_LISTED]),
            t("roster-more", count=rest) if rest else None,
        )
        if changing
        else None,
        lines(*(_faulty(each, t) for each in faulty[:_MOST_LISTED])) if faulty else None,
        _left_out(not_read, t),
        t("roster-will-invite", count=plan.invites) if plan.invites else None,
        t("roster-will-mail", count=plan.by_mail) if plan.by_mail else None,
        lines(t("roster-keeps"), t("roster-not-yet") if plan.changes else t("roster-nothing")),
    )
    rows: list[tuple[Button, ...]] = []
    if plan.changes:
        take = Button(
            t.plain("roster-take", count=plan.changes),
            RosterTakeButton(organisation_id, file).pack(),
        )
        rows.append((take,))
    if faulty:
        faults = RosterFaultsButton(organisation_id, file).pack()
        rows.append((Button(t.plain("roster-faults"), faults),))
    return Screen(text, (*rows, (cancel_button(t),)))


def taken_screen(taken: TakenRoster, t: Texts) -> Screen:
    """What was changed."""
    plan = taken.plan
    text = paragraphs(
        lines(t("roster-taken"), t("unit-name", organisation=plan.organisation.name)),
        _counts(plan, t),
        t("roster-invites-made", count=len(taken.invites)) if taken.invites else None,
    )
    back = Button(t.plain("people-button"), PeopleButton(plan.organisation.id).pack())
    return Screen(text, ((back,),))


def roster_button(organisation: Organisation, t: Texts) -> Button:
    """The way to the roster."""
    return Button(t.plain("roster-button"), RosterButton(organisation.id).pack())


def _left_out(not_read: NotRead, t: Texts) -> Html | None:
    """What stands in the file and was not read; None where all was."""
    names = [shortened(each, _SHEET_CHARACTERS) for each in not_read.sheets[:_MOST_SHEETS]]
    sheets = t.plain("list-comma").join(names)
    said = [
        t("roster-unread-rows", count=not_read.rows) if not_read.rows else None,
        t("roster-unread-columns") if not_read.columns else None,
        t("roster-unread-sheets", names=sheets, count=len(not_read.sheets)) if sheets else None,
    ]
    return lines(*said) if any(said) else None


def _counts(plan: RosterPlan, t: Texts) -> Html:
    return t("roster-counts", **{effect.value: plan.counts[effect] for effect in LineEffect})


def _changing(each: PlannedLine, t: Texts) -> Html:
    line = each.line
    kind = f"roster-line-{each.effect.value}"
    if each.invited:
        kind = "roster-line-invited"
    elif each.effect is LineEffect.NEW and each.mailbox is not None:
        kind = "roster-line-mailed"
    organisation = each.organisation.name if each.organisation is not None else line.organisation
    return t(kind, number=line.number, organisation=organisation, post=line.post, name=line.name)


def _faulty(each: PlannedLine, t: Texts) -> Html:
    said = t.plain("list-comma").join(
        t.plain(f"roster-fault-{fault.value}") for fault in each.faults
    )
    return t("roster-line-faulty", number=each.line.number, fault=said)
