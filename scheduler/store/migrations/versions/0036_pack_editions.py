"""Editions of packs that operators sent as files; of what exactly each reader of an edition was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table, empty: what is in the files of the packs is in force."""
    op.create_table(
        "pack_edition",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("pack", sa.String(36), nullable=False),
        sa.Column("document", sa.String(40), nullable=False),
        sa.Column("open_pack", sa.String(36), nullable=True),
        sa.Column("of_edition", sa.String(120), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("clauses", sa.JSON(), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=True),
        sa.Column("revision", _BIG, nullable=False),
        sa.Column("sent_by", sa.String(64), nullable=False),
        sa.Column("sent_at", _INSTANT, nullable=False),
        sa.Column("handed_at", _INSTANT, nullable=True),
        sa.Column("approved_by", sa.String(64), nullable=True),
        sa.Column("approved_at", _INSTANT, nullable=True),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_edition")),
        sa.UniqueConstraint("open_pack", name=op.f("uq_pack_edition_open_pack")),
    )
    with op.batch_alter_table("edition_reader") as table:
        table.add_column(sa.Column("told", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Drop it: the files of the packs are in force again."""
    with op.batch_alter_table("edition_reader") as table:
        table.drop_column("told")
    op.drop_table("pack_edition")
