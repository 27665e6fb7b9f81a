"""``dutybot bench answers``: how good the answers are, beside search libraries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.bench.answers.peers import MissingPeers
from bot.bench.answers.question_sets import Asked, BadQuestionSet, read_sets, shipped_sets
from bot.bench.answers.running import measured
from bot.bench.answers.table import table
from clauses.errors import PackFaults, UnknownPost
from clauses.library import Library

REFUSED = 2
"""Exit status for a file or an option that makes no sense, and for a peer that is missing."""


def answers(
    questions: Annotated[
        list[Path] | None,
        typer.Option(help="A question set, JSON lines; without any, those of the checkout."),
    ] = None,
    pack: Annotated[
        list[Path] | None, typer.Option(help="A further pack, or a folder of packs.")
    ] = None,
    only: Annotated[
        bool, typer.Option("--only", help="Search the packs of --pack alone, not the shipped ones.")
    ] = False,
    as_json: Annotated[
        Path | None, typer.Option("--json", help="Write every figure to this file, too.")
    ] = None,
) -> None:
    """Measure quality by kind, false answers and calibration, in one run with the peers."""
    files = tuple(questions or shipped_sets())
    if not files:
        _refuse("No question sets here: name some with --questions.")
    if only and not pack:
        _refuse("--only leaves nothing to search: name a pack with --pack.")
    asked = _asked(files)
    library = _library(tuple(pack or ()), only=only)
    try:
        figures = measured(asked, library)
    except MissingPeers as error:
        _refuse(f"{error} is not installed: it comes with the extra `bench`.")
    except UnknownPost as error:
        _refuse(f"No pack has the post of an asker: {error}")
    typer.echo(table(figures))
    if as_json is not None:
        values = {"files": [str(file) for file in files], "systems": [f.values() for f in figures]}
        as_json.write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _asked(files: tuple[Path, ...]) -> tuple[Asked, ...]:
    try:
        asked = read_sets(files)
    except BadQuestionSet as error:
        _refuse(str(error))
    if not any(each.answerable for each in asked):
        _refuse("The question sets hold no question that should be answered.")
    return asked


def _library(folders: tuple[Path, ...], *, only: bool) -> Library:
    try:
        library = Library.load(folders)
    except PackFaults as error:
        _refuse(str(error))
    if not only:
        return library
    shipped = {pack.id for pack in Library.load().packs}
    return Library([pack for pack in library.packs if pack.id not in shipped])


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(REFUSED)
