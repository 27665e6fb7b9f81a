"""Question sets: JSON lines, each with the refs that count as right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

_FOLDER = Path(__file__).parents[2] / "answers"

SET_ASIDE = tuple(
    _FOLDER / f"{name}.jsonl"
    for name in ("held_out", "clerks_held_out", "voices_held_out", "callers_held_out")
)
"""The sets of the project that nothing is tuned on."""


class BadQuestionSet(Exception):
    """A file is no question set; the text names it and the line."""


@dataclass(frozen=True, config=ConfigDict(extra="forbid", strict=True))
class Asked:
    """A question, and the refs any of which is right; none where it should not be answered.

    ``previous`` is the question before it, ``asker`` the id of the post of the asker, ``each`` the
    refs for each of two questions in one.
    """

    kind: str
    question: str
    status: str
    refs: tuple[str, ...] = ()
    previous: str | None = None
    asker: str | None = None
    each: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        if self.answerable and not self.refs:
            raise ValueError("an answered question needs refs")

    @property
    def answerable(self) -> bool:
        """Whether the packs hold the answer; any other question should be refused."""
        return self.status == "answered"


_QUESTION = TypeAdapter(Asked)


def read_sets(files: Iterable[Path]) -> tuple[Asked, ...]:
    """Every question of the files, in their order.

    Raises:
        BadQuestionSet: a file cannot be read, or a line of it is not a question.
    """
    return tuple(asked for file in files for asked in _read(file))


def _read(file: Path) -> Sequence[Asked]:
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestionSet(f"{file}: {error}") from error
    # Only line feeds end a line: a question may hold U+2028 unescaped.
    numbered = enumerate(text.split("\n"), start=1)
    return [_asked(line, f"{file}:{number}") for number, line in numbered if line.strip()]


def _asked(line: str, place: str) -> Asked:
    try:
        return _QUESTION.validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadQuestionSet(f"{place}: {field} {first['msg']}".replace("  ", " ")) from error
