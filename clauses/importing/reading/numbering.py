"""Automatic numbering of Word paragraphs: the 第一条 that is in no text.

A paragraph is numbered by its own properties or by its style, or one that this style is based on.
The forms stand in numbering.xml: abstract lists with levels, and lists that use them, perhaps
beginning elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from clauses.words import WordTable

_LEVELS = 9
_WORDS = WordTable("importing.toml", "numbering")
_STEMS = WordTable("importing.toml", "numbering-stems")
_DIGITS = _WORDS.text("digits")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
    "japaneseDigitalTenThousand",
    "koreanCounting",
}
_FORMAL = {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}
_ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")]
_ROMAN += [(40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int
    space: str
    style: str | None
    restart: int | None
    legal: bool


@dataclass
class _List:
    """A w:num: the levels it shows, and the counters that it shares with its abstract list."""

    levels: dict[int, _Level]
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document; paragraphs have to come in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._styles = {
            style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))
        }
        abstract = {
            each.get(qn("w:abstractNumId")): each for each in _all(numbering, "abstractNum")
        }
        shared: dict[str, dict[int, int]] = {}
        self._lists: dict[str, _List] = {}
        for num in _all(numbering, "num"):
            id_ = _value(num, "abstractNumId")
            levels = self._levels(abstract, numbering, id_, depth=0)
            counters = shared.setdefault(id_ or "", {})
            overrides = num.findall(qn("w:lvlOverride"))
            if overrides:
                levels = levels | dict(_overridden(overrides, levels))
                counters = {}
            self._lists[num.get(qn("w:numId"))] = _List(levels, counters)

    def label(self, paragraph: Any) -> str:
        """The number that Word shows before this paragraph with the space after it, or nothing."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        list_, at = found
        level = list_.levels.get(at)
        if level is None:
            return ""
        counters = list_.counters
        counters[at] = counters.get(at, level.start - 1) + 1
        for deeper in range(at + 1, _LEVELS):
            restart = list_.levels[deeper].restart if deeper in list_.levels else None
            if restart != 0 and (restart is None or at < restart):
                counters.pop(deeper, None)
        if level.form in ("bullet", "none"):
            return ""

        def number(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            shown = list_.levels.get(index, level)
            form = "decimal" if level.legal else shown.form
            return _written(counters.get(index, shown.start), form)

        return _PLACE.sub(number, level.text) + level.space

    def _list_of(self, paragraph: Any) -> tuple[_List, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        own = properties.find(qn("w:numPr")) if properties is not None else None
        style = _value(properties, "pStyle") if properties is not None else None
        id_, at = _reference(own)
        by_style, style_level = self._by_style(style or self._default_style())
        id_ = id_ if id_ is not None else by_style
        if id_ is None or id_ not in self._lists:  # "0" takes the numbering of a style away
            return None
        if at is None and own is None:
            at = style_level
        return self._lists[id_], at or 0

    def _default_style(self) -> str | None:
        for id_, style in self._styles.items():
            if (
                style.get(qn("w:default")) in ("1", "true")
                and style.get(qn("w:type")) == "paragraph"
            ):
                return str(id_)
        return None

    def _by_style(self, style: str | None) -> tuple[str | None, int | None]:
        """List and level that a style gives: the nearest that it is based on decides."""
        seen: list[str] = []
        id_: str | None = None
        level: int | None = None
        while style is not None and style in self._styles and style not in seen:
            seen.append(style)
            properties = self._styles[style].find(qn("w:pPr"))
            numbered = properties.find(qn("w:numPr")) if properties is not None else None
            here, at = _reference(numbered)
            id_ = id_ if id_ is not None else here
            level = level if level is not None else at
            style = _value(self._styles[style], "basedOn")
        if id_ in self._lists:
            for number, each in self._lists[id_].levels.items():
                if each.style in seen:
                    return id_, number
        return id_, level

    def _levels(
        self, abstract: dict[str, Any], numbering: Any, id_: str | None, *, depth: int
    ) -> dict[int, _Level]:
        element = abstract.get(id_ or "")
        if element is None:
            return {}
        levels = {
            int(lvl.get(qn("w:ilvl"), "0")): _level(lvl) for lvl in element.findall(qn("w:lvl"))
        }
        linked = _value(element, "numStyleLink")
        if levels or linked is None or depth > 3:
            return levels
        list_id, _ = self._style_numbering(linked)
        for num in _all(numbering, "num"):
            if num.get(qn("w:numId")) == list_id:
                other = _value(num, "abstractNumId")
                return self._levels(abstract, numbering, other, depth=depth + 1)
        return {}

    def _style_numbering(self, style: str) -> tuple[str | None, int | None]:
        element = self._styles.get(style)
        properties = element.find(qn("w:pPr")) if element is not None else None
        return _reference(properties.find(qn("w:numPr")) if properties is not None else None)


def _all(numbering: Any, tag: str) -> list[Any]:
    return [] if numbering is None else list(numbering.findall(qn(f"w:{tag}")))


def _value(element: Any, tag: str) -> str | None:
    found = element.find(qn(f"w:{tag}"))
    return None if found is None else found.get(qn("w:val"))


def _reference(numbered: Any) -> tuple[str | None, int | None]:
    if numbered is None:
        return None, None
    level = _value(numbered, "ilvl")
    return _value(numbered, "numId"), int(level) if level is not None else None


def _level(element: Any) -> _Level:
    start, restart = _value(element, "start"), _value(element, "lvlRestart")
    legal = element.find(qn("w:isLgl"))
    suffix = _value(element, "suff")
    return _Level(
        form=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        start=int(start) if start is not None else 1,
        space="" if suffix == "nothing" else " ",
        style=_value(element, "pStyle"),
        restart=int(restart) if restart is not None else None,
        legal=legal is not None and legal.get(qn("w:val")) not in ("0", "false"),
    )


def _overridden(overrides: list[Any], levels: dict[int, _Level]) -> list[tuple[int, _Level]]:
    found = []
    for override in overrides:
        at = int(override.get(qn("w:ilvl"), "0"))
        replaced = override.find(qn("w:lvl"))
        level = _level(replaced) if replaced is not None else levels.get(at)
        start = _value(override, "startOverride")
        if level is not None and start is not None:
            level = _Level(**{**vars(level), "start": int(start)})
        if level is not None:
            found.append((at, level))
    return found


def _written(number: int, form: str) -> str:
    if form in _CHINESE:
        return _chinese(number)
    if form in _FORMAL:
        return _chinese(number).translate(
            str.maketrans(_WORDS.text("counting"), _WORDS.text("formal"))
        )
    if form in _STEMS and 0 < number <= len(_STEMS.text(form)):
        return _STEMS.text(form)[number - 1]
    if form.startswith("decimalEnclosedCircle") and 0 < number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _chinese(number: int) -> str:
    """十二, 一百零五, 二千零一十九; Arabic from ten thousand."""
    if not 0 < number < 10_000:
        return str(number)
    out, gap = "", False
    for value, unit in zip((1000, 100, 10, 1), (*_WORDS.words("units"), ""), strict=True):
        digit, number = divmod(number, value)
        if digit:
            out += (_DIGITS[0] if gap else "") + _DIGITS[digit] + unit
        gap = bool(out) and not digit
    return out[1:] if out.startswith(_WORDS.text("ten-to-nineteen")) else out


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out
