"""A picture as a list of shapes, and its SVG."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.drawing.font import FAMILIES
from bot.views.pictures.measure import shortened, width
from scheduler.board.standing import ItemStanding
from scheduler.planning.lamps import Lamp

LIGHT = {
    "page": "#eef2f5",
    "card": "#ffffff",
    "ink": "#15202b",
    "muted": "#52606d",
    "line": "#dfe5ea",
    "ring": "#7a8794",
    "red": "#c62828",
    "yellow": "#f0a800",
    "green": "#2e7d32",
    "blue": "#1565c0",
    "on": "#ffffff",
    "on_yellow": "#2b1d00",
    "red_text": "#b71c1c",
    "yellow_text": "#7a4d00",
    "red_wash": "#fdecea",
    "yellow_wash": "#fff4d6",
    "now": "#e6eef7",
}
DARK = {
    "page": "#0e141a",
    "card": "#18212a",
    "ink": "#e9eef3",
    "muted": "#a3b1be",
    "line": "#2c3844",
    "ring": "#8593a0",
    "red": "#ff7168",
    "yellow": "#ffc247",
    "green": "#58c26a",
    "blue": "#6cabff",
    "on": "#0e141a",
    "on_yellow": "#2b1d00",
    "red_text": "#ff8d85",
    "yellow_text": "#ffcf70",
    "red_wash": "#3a1d1f",
    "yellow_wash": "#372b12",
    "now": "#22303d",
}
"""Colours by what they are for; those of lamps differ in brightness too."""


@dataclass
class Canvas:
    """Shapes are drawn in the order in which they are added; lengths are pixels."""

    wide: int
    high: int
    locale: str
    colours: dict[str, str]
    shapes: list[dict[str, Any]] = field(default_factory=list)

    def box(
        self, x: float, y: float, wide: float, high: float, fill: str, radius: float = 20
    ) -> None:
        """A rectangle with round corners."""
        self._add("box", x=x, y=y, wide=wide, high=high, fill=self.colours[fill], radius=radius)

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A thin rule."""
        self._add("line", x=x, y=y, to_x=to_x, to_y=to_y, stroke=self.colours["line"])

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        ink: str = "ink",
        *,
        anchor: str = "start",
        strong: bool = False,
        room: float | None = None,
    ) -> None:
        """Write on the baseline ``y``; what is wider than ``room`` is cut in the middle."""
        if room is not None:
            text = shortened(text, size, room)
        # The font has one weight: a thin outline makes it strong.
        outline = size / 36 if strong else 0
        self._add(
            "text",
            x=x - {"start": 0, "middle": 0.5, "end": 1}[anchor] * width(text, size),
            y=y,
            text=text,
            size=size,
            fill=self.colours[ink],
            outline=outline,
        )

    def lamp(
        self, x: float, y: float, radius: float, standing: ItemStanding, sign: str = ""
    ) -> None:
        """A lamp around the middle: told apart by its colour and, without colour, by form and sign."""
        colour = "ring" if standing is ItemStanding.OPEN else standing.lamp.value
        self._add(
            "lamp",
            x=x,
            y=y,
            r=radius,
            edge=max(2.5, radius / 8),
            colour=self.colours[colour],
            on=self.colours["on"],
            ground=self.colours["card"],
            hollow=standing in (ItemStanding.OPEN, ItemStanding.LATE),
            tick=standing.lamp is Lamp.GREEN,
        )
        if sign:
            size = radius * (1.2 if sign.isdigit() and len(sign) == 1 else 1.05)
            ink = "on_yellow" if standing.lamp is Lamp.YELLOW else "on"
            self.text(x, y + size * 0.36, sign, size, ink, anchor="middle", strong=True)

    def dash(self, x: float, y: float, radius: float) -> None:
        """Nothing is due there."""
        self._add("dash", x=x, y=y, r=radius, colour=self.colours["ring"])

    def svg(self) -> str:
        """The whole picture."""
        return _template().render(
            wide=self.wide,
            high=self.high,
            family=FAMILIES[self.locale],
            page=self.colours["page"],
            shapes=self.shapes,
        )

    def _add(self, kind: str, **values: Any) -> None:
        self.shapes.append({"kind": kind, **values})


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("canvas.svg")
