"""Persons in six languages: who is found, who is not, and who is who."""

from __future__ import annotations

import tomllib
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.knowledge.mentions_names import Spans, longest, names
from chancery.knowledge.people import FINDERS, people
from chancery.knowledge.people_identity import slug
from chancery.knowledge.people_words import name_shape, people_words, ranges
from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES


def found(language: str, text: str, signed: str = "") -> list[tuple[str, str]]:
    """Give the persons of a text as (printed, id without its prefix)."""
    folded = fold(text)
    known = longest(names(folded, text, language, "2000-01-01"))
    out = people(text, folded, known, 0, language, [(signed, (0, len(text)))] if signed else [])
    assert all(a.end <= b.start for a, b in pairwise(out))
    assert all(p.kind == "person" and p.id.startswith("person:") for p in out)
    return [(text[p.start : p.end], p.id.removeprefix("person:")) for p in out]


def table(language: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("chancery.lang") / language / "people.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_are_complete(language: str) -> None:
    english, own = table("en"), table(language)
    assert own.keys() == english.keys()
    assert all(type(own[key]) is type(english[key]) for key in english)
    assert own["shape"] in FINDERS
    assert own["titles"] and own["offices"]
    assert own["honorifics"] or own["after"], "nothing tells a person for sure"
    for key, entries in own.items():
        if isinstance(entries, list) and entries and isinstance(entries[0], str) and key != "given_end":
            assert len(set(entries)) == len(entries), f"{key} has an entry twice"
            assert all(entry == entry.strip() and entry for entry in entries), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_compile(language: str) -> None:
    words = people_words(language)
    assert not words.triggers.match("")
    assert name_shape(language).name.match("E. M. Primakov")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Ms. Michèle Coninsx met Mr. León's envoy, Sheikh Hasina, Dr. ElBaradei and H.E. Mr. Sirodjidin M. Aslov.",
            ["coninsx-michele", "leon", "hasina", "elbaradei", "aslov-sirodjidin-m"],
        ),
        ("en", "Messrs. Obama, Bush and Clinton met.", ["obama", "bush", "clinton"]),
        (
            "en",
            "Major General Lollesgaard succeeds General Abdul Rashid Dostum.",
            ["lollesgaard", "dostum-abdul-rashid"],
        ),
        (
            "en",
            "the Secretary-General of OSCE, Jan Kubiš, and the President of Mali, Ibrahim Keita",
            ["kubis-jan", "keita-ibrahim"],
        ),
        ("en", "Vladimir Voronkov, Under-Secretary-General, spoke.", ["voronkov-vladimir"]),
        (
            "en",
            "Experts:\nIbra Déguène Ka (Senegal)\nEnrico Carisch (Switzerland, finance)",
            ["ka-ibra-deguene", "carisch-enrico"],
        ),
        (
            "en",
            "my intention to appoint William Lacy Swing to succeed William Eagleton as",
            ["swing-william-lacy", "eagleton-william"],
        ),
        ("en", "Secretary-General Ban Ki-moon and Secretary-General Kofi A. Annan", ["ban-ki-moon", "annan-kofi-a"]),
        ("en", "Jimmy Cherizier (alias “Barbeque”) and others", ["cherizier-jimmy"]),
        ("fr", "le Ministre, E. M. Primakov, et le chef de l’opposition, M. A. Nuri. Puis", ["primakov-e-m", "nuri-a"]),
        (
            "fr",
            "MM. E. M. Primakov et K. K. Tokaev, Son Excellence Monsieur Blaise Compaoré",
            ["primakov-e-m", "tokaev-k-k", "compaore-blaise"],
        ),
        ("fr", "le Président tadjik Rakhmonov et Mme Carla Del Ponte", ["rakhmonov", "del-ponte-carla"]),
        ("fr", "à la suite de l’arrestation de l’adjoint d’Ahtem Chiygoz, Président du Majlis", ["chiygoz-ahtem"]),
        (
            "es",
            "el Sr. José Luis Rodríguez Zapatero y S.E. el Sr. Hugo Chávez Frías",
            ["zapatero-jose-luis-rodriguez", "frias-hugo-chavez"],
        ),
        (
            "es",
            "el Ministro de Relaciones Exteriores de Cuba, Bruno Rodríguez Parrilla, declaró",
            ["parrilla-bruno-rodriguez"],
        ),
        ("es", "Miguel de Serpa Soares, Secretario General Adjunto", ["soares-miguel-de-serpa"]),
        ("ru", "с г-ном Кофи Аннаном и г-жой Захаровой", ["annan-kofi", "zakharova"]),
        ("ru", "Министр иностранных дел Российской Федерации С. В. Лавров и Лавров С.В.", ["lavrov-s-v", "lavrov-s-v"]),
        ("ru", "Президент Республики Таджикистан Эмомали Рахмон и В.Путин", ["rakhmon-emomali", "putin-v"]),
        ("ru", "встреча с Эмомали Шариповичем Рахмоновым", ["rakhmonov-emomali-sharipovich"]),
        ("ru", "назначить гна Сергея Лаврова", ["lavrov-sergey"]),
        ("ar", "قال الأمين العام أنطونيو غوتيريش إن السيد بان كي - مون وصل", ["غوتيريش-انطونيو", "مون-بان-كي"]),
        ("ar", "وزير خارجية الاتحاد الروسي سيرغي لافروف", ["لافروف-سيرغي"]),
        ("ar", "سعادة السيد عبد الله المعلمي، الممثل الدائم", ["عبد-الله-المعلمي"]),
        ("ar", "أبلغت السيدة لاندغرن المجلس بذلك، والسيد محمد علي الحكيم.", ["لاندغرن", "الحكيم-محمد-علي"]),
        ("ar", "السيد ماتياس ديتلينغ (سويسرا)\nأمينة سمايلا (نيجيريا)", ["ديتلينغ-ماتياس", "سمايلا-امينة"]),
        (
            "zh",
            "俄罗斯联邦总统鲍里斯 叶利钦和塔吉克斯坦总统埃莫马利 沙里波维奇 拉赫莫诺夫",
            ["叶利钦-鲍里斯", "拉赫莫诺夫-埃莫马利-沙里波维奇"],
        ),
        ("zh", "外交部长王毅在会上，秘书长潘基文说，科菲·安南先生阁下", ["王毅", "潘基文", "安南-科菲"]),
        (
            "zh",
            "丛军女士、刘结一大使和Yevgeny Sharov先生；秘书长安东尼奥·古特雷斯强调",
            ["丛军", "刘结一", "sharov-yevgeny", "古特雷斯-安东尼奥"],
        ),
    ],
)
def test_persons_are_found(language: str, text: str, expected: list[str]) -> None:
    assert [identifier for _, identifier in found(language, text)] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Secretary-General, the President of the Security Council and Mr. President; Madam Chair."),
        ("en", "Annex A. Measures. D. Consideration of reports\n\nB. Protection of civilians"),
        ("en", "in Santa Cruz (Bolivia) and at Sharm el-Sheikh (Egypt), on 3 March, Permanent Mission of Jordan"),
        ("en", "the Helms-Burton Act, the Nelson Mandela Rules and the U.S. Treasury; Criminal Justice Responses"),
        ("en", "the Minister for Foreign Affairs, Trade and Tourism of Malta"),
        ("en", "wells, in particular on St. Croix"),
        ("fr", "M. le Président, Madame la Présidente, le Secrétaire général adjoint, le Président du Conseil"),
        ("fr", "M. Questions diverses"),
        ("fr", "à l’hôpital général d’Hawari, le Ministre de l’Armée"),
        ("es", "la Secretaría Conjunta Cuatripartita; el Presidente del Congreso; D. Prevención"),
        ("es", "Ministro Principal de Anguila, los Representantes Especiales Adjuntos"),
        ("ru", "Президента Новой Каледонии, совещание Высоких Договаривающихся Сторон, Совет Безопасности"),
        ("ru", "главы Британских Виргинских островов; 5 мая, в Москве"),
        ("ar", "سيادة القانون، والسير لمسافات بعيدة، وطلب إلى الفريق بأن يتعاون، شرم الشيخ للتنفيذ"),
        ("ar", "السيد الرئيس، السيدة الرئيسة، الأمين العام المساعد"),
        ("zh", "主席先生，秘书长特别代表，赞扬秘书长继续，请秘书长加强，女法官的报告，提高议员对"),
        ("zh", "纳尔逊·曼德拉国际日和达格·哈马舍尔德图书馆，安娜·林德基金会"),
    ],
)
def test_no_false_persons(language: str, text: str) -> None:
    assert found(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "le Président Nursultan Nazarbaev a dit. Le Président Nazarbaev et Nazarbaev",
            ["nazarbaev-nursultan"] * 3,
        ),
        ("fr", "Le Ministre, K. K. Tokaev, a parlé.\n\nM. Kassymjomart Tokaev", ["tokaev-kassymjomart"] * 2),
        ("es", "el Sr. Juan Manuel Santos Calderón y el Presidente Santos", ["calderon-juan-manuel-santos"] * 2),
        ("ru", "С. В. Лавров, с С. В. Лавровым, о Лаврове", ["lavrov-s-v"] * 3),
        ("zh", "总统埃莫马利·拉赫莫诺夫表示。拉赫莫诺夫在埃·拉赫莫诺夫", ["拉赫莫诺夫-埃莫马利"] * 3),
        ("ar", "السيد نيكولاي ملادينوف قال. وصل ملادينوف", ["ملادينوف-نيكولاي"] * 2),
        ("en", "Ambassador John Brown met Mr. Brown; brown coal", ["brown-john"] * 2),
    ],
)
def test_one_person_has_one_id(language: str, text: str, expected: list[str]) -> None:
    assert [identifier for _, identifier in found(language, text)] == expected


def test_two_persons_of_one_surname_are_two() -> None:
    assert [i for _, i in found("en", "Mr. George Bush, Ms. Laura Bush and Mr. Bush")] == [
        "bush-george",
        "bush-laura",
        "bush-laura",
    ]


@pytest.mark.parametrize(
    ("language", "text", "name", "expected"),
    [
        ("en", "(Signed) WANG Xuexian\n\n(China)", "WANG Xuexian", [("WANG Xuexian", "wang-xuexian")]),
        (
            "en",
            "(Signed) Njuguna M. MAHUGU, O.G.W.",
            "Njuguna M. MAHUGU, O.G.W.",
            [("Njuguna M. MAHUGU", "mahugu-njuguna-m")],
        ),
        ("zh", "拉希德 阿利莫夫(签名)", "拉希德·阿利莫夫", [("拉希德 阿利莫夫", "阿利莫夫-拉希德")]),
        ("fr", "(Signé) Rashid\n**Alimov**", "Rashid Alimov", [("Rashid\n**Alimov", "alimov-rashid")]),
        ("ar", "(توقيع) مارك ليال غرانت", "مارك ليال غرانت", [("مارك ليال غرانت", "غرانت-مارك-ليال")]),
    ],
)
def test_signatures_are_persons(language: str, text: str, name: str, expected: list[tuple[str, str]]) -> None:
    assert found(language, text, name) == expected


def test_a_state_in_a_name_is_no_state_of_the_name() -> None:
    text = "Ms. Georgia Smith of Jordan"
    folded = fold(text)
    known = longest(names(folded, text, "en", None))
    assert [text[p.start : p.end] for p in people(text, folded, known, 0, "en", [])] == ["Georgia Smith"]
    assert Spans(known).within(4, 11)


def test_slugs_are_latin_where_cyrillic_is_printed() -> None:
    assert slug("щедрин-юрьев") == "shchedrin-yurev"


def test_ranges_of_letters() -> None:
    assert ranges([ord(c) for c in "abcxz"]) == "a-cxz"


@given(st.sampled_from(LANGUAGES), st.text(alphabet="AbМиعبة王·. ,()M\nÉé'’-12总统г", max_size=60))
def test_any_text_is_read(language: str, text: str) -> None:
    prefixes = table(language)["honorifics"] or ["总统"]
    found(language, f"{prefixes[0]} {text}")
