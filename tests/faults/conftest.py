"""The rig of the experiments."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.messenger import Messenger
from tests.faults.rig import Fork, Rig
from tests.faults.table import failed_rows
from tests.running import bot_api, data, packs_read, start

__all__ = ["bot_api", "data", "failed_rows", "packs_read", "start"]


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest, rig: Rig) -> str:
    """Each experiment runs on both."""
    name: str = request.param
    if name == "postgresql" and rig.templates.postgres_url is None:
        rig.templates.postgres_url = request.getfixturevalue("postgres_url")
    return name


@pytest.fixture(scope="session")
async def rig(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Rig]:
    from tests.faults.store import Templates

    folder: Path = tmp_path_factory.mktemp("faults")
    messenger = Messenger()
    await messenger.open()
    fork = await Fork.start(folder)
    yield Rig(messenger, fork, Templates(folder))
    await fork.stop()
    await messenger.close()
