"""Periods in running text, in six languages."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.form import dates, periods
from chancery.lang.fold import fold
from chancery.lang.pack import pack
from chancery.record.model import LANGUAGES

RANGE = "1955-07-14/1955-07-18"
PAIR = "1983-05-05/1983-05-06"
MONTHS = "1990-06-28/1990-07-03"


def found(text: str, language: str) -> list[str]:
    folded = fold(text)
    out = periods.find(folded, language)
    assert all(0 <= a.start < a.end <= b.start for a, b in pairwise(out))
    return [p.iso for p in out]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "from 14 to 18 July 1955, on 5 and 6 May 1983, from 28 June to 3 July 1990", [RANGE, PAIR, MONTHS]),
        ("en", "14–18 July 1955; November 14-15, 2017; 5, 6 and 7 May 1999", [RANGE, "2017-11-14/2017-11-15", "1999-05-05/1999-05-07"]),
        ("en", "the summer of 1972, September 2000, from March to May 1999, in 2003", ["1972-22", "2000-09", "1999-03/1999-05", "2003"]),
        ("en", "from 30 December 1990 to 2 January 1991", ["1990-12-30/1991-01-02"]),
        ("fr", "du 14 au 18 juillet 1955, les 5 et 6 mai 1983, du 28 juin au 3 juillet 1990", [RANGE, PAIR, MONTHS]),
        ("fr", "les 1er et 2 mars 1999, l’été 1972, en septembre 2000, en 2003", ["1999-03-01/1999-03-02", "1972-22", "2000-09", "2003"]),
        ("es", "del 14 al 18 de julio de 1955, los días 5 y 6 de mayo de 1983, del 28 de junio al 3 de julio de 1990", [RANGE, PAIR, MONTHS]),
        ("es", "el verano de 1972, septiembre de 2000, en 2003", ["1972-22", "2000-09", "2003"]),
        ("ru", "с 14 по 18 июля 1955 года, 5 и 6 мая 1983 года, с 28 июня по 3 июля 1990 года", [RANGE, PAIR, MONTHS]),
        ("ru", "14–18 июля 1955 года, летом 1972 года, в сентябре 2000 года, в 2003 году", [RANGE, "1972-22", "2000-09", "2003"]),
        ("ar", "في الفترة من 14 إلى 18 تموز/يوليه 1955، يومي 5 و 6 أيار/مايو 1983، من 28 حزيران/يونيه إلى 3 تموز/يوليه 1990", [RANGE, PAIR, MONTHS]),
        ("ar", "١٤ و١٥ تشرين الثاني/نوفمبر ٢٠١٧، صيف عام 1972، أيلول/سبتمبر 2000، عام 2003", ["2017-11-14/2017-11-15", "1972-22", "2000-09", "2003"]),
        ("zh", "1955年7月14日至18日，1983年5月5日和6日，1990年6月28日至7月3日", [RANGE, PAIR, MONTHS]),
        ("zh", "1972年夏季，2000年9月，二○○六年三月，二OO三年，二〇〇三年十二月二十一日至二十三日", ["1972-22", "2000-09", "2006-03", "2003", "2003-12-21/2003-12-23"]),
        ("zh", "2014年10月13至18日", ["2014-10-13/2014-10-18"]),
    ],
)  # fmt: skip
def test_read(language: str, text: str, expected: list[str]) -> None:
    assert found(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "resolution 1244 (1999), A/54/1999, 2003-04 and 1,999 men, the 1990s, in the winter of 2003/04"),
        ("fr", "la résolution 1244 (1999) et l’hiver 2003/04"),
        ("ru", "резолюция 1244 (1999)"),
        ("ar", "القرار 1244 (1999)"),
        ("zh", "第1244(1999)号决议"),
        ("en", "31 February 2002"),
    ],
)
def test_left_alone(language: str, text: str) -> None:
    assert [iso for iso in found(text, language) if len(iso) > len("2002-02")] == []
    assert "1999" not in found(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=st.dates(min_value=date(1946, 1, 1), max_value=date(2030, 12, 31)))
def test_any_day_is_found_in_a_sentence(language: str, day: date) -> None:
    iso = day.isoformat()
    gap = " " if pack(language).spaced else ""
    assert found(f"x{gap}{dates.write(iso, language)}{gap}", language) == [iso]
