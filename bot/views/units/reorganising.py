"""Name and place of an organisation, and changing them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.buttons.reorganising import (
    AskParentButton,
    DissolveButton,
    MergeButton,
    MergeChoiceButton,
    PlaceButton,
    RenameButton,
    ReorganiseButton,
)
from bot.conversation.buttons.units import UnitButton
from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, paragraphs, shortened
from bot.views.names import organisation_kind
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button, register_button
from clauses.library import Library
from scheduler.membership.finding import FoundOrganisation
from scheduler.roster.model import Organisation

_LABEL_CHARACTERS = 40
_OFFERED = 20


def place_screen(
    organisation: Organisation,
    parent: Organisation | None,
    library: Library,
    t: Texts,
    *,
    said: Html | None = None,
) -> Screen:
    """Its name, type and place; ``said`` is what has just been done."""
    id_ = organisation.id
    above = parent.name if parent else t.plain("register-no-parent")
    ask_parent = "reorganise-parent-change" if parent else "reorganise-parent-add"
    return Screen(
        paragraphs(
            said,
            lines(
                t("reorganise-name", name=organisation.name),
                t("reorganise-kind", kind=organisation_kind(organisation, library, t)),
                t("reorganise-parent", parent=above),
            ),
        ),
        (
            (
                Button(t.plain("reorganise-rename"), RenameButton(id_).pack()),
                Button(t.plain(ask_parent), AskParentButton(id_).pack()),
            ),
            (
                Button(t.plain("reorganise-merge"), MergeChoiceButton(id_).pack()),
                Button(t.plain("reorganise-dissolve"), DissolveButton(id_).pack()),
            ),
            (Button(t.plain("button-back"), UnitButton(id_).pack()),),
        ),
    )


def ask_name(organisation: Organisation, t: Texts) -> Screen:
    """Ask for another name."""
    return Screen(t("reorganise-ask-name", name=organisation.name), ((cancel_button(t),),))


def ask_parent(organisation: Organisation, t: Texts) -> Screen:
    """Ask for the name of the one above."""
    return Screen(t("reorganise-ask-parent", name=organisation.name), ((cancel_button(t),),))


def found_parents(
    organisation: Organisation, text: str, found: Sequence[FoundOrganisation], t: Texts
) -> Screen:
    """Those that the typed name may mean."""
    question = "reorganise-found" if found else "reorganise-none-found"
    buttons = tuple(
        (
            Button(
                shortened(hit.organisation.name, _LABEL_CHARACTERS),
                PlaceButton(organisation.id, hit.organisation.id).pack(),
            ),
        )
        for hit in found
        if hit.organisation.id != organisation.id
    )
    return Screen(t(question, text=text), (*buttons, (cancel_button(t),)))


def merge_choice(source: Organisation, targets: Sequence[Organisation], t: Texts) -> Screen:
    """Ask into which one it is to be merged."""
    back = (Button(t.plain("button-back"), ReorganiseButton(source.id).pack()),)
    if not targets:
        return Screen(t("reorganise-merge-none", name=source.name), (back,))
    buttons = tuple(
        (Button(shortened(each.name, _LABEL_CHARACTERS), MergeButton(source.id, each.id).pack()),)
        for each in targets[:_OFFERED]
    )
    return Screen(t("reorganise-merge-ask", name=source.name), (*buttons, back))


def merge_question(source: Organisation, target: Organisation, t: Texts) -> Screen:
    """Ask whether it is really to be merged."""
    sure = MergeButton(source.id, target.id, sure=True).pack()
    return Screen(
        t("reorganise-merge-sure", name=source.name, into=target.name),
        (_verdicts(source, "reorganise-merge-yes", sure, t),),
    )


def dissolve_question(organisation: Organisation, t: Texts) -> Screen:
    """Ask whether it is really to be deleted."""
    sure = DissolveButton(organisation.id, sure=True).pack()
    return Screen(
        t("reorganise-dissolve-sure", name=organisation.name),
        (_verdicts(organisation, "reorganise-dissolve-yes", sure, t),),
    )


def dissolved(organisation: Organisation, t: Texts) -> Screen:
    """It is not there any more."""
    return Screen(
        t("reorganise-dissolved", name=organisation.name), ((register_button(t, another=True),),)
    )


def merged(source: Organisation, target: Organisation, t: Texts) -> Screen:
    """It belongs to the other one now."""
    unit = Button(t.plain("unit-button"), UnitButton(target.id).pack())
    return Screen(t("reorganise-merged", name=source.name, into=target.name), ((unit,),))


def _verdicts(organisation: Organisation, yes: str, sure: str, t: Texts) -> tuple[Button, Button]:
    return (
        Button(t.plain(yes), sure),
        Button(t.plain("button-back"), ReorganiseButton(organisation.id).pack()),
    )
