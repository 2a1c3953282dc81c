"""The history of the tables. ``env.py`` is run by Alembic; every version stands in ``versions``."""
