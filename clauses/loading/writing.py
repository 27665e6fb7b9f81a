"""Values as they are written in the files of a pack, and cadences back from there."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from clauses.cadence import (
    Cadence,
    Continuous,
    DueDay,
    NotStated,
    OnEvent,
    Per,
    Quota,
    Regular,
    Season,
)
from clauses.model import Proposal

_WORDS: dict[str, Cadence] = {
    "continuous": Continuous(),
    "regular": Regular(),
    "not-stated": NotStated(),
}


def cadence_values(cadence: Cadence) -> str | dict[str, Any]:
    """A cadence as it is written in the files."""
    if not isinstance(cadence, Quota | OnEvent):
        return next(word for word, each in _WORDS.items() if each == cadence)
    values = _stated(cadence)
    if isinstance(cadence, Quota):
        values["per"] = cadence.per.value
        if values.pop("exact"):
            values = {"times": values.pop("at_least"), **values}
    if "term_years" not in values:
        values.pop("prepare_months", None)
    return values


def cadence_of(values: str | dict[str, Any]) -> Cadence:
    """What :func:`cadence_values` wrote."""
    if isinstance(values, str):
        return _WORDS[values]
    return dated_of(values)


def dated_of(values: dict[str, Any]) -> Quota | OnEvent:
    """What :func:`cadence_values` wrote of a cadence that has dates."""
    return OnEvent(**values) if "event" in values else _quota_of(values)


def _quota_of(cadence: dict[str, Any]) -> Quota:
    values = dict(cadence, per=Per(cadence["per"]), months=tuple(cadence.get("months", ())))
    if "times" in values:
        values |= {"at_least": values.pop("times"), "exact": True}
    if "due" in values:
        values["due"] = DueDay(**values["due"])
    if "season" in values:
        values["season"] = Season(**values["season"])
    if "every_second_from" in values:
        values["every_second_from"] = date.fromisoformat(values["every_second_from"])
    return Quota(**values)


def _stated(cadence: Quota | OnEvent) -> dict[str, Any]:
    """The fields that say something."""
    given = asdict(cadence, dict_factory=_without_none)
    months = given.pop("months", ())
    return given | ({"months": list(months)} if months else {})


def _without_none(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The fields that are set; a day as it is written."""
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in pairs if v is not None}


def proposal_values(proposal: Proposal) -> dict[str, Any]:
    """A proposal as it is written in the files."""
    values: dict[str, Any] = {
        "place": proposal.place,
        "words": proposal.words,
        "strength": proposal.strength.value,
    }
    if proposal.subject_words:
        values["subject_words"] = proposal.subject_words
    if proposal.cadence is not None:
        values["cadence"] = cadence_values(proposal.cadence)
    if proposal.unexpressed:
        values["unexpressed"] = proposal.unexpressed
    return values
