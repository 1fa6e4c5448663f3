"""Who asked a question, and which cases they could see."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answers", sa.Column("asked_by", sa.Text()))
    op.add_column("answers", sa.Column("seen", sa.Text()))
    op.create_index("ix_answers_asked_by_asked_at", "answers", ["asked_by", "asked_at"])


def downgrade() -> None:
    op.drop_index("ix_answers_asked_by_asked_at", "answers")
    op.drop_column("answers", "seen")
    op.drop_column("answers", "asked_by")
