"""A seat that was to come, or to go, is there as long as somebody holds it."""

from __future__ import annotations

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_INSERT = (
    "INSERT INTO seat (organisation_id, post, since, created_at) "
    "SELECT NEW.organisation_id, NEW.post, NEW.start_on, NEW.created_at WHERE NOT EXISTS ("
    "SELECT 1 FROM seat WHERE organisation_id = NEW.organisation_id AND post = NEW.post "
    "AND until IS NULL) ON CONFLICT DO NOTHING;"
)
_GO_ON = (
    "UPDATE seat SET until = NULL, "
    "since = CASE WHEN since > NEW.start_on THEN NEW.start_on ELSE since END "
    "WHERE organisation_id = NEW.organisation_id AND post = NEW.post "
    "AND ((until IS NULL AND since > NEW.start_on) OR until > NEW.start_on "
    "OR since = NEW.start_on);"
)


def upgrade() -> None:
    """Whoever takes a post lets its seat begin then, and go on."""
    _keep_seats(_GO_ON + " " + _INSERT)


def downgrade() -> None:
    """Only a post that nobody held before becomes a seat."""
    _keep_seats(_INSERT)


def _keep_seats(statements: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION keep_seat() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {statements} RETURN NULL; END $$"
        )
        return
    op.execute("DROP TRIGGER assignment_seat")
    op.execute(f"CREATE TRIGGER assignment_seat AFTER INSERT ON assignment BEGIN {statements} END")
