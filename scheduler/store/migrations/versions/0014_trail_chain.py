"""Each entry of the trail holds a hash over itself and the one before; evidence is counted by day."""

from __future__ import annotations

import json
from datetime import UTC
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_TRAIL = sa.table(
    "trail",
    sa.column("id", sa.BigInteger),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("act", sa.String),
    sa.column("person_id", sa.BigInteger),
    sa.column("organisation_id", sa.BigInteger),
    sa.column("subject_id", sa.BigInteger),
    sa.column("details", sa.JSON),
    sa.column("hash", sa.String),
)


def upgrade() -> None:
    """What stands there is chained as it is: what was edited before does not show."""
    op.create_index("ix_evidence_added_at", "evidence", ["added_at"])
    postgresql = op.get_bind().dialect.name == "postgresql"
    op.add_column("trail", sa.Column("hash", sa.String(64), nullable=True))
    if postgresql:
        op.execute("ALTER TABLE trail DISABLE TRIGGER trail_is_final")
        _chain()
        op.execute("ALTER TABLE trail ENABLE TRIGGER trail_is_final")
        op.alter_column("trail", "hash", nullable=False)
        return
    for change in ("update", "delete"):
        op.execute(f"DROP TRIGGER trail_no_{change}")
    _chain()
    with op.batch_alter_table("trail") as trail:
        trail.alter_column("hash", existing_type=sa.String(64), nullable=False)
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER trail_no_{change.lower()} BEFORE {change} ON trail "
            "BEGIN SELECT RAISE(ABORT, 'the trail is never edited'); END"
        )


def downgrade() -> None:
    op.execute("ALTER TABLE trail DROP COLUMN hash")
    op.drop_index("ix_evidence_added_at", "evidence")


def _chain() -> None:
    connection = op.get_bind()
    previous = ""
    for row in connection.execute(sa.select(_TRAIL).order_by(_TRAIL.c.id)).all():
        previous = _link(previous, row)
        connection.execute(sa.update(_TRAIL).where(_TRAIL.c.id == row.id).values(hash=previous))


def _link(previous: str, row: Any) -> str:
    # SQLite drops the zone, which is UTC.
    at = row.at.astimezone(UTC) if row.at.tzinfo else row.at.replace(tzinfo=UTC)
    values = [
        previous,
        at.isoformat(timespec="microseconds"),
        row.act,
        row.person_id,
        row.organisation_id,
        row.subject_id,
        row.details,
    ]
    return sha256(json.dumps(values, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
