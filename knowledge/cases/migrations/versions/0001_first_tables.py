"""The first tables: cases, events, teams, quality reviews, attribute names, the clock of changes."""

import sqlalchemy as sa
from alembic import op

from knowledge.cases.tables import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_CASE_TEXTS = (
    *("description", "product", "category", "priority", "channel", "region", "language", "account_id"),
    *("account_name", "account_tier", "team", "status", "outcome", "resolution"),
)


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in _CASE_TEXTS),
        sa.Column("first_response_at", UtcDateTime()),
        sa.Column("resolved_at", UtcDateTime()),
        sa.Column("closed_at", UtcDateTime()),
        sa.Column("csat", sa.Float(53)),
        sa.Column("url", sa.Text()),
        sa.Column("updated_at", UtcDateTime()),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_cases"),
    )
    op.create_index("ix_cases_revision", "cases", ["revision"])
    op.create_table(
        "events",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("event_key", sa.LargeBinary(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("actor", "from_team", "to_team", "reason", "note", "event_id")),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "event_key", name="pk_events"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.case_id"], "fk_events_case_id_cases", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "teams",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("tier", sa.Float(53)),
        sa.Column("function", sa.Text()),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("team", name="pk_teams"),
    )
    op.create_table(
        "quality_reviews",
        sa.Column("review_key", sa.LargeBinary(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.Column("product", sa.Text()),
        sa.PrimaryKeyConstraint("review_key", name="pk_quality_reviews"),
    )
    op.create_table(
        "attributes",
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_attributes"),
    )
    clock = op.create_table(
        "change_clock",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_change_clock"),
    )
    op.bulk_insert(clock, [{"id": 1, "revision": 0}])


def downgrade() -> None:
    for table in ("change_clock", "attributes", "quality_reviews", "teams", "events", "cases"):
        op.drop_table(table)
