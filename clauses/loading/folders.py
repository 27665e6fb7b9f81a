"""Loads content packs, after checking everything and reporting all faults at once.

Codes of faults: ``clauses.loading.raw_pack`` (form) and ``clauses.loading.checking`` (everything else); here
``no-such-pack``, ``unknown-pack``, ``uses-cycle``, ``used-pack-faulty``, ``duplicate-pack``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from clauses.errors import PackFault, PackFaults
from clauses.loading import schema
from clauses.loading.building import build
from clauses.loading.checking import check
from clauses.loading.checking.scope import PackScope
from clauses.loading.raw_pack import RawPack, read_pack
from clauses.model import Pack
from clauses.said import said

SHIPPED_PACKS = Path(__file__).parent.parent / "packs"
"""The folder of the packs that come with the program."""


def check_pack(folder: Path, search: Sequence[Path] = ()) -> list[PackFault]:
    """All faults of one pack, sorted by file and line; none when it can be loaded.

    Used packs are looked for beside the folder, then among the shipped packs, then in ``search``
    (packs, or folders of packs). A faulty one counts as one fault of this pack.
    """
    return _Loader(search).faults(folder)


def load_pack(folder: Path, search: Sequence[Path] = ()) -> Pack:
    """Load one pack; used packs are found as in :func:`check_pack`.

    Raises:
        PackFaults: with every fault.
    """
    loader = _Loader(search)
    if faults := loader.faults(folder):
        raise PackFaults(faults)
    return build(loader.read(folder).models)


def load_with_used(folder: Path, search: Sequence[Path] = ()) -> tuple[Pack, ...]:
    """Load one pack after those it uses, directly or through others; it comes last.

    Raises:
        PackFaults: with every fault of it and of those it uses.
    """
    loader = _Loader(search)
    packs = [scope.pack for scope in loader.with_used(folder)]
    if faults := [fault for pack in packs for fault in loader.own_faults(pack.folder)]:
        raise PackFaults(faults)
    return tuple(build(pack.models) for pack in packs)


def load_packs(folders: Sequence[Path], *, only: Collection[str] = ()) -> tuple[Pack, ...]:
    """Load the shipped packs and those in ``folders`` (packs, or folders of packs) together.

    A pack comes after those it uses, otherwise in the order given, shipped ones first by name. With
    ``only`` the packs of these ids, and those that they use; a pack that stands in ``folders`` itself
    is wanted in any case.

    Raises:
        PackFaults: with every fault of all of them.
    """
    loader = _Loader(folders)
    there = [*_packs_in(SHIPPED_PACKS), *(pack for folder in folders for pack in _packs_in(folder))]
    found = [pack for pack in there if not only or pack.name in only or pack in folders]
    faults = [
        PackFault(folder, 1, "no-such-pack", said("there is no pack in this folder"))
        for folder in folders
        if not _packs_in(folder)
    ]
    faults += [
        PackFault(
            SHIPPED_PACKS,
            1,
            "no-such-pack",
            said("no pack {0!r}, neither here nor in those given", id_),
        )
        for id_ in only
        if all(pack.name != id_ for pack in there)
    ]
    scopes: dict[Path, PackScope] = {}
    for pack in found:
        for scope in loader.with_used(pack):
            scopes.setdefault(scope.pack.folder.resolve(), scope)
    for scope in scopes.values():
        faults.extend(loader.own_faults(scope.pack.folder))
    faults.extend(_together(list(scopes.values())))
    if faults:
        raise PackFaults(list(dict.fromkeys(faults)))
    return tuple(build(scope.pack.models) for scope in scopes.values())


def find_pack(id_or_folder: str) -> Path:
    """The folder of a pack given as a path or as the id of a shipped pack."""
    folder = Path(id_or_folder)
    shipped = SHIPPED_PACKS / id_or_folder
    return shipped if not folder.is_dir() and shipped.is_dir() else folder


def _packs_in(folder: Path) -> list[Path]:
    if (folder / schema.PACK).exists():
        return [folder]
    return sorted(manifest.parent for manifest in folder.glob(f"*/{schema.PACK}"))


def _together(scopes: list[PackScope]) -> Iterator[PackFault]:
    """Packs and subjects have one namespace each, also between packs that do not use each other."""
    packs: dict[str, RawPack] = {}
    for scope in scopes:
        pack, manifest = scope.pack, scope.pack.manifest
        other = packs.setdefault(pack.id, pack)
        if other is not pack and manifest is not None:
            message = said("the pack {0!r} is loaded already, from {1}", pack.id, other.folder)
            yield manifest.fault("duplicate-pack", message, "id")
    subjects: dict[str, RawPack] = {}
    for scope in scopes:
        pack = scope.pack
        for key in ("bodies", "posts"):
            for entry in pack.entries(schema.SUBJECTS, key):
                id_ = entry.text("id") or ""
                other = subjects.setdefault(id_, pack)
                if other is not pack and other not in scope.used and other.id != pack.id:
                    message = said("id {0!r} is taken already, by the pack {1!r}", id_, other.id)
                    yield entry.fault("duplicate-id", message, "id")


class _Loader:
    """Reads and checks each pack once."""

    def __init__(self, search: Sequence[Path]) -> None:
        self._search = search
        self._read: dict[Path, RawPack] = {}
        self._faults: dict[Path, list[PackFault]] = {}

    def read(self, folder: Path) -> RawPack:
        key = folder.resolve()
        if key not in self._read:
            self._read[key] = read_pack(folder)
        return self._read[key]

    def faults(self, folder: Path) -> list[PackFault]:
        """The pack's own faults, and one for each pack it names in ``uses`` that has any."""
        pack = self.read(folder)
        faults = [*self.own_faults(folder)]
        for line, id_ in self._uses(pack):
            used = self._find(id_, pack)
            if used is not None and used != pack.folder and self.own_faults(used):
                message = said("the pack {0!r} ({1}) has faults of its own", id_, used)
                faults.append(
                    PackFault(pack.folder / schema.PACK, line, "used-pack-faulty", message)
                )
        return sorted(set(faults))

    def own_faults(self, folder: Path) -> list[PackFault]:
        key = folder.resolve()
        if key not in self._faults:
            pack = self.read(folder)
            scope = self.with_used(folder)[-1]
            uses = self._faults_of_uses(pack)
            self._faults[key] = sorted({*pack.faults, *uses, *check(scope)})
        return self._faults[key]

    def with_used(self, folder: Path) -> list[PackScope]:
        """The scopes of the packs that this one uses, deepest first, and its own at the end."""
        scopes: dict[Path, PackScope] = {}
        self._visit(self.read(folder), scopes, ())
        return list(scopes.values())

    def _visit(
        self, pack: RawPack, scopes: dict[Path, PackScope], above: tuple[RawPack, ...]
    ) -> None:
        used: dict[Path, RawPack] = {}
        unresolved: set[str] = set()
        for _, id_ in self._uses(pack):
            folder = self._find(id_, pack)
            if folder is None:
                unresolved.add(id_)
                continue
            other = self.read(folder)
            if other is pack or other in above:
                continue  # a circle, reported as such
            if folder.resolve() not in scopes:
                self._visit(other, scopes, (*above, pack))
            scope = scopes[folder.resolve()]
            for each in (scope.pack, *scope.used):
                used.setdefault(each.folder.resolve(), each)
            unresolved |= scope.unresolved
        scopes[pack.folder.resolve()] = PackScope(pack, tuple(used.values()), frozenset(unresolved))

    def _faults_of_uses(self, pack: RawPack) -> Iterator[PackFault]:
        for line, id_ in self._uses(pack):
            folder = self._find(id_, pack)
            file = pack.folder / schema.PACK
            if folder is None:
                message = said(
                    "no pack {0!r} beside this one, among the shipped ones or those given", id_
                )
                yield PackFault(file, line, "unknown-pack", message)
            elif self._reaches(self.read(folder), pack, set()):
                yield PackFault(file, line, "uses-cycle", said("{0!r} uses this pack in turn", id_))

    def _reaches(self, start: RawPack, goal: RawPack, seen: set[Path]) -> bool:
        if start is goal:
            return True
        seen.add(start.folder.resolve())
        return any(
            folder.resolve() not in seen and self._reaches(self.read(folder), goal, seen)
            for _, id_ in self._uses(start)
            if (folder := self._find(id_, start)) is not None
        )

    def _uses(self, pack: RawPack) -> list[tuple[int, str]]:
        return pack.manifest.texts("uses") if pack.manifest is not None else []

    def _find(self, id_: str, user: RawPack) -> Path | None:
        places = [user.folder.resolve().parent / id_, SHIPPED_PACKS / id_]
        for folder in self._search:
            places += [folder / id_] if folder.name != id_ else [folder, folder / id_]
        safe = "/" not in id_ and id_ not in (".", "..")
        return next((p for p in places if safe and (p / schema.PACK).is_file()), None)
