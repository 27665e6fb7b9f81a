"""The organisations that nobody manages any more, for an operator."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines
from scheduler.roster.model import Organisation


def orphan_list(organisations: Sequence[Organisation], t: Texts) -> Html:
    """With their ids, and how one of them is given a manager."""
    if not organisations:
        return t("admin-orphans-none")
    return lines(
        t("admin-manager-usage"),
        *(t("admin-orphan", id=each.id, organisation=each.name) for each in organisations),
    )
