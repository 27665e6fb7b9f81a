"""A person's own hour of reminders, digest and days off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("remind_at", sa.Time(), nullable=True))
    op.add_column(
        "person", sa.Column("digest", sa.String(8), nullable=False, server_default="each")
    )
    op.add_column("person", sa.Column("days_off", sa.String(64), nullable=True))
    # Another hour: what is planned for the person is planned again.
    again = (
        "UPDATE organisation SET changes = changes + 1, plan_at = NULL WHERE id IN "
        "(SELECT organisation_id FROM assignment WHERE person_id = NEW.id);"
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION plan_person_again() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {again} RETURN NULL; END $$"
        )
        op.execute(
            "CREATE TRIGGER person_plan AFTER UPDATE OF remind_at ON person "
            "FOR EACH ROW EXECUTE FUNCTION plan_person_again()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER person_plan AFTER UPDATE OF remind_at ON person BEGIN {again} END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER person_plan ON person")
        op.execute("DROP FUNCTION plan_person_again()")
    else:
        op.execute("DROP TRIGGER person_plan")
    op.drop_column("person", "days_off")
    op.drop_column("person", "digest")
    op.drop_column("person", "remind_at")
