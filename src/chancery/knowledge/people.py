"""Persons: found by what stands around their names, then wherever their surnames stand, each with one id in the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from chancery.knowledge.mentions_names import Name, Spans
from chancery.knowledge.people_cased import Person, find_cased
from chancery.knowledge.people_identity import Form, Identity, form, identify, stem
from chancery.knowledge.people_joined import find_joined
from chancery.knowledge.people_plain import find_plain
from chancery.knowledge.people_words import PeopleWords, people_words
from chancery.lang.fold import fold
from chancery.record.model import Span
from chancery.world.scripts import scripts

FINDERS: dict[str, Callable[[str, str, Spans, int, str], list[Person]]] = {
    "cased": find_cased,
    "plain": find_plain,
    "joined": find_joined,
}
"""How persons are found, by the shape of names that a language's table tells."""

_SHORTEST_SURNAME = {"cased": 4, "plain": 5, "joined": 3}
"""Letters from which a surname alone is found, by the shape of names."""
_LONGEST_TITLE = 16
"""Characters before a name that a word for a woman is looked for in."""
_LONGEST_GIVEN = 30
_GIVEN = re.compile(r"(?<![^\W_])([^\W\d_]{2,}(?:-[^\W\d_]+)*)[^\S\n]+\Z")
_AFTER_NAME = re.compile(r"\s*[,;(/،，（].*", re.DOTALL)


def people(
    text: str, folded: str, known: Sequence[Name], begin: int, language: str, signed: Sequence[tuple[str, Span]]
) -> list[Name]:
    """Give the persons named in a text from ``begin`` on, in order and without overlap.

    ``known`` are the names that the tables hold, ``signed`` the names of signatures with the stretch that they stand in.
    """
    words = people_words(language)
    outer = Spans(known)
    found = [p for name, span in signed if (p := _signature(text, name, span))]
    found += FINDERS[words.shape](text, folded, outer, begin, language)
    forms: list[Form] = []
    for person in _apart(found, folded, words):
        if one := form(text, folded, person.start, person.end, person.sure, words):
            one.firm = person.firm
            forms.append(one)
    for one in forms if words.feminine else ():
        title = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", folded[max(0, one.start - _LONGEST_TITLE) : one.start])
        one.feminine = any(t in words.feminine for t in title)
    persons = identify(forms, words)
    for one, who in list(_again(text, folded, persons, outer, begin, words)):
        who.forms.append(one)
    return sorted(Name(f.start, f.end, "person", p.id) for p in persons for f in p.forms)


def _signature(text: str, name: str, span: Span) -> Person | None:
    """Give the place where a signature's name is printed."""
    parts = re.findall(r"[^\s·]+", _AFTER_NAME.sub("", name))
    if not parts:
        return None
    printed = re.compile(r"[\s·*_]*".join(map(re.escape, parts)))
    found = printed.search(text, *span)
    return Person(found.start(), found.end(), True) if found else None


def _apart(found: Sequence[Person], folded: str, words: PeopleWords) -> list[Person]:
    """Give the persons that do not overlap: longer ones first, unless what they are longer by is an honorific."""
    told = {p.start for p in found if p.sure}
    kept: list[Person] = []
    for person in sorted(found, key=lambda p: (p.start - p.end, not p.sure, not p.firm, p.start)):
        honorific = None if person.sure else words.triggers.match(folded, person.start)
        if honorific and honorific.end() + _spaces(folded, honorific.end()) in told:
            continue
        if all(person.end <= k.start or person.start >= k.end for k in kept):
            kept.append(person)
    return sorted(kept)


def _spaces(folded: str, at: int) -> int:
    """Give the number of spaces at a place."""
    return len(folded[at : at + _LONGEST_TITLE]) - len(folded[at : at + _LONGEST_TITLE].lstrip())


def _again(
    text: str, folded: str, persons: Sequence[Identity], known: Spans, begin: int, words: PeopleWords
) -> Iterator[tuple[Form, Identity]]:
    """Give the places where the surname of a person stands again, with the given names before it."""
    by_stem: dict[str, Identity] = {}
    for person in persons:
        whole = person.fullest
        surname = whole.parts[whole.surname].word
        if not any(f.firm for f in person.forms):
            continue
        if len(surname) >= _SHORTEST_SURNAME[words.shape] and not _is_common(surname, text, words):
            by_stem.setdefault(stem(surname, words), person)
    if not by_stem:
        return
    taken = Spans(Name(f.start, f.end, "", "") for p in persons for f in p.forms)
    edge, ending = _edges(words)
    pattern = re.compile(edge + "(" + "|".join(map(re.escape, sorted(by_stem, key=len, reverse=True))) + ")" + ending)
    for found in pattern.finditer(folded, begin):
        person = by_stem[found[1]]
        start, end = found.span()
        printed = text[start:end]
        if words.shape == "cased" and not printed[0].isupper():
            continue
        if taken.within(start, end) or known.within(start, end):
            continue
        start = _with_given(text, folded, start, person, taken)
        again = form(text, folded, start, end, False, words)
        if again:
            yield again, person


def _is_common(surname: str, text: str, words: PeopleWords) -> bool:
    """Whether a surname is a word as well, so that alone it is not sure to be the name."""
    if surname in words.not_names or surname in words.bodies:
        return True
    if words.shape == "plain":
        return any(surname.startswith(article) for article, _, _ in scripts()[words.language].contracted)
    return words.shape == "cased" and re.search(rf"(?<![^\W_]){re.escape(surname)}(?![^\W_])", text) is not None


def _edges(words: PeopleWords) -> tuple[str, str]:
    """Give what must not stand before and behind a surname."""
    if words.shape == "joined":
        inside = f"[{re.escape(words.characters)}·]"
        return f"(?<!{inside})", f"(?!{inside})"
    endings = "|".join(words.endings)
    return r"(?<![^\W_])", (f"(?:{endings})?" if endings else "") + r"(?![^\W_])"


def _with_given(text: str, folded: str, start: int, person: Identity, taken: Spans) -> int:
    """Give the beginning of the given names and initials that stand before a surname, as the person has them."""
    whole = person.fullest
    low = start
    for part in reversed(whole.parts[: whole.surname]):
        left = folded[max(0, low - _LONGEST_GIVEN) : low].rstrip(" .·\u00a0")
        begin = low - len(folded[max(0, low - _LONGEST_GIVEN) : low]) + len(left) - len(part.word)
        if left.endswith(part.word) and not folded[begin - 1 : begin].isalpha():
            low = begin
            continue
        given = _GIVEN.search(text, max(0, low - _LONGEST_GIVEN), low)
        if part.initial and low == start and given and given[1][0].isupper() and fold(given[1])[0] == part.word[0]:
            low = given.start()
        break
    return start if low == start or taken.within(low, start) else low
