import time
from collections.abc import Callable
from itertools import islice, product

import pytest

from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world import instruments, organizations, places, states
from chancery.world.find import find
from chancery.world.names import Name
from chancery.world.scanner import Scanner
from chancery.world.scripts import scripts
from chancery.world.table import Doubtful, Other, doubtful, others, rows

PROSE = {
    "en": "The representatives of {} met again in the margins of the session and agreed to keep the matter under review. ",
    "fr": "Les représentants {} se sont réunis à nouveau en marge de la session et ont décidé de rester saisis de la question. ",
    "es": "Los representantes {} se reunieron de nuevo al margen del período de sesiones y decidieron seguir examinándola. ",
    "ru": "Представители {} вновь встретились в ходе сессии и договорились продолжать рассмотрение этого вопроса. ",
    "zh": "{}代表在会议期间再次会晤，商定继续审议这一问题，并请各方采取一切必要措施。",
    "ar": "اجتمع ممثلو {} مرة أخرى على هامش الدورة واتفقوا على إبقاء المسألة قيد النظر واتخاذ التدابير اللازمة. ",
}


@pytest.mark.parametrize("folder", ["states", "places", "organizations"])
def test_phrases_apart_have_a_column_for_every_language(folder: str) -> None:
    table = rows(folder, "apart.tsv")
    assert all(list(row) == ["id", *LANGUAGES] for row in table)
    assert len({row["id"] for row in table}) == len(table)


def test_every_language_has_the_same_keys() -> None:
    assert sorted(scripts()) == sorted(LANGUAGES)


def test_cells() -> None:
    assert others("") == ()
    assert others("A | B [1992-1997] | C [-1989] | D [1964] | E [1999-]") == (
        Other("A"),
        Other("B", 1992, 1997),
        Other("C", None, 1989),
        Other("D", 1964, 1964),
        Other("E", 1999, None),
    )
    assert doubtful("A: b, c | D! | E!: f") == (
        Doubtful("A", ("b", "c")),
        Doubtful("D", (), True),
        Doubtful("E", ("f",), True),
    )


@pytest.mark.parametrize(
    "text",
    [
        "iran (islamic republic of)",
        "iran(islamic republic of)",
        "iran ( islamic\nrepublic  of )",
        "iran\n(islamic republic of)",
    ],
)
def test_signs_may_have_spaces_around_them(text: str) -> None:
    scanner = Scanner([Name("iran (islamic republic of)", "IRN")], scripts()["en"])
    assert scanner.find(f"in {text}, x") == [(3, 3 + len(text), "IRN")]


def test_what_is_between_words_may_be_more_than_a_space() -> None:
    scanner = Scanner([Name("guinea-bissau", "GNB"), Name("cote d'ivoire", "CIV")], scripts()["en"])
    text = "guinea - bissau, guineabissau, cote\n  d' ivoire"
    assert scanner.find(text) == [(0, 15, "GNB"), (17, 29, "GNB"), (31, 47, "CIV")]
    assert scanner.find("guinea\n\nbissau") == []
    assert scanner.find("guinea, bissau") == []


def test_of_two_names_that_overlap_those_are_read_that_leave_nothing() -> None:
    scanner = Scanner(
        [Name("巴西", "BRA"), Name("西萨摩亚独立国", "WSM"), Name("萨摩亚独立国", "WSM")], scripts()["zh"]
    )
    assert [hit[2] for hit in scanner.find("巴西\n萨摩亚独立国")] == ["BRA", "WSM"]
    scanner = Scanner(
        [Name("secretariat of the united nations", "a"), Name("united nations conference", "b")], scripts()["en"]
    )
    assert [hit[2] for hit in scanner.find("secretariat of the united nations conference")] == ["a"]


def test_an_acronym_in_a_symbol_is_none() -> None:
    scanner = Scanner([Name("ec", "eec", "capitals")], scripts()["en"])
    assert scanner.find("decision ec-94 of the ec", "Decision EC-94 of the EC") == [(22, 24, "eec")]


def test_a_name_is_of_whole_words() -> None:
    scanner = Scanner([Name("mali", "MLI"), Name("m23", "m23")], scripts()["en"])
    assert scanner.find("somalia malian mali3 m234 m23a") == [(15, 19, "MLI"), (26, 29, "m23")]


def test_proclitics_are_no_part_of_a_name() -> None:
    scanner = Scanner([Name("لبنان", "LBN"), Name("السنغال", "SEN")], scripts()["ar"])
    found = [text[a:b] for text in ["وبلبنان لبنان وللسنغال بالسنغال فسلبنان"] for a, b, _ in scanner.find(text)]
    assert found == ["لبنان", "لبنان", "للسنغال", "السنغال"]


def test_a_phrase_apart_hides_the_names_inside() -> None:
    scanner = Scanner([Name("guinea", "GIN"), Name("gulf of guinea", "")], scripts()["en"])
    assert scanner.find("gulf of guinea, guinea") == [(16, 22, "GIN")]


def test_doubtful_names() -> None:
    scanner = Scanner([Name("chad", "TCD", "doubtful", ("of",)), Name("mali", "MLI")], scripts()["en"])
    assert scanner.find("the chad") == []
    assert scanner.find("chad said") == [(0, 4, "TCD")]
    assert scanner.find("president of chad") == [(13, 17, "TCD")]
    assert scanner.find("roof chad") == []
    assert scanner.find("in mali and chad") == [(3, 7, "MLI"), (12, 16, "TCD")]
    assert scanner.find("in mali chad") == [(3, 7, "MLI")]
    assert scanner.find("for chad", "for Chad") == [(4, 8, "TCD")]
    assert scanner.find("mr chad smith", "Mr Chad Smith") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_tables_at_once_give_what_each_gives(language: str) -> None:
    text = "\n\n".join(
        f"{states.name(i, language, 'formal')}, {organizations.name(o, language)}; {places.name(p, language)}"
        for i, o, p in zip(
            states.states(language), organizations.organizations(language), places.names(language), strict=False
        )
    )
    folded = fold(text)
    assert find(folded, text, language) == (
        states.find(folded, language, text, adjectives=True),
        organizations.find(folded, language, text),
        places.find(folded, language, text),
        instruments.find(folded, language, text),
    )


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_fifty_thousand_names_are_found_about_as_fast_as_a_few(language: str) -> None:
    script = scripts()[language]
    known = [Name(fold(states.name(i, language)), i) for i in states.states(language)]
    syllables = (
        "拉里卢洛纳尼努诺塔提图托"
        if language == "zh"
        else ["ra", "ri", "ru", "ro", "na", "ni", "nu", "no", "ta", "ti", "tu", "to"]
    )
    space = "" if language == "zh" else " "
    made = ["".join(c) for c in product(syllables, repeat=3)]
    many = [Name(f"{a}{space}{b}", "x") for a, b in islice(product(made, repeat=2), 50_000)]
    letter = fold(
        "".join(PROSE[language].format(states.name(i, language, "of")) for i in list(states.states(language))[:20])
    )
    few, table = Scanner(known, script), Scanner([*known, *many], script)
    assert table.find(letter) == few.find(letter)
    assert _quickest(lambda: table.find(letter)) < 4 * _quickest(lambda: few.find(letter))


def _quickest(run: Callable[[], object]) -> float:
    times = []
    for _ in range(20):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", [states, places, organizations])
def test_a_scan_does_ten_megabytes_a_second(language: str, table: object) -> None:
    plain = PROSE[language].replace("{}", "")
    parties = [states.name(i, language, "of") for i in list(states.states(language))[::9]]
    letters = [fold("".join(PROSE[language].format(p) + plain * 3 for p in parties))] * 20
    size = sum(len(letter.encode()) for letter in letters)
    states.find("x", language)
    best = min(_seconds(table, letters, language) for _ in range(5))
    assert size / best > 10e6, f"{size / best / 1e6:.1f} MB/s"


def _seconds(table: object, letters: list[str], language: str) -> float:
    find = table.find  # type: ignore[attr-defined]
    find("x", language)
    start = time.process_time()
    for letter in letters:
        find(letter, language)
    return time.process_time() - start
