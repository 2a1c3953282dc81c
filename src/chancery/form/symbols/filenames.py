"""File names of the United Nations library: ``A_75_973&S_2021_678-FR.pdf``.

Mapping of the Dag Hammarskjold Library: space and ``/`` become ``_``, ``[`` and ``]`` ``^``, ``*`` ``!``, ``:`` ``#``,
``;`` ``%``; symbols are joined by ``&``; the language in capitals follows a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chancery.form.symbols.model import Symbol, SymbolError
from chancery.form.symbols.parse import parse
from chancery.record.model import LANGUAGES

_TO_FILE = str.maketrans({" ": "_", "/": "_", "[": "^", "]": "^", "*": "!", ":": "#", ";": "%"})
_LANGUAGE = re.compile(rf"-({'|'.join(LANGUAGES)})$", re.I)
_EXTENSION = re.compile(r"\.[A-Za-z]{2,5}$")


def symbol_from_filename(name: str) -> tuple[list[Symbol], str | None]:
    """The symbols that a file name of the library stands for, and the language it says, None if it says none.

    Folders before the name do not matter. Raises `SymbolError` when the name is none of that kind.
    """
    stem = _EXTENSION.sub("", re.split(r"[/\\]", name)[-1])
    language = _LANGUAGE.search(stem)
    if language:
        stem = stem[: language.start()]
    return [_symbol(piece, name) for piece in stem.split("&")], language[1].lower() if language else None


def filename_of_symbols(symbols: Sequence[Symbol], language: str, extension: str = "pdf") -> str:
    """The library's name for the file of a document with these symbols in this language.

    Raises `ValueError` where there is no symbol or the language is not official.
    """
    if not symbols or language not in LANGUAGES:
        raise ValueError(f"a file name needs a symbol and one of the languages {', '.join(LANGUAGES)}")
    return f"{'&'.join(str(symbol).translate(_TO_FILE) for symbol in symbols)}-{language.upper()}.{extension}"


def _symbol(piece: str, name: str) -> Symbol:
    """One symbol; an underscore is a space or a slash, whichever gives one."""
    marks = iter("[]" * piece.count("^"))
    text = re.sub(r"\^", lambda _: next(marks), piece).replace("!", "*").replace("#", ":").replace("%", ";")
    inside = re.sub(r"\([^()]*\)", lambda match: match[0].replace("_", " "), text).replace("_(", " (")
    inside = re.sub(r"(?<=_\d)(\d*)_([A-Z](?:-[A-Z])?)(?=$|\*| \(|_(?:Add|Amend|Corr|Rev|Summary))", r"\1 \2", inside)
    try:
        return parse(inside.replace("_", "/"))
    except SymbolError as error:
        raise SymbolError(f"{name!r} is not the library's name of a file: {error}") from error
