"""Persons in scripts with capitals: by the words before their names, by posts beside them, by initials, by their State."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from chancery.knowledge.mentions_names import Spans
from chancery.knowledge.people_words import NameShape, PeopleWords, name_shape, people_words
from chancery.lang.fold import fold

_REACH = 150
"""Characters between a post and the name behind its comma, or behind the State that it is of."""
_NEAR = 80
"""Characters between a post and the name behind its last small word, where the language does without commas."""
_COMMAS = 3
"""Commas behind a post after which a name is looked for: posts have commas ("Minister for Trade, Industry and Labour of X, N")."""
_LINE = 90
"""Characters looked at before a post or a bracket for a name that ends there."""
_LONGEST_ACRONYM = 6
_SURE_INITIALS = 2
"""Initials from which a word before them is no longer what they number ("Annex A. Measures")."""
_SMALL_WORD = 4
"""Letters of prepositions, which may follow a name of a person as well as that of a place."""
_NEXT = re.compile(r"[^\S\n]+([^\W\d_]+)")
_TOKEN = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+|[^\W_]+(?:[^\w\s.]+[^\W_]+)*\.?")
_SMALL = re.compile(r"(?<![^\W_])[^\W\d_]{3,}")
_LOOSE_STOP = re.compile(r"[\"«»“”<>,]")
_STOP = re.compile(r"[.;:?!\n(\[]")
_GAP = re.compile(r"[^\S\n]*[_*]*")
_CYRILLIC = "\u0400"
_POSSESSIVE = re.compile(r"['’]s\Z")
_INITIAL_BEFORE = re.compile(r"(?<![^\W_])[^\W\d_]{1,2}\.[^\S\n]?\Z")
_OPENS = re.compile(r"(?:[:;,)\]•*-]|\A|\n)\s*\Z")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)['’]?\s*\Z")
_SHORT_WORD = re.compile(r"[^\W\d_]{2}\.")
_LEADING = re.compile(r"[^\W\d_]+[^\S\n]+")
_ELIDED = re.compile(r"[^\W\d_]['’]")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+")


class Person(NamedTuple):
    """A person named in the text."""

    start: int
    end: int
    sure: bool
    """Whether a word before the name, or a mark of signing, tells that it is one; else its form and what is around it do."""
    firm: bool = True
    """Whether its surname is to be looked for elsewhere."""


class _Run(NamedTuple):
    """A part of the text that has the form of a name."""

    start: int
    end: int
    tokens: tuple[str, ...]
    """Folded; initials with their full stops."""

    @property
    def initials(self) -> int:
        """The number of its initials."""
        return sum(t.count(".") for t in self.tokens if _INITIALS.fullmatch(t))

    @property
    def whole(self) -> bool:
        """Whether it has more than a surname."""
        return len(self.tokens) > 1


@dataclass(slots=True)
class _Reader:
    """The text being read, with what is known of it."""

    text: str
    folded: str
    known: Spans
    begin: int
    words: PeopleWords
    shape: NameShape
    small: frozenset[str] | None = None
    found: list[Person] = field(default_factory=list)

    def is_common(self, token: str) -> bool:
        """Whether a word stands in the text in small letters too."""
        if self.small is None:
            self.small = frozenset(w for w in _SMALL.findall(self.text) if w.islower())
        return token in self.small

    def is_initial(self, word: str) -> bool:
        """Whether a word is one initial or several: ``e.``, ``k.k.``, ``yu.``, and not ``mr.``."""
        if not _INITIALS.fullmatch(word) or word in self.words.not_names:
            return False
        return len(word) == 2 or not (word[:-1] in self.words.not_names or self.words.triggers.fullmatch(word))

    def run(self, at: int, sure: bool = False) -> _Run | None:
        """Give the name that begins at a place, without the words that are part of none."""
        matched = self.shape.name.match(self.text, at)
        return self.cut(*matched.span(), sure) if matched else None

    def stops(self, word: str, small: bool, sure: bool) -> bool:
        """Whether a folded word is part of no name; ``small`` where it is a small word that a name may have there."""
        plain, words = _POSSESSIVE.sub("", word.rstrip(".")), self.words
        if plain.isdigit() or (not sure and plain in words.bodies):
            return True
        return (plain in words.not_names or word in words.not_names) and not small

    def cut(self, start: int, end: int, sure: bool = False) -> _Run | None:
        """Give the part of a run of capitalised words before the first that is part of no name; ``sure`` where the words
        before it tell that it is a name."""
        words = self.words
        elided = _ELIDED.match(self.text, start, end)
        elided = elided if elided and elided[0].islower() else None
        start = elided.end() if elided else start
        tokens: list[str] = []
        ends: list[int] = []
        for token in _TOKEN.finditer(self.text, start, end):
            word = self.folded[token.start() : token.end()]
            if (tokens and tokens[-1] not in words.particles and word in words.suffixes) or self.is_initial(word):
                tokens.append(word)
                ends.append(token.end())
                continue
            small = word in words.particles and (sure or word not in words.loose)
            if self.stops(word, small and (bool(tokens) or sure), sure):
                break
            trigger = words.triggers.fullmatch(word) if (token.end() < end or tokens) else None
            if trigger and (not tokens or trigger.lastgroup != "title"):
                break
            named = _POSSESSIVE.sub("", word.rstrip("."))
            tokens.append(named)
            ends.append(token.start() + len(named))
            if len(named) < len(word):
                break
        _without_tail(self, tokens, ends)
        if all(_INITIALS.fullmatch(t) or t in words.particles or t in words.suffixes for t in tokens):
            return None
        if elided and len(tokens) == 1 and not sure:
            return None
        return _Run(start, ends[-1], tuple(tokens))

    def cut_left(self, start: int, end: int) -> _Run | None:
        """Give the part of a run that ends at a place, after the last word that is part of no name."""
        for token in _TOKEN.finditer(self.text, start, end):
            word = self.folded[token.start() : token.end()].rstrip(".")
            small = word in self.words.particles and self.text[token.start()].islower()
            if not small and (word in self.words.not_names or word in self.words.bodies):
                start = _skip(self.text, token.end())
        leading = _LEADING.match(self.text, start, end)
        while (
            leading
            and leading[0].islower()
            and self.folded[leading.start() : leading.end()].strip() in self.words.particles
        ):
            start = leading.end()
            leading = _LEADING.match(self.text, start, end)
        run = self.cut(start, end) if start < end else None
        return run if run and not self.text[run.end : end].strip() else None

    def likely(self, run: _Run) -> bool:
        """Whether a run that only its surroundings make a name is nothing else: no name of the tables, no common words, no
        words of another script."""
        if self.known.within(run.start, run.end) or (max(run.tokens[0]) < _CYRILLIC) != (
            self.words.not_endings[0] < _CYRILLIC
        ):
            return False
        following = _NEXT.match(self.folded, run.end)
        if (
            following
            and following[1] in self.words.locating
            and self.text[following.start(1)].islower()
            and len(following[1]) > _SMALL_WORD
        ):
            return False
        if not run.whole and self.words.triggers.fullmatch(run.tokens[0]):
            return False
        words = [t for t in run.tokens if not _INITIALS.fullmatch(t) and t not in self.words.particles]
        if any(w.endswith(self.words.not_endings) for w in words):
            return False
        if not words or self.is_common(words[0]) or sum(map(self.is_common, words)) * 2 > len(words):
            return False
        return not all(
            p.isupper() and len(p) < _LONGEST_ACRONYM for p in self.text[run.start : run.end].split() if p[-1] != "."
        )

    def take(self, run: _Run, sure: bool, firm: bool = True) -> None:
        """Take a run for a person."""
        self.found.append(Person(run.start, run.end, sure, firm))


def _without_tail(reader: _Reader, tokens: list[str], ends: list[int]) -> None:
    """Take from a name the full stop of the sentence that it ends, and small words behind it."""
    if tokens and _SHORT_WORD.fullmatch(tokens[-1]) and tokens[-1] not in reader.words.suffixes:
        tokens[-1], ends[-1] = tokens[-1][:-1], ends[-1] - 1
    while tokens and tokens[-1] in reader.words.particles and reader.text[ends[-1] - len(tokens[-1])].islower():
        tokens.pop()
        ends.pop()


def find_cased(text: str, folded: str, known: Spans, begin: int, language: str) -> list[Person]:
    """Give the persons named in a text from ``begin`` on, by what stands around their names; they may overlap."""
    reader = _Reader(text, folded, known, begin, people_words(language), name_shape(language))
    _by_words(reader)
    _by_initials(reader)
    _by_patronymics(reader)
    _by_brackets(reader)
    present = any(stem in folded for stem in reader.words.appointing_stems)
    for found in reader.words.appointing.finditer(folded, begin) if present else ():
        run = reader.run(_skip(text, found.end()))
        if run and run.whole and reader.likely(run):
            reader.take(run, False)
    return reader.found


def _skip(text: str, at: int) -> int:
    """Give the place after the white space of a line."""
    return _GAP.match(text, at).end()  # type: ignore[union-attr]


def _by_words(reader: _Reader) -> None:
    """Find the names beside honorifics, titles and posts."""
    text, folded, words = reader.text, reader.folded, reader.words
    for found in words.triggers.finditer(folded, reader.begin):
        start, end, printed = found.start(), found.end(), text[found.start() : found.end()]
        if not _is_meant(reader, start, printed, found[0]):
            continue
        if len(found[0]) < 3 and _INITIAL_BEFORE.search(text, max(0, start - 5), start):
            continue
        sure = found.lastgroup == "honorific"
        label = len(found[0]) < 3 and (start == reader.begin or text[start - 1] == "\n")
        if not sure and len(printed) > 2 and printed.isupper():
            continue
        run = reader.run(_skip(text, end), sure)
        if run and label and not run.whole and _is_heading(text, end):
            continue
        if run is None and found.lastgroup == "title":
            run = _after_adjective(reader, end)
        if run and (sure or ((run.whole or found.lastgroup == "title") and reader.likely(run))):
            run = _before_known(reader, run)
            reader.take(run, sure)
            if words.plural.fullmatch(folded, start, end):
                _more(reader, run, sure, found.lastgroup != "office")
        elif not sure:
            _in_apposition(reader, start, end)


def _is_meant(reader: _Reader, start: int, printed: str, folded: str) -> bool:
    """Whether a word is the honorific, title or post that it looks like: printed with its capital and without other accents,
    and not part of a name of the tables."""
    words = reader.words
    if folded in words.capital and not printed[0].isupper():
        return False
    if (
        words.printed
        and printed.lower() != folded
        and " ".join(printed.lower().replace("’", "'").split()) not in words.printed
    ):
        return False
    return all(name.end - name.start <= len(printed) for name in reader.known.within(start, start + len(printed)))


def _is_heading(text: str, at: int) -> bool:
    """Whether the line that goes on at a place has no sign at its end, as headings have none."""
    stop = text.find("\n", at)
    return text[at : stop if stop >= 0 else len(text)].rstrip()[-1:].isalnum()


def _after_adjective(reader: _Reader, at: int) -> _Run | None:
    """Give the name behind the adjective of a State that follows a title: "le Président tadjik Rakhmonov"."""
    place = _skip(reader.text, at)
    for name in reader.known.within(place, place + 1):
        if name.start == place and name.kind == "state" and reader.text[name.start].islower():
            return reader.run(_skip(reader.text, name.end))
    return None


def _before_known(reader: _Reader, run: _Run) -> _Run:
    """Give a name without the name of a State of several words that a lost comma has joined to it."""
    for name in reader.known.within(run.start, run.end):
        if name.start > run.start and " " in reader.text[name.start : name.end]:
            return reader.cut(run.start, name.start, True) or run
    return run


def _more(reader: _Reader, run: _Run, sure: bool, single: bool) -> None:
    """Take the other names of a list; ``single`` where they may be surnames alone."""
    while joiner := reader.words.joiners.match(reader.folded, run.end):
        trigger = reader.words.triggers.match(reader.folded, joiner.end())
        following = None if trigger else reader.run(joiner.end(), sure)
        if following is None or not (following.whole or single) or not (sure or reader.likely(following)):
            return
        reader.take(following, sure and following.whole)
        run = following


def _in_apposition(reader: _Reader, start: int, end: int) -> None:
    """Find the name that stands behind a post, after a comma or after its State, or before it."""
    text, shape = reader.text, reader.shape
    limit = min(len(text), end + _REACH)
    stop = _STOP.search(text, end, limit)
    limit = stop.start() if stop else limit
    behind = _after_comma(reader, end, limit) or _after_state(reader, end, limit)
    loose = None if behind else _after_small_word(reader, end, limit)
    if behind or loose:
        reader.take(behind or loose, False, behind is not None)  # type: ignore[arg-type]
        return
    low = max(reader.begin, start - _LINE, text.rfind("\n", 0, start) + 1)
    modified = reader.words.modifiers.search(reader.folded, low, start)
    comma = len(text[low : modified.start()].rstrip()) + low - 1 if modified else -1
    if comma > low and text[comma] in ",،(":
        ended = shape.ending.search(text, low, comma)
        run = reader.cut_left(*ended.span()) if ended else None
        if run and run.whole and reader.likely(run):
            reader.take(run, False)


def _after_comma(reader: _Reader, at: int, limit: int) -> _Run | None:
    """Give the whole name after one of the commas behind a post."""
    for _ in range(_COMMAS):
        at = reader.text.find(",", at, limit) + 1
        if not at:
            return None
        place = _skip(reader.text, at)
        run = reader.run(place)
        if run and run.start < limit and run.whole and reader.likely(run):
            return run
    return None


def _after_state(reader: _Reader, at: int, limit: int) -> _Run | None:
    """Give the whole name at once behind the State, or the body that goes by an acronym, that a post is of."""
    comma = reader.text.find(",", at, limit)
    for name in reader.known.ending(at, comma if comma >= 0 else limit):
        if name.kind != "state" and not reader.words.bare and not reader.text[name.start : name.end].isupper():
            continue
        run = reader.run(_skip(reader.text, name.end))
        if run and run.start > name.end and run.whole and reader.likely(run):
            return run
    return None


def _after_small_word(reader: _Reader, at: int, limit: int) -> _Run | None:
    """Give the whole name behind the small words of a post, where the language does without commas."""
    if not reader.words.bare:
        return None
    stop = _LOOSE_STOP.search(reader.text, at, min(limit, at + _NEAR))
    for matched in reader.shape.name.finditer(reader.text, at, stop.start() if stop else min(limit, at + _NEAR)):
        run = reader.run(matched.start())
        if run and run.whole and reader.likely(run):
            return run
    return None


def _by_initials(reader: _Reader) -> None:
    """Find the names that have initials: ``E. M. Primakov``, ``Kofi A. Annan``, ``Лавров С. В.``."""
    text, end = reader.text, -1
    for initial in _initials(text, reader.begin):
        if initial < end:
            continue
        low = max(reader.begin, initial - _LINE)
        before = reader.shape.before.search(text, low, initial)
        start = before.start() if before else initial
        run = reader.run(start)
        if before and (run is None or not run.initials):
            labelled = run is None
            run = reader.run(initial)
            run = None if run and labelled and run.initials < _SURE_INITIALS else run
        if run is None or not run.initials or not _is_name(reader, run):
            continue
        end = run.end
        reader.take(run, False)


def _initials(text: str, begin: int) -> Iterator[int]:
    """Give the places of initials of one or two letters that no initial stands right before."""
    dot = text.find(".", begin + 1)
    while dot >= 0:
        first = dot - 1 if text[dot - 1].isupper() else dot - 2
        if first >= begin and text[first].isupper() and text[dot - 1].isalpha():
            left = text[first - 1] if first else " "
            if not (left.isalnum() or left == "."):
                yield first
        dot = text.find(".", dot + 1)


def _by_patronymics(reader: _Reader) -> None:
    """Find the names that have a name after the father: ``Эмомали Шариповича Рахмонова``."""
    if not reader.words.patronymics:
        return
    for found in reader.shape.patronymic.finditer(reader.text, reader.begin):
        before = reader.shape.before.search(reader.text, max(reader.begin, found.start() - _LINE), found.start())
        run = reader.run(before.start() if before else found.start())
        if run and run.end > found.end() and reader.likely(run):
            reader.take(run, False)


def _is_name(reader: _Reader, run: _Run) -> bool:
    """Whether a run with initials is a name, not a lettered heading or the end of a sentence."""
    if not reader.likely(run):
        return False
    if run.tokens[-1].endswith("."):
        return reader.words.initials_last and run.initials > 1 and not run.tokens[0].endswith(".")
    if run.initials > 1 or not run.tokens[0].endswith("."):
        return True
    left = reader.text[max(0, run.start - 3) : run.start].rstrip(" \u00a0")
    return bool(left) and (left[-1].islower() or left[-1] in ",(")


def _by_brackets(reader: _Reader) -> None:
    """Find the names before a State in brackets, as lists of persons have them (``Ibra Ka (Senegal)``), and before another
    name in brackets."""
    for bracket in _bracketed(reader):
        run, left = _left_of(reader, bracket)
        if run is None:
            continue
        word = _WORD_BEFORE.search(fold(left))
        if word and word[1] in reader.words.locating:
            continue
        listed = word is not None and reader.words.joiners.fullmatch(f" {word[1]} ") is not None
        if _OPENS.search(left) or run.initials or listed:
            reader.take(run, False)
    for alias in reader.words.aliases.finditer(reader.folded, reader.begin):
        run, _ = _left_of(reader, alias.start())
        if run:
            reader.take(run, False)


def _left_of(reader: _Reader, at: int) -> tuple[_Run | None, str]:
    """Give the whole name that ends before a place, and what stands before it on the line."""
    text = reader.text
    low = max(reader.begin, at - _LINE, text.rfind("\n", 0, at) + 1)
    ended = reader.shape.ending.search(text, low, at)
    run = reader.cut_left(*ended.span()) if ended else None
    if run is None or not run.whole or not reader.likely(run):
        return None, ""
    return run, text[low : run.start]


def _bracketed(reader: _Reader) -> Iterator[int]:
    """Give the places of the brackets that open before a State."""
    for name in reader.known.names:
        if name.kind == "state" and reader.text[max(0, name.start - 5) : name.start].rstrip().endswith("("):
            yield reader.text.rfind("(", 0, name.start)
