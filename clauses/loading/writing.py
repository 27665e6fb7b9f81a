"""Values as they are written in the files of a pack: the way back from ``building``."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from clauses.cadence import Cadence, Continuous, NotStated, OnEvent, Quota, Regular
from clauses.model import Proposal

_WORDS = {Continuous: "continuous", Regular: "regular", NotStated: "not-stated"}


def cadence_values(cadence: Cadence) -> str | dict[str, Any]:
    """A cadence as it is written in the files."""
    if not isinstance(cadence, Quota | OnEvent):
        return _WORDS[type(cadence)]
    values = _stated(cadence)
    if isinstance(cadence, Quota):
        values["per"] = cadence.per.value
        if values.pop("exact"):
            values = {"times": values.pop("at_least"), **values}
    if "term_years" not in values:
        values.pop("prepare_months", None)
    return values


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
