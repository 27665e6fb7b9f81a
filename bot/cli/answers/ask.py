"""``dutybot ask``: answers on the command line, the same as in the chat. Needs no database."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.answers.answer_values import answer_values, explanation
from bot.cli.lang import Lang
from bot.cli.output import REFUSED, print_json, refuse
from bot.cli.settings import settings_or_exit
from bot.config import Settings
from bot.texts.catalogue import Texts, texts
from bot.texts.faults import fault_lines
from bot.texts.naming import texts_of
from bot.views.questions.answers import answer_text
from clauses.answering.answers import Answer, Answerer
from clauses.answering.ready import ready
from clauses.errors import PackFaults, UnknownPost
from clauses.library import Library
from clauses.model import PostId
from scheduler.clock import SystemClock


def ask(
    question: Annotated[str | None, typer.Argument(help="A question in plain words.")] = None,
    post: Annotated[
        list[str] | None,
        typer.Option(help="A post of the person who asks: its id, name, or another word for it."),
    ] = None,
    after: Annotated[str | None, typer.Option(help="The question before this one.")] = None,
    batch: Annotated[
        Path | None,
        typer.Option(help='A file of JSON lines {"id", "question", "previous"?}; - for the input.'),
    ] = None,
    pack: Annotated[
        list[Path] | None, typer.Option(help="A further pack, or a folder of packs.")
    ] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the output.")] = Lang.ZH_HANS,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what the question was understood to ask.")
    ] = False,
) -> None:
    """Answer a question from the packs, or a file of questions, one JSON object for each line."""
    t = texts(lang)
    if (question is None) == (batch is None):
        refuse(t.plain("ask-what"))
    lines = _read(batch, t) if batch is not None else ""
    settings = settings_or_exit()
    library, answerer = _ready(settings, pack or (), t)
    t = texts_of(library, lang)
    posts = _posts(library, post or (), t)
    today = SystemClock().now().astimezone(settings.time_zone).date()

    def answered(asked: str, previous: str | None) -> Answer:
        return answerer.answer(asked, asker_posts=posts, after=previous, today=today)

    if question is None:
        _answer_lines(lines, answered, t, explained=explain)
        return
    answer = answered(question, after)
    if as_json:
        values = answer_values(answer, t, explained=explain)
        print_json({"question": question, **values}, on_one_line=True)
        return
    typer.echo(answer_text(answer, t))
    if explain:
        typer.echo()
        print_json(explanation(answer))


def _answer_lines(
    text: str, answered: Callable[[str, str | None], Answer], t: Texts, *, explained: bool
) -> None:
    """Answer each line in order; those that cannot be read are named at the end."""
    faults = []
    for number, line in _numbered(text):
        entry, fault = _entry(line)
        if entry is None:
            faults.append(t.plain("ask-bad-line", line=number, reason=t.plain(fault)))
            continue
        answer = answered(entry["question"], entry.get("previous"))
        values = answer_values(answer, t, explained=explained)
        print_json({"id": entry["id"], **values}, on_one_line=True)
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(REFUSED)


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    # Only line feeds end a line: a question may hold U+2028 unescaped.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _entry(line: str) -> tuple[dict[str, Any] | None, str]:
    """The question of a line; or None, and the id of the message on its fault."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None, "ask-line-no-json"
    if not isinstance(entry, dict):
        return None, "ask-line-no-object"
    if not isinstance(entry.get("id"), str | int) or isinstance(entry["id"], bool):
        return None, "ask-line-no-id"
    if not isinstance(entry.get("question"), str):
        return None, "ask-line-no-question"
    if not isinstance(entry.get("previous"), str | None):
        return None, "ask-line-bad-previous"
    return entry, ""


def _read(batch: Path, t: Texts) -> str:
    try:
        content = sys.stdin.buffer.read() if str(batch) == "-" else batch.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        refuse(t.plain("ask-unreadable", file=batch, reason=error.strerror or str(error)))
    except UnicodeDecodeError:
        refuse(t.plain("ask-not-utf8", file=batch))


def _ready(settings: Settings, folders: Sequence[Path], t: Texts) -> tuple[Library, Answerer]:
    try:
        return ready((*settings.pack_dirs, *folders), settings.data_dir, only=settings.packs)
    except PackFaults as error:
        refuse(f"{t.plain('program-bad-packs')}\n{fault_lines(error, t)}")


def _posts(library: Library, names: Sequence[str], t: Texts) -> tuple[PostId, ...]:
    try:
        return tuple(library.post_named(name).id for name in names)
    except UnknownPost as error:
        known = t.plain("list-comma").join(post.name for post in library.posts())
        refuse(t.plain("ask-unknown-post", post=str(error), known=known))
