"""The commands that make and keep an archive: init, add, check, backup, restore, forget, rebuild, reread."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chancery.cli.archive import (
    SOME_FAILED,
    USAGE,
    Folder,
    Jobs,
    Json,
    Language,
    Name,
    consoles,
    opened,
    plural,
    print_json,
    said,
    stop,
)

if TYPE_CHECKING:
    from chancery.archive.adding import Added


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (init, add, check, backup, restore, forget, rebuild, reread):
        app.command()(command)


def init(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Made if it is not there.")] = Path()) -> None:
    """Make an empty archive in a folder: a place that keeps documents, their records, versions and corrections.

    Example: chancery init papers && chancery add --archive papers letters/
    """
    with said():
        from chancery.archive.archive import Archive

        Archive.create(folder).close()
    consoles()[0].print(f"An archive in {folder}", soft_wrap=True, markup=False)


def add(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH...", help="Files, folders or patterns such as 'letters/*.pdf'.")
    ] = None,
    archive: Folder = None,
    jobs: Jobs = 1,
    retry: Annotated[
        bool, typer.Option("--retry", help="Try again what could not be read; without PATH, all of it.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Stay, and add what comes into the folders.")] = False,
    interval: Annotated[
        float, typer.Option("--interval", min=0.1, help="Seconds between two looks of --watch.")
    ] = 10.0,
    rounds: Annotated[int | None, typer.Option("--rounds", min=1, help="End --watch after so many looks.")] = None,
    json: Json = False,
) -> None:
    """Add documents to the archive: kept, read, and joined with their other languages and revisions.

    What is there already is not read again. A run that was stopped goes on where it was. Files that cannot be read are named
    with the reason, also later: chancery list --unreadable.

    Examples: chancery add letters/ --jobs 2  |  chancery add --retry  |  chancery add inbox/ --watch
    """
    if not paths and not retry:
        stop("name files, folders or patterns to add", USAGE)
    if watch and not paths:
        stop("--watch needs folders to look into", USAGE)
    from chancery.cli.batch import files_of
    from chancery.cli.progress import meter

    began = time.monotonic()
    with opened(archive) as store:
        files, problems = files_of(paths or [])
        if watch:
            _watch(store, paths or [], interval, jobs, rounds, json)
            return
        if not paths:
            files = [Path(row["path"]) for row in store.unreadable()]
        for path, reason in problems:
            consoles()[1].print(f"{path}: {reason}", soft_wrap=True, markup=False)
        with meter("adding") as progress:
            counts, characters = _show(store.add(files, jobs=jobs, retry=retry, progress=progress), json)
        totals = store.totals()
    out, errors = consoles()
    if not json:
        out.print(_sentence(counts), soft_wrap=True)
        out.print(f"{plural(totals['works'], 'work')} in {plural(totals['documents'], 'document')}", soft_wrap=True)
    if characters:
        seconds = time.monotonic() - began
        rate = f"{characters / 1e6:,.2f} million characters in {seconds:,.1f} s"
        errors.print(f"[dim]{rate}, {plural(round(characters / seconds), 'character')} a second[/]", soft_wrap=True)
    if counts["unreadable"] or counts["missing"] or problems:
        raise typer.Exit(SOME_FAILED)


def _show(results: Iterable[Added], json: bool) -> tuple[Counter[str], int]:
    """Show what became of files as it comes; gives how many came to what, and the characters that were read."""
    errors = consoles()[1]
    counts: Counter[str] = Counter()
    characters = 0
    for added in results:
        counts[added.state] += 1
        characters += added.characters
        if json:
            print_json([added])
        if added.reason:
            errors.print(f"{added.path}: {added.reason}", soft_wrap=True, markup=False)
    return counts, characters


def _sentence(counts: Counter[str]) -> str:
    states = ("added", "known", "unreadable", "missing")
    return ", ".join(f"{counts[s]:,} {s}" for s in states if counts[s] or s == "added")


def _watch(store: object, paths: list[str], interval: float, jobs: int, rounds: int | None, json: bool) -> None:
    from chancery.archive.archive import Archive
    from chancery.archive.watching import watch
    from chancery.cli.batch import files_of

    assert isinstance(store, Archive)
    folders = [Path(p) for p in paths if Path(p).is_dir()]
    out, errors = consoles()
    errors.print("[dim]watching; stop with Ctrl-C[/]")
    try:
        for added in watch(store, folders, lambda: files_of(paths)[0], interval=interval, jobs=jobs, rounds=rounds):
            if json:
                print_json([added])
            else:
                reason = f": {added.reason}" if added.reason else ""
                out.print(f"{added.state} {added.path}{reason}", soft_wrap=True, markup=False)
    except KeyboardInterrupt:
        errors.print("[dim]stopped[/]")


def check(
    archive: Folder = None,
    quick: Annotated[bool, typer.Option("--quick", help="Compare sizes only, and read no originals.")] = False,
    clean: Annotated[bool, typer.Option("--clean", help="Remove what a crash left behind.")] = False,
    json: Json = False,
) -> None:
    """Check that the archive is whole: database, originals, records, works. The exit status is 1 where something is wrong.

    Example: chancery check
    """
    with opened(archive) as store:
        removed = store.clean() if clean else 0
        found = store.check(quick=quick)
        totals = store.totals()
    wrong = [p for p in found if p.kind != "leftover"]
    if json:
        print_json(found)
    else:
        out, errors = consoles()
        for problem in found:
            errors.print(f"{problem.kind}: {problem.what}; {problem.remedy}", soft_wrap=True, markup=False)
        if removed:
            out.print(f"{plural(removed, 'file')} left by a crash removed", soft_wrap=True)
        verdict = plural(len(wrong), "problem") if wrong else "all is well"
        out.print(
            f"{plural(totals['files'], 'file')}, {plural(totals['documents'], 'document')}: {verdict}", soft_wrap=True
        )
    if wrong:
        raise typer.Exit(SOME_FAILED)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, such as papers.zip.")],
    archive: Folder = None,
) -> None:
    """Write the whole archive, with originals and corrections, into one ZIP file. It can be used meanwhile.

    Example: chancery backup papers.zip
    """
    from chancery.cli.progress import meter

    with opened(archive) as store, meter("packing") as progress:
        count = store.backup(file, progress)
    consoles()[0].print(f"{plural(count, 'file')} in {file}", soft_wrap=True, markup=False)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that chancery backup wrote.")],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is not there yet, or empty.")],
) -> None:
    """Make an archive from a backup, in a new folder. Every original is checked.

    Example: chancery restore papers.zip papers-again
    """
    from chancery.cli.progress import meter

    with said():
        from chancery.archive.archive import Archive

        with meter("unpacking") as progress, Archive.restore(file, folder, progress) as store:
            totals = store.totals()
    consoles()[0].print(f"{plural(totals['documents'], 'document')} in {folder}", soft_wrap=True, markup=False)


def forget(
    name: Name,
    archive: Folder = None,
    language: Language = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove a document from the archive: originals, records and what was said of them. It cannot be undone.

    The files that it was added from stay where they are. To forget one of several files, name it by # and its number.

    Example: chancery forget S/1997/150 --language fr
    """
    with opened(archive) as store:
        documents = list(store.documents(name, language))
        shown = ", ".join(f"#{d.document} {d.record.id} {d.record.language}" for d in documents)
        if not yes:
            typer.confirm(f"Remove {shown}, for good?", abort=True)
        store.forget(documents)
    consoles()[0].print(f"forgotten: {shown}", soft_wrap=True, markup=False)


def rebuild(archive: Folder = None) -> None:
    """Make anew all that follows from records and corrections: works, references, review queue, index. All or nothing.

    Example: chancery rebuild
    """
    from chancery.cli.progress import meter

    with opened(archive) as store:
        with meter("rebuilding") as progress:
            count = store.rebuild(progress)
        works = store.totals()["works"]
    consoles()[0].print(f"{plural(count, 'document')}, {plural(works, 'work')}", soft_wrap=True)


def reread(
    archive: Folder = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what this reader has read.")] = False,
    jobs: Jobs = 1,
    json: Json = False,
) -> None:
    """Read again what an older version of Chancery has read. Corrections stay; the review queue says where one has no place.

    Example: chancery reread --jobs 2
    """
    from chancery.cli.progress import meter

    with opened(archive) as store, meter("reading") as progress:
        counts, _ = _show(store.reread(everything=everything, jobs=jobs, progress=progress), json)
    if not json:
        consoles()[0].print(f"{counts['added']:,} read again, {counts['unreadable']:,} unreadable", soft_wrap=True)
    if counts["unreadable"]:
        raise typer.Exit(SOME_FAILED)
