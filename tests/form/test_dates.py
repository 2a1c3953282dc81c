from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from chancery.form import dates
from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_is_written_and_read_back(language: str) -> None:
    day, last = date(1946, 1, 1), date(2030, 12, 31)
    whole = re.compile(dates.shape(language))
    wrong = []
    while day <= last:
        iso = day.isoformat()
        text = fold(dates.write(iso, language))
        if dates.parse(text, language) != iso or not whole.fullmatch(text):
            wrong.append(text)
        day += timedelta(days=1)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_is_written_and_read_back(language: str) -> None:
    months = [f"{year}-{month:02}" for year in range(1946, 2031) for month in range(1, 13)]
    written = [fold(dates.write(m, language)) for m in months]
    assert [dates.parse(text, language) for text in written] == months
    whole = re.compile(dates.month_shape(language))
    assert [text for text in written if not whole.fullmatch(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_shape_has_no_groups_and_ends_with_the_date(language: str) -> None:
    expression = re.compile(dates.shape(language))
    assert expression.groups == 0
    text = fold(f"x {dates.write('1999-12-31', language)}, 12")
    found = expression.search(text)
    assert found is not None
    assert dates.parse(found[0], language) == "1999-12-31"


@pytest.mark.parametrize(
    ("printed", "language", "iso"),
    [
        ("16 July 2021", "en", "2021-07-16"),
        ("July 16, 2021", "en", "2021-07-16"),
        ("1st of May 1997", "en", "1997-05-01"),
        ("3\nMARCH 2002", "en", "2002-03-03"),
        ("31 February 2002", "en", None),
        ("September 2000", "en", "2000-09"),
        ("16 Smarch 2000", "en", None),
        ("1er août 2021", "fr", "2021-08-01"),
        ("1 er AOUT 2021", "fr", "2021-08-01"),
        ("21 FÉVRIER 1997", "fr", "1997-02-21"),
        ("1º de marzo de 2004", "es", "2004-03-01"),
        ("24 de octubre del año 1945", "es", "1945-10-24"),
        ("25 января 1952 года", "ru", "1952-01-25"),
        ("25 января 1952 г.", "ru", "1952-01-25"),
        ("25 января 1952", "ru", "1952-01-25"),
        ("май 2004 года", "ru", "2004-05"),
        ("16 تموز/يوليه 2021", "ar", "2021-07-16"),
        ("١٦ تموز ٢٠٢١", "ar", "2021-07-16"),
        ("16 يوليو 2021", "ar", "2021-07-16"),
        ("20 كانون الأوّل/ديسمبر 2022", "ar", "2022-12-20"),
        ("1 كانون الثاني/يناير 1999", "ar", "1999-01-01"),
        ("61 تموز/يوليه 1202", "ar", "2021-07-16"),
        ("1999年4月16日", "zh", "1999-04-16"),
        ("1999年 4月 16日", "zh", "1999-04-16"),
        ("１９９９年４月１６日", "zh", "1999-04-16"),
        ("二〇〇三年十二月二十一日", "zh", "2003-12-21"),
        ("二○○三年十月十日", "zh", "2003-10-10"),
        ("二零零三年一月三十一日", "zh", "2003-01-31"),
        ("一九九七年五月二日", "zh", "1997-05-02"),
        ("2003年10月", "zh", "2003-10"),
    ],
)
def test_printed_dates(printed: str, language: str, iso: str | None) -> None:
    assert dates.parse(fold(printed), language) == iso


def test_dates_are_found_in_running_text() -> None:
    text = fold("la réunion du 14 juin 2019 à Bichkek, puis le 1er mars 2020")
    assert re.findall(dates.shape("fr"), text) == ["14 juin 2019", "1er mars 2020"]
    text = fold("1997年6月27日在莫斯科签署,1999年 4 月 16日")
    assert [dates.parse(d, "zh") for d in re.findall(dates.shape("zh"), text)] == ["1997-06-27", "1999-04-16"]


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        dates.write("yesterday", "en")
    with pytest.raises(KeyError):
        dates.shape("de")
