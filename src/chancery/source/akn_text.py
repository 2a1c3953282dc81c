"""The printed text of an Akoma Ntoso element: without footnotes, footnote marks and the white space of the markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

_BLANKS = re.compile(r"\s+")
_LAYOUT = re.compile(r"\s*\n\s*")
_FORMAT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|\\s")
"""White space and invisible characters."""
_EMPHASIS = re.compile(r"italic|bold")
_PUNCTUATION = re.compile(r"[\s().\-–—•·’‘'‐-―،:;、．\u200e\u200f]+")
_TYPED_NUMBER = re.compile(r"\s*(\d{1,3}\s?[-–.]|\([^\W\d_]{1,2}\)|[’‘]\d{1,2}[’‘]|[–•])\t")
_OPENING_REACH = 25
"""Characters before the emphasised words beyond which they do not open the paragraph."""
_TRAILING = " ,،，;:：、\u200b\u200c\u200d\u200e\u200f"


class Note(NamedTuple):
    """A footnote."""

    mark: str
    text: str


class Passage(NamedTuple):
    """The text of one paragraph."""

    text: str
    notes: list[Note]
    opening: str
    """The words that are emphasised at its beginning, which are its verb; '' where there are none."""
    typed: str
    """A number that is typed into the text before a tabulator; it is still part of `text`."""


class _Run(NamedTuple):
    text: str
    emphasised: bool
    note: Any | None = None


def name(element: Any) -> str:
    """Give the local name of an element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def passage(elements: Iterable[Any], *, anywhere: bool = False) -> Passage:
    """Give the text of some elements joined by spaces.

    `anywhere` says that the emphasised verb may follow its object, as in Chinese.
    """
    parts: list[str] = []
    notes: list[Note] = []
    opening: list[str] = []
    is_open, started = True, False
    first = ""
    for number, element in enumerate(elements):
        if number:
            parts.append(" ")
        for run in _runs(element, False):
            if run.note is not None:
                notes.append(Note(run.note.get("marker", ""), plain(passage(list(run.note)).text)))
                continue
            if not run.text:
                continue
            visible = bool(_FORMAT.sub("", run.text))
            if is_open:
                if run.emphasised or (started and not visible):
                    opening.append(run.text)
                    started = started or visible
                elif started or (visible and not anywhere and len(plain("".join(parts) + run.text)) > _OPENING_REACH):
                    is_open = False
            parts.append(run.text)
        if not number:
            first = "".join(parts)
    typed = _TYPED_NUMBER.match(first)
    words = plain("".join(opening)).rstrip(_TRAILING).lstrip("\u200b\u200c\u200d\u200e\u200f ") if started else ""
    return Passage(plain("".join(parts)), notes, words, plain(typed[1]) if typed else "")


def plain(text: str) -> str:
    """Give the text with single spaces and without soft hyphens."""
    return _BLANKS.sub(" ", text.replace("\u00ad", "")).strip()


def content(element: Any | None) -> str:
    """Give all the text of an element in one line, '' for None."""
    return plain("".join(element.itertext())) if element is not None else ""


def number_of(label: str) -> str | None:
    """Give the number of a label without its punctuation: ``3.`` and ``(a)`` are ``3`` and ``a``; None for a bullet."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", label)) or None


def _runs(element: Any, emphasised: bool) -> Iterator[_Run]:
    """Give the stretches of text in an element. Line feeds are the layout of the markup."""
    if text := _piece(element.text):
        yield _Run(text, emphasised)
    for child in element:
        tag = name(child)
        if tag == "authorialNote":
            yield _Run("", emphasised, child)
        elif tag in ("eol", "br"):
            yield _Run(" ", emphasised)
        elif tag == "sup" and not len(child) and (child.text or "").strip() in ("(", ")"):
            pass  # the brackets of a footnote's mark in Arabic
        elif tag not in ("", "img"):
            heavy = tag in ("i", "b") or (tag == "span" and bool(_EMPHASIS.search(child.get("class", ""))))
            yield from _runs(child, emphasised or heavy)
        if text := _piece(child.tail):
            yield _Run(text, emphasised)


def _piece(text: str | None) -> str:
    """A text node without the line feeds and indents that the markup's layout puts into it."""
    if not text or "\n" not in text:
        return text or ""
    if not text.strip():
        return ""
    lead, trail = len(text) - len(text.lstrip()), len(text.rstrip())
    start = lead if "\n" in text[:lead] else 0
    stop = trail if "\n" in text[trail:] else len(text)
    return _LAYOUT.sub(" ", text[start:stop])
