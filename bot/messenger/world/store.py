"""The world kept in a file, with the uploaded files beside it, so that a second start goes on."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.messenger.world.world import World

_WORLD = TypeAdapter(World)


class UnreadableWorld(Exception):
    """The messenger's file is not one of ours; the message names it and says what to do."""


class MemoryStore:
    """Keeps nothing beyond the process; for tests."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def load(self) -> World | None:
        """Always None."""
        return None

    def save(self, world: World) -> None:
        """Do nothing."""

    def write_file(self, file_id: str, content: bytes) -> None:
        """Keep the bytes of an uploaded file."""
        self._files[file_id] = content

    def read_file(self, file_id: str) -> bytes:
        """The bytes of an uploaded file; KeyError when there is none."""
        return self._files[file_id]


class FolderStore:
    """Keeps the world in ``folder``/messenger.json and the files in ``folder``/files.

    A save replaces the file in one step: a crash leaves the old world or the new one.
    """

    def __init__(self, folder: Path) -> None:
        self._world = folder / "messenger.json"
        self._files = folder / "files"
        self._files.mkdir(parents=True, exist_ok=True)

    def load(self) -> World | None:
        """The world as saved last; None before the first save.

        Raises:
            UnreadableWorld: the file does not hold a world.
        """
        try:
            raw = self._world.read_bytes()
        except FileNotFoundError:
            return None
        try:
            return _WORLD.validate_json(raw)
        except ValidationError as error:
            raise UnreadableWorld(
                f"{self._world} cannot be read ({error.error_count()} faults); "
                "move it away to begin anew"
            ) from error

    def save(self, world: World) -> None:
        """Replace the world saved before."""
        fresh = self._world.with_suffix(".new")
        fresh.write_bytes(_WORLD.dump_json(world))
        os.replace(fresh, self._world)

    def write_file(self, file_id: str, content: bytes) -> None:
        """Keep the bytes of an uploaded file; ``file_id`` is one of :mod:`~bot.messenger.world.files`."""
        (self._files / file_id).write_bytes(content)

    def read_file(self, file_id: str) -> bytes:
        """The bytes of an uploaded file; KeyError when there is none."""
        try:
            return (self._files / file_id).read_bytes()
        except FileNotFoundError:
            raise KeyError(file_id) from None


Store = MemoryStore | FolderStore
