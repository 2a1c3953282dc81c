"""The commands. Everything heavy is imported by the command that needs it, so that ``--help`` answers at once."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from chancery.cli import archive_correct, archive_keep, archive_look, search, thesaurus

OK, SOME_FAILED, USAGE = 0, 1, 2
"""Exit statuses."""

app = typer.Typer(
    name="chancery",
    help="Read, check and write the official correspondence of States with the United Nations, in Arabic, Chinese, "
    "English, French, Russian and Spanish.",
    epilog="Begin with: chancery specimens specimens/ and then chancery read specimens/",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(show: bool) -> None:
    if show:
        from chancery import __version__

        typer.echo(f"chancery {__version__}")
        raise typer.Exit


app.add_typer(thesaurus.app, name="thesaurus")


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Hold the options of every command."""


@app.command()
def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders or patterns such as 'letters/*.pdf'.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one record a line, as JSON, instead of cards.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write the records into a folder, one NAME.json each.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, help="Processes to read with.")] = 1,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show every value with its words, and the text with what it says marked.")
    ] = False,
) -> None:
    """Read documents and show what they are and say: symbol, date, sender, addressee, annexes, findings, names, positions, events.

    Text, PDF, DOCX, DOC, HTML and Akoma Ntoso files are recognised by their content, in any of the six languages. A file
    that cannot be read is named on standard error with the remedy, and the others go on.

    Examples: chancery read letter.pdf  |  chancery read letters/ --jobs 4 --out records/  |  chancery read *.txt --json
    """
    if json and explain:
        _stop("--explain is for people and --json for programs, whose records hold the evidence; ask for one", USAGE)
    from chancery.cli.batch import files_of, read_all
    from chancery.cli.show import OutputError, Printer

    files, problems = files_of(paths)
    try:
        printer = Printer(json=json, out=out, explain=explain)
        for path, message in problems:
            printer.failed(path, message)
        for outcome in read_all(files, jobs, progress=printer.wants_progress(len(files))):
            printer.show(outcome)
        printer.close()
    except OutputError as error:
        _stop(str(error), SOME_FAILED)
    raise typer.Exit(SOME_FAILED if printer.failures else OK)


@app.command()
def write(
    record: Annotated[
        Path,
        typer.Argument(
            metavar="RECORD.json", help="A record as 'chancery read --json' gives it; - for standard input."
        ),
    ],
    language: Annotated[str, typer.Option("--language", "-l", help="ar, en, es, fr, ru or zh.")] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write to a file: .txt, .html, .docx or .pdf by its name."),
    ] = None,
) -> None:
    """Write a document in due form from a record: masthead, title, formulas, signatures, annex headings, in any language.

    The bodies are printed as the record holds them; all fixed parts are composed in the language asked for.

    Example: chancery read letter.txt --json > letter.json && chancery write letter.json --language ar
    """
    from chancery.checks.values import faults
    from chancery.form.writing import WritingError
    from chancery.form.writing import write as compose
    from chancery.record.json import RecordError, decode
    from chancery.record.model import LANGUAGES
    from chancery.registry.rendering import RenderingError, render

    try:
        document = decode(sys.stdin.buffer.read() if str(record) == "-" else record.read_bytes())
        wanted = language or document.language
        if wanted not in LANGUAGES:
            _stop(f"{wanted!r} is not one of the six languages: {', '.join(LANGUAGES)}", USAGE)
        wrong = [f"{place}: {reason}" for place, reason in faults(document)]
        if wrong:
            _stop(f"{record} holds what cannot be written: {'; '.join(wrong)}", SOME_FAILED)
        printed = compose(document, wanted)
        data = render(printed, wanted, (out.suffix.lstrip(".").lower() if out else "") or "txt")
        if out:
            out.write_bytes(data)
        else:
            sys.stdout.buffer.write(data)
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        _stop(f"{error.filename or record}: {error.strerror or error}", SOME_FAILED)
    except (RecordError, WritingError, RenderingError) as error:
        _stop(f"{record}: {error}", SOME_FAILED)


@app.command()
def checks(
    code: Annotated[str | None, typer.Argument(help="Explain one finding only.")] = None,
) -> None:
    """Explain the findings: what each code means, the rule behind it, and what to do.

    Example: chancery checks organ-mismatch
    """
    from chancery.checks import catalogue
    from chancery.cli.show import explain_findings

    kinds = catalogue()
    if code is not None and code not in kinds:
        import difflib

        near = difflib.get_close_matches(code, kinds, n=1, cutoff=0.4)
        _stop(
            f"there is no finding {code!r}" + (f"; did you mean {near[0]!r}?" if near else "; see chancery checks"),
            USAGE,
        )
    explain_findings([kinds[code]] if code else list(kinds.values()))


@app.command()
def world(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A name in any of the six languages.")],
    json: Annotated[bool, typer.Option("--json", help="Print what is known as JSON.")] = False,
) -> None:
    """Look a name up: a State, organization, treaty, city, adjective or topic, in any language and form.

    Shows what is known of it, its names in six languages, and which form matches; names near it where nothing does, with
    exit status 1.

    Examples: chancery world Zaire  |  chancery world таджикского  |  chancery world droits de la femme --json
    """
    from chancery.cli.world import show
    from chancery.world.thesaurus import ThesaurusError

    try:
        found = show(" ".join(name), json)
    except ThesaurusError as error:
        _stop(str(error), SOME_FAILED)
    raise typer.Exit(OK if found else SOME_FAILED)


@app.command()
def specimens(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to put them; made if it is not there.")],
    formats: Annotated[
        list[str] | None, typer.Option("--format", "-f", help="txt, docx, html or pdf; may be repeated. [default: txt]")
    ] = None,
    languages: Annotated[
        list[str] | None, typer.Option("--language", "-l", help="Only these languages; may be repeated.")
    ] = None,
) -> None:
    """Write the specimen communications: composed documents in due form in six languages, to try things on.

    Example: chancery specimens specimens/ --format pdf --format docx
    """
    from chancery.cli.show import exported
    from chancery.record.model import LANGUAGES
    from chancery.registry.rendering import FORMATS, RenderingError
    from chancery.specimens import export

    wanted = tuple(formats or ["txt"])
    for what, given, known in (("format", wanted, FORMATS), ("language", tuple(languages or ()), LANGUAGES)):
        for one in given:
            if one not in known:
                _stop(f"{one!r} is not a {what}: {', '.join(known)}", USAGE)
    try:
        exported(export(folder, wanted, tuple(languages or LANGUAGES)), folder)
    except OSError as error:
        _stop(f"{error.filename or folder}: {error.strerror or error}", SOME_FAILED)
    except RenderingError as error:
        _stop(str(error), SOME_FAILED)


for commands in (archive_keep, archive_look, archive_correct, search):
    commands.register(app)


def _stop(message: str, status: int) -> NoReturn:
    """Say what is wrong on standard error and leave."""
    typer.echo(f"chancery: {message}", err=True)
    raise typer.Exit(status)
