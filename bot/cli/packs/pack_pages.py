"""Packs as tables for people to read on the command line."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from bot.texts.catalogue import Texts
from bot.views.cadence import cadence_text
from clauses.editions import Difference
from clauses.model import Citation, Clause, ClauseRef, Known, Pack, Proposal

_WIDTH_WITHOUT_TERMINAL = 120


def pack_page(packs: Sequence[Pack], t: Texts) -> None:
    """Print the last of ``packs``; the others are those it uses."""
    pack = packs[-1]
    console = _console()
    console.print(t.plain("packs-show-title", title=pack.title), style="bold")
    console.print(
        t.plain("packs-show-manifest", id=pack.id, edition=pack.edition, short=pack.short_title)
    )
    if pack.uses:
        console.print(t.plain("packs-show-uses", packs=", ".join(pack.uses)))
    console.print(_counts(pack, t))
    for table in (_documents(pack, t), _parts(pack, t), _subjects(pack, t)):
        if table.row_count:
            console.print(table)
    names = _subject_names(packs)
    for subject in dict.fromkeys(clause.subject for clause in pack.clauses):
        console.print(_clauses(pack, subject, names, t))
    if proposed := [each for clause in pack.clauses for each in clause.proposed]:
        console.print(_proposals(proposed, t))


def proposals_page(proposed: Sequence[Proposal], t: Texts) -> None:
    """Print what the import read as duties and nobody has confirmed."""
    _console().print(_proposals(proposed, t))


def difference_page(difference: Difference, packs: Sequence[Pack], t: Texts) -> None:
    """Print what changed; ``packs`` name the subjects."""
    console = _console()
    names = _subject_names(packs)
    if not (difference.added or difference.removed or difference.changed):
        console.print(t.plain("packs-diff-same"))
    for sign, message, clauses in (
        ("+", "packs-diff-added", difference.added),
        ("-", "packs-diff-removed", difference.removed),
    ):
        if clauses:
            console.print(t.plain(message, count=len(clauses)), style="bold")
        for clause in clauses:
            words = (clause.ref.local, _subject_name(clause.subject, names, t), clause.duty)
            console.print(sign, *words, cadence_text(clause.cadence, t))
    if difference.changed:
        console.print(t.plain("packs-diff-changed", count=len(difference.changed)), style="bold")
    for change in difference.changed:
        console.print("~", change.new.ref.local, change.new.duty)
        for field in change.changed:
            old, new = (_field(clause, field, names, t) for clause in (change.old, change.new))
            named = t.plain(f"packs-field-{field}")
            console.print("   ", t.plain("packs-diff-field", field=named, old=old, new=new))


def _console() -> Console:
    width = shutil.get_terminal_size((_WIDTH_WITHOUT_TERMINAL, 0)).columns
    # Texts of a pack are not markup, and numbers in them need no colours.
    return Console(width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _columns(t: Texts, *ids: str) -> list[str]:
    return [t.plain(f"packs-column-{id_}") for id_ in ids]


def _counts(pack: Pack, t: Texts) -> str:
    by_known = Counter(clause.known for clause in pack.clauses)
    known = t.plain("packs-separator").join(
        t.plain("packs-show-known-count", known=_known(known, t), count=by_known[known])
        for known in Known
        if by_known[known]
    )
    return t.plain(
        "packs-show-counts",
        clauses=len(pack.clauses),
        known=known,
        questions=len(pack.questions),
        silent=sum(question.answer is None for question in pack.questions),
        corrections=len(pack.corrections),
        standards=len(pack.standards),
        terms=len(pack.terms),
        distinctions=len(pack.distinctions),
    )


def _documents(pack: Pack, t: Texts) -> Table:
    title = t.plain("packs-show-documents")
    table = _table(title, *_columns(t, "id", "title", "year"))
    for document in pack.documents:
        table.add_row(document.id, document.title, str(document.year or ""))
    return table


def _parts(pack: Pack, t: Texts) -> Table:
    title = t.plain("packs-show-parts")
    table = _table(title, *_columns(t, "part", "announced", "published", "not-published"))
    if pack.announced_total is None:
        return table
    separator = t.plain("packs-separator")
    for part in pack.parts:
        ids = [clause.ref.local for clause in pack.clauses if clause.part == part.id]
        published = f"{len(ids)}  {separator.join(ids)}".strip()
        table.add_row(part.title, str(part.count), published, str(part.count - len(ids)))
    elsewhere = [clause.ref.local for clause in pack.clauses if clause.part is None]
    placed = len(pack.clauses) - len(elsewhere)
    table.add_section()
    table.add_row(
        t.plain("packs-show-total"),
        str(pack.announced_total),
        str(placed),
        str(pack.announced_total - placed),
    )
    if elsewhere:
        published = f"{len(elsewhere)}  {separator.join(elsewhere)}"
        table.add_row(t.plain("packs-show-no-part"), "", published, "")
    return table


def _subjects(pack: Pack, t: Texts) -> Table:
    title = t.plain("packs-show-subjects")
    table = _table(title, *_columns(t, "id", "title", "body", "owed", "answers"))
    for body in pack.bodies:
        table.add_row(body.id, body.name, "", "", "")
    names = _subject_names([pack])
    for post in pack.posts:
        answers = t.plain("packs-yes") if post.answers_for_body else ""
        owed = t.plain(f"packs-owed-{post.owed}")
        table.add_row(post.id, post.name, names.get(post.body, post.body), owed, answers)
    return table


def _proposals(proposals: Iterable[Proposal], t: Texts) -> Table:
    title = t.plain("packs-show-proposals")
    table = _table(title, *_columns(t, "id", "subject", "words", "cadence", "strength"))
    table.columns[0].no_wrap = True
    for proposal in proposals:
        table.add_row(
            proposal.place,
            proposal.subject_words or "",
            proposal.words,
            cadence_text(proposal.cadence, t) if proposal.cadence is not None else "",
            t.plain(f"packs-strength-{proposal.strength}"),
        )
    return table


def _clauses(pack: Pack, subject: str | None, names: dict[str, str], t: Texts) -> Table:
    title = t.plain("packs-show-articles")
    if subject is not None:
        title = t.plain("packs-show-clauses", name=names.get(subject, subject), id=subject)
    table = _table(title, *_columns(t, "id", "duty", "cadence", "strength", "source", "known"))
    table.columns[0].no_wrap = True
    for clause in pack.clauses:
        if clause.subject == subject:
            table.add_row(
                clause.ref.local,
                clause.duty,
                cadence_text(clause.cadence, t),
                t.plain(f"packs-strength-{clause.strength}"),
                _citations(clause.citations, t),
                _known(clause.known, t),
            )
    return table


def _subject_names(packs: Sequence[Pack]) -> dict[str, str]:
    bodies = {str(body.id): body.name for pack in packs for body in pack.bodies}
    return bodies | {str(post.id): post.name for pack in packs for post in pack.posts}


def _subject_name(subject: str | None, names: dict[str, str], t: Texts) -> str:
    return names.get(subject, subject) if subject else t.plain("packs-show-no-subject")


def _known(known: Known, t: Texts) -> str:
    return t.plain(f"packs-known-{known}")


def _citations(citations: Sequence[Citation], t: Texts) -> str:
    return t.plain("packs-separator").join(
        f"{citation.document.short_title} {citation.place or ''}".strip() for citation in citations
    )


def _field(clause: Clause, field: str, names: dict[str, str], t: Texts) -> str:
    value = getattr(clause, field)
    match field:
        case "subject":
            return _subject_name(clause.subject, names, t)
        case "cadence":
            return cadence_text(clause.cadence, t)
        case "strength":
            return t.plain(f"packs-strength-{clause.strength}")
        case "known":
            return _known(clause.known, t)
        case "citations":
            return _citations(clause.citations, t)
        case "proposed":
            value = tuple(proposal.words for proposal in clause.proposed)
    if isinstance(value, tuple):
        values = [item.local if isinstance(item, ClauseRef) else item for item in value]
        value = t.plain("packs-separator").join(values)
    return value or t.plain("packs-diff-nothing")
