import time

import pytest

from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world import organizations, places, states
from chancery.world.names import Name, words
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


def test_words_keep_the_signs_that_matter() -> None:
    assert words("cote d'ivoire") == ["cote", "d", "ivoire"]
    assert words("st. lucia") == ["st", ".lucia"]
    assert words("guinea - bissau") == ["guinea", "bissau"]


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
