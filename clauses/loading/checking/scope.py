"""The names usable within a pack: its own entries and those of the packs that it uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from clauses.loading import schema
from clauses.loading.raw_pack import RawEntry, RawPack


@dataclass(frozen=True)
class Names:
    """Names of one kind. ``open``: some may be missing, because a file could not be read."""

    entries: dict[str, RawEntry]
    lost: frozenset[str] = frozenset()
    open: bool = False

    def __contains__(self, name: str) -> bool:
        """Whether the name is stated, or may be stated where the file could not be read."""
        return self.open or name in self.entries or name in self.lost


@dataclass(frozen=True)
class PackScope:
    """A pack with the packs it uses, directly or through others, each once.

    ``unresolved`` are the ids of used packs that were not found: what they might state is not
    reported as unknown.
    """

    pack: RawPack
    used: tuple[RawPack, ...] = ()
    unresolved: frozenset[str] = frozenset()

    @cached_property
    def bodies(self) -> Names:
        """Kinds of organisation, by id."""
        return self._shared(schema.SUBJECTS, "bodies")

    @cached_property
    def posts(self) -> Names:
        """Kinds of post, by id."""
        return self._shared(schema.SUBJECTS, "posts")

    @cached_property
    def facts(self) -> Names:
        """Facts of organisations, by id."""
        return self._shared(schema.SUBJECTS, "facts")

    @cached_property
    def events(self) -> Names:
        """Kinds of event, by id."""
        return self._shared(schema.SUBJECTS, "events")

    @cached_property
    def quantities(self) -> Names:
        """What limits count, by id."""
        return self._shared(schema.QUANTITIES, "quantities")

    @cached_property
    def terms(self) -> frozenset[str] | None:
        """Every term and synonym; None when some may be missing."""
        packs = self._packs
        if self._open_for(schema.TERMS) or any(p.lost_names(schema.TERMS) for p in packs):
            return None
        entries = [entry for pack in packs for entry in pack.entries(schema.TERMS, "terms")]
        names = {name for entry in entries if (name := entry.text("name"))}
        return frozenset(names | {word for e in entries for _, word in e.texts("synonyms")})

    @cached_property
    def documents(self) -> Names:
        """The pack's own documents, by id."""
        manifest = self.pack.manifest
        return self._own(manifest.entries("documents") if manifest else [])

    @cached_property
    def parts(self) -> Names:
        """The parts of the pack's own announced list, by id."""
        announced = self.pack.manifest and self.pack.manifest.entry("announced")
        return self._own(announced.entries("parts") if announced else [])

    def subject_known(self, subject: str) -> bool:
        """Whether this is a body or a post."""
        return subject in self.bodies or subject in self.posts

    def owner(self, subject: str) -> str | None:
        """The post that owes what this subject owes: itself, or the body's answering post."""
        if subject in self.posts.entries:
            return subject
        for id_, post in self.posts.entries.items():
            if post.text("body") == subject and post.value.get("answers_for_body") is True:
                return id_
        return None

    def owed_together(self, subject: str, other: str) -> bool:
        """Whether one holder may owe what both owe: the same post, or that of an acting body."""
        ours, theirs = self.owner(subject) or subject, self.owner(other) or other
        return ours == theirs or self._acts_for(self._body_of(ours), self._body_of(theirs))

    def _body_of(self, subject: str) -> str | None:
        post = self.posts.entries.get(subject)
        return post.text("body") if post else subject

    def _acts_for(self, body: str | None, absent: str | None) -> bool:
        return any(
            rule.text("absent") == absent and body in {name for _, name in rule.texts("carried_by")}
            for pack in self._packs
            for rule in pack.entries(schema.SUBJECTS, "acting")
        )

    def find(self, ref: str) -> RawEntry | None:
        """The entry that a ref names, ``local`` or ``pack:local``."""
        pack_id, local = self.split(ref)
        return self._stated.get(pack_id, {}).get(local)

    def split(self, ref: str) -> tuple[str, str]:
        """Pack id and local id of a ref."""
        pack_id, colon, local = ref.rpartition(":")
        return (pack_id, local) if colon else (self.pack.id, local)

    def ref_known(self, ref: str) -> bool:
        """Whether this ref names something, or may name something that could not be read."""
        pack_id, local = self.split(ref)
        if pack_id in self.unresolved or local in self._stated.get(pack_id, {}):
            return True
        files = (*schema.LIST_FILES, schema.TERMS)
        return any(
            not pack.unreadable.isdisjoint(files) or local in pack.lost_names(*files)
            for pack in self._packs
            if pack.id == pack_id
        )

    @property
    def _packs(self) -> tuple[RawPack, ...]:
        return (self.pack, *self.used)

    @cached_property
    def _stated(self) -> dict[str, dict[str, RawEntry]]:
        return {pack.id: _by_id(pack.stated()) for pack in reversed(self._packs)}

    def _open_for(self, file: str) -> bool:
        return bool(self.unresolved) or any(file in pack.unreadable for pack in self._packs)

    def _shared(self, file: str, key: str) -> Names:
        entries = [entry for pack in self._packs for entry in pack.entries(file, key)]
        lost = {name for pack in self._packs for name in pack.lost_names(file)}
        return Names(_by_id(entries), frozenset(lost), self._open_for(file))

    def _own(self, entries: list[RawEntry]) -> Names:
        unreadable = schema.PACK in self.pack.unreadable
        return Names(_by_id(entries), frozenset(self.pack.lost_names(schema.PACK)), unreadable)


def _by_id(entries: Iterable[RawEntry]) -> dict[str, RawEntry]:
    found: dict[str, RawEntry] = {}
    for entry in entries:
        if id_ := entry.text("id"):
            found.setdefault(id_, entry)
    return found
