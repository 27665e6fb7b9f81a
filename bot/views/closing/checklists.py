"""A body's yearly self-assessment on the points of a standard."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.buttons.closing import (
    ChecklistFileButton,
    ChecklistMetButton,
    ChecklistPointButton,
    ChecklistProofButton,
    ChecklistsButton,
)
from bot.conversation.buttons.units import UnitButton, short_number
from bot.texts.catalogue import Html, Texts
from bot.views.duties.names import BUTTON_CELLS, clipped
from bot.views.layout import lines, paragraphs
from bot.views.names import person_name, source_name
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from scheduler.closing.checklists import CheckedPoint, Checklist
from scheduler.roster.model import Organisation


def checklists_screen(
    organisation: Organisation,
    year: int,
    checklists: Sequence[Checklist],
    t: Texts,
    *,
    this_year: int,
) -> Screen:
    """Every checklist with how far it is said, a point on each button."""
    blocks = [_block(each, t) for each in checklists]
    rows = [
        (
            Button(
                clipped(t.called(point), BUTTON_CELLS),
                ChecklistPointButton(
                    organisation.id, year, _number(each), short_number(point)
                ).pack(),
            ),
        )
        for each in checklists
        for point in each.points
    ]
    years = [Button(t.plain("checked-year", year=year - 1), _years(organisation, year - 1))]
    if year < this_year:
        years.append(Button(t.plain("checked-year", year=year + 1), _years(organisation, year + 1)))
    back = Button(t.plain("button-back"), UnitButton(organisation.id).pack())
    head = lines(t("checked-title", year=year), t("unit-name", organisation=organisation.name))
    hint = t("checked-hint") if checklists else t("checked-none")
    return Screen(paragraphs(head, *blocks, hint), (*rows, (*years, back)))


def point_screen(checklist: Checklist, point: str, t: Texts) -> Screen:
    """One point: what was said of it, and what can be said."""
    said = checklist.said.get(point)
    key = checklist.organisation.id, checklist.year, _number(checklist), short_number(point)
    text = paragraphs(
        lines(
            t("checked-point", text=t.called(point)),
            t("checked-of", name=t.called(checklist.standard.title), year=checklist.year),
            t("unit-name", organisation=checklist.organisation.name),
        ),
        _said(said, t),
    )
    rows: list[tuple[Button, ...]] = [
        (
            Button(t.plain("checked-yes"), ChecklistMetButton(*key, met=True).pack()),
            Button(t.plain("checked-no"), ChecklistMetButton(*key, met=False).pack()),
        ),
        (Button(t.plain("checked-add"), ChecklistProofButton(*key).pack()),),
    ]
    if said is not None and said.proof is not None:
        rows.append((Button(t.plain("checked-see"), ChecklistFileButton(*key).pack()),))
    back = Button(t.plain("button-back"), _years(checklist.organisation, checklist.year))
    return Screen(text, (*rows, (back,)))


def ask_proof(checklist: Checklist, point: str, t: Texts) -> Screen:
    """Ask for a note or a file, with what must not be sent."""
    question = t("checked-ask", text=t.called(point), year=checklist.year)
    return Screen(lines(question, t("no-secrets")), ((cancel_button(t),),))


def _block(checklist: Checklist, t: Texts) -> Html:
    told = [
        t(f"checked-line-{_mark(checklist.said.get(point))}", text=t.called(point))
        for point in checklist.points
    ]
    source = source_name(checklist.standard.citations, t)
    return lines(
        t("checked-name", name=t.called(checklist.standard.title)),
        *told,
        t("item-source", source=source) if source else None,
    )


def _mark(said: CheckedPoint | None) -> str:
    if said is None or said.met is None:
        return "open"
    return "yes" if said.met else "no"


def _said(said: CheckedPoint | None, t: Texts) -> Html:
    if said is None:
        return t("checked-nothing")
    return lines(
        t(f"checked-state-{_mark(said)}", name=person_name(said.by_name, t)),
        t("review-note", note=said.note) if said.note else None,
        t("item-entry-files", count=1) if said.proof else None,
    )


def _number(checklist: Checklist) -> int:
    return short_number(checklist.standard.ref)


def _years(organisation: Organisation, year: int) -> str:
    return ChecklistsButton(organisation.id, year).pack()
