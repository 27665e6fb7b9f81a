"""What the styles of a page do not show. Styles from other files are not known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import lxml.html

_NOT_SHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:opacity|font-size)\s*:\s*0(?:\.0+)?(?:px|pt|em|%)?\s*(?:[;!]|$)"
    r"|(?=.*overflow\s*:\s*hidden).*(?<![-\w])(?:max-)?height\s*:\s*0(?:px|%)?\s*(?:[;!]|$)"
    r"|(?<![-\w])color\s*:\s*transparent"
    r"|(?<![-\w])(?:left|top|text-indent)\s*:\s*-[0-9]{3,}(?:px|em|pt)",
    re.I | re.S,
)
_SHOWN = re.compile(r"display\s*:\s*(?!none)\w|visibility\s*:\s*visible", re.I)
_STRUCK = re.compile(r"text-decoration[-\w]*\s*:[^;]*line-through", re.I)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NOTES = re.compile(r"/\*.*?\*/", re.S)
_CONDITION = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
"""Rules for printing, for narrow screens and the like."""

_COMPOUND = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+|\[[\w-]+(?:=[^\]]+)?\])*)", re.I)
_PART = re.compile(r"([.#])([\w-]+)|\[([\w-]+)(?:=[\"']?([^\]\"']*)[\"']?)?\]")
_SHOWN_BY_SCRIPT = frozenset(["js_content"])
"""Ids of what a page shows once its script has run: the text of an official account."""


@dataclass(frozen=True)
class _Compound:
    """``p.old[data-x]``: a tag, or an empty one, and attributes that hold a word or are there at all."""

    tag: str
    words: frozenset[tuple[str, str]]
    attributes: frozenset[tuple[str, str | None]]

    def fits(self, element: lxml.html.HtmlElement) -> bool:
        """Whether an element is one of these."""
        return (
            self.tag in ("", element.tag)
            and all(word in (element.get(name) or "").split() for name, word in self.words)
            and all(
                (found := element.get(name)) is not None and value in (None, found)
                for name, value in self.attributes
            )
        )


@dataclass(frozen=True)
class _Rule:
    """A selector of elements inside elements, and whether what it selects is hidden."""

    compounds: tuple[_Compound, ...]
    hides: bool

    @property
    def rank(self) -> tuple[int, int, int]:
        """The stronger one of two rules has the higher rank."""
        words = [word for compound in self.compounds for word in compound.words]
        ids = sum(name == "id" for name, _ in words)
        attributes = sum(len(compound.attributes) for compound in self.compounds)
        return ids, len(words) - ids + attributes, sum(bool(each.tag) for each in self.compounds)

    def fits(self, element: lxml.html.HtmlElement) -> bool:
        """Whether an element is selected."""
        *around, own = self.compounds
        if not own.fits(element):
            return False
        above = element.iterancestors()
        return all(any(each.fits(outer) for outer in above) for each in reversed(around))


class PageStyles:
    """The styles that stand in a page."""

    def __init__(self, root: lxml.html.HtmlElement) -> None:
        rules = [
            rule
            for style in root.iter("style")
            for rule in _rules(_CONDITION.sub("", _NOTES.sub("", style.text or "")))
        ]
        self._hiding = [(at, rule) for at, rule in enumerate(rules) if rule.hides]
        self._showing = [(at, rule) for at, rule in enumerate(rules) if not rule.hides]

    def hide(self, element: lxml.html.HtmlElement) -> bool:
        """Whether an element itself is not shown; what is around it is another question."""
        if element.get("id") in _SHOWN_BY_SCRIPT:
            return False
        own = element.get("style") or ""
        if _NOT_SHOWN.search(own):
            return True
        hiding = _strongest(self._hiding, element)
        if hiding is None or _SHOWN.search(own):
            return False
        showing = _strongest(self._showing, element)
        return showing is None or showing < hiding


def _strongest(
    rules: Sequence[tuple[int, _Rule]], element: lxml.html.HtmlElement
) -> tuple[tuple[int, int, int], int] | None:
    """Rank and place of the rule that counts for an element."""
    return max(((rule.rank, at) for at, rule in rules if rule.fits(element)), default=None)


def is_struck(element: lxml.html.HtmlElement) -> bool:
    """Whether an element is crossed out."""
    return _STRUCK.search(element.get("style") or "") is not None


def _rules(styles: str) -> Iterator[_Rule]:
    for selectors, declared in _RULE.findall(styles):
        hides = _NOT_SHOWN.search(declared) is not None
        if hides or _SHOWN.search(declared):
            for selector in selectors.split(","):
                compounds = [_compound(each) for each in re.split(r"[\s>]+", selector.strip())]
                if compounds and None not in compounds:
                    yield _Rule(tuple(filter(None, compounds)), hides)


def _compound(written: str) -> _Compound | None:
    """None for one that depends on anything else (:hover, a + b)."""
    found = _COMPOUND.fullmatch(written)
    if found is None or not written:
        return None
    parts = [part.groups() for part in _PART.finditer(found[2])]
    return _Compound(
        (found[1] or "").lower().strip("*"),
        frozenset(("class" if sign == "." else "id", word) for sign, word, *_ in parts if sign),
        frozenset((name, value) for sign, _, name, value in parts if not sign),
    )
