"""The words of a Word paragraph: those that are shown, and the others with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docx.oxml.ns import qn

from clauses.importing.reading.content import Unread

Words = tuple[str, Unread | None]
"""Some words of a paragraph, and why they are not among its text; None for those that are."""

_CHARACTERS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A text box comes twice, once for old programs."""

_NO_TEXT = frozenset(
    [*map(qn, ("w:instrText", "w:delInstrText", "w:pPr", "w:rPr", "w:sdtPr")), FALLBACK]
)
WORDS = (
    qn("w:t"),
    qn("w:delText"),
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
)
"""Elements that hold words; the last one those of a formula."""

_DELETED = frozenset(map(qn, ("w:del", "w:moveFrom")))
DELETED_OR_OLD = frozenset([*_DELETED, FALLBACK])
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}


class ParagraphText:
    """Reads the words of paragraphs; a note is read where it is referred to, once.

    ``notes`` are the words of each note by its part and id.
    """

    def __init__(self, styles: Any, notes: Mapping[tuple[str, str], str]) -> None:
        self._styles = {
            style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))
        }
        self._usual = next(
            (
                style.get(qn("w:styleId"))
                for style in self._styles.values()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1"
            ),
            None,
        )
        defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._hidden_by_default = _vanishes(defaults) is True
        self.notes = dict(notes)

    def words(self, paragraph: Any) -> Iterator[Words]:
        """Stretches of words in order; those of text boxes are none of them."""
        yield from self._words(paragraph, self._of_paragraph(paragraph))

    def reason(self, box: Any) -> Unread | None:
        """Why the words of a text box are none of the text, by what it stands in."""
        for element in box.iterancestors():
            if element.tag == qn("w:p"):
                return self._of_paragraph(element)
            if (reason := self._reason(element, None)) is not None:
                return reason
        return None

    def _of_paragraph(self, paragraph: Any) -> Unread | None:
        style = _value(paragraph.find(qn("w:pPr")), "pStyle") or self._usual
        hidden = self._hides(style)
        return Unread.HIDDEN if (self._hidden_by_default if hidden is None else hidden) else None

    def runs_on(self, paragraph: Any) -> bool:
        """Whether the end of the paragraph is deleted or hidden: the next one goes on with it."""
        properties = paragraph.find(qn("w:pPr"))
        mark = properties.find(qn("w:rPr")) if properties is not None else None
        if mark is None:
            return False
        return any(mark.find(tag) is not None for tag in _DELETED) or _vanishes(mark) is True

    def _words(self, element: Any, reason: Unread | None) -> Iterator[Words]:
        for child in element:
            tag = child.tag
            if tag in WORDS:
                yield child.text or "", reason
            elif tag in _CHARACTERS:
                yield _CHARACTERS[tag], reason
            elif tag in _NOTES:
                note = self.notes.pop((_NOTES[tag], child.get(qn("w:id"))), "")
                yield note, Unread.FOOTNOTE
            elif tag not in _NO_TEXT and tag != qn("w:txbxContent"):
                yield from self._words(child, self._reason(child, reason))

    def _reason(self, element: Any, around: Unread | None) -> Unread | None:
        """Why the words of an element are none of the text, or those of what it stands in."""
        if element.tag in _DELETED:
            return Unread.DELETED
        if element.tag == qn("w:rt"):
            return Unread.READING
        if element.tag == qn("w:sdt") and shows_placeholder(element):
            return Unread.PLACEHOLDER
        if element.tag == qn("w:r") and around in (None, Unread.HIDDEN):
            properties = element.find(qn("w:rPr"))
            own = _vanishes(properties)
            hidden = self._hides(_value(properties, "rStyle")) if own is None else own
            if _is_struck(properties) and not hidden:
                return Unread.DELETED
            return around if hidden is None else Unread.HIDDEN if hidden else None
        return around

    def _hides(self, style: str | None) -> bool | None:
        """Whether a style, or one that it is based on, hides its text; None where none says so."""
        seen: set[str] = set()
        while style is not None and style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            if (hidden := _vanishes(element.find(qn("w:rPr")))) is not None:
                return hidden
            style = _value(element, "basedOn")
        return None


def shows_placeholder(control: Any) -> bool:
    """Whether a control shows only what asks for its content."""
    properties = control.find(qn("w:sdtPr"))
    return properties is not None and is_on(properties.find(qn("w:showingPlcHdr"))) is True


def _vanishes(properties: Any) -> bool | None:
    return None if properties is None else is_on(properties.find(qn("w:vanish")))


def _is_struck(properties: Any) -> bool:
    """Whether the words are crossed out."""
    return properties is not None and any(
        is_on(properties.find(qn(tag))) for tag in ("w:strike", "w:dstrike")
    )


def is_on(switch: Any) -> bool | None:
    """Whether a property is set; None without it."""
    return None if switch is None else switch.get(qn("w:val")) not in ("0", "false", "off")


def _value(element: Any, tag: str) -> str | None:
    found = None if element is None else element.find(qn(f"w:{tag}"))
    return None if found is None else found.get(qn("w:val"))
