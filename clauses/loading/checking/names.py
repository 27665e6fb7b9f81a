"""Every id is there once, and everything named exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clauses.errors import PackFault
from clauses.loading import schema
from clauses.loading.checking.scope import PackScope
from clauses.loading.raw_pack import RawEntry
from clauses.said import said


def check(scope: PackScope) -> Iterator[PackFault]:
    """Faults of ids and references."""
    yield from _manifest(scope)
    yield from _subjects(scope)
    yield from _once(scope.pack.stated(), "id")
    for entry in scope.pack.entries(schema.CLAUSES):
        yield from _clause(scope, entry)
    for entry in scope.pack.stated():
        yield from _sources(scope, entry)
        yield from _refs(scope, entry)
    for entry in scope.pack.entries(schema.STANDARDS):
        yield from _subject(scope, entry)
    yield from _terms(scope)
    yield from _once(scope.pack.entries(schema.NAMING, "levels"), "id")


def _manifest(scope: PackScope) -> Iterator[PackFault]:
    manifest = scope.pack.manifest
    if manifest is None:
        return
    id_, folder = manifest.text("id"), scope.pack.folder.resolve().name
    if id_ is not None and id_ != folder:
        message = said("the id is {0!r} but the folder is {1!r}", id_, folder)
        yield manifest.fault("id-not-folder", message, "id")
    yield from _once(manifest.entries("documents"), "id")
    announced = manifest.entry("announced")
    parts = announced.entries("parts") if announced else []
    yield from _once(parts, "id")
    for part in parts:
        for line, subject in part.texts("subjects"):
            yield from _known_subject(scope, part, line, subject)


def _once(entries: Iterable[RawEntry], key: str) -> Iterator[PackFault]:
    first: dict[str, RawEntry] = {}
    for entry in entries:
        name = entry.text(key)
        if name is None:
            continue
        if name in first:
            before = first[name]
            place = f"{before.file.name}:{before.line(key)}"
            yield entry.fault(
                "duplicate-id", said("{0} {1!r} is taken already, in {2}", key, name, place), key
            )
        else:
            first[name] = entry


def _subjects(scope: PackScope) -> Iterator[PackFault]:
    bodies = scope.pack.entries(schema.SUBJECTS, "bodies")
    posts = scope.pack.entries(schema.SUBJECTS, "posts")
    # Subjects of all packs are one namespace; those of used packs come first.
    used = [
        entry
        for pack in scope.used
        for key in ("bodies", "posts")
        for entry in pack.entries(schema.SUBJECTS, key)
    ]
    yield from (
        f for f in _once([*used, *bodies, *posts], "id") if f.file.parent == scope.pack.folder
    )
    answering: dict[str, str] = {}
    for post in [*used, *posts]:
        body = post.text("body")
        if body is None:
            continue
        if body not in scope.bodies:
            yield post.fault("unknown-body", said("no body has the id {0!r}", body), "body")
        if post.value.get("answers_for_body") is True:
            other = answering.setdefault(body, post.text("id") or "")
            if other != post.text("id"):
                message = said("{0!r} already answers for the body {1!r}", other, body)
                yield post.fault("two-answer", message, "answers_for_body")
    for key in ("facts", "events"):
        shared = [
            e for pack in (*scope.used, scope.pack) for e in pack.entries(schema.SUBJECTS, key)
        ]
        yield from (f for f in _once(shared, "id") if f.file.parent == scope.pack.folder)
    yield from _acting(scope)


def _acting(scope: PackScope) -> Iterator[PackFault]:
    seen: set[str] = set()
    for rule in scope.pack.entries(schema.SUBJECTS, "acting"):
        absent = rule.text("absent")
        if absent is not None and absent not in scope.bodies:
            yield rule.fault("unknown-body", said("no body has the id {0!r}", absent), "absent")
        if absent is not None and absent in seen:
            yield rule.fault(
                "duplicate-id", said("there is a rule for {0!r} already", absent), "absent"
            )
        seen.add(absent or "")
        for line, body in rule.texts("carried_by"):
            if body not in scope.bodies:
                yield PackFault(
                    rule.file, line, "unknown-body", said("no body has the id {0!r}", body)
                )
            elif body == absent:
                yield PackFault(
                    rule.file, line, "acting", said("{0!r} cannot stand in for itself", body)
                )


def _clause(scope: PackScope, clause: RawEntry) -> Iterator[PackFault]:
    yield from _subject(scope, clause)
    for line, body in clause.texts("carried_by"):
        if body not in scope.bodies:
            yield PackFault(
                clause.file, line, "unknown-body", said("no body has the id {0!r}", body)
            )
    for line, post in clause.texts("also"):
        if post not in scope.posts:
            yield PackFault(
                clause.file, line, "unknown-post", said("no post has the id {0!r}", post)
            )
    part = clause.text("part")
    if part is None:
        return
    if part not in scope.parts:
        yield clause.fault("unknown-part", said("no announced part has the id {0!r}", part), "part")
    elif (entry := scope.parts.entries.get(part)) is not None:
        subject = clause.text("subject")
        subjects = [name for _, name in entry.texts("subjects")]
        if subject is not None and subject not in (*subjects, schema.UNKNOWN_SUBJECT):
            message = said(
                "the part {0!r} is about {1}, not {2}", part, ", ".join(subjects), subject
            )
            yield clause.fault("part-subject", message, "part")


def _subject(scope: PackScope, entry: RawEntry) -> Iterator[PackFault]:
    subject = entry.text("subject")
    if subject is not None:
        yield from _known_subject(scope, entry, entry.line("subject"), subject)


def _known_subject(
    scope: PackScope, entry: RawEntry, line: int, subject: str
) -> Iterator[PackFault]:
    if subject == schema.UNKNOWN_SUBJECT:
        yield PackFault(
            entry.file, line, "unfinished", said("say which body or post this is about")
        )
    elif not scope.subject_known(subject):
        message = said("no body or post has the id {0!r}", subject)
        yield PackFault(entry.file, line, "unknown-subject", message)


def _sources(scope: PackScope, entry: RawEntry) -> Iterator[PackFault]:
    for source in entry.entries("sources"):
        document = source.text("document")
        if document is not None and document not in scope.documents:
            message = said("no document has the id {0!r}", document)
            yield source.fault("unknown-document", message, "document")


def _refs(scope: PackScope, entry: RawEntry) -> Iterator[PackFault]:
    for key in ("refs", "meets", "if_not"):
        for line, ref in entry.texts(key):
            if scope.ref_known(ref):
                continue
            pack_id, local = scope.split(ref)
            if pack_id in {scope.pack.id, *(pack.id for pack in scope.used)}:
                message = said("the pack {0!r} states nothing with the id {1!r}", pack_id, local)
            else:
                message = said("the pack {0!r} is not among those that this one uses", pack_id)
            yield PackFault(entry.file, line, "unknown-ref", message)


def _terms(scope: PackScope) -> Iterator[PackFault]:
    terms = scope.pack.entries(schema.TERMS, "terms")
    yield from _once(terms, "name")
    names = {name: name for term in terms if (name := term.text("name"))}
    for term in terms:
        for line, word in term.texts("synonyms"):
            meant = names.setdefault(word, term.text("name") or "")
            if meant != term.text("name"):
                message = said("{0!r} stands for {1!r} already", word, meant)
                yield PackFault(term.file, line, "ambiguous-word", message)
    for entry in scope.pack.entries(schema.TERMS, "distinctions"):
        seen: dict[str, str] = {}
        for line, word in entry.texts("terms"):
            if scope.terms is not None and word not in scope.terms:
                message = said("{0!r} is not among the terms", word)
                yield PackFault(entry.file, line, "unknown-term", message)
            other = seen.setdefault(names.get(word, word), word)
            if other != word:
                message = said(
                    "{0!r} and {1!r} are synonyms, so they cannot be told apart", word, other
                )
                yield PackFault(entry.file, line, "merged-terms", message)
