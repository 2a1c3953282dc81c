"""Persons in a script without spaces (Chinese): foreign names by their characters and dots, all names by posts beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from chancery.knowledge.mentions_names import Spans
from chancery.knowledge.people_cased import Person
from chancery.knowledge.people_words import PeopleWords, name_shape, people_data, people_words

_DOTS = "·・•‧"
_LOST_DOT = r"[^\S\n]{1,2}"
_SHORTEST = 2
"""Characters of a foreign name that no dot shows to be one."""
_LONGEST = 12
"""Characters of a part of a foreign name."""
_LATIN_BEFORE = 60
_LATIN = re.compile(r"[A-Z][a-z]")
_LONGEST_POST = 4
"""Characters of a post that a name may seem to begin with."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """How names look."""

    dotted: re.Pattern[str]
    """A foreign name with dots."""
    foreign: re.Pattern[str]
    """A foreign name where one is expected: with dots, with spaces in their place, or of one part."""
    ending: re.Pattern[str]
    """The same at the end of a stretch."""
    thing: re.Pattern[str]
    """What follows the name of a thing that is called after a person."""
    after: re.Pattern[str]
    """The words behind names."""
    posts_behind: re.Pattern[str]
    """Posts that may stand behind foreign names."""
    posts: re.Pattern[str]
    """A post at the end of a stretch."""


@cache
def _forms(language: str) -> _Forms:
    words = people_words(language)
    part = f"[{re.escape(words.characters)}]{{1,{_LONGEST}}}"
    dot = f"[{_DOTS}]"
    hyphen = f"(?:-{part})?"
    dotted = rf"{part}{hyphen}(?:[^\S\n]?{dot}[^\S\n]?{part}{hyphen})+"
    foreign = rf"{dotted}|{part}{hyphen}(?:{_LOST_DOT}{part}){{0,3}}"
    posts = [e for kind in ("titles", "offices", "appointing") for e in people_data(language)[kind]]
    longest_first = sorted(words.not_names, key=len, reverse=True)
    return _Forms(
        dotted=re.compile(dotted),
        foreign=re.compile(foreign),
        ending=re.compile(rf"(?:{dotted}|{part}{hyphen})\Z"),
        thing=re.compile("|".join(map(re.escape, longest_first)) or r"(?!)"),
        after=re.compile("|".join(map(re.escape, words.after)) or r"(?!)"),
        posts_behind=re.compile("|".join(map(re.escape, people_data(language)["posts_behind"])) or r"(?!)"),
        posts=re.compile(rf"(?:{'|'.join(map(re.escape, posts))})\Z"),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """The text being read, with what is known of it."""

    text: str
    known: Spans
    words: PeopleWords
    forms: _Forms
    titles: frozenset[str]

    def person(self, start: int, end: int, sure: bool) -> Person | None:
        """Give a stretch as a person, without the words before and behind that share a character with it."""
        text = self.text
        for name in self.known.within(start, end):
            if name.start <= start and name.end > start:
                start = name.end
        for cut in range(start + 1, min(start + _LONGEST_POST, end)):
            if self.forms.posts.search(text, max(0, start - _LONGEST_POST), cut):
                start = cut
        while start < end and text[max(0, start - 1) : start + 1] in self.words.breaks:
            start += 1
        if text[start : start + 2] in self.words.breaks:
            start += 2
        while end > start and text[end - 1 : end + 1] in self.words.begins:
            end -= 1
        while text[end - 2 : end] in self.words.begins and end - 2 > start:
            end -= 2
        while start < end and (text[start] in _DOTS or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in _DOTS or text[end - 1].isspace()):
            end -= 1
        if text[start : start + 2] in self.words.begins or self.forms.thing.match(text, end):
            return None
        if end - start < _SHORTEST or self.known.within(start, end) or text[start:end] in self.words.not_names:
            return None
        return Person(start, end, sure)


def find_joined(text: str, folded: str, known: Spans, begin: int, language: str) -> list[Person]:
    """Give the persons named in a text from ``begin`` on, by what stands around their names; they may overlap."""
    words = people_words(language)
    appointing = frozenset(people_data(language)["appointing"])
    reader = _Reader(text, known, words, _forms(language), frozenset(people_data(language)["titles"]))
    found = [_before(reader, mark.start(), begin, False) for mark in reader.forms.after.finditer(text, begin)]
    found += [_before(reader, mark.start(), begin, True) for mark in reader.forms.posts_behind.finditer(text, begin)]
    found += [
        _behind(reader, mark.end(), mark.lastgroup == "title" or mark[0] in appointing)
        for mark in words.triggers.finditer(folded, begin)
    ]
    found += [reader.person(*dotted.span(), False) for dotted in reader.forms.dotted.finditer(text, begin)]
    return [person for person in found if person]


def _before(reader: _Reader, at: int, begin: int, post: bool) -> Person | None:
    """Give the person named before an honorific, or a post: a Latin name, a foreign name, or (not before a post) a surname
    with a given name."""
    text = reader.text
    low = max(begin, at - _LATIN_BEFORE, text.rfind("\n", 0, at) + 1)
    if text[at - 1 : at].isascii():
        latin = name_shape("en", spaced=False).ending.search(text, low, at)
        return Person(latin.start(), latin.start() + len(latin[0].rstrip()), True) if latin else None
    if reader.forms.posts.search(text, low, at):
        return None
    foreign = reader.forms.ending.search(text, low, at)
    if foreign and (any(dot in foreign[0] for dot in _DOTS) or len(foreign[0]) > _SHORTEST):
        return reader.person(*foreign.span(), True)
    titled = any(text.startswith(title, at) for title in reader.titles)
    for length in () if post else (3, 2) if titled else (3, 2, 1):
        start = at - length
        words = text[start : start + 2] in reader.words.begins or not reader.words.breaks.isdisjoint(
            {text[start : start + 2], text[max(0, start - 1) : start + 1]}
        )
        if start >= low and text[start] in reader.words.surnames and text[start:at].isalpha() and not words:
            return _own(reader, start, at)
    return reader.person(*foreign.span(), True) if foreign and not post else None


def _own(reader: _Reader, start: int, end: int) -> Person | None:
    """Give a name of surname and given name, unless a name of the tables covers it."""
    return None if reader.known.within(start, end) else Person(start, end, True)


def _behind(reader: _Reader, at: int, title: bool) -> Person | None:
    """Give the person named behind a post."""
    text, words = reader.text, reader.words
    latin = _LATIN.match(text, at) and name_shape("en", spaced=False).name.match(text, at)
    if latin:
        return Person(*latin.span(), False) if " " in latin[0] else None
    foreign = reader.forms.foreign.match(text, at)
    if foreign and any(dot in foreign[0] or dot.isspace() for dot in foreign[0] if dot in _DOTS or dot.isspace()):
        return reader.person(*foreign.span(), False)
    if (
        foreign
        and (title or len(foreign[0]) > _SHORTEST)
        and len(foreign[0]) >= _SHORTEST
        and _may_end(reader, foreign.end())
    ):
        return reader.person(*foreign.span(), False)
    if title and text[at : at + 1] in words.surnames and text[at : at + 2] not in words.begins | words.breaks:
        for length in (2, 3):
            if (
                text[at : at + length].isalpha()
                and len(text[at : at + length]) == length
                and _may_end(reader, at + length)
            ):
                return None if reader.known.within(at, at + length) else Person(at, at + length, False)
    return None


def _may_end(reader: _Reader, at: int) -> bool:
    """Whether a name may end at a place: at the end of a line, or before a character that follows names."""
    following = reader.text[at : at + 1]
    return (
        not following
        or following.isspace()
        or following in reader.words.following
        or bool(reader.forms.after.match(reader.text, at))
    )
