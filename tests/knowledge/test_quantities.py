"""Quantities in six languages."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.knowledge.context import Context
from chancery.knowledge.quantities import COUNTED, quantities
from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES


def found(language: str, text: str) -> list[tuple[float, str, str]]:
    context = Context(text=text, folded=fold(text), language=language, paragraphs=[])
    out = quantities(context)
    assert all(text[q.span[0] : q.span[1]] == q.text for q in out)
    return [(q.amount, q.unit, q.text) for q in out]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "cost $1.5 million, then USD 3 billion.", [(1.5e6, "USD", "$1.5 million"), (3e9, "USD", "USD 3 billion")]),
        ("en", "33,000 troops and 155 military observers", [(33000, "troops", "33,000 troops"), (155, "observers", "155 military observers")]),
        ("en", "about 12 per cent of 277.9 million people", [(12, "percent", "12 per cent"), (277.9e6, "people", "277.9 million people")]),
        ("en", "twelve Member\nStates, 40 square kilometres", [(12, "States", "twelve Member\nStates"), (40, "km2", "40 square kilometres")]),
        ("fr", "26 millions de dollars", [(26e6, "USD", "26 millions de dollars")]),
        ("fr", "les 189 États, 33 000 réfugiés, 12,5 %", [(189, "States", "189 États"), (33000, "refugees", "33 000 réfugiés"), (12.5, "percent", "12,5 %")]),
        ("fr", "2 milliards d’euros", [(2e9, "EUR", "2 milliards d’euros")]),
        ("es", "3 mil millones de dólares y 483.918 personas", [(3e9, "USD", "3 mil millones de dólares"), (483918, "people", "483.918 personas")]),
        ("es", "1,5 millones de personas, el 12 por ciento", [(1.5e6, "people", "1,5 millones de personas"), (12, "percent", "12 por ciento")]),
        ("es", "disminuyó un 0,4% y un 47 % en dos países", [(0.4, "percent", "0,4%"), (47, "percent", "47 %"), (2, "States", "dos países")]),
        ("ru", "1 000 долларов США; 33 000 военнослужащих", [(1000, "USD", "1 000 долларов США"), (33000, "troops", "33 000 военнослужащих")]),
        ("ru", "12 процентов, 2,5 млн. человек, двух государств", [(12, "percent", "12 процентов"), (2.5e6, "people", "2,5 млн. человек"), (2, "States", "двух государств")]),
        ("zh", "拨款2.3亿美元，200名观察员，百分之十二", [(2.3e8, "USD", "2.3亿美元"), (200, "observers", "200名观察员"), (12, "percent", "百分之十二")]),
        ("zh", "向200多万人、三百五十名难民", [(2e6, "people", "200多万人"), (350, "refugees", "三百五十名难民")]),
        ("zh", "2亿3 000万美元", [(2.3e8, "USD", "2亿3 000万美元")]),
        ("ar", "مبلغ 26 مليون دولار و300 مراقب", [(26e6, "USD", "26 مليون دولار"), (300, "observers", "300 مراقب")]),
        ("ar", "نحو 000 31 شخص، ١٢ في المائة", [(31000, "people", "000 31 شخص"), (12, "percent", "١٢ في المائة")]),
        ("ar", "1,5 مليون يورو", [(1.5e6, "EUR", "1,5 مليون يورو")]),
    ],
)  # fmt: skip
def test_read(language: str, text: str, expected: list[tuple[float, str, str]]) -> None:
    assert found(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 12 May 1999 States met; resolution 1244 (1999), A/54/12 and paragraph 3 States that"),
        ("en", "the Group of 77 countries, and often people"),
        ("fr", "le 5 mai 2000 États et un État"),
        ("es", "el artículo 3 Estados"),
        ("ru", "пункт 4 государства"),
        ("zh", "77国集团、第二国家、第3国"),
        ("ar", "في المادة 6 دول"),
    ],
)
def test_left_alone(language: str, text: str) -> None:
    assert found(language, text) == []


def keys(table: dict[str, Any]) -> dict[str, Any]:
    return {k: keys(v) if isinstance(v, dict) else type(v) for k, v in table.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_keys(language: str) -> None:
    tables = [
        tomllib.loads((resources.files("chancery.lang") / name / "quantities.toml").read_text("utf-8"))
        for name in ("en", language)
    ]
    assert keys(tables[0]) == keys(tables[1])
    assert tables[1]["after"].keys() > COUNTED
    assert all(tables[1]["after"].values())


@pytest.mark.parametrize("language", LANGUAGES)
@given(n=st.integers(min_value=2, max_value=10**9), unit=st.sampled_from(["%", "€"]))
def test_any_number_in_digits(language: str, n: int, unit: str) -> None:
    assert [q[0] for q in found(language, f"{n} {unit}")] == [n]
