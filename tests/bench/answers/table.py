"""The figures as plain text, columns aligned for characters of double width."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from tests.bench.answers.measuring import AnswerFigures, Calibration


def table(all_figures: Sequence[AnswerFigures]) -> str:
    """Quality by kind, refusals and calibration; ours is the first column, ratios are ours / peer."""
    blocks = [_quality(all_figures), _statuses(all_figures[0]), _refusals(all_figures)]
    for each in all_figures:
        if each.calibration:
            blocks.append(_reliability("confidence of the answers given", each.calibration))
        if each.refused:
            blocks.append(_reliability("confidence of what was not answered", each.refused))
    return "\n\n".join("\n".join(_aligned(block)) for block in blocks)


def _quality(all_figures: Sequence[AnswerFigures]) -> list[list[str]]:
    ours = all_figures[0]
    rows = [["top-1 / top-3, %", "questions", *(each.name for each in all_figures), "answered"]]
    for kind, quality in ours.quality.items():
        rows.append(
            [
                kind,
                str(quality.questions),
                *(_top(each, [kind]) for each in all_figures),
                _percent(quality.answered_right, quality.questions),
            ]
        )
    kinds = list(ours.quality)
    count = sum(each.questions for each in ours.quality.values())
    right = sum(each.answered_right for each in ours.quality.values())
    rows.append(
        [
            "all",
            str(count),
            *(_top(each, kinds) for each in all_figures),
            _percent(right, count),
        ]
    )
    ratios = (_ratio(_all_top1(ours), _all_top1(each)) for each in all_figures)
    rows.append(["ours / this one, top-1", "", *ratios, ""])
    spent = (" / ".join(f"{ms:.2f}" for ms in each.milliseconds) for each in all_figures)
    rows.append(["CPU p50 / p99, ms", "", *spent, ""])
    return rows


def _statuses(ours: AnswerFigures) -> list[list[str]]:
    """What was said to the questions that the packs answer."""
    kinds = ours.quality.values()
    count = sum(each.questions for each in kinds)
    right = sum(each.answered_right for each in kinds)
    wrongly = sum(each.answered_wrongly for each in kinds)
    denied = sum(each.denied for each in kinds)
    said = {
        "answered and right": right,
        "answered wrongly": wrongly,
        "said not to be here": denied,
        "shown as nearest, or asked back": count - right - wrongly - denied,
    }
    rows = [["what is answerable, by status, %", ours.name]]
    return rows + [[status, _percent(number, count)] for status, number in said.items()]


def _all_top1(each: AnswerFigures) -> int:
    return sum(one.top1 for one in each.quality.values())


def _ratio(ours: int, peer: int) -> str:
    return f"{ours / peer:.2f}" if peer else ""


def _top(each: AnswerFigures, kinds: Iterable[str]) -> str:
    those = [each.quality[kind] for kind in kinds]
    count = sum(one.questions for one in those)
    best = _percent(sum(one.top1 for one in those), count)
    return f"{best} / {_percent(sum(one.top3 for one in those), count)}"


def _refusals(all_figures: Sequence[AnswerFigures]) -> list[list[str]]:
    ours = all_figures[0]
    heading = "false answers, %, with 95 % of the good ones answered"
    rows = [[heading, "questions", *(each.name for each in all_figures), "by status"]]
    for kind, refusal in ours.refusals.items():
        count = refusal.questions
        shares = [_percent(each.refusals[kind].over_threshold, count) for each in all_figures]
        rows.append([kind, str(count), *shares, _percent(refusal.answered, count)])
    rows.append(
        [
            "good ones answered",
            str(sum(each.questions for each in ours.quality.values())),
            *(f"{100 * each.kept:.1f}" for each in all_figures),
            f"{100 * ours.answered_share:.1f}",
        ]
    )
    thresholds = (f"{each.threshold:.3g}" for each in all_figures)
    rows.append(["threshold", "", *thresholds, ""])
    return rows


def _reliability(heading: str, calibration: Calibration) -> list[list[str]]:
    rows = [[heading, "responses", "mean", "right, %"]]
    rows += [
        [
            f"{each.low:.2f} to {each.high:.2f}",
            str(each.answers),
            f"{each.mean:.3f}" if each.answers else "",
            _percent(each.right, each.answers),
        ]
        for each in calibration.bins
    ]
    rows.append(["expected calibration error", "", f"{calibration.error:.3f}", ""])
    return rows


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else ""


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first column to the left, the others to the right."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            _padded(cell, width, at)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _padded(cell: str, width: int, at: int) -> str:
    blanks = " " * (width - _width(cell))
    return blanks + cell if at else cell + blanks


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in text)
