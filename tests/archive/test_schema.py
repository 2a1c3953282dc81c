"""The tables: what the migrations make is what the code knows, and all of it is explained."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from chancery.archive import schema
from chancery.archive.archive import Archive


def test_the_migrations_make_the_tables_that_the_code_knows(archive: Archive) -> None:
    with archive.database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_the_newest_migration_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_every_table_is_explained() -> None:
    for table in schema.metadata.sorted_tables:
        assert table.comment, table.name
