"""``dutybot packs``: check, show and compare content packs, and make one of an official text."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.cli.lang import Lang
from bot.cli.output import print_json, refuse
from bot.cli.packs.changeovers import changeover_values, changeovers_page
from bot.cli.packs.confirming import confirm_on_page
from bot.cli.packs.given import given_to
from bot.cli.packs.import_pages import import_lines, import_values, refusal
from bot.cli.packs.pack_pages import difference_page, pack_page, proposals_page
from bot.cli.packs.pack_values import difference_values, pack_values
from bot.cli.packs.quiz_page import quiz_lines, quiz_values
from bot.texts.catalogue import Texts, texts
from bot.texts.faults import fault_line
from clauses.editions import compare
from clauses.errors import PackFault, PackFaults, UnreadableSource
from clauses.importing.drafting.draft import title_of, write_draft
from clauses.importing.drafting.folders import free_folder
from clauses.importing.parsing.columns import parse_columns
from clauses.importing.reading.content import DocumentRefused
from clauses.importing.reading.document import read_document
from clauses.importing.source_gate import examine_content
from clauses.library import Library
from clauses.loading import check_pack, find_pack, load_pack, load_with_used
from clauses.loading.additions import add_to_pack
from clauses.loading.schema import json_schema
from scheduler.clock import SystemClock
from scheduler.planning.changeover import changeovers

FAULTY = 1
"""Exit status for a pack or a document with faults."""

packs = typer.Typer(
    name="packs",
    help="Check, show, compare and import content packs.",
    no_args_is_help=True,
)

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
    quiz: Annotated[
        bool, typer.Option("--quiz", help="Show the questions for practice that it gives.")
    ] = False,
) -> None:
    """Show what a pack says: parts, subjects, clauses with cadence and source, counts."""
    t = texts(lang)
    try:
        loaded = load_with_used(find_pack(pack), search or ())
    except PackFaults as refused:
        _refuse(refused.faults, t)
    if quiz and as_json:
        print_json(quiz_values(loaded, t))
    elif quiz:
        typer.echo("\n".join(quiz_lines(loaded, t)) or t.plain("quiz-none"))
    elif as_json:
        print_json(pack_values(loaded[-1]))
    else:
        pack_page(loaded, t)


@packs.command()
def diff(
    old: PackArgument,
    new: PackArgument,
    search: SearchOption = None,
    lang: LangOption = Lang.ZH_HANS,
    on: Annotated[
        str | None, typer.Option(help="The day on which the new one comes; today by default.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Compare two editions: clauses added, removed, changed, and what becomes of whose duties."""
    t = texts(lang)
    try:
        before = load_with_used(find_pack(old), search or ())
        after = load_with_used(find_pack(new), search or ())
    except PackFaults as refused:
        _refuse(refused.faults, t)
    try:
        day = SystemClock().now().date() if on is None else date.fromisoformat(on)
    except ValueError:
        refuse(t.plain("plan-bad-day", text=on or ""))
    difference = compare(before[-1], after[-1])
    changes = changeovers(Library(before), Library(after), day)
    if as_json:
        values = [changeover_values(each) for each in changes]
        print_json(difference_values(difference) | {"duties": values})
    else:
        difference_page(difference, (*before, *after), t)
        changeovers_page(changes, day, t)


@packs.command()
def schema() -> None:
    """Print the JSON Schema of every file of a pack, as one document by file name."""
    print_json(json_schema())


@packs.command()
def export(
    pack: Annotated[Path, typer.Argument(help="The folder of the pack that is to have them.")],
    lang: LangOption = Lang.ZH_HANS,
) -> None:
    """Write what operators answered in the chat into a pack's files, with who and when; once each."""
    t = texts(lang)
    try:
        loaded = load_pack(pack)
    except PackFaults as refused:
        _refuse(refused.faults, t)
    changed = add_to_pack(pack, asyncio.run(given_to(loaded.id)))
    if not changed:
        typer.echo(t.plain("packs-export-nothing"))
        return
    names = t.plain("packs-separator").join(path.name for path in changed)
    typer.echo(t.plain("packs-export-written", folder=pack, files=names))
    if faults := check_pack(pack):
        _refuse(faults, t)


@packs.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(help="A text as received: docx, pdf, html, txt, xlsx, xls, ods or csv."),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            help="The new pack's folder, named as its id; by default after the title, here."
        ),
    ] = None,
    columns: Annotated[
        str, typer.Option(help="Headers of a table: number=…,text=…,subject=…,cadence=….")
    ] = "",
    lang: LangOption = Lang.ZH_HANS,
    as_json: JsonOption = False,
    confirm: Annotated[
        bool, typer.Option("--confirm", help="Then look through it on a local page and confirm it.")
    ] = False,
) -> None:
    """Make a pack of a text or a table: report its damage, keep every article, propose duties."""
    t = texts(lang)
    if confirm and as_json:
        refuse(t.plain("review-no-json"), FAULTY)
    try:
        named = parse_columns(columns)
    except ValueError:
        refuse(t.plain("packs-import-bad-columns", columns=columns), FAULTY)
    try:
        source = examine_content(read_document(file))
        out = out or free_folder(title_of(source, name=file.stem, columns=named))
        draft = write_draft(source, out, name=file.stem, columns=named)
    except (UnreadableSource, DocumentRefused) as refused:
        refuse(refusal(file, refused, t), FAULTY)
    except FileExistsError:
        refuse(t.plain("packs-import-taken", folder=str(out)), FAULTY)
    except ValueError:
        refuse(t.plain("packs-import-bad-name", name="" if out is None else out.name), FAULTY)
    left = len(check_pack(out))
    if as_json:
        print_json(import_values(source, draft) | {"left_to_finish": left})
        return
    for line in import_lines(file, source, draft, t):
        typer.echo(line)
    if draft.proposed:
        proposals_page(draft.proposed, t)
    names = t.plain("packs-separator").join(path.name for path in draft.files)
    typer.echo(t.plain("packs-import-written", folder=out, files=names))
    if left:
        typer.echo(t.plain("packs-import-left", count=left, folder=out))
    else:
        typer.echo(t.plain("packs-import-ready", folder=out))
    if confirm:
        confirm_on_page(out, t)


def _refuse(faults: list[PackFault], t: Texts) -> NoReturn:
    for fault in faults:
        typer.echo(fault_line(fault, t))
    refuse(t.plain("packs-check-faults", count=len(faults)), FAULTY)
