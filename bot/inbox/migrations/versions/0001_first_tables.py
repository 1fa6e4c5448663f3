"""The first tables: questions, events, leases, feedback, preferences."""

import sqlalchemy as sa
from alembic import op

from knowledge.cases.tables import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "slack_questions",
        *_texts("key", "team", "user", "way", "wish", "text", "channel"),
        *(sa.Column(name, sa.Text()) for name in ("root", "only_to", "response_url")),
        *_texts("thread"),
        sa.Column("accepted_at", UtcDateTime(), nullable=False),
        *_texts("owner"),
        sa.Column("begun", sa.Text()),
        sa.Column("stopping", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("ending", "reply_ts", "words")),
        sa.PrimaryKeyConstraint("key", name="pk_slack_questions"),
    )
    is_open = sa.text("ending IS NULL")
    op.create_index(
        "ix_slack_questions_open", "slack_questions", ["owner"], sqlite_where=is_open, postgresql_where=is_open
    )
    op.create_index("ix_slack_questions_channel_root", "slack_questions", ["channel", "root"])
    op.create_index("ix_slack_questions_accepted_at", "slack_questions", ["accepted_at"])
    op.create_table(
        "slack_events",
        *_texts("event_id"),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_slack_events"),
    )
    op.create_index("ix_slack_events_taken_at", "slack_events", ["taken_at"])
    op.create_table(
        "slack_leases",
        *_texts("owner"),
        sa.Column("leased_until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("owner", name="pk_slack_leases"),
    )
    _what_people_say()


def _what_people_say() -> None:
    op.create_table(
        "slack_feedback",
        *_texts("team", "user", "channel", "ts"),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("receipt", sa.Text()),
        sa.Column("is_good", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text()),
        *_texts("comment"),
        sa.PrimaryKeyConstraint("team", "user", "channel", "ts", name="pk_slack_feedback"),
    )
    op.create_index("ix_slack_feedback_receipt", "slack_feedback", ["receipt"])
    op.create_table(
        "slack_preferences",
        *_texts("team", "user", "name", "value"),
        sa.PrimaryKeyConstraint("team", "user", "name", name="pk_slack_preferences"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]
