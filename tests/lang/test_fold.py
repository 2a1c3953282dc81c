"""Folding: its laws over all of Unicode, and what it makes equal in each language."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.lang.fold import _OTHERS, _TABLE, fold

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
"""Every code point, lone surrogates and unassigned ones included."""


@given(ANY_TEXT)
def test_length_is_kept(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT, ANY_TEXT)
def test_characters_are_folded_by_themselves(before: str, after: str) -> None:
    assert fold(before + after) == fold(before) + fold(after)


def test_every_code_point_keeps_the_laws() -> None:
    """The ASCII way and the table way agree, one character stays one, and nothing changes the second time."""
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    folded = fold(everything)
    assert len(folded) == len(everything)
    assert fold(folded) == folded
    ascii_part = everything[:128]
    assert fold(ascii_part) == folded[:128]


def test_what_is_passed_over_stays_as_it_is() -> None:
    plain = [char for char in map(chr, range(sys.maxunicode + 1)) if not _OTHERS.match(char) and not char.isupper()]
    assert len(plain) > 20_000
    assert [char for char in plain if char.translate(_TABLE) != char] == []


def test_gaps_and_letters_keep_their_kind() -> None:
    """Folding makes no gap and closes none, and a letter stays a letter: patterns for words and gaps hold."""
    for char in map(chr, range(sys.maxunicode + 1)):
        assert fold(char).isspace() == char.isspace(), f"U+{ord(char):04X}"
        if unicodedata.category(char) in ("Ll", "Lu", "Lt", "Lo"):
            assert fold(char).isalpha(), f"U+{ord(char):04X} {char}"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        # English and what extraction makes of it
        ("LETTER DATED 23\u00a0JULY\t2021", "letter dated 23 july 2021"),
        ("the Chargé d’affaires a.i.", "the charge d'affaires a.i."),
        ("the Chargé d`affaires", "the charge d'affaires"),
        ("A/75/973\u2013S/2021/678 “quoted” ‘so’", "a/75/973-s/2021/678 \"quoted\" 'so'"),
        ("inter\u00adnational", "inter-national"),
        ("Şükrü Özgür İnönü ışık", "sukru ozgur inonu isik"),
        ("Łódź, Đinđić, Ærø, Øresund", "lodz, dindic, æro, oresund"),
        # French
        ("À l’Assemblée générale, où siège l’État", "a l'assemblee generale, ou siege l'etat"),
        ("« Au cœur de l’Asie »", '" au cœur de l\'asie "'),
        ("Œuvrer", "œuvrer"),
        ("[Original\u202f: russe]", "[original : russe]"),
        # Spanish
        ("el período de sesiones del 1º de marzo", "el periodo de sesiones del 1o de marzo"),
        ("¿Dónde? España, Nagorno-Karabaj", "¿donde? espana, nagorno-karabaj"),
        # Russian: ё is read as е, й stays itself
        ("ПЯТЬДЕСЯТ ЧЕТВЁРТАЯ СЕССИЯ", "пятьдесят четвертая сессия"),
        ("Временный поверенный «Йемена»", 'временный поверенный "йемена"'),
        ("Київ, Їжак", "київ, їжак"),
        # Arabic: hamza seats, alef maksura, digit sets, Persian letters, presentation forms
        ("إلى الأمين العام", "الي الامين العام"),
        ("آذار/مارس ٢٠٢١", "اذار/مارس 2021"),
        ("۲۰۲۱ کانون", "2021 كانون"),
        ("٧٤ (ھ)؛ ١٬٢٣٤٫٥٪", "74 (ه); 1,234.5%"),
        ("ﺍﻟﺪﻭﺭﺓ", "الدورة"),
        ("مسؤول، أليس؟", "مسوول, اليس?"),
        # Chinese: full-width forms and punctuation
        ("２０２１年７月２３日", "2021年7月23日"),
        ("Ａ／７５／９７３", "a/75/973"),
        ("《条约》、“公约”（附件）。", '"条约","公约"(附件).'),
        ("[原件：俄文]\u3000第五十三届会议", "[原件:俄文] 第五十三届会议"),
        ("埃莫马利·拉赫莫诺夫・沙里波维奇", "埃莫马利·拉赫莫诺夫·沙里波维奇"),
    ],
)
def test_what_is_made_equal(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["年", "ﷲ", "½", "№", "ß", "ﬁ", "œ", "ﻻ", "…", "e\u0301", "\n", "\x0c"])
def test_what_stays_since_it_is_not_one_character(text: str) -> None:
    assert fold(text) == text


@pytest.mark.parametrize("mark", ["¹", "²", "³", "①", "₂"])
def test_note_marks_are_not_digits(mark: str) -> None:
    """``2021²`` is the year 2021 with a note, not the year 20212."""
    assert fold(f"2021{mark}") == f"2021{mark}"


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x52F)))
def test_case_does_not_matter_in_latin_and_cyrillic(text: str) -> None:
    upper = "".join(c.upper() if len(c.upper()) == 1 and c.upper().lower() == c else c for c in text)
    assert fold(upper) == fold(text)


@given(st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x17F, categories=("L",))))
def test_accents_do_not_matter(text: str) -> None:
    bare = "".join(
        apart[0] if len(apart) == 2 and unicodedata.combining(apart[1]) else c
        for c in text
        for apart in [unicodedata.normalize("NFD", c)]
    )
    assert fold(bare) == fold(text)
