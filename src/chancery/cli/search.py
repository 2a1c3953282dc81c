"""The commands that find documents in an archive: search, learn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chancery.cli.archive import USAGE, Folder, Json, plural, print_json, said, stop

if TYPE_CHECKING:
    from chancery.archive.layout import Layout
    from chancery.archive.search import Hit
    from chancery.archive.search_passages import Snippet


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(search)
    app.command()(learn)


def _layout(folder: Path | None) -> Layout:
    from chancery.archive import layout

    return layout.at(folder) if folder else layout.find()


def search(
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="Words, or a query as below.")],
    archive: Folder = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="Works to show.")] = 10,
    sort: Annotated[str, typer.Option("--sort", help="relevance, newest or oldest.")] = "relevance",
    facets: Annotated[
        list[str] | None,
        typer.Option("--facet", "-f", help="Count by language, kind, organ, sender, act, role, name or year."),
    ] = None,
    only: Annotated[
        bool, typer.Option("--only-these-words", help="Look for no translations and for no other names.")
    ] = False,
    like: Annotated[bool, typer.Option("--like", help="Find what is like a document: give its number, #12.")] = False,
    json: Json = False,
) -> None:
    """Search the archive, in any of the six languages for documents in all of them.

    Words are looked for in all their forms, "phrases" as they stand, begin* by the beginning; AND, OR, NOT, -word and
    brackets; "two words"~5 near one another. Fields: from: to: item: organ: kind: about: says: lang: mentions: symbol: title:
    date:1997..2003.

    Examples: chancery search 'from:RUS says:condemn terrorism' | chancery search 核武器 | chancery search '"peace process" date:2022..'
    """
    from chancery.archive.index import IndexUnusableError
    from chancery.archive.query import QueryError
    from chancery.archive.search_archive import opened

    text = " ".join(query)
    with said():
        layout = _layout(archive)
        try:
            found = opened(layout)
            if like:
                results = found.like(text.lstrip("#"), limit=limit, across=not only)
            else:
                results = found.search(text, limit=limit, sort=sort, across=not only, facets=facets or ())
        except QueryError as error:
            stop(str(error), USAGE)
        except KeyError as error:
            stop(str(error.args[0]), USAGE)
        except IndexUnusableError as error:
            stop(str(error))
    for problem in found.problems:
        typer.echo(f"chancery: {problem}", err=True)
    if json:
        print_json([results])
        return
    for note in results.notes:
        typer.secho(note, err=True, fg="yellow")
    for hit in results.hits:
        _show(hit)
    for name, counts in results.facets.items():
        typer.echo(f"{name}: " + ", ".join(f"{value} {count}" for value, count in counts.items()))
    typer.echo(f"{plural(results.documents, 'version')}, {plural(len(results.hits), 'work')} shown", err=True)


def _show(hit: Hit) -> None:
    """Print a work with the passage that answers; without rich, which would take half of the time of a search."""
    languages = " ".join(dict.fromkeys(version.language for version in hit.versions))
    typer.echo(f"{typer.style(hit.label, bold=True)}  {_date(hit.date)}  {languages}  {hit.title[:120]}")
    if hit.snippet:
        typer.echo("  " + _marked(hit.snippet))
    if hit.why:
        typer.secho("  " + "; ".join(hit.why), dim=True)


def _marked(snippet: Snippet) -> str:
    out, end = "", 0
    for start, stop_ in snippet.highlights:
        out += snippet.text[end:start] + typer.style(snippet.text[start:stop_], fg="green", bold=True)
        end = stop_
    return out + snippet.text[end:]


def _date(day: int) -> str:
    """Give a day of the index as people write it.

    >>> _date(20030500), _date(0)
    ('2003-05', '')
    """
    year, month, date = day // 10000, day // 100 % 100, day % 100
    return "-".join(f"{part:02}" for part in (year, month, date) if part)


def learn(archive: Folder = None) -> None:
    """Learn translations from the language versions that the archive holds, to find documents across languages.

    Takes some seconds. To be run again when many documents have come.

    Example: chancery learn
    """
    from chancery.archive.index import IndexUnusableError
    from chancery.archive.search_archive import learn as learned
    from chancery.archive.search_archive import opened

    with said():
        try:
            count = learned(opened(_layout(archive)))
        except IndexUnusableError as error:
            stop(str(error))
    if not count:
        stop(
            "nothing to learn from: hold some dozens of paragraphs in two languages, and add the versions of a document"
        )
    typer.echo(f"learned translations of {count:,} words")
