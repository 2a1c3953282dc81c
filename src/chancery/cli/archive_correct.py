"""The commands for what people say of values: correct, confirm, undo, review."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chancery.cli.archive import (
    USAGE,
    Folder,
    Json,
    Language,
    Name,
    Who,
    consoles,
    opened,
    plural,
    print_json,
    stop,
)

if TYPE_CHECKING:
    from chancery.archive.corrections import Correction
    from chancery.archive.queries import Document

Pointer = Annotated[
    str, typer.Argument(metavar="POINTER", help="Where the value stands, as a JSON Pointer: /letter/date.")
]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="Why, for whoever looks at it later.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (correct, confirm, undo, review):
        app.command()(command)


def correct(
    name: Name,
    pointer: Pointer,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="Words, a number, null, or JSON.")] = None,
    why: Why = "",
    who: Who = None,
    insert: Annotated[bool, typer.Option("--insert", help="Put it into the list there; - is behind the last.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take what stands there out of its list.")] = False,
    archive: Folder = None,
    language: Language = None,
) -> None:
    """Correct a value of a document. The old value is kept with who, when and why, and rereading does not undo it.

    Examples: chancery correct S/1997/150 /letter/date 1997-02-21 --why "read from the print"

    chancery correct S/1997/150 /masthead/symbols/- A/52/77 --insert
    """
    if insert and remove:
        stop("--insert and --remove contradict each other", USAGE)
    if remove and value is not None:
        stop("--remove takes no value", USAGE)
    if not remove and value is None:
        stop("name the value that is right; null empties it", USAGE)
    with opened(archive) as store:
        document = store.get(name, language)
        if remove:
            made = store.remove(document, pointer, who=who, why=why)
        else:
            made = _set(store.insert if insert else store.correct, document, pointer, value or "", who, why)
    _tell(made)


def _set(
    say: Callable[..., Correction], document: Document, pointer: str, text: str, who: str | None, why: str
) -> Correction:
    """Take the value for the JSON that it is, or for the words as they stand where a record wants words there."""
    from chancery.archive.errors import WrongCorrection

    value = _value(text)
    try:
        return say(document, pointer, value, who=who, why=why)
    except WrongCorrection:
        if isinstance(value, str) or value is None:
            raise
    return say(document, pointer, text, who=who, why=why)


def _value(text: str) -> Any:
    """Give the JSON that a text is, else the text."""
    import msgspec

    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


def confirm(
    name: Name, pointer: Pointer, why: Why = "", who: Who = None, archive: Folder = None, language: Language = None
) -> None:
    """Say that a value is right: it leaves the review queue, and stays as it is when the document is read again.

    Example: chancery confirm S/1997/150 /letter/date
    """
    with opened(archive) as store:
        made = store.confirm(store.get(name, language), pointer, who=who, why=why)
    _tell(made)


def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Of the correction, as show --history tells.")],
    who: Who = None,
    archive: Folder = None,
) -> None:
    """Take a correction or confirmation back. It stays in the history.

    Example: chancery undo 3
    """
    with opened(archive) as store:
        made = store.undo(number, who=who)
    consoles()[0].print(f"{made.id} taken back: {made.action} {made.pointer}", soft_wrap=True, markup=False)


def _tell(made: Correction) -> None:
    change = f"{made.value!r}" if made.action in ("confirm", "insert") else f"{made.old!r} -> {made.value!r}"
    consoles()[0].print(f"{made.id}  {made.action} {made.pointer}  {change}", soft_wrap=True, markup=False)


def review(
    archive: Folder = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help="Only this: inferred, no-symbol, a finding ...")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="So many at most.")] = 40,
    json: Json = False,
) -> None:
    """List what a person should look at, the most urgent first: corrections without a place, contradictions, findings, what
    was inferred and not printed.

    Example: chancery review --reason inferred
    """
    with opened(archive) as store:
        items = store.review(limit=limit, reason=reason)
    if json:
        print_json(items)
        return
    out, errors = consoles()
    for item in items:
        where = f" {item.pointer}" if item.pointer else ""
        out.print(
            f"#{item.document} {item.name} {item.language}{where}  {item.reason}: {item.message}",
            soft_wrap=True,
            markup=False,
        )
    errors.print(f"[dim]{plural(len(items), 'item')}; settle one with chancery correct or chancery confirm[/]")
