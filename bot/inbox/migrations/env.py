"""Runs the steps on the connection that the database module hands in; there is no other way to run them."""

from alembic import context

from bot.inbox.database import INBOX_STEPS
from bot.inbox.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=INBOX_STEPS.version_table,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
