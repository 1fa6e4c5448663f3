"""Runs the steps on the connection that the database module hands in; there is no other way to run them."""

from alembic import context

from knowledge.cases.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
