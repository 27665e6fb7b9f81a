"""Every id is there once, and everything named exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clauses.errors import PackFault
from clauses.loading import schema
from clauses.loading.checking.scope import PackScope
from clauses.loading.raw_pack import RawEntry


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
        message = f"the id is {id_!r} but the folder is {folder!r}"
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
            yield entry.fault("duplicate-id", f"{key} {name!r} is taken already, in {place}", key)
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
            yield post.fault("unknown-body", f"no body has the id {body!r}", "body")
        if post.value.get("answers_for_body") is True:
            other = answering.setdefault(body, post.text("id") or "")
            if other != post.text("id"):
                message = f"{other!r} already answers for the body {body!r}"
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
            yield rule.fault("unknown-body", f"no body has the id {absent!r}", "absent")
        if absent is not None and absent in seen:
            yield rule.fault("duplicate-id", f"there is a rule for {absent!r} already", "absent")
        seen.add(absent or "")
        for line, body in rule.texts("carried_by"):
            if body not in scope.bodies:
                yield PackFault(rule.file, line, "unknown-body", f"no body has the id {body!r}")
            elif body == absent:
                yield PackFault(rule.file, line, "acting", f"{body!r} cannot stand in for itself")


def _clause(scope: PackScope, clause: RawEntry) -> Iterator[PackFault]:
    yield from _subject(scope, clause)
    for line, body in clause.texts("carried_by"):
        if body not in scope.bodies:
            yield PackFault(clause.file, line, "unknown-body", f"no body has the id {body!r}")
    for line, post in clause.texts("also"):
        if post not in scope.posts:
            yield PackFault(clause.file, line, "unknown-post", f"no post has the id {post!r}")
    part = clause.text("part")
    if part is None:
        return
    if part not in scope.parts:
        yield clause.fault("unknown-part", f"no announced part has the id {part!r}", "part")
    elif (entry := scope.parts.entries.get(part)) is not None:
        subject = clause.text("subject")
        subjects = [name for _, name in entry.texts("subjects")]
        if subject is not None and subject not in (*subjects, schema.UNKNOWN_SUBJECT):
            message = f"the part {part!r} is about {', '.join(subjects)}, not {subject}"
            yield clause.fault("part-subject", message, "part")


def _subject(scope: PackScope, entry: RawEntry) -> Iterator[PackFault]:
    subject = entry.text("subject")
    if subject is not None:
        yield from _known_subject(scope, entry, entry.line("subject"), subject)


def _known_subject(
    scope: PackScope, entry: RawEntry, line: int, subject: str
) -> Iterator[PackFault]:
    if subject == schema.UNKNOWN_SUBJECT:
        yield PackFault(entry.file, line, "unfinished", "say which body or post this is about")
    elif not scope.subject_known(subject):
        message = f"no body or post has the id {subject!r}"
        yield PackFault(entry.file, line, "unknown-subject", message)


def _sources(scope: PackScope, entry: RawEntry) -> Iterator[PackFault]:
    for source in entry.entries("sources"):
        document = source.text("document")
        if document is not None and document not in scope.documents:
            message = f"no document has the id {document!r}"
            yield source.fault("unknown-document", message, "document")


def _refs(scope: PackScope, entry: RawEntry) -> Iterator[PackFault]:
    for key in ("refs", "meets", "if_not"):
        for line, ref in entry.texts(key):
            if scope.ref_known(ref):
                continue
            pack_id, local = scope.split(ref)
            if pack_id in {scope.pack.id, *(pack.id for pack in scope.used)}:
                message = f"the pack {pack_id!r} states nothing with the id {local!r}"
            else:
                message = f"the pack {pack_id!r} is not among those that this one uses"
            yield PackFault(entry.file, line, "unknown-ref", message)


def _terms(scope: PackScope) -> Iterator[PackFault]:
    terms = scope.pack.entries(schema.TERMS, "terms")
    yield from _once(terms, "name")
    names = {name: name for term in terms if (name := term.text("name"))}
    for term in terms:
        for line, word in term.texts("synonyms"):
            meant = names.setdefault(word, term.text("name") or "")
            if meant != term.text("name"):
                message = f"{word!r} stands for {meant!r} already"
                yield PackFault(term.file, line, "ambiguous-word", message)
    for entry in scope.pack.entries(schema.TERMS, "distinctions"):
        seen: dict[str, str] = {}
        for line, word in entry.texts("terms"):
            if scope.terms is not None and word not in scope.terms:
                message = f"{word!r} is not among the terms"
                yield PackFault(entry.file, line, "unknown-term", message)
            other = seen.setdefault(names.get(word, word), word)
            if other != word:
                message = f"{word!r} and {other!r} are synonyms, so they cannot be told apart"
                yield PackFault(entry.file, line, "merged-terms", message)
