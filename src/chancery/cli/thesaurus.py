"""``chancery thesaurus``: what thesaurus documents are read with, and importing one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

app = typer.Typer(
    help="Show the thesaurus whose concepts are read as topics, or import one.",
    no_args_is_help=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def show(context: typer.Context) -> None:
    """Show the thesaurus whose concepts are read as topics, or import one.

    Chancery brings topics of its own and works without a thesaurus. An imported one is kept in the data folder: that of
    the environment variable CHANCERY_DATA, else chancery/ in the data folder of the platform.
    """
    if context.invoked_subcommand:
        return
    from chancery.world.thesaurus import ThesaurusError, data_folder, load
    from chancery.world.topics import topics

    folder = data_folder()
    try:
        kept = load(folder)
    except ThesaurusError as error:
        _stop(str(error))
    typer.echo(f"{len(topics())} topics of Chancery in six languages")
    if kept is None:
        typer.echo("no thesaurus imported; see chancery thesaurus import --help")
        return
    _tell(len(kept.concepts), kept.source, kept.imported, folder)
    from chancery.record.model import LANGUAGES
    from chancery.world.vocabulary import vocabulary

    names = {lang: sum(len(c.names.get(lang, ())) for c in kept.concepts) for lang in LANGUAGES}
    typer.echo("names: " + ", ".join(f"{lang} {count:,}" for lang, count in names.items()))
    same = vocabulary(folder).same
    typer.echo(f"{same} of the concepts are topics of Chancery, which take on their names")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="UNBIS in JSON, or SKOS in RDF/XML or Turtle.")],
) -> None:
    """Import a thesaurus; it takes the place of the one before.

    Its concepts are found in documents as topics, beside those of Chancery. Nothing that the file names is fetched.

    Example: chancery thesaurus import unbis.json
    """
    from chancery.world.thesaurus import ThesaurusError, data_folder
    from chancery.world.thesaurus_import import import_thesaurus

    folder = data_folder()
    try:
        kept = import_thesaurus(file, folder)
    except ThesaurusError as error:
        _stop(str(error))
    _tell(len(kept.concepts), kept.source, kept.imported, folder)


def _tell(count: int, source: str, day: str, folder: Path) -> None:
    typer.echo(f"{count:,} concepts of {source}, imported {day}, in {folder}")


def _stop(message: str) -> NoReturn:
    typer.echo(f"chancery: {message}", err=True)
    raise typer.Exit(1)
