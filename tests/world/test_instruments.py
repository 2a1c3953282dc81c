import re
from datetime import date

import pytest

from chancery.form.symbols import parse
from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world import instruments, places
from chancery.world.table import rows

IDS = list(instruments.names("en"))


def found(text: str, language: str) -> list[str]:
    return [i for _, _, i in instruments.find(fold(text), language, text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_tables_have_the_same_rows_and_columns(language: str) -> None:
    table = rows("instruments", f"{language}.tsv")
    assert [r["id"] for r in table] == IDS == [r["id"] for r in rows("instruments", "instruments.tsv")]
    assert len(IDS) == len(set(IDS)) >= 200
    assert list(table[0]) == ["id", "short", "formal", "acronym", "cases", "others", "doubtful"]
    assert all(r["short"] and r["formal"] for r in table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_are_clean(language: str) -> None:
    for row in rows("instruments", f"{language}.tsv"):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"])
        for column, value in row.items():
            assert "  " not in value and "'" not in value and value == value.strip(), (row["id"], column)


def test_what_is_the_same_in_all_languages() -> None:
    for row in instruments.instruments().values():
        assert row.kind
        assert row.date is None or date.fromisoformat(row.date)
        assert row.place is None or row.place in places.places()
        assert row.symbol is None or str(parse(row.symbol)) == row.symbol


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_means_two_instruments(language: str) -> None:
    seen: dict[str, str] = {}
    for row in instruments.names(language).values():
        for name in row.alone():
            assert seen.setdefault(fold(name), row.id) == row.id, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_identified(language: str) -> None:
    for identifier in IDS:
        for form in instruments.FORMS:
            assert instruments.identify(instruments.name(identifier, language, form), language) == identifier


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["short", "formal"])
def test_every_instrument_is_found_in_a_list(language: str, form: str) -> None:
    text = "; ".join(instruments.name(i, language, form) for i in IDS)
    assert found(text, language) == IDS


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        (
            "the NPT, the Charter and the Second Optional Protocol to the International Covenant on Civil and Political Rights",
            "en",
            ["npt", "un-charter", "iccpr-op2"],
        ),
        ("Organisation du Traité de sécurité collective; le Traité ABM", "fr", ["abm"]),
        (
            "в соответствии с Уставом Организации Объединенных Наций и Женевскими конвенциями",
            "ru",
            ["un-charter", "geneva-conventions"],
        ),
        (
            "《不扩散核武器条约》和《〈儿童权利公约〉关于儿童卷入武装冲突问题的任择议定书》",
            "zh",
            ["npt", "crc-op-armed"],
        ),
        ("وفقا لميثاق الأمم المتحدة ولاتفاقية حقوق الطفل", "ar", ["un-charter", "crc-convention"]),
        ("el Comité Especial de la Carta; la Carta", "es", ["un-charter"]),
    ],
)
def test_names_in_text(text: str, language: str, want: list[str]) -> None:
    assert found(text, language) == want


def test_forms() -> None:
    assert instruments.cited("npt") == "Treaty on the Non-Proliferation of Nuclear Weapons (NPT)"
    assert instruments.cited("un-charter") == "Charter of the United Nations (UN Charter)"
    assert instruments.name("npt", "ru", "acronym") == "ДНЯО"
    with pytest.raises(KeyError):
        instruments.name("npt", "en", "of")
