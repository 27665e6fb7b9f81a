"""``/forgetme``: what is kept of somebody, in words and as a file, and what erasing it means."""

from __future__ import annotations

import json
from typing import Any

from bot.conversation.buttons.forgetting import ForgetAct, ForgetButton, ForgetForButton
from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, paragraphs
from bot.views.names import person_name
from bot.views.screen import Button, Screen
from scheduler.forgetting.kept import TABLES, Kept
from scheduler.roster.model import PersonId

_MOST_NAMED = 5
"""Organisations that would be left without a manager, by name."""


def kept_screen(kept: Kept, t: Texts) -> Screen:
    """What is kept, counted, and what can be done about it."""
    return Screen(
        paragraphs(t("forget-title"), _counted(kept, t), t("forget-can")),
        (
            (_button("file", ForgetAct.FILE, kept.person.id, t),),
            (_button("ask", ForgetAct.ASK, kept.person.id, t),),
        ),
    )


def ask_screen(kept: Kept, t: Texts) -> Screen:
    """What erasing does, what it cannot do, and whether it is really wanted."""
    return Screen(
        paragraphs(t("forget-ask"), _meaning(kept, t), t("forget-for-good")),
        (
            (
                _button("sure", ForgetAct.SURE, kept.person.id, t),
                _button("keep", ForgetAct.SHOW, kept.person.id, t),
            ),
        ),
    )


def ask_for_screen(kept: Kept, t: Texts) -> Screen:
    """The same to an operator, about somebody else."""
    name = person_name(kept.person.name, t)
    return Screen(
        paragraphs(
            t("forget-ask-for", name=name), _counted(kept, t), _meaning(kept, t, by_operator=True)
        ),
        (
            tuple(
                Button(
                    t.plain(f"forget-{label}-button"),
                    ForgetForButton(kept.person.id, sure).pack(),
                )
                for label, sure in (("sure", True), ("keep", False))
            ),
        ),
    )


def erased_screen(t: Texts) -> Screen:
    """It is done."""
    return Screen(paragraphs(t("forget-done"), t("forget-cannot")))


def nothing_screen(t: Texts) -> Screen:
    """Nothing is kept of whoever asks."""
    return Screen(t("forget-nothing"))


def kept_file(kept: Kept, t: Texts) -> bytes:
    """All of it as JSON that people can read, under headings in their language."""
    content: dict[str, Any] = {
        t.plain("forget-file-made"): kept.at.isoformat(timespec="seconds"),
        t.plain("forget-file-person"): dict(kept.settings),
    }
    for kind, tables in TABLES.items():
        found = {table: list(kept.rows[table]) for table in tables if table in kept.rows}
        if found:
            content[t.plain(f"forget-of-{kind.value}")] = found
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _counted(kept: Kept, t: Texts) -> Html:
    counted = (
        t("forget-count", kind=t.plain(f"forget-of-{kind.value}"), count=count)
        for kind, count in kept.counts().items()
    )
    return lines(t("forget-person", name=person_name(kept.person.name, t)), *counted)


def _meaning(kept: Kept, t: Texts, *, by_operator: bool = False) -> Html:
    alone = t.plain("list-comma").join(kept.manages_alone[:_MOST_NAMED])
    more = len(kept.manages_alone) > _MOST_NAMED
    of_whom = "other" if by_operator else "own"
    return paragraphs(
        lines(
            t("forget-goes", whose=of_whom),
            t("forget-leaves", whose=of_whom),
            t("forget-stays"),
            t("forget-alone", organisations=alone, more=str(more)) if alone else None,
        ),
        t("forget-cannot"),
    )


def _button(label: str, act: ForgetAct, person_id: PersonId, t: Texts) -> Button:
    return Button(t.plain(f"forget-{label}-button"), ForgetButton(person_id, act).pack())
