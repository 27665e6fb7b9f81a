"""Packs as tables for people to read on the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.table import Table

from bot.cli.output import console
from bot.texts.catalogue import Texts
from bot.views.cadence import cadence_text
from clauses.cadence import NotStated
from clauses.editions import Difference
from clauses.model import Clause, ClauseRef, Known, Pack, Proposal, Question


def pack_page(packs: Sequence[Pack], t: Texts) -> None:
    """Print the last of ``packs``; the others are those it uses."""
    pack = packs[-1]
    page = console()
    page.print(t.plain("packs-show-title", title=pack.title), style="bold")
    page.print(
        t.plain("packs-show-manifest", id=pack.id, edition=pack.edition, short=pack.short_title)
    )
    if pack.uses:
        page.print(t.plain("packs-show-uses", packs=", ".join(pack.uses)))
    if pack.checked:
        page.print(t.plain("packs-show-checked", checked=pack.checked))
    page.print(_counts(pack, t))
    for table in (_documents(pack, t), _parts(pack, t), _subjects(pack, t)):
        if table.row_count:
            page.print(table)
    names = _subject_names(packs)
    for subject in dict.fromkeys(clause.subject for clause in pack.clauses):
        page.print(_clauses(pack, subject, names, t))
    if (limits := _limits(pack, t)).row_count:
        page.print(limits)
    if proposed := [each for clause in pack.clauses for each in _unconfirmed(clause)]:
        page.print(_proposals(proposed, t))


def _unconfirmed(clause: Clause) -> Sequence[Proposal]:
    """What nobody has confirmed; of several that were read, an entry's subject and cadence fit one."""
    confirmed = clause.subject is not None and not isinstance(clause.cadence, NotStated)
    return () if confirmed and len(clause.proposed) == 1 else clause.proposed


def proposals_page(proposed: Sequence[Proposal], t: Texts) -> None:
    """Print what the import read as duties and nobody has confirmed."""
    console().print(_proposals(proposed, t))


def difference_page(difference: Difference, packs: Sequence[Pack], t: Texts) -> None:
    """Print what changed; ``packs`` name the subjects."""
    page = console()
    names = _subject_names(packs)
    if not (difference.added or difference.removed or difference.changed):
        page.print(t.plain("packs-diff-same"))
    for sign, kind, clauses in (
        ("+", "added", difference.added),
        ("-", "removed", difference.removed),
    ):
        if clauses:
            page.print(t.plain(f"packs-diff-{kind}", count=len(clauses)), style="bold")
        for clause in clauses:
            subject = _field(clause, "subject", names, t)
            cadence = cadence_text(clause.cadence, t)
            page.print(sign, clause.ref.local, subject, clause.duty, cadence)
    if difference.changed:
        page.print(t.plain("packs-diff-changed", count=len(difference.changed)), style="bold")
    for change in difference.changed:
        page.print("~", change.new.ref.local, change.new.duty)
        for field in change.changed:
            old, new = (_field(clause, field, names, t) for clause in (change.old, change.new))
            named = t.plain(f"packs-field-{field}")
            page.print("   ", t.plain("packs-diff-field", field=named, old=old, new=new))


def _table(t: Texts, title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        # An id is copied from here, so it stays in one piece.
        table.add_column(t.plain(f"packs-column-{column}"), overflow="fold", no_wrap=column == "id")
    return table


def _counts(pack: Pack, t: Texts) -> str:
    by_known = Counter(clause.known for clause in pack.clauses)
    known = t.plain("packs-separator").join(
        t.plain(
            "packs-show-known-count", known=t.plain(f"packs-known-{known}"), count=by_known[known]
        )
        for known in Known
        if by_known[known]
    )
    kinds = ("clauses", "questions", "corrections", "standards", "terms", "distinctions")
    counts = {kind: len(getattr(pack, kind)) for kind in kinds}
    silent = sum(question.answer is None for question in pack.questions)
    return t.plain("packs-show-counts", known=known, silent=silent, **counts)


def _documents(pack: Pack, t: Texts) -> Table:
    table = _table(t, t.plain("packs-show-documents"), "id", "title", "year", "read")
    for document in pack.documents:
        year, read = str(document.year or ""), document.read or ""
        table.add_row(document.id, document.title, year, read)
    return table


def _parts(pack: Pack, t: Texts) -> Table:
    title = t.plain("packs-show-parts")
    table = _table(t, title, "part", "announced", "published", "not-published")
    if pack.announced_total is None:
        return table

    def published(part: str | None) -> tuple[int, str]:
        ids = [clause.ref.local for clause in pack.clauses if clause.part == part]
        return len(ids), f"{len(ids)}  {t.plain('packs-separator').join(ids)}".strip()

    for part in pack.parts:
        count, shown = published(part.id)
        table.add_row(part.title, str(part.count), shown, str(part.count - count))
    elsewhere, shown = published(None)
    placed = len(pack.clauses) - elsewhere
    total = pack.announced_total
    table.add_section()
    table.add_row(t.plain("packs-show-total"), str(total), str(placed), str(total - placed))
    if elsewhere:
        table.add_row(t.plain("packs-show-no-part"), "", shown, "")
    return table


def _subjects(pack: Pack, t: Texts) -> Table:
    title = t.plain("packs-show-subjects")
    table = _table(t, title, "id", "title", "body", "owed", "answers")
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
    table = _table(t, title, "id", "subject", "words", "cadence", "strength")
    for proposal in proposals:
        table.add_row(
            proposal.place,
            proposal.subject_words or "",
            proposal.words,
            _rhythm(proposal, t),
            t.plain(f"packs-strength-{proposal.strength}"),
        )
    return table


def _rhythm(proposal: Proposal, t: Texts) -> str:
    """The cadence as read, with what it does not hold."""
    if proposal.cadence is None:
        return t.plain("packs-proposal-no-form")
    cadence = cadence_text(proposal.cadence, t)
    if proposal.unexpressed is None:
        return cadence
    return t.plain("packs-proposal-day", cadence=cadence, words=proposal.unexpressed)


def _clauses(pack: Pack, subject: str | None, names: Mapping[str, str], t: Texts) -> Table:
    title = t.plain("packs-show-articles")
    if subject is not None:
        title = t.plain("packs-show-clauses", name=names.get(subject, subject), id=subject)
    table = _table(t, title, "id", "duty", "cadence", "strength", "source", "known")
    for clause in pack.clauses:
        if clause.subject == subject:
            table.add_row(
                clause.ref.local,
                clause.duty,
                cadence_text(clause.cadence, t),
                t.plain(f"packs-strength-{clause.strength}"),
                _citations(clause, t),
                t.plain(f"packs-known-{clause.known}"),
            )
    return table


def _limits(pack: Pack, t: Texts) -> Table:
    """The thresholds, with what the text says of a number within them and of another one."""
    table = _table(t, t.plain("packs-show-limits"), "id", "limit", "then", "otherwise")
    entries: list[Clause | Question] = [*pack.clauses, *pack.questions]
    for stated in entries:
        for limit in stated.limits:
            then, otherwise = limit.then or limit.note or "", limit.otherwise or ""
            table.add_row(stated.ref.local, str(limit), then, otherwise)
    return table


def _subject_names(packs: Sequence[Pack]) -> dict[str, str]:
    bodies = {str(body.id): body.name for pack in packs for body in pack.bodies}
    return bodies | {str(post.id): post.name for pack in packs for post in pack.posts}


def _citations(clause: Clause, t: Texts) -> str:
    return t.plain("packs-separator").join(
        f"{each.document.short_title} {each.place or ''}".strip() for each in clause.citations
    )


def _field(clause: Clause, field: str, names: Mapping[str, str], t: Texts) -> str:
    value = getattr(clause, field)
    match field:
        case "subject":
            value = names.get(value, value) if value else t.plain("packs-show-no-subject")
        case "cadence":
            value = cadence_text(clause.cadence, t)
        case "strength" | "known":
            value = t.plain(f"packs-{field}-{value}")
        case "citations":
            value = _citations(clause, t)
        case "applies_when" | "limits" | "cases":
            value = tuple(map(str, value))
        case "proposed":
            value = tuple(proposal.words for proposal in value)
        case "is_duty":
            value = t.plain("packs-yes") if value else None
    if isinstance(value, tuple):
        values = [item.local if isinstance(item, ClauseRef) else item for item in value]
        value = t.plain("packs-separator").join(values)
    return value or t.plain("packs-diff-nothing")
