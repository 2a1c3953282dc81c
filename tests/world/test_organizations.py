import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world import organizations
from chancery.world.table import rows

IDS = list(organizations.organizations("en"))


def found(text: str, language: str | None, with_text: bool = False) -> list[tuple[str, str]]:
    hits = organizations.find(fold(text), language, text if with_text else None)
    return [(i, text[a:b]) for a, b, i in hits]


def ids(text: str, language: str | None, with_text: bool = False) -> list[str]:
    return [i for i, _ in found(text, language, with_text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_tables_have_the_same_rows_and_columns(language: str) -> None:
    table = rows("organizations", f"{language}.tsv")
    assert [r["id"] for r in table] == IDS
    assert len(IDS) == len(set(IDS)) >= 80
    assert list(table[0]) == ["id", "short", "of", "acronym", "grammar", "cases", "others", "doubtful"]
    assert all(r["short"] and r["of"] for r in table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_are_clean(language: str) -> None:
    for row in rows("organizations", f"{language}.tsv"):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"])
        for column, value in row.items():
            assert "  " not in value and "'" not in value and ";" not in value, (row["id"], column)


def test_the_ids_of_the_gold_are_there(shared: Callable[[str], Path]) -> None:
    text = shared("letters/ORGANIZATIONS.md").read_text("utf-8")
    gold = re.findall(r"^\| ([a-z0-9-]+) \|", text, re.MULTILINE)
    assert len(gold) > 50
    assert set(gold) - {"id"} <= set(IDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_means_two_organizations(language: str) -> None:
    seen: dict[str, str] = {}
    for row in organizations.organizations(language).values():
        for name in row.alone():
            assert seen.setdefault(fold(name), row.id) == row.id, name


@pytest.mark.parametrize(
    ("identifier", "language", "want"),
    [
        ("csto", "en", "the Collective Security Treaty Organization"),
        ("csto", "fr", "de l’Organisation du Traité de sécurité collective"),
        ("nam", "fr", "du Mouvement des pays non alignés"),
        ("cis", "es", "de la Comunidad de Estados Independientes"),
        ("un", "es", "de las Naciones Unidas"),
        ("csto", "ru", "Организации Договора о коллективной безопасности"),
        ("un-ecosoc", "ru", "Экономического и Социального Совета"),
        ("nam", "ru", "Движения неприсоединившихся стран"),
        ("sfor", "ru", "Сил по стабилизации"),
        ("csto", "zh", "集体安全条约组织"),
        ("eu", "ar", "للاتحاد الأوروبي"),
        ("csto", "ar", "لمنظمة معاهدة الأمن الجماعي"),
    ],
)
def test_forms_after_of(identifier: str, language: str, want: str) -> None:
    assert organizations.name(identifier, language, "of") == want


def test_acronyms() -> None:
    assert organizations.name("csto", "ru", "acronym") == "ОДКБ"
    assert organizations.name("nordic", "en", "acronym") == "Nordic countries"
    with pytest.raises(KeyError):
        organizations.name("csto", "en", "dative")
    with pytest.raises(KeyError):
        organizations.name("nobody", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_identified(language: str) -> None:
    for identifier in IDS:
        for form in organizations.FORMS:
            assert organizations.identify(organizations.name(identifier, language, form), language) == identifier


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["short", "of"])
def test_every_organization_is_found_once_in_a_list(language: str, form: str) -> None:
    text = "; ".join(organizations.name(i, language, form) for i in IDS)
    assert ids(text, language) == IDS
    assert ids(text, language, with_text=True) == IDS
    assert ids(text.upper(), language, with_text=True) == IDS


@given(
    st.sampled_from(LANGUAGES),
    st.lists(st.sampled_from(IDS), min_size=1, max_size=8, unique=True),
    st.sampled_from([" ", "\n"]),
)
def test_what_is_found_is_what_stands_there(language: str, chosen: list[str], gap: str) -> None:
    text = "; ".join(organizations.name(i, language).replace(" ", gap) for i in chosen)
    hits = found(text, language)
    assert [i for i, _ in hits] == chosen
    assert all(organizations.identify(name, language) == i for i, name in hits)


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        ("those who can vote at the WHO and the EU", "en", ["who", "eu"]),
        ("il y a eu un accord au sein de l’UE, de l’ONU et de l’OMS", "fr", ["eu", "un", "who"]),
        ("un acuerdo de la ONU y la OTAN", "es", ["un", "nato"]),
        ("сам, вас; ОДКБ, СНГ и ООН", "ru", ["csto", "cis", "un"]),
        ("the General Secretariat; the Secretariat", "en", ["un-secretariat"]),
        ("Mouvement du 23\nmars; Organisation de Shanghai pour  la coopération", "fr", ["m23", "sco"]),
        ("State-run; Commonwealth of the Bahamas; the Commonwealth", "en", ["commonwealth"]),
        ("des conseils de sécurité nationaux", "fr", []),
        ("CounterTerrorism Committee Executive Directorate", "en", ["cted"]),
        ("上海合作 组织、独立国家联合体，扩大会议，伊斯兰国家", "zh", ["sco", "cis"]),
        ("ومجلس الأمن وللأمم المتحدة وبالاتحاد الأوروبي", "ar", ["un-sc", "un", "eu"]),
        ("الأمم المتحدة للجنة الاقتصادية لأفريقيا وللجنة الدولية للصليب الأحمر", "ar", ["un", "eca", "icrc"]),
        ("西北约12公里；苏联大使；在北约总部；三·二三运动；3·23运动", "zh", ["nato", "m23"]),
        ("الـ«ناتو» ومنظمة معاهدة الأمن الجماعي", "ar", ["nato", "csto"]),
    ],
)
def test_names_in_text(text: str, language: str, want: list[str]) -> None:
    assert ids(text, language, with_text=True) == want


def test_acronyms_in_folded_text() -> None:
    assert ids("OTAN, OMS", "fr") == ["nato", "who"]
    assert ids("who was there, in the EU", "en") == []
