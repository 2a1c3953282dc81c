import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world import places, states
from chancery.world.scripts import scripts
from chancery.world.table import rows

IDS = list(places.places())


def found(text: str, language: str | None, with_text: bool = False) -> list[tuple[str, str]]:
    hits = places.find(fold(text), language, text if with_text else None)
    return [(i, text[a:b]) for a, b, i in hits]


def ids(text: str, language: str | None, with_text: bool = False) -> list[str]:
    return [i for i, _ in found(text, language, with_text)]


def test_every_member_has_a_capital() -> None:
    members = {i for i in states.states("en") if any(p.member_from and not p.member_to for p in states.membership(i))}
    capitals = {p.state for p in places.places().values() if p.capital}
    assert members - capitals == {"ISR"}  # the United Nations lists none
    assert {p.state for p in places.places().values()} - {None} <= set(states.states("en"))
    assert len(IDS) >= 260


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_tables_have_the_same_rows_and_columns(language: str) -> None:
    table = rows("places", f"{language}.tsv")
    assert [r["id"] for r in table] == IDS
    assert list(table[0]) == ["id", "name", "in", "cases", "others", "doubtful"]
    assert all(r["name"] and r["in"] for r in table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_are_clean(language: str) -> None:
    script = {"ar": r"[A-Za-zА-я]", "ru": r"[A-Za-z]", "zh": r"[A-Za-zА-я]"}.get(language, r"[А-яء-ي]")
    for row in rows("places", f"{language}.tsv"):
        for column, value in row.items():
            if column != "id":
                assert "  " not in value and "'" not in value and ";" not in value, (row["id"], column)
                assert not re.search(script, value), (row["id"], column, value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_means_two_places(language: str) -> None:
    seen: dict[str, str] = {}
    for row in places.names(language).values():
        for name in row.alone():
            assert seen.setdefault(fold(name), row.id) == row.id, name


@pytest.mark.parametrize(
    ("identifier", "language", "want"),
    [
        ("Moscow", "en", "in Moscow"),
        ("The Hague", "en", "in The Hague"),
        ("Moscow", "fr", "à Moscou"),
        ("Cairo", "fr", "au Caire"),
        ("Cape Town", "fr", "au Cap"),
        ("The Hague", "fr", "à La Haye"),
        ("Dushanbe", "fr", "à Douchanbé"),
        ("Moscow", "es", "en Moscú"),
        ("The Hague", "es", "en La Haya"),
        ("Moscow", "ru", "в Москве"),
        ("Frankfurt", "ru", "во Франкфурте"),
        ("Vladivostok", "ru", "во Владивостоке"),
        ("Vienna", "ru", "в Вене"),
        ("Athens", "ru", "в Афинах"),
        ("Hanoi", "ru", "в Ханое"),
        ("Praia", "ru", "в Прае"),
        ("Kazan", "ru", "в Казани"),
        ("Almaty", "ru", "в Алматы"),
        ("Bali", "ru", "на Бали"),
        ("Moscow", "zh", "在莫斯科"),
        ("Moscow", "ar", "في موسكو"),
        ("Cairo", "ar", "في القاهرة"),
    ],
)
def test_the_place_with_in(identifier: str, language: str, want: str) -> None:
    assert places.name(identifier, language, "in") == want
    assert places.identify(want, language) == identifier


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_identified(language: str) -> None:
    for identifier in IDS:
        for form in places.FORMS:
            assert places.identify(places.name(identifier, language, form), language) == identifier


@pytest.mark.parametrize("bad", [("Atlantis", "en", "short"), ("Moscow", "de", "short"), ("Moscow", "en", "of")])
def test_what_the_table_lacks_is_a_key_error(bad: tuple[str, str, str]) -> None:
    with pytest.raises(KeyError):
        places.name(*bad)


@pytest.mark.parametrize(
    ("text", "language", "identifier"),
    [
        ("Alma-Ata", "en", "Almaty"),
        ("Kiev", "en", "Kyiv"),
        ("Peking", "en", "Beijing"),
        ("St. Petersburg", "en", "Saint Petersburg"),
        ("Sharm el Sheikh", "en", "Sharm el-Sheikh"),
        ("Achkhabad", "fr", "Ashgabat"),
        ("Bichkek", "fr", "Bishkek"),
        ("Pékin", "fr", "Beijing"),
        ("Алма-Ате", "ru", "Almaty"),
        ("阿拉 木图", "zh", "Almaty"),
        ("بموسكو", "ar", "Moscow"),
        ("بكين", "ar", "Beijing"),
        ("Kazakhstan", "en", None),
    ],
)
def test_other_spellings(text: str, language: str, identifier: str | None) -> None:
    assert places.identify(text, language) == identifier


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", places.FORMS)
def test_every_place_is_found_once_in_a_list(language: str, form: str) -> None:
    text = "; ".join(places.name(i, language, form) for i in IDS)
    assert ids(text, language) == IDS
    assert ids(text, language, with_text=True) == IDS


@given(
    st.sampled_from(LANGUAGES),
    st.lists(st.sampled_from(IDS), min_size=1, max_size=8, unique=True),
    st.sampled_from([" ", "\n"]),
)
def test_what_is_found_is_what_stands_there(language: str, chosen: list[str], gap: str) -> None:
    text = "; ".join(places.name(i, language).replace(" ", gap) for i in chosen)
    hits = found(text, language)
    assert [i for i, _ in hits] == chosen
    assert all(places.identify(name, language) == i for i, name in hits)


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        ("signed in Tashkent and Ashkhabad", "en", ["Tashkent", "Ashgabat"]),
        ("Done at Luxembourg", "en", ["Luxembourg"]),
        ("the delegation of Luxembourg", "en", []),
        ("Guinea-Bissau, Bissau", "en", ["Bissau"]),
        ("of male and female prisoners; held in Male", "en", ["Male"]),
        ("fait à Panama; le Panama", "fr", ["Panama City"]),
        ("du sucre; la grenade; les gênes; au Caire", "fr", ["Cairo"]),
        ("para la paz y la seguridad, la paz", "es", []),
        ("hecho en Singapur; la delegación de Singapur", "es", ["Singapore"]),
        ("в Москве, Алматы и Вашингтоне", "ru", ["Moscow", "Almaty", "Washington"]),
        ("добыча газа; сектор Газа; в Газе", "ru", ["Gaza"]),
        ("罗马尼亚、几内亚比绍、在罗马", "zh", ["Rome"]),
        ("在这里加强合作", "zh", []),
        ("订于突尼斯；突尼斯政府", "zh", ["Tunis"]),
        ("Hecho en México; el Gobierno de México", "es", ["Mexico City"]),
        ("كان الوفد في عمان؛ سلطنة عمان", "ar", ["Amman"]),
        ("في بروني دار السلام", "ar", []),
        ("ليون وجدة؛ في جدة وفي ليون؛ ظروف القوة القاهرة", "ar", ["Jeddah", "Lyon"]),
        ("副部长亚历山大·格鲁什科；在亚历山大；打击海上海盗；联合国西安全面", "zh", ["Alexandria"]),
        ("حرر في تونس العاصمة وفي الجزائر؛ عاد إلى الجزائر", "ar", ["Tunis", "Algiers"]),
    ],
)
def test_names_that_are_other_words(text: str, language: str, want: list[str]) -> None:
    assert ids(text, language) == want


def test_the_text_tells_names_from_words() -> None:
    assert ids("acuerdos de La Paz. La paz es posible", "es", with_text=True) == ["La Paz"]
    assert ids("объем газа, в Газе", "ru", with_text=True) == ["Gaza"]


def test_places_that_hold_a_states_name_are_no_mention_of_the_state() -> None:
    for language in LANGUAGES:
        own = {fold(n) for row in states.states(language).values() for n in row.alone()}
        for row in places.names(language).values():
            for name in row.in_text():
                if "," not in name and fold(name) not in own:
                    assert not states.find(fold(name), language), (language, name)


def test_states_that_hold_a_places_name_are_no_mention_of_the_place() -> None:
    for language in LANGUAGES:
        own = {fold(n) for row in places.names(language).values() for n in row.in_text()}
        for row in states.states(language).values():
            for name in row.in_text():
                if scripts()[language].drop.sub("", fold(name)) not in own:
                    assert not places.find(fold(name), language), (language, name)
