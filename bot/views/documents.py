"""What is said of a document that was read, or could not be."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, shortened
from clauses.errors import UnreadableSource
from clauses.importing.drafting.draft import LeftOut
from clauses.importing.reading.content import DocumentRefused, Omission, Unread

_SHOWN = 5
_LONGEST = 40
_AROUND = frozenset({Unread.NAVIGATION, Unread.PAGE_EDGE})
"""What stands around a text and is none of it."""


def refusal_id(refused: UnreadableSource | DocumentRefused) -> str:
    """The message that says why a document cannot be read; it takes ``file`` and the details."""
    # packs-import-broken tells of damaged passages in a text.
    reason = "broken-file" if refused.reason == "broken" else refused.reason
    return f"packs-import-{reason}"


def unread_lines(kind: str, unread: Sequence[Omission], t: Texts) -> Html | None:
    """What the reader left out and why, a few of them; None where that is nothing of the text."""
    told = [each for each in unread if each.reason not in _AROUND]
    if not told:
        return None
    return lines(
        t("list-left-unread", count=len(told)),
        *(
            t(
                "packs-import-left-out-line",
                place=place(each, kind, t),
                role=each.reason.value,
                text=shortened(each.text, _LONGEST),
            )
            for each in told[:_SHOWN]
        ),
    )


def place(left_out: LeftOut | Omission, kind: str, t: Texts) -> str:
    """Where a line that was left out stands in a document of this kind."""
    if left_out.table:
        return t.plain("packs-import-place-in-sheet", table=left_out.table, number=left_out.number)
    unread = isinstance(left_out, Omission) or isinstance(left_out.role, Unread)
    unit = "page" if kind == "pdf" and unread else "line"
    return t.plain("packs-import-place", number=left_out.number, unit=unit)
