"""Indexes by which claims stay quick, however many notices are due at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite cannot add a stored one, PostgreSQL cannot put a virtual one into an index.
    stored = True if op.get_bind().dialect.name == "postgresql" else None
    op.add_column(
        "notice",
        sa.Column(
            "waiting_since",
            sa.DateTime(timezone=True),
            sa.Computed("coalesce(not_before, send_at)", persisted=stored),
            nullable=True,
        ),
    )
    op.drop_index("ix_notice_work", "notice")
    op.drop_index("ix_notice_person_id", "notice")
    op.drop_index("ix_notice_group_id", "notice")
    op.create_index("ix_notice_work", "notice", ["state", "waiting_since", "id"])
    op.create_index("ix_notice_person_work", "notice", ["person_id", "state", "send_at"])
    op.create_index("ix_notice_group_work", "notice", ["group_id", "state", "send_at"])


def downgrade() -> None:
    op.drop_index("ix_notice_group_work", "notice")
    op.drop_index("ix_notice_person_work", "notice")
    op.drop_index("ix_notice_work", "notice")
    op.create_index("ix_notice_group_id", "notice", ["group_id"])
    op.create_index("ix_notice_person_id", "notice", ["person_id"])
    op.create_index("ix_notice_work", "notice", ["state", "send_at"])
    op.drop_column("notice", "waiting_since")
