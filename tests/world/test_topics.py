import re
from collections.abc import Callable
from pathlib import Path

import pytest

from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world import instruments, organizations, places, states, topics
from chancery.world.inflection import inflection
from chancery.world.table import cell, rows
from chancery.world.terms import Term, Terms

IDS = [row["id"] for row in rows("topics", "topics.tsv")]


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [(i, text[a:b]) for a, b, i in topics.find(fold(text), language, text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_has_a_name_in_every_language(language: str) -> None:
    table = rows("topics", f"{language}.tsv")
    assert [row["id"] for row in table] == IDS
    assert len(IDS) == len(set(IDS)) >= 300
    assert list(table[0]) == ["id", "name", "others"]
    assert all(row["name"] for row in table)
    assert sum(bool(row["others"]) for row in table) > 0.9 * len(IDS)


def test_ids_are_slugs_of_no_other_table() -> None:
    assert [i for i in IDS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []
    tables = (states.states("en"), organizations.organizations("en"), places.names("en"), instruments.names("en"))
    assert [i for i in IDS if any(i in table for table in tables)] == []


def test_broader_topics_are_topics_and_make_no_rings() -> None:
    every = topics.topics()
    for topic in every.values():
        above = [topic.id]
        while (broader := every[above[-1]].broader) is not None:
            assert broader not in above
            above.append(broader)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_are_clean_and_no_name_means_two_topics(language: str) -> None:
    seen: dict[tuple[str, ...], str] = {}
    key = Terms([], language).key
    for row in rows("topics", f"{language}.tsv"):
        for name in (row["name"], *cell(row["others"])):
            assert name == name.strip()
            assert not re.search(r"  |'|;", name), name
            own = key(name) if language != "zh" else (fold(name),)
            assert own and seen.setdefault(own, row["id"]) == row["id"], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_found_and_identified(language: str) -> None:
    for row in rows("topics", f"{language}.tsv"):
        for name in (row["name"], *cell(row["others"])):
            assert found(name, language) == [(row["id"], name)] or language == "ar"
            assert [i for i, _ in found(name, language)] == [row["id"]]
            assert topics.identify(name, language) == row["id"]


def test_the_grammar_has_the_same_keys_in_every_language() -> None:
    for language in LANGUAGES:
        rules = inflection(language)
        assert all(fold(text) == text for text in (*rules.beginnings, *rules.proclitics, *rules.endings, *rules.skip))


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        ("Refugees fled; a refugee returned.", "en", [("refugees", "Refugees"), ("refugees", "refugee")]),
        (
            "protecting the civilians, the protection of all civilians",
            "en",
            [("protection-of-civilians", "protecting the civilians")],
        ),
        ("women, peace\nand security", "en", [("women-peace-security", "women, peace\nand security")]),
        ("This aids the work on AIDS.", "en", [("hiv-aids", "AIDS")]),
        ("watershed, terror-stricken", "en", []),
        ("drugs/crime", "en", [("narcotic-drugs", "drugs"), ("crime-prevention", "crime")]),
        (
            "de l’eau potable et des changements climatiques",
            "fr",
            [("water", "eau potable"), ("climate-change", "changements climatiques")],
        ),
        ("la protection de civils et celle des civils", "fr", [("protection-of-civilians", "protection de civils")]),
        ("las sanciones y una sanción; país", "es", [("sanctions", "sanciones"), ("sanctions", "sanción")]),
        (
            "борьбе с терроризмом и правам человека",
            "ru",
            [("counter-terrorism", "борьбе с терроризмом"), ("human-rights", "правам человека")],
        ),
        ("беженцев, беженцам; убеждение", "ru", [("refugees", "беженцев"), ("refugees", "беженцам")]),
        ("правила человека", "ru", []),
        (
            "وبحقوق الإنسان وللإرهاب ومكافحة المخدرات",
            "ar",
            [("human-rights", "حقوق الإنسان"), ("terrorism", "للإرهاب"), ("narcotic-drugs", "مكافحة المخدرات")],
        ),
        (
            "打击恐怖\n主义，保护平民",
            "zh",
            [("counter-terrorism", "打击恐怖\n主义"), ("protection-of-civilians", "保护平民")],
        ),
    ],
)
def test_topics_in_text(text: str, language: str, want: list[tuple[str, str]]) -> None:
    assert found(text, language) == want


def test_the_first_of_two_terms_with_one_spelling_is_taken() -> None:
    terms = Terms([Term("old wells", "one"), Term("OLD WELL", "two")], "en")
    assert terms.find("the old well") == [(4, 12, "one")]
    assert terms.identify("Old Wells") == Term("old wells", "one")
    assert terms.identify("wells") is None


def test_unknown_languages_are_refused() -> None:
    with pytest.raises(KeyError):
        topics.find("x", "pt")


def test_languages_agree_on_real_sentences(shared: Callable[[str], Path]) -> None:
    """Topics are words, not names, and translations have their own; but they must tell largely the same."""
    sentences = {lang: shared(f"parallel/dev.{lang}").read_text("utf-8").splitlines()[:500] for lang in LANGUAGES}
    sets = {lang: [{i for _, _, i in topics.find(fold(s), lang, s)} for s in own] for lang, own in sentences.items()}
    for lang in LANGUAGES:
        pairs = list(zip(sets["en"], sets[lang], strict=True))
        both = 2 * sum(len(a & b) for a, b in pairs)
        assert both / sum(len(a) + len(b) for a, b in pairs) > 0.75, lang
