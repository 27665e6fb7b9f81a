from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scheduler.membership.registration import Registration

if TYPE_CHECKING:
    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database


@pytest.fixture
def registration(database: Database, library: Library, clock: ManualClock) -> Registration:
    return Registration(database, library, clock)
