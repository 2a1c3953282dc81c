"""The command line: thin shells over the functions of the floors below."""

from __future__ import annotations


def main() -> None:
    """Run `chancery`."""
    from chancery.cli.app import app

    app()
