"""``python -m tests.bench``: runs benchmarks, prints a table of each, and writes its figures as JSON.

``make bench ONLY="answers delivery limits"`` passes its words on: names of benchmarks, and of parts of
the delivery benchmark. Without a word, every benchmark runs with all its parts.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from clauses.errors import PackFaults, UnknownPost
from clauses.library import Library
from tests.bench.answers import running as answers
from tests.bench.answers import table as answers_table
from tests.bench.answers.question_sets import SET_ASIDE, BadQuestionSet, read_sets
from tests.bench.board import running as board
from tests.bench.delivery import running as delivery
from tests.bench.delivery import table as delivery_table
from tests.bench.delivery.setting import Amounts
from tests.bench.delivery.startup import BURST
from tests.bench.delivery.stores import AUTO
from tests.bench.duties import measuring as duties
from tests.bench.fresh import MeasurementFailed
from tests.bench.imports import measuring as imports
from tests.bench.search import running as search
from tests.bench.search import table as search_table

FAILED, REFUSED = 1, 2
"""Exit statuses: a measurement failed; words, options or files make no sense."""

FEWEST_SENT = 60
"""Messages that the part ``limits`` needs for a rate and for answers meanwhile."""

Found = tuple[str, dict[str, Any]]
"""The table of a benchmark, and every figure of it as plain values."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments name; the exit status."""
    options = _parsed(arguments)
    options.into.mkdir(parents=True, exist_ok=True)
    for name in options.named:
        try:
            table, values = BENCHMARKS[name](options)
        except (BadQuestionSet, PackFaults, UnknownPost) as error:
            print(error, file=sys.stderr)
            return REFUSED
        except MeasurementFailed as error:
            print(error, file=sys.stderr)
            return FAILED
        file = options.into / f"{name}.json"
        file.write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", "utf-8")
        print(f"{table}\n\nEvery figure: {file}\n")
    return 0


def _answers(options: Namespace) -> Found:
    library = Library.load(options.pack)
    if options.alone:
        shipped = {pack.id for pack in Library.load().packs}
        library = Library([pack for pack in library.packs if pack.id not in shipped])
    files = options.questions or SET_ASIDE
    figures = answers.measured(read_sets(files), library)
    values = {
        "files": [str(file) for file in files],
        "systems": [each.values() for each in figures],
    }
    return answers_table.table(figures), values


def _search(options: Namespace) -> Found:
    report = search.measured(options.sizes or search.SIZES, _tell)
    return search_table.table(report), report.values()


def _duties(_: Namespace) -> Found:
    figures = duties.measured()
    return duties.table(figures), duties.values(figures)


def _imports(_: Namespace) -> Found:
    found = imports.measured()
    return imports.table(found), imports.values(found)


def _board(options: Namespace) -> Found:
    organisations = max(options.sizes or (board.ORGANISATIONS,))
    report = board.measured(organisations, options.postgres, _tell)
    return delivery_table.lines_table(report.lines), report.values()


def _delivery(options: Namespace) -> Found:
    given = {
        "sizes": options.sizes,
        "burst": options.burst,
        "old_notices": options.old,
        "year": options.year,
    }
    amounts = Amounts(**{name: value for name, value in given.items() if value})
    report = delivery.measured(options.parts, amounts, options.postgres, _tell)
    return delivery_table.table(report), report.values()


BENCHMARKS: dict[str, Callable[[Namespace], Found]] = {
    "answers": _answers,
    "search": _search,
    "duties": _duties,
    "imports": _imports,
    "board": _board,
    "delivery": _delivery,
}
"""By name, in the order in which they run."""


def _parsed(arguments: Sequence[str] | None) -> Namespace:
    """Options, with ``named``, the benchmarks that run, and ``parts`` of the delivery benchmark."""
    words = [*BENCHMARKS, *delivery.PARTS]
    parser = ArgumentParser(
        "python -m tests.bench", description="Measure the bot beside its peers."
    )
    add = parser.add_argument
    add("only", nargs="*", metavar="NAME", help=f"any of {', '.join(words)}; without one, all")
    add(
        "--sizes",
        type=_numbers,
        help="search: clauses; board: organisations; delivery: assignments, reminders: 1000,10000",
    )
    add("--burst", type=int, help="delivery: messages sent under the limits, 30 of them a second")
    add(
        "--old",
        type=int,
        help="delivery: notices of long ago in the part old; the target is of 10 million",
    )
    add("--year", type=int, help="delivery: year of which the part days lists the days that meet")
    add(
        "--postgres",
        default=AUTO,
        help="delivery: address of a server; auto starts one; '' for none",
    )
    add("--questions", type=Path, action="append", help="answers: a question set, JSON lines")
    add(
        "--pack",
        type=Path,
        action="append",
        default=[],
        help="answers: a pack, or a folder of them",
    )
    add("--alone", action="store_true", help="answers: search the packs of --pack only")
    add("--into", type=Path, default=Path("build/bench"), help="folder for the JSON files")
    options = parser.parse_args(arguments)
    if unknown := [word for word in options.only if word not in words]:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(words)}")
    parts = [part for part in delivery.PARTS if part in options.only]
    options.parts = parts or list(delivery.PARTS)
    options.named = [
        name
        for name in BENCHMARKS
        if not options.only or name in options.only or (name == "delivery" and parts)
    ]
    if options.alone and not options.pack:
        parser.error("--alone leaves nothing to search: name a pack with --pack")
    if options.burst is not None and options.burst < FEWEST_SENT:
        parser.error(f"--burst: {FEWEST_SENT} or more")
    if "delivery" in options.named and options.sizes and min(options.sizes) < BURST:
        parser.error(f"--sizes: the delivery benchmark needs {BURST} or more")
    return options


def _numbers(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise ArgumentTypeError("expected numbers above 0 with commas between, such as 100,10000")
    return tuple(int(part) for part in parts)


def _tell(step: str) -> None:
    print(f"... {step}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
