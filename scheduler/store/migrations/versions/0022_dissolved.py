"""Organisations that are not there any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """None was dissolved so far."""
    op.add_column(
        "organisation", sa.Column("dissolved_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    """What was dissolved stays without managers, seats and place."""
    op.drop_column("organisation", "dissolved_at")
