"""What kind of thing a question asks beside its aspect: what follows, how it goes, why; may or must."""

from __future__ import annotations

from enum import StrEnum

from clauses.words import WordTable

_KINDS = WordTable("questions.toml", "kinds")
_MODES = WordTable("questions.toml", "modes")


class KindAsked(StrEnum):
    """A kind of thing that a text may state of a rule."""

    CONSEQUENCE = "consequence"
    PROCEDURE = "procedure"
    REASON = "reason"


class ModeAsked(StrEnum):
    """How a question asks for permission or obligation."""

    MAY_LEAVE = "may-leave"
    """May it be left: 不开行吗."""
    MUST = "must"
    MAY = "may"


_KIND_PATTERNS = {kind: _KINDS.pattern(kind.value) for kind in KindAsked}
_HOW = WordTable("questions.toml", "how").pattern("said")
_NEGLECT = WordTable("questions.toml", "neglect").pattern("said")
_MODE_PATTERNS = {mode: _MODES.pattern(mode.value) for mode in ModeAsked}


def asks_how(text: str) -> bool:
    """Whether a folded question may ask how something goes, though not in so many words."""
    return _HOW.search(text) is not None


def speaks_of_neglect(text: str) -> bool:
    """Whether a folded question says that something was not done or not kept."""
    return _NEGLECT.search(text) is not None


def kind_asked(text: str) -> KindAsked | None:
    """The kind that a folded question asks for in so many words; None where it asks something else."""
    return next((kind for kind, said in _KIND_PATTERNS.items() if said.search(text)), None)


def mode_asked(text: str) -> ModeAsked | None:
    """Whether a folded question asks what may be left, must be, or may be done."""
    return next((mode for mode, said in _MODE_PATTERNS.items() if said.search(text)), None)
