import re
import tomllib
from importlib import resources

import pytest

from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world import states
from chancery.world.adjectives import adjectives, expand, grammar
from chancery.world.table import cell, rows

IDS = list(states.states("en"))


def found(text: str, language: str, with_text: bool = True) -> list[tuple[str, str]]:
    hits = states.find(fold(text), language, text if with_text else None, adjectives=True)
    return [(i, text[a:b]) for a, b, i in hits]


def ids(text: str, language: str, with_text: bool = True) -> list[str]:
    return [i for i, _ in found(text, language, with_text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_tables_have_the_same_rows(language: str) -> None:
    table = rows("states/adjectives", f"{language}.tsv")
    assert [row["id"] for row in table] == IDS
    assert list(table[0]) == ["id", "adjectives"]


def test_grammar_has_the_same_keys() -> None:
    text = (resources.files("chancery.world") / "states/adjectives/grammar.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    assert sorted(tables) == sorted(LANGUAGES)
    assert len({tuple(table) for table in tables.values()}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_are_clean(language: str) -> None:
    script = {"ar": r"[A-Za-zА-я]", "ru": r"[A-Za-z]", "zh": r"[A-Za-zА-я]"}.get(language, r"[А-яء-ي]")
    used = set()
    for row in rows("states/adjectives", f"{language}.tsv"):
        for pattern in cell(row["adjectives"]):
            assert "  " not in pattern and "'" not in pattern, (row["id"], pattern)
            assert not re.search(script, pattern), (row["id"], pattern)
            used |= set(re.findall(r"\{(.+?)\}", pattern))
            expand(pattern, grammar()[language]["endings"])
    assert used == set(grammar()[language]["endings"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_adjective_means_two_states_unless_the_text_decides(language: str) -> None:
    plain: dict[str, set[str]] = {}
    for row in rows("states/adjectives", f"{language}.tsv"):
        for pattern in cell(row["adjectives"]):
            if pattern[0] != "?" and "[" not in pattern:
                for form in expand(pattern.strip("*").removesuffix("-"), grammar()[language]["endings"]):
                    plain.setdefault(fold(form), set()).add(row["id"])
    assert {form: owners for form, owners in plain.items() if len(owners) > 1} == {}
    named = {fold(n): row.id for row in states.states(language).values() for n in row.in_text()}
    assert {f: o for f, o in plain.items() if named.get(f, next(iter(o))) not in o} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_an_adjective_is_found(language: str) -> None:
    for name in adjectives(language):
        if name.id and not name.need:
            assert [hit[2] for hit in states.find(f"x. {name.text} x", language, adjectives=True)] == [name.id], name


def test_adjectives_are_found_only_where_they_are_wanted() -> None:
    text = "the Tajik President and the Afghan side"
    assert ids(text, "en") == ["TJK", "AFG"]
    assert states.find(fold(text), "en", text) == []


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        (
            "the inter-Tajik talks on the Afghan-Tajik border; Russo-Finnish; the US side",
            "en",
            ["TJK", "AFG", "TJK", "RUS", "FIN", "USA"],
        ),
        (
            "les pourparlers intertadjiks, la frontière tadjiko-afghane, un accord russo-kazakhe",
            "fr",
            ["TJK", "TJK", "AFG", "RUS", "KAZ"],
        ),
        (
            "la frontera afgano-tayika, el conflicto interno sirio, la vía siria, Siria",
            "es",
            ["AFG", "TJK", "SYR", "SYR", "SYR"],
        ),
        (
            "российскими войсками, русско-таджикский, таджикско-афганской, межтаджикских, афганцам",
            "ru",
            ["RUS", "RUS", "TJK", "TJK", "AFG", "TJK", "AFG"],
        ),
        (
            "الحدود الأفغانية الطاجيكية والجانب الروسي وللقوات الروسية والفلسطينيين",
            "ar",
            ["AFG", "TJK", "RUS", "RUS", "PSE"],
        ),
        ("俄塔边界、中俄关系、美俄首脑会晤、塔吉克冲突", "zh", ["RUS", "TJK", "CHN", "RUS", "USA", "RUS", "TJK"]),
        ("其中美国、俄塔尔、中美洲国家、在日中德代表", "zh", ["USA"]),
        ("the Greek Cypriot side and the Turkish Cypriots", "en", ["CYP", "CYP"]),
        ("les Chypriotes grecs, les chypriotes turcs", "fr", ["CYP", "CYP"]),
        ("القبارصة اليونانيين والقبارصة الأتراك", "ar", ["CYP"]),
        ("希族塞人和土族塞人", "zh", ["CYP", "CYP"]),
    ],
)
def test_adjectives_and_composites(text: str, language: str, want: list[str]) -> None:
    assert ids(text, language) == want


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        ("in Russian; in Arabic, Chinese, English, French, Russian and Spanish; French and Spanish only", "en", []),
        ("the Russian version, the French-speaking countries. Original: Russian", "en", []),
        ("the French forces in Russian waters, and French and Russian troops", "en", ["FRA", "RUS", "FRA", "RUS"]),
        ("FRANÇAIS\nORIGINAL : RUSSE", "fr", []),
        ("en russe et en anglais, la langue française; versions anglaise, française et russe", "fr", []),
        ("les forces françaises et russes", "fr", ["FRA", "RUS"]),
        ("en español; los idiomas árabe, chino, español, francés, inglés y ruso", "es", []),
        ("fuerzas españolas y francesas", "es", ["ESP", "FRA"]),
        ("на французском языке; на английском, испанском и французском языках", "ru", []),
        ("французские и испанские войска", "ru", ["FRA", "ESP"]),
        ("باللغة الفرنسية؛ بالإنكليزية والإسبانية والفرنسية؛ النص الروسي", "ar", []),
        ("القوات الفرنسية والإسبانية", "ar", ["FRA", "ESP"]),
        ("西班牙文、葡萄牙语、乌兹别克族人", "zh", []),
    ],
)
def test_languages_are_no_states(text: str, language: str, want: list[str]) -> None:
    assert ids(text, language) == want


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        ("Organization of American States, Latin American and Inter-American bodies; the Indian Ocean", "en", []),
        ("les États américains, les pays latino-américains; l’océan Indien; la Polynésie française", "fr", []),
        ("Гвинейском заливе, Индийского океана, Британских Виргинских островов", "ru", []),
        ("الدول الأمريكية والمحيط الهندي والمكاتب القطرية والموارد المالية", "ar", []),
        ("US$100 billion; the CAR and the car", "en", ["CAF"]),
        ("联合国南苏丹特派团、南苏丹特派团", "zh", ["SSD"]),
        ("北塞浦路斯土耳其共和国", "zh", []),
    ],
)
def test_what_is_no_state(text: str, language: str, want: list[str]) -> None:
    assert ids(text, language) == want


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        ("the Congolese people", "en", ["COD"]),
        ("the Republic of the Congo and its Congolese citizens", "en", ["COG", "COG"]),
        ("les forces congolaises", "fr", ["COD"]),
        ("刚果当局", "zh", ["COD"]),
        ("Korean culture", "en", []),
        ("the Republic of Korea and Korean companies", "en", ["KOR", "KOR"]),
        ("Korean companies of the Democratic People’s Republic of Korea", "en", ["PRK", "PRK"]),
    ],
)
def test_adjectives_of_two_states(text: str, language: str, want: list[str]) -> None:
    assert ids(text, language) == want


def test_spans_hold_the_adjective() -> None:
    assert found("la frontière tadjiko-afghane", "fr") == [("TJK", "tadjiko"), ("AFG", "afghane")]
    assert found("在俄塔边界", "zh") == [("RUS", "俄"), ("TJK", "塔")]
    assert found("وللفرنسيين", "ar") == [("FRA", "للفرنسيين")]
