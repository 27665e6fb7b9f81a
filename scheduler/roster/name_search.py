"""Finding an organisation by what somebody types of its name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from clauses.characters.folding import fold, fold_question
from scheduler.roster.likeness import numbers_agree
from scheduler.roster.model import OrganisationId

MINIMUM = 2
"""Folded characters below which nothing is searched: one character would list everybody."""

MOST = 10
"""Results given at most."""

_CUTOFF = 75.0


def closest(text: str, names: Mapping[OrganisationId, str]) -> list[OrganisationId]:
    """The organisations whose name is closest to ``text``, best first, at most ``MOST``.

    Script, width, case and spaces do not matter. Names that contain the text come first, the
    shortest ahead; then those that nearly do (RapidFuzz ``partial_ratio`` of at least 75 of 100), unless their numbers differ.
    Equal ones are in order of id.
    """
    if not is_searchable(text):
        return []
    wanted = folded_query(text)
    folded = {id_: folded_name(name) for id_, name in names.items()}
    containing = [id_ for id_, name in folded.items() if wanted in name]
    ranked = sorted(containing, key=lambda id_: (len(folded[id_]), id_))[:MOST]
    if len(ranked) < MOST:
        others = {
            id_: name
            for id_, name in folded.items()
            if wanted not in name and numbers_agree(text, names[id_])
        }
        near = process.extract(
            wanted, others, scorer=fuzz.partial_ratio, score_cutoff=_CUTOFF, limit=None
        )
        near.sort(key=lambda hit: (-hit[1], len(hit[0]), hit[2]))
        ranked.extend(id_ for _, _, id_ in near[: MOST - len(ranked)])
    return ranked


def is_searchable(text: str) -> bool:
    """Whether there is enough of a name in it."""
    return len(folded_query(text)) >= MINIMUM


def folded_query(text: str) -> str:
    """What somebody typed, as it is looked for in a :func:`folded_name`."""
    return _joined(fold_question(text))


@lru_cache(maxsize=16384)
def folded_name(name: str) -> str:
    """A name in the form in which parts of it are looked for."""
    return _joined(fold(name))


def _joined(folded: str) -> str:
    return folded.replace(" ", "")
