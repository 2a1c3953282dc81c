"""The Spanish pack: prepositions that melt into articles, agreement, and the titles of seventy years."""

from __future__ import annotations

import re

import pytest

from chancery.form.notation import parse, regex, render, values
from chancery.lang.fold import fold
from chancery.lang.pack import Pack, pack

FILLED = {
    "date": "1 de marzo de 2021",
    "addressees": "al Secretario General y a la Presidencia del Consejo de Seguridad",
    "senders": "la Encargada de Negocios interina de la Misión Permanente de Túnez ante las Naciones Unidas",
    "parties:of": "del Ecuador",
    "ordinal": "septuagésimo quinto",
    "items": "39 y 74 e)",
    "number": "II",
    "languages": "ruso",
    "mission": "La Misión Permanente de Túnez ante las Naciones Unidas",
    "greeted": "al Secretario General de las Naciones Unidas",
    "name": "Tarek Ladeb",
}


@pytest.fixture(scope="module")
def spanish() -> Pack:
    return pack("es")


def written(spanish: Pack, key: str, **more: str) -> str:
    """Write the first pattern of a key."""
    filled = FILLED | more
    tree = parse(spanish.patterns[key][0])
    text = render(tree, lambda slot: filled.get(f"{slot.name}:{slot.form}" if slot.form else slot.name))
    assert text is not None
    return text


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "title.letter",
            "Carta de fecha 1 de marzo de 2021 dirigida al Secretario General y a la Presidencia del Consejo de Seguridad "
            "por la Encargada de Negocios interina de la Misión Permanente de Túnez ante las Naciones Unidas",
        ),
        ("senders.permanent-representative.one", "el Representante Permanente del Ecuador ante las Naciones Unidas"),
        (
            "senders.permanent-representative.one_feminine",
            "la Representante Permanente del Ecuador ante las Naciones Unidas",
        ),
        (
            "posts.charge-d-affaires.one_feminine",
            "Encargada de Negocios interina de la Misión Permanente del Ecuador ante las Naciones Unidas",
        ),
        ("masthead.session.regular", "septuagésimo quinto período de sesiones"),
        ("masthead.session.emergency", "septuagésimo quinto período extraordinario de sesiones de emergencia"),
        ("masthead.items.preliminary-list.many", "Temas 39 y 74 e) de la lista preliminar*"),
        ("under.agenda.many", "los temas 39 y 74 e) del programa"),
        ("attachment.original", "[Original: ruso]"),
        ("attachment.enclosure.many", "Documento adjunto II"),
        ("see.annex.number", "(véase el anexo II)"),
        ("letter.signed", "(Firmado) Tarek Ladeb"),
        (
            "letter.courtesy.mission.one",
            "La Misión Permanente de Túnez ante las Naciones Unidas aprovecha la oportunidad para reiterar al Secretario "
            "General de las Naciones Unidas las seguridades de su más alta consideración.",
        ),
    ],
)
def test_what_is_written(spanish: Pack, key: str, expected: str) -> None:
    assert written(spanish, key) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("letter", "Anexo II de la carta de fecha 1 de marzo de 2021 dirigida al Secretario General"),
        ("identical-letters", "Anexo II de las cartas idénticas de fecha 1 de marzo de 2021 dirigidas al"),
        ("note-verbale", "Anexo II de la nota verbal de fecha 1 de marzo de 2021 dirigida al Secretario General"),
    ],
)
def test_an_annex_names_what_it_belongs_to(spanish: Pack, kind: str, expected: str) -> None:
    reference = written(spanish, f"reference.{kind}")
    assert written(spanish, "attachment.annex.many", reference=reference).startswith(expected)


def test_a_whole_request_for_circulation(spanish: Pack) -> None:
    under = written(spanish, "under.agenda.one", items="42")
    organs = written(spanish, "letter.organs.A.items", under=under)
    organs += spanish.patterns["letter.organs.join"][0] + written(spanish, "letter.organs.S.plain")
    circulated = written(spanish, "letter.circulated.letter.one")
    assert written(spanish, "letter.circulation.one", circulated=circulated, organs=organs) == (
        "Le agradecería que tuviera a bien hacer distribuir la presente carta y su anexo como documento de la Asamblea "
        "General, en relación con el tema 42 del programa, y del Consejo de Seguridad."
    )


@pytest.mark.parametrize("kind", sorted(pack("es").family("kinds.object")))
def test_what_is_transmitted_needs_no_agreement(spanish: Pack, kind: str) -> None:
    text = written(
        spanish, "letter.transmittal.one", object=written(spanish, f"kinds.object.{kind}"), annexes="(véase X)"
    )
    assert re.fullmatch(
        r"Tengo el honor de transmitirle (un|una|el texto de un|el texto de una) [^()]+ \(véase X\)\.", text
    )


@pytest.mark.parametrize(
    "printed",
    [
        "Carta de fecha 22 de enero de 2015 dirigida por el representante al Presidente",
        "Carta, de fecha 22 de enero de 2015, dirigida al Presidente por el representante",
        "CARTA DE FECHA 22 DE ENERO DE 2015 DIRIGIDA AL PRESIDENTE\nPOR EL REPRESENTANTE",
        "Carta de fecha 22 de enero de 2015 enviada por el representante al Presidente",
        "Carta de fecha 22 de enero de 2015, del representante dirigida al Presidente",
    ],
)
def test_titles_are_read_in_their_usual_orders(spanish: Pack, printed: str) -> None:
    shapes = {"date": r"\d+ de \w+ de \d{4}", "addressees": "al presidente", "senders": "(?:el )?representante"}
    folded = fold(printed)
    found = [m for p in spanish.patterns["title.letter"] if (m := re.fullmatch(regex(parse(p), shapes), folded))]
    assert found
    spans = values(found[0])
    assert folded[slice(*spans["date"])] == "22 de enero de 2015"
    assert folded[slice(*spans["senders"])].endswith("representante")


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("masthead.session.regular", "TRIGESIMO CUARTO PERIODO DE SESIONES"),
        ("masthead.items.provisional-agenda.one", "Tema 3 del programa provisional*"),
        ("masthead.original", "ORIGINAL: INGLES"),
        ("masthead.distribution.general", "Distr.\nGENERAL"),
        (
            "resolution.adopted.S",
            "Aprobada por el Consejo de Seguridad en su 8964a sesión, celebrada el 15 de febrero de 2022",
        ),
        (
            "resolution.origin.committee",
            "[sobre la base del informe de la Tercera Comisión (A/78/481/Add.2, párr. 106)]",
        ),
        ("resolution.origin.plenary", "[sin remisión previa a una Comisión Principal (A/78/L.9)]"),
        ("attachment.submitted", "Se distribuye únicamente en el idioma en que fue presentado"),
    ],
)
def test_printed_lines_are_read(spanish: Pack, key: str, printed: str) -> None:
    assert any(re.fullmatch(regex(parse(p), {}), fold(printed), re.DOTALL) for p in spanish.patterns[key])


@pytest.mark.parametrize("number", [1, 3, 13, 21, 33, 81, 93])
def test_ordinals_before_a_noun_are_short(spanish: Pack, number: int) -> None:
    assert re.search(r"(primer|tercer)$", spanish.ordinals["session"][number - 1])
    assert spanish.ordinals["session"] == spanish.ordinals["year"]
