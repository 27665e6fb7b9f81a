"""Lines of the table: one for each comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

AT_LEAST: Final = ">="
AT_MOST: Final = "<="


@dataclass(frozen=True)
class Target:
    """A bound on the ratio of ours to the peer, or, if ``absolute``, on our figure itself."""

    sign: Literal[">=", "<="]
    bound: float
    absolute: bool = False


@dataclass(frozen=True)
class Line:
    """One comparison; ``unit`` is that of both figures, ``peer`` is None where nothing compares."""

    part: str
    case: str
    ours: float
    peer: float | None
    unit: str
    target: Target | None = None

    @property
    def ratio(self) -> float | None:
        """Ours to the peer's; None without a peer, or where that is zero."""
        return self.ours / self.peer if self.peer else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none, or nothing to compare with."""
        figure = self.ours if self.target and self.target.absolute else self.ratio
        if self.target is None or figure is None:
            return None
        if self.target.sign == AT_LEAST:
            return figure >= self.target.bound
        return figure <= self.target.bound
