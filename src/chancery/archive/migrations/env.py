"""How Alembic runs the migrations: on the connection it is given, inside the transaction that is open there."""

from __future__ import annotations

from alembic import context

from chancery.archive.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
