"""The formula notation: one pattern that reads and writes.

===================  =================================================================================================
``text``             itself; case, accents, quotes, dashes and white space do not matter in reading
``{slot}``           a value; ``{slot:form}`` the value in a form, such as ``{parties:of}``
``[text]``           may be there; written only where it holds slots and all of them have values
``(a|b|c)``          one of them; the first is written; ``(a|)`` may be missing and is written
``\\(``               a character of the notation as itself
===================  =================================================================================================

A pattern is parsed once into a tree. `regex` gives the expression that reads it (over folded text), `render` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from chancery.lang.fold import fold


class NotationError(ValueError):
    """A pattern that does not follow the notation; the message shows where."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Fixed words."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value."""

    name: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Sequences of which one stands; ``optional`` ones may be missing in print."""

    options: tuple[Sequence, ...]
    optional: bool = False


Node = Literal | Slot | Choice
Sequence = tuple[Node, ...]
Shapes = Mapping[str, str]
"""Slot name to the expression that its text has, over folded text; others are any text, as short as can be."""

ANY = r".{1,600}?"
"""A slot without a shape: any text, new lines included (patterns are compiled with DOTALL)."""

_TOKENS = re.compile(
    r"\\(?P<escaped>.)|\{(?P<slot>[a-z_]+)(?::(?P<form>[a-z_]+))?\}|(?P<mark>[\[\](|)])|(?P<bad>[{}])", re.S
)


def parse(pattern: str) -> Sequence:
    """Give the tree of a pattern.

    Raises `NotationError` where a bracket or brace has no partner.
    """
    open_marks: list[tuple[str, list[list[Node]]]] = [("", [[]])]
    at = 0
    for token in _TOKENS.finditer(pattern):
        _put(open_marks[-1][1][-1], pattern[at : token.start()])
        at = token.end()
        here = open_marks[-1][1][-1]
        mark = token["mark"]
        if token["escaped"]:
            _put(here, token["escaped"])
        elif token["slot"]:
            here.append(Slot(token["slot"], token["form"] or ""))
        elif mark in ("[", "("):
            open_marks.append((mark, [[]]))
        elif mark == "|" and open_marks[-1][0] == "(":
            open_marks[-1][1].append([])
        elif mark in ("]", ")") and open_marks[-1][0] == {"]": "[", ")": "("}[mark]:
            _, options = open_marks.pop()
            open_marks[-1][1][-1].append(Choice(tuple(map(tuple, options)), mark == "]"))
        else:
            raise NotationError(f"unexpected {token[0]!r} at character {token.start()} of the pattern {pattern!r}")
    if len(open_marks) > 1:
        raise NotationError(f"{open_marks[-1][0]!r} is not closed in the pattern {pattern!r}")
    _put(open_marks[-1][1][-1], pattern[at:])
    return tuple(open_marks[0][1][0])


def _put(nodes: list[Node], text: str) -> None:
    """Append fixed words, joining neighbours."""
    if not text:
        return
    if nodes and isinstance(nodes[-1], Literal):
        text = nodes.pop().text + text  # type: ignore[union-attr]
    nodes.append(Literal(text))


def slots(tree: Sequence) -> Iterator[Slot]:
    """Give the slots of a tree in order."""
    for node in tree:
        if isinstance(node, Slot):
            yield node
        elif isinstance(node, Choice):
            for option in node.options:
                yield from slots(option)


@dataclass(slots=True)
class _Counter:
    """Numbers the groups of one expression, since a slot may stand in several alternatives."""

    at: int = 0


def regex(tree: Sequence, shapes: Shapes, spaced: bool = True, counter: _Counter | None = None) -> str:
    """Give the expression that reads a tree over folded text.

    ``spaced`` is false for scripts without spaces between words, where white space may stand or lack anywhere and
    punctuation may have been lost. Groups are named ``slot__1``, ``slot__2`` ...; see `values`.
    """
    counter = counter or _Counter()
    out = []
    for node in tree:
        if isinstance(node, Literal):
            out.append(words(node.text, spaced))
        elif isinstance(node, Slot):
            counter.at += 1
            gap = "" if spaced else r"\s*"
            out.append(f"{gap}(?P<{node.name}__{counter.at}>{shapes.get(node.name, ANY)})")
        else:
            options = [regex(o, shapes, spaced, counter) for o in node.options]
            out.append(f"(?:{'|'.join(options)}){'?' if node.optional else ''}")
    return "".join(out)


_PIECES = re.compile(r"\s+|[^\w\s]|\w+")
_LOOSE = re.compile(r"[,:;.]")
_STRETCHED = re.compile(r"[\u0620-\u064a]{2}")
_LETTERS = re.compile(r"[^\W_]+")
_UNFINISHED = re.compile(r"[^\W_]+$")
STRETCHES = re.compile("[\u0640\u064b-\u0652]")
"""The signs with which Arabic print stretches and vocalises words."""
_STRETCH = "[\u0640\u064b-\u0652]*"
"""Arabic print may stretch words between letters, above all in mastheads, and may put vowel signs on them."""


def words(text: str, spaced: bool = True) -> str:
    """Give the expression for fixed words over folded text.

    Signs that stand alone must be there; beside words of a script without spaces they may have been lost.
    """
    out = [] if spaced else [r"\s*"]
    pieces = _PIECES.findall(fold(text))
    if not spaced and not any(piece[0].isalnum() for piece in pieces):
        return r"\s*".join(map(re.escape, "".join(pieces).replace(" ", ""))) or r"\s*"
    for n, piece in enumerate(pieces):
        if piece.isspace():
            loose = not spaced or (n + 1 < len(pieces) and _LOOSE.match(pieces[n + 1]))
            out.append(r"\s*" if loose else r"\s+")
        elif not spaced and not piece[0].isalnum():
            inner = n + 1 < len(pieces)
            out.append(r"[\s,.;:()\[\]\"*]*" if inner else r"[ ,.;:()\[\]\"*]*")
        elif not spaced:
            out.append(r"\s*".join(map(re.escape, piece)) + (r"\s*" if n + 1 < len(pieces) else ""))
        elif piece in "'-/":
            out.append(rf"\s?{re.escape(piece)}\s*")
        elif _LOOSE.match(piece):
            out.append(rf"\s*{re.escape(piece)}")
        elif _STRETCHED.match(piece):
            out.append(_STRETCH.join(piece) + _STRETCH)
        else:
            out.append(re.escape(piece))
    return "".join(out)


Atoms = tuple[tuple[str, ...], ...]
"""Pieces of words; of each group one must stand wherever a pattern stands."""


def atoms(tree: Sequence, spaced: bool = True) -> Atoms:
    """Give the pieces of fixed words without which a tree does not match; finding them is quicker than matching.

    They are whole words, and in scripts without spaces what stands between two signs. They stand in the text without
    the signs of `STRETCHES` and, where words are not spaced, without white space.
    """
    out: list[tuple[str, ...]] = []
    for node in tree:
        if isinstance(node, Literal):
            out += [(piece,) for piece in _LETTERS.findall(fold(node.text)) if len(piece) > spaced]
        elif isinstance(node, Choice) and not node.optional:
            firsts = [atoms(option, spaced)[:1] for option in node.options]
            if all(first and len(first[0]) == 1 for first in firsts):
                out.append(tuple(dict.fromkeys(first[0][0] for first in firsts)))
    return tuple(dict.fromkeys(out))


def openings(tree: Sequence, count: int = 2) -> set[tuple[str, ...]]:
    """Give the folded words, up to ``count`` of them, with which text that follows a tree begins.

    A way to begin has fewer where a slot comes first; words that a slot or another word may go on are not given.
    """
    return {tuple(_LETTERS.findall(text)[:count]) for text in _openings(tree, count)}


def _openings(tree: Sequence, count: int, text: str = "") -> Iterator[str]:
    """Give the beginnings of a tree written out, each cut after its last whole word."""
    whole = _UNFINISHED.sub("", text)
    if len(_LETTERS.findall(whole)) >= count or not tree:
        yield text if not tree else whole
        return
    node, rest = tree[0], tree[1:]
    if isinstance(node, Literal):
        yield from _openings(rest, count, text + fold(node.text))
    elif isinstance(node, Choice):
        for option in node.options:
            yield from _openings(option + rest, count, text)
        if node.optional:
            yield from _openings(rest, count, text)
    else:
        yield whole


def values(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    """Give the spans of the slots that a match filled, by slot name."""
    out: dict[str, tuple[int, int]] = {}
    for group, text in match.groupdict().items():
        if text is not None:
            name = group.rpartition("__")[0]
            out.setdefault(name, match.span(group))
    return out


Fill = Callable[[Slot], str | None]
"""Gives the words for a slot, or None where there is no value."""


def render(tree: Sequence, fill: Fill) -> str | None:
    """Write a tree; None where a slot that must stand has no value."""
    out: list[str] = []
    for node in tree:
        if isinstance(node, Literal):
            out.append(node.text)
        elif isinstance(node, Slot):
            text = fill(node)
            if text is None:
                return None
            out.append(text)
        elif not node.optional:
            text = render(node.options[0], fill)
            if text is None:
                return None
            out.append(text)
        elif any(slots(node.options[0])):
            out.append(render(node.options[0], fill) or "")
    return "".join(out)
