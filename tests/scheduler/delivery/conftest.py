from __future__ import annotations

import pytest

from scheduler.ports import Receipt


@pytest.fixture
def receipt() -> Receipt:
    from datetime import UTC, datetime

    return Receipt(message_id=1, sent_at=datetime(2026, 11, 23, 1, tzinfo=UTC))
