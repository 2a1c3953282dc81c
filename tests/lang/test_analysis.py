"""The analyser of words: forms of a word are joined, other words are not. The lists in ``forms/`` are the measure."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.lang.analysis import table
from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world.analysis import analyse

FORMS = Path(__file__).parent / "forms"
each_language = pytest.mark.parametrize("language", LANGUAGES)


def lists(language: str) -> tuple[list[list[str]], list[list[str]], list[list[str]]]:
    """Give the groups of forms, the pairs that stay apart, the texts with their words."""
    groups, pairs, texts = [], [], []
    for line in (FORMS / f"{language}.txt").read_text("utf-8").splitlines():
        words = line.split()
        if line.startswith("!"):
            pairs.append(words[1:])
        elif line.startswith("="):
            texts.append(words[1:])
        elif words and not line.startswith("#"):
            groups.append(words)
    return groups, pairs, texts


def terms(text: str, language: str) -> tuple[str, ...]:
    return tuple(token.term for token in analyse(text, language))


def measure(language: str) -> tuple[float, float, list[str], list[list[str]]]:
    """Give the share of forms that are joined, of pairs wrongly joined, and what is wrong."""
    groups, pairs, texts = lists(language)
    joined = total = 0
    amiss: list[str] = []
    for group in groups:
        found = [terms(form, language) for form in group]
        term, count = Counter(found).most_common(1)[0]
        joined, total = joined + count, total + len(group)
        amiss += [f"{form}: {got} not {term}" for form, got in zip(group, found, strict=True) if got != term]
    for text, *words in texts:
        got = terms(text, language)
        missing = [word for word in words if word not in got]
        joined, total = joined + len(words) - len(missing), total + len(words)
        amiss += [f"{word} in {got}" for word in missing]
    wrong = [pair for pair in pairs if terms(pair[0], language) == terms(pair[1], language)]
    return joined / total, len(wrong) / len(pairs), amiss, wrong


@each_language
def test_the_lists_are_long_enough(language: str) -> None:
    groups, pairs, texts = lists(language)
    assert len(groups) + len(texts) >= 60
    assert len(pairs) >= 50


@each_language
def test_forms_are_joined_and_others_are_not(language: str) -> None:
    joined, wrong, amiss, together = measure(language)
    assert joined >= 0.95, amiss
    assert wrong < 0.02, together


@each_language
def test_the_same_keys_with_values_of_the_same_types(language: str) -> None:
    assert {key: type(value) for key, value in table(language).items()} == {k: type(v) for k, v in table("en").items()}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "S/1997/150, A/RES/57/145 and S/RES/1267 (1999)",
            "en",
            ["s/1997/150", "a/res/57/145", "and", "s/res/1267", "1999"],
        ),
        ("resolution 57/145 of 2003", "en", ["resolution", "57/145", "of", "2003"]),
        ("吉尔吉斯斯坦", "zh", ["吉尔吉斯斯坦"]),
        ("南苏丹", "zh", ["南苏丹"]),
        ("哈萨克斯坦共和国", "zh", ["哈萨克斯坦", "哈萨克斯坦共和国"]),
        ("Kazakhstan and Kazakstan", "en", ["kazakhstan", "and", "kazakhstan"]),
        ("l’État d'Israël", "fr", ["etat", "israel"]),
        ("للاجئين وبالأسلحة", "ar", ["لاجي", "سلاح"]),
        ("تموز/يوليه ٢٠٢١", "ar", ["تموز", "يولي", "2021"]),
    ],
)
def test_terms(text: str, language: str, expected: list[str]) -> None:
    assert list(terms(text, language)) == expected


@each_language
@given(text=st.text(alphabet=st.sampled_from("aéñżßñЁё吉尔斯坦و ال’'-/.1٣２(S\n\u0301\u064b"), max_size=40))
def test_places_hold_and_nothing_is_out_of_order(language: str, text: str) -> None:
    end = 0
    for token in analyse(text, language):
        assert 0 <= token.start < token.end <= len(text)
        assert token.term and not token.term.isspace() and " " not in token.term
        assert token.end >= end
        end = token.end


@each_language
def test_folding_does_not_matter(language: str) -> None:
    """Signs and widths do not; accents do to a dictionary, which is why words keep them until they are looked up."""
    assert terms("Ｓ／１９９７／１５０ “２００３”", language) == terms(fold("S/1997/150 (2003)"), language)
