"""Language packs: the six are one table with six columns, and every pattern in them can be read and written."""

from __future__ import annotations

import os
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from chancery.form import notation
from chancery.lang.fold import fold
from chancery.lang.pack import Pack, flatten, pack
from chancery.record.model import LANGUAGES

SHARED = Path(os.environ.get("CHANCERY_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
FILES = {"calendar.toml", "formulas.toml", "kinds.toml", "offices.toml", "ordinals.tsv", "words.toml"}
LATIN = ("en", "es", "fr")
ENDING = re.compile(r"\.(?:(one)|two|many)(?:_feminine)?$")
GRAMMAR = {
    "items.comma",
    "items.last",
    "items.particles",
    "join.capital_kept",
    "join.close",
    "join.feminine",
    "join.rest",
    "numbers.annex_feminine",
}
"""Keys of ``words.toml`` that only the grammar of some languages needs."""
VERB_FIRST = "statement.paragraph"
"""In Arabic the verb stands before its subject, the Council, and is part of the pattern."""

each_language = pytest.mark.parametrize("language", LANGUAGES)


def plain(key: str) -> str:
    """Give a key without what a language's grammar adds: the dual is a plural, the feminine is the plain form, and a
    phrase that English does not count may be counted.

    >>> plain("senders.permanent-mission.two_feminine")
    'senders.permanent-mission.many'
    """
    numbered = ENDING.sub(lambda found: ".one" if found[1] else ".many", key)
    return numbered if numbered in pack("en").patterns else ENDING.sub("", key)


def keys(table: Any, prefix: str = "") -> set[str]:
    """Give the dotted keys of the leaves of nested tables."""
    if not isinstance(table, dict):
        return {prefix}
    return {key for name, value in table.items() for key in keys(value, f"{prefix}.{name}" if prefix else name)}


@each_language
def test_same_files(language: str) -> None:
    found = {entry.name for entry in (resources.files("chancery.lang") / language).iterdir() if entry.is_file()}
    english = {entry.name for entry in (resources.files("chancery.lang") / "en").iterdir() if entry.is_file()}
    assert found == english
    assert found >= FILES


@each_language
def test_same_patterns(language: str) -> None:
    assert {plain(key) for key in pack(language).patterns} == set(pack("en").patterns)


@each_language
@pytest.mark.parametrize("table", ["calendar", "words"])
def test_same_words(language: str, table: str) -> None:
    assert keys(getattr(pack(language), table)) - GRAMMAR == keys(getattr(pack("en"), table)) - GRAMMAR


@each_language
@pytest.mark.parametrize("table", ["calendar", "words"])
def test_values_have_the_same_types(language: str, table: str) -> None:
    def types(found: Any, prefix: str = "") -> dict[str, type]:
        if not isinstance(found, dict):
            return {prefix: type(found)}
        return {k: t for name, value in found.items() for k, t in types(value, f"{prefix}.{name}").items()}

    own, english = types(getattr(pack(language), table)), types(getattr(pack("en"), table))
    shared = own.keys() & english.keys()
    assert {key: own[key] for key in shared} == {key: english[key] for key in shared}


@each_language
def test_every_key_has_patterns(language: str) -> None:
    patterns = pack(language).patterns
    assert [key for key, texts in patterns.items() if not texts or not all(text.strip() for text in texts)] == []
    assert [key for key, texts in patterns.items() if len(set(texts)) < len(texts)] == [], "a pattern stands twice"


@each_language
def test_patterns_parse(language: str) -> None:
    for texts in pack(language).patterns.values():
        for text in texts:
            re.compile(notation.regex(notation.parse(text), {}, pack(language).spaced), re.DOTALL)


@each_language
def test_missing_words_leave_no_double_gap(language: str) -> None:
    """``a (b|) c`` without ``b`` would ask for two gaps: it must be ``a (b |)c``."""
    trees = [notation.parse(text) for texts in pack(language).patterns.values() for text in texts]
    assert [text for tree in trees for text in variants(tree) if "  " in text][:9] == []


def variants(tree: notation.Sequence) -> list[str]:
    """Give the texts that a tree takes, with all its choices or none missing, and each slot shown by its name."""
    out = [""]
    for node in tree:
        if isinstance(node, notation.Literal):
            ends = [node.text]
        elif isinstance(node, notation.Slot):
            ends = [f"{{{node.name}}}"]
        else:
            ends = [end for option in node.options for end in variants(option)] + [""] * node.optional
        out = [start + end for start in out for end in dict.fromkeys(ends)][:4096]
    return out


def shown(name: str) -> str:
    """Give the word that stands for a slot in a written pattern."""
    return f"q{name.replace('_', '')}q"


@each_language
def test_what_is_written_is_read_back(language: str) -> None:
    """The canonical pattern, written with all its slots, is matched whole by its own expression, slot by slot."""
    wrong = []
    for key, texts in pack(language).patterns.items():
        tree = notation.parse(texts[0])
        shapes = {slot.name: "q[a-pr-z]+q" for slot in notation.slots(tree)}
        written = notation.render(tree, lambda slot: shown(slot.name)) or ""
        found = re.fullmatch(notation.regex(tree, shapes, pack(language).spaced), fold(written), re.DOTALL)
        read = {name: written[start:end] for name, (start, end) in notation.values(found).items()} if found else None
        if read != {name: shown(name) for name in shapes}:
            wrong.append((key, written, read))
    assert wrong == []


@each_language
def test_same_slots_are_written(language: str) -> None:
    """A record fills the same slots in every language, whatever their order and form."""

    def names(which: str, of: str) -> set[str]:
        return {slot.name for slot in notation.slots(notation.parse(pack(which).patterns[of][0]))}

    own = [key for key in pack(language).patterns if plain(key) in pack("en").patterns and key != VERB_FIRST]
    wrong = {key: names(language, key) ^ names("en", plain(key)) for key in own}
    assert {key: odd for key, odd in wrong.items() if odd} == {}


@each_language
@pytest.mark.parametrize("family", ["kinds.object", "kinds.name"])
def test_kinds_are_told_apart(language: str, family: str) -> None:
    """The phrase that is written for a kind is not read as another kind that stands before it."""
    found = pack(language).family(family)
    for kind, texts in found.items():
        written = fold(notation.render(notation.parse(texts[0]), lambda slot: None) or "")
        readers = [
            other
            for other, others in found.items()
            for text in others
            if re.fullmatch(notation.regex(notation.parse(text), {}, pack(language).spaced), written)
        ]
        assert readers[0] == kind, f"{written!r} is read as {readers[0]}"


@each_language
def test_kinds_are_the_same_in_both_tables(language: str) -> None:
    found = pack(language)
    assert set(found.family("kinds.object")) == {*found.family("kinds.name"), "other"}


@each_language
@pytest.mark.parametrize("column", ["session", "year"])
def test_ordinals(language: str, column: str) -> None:
    found = pack(language).ordinals[column]
    assert len(found) == 100
    assert len({fold(word) for word in found}) == 100
    assert all(word == word.strip() and word for word in found)
    assert all(word[0] == word[0].lower() for word in found)
    assert not any("{" in word or "\t" in word for word in found)


COLUMNS = {
    "en": ("en", "en"),
    "fr": ("fr_f", "fr_f"),
    "es": ("es_m_apoc", "es_m_apoc"),
    "ru": ("ru_f", "ru_m"),
    "ar": ("ar_f_def", "ar_f_def"),
    "zh": ("zh", "zh"),
}
"""Language to the reference columns that its sessions and years follow."""


@each_language
def test_ordinals_follow_the_reference(language: str) -> None:
    reference = SHARED / "reference" / "ordinals_1_80.tsv"
    if not reference.is_file():
        pytest.skip("no reference table of ordinals; set CHANCERY_SHARED to the folder that holds reference/")
    head, *rows = [line.split("\t") for line in reference.read_text("utf-8").splitlines()]
    for column, name in zip(("session", "year"), COLUMNS[language], strict=True):
        expected = [row[head.index(name)].strip() for row in rows]
        found = list(pack(language).ordinals[column][: len(expected)])
        if (language, column) == ("es", "year"):  # año is masculine as período is, so the same short forms
            assert [fold(word) for word in found] == [fold(word) for word in expected]
        else:
            assert found == expected


@each_language
def test_months(language: str) -> None:
    months = pack(language).calendar["months"]
    assert len(months) == 12
    names = [fold(name) for month in months for name in month]
    assert all(names)
    assert len(set(names)) == len(names), "one name for two months"


@each_language
def test_date_patterns(language: str) -> None:
    calendar = pack(language).calendar
    assert calendar["numerals"] in ("arabic", "han")

    def names(pattern: str) -> set[str]:
        return {slot.name for slot in notation.slots(notation.parse(pattern))}

    assert all(names(pattern) == {"day", "month", "year"} for pattern in calendar["date"])
    assert all(names(pattern) == {"month", "year"} for pattern in calendar["month"])
    assert all(names(pattern) == {"number"} for pattern in calendar["day"]["accept"])


@each_language
def test_words(language: str) -> None:
    words = pack(language).words
    assert words["direction"] == ("rtl" if language == "ar" else "ltr")
    assert words["spaced"] is (language != "zh")
    assert words["masthead_dates"] in LANGUAGES
    assert words["kind_position"] in ("head", "end")
    assert words["name"]
    assert words["version"]["name"]
    for table in ("languages", "languages_annex"):
        assert set(words[table]) == set(LANGUAGES)
        assert all(words[table].values())
        names = [name for found in words[table].values() for name in set(map(fold, found))]
        assert len(set(names)) == len(names), "one name for two languages"
    assert len(words["numbers"]["annex"]) >= 20
    assert len(set(words["numbers"]["annex"])) == len(words["numbers"]["annex"])
    assert len(set(words["items"]["letters"])) == len(words["items"]["letters"]) >= 26
    assert words["items"]["sub"].startswith("{number}")
    assert words["items"]["sub"].count("{letter}") == 1
    assert words["join"]["last"] in words["join"]["read"]
    assert words["join"]["comma"] in words["join"]["read"]


@each_language
def test_longer_joins_are_tried_first(language: str) -> None:
    """``", and "`` is not the comma with a name that begins with "and"."""
    read = pack(language).words["join"]["read"]
    for i, join in enumerate(read):
        assert not any(later != join and later.startswith(join) for later in read[i + 1 :]), f"{join!r} hides another"


def test_words_that_tell_the_language_are_not_shared() -> None:
    found = {language: {fold(word) for word in pack(language).words["identify"]["words"]} for language in LANGUAGES}
    assert all(len(words) >= 20 for words in found.values())
    for language in LANGUAGES:
        for other in LANGUAGES:
            if other != language:
                assert not found[language] & found[other], f"{language} and {other}"


@pytest.mark.parametrize("language", LATIN)
def test_words_tell_the_language(language: str) -> None:
    """Every text of some length is nearest to its own language's words."""
    text = SHARED / "parallel" / f"dev.{language}"
    if not text.is_file():
        pytest.skip("no parallel texts; set CHANCERY_SHARED to the folder that holds parallel/")
    found = {other: set(map(fold, pack(other).words["identify"]["words"])) for other in LATIN}
    lines = [line for line in text.read_text("utf-8").splitlines() if len(line) > 300]
    wrong = []
    for line in lines:
        tokens = re.findall(r"\w+", fold(line))
        scores = {other: sum(token in words for token in tokens) for other, words in found.items()}
        if max(scores, key=lambda other: scores[other]) != language:
            wrong.append((scores, line[:80]))
    assert len(lines) > 100
    assert not wrong


@pytest.mark.parametrize("name", ["xx", "EN", "", "../en"])
def test_no_such_pack(name: str) -> None:
    with pytest.raises(KeyError, match="no language pack"):
        pack(name)


def test_flatten_and_family() -> None:
    assert flatten({"a": {"b": "x", "c": {"d": ["y", "z"]}}, "e": []}) == {"a.b": ("x",), "a.c.d": ("y", "z"), "e": ()}
    found = Pack("en", {"a.b": ("x",), "a.c.d": ("y",), "ab.c": ("z",)}, {}, {}, {})
    assert found.family("a") == {"b": ("x",), "c.d": ("y",)}
