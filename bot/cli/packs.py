"""``dutybot packs``: check, show and compare content packs, and draft one from a text."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.cli.pack_pages import difference_page, pack_page
from bot.cli.pack_values import difference_values, pack_values
from bot.texts.catalogue import Texts, texts
from clauses.editions import compare
from clauses.errors import Fault, PackFaults
from clauses.loading import check_pack, find_pack, load_pack, load_with_used
from clauses.schema import json_schema

packs = typer.Typer(
    name="packs",
    help="Check, show, compare and draft content packs.",
    no_args_is_help=True,
)


class Lang(StrEnum):
    """The locales of the catalogues."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"


PackArgument = Annotated[str, typer.Argument(help="A pack's folder, or a shipped pack's id.")]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of the output.")]
SearchOption = Annotated[
    list[Path] | None,
    typer.Option("--with", help="A pack, or a folder of packs, that this one may use."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@packs.command()
def check(pack: PackArgument, search: SearchOption = None, lang: LangOption = Lang.ZH_HANS) -> None:
    """Report every fault of a pack with its file and line; exit 1 when there is any."""
    t = texts(lang)
    folder = find_pack(pack)
    faults = check_pack(folder, search or ())
    if faults:
        _refuse(faults, t)
    loaded = load_pack(folder, search or ())
    typer.echo(
        t.plain(
            "packs-check-sound",
            title=loaded.title,
            id=loaded.id,
            edition=loaded.edition,
            clauses=len(loaded.clauses),
            questions=len(loaded.questions),
            corrections=len(loaded.corrections),
            standards=len(loaded.standards),
        )
    )


@packs.command()
def show(
    pack: PackArgument,
    search: SearchOption = None,
    lang: LangOption = Lang.ZH_HANS,
    as_json: JsonOption = False,
) -> None:
    """Show what a pack says: parts, subjects, clauses with cadence and source, counts."""
    t = texts(lang)
    try:
        loaded = load_with_used(find_pack(pack), search or ())
    except PackFaults as refused:
        _refuse(refused.faults, t)
    if as_json:
        _print_json(pack_values(loaded[-1]))
    else:
        pack_page(loaded, t)


@packs.command()
def diff(
    old: PackArgument,
    new: PackArgument,
    search: SearchOption = None,
    lang: LangOption = Lang.ZH_HANS,
    as_json: JsonOption = False,
) -> None:
    """Compare two editions clause by clause: added, removed, changed fields."""
    t = texts(lang)
    try:
        before = load_with_used(find_pack(old), search or ())
        after = load_with_used(find_pack(new), search or ())
    except PackFaults as refused:
        _refuse(refused.faults, t)
    difference = compare(before[-1], after[-1])
    if as_json:
        _print_json(difference_values(difference))
    else:
        difference_page(difference, (*before, *after), t)


@packs.command()
def schema() -> None:
    """Print the JSON Schema of every file of a pack, as one document by file name."""
    _print_json(json_schema())


def _refuse(faults: list[Fault], t: Texts) -> NoReturn:
    for fault in faults:
        typer.echo(str(fault))
    typer.echo(t.plain("packs-check-faults", count=len(faults)), err=True)
    raise typer.Exit(1)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
