"""Signatures: names with their mark, the posts and States printed around them, in all layouts.

A block of several signers may be printed one below the other (name, post, name, post), or in columns that extraction has
put one after the other (ranks, ranks, posts, posts, names, names); the country may follow in brackets. States are paired
with names by their order, which holds in every one of these layouts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from chancery.form.anchors import heading_at, signed_mark
from chancery.form.kinds import kind_of
from chancery.form.slots import names_in, phrases
from chancery.form.text import Block, ReadingText
from chancery.lang.fold import fold
from chancery.record.evidence import Evidence
from chancery.record.model import Signature, Span

LONGEST_LINE = 160
"""Characters; a longer block before a signature is a paragraph, not a post (the longest posts seen have some 130)."""
LONGEST_NAME = 90
SHORT_POST = 70
"""Columns of a line beside a signature that no post is known for and that may yet be one."""

_CLOSED = re.compile(r"[.;:?!]\W*$")
_BRACKET = re.compile(r"^\s*\(([^()]{2,70})\)\s*$")
_COLUMNS = re.compile(r"\s{3,}|\t")
_BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
"""Between the parts of a foreign name, where extraction has lost the middle dot."""
_WIDE = re.compile(r"[\u2e80-\u9fff]")
_EDGES = " \n\t*_,;:·-\"'"


class Post(NamedTuple):
    """A rank or post and where it is printed."""

    text: str
    span: Span


@dataclass(slots=True)
class Signed:
    """The signatures of a letter or an attachment."""

    first: int
    """Index of the first block that belongs to them."""
    end: int = 0
    """Index after the last."""
    signatures: list[Signature] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    state_spans: list[Span | None] = field(default_factory=list)
    posts: list[list[Post]] = field(default_factory=list)
    """For every signature the posts printed with it."""
    pending: list[Post] = field(default_factory=list)
    """Posts read since the last name."""

    def add(self, name: str, span: Span, state: str | None = None, state_span: Span | None = None) -> None:
        """Add a signature."""
        self.signatures.append(Signature(name=name, state=state))
        self.spans.append(span)
        self.state_spans.append(state_span)
        self.posts.append([])


def _is_post(page: ReadingText, block: Block) -> bool:
    """Whether a block before a mark may be a rank or a post: a known one, or short and no closed sentence."""
    text = page.folded[block.start : block.end]
    if columns(text) > LONGEST_LINE or _CLOSED.search(text) or text[:1].isdigit():
        return False
    return columns(text) <= SHORT_POST or bool(phrases(page.folded, block.start, "posts", page.language))


def columns(text: str) -> int:
    """Give the width of a text in columns: a Chinese character takes two."""
    return len(text) + len(_WIDE.findall(text))


def _none(block: Block) -> bool:
    return False


def read_signatures(
    page: ReadingText, first: int, last: int, senders: list[str], sentence: Callable[[Block], bool] = _none
) -> Signed:
    """Read the signatures among the blocks ``first`` to ``last`` (excluded); ``senders`` are the States of the title.

    ``sentence`` knows blocks that are sentences of the letter though they may be short and lack their full stop.

    Where there is no mark the result is empty and begins at ``last``.
    """
    mark = signed_mark(page.language)
    marked = _marked(page, first, last, mark)
    if not marked:
        return Signed(last, last)
    start = marked[0]
    while start > first and _is_post(page, page.blocks[start - 1]) and not sentence(page.blocks[start - 1]):
        start -= 1
    signed = Signed(start)
    posts: list[tuple[str, Span]] = []
    for i in range(start, last):
        if i > marked[-1] and not _belongs(page, page.blocks[i], signed):
            break
        _read_block(page, page.blocks[i], mark, signed, posts)
        signed.end = i + 1
    _complete(signed)
    _states(signed, posts, senders)
    return signed


def _marked(page: ReadingText, first: int, last: int, mark: re.Pattern[str]) -> list[int]:
    """Give the blocks from ``first`` to ``last`` (excluded) that hold the mark of a signature."""
    if first >= last:
        return []
    starts = [block.start for block in page.blocks[first:last]]
    found = mark.finditer(page.folded, starts[0], page.blocks[last - 1].end)
    return list(dict.fromkeys(first + bisect_right(starts, m.start()) - 1 for m in found))


def _belongs(page: ReadingText, block: Block, signed: Signed) -> bool:
    """Whether a block after the last mark is still a name, a country, a rank or a post."""
    text = page.of(block).strip()
    if signed.signatures and not signed.signatures[-1].name:
        return len(text) <= LONGEST_NAME
    if block.zone or len(text) > LONGEST_LINE:
        return False
    if _BRACKET.match(text):
        return True
    if heading_at(page.folded, block.start, page.language, stop=block.end) or kind_of(fold(text), page.language):
        return False
    return bool(phrases(page.folded, block.start, "posts", page.language)) or (
        columns(text) <= SHORT_POST
        and _is_post(page, block)
        and not any(c.isdigit() for c in text)
        and not _capitals(text)
    )


def _capitals(text: str) -> bool:
    """Whether a text of several words is all in capitals, as headings are."""
    return text.isupper() and " " in text


def _read_block(
    page: ReadingText, block: Block, mark: re.Pattern[str], signed: Signed, posts: list[tuple[str, Span]]
) -> None:
    """Read the names, posts and countries of one block."""
    marks = list(mark.finditer(page.folded, block.start, block.end))
    after = bool(marks) and bool(page.folded[marks[-1].end() : block.end].strip(_EDGES))
    at = block.start
    for n, found in enumerate(marks):
        before = (at, found.start())
        stop = marks[n + 1].start() if n + 1 < len(marks) else block.end
        if after:
            _post(page, before, signed, posts)
            _name(page, (found.end(), stop), signed)
            at = stop
        elif page.folded[slice(*before)].strip(_EDGES):
            _name(page, before, signed)
            _take_pending(signed)
            at = found.end()
        else:
            signed.add("", found.span())
            at = found.end()
    if marks:
        return
    text = page.text[block.start : block.end]
    if signed.signatures and not signed.signatures[-1].name and len(text) <= LONGEST_NAME:
        signed.signatures[-1].name, signed.spans[-1] = _trimmed(page, (block.start, block.end))
        return
    bracket = _BRACKET.match(page.folded[block.start : block.end])
    if bracket and signed.signatures:
        named = [x for x in names_in(page.folded, block.start, block.end, page.language) if x.kind == "state"]
        if named:
            signed.signatures[-1].state = named[0].id
            signed.state_spans[-1] = (named[0].start, named[0].end)
            return
    _post(page, (block.start, block.end), signed, posts)


def _trimmed(page: ReadingText, span: Span) -> tuple[str, Span]:
    """Give a stretch without its edges, inner white space made single, and its span."""
    start, end = span
    while start < end and page.text[start] in _EDGES:
        start += 1
    while end > start and page.text[end - 1] in _EDGES:
        end -= 1
    return re.sub(r"\s+", " ", page.text[start:end]), (start, end)


def _take_pending(signed: Signed) -> None:
    """Give a name whose mark follows it the posts printed above it, which the name before had been given."""
    for posts in signed.posts[:-1]:
        posts[:] = [p for p in posts if p not in signed.pending]
    signed.posts[-1] = signed.pending[:]
    signed.pending.clear()


def _name(page: ReadingText, span: Span, signed: Signed) -> None:
    """Take a name; a bracketed country behind it is its State, further columns are left to others."""
    text = page.folded[slice(*span)]
    country = re.search(r"\(([^()]{3,60})\)\s*$", text)
    if country:
        named = [
            x for x in names_in(page.folded, span[0] + country.start(), span[1], page.language) if x.kind == "state"
        ]
        if named:
            name, place = _trimmed(page, (span[0], span[0] + country.start()))
            signed.add(name, place, named[0].id, (named[0].start, named[0].end))
            return
    name, place = _trimmed(page, span)
    signed.add(_BETWEEN_HAN.sub("·", name), place)


def _post(page: ReadingText, span: Span, signed: Signed, posts: list[tuple[str, Span]]) -> None:
    """Take the States that a rank or post names; a post below a name is that signature's title."""
    text, place = _trimmed(page, span)
    if not text:
        return
    posts += [(x.id, (x.start, x.end)) for x in names_in(page.folded, *place, page.language) if x.kind == "state"]
    signed.pending.append(Post(text, place))
    if signed.signatures and signed.signatures[-1].name and len(text) <= LONGEST_LINE:
        signed.posts[-1].append(Post(text, place))


def _complete(signed: Signed) -> None:
    """Drop marks without a name, and join the posts of each signature to its title."""
    for signature, posts in zip(signed.signatures, signed.posts, strict=True):
        signature.title = ", ".join(p.text for p in posts) or None
    kept = [n for n, s in enumerate(signed.signatures) if s.name]
    signed.signatures = [signed.signatures[n] for n in kept]
    signed.spans = [signed.spans[n] for n in kept]
    signed.state_spans = [signed.state_spans[n] for n in kept]
    signed.posts = [signed.posts[n] for n in kept]


def _states(signed: Signed, posts: list[tuple[str, Span]], senders: list[str]) -> None:
    """Pair the signatures that have no State yet with the States of the posts, else with those of the title."""
    without = [n for n, s in enumerate(signed.signatures) if s.state is None]
    if len(without) != len(signed.signatures):
        return
    if len(posts) == len(without):
        for n, (state, span) in zip(without, posts, strict=True):
            signed.signatures[n].state, signed.state_spans[n] = state, span
    elif len(senders) == len(without):
        for n, state in zip(without, senders, strict=True):
            signed.signatures[n].state = state
    elif len(senders) == 1:
        for n in without:
            signed.signatures[n].state = senders[0]


def evidence_of(signed: Signed, *path: str | int) -> Evidence:
    """Give the evidence of signatures that stand below a path of the record."""
    out = Evidence()
    for n, signature in enumerate(signed.signatures):
        out.at(signed.spans[n], *path, "signatures", n, "name")
        if signature.state:
            out.at(signed.state_spans[n], *path, "signatures", n, "state")
        for post in signed.posts[n]:
            out.at(post.span, *path, "signatures", n, "title")
    return out
