import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world import states
from chancery.world.table import rows

IDS = list(states.states("en"))
FORMER = {"SUN", "YUG", "CSK", "DDR", "SCG", "YMD", "EAT", "EAZ", "VDR", "RVN"}
NOT_MEMBERS = {"VAT", "PSE", "COK", "NIU"} | FORMER


def found(text: str, language: str | None, with_text: bool = False) -> list[tuple[str, str]]:
    """Give what is found as (id, its text)."""
    hits = states.find(fold(text), language, text if with_text else None)
    return [(i, text[a:b]) for a, b, i in hits]


def ids(text: str, language: str | None, with_text: bool = False) -> list[str]:
    return [i for i, _ in found(text, language, with_text)]


# --- the tables


def test_the_table_holds_members_observers_and_former_states() -> None:
    assert len(set(IDS) - NOT_MEMBERS) == 193
    assert set(IDS) >= NOT_MEMBERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_tables_have_the_same_rows_and_columns(language: str) -> None:
    table, english = rows("states", f"{language}.tsv"), rows("states", "en.tsv")
    assert [r["id"] for r in table] == [r["id"] for r in english]
    assert list(table[0]) == list(english[0])
    for row in table:
        for column in ("id", "short", "list", "formal", "of", "of_formal"):
            assert row[column].strip() == row[column] != "", (row["id"], column)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_are_clean(language: str) -> None:
    script = {"ar": r"[A-Za-zА-я]", "ru": r"[A-Za-z]", "zh": r"[A-Za-zА-я]"}.get(language, r"[А-яء-ي]")
    for row in rows("states", f"{language}.tsv"):
        for column, value in row.items():
            assert "  " not in value and "'" not in value and ";" not in value, (row["id"], column)
            if column not in ("id", "grammar"):
                assert not re.search(script, value), (row["id"], column, value)


def test_russian_rows_have_every_case() -> None:
    for row in states.states("ru").values():
        assert row.cases[0] == row.of
        assert len(row.cases) >= 5
        if row.formal != row.short:
            assert row.cases[5] == row.of_formal


@pytest.mark.parametrize("language", LANGUAGES)
def test_members_are_known_by_the_general_assemblys_list(language: str, shared: Callable[[str], Path]) -> None:
    with shared("reference/member_states.tsv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file, delimiter="\t"))
    assert len(table) == 193
    for row in table:
        assert states.name(row["iso3"], language, "list") == row[language]
        assert states.identify(row[language], language) == row["iso3"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_means_two_states(language: str) -> None:
    seen: dict[str, str] = {}
    for row in states.states(language).values():
        for name in row.alone():
            assert seen.setdefault(fold(name), row.id) == row.id, name


def test_no_name_means_two_states_in_two_languages() -> None:
    seen: dict[str, str] = {}
    for language in LANGUAGES:
        for row in states.states(language).values():
            for name in row.in_text():
                assert seen.setdefault(fold(name), row.id) == row.id, (language, name)


# --- forms


@pytest.mark.parametrize(
    ("identifier", "language", "of", "of_formal"),
    [
        ("RUS", "en", "the Russian Federation", "the Russian Federation"),
        ("KAZ", "en", "Kazakhstan", "the Republic of Kazakhstan"),
        ("NER", "en", "the Niger", "the Republic of the Niger"),
        ("IRN", "en", "the Islamic Republic of Iran", "the Islamic Republic of Iran"),
        ("RUS", "fr", "de la Fédération de Russie", "de la Fédération de Russie"),
        ("KAZ", "fr", "du Kazakhstan", "de la République du Kazakhstan"),
        ("USA", "fr", "des États-Unis d’Amérique", "des États-Unis d’Amérique"),
        ("DZA", "fr", "de l’Algérie", "de la République algérienne démocratique et populaire"),
        ("ISR", "fr", "d’Israël", "de l’État d’Israël"),
        ("HTI", "fr", "d’Haïti", "de la République d’Haïti"),
        ("CUB", "fr", "de Cuba", "de la République de Cuba"),
        ("SUN", "fr", "de l’Union des Républiques socialistes soviétiques", None),
        ("SLV", "es", "de El Salvador", "de la República de El Salvador"),
        ("GBR", "es", "del Reino Unido de Gran Bretaña e Irlanda del Norte", None),
        ("USA", "es", "de los Estados Unidos de América", None),
        ("AFG", "es", "del Afganistán", "de la República Islámica del Afganistán"),
        ("BOL", "es", "del Estado Plurinacional de Bolivia", None),
        ("RUS", "ru", "Российской Федерации", "Российской Федерации"),
        ("KGZ", "ru", "Кыргызстана", "Кыргызской Республики"),
        ("EGY", "ru", "Египта", "Арабской Республики Египет"),
        ("PHL", "ru", "Филиппин", "Республики Филиппины"),
        ("PNG", "ru", "Папуа — Новой Гвинеи", None),
        ("BIH", "ru", "Боснии и Герцеговины", None),
        ("MHL", "ru", "Маршалловых Островов", "Республики Маршалловы Острова"),
        ("TGO", "ru", "Того", "Тоголезской Республики"),
        ("CHN", "zh", "中国", "中华人民共和国"),
        ("RUS", "ar", "للاتحاد الروسي", "للاتحاد الروسي"),
        ("KAZ", "ar", "لكازاخستان", "لجمهورية كازاخستان"),
        ("LBN", "ar", "للبنان", "للجمهورية اللبنانية"),
        ("JPN", "ar", "لليابان", "لليابان"),
    ],
)
def test_forms_after_of(identifier: str, language: str, of: str, of_formal: str | None) -> None:
    assert states.name(identifier, language, "of") == of
    if of_formal:
        assert states.name(identifier, language, "of_formal") == of_formal


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_identified(language: str) -> None:
    for identifier in IDS:
        for form in states.FORMS:
            name = states.name(identifier, language, form)
            assert states.identify(name, language) == identifier, name
            assert states.identify(name.upper(), language) == identifier, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_names_its_state_and_nothing_else(language: str) -> None:
    for identifier in set(IDS) - FORMER:
        for form in states.FORMS:
            name = states.name(identifier, language, form)
            hits = states.find(fold(name), language, name, adjectives=True)
            assert {i for _, _, i in hits} == {identifier}, name


@pytest.mark.parametrize("bad", [("XKX", "en", "short"), ("RUS", "de", "short"), ("RUS", "en", "dative")])
def test_what_the_table_lacks_is_a_key_error(bad: tuple[str, str, str]) -> None:
    with pytest.raises(KeyError):
        states.name(*bad)


# --- recognising


@pytest.mark.parametrize(
    ("text", "language", "identifier"),
    [
        ("The former Yugoslav Republic of Macedonia", "en", "MKD"),
        ("Korea, Republic of", "en", "KOR"),
        ("iran (islamic republic of)", "en", "IRN"),
        ("Czech Republic", "en", "CZE"),
        ("Cote d'Ivoire", "en", "CIV"),
        ("U.S.S.R.", "en", "SUN"),
        ("de la République kirghize", "fr", "KGZ"),
        ("l'ex-République yougoslave de Macédoine", "fr", "MKD"),
        ("au Kazakstan", "fr", "KAZ"),
        ("à Cuba", "fr", "CUB"),
        ("DES ETATS-UNIS D'AMERIQUE", "fr", "USA"),
        ("en el Afganistán", "es", "AFG"),
        ("Kazakstán", "es", "KAZ"),
        ("Bielorrusia", "es", "BLR"),
        ("Киргизией", "ru", "KGZ"),
        ("в Российской Федерации", "ru", "RUS"),
        ("СССР", "ru", "SUN"),
        ("美国", "zh", "USA"),
        ("塔吉 克斯\n坦", "zh", "TJK"),
        ("玻利维亚（多民族国）", "zh", "BOL"),
        ("وللاتحاد الروسي", "ar", "RUS"),
        ("بكازاخستان", "ar", "KAZ"),
        ("عُمان", "ar", "OMN"),
        ("ايران", "ar", "IRN"),
        ("Republic of China", "en", None),
        ("Russia and China", "en", None),
        ("", "en", None),
        ("the", "en", None),
    ],
)
def test_identify(text: str, language: str, identifier: str | None) -> None:
    assert states.identify(text, language) == identifier
    assert states.identify(text) == identifier


# --- finding


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["short", "list", "formal", "of"])
@pytest.mark.parametrize("separator", ["; ", ",\n", " / "])
def test_every_state_is_found_once_in_a_list(language: str, form: str, separator: str) -> None:
    want = [i for i in IDS if separator != " / " or i not in _doubtful(language)]
    text = separator.join(states.name(i, language, form) for i in want)
    assert ids(text, language) == want
    assert ids(text, language, with_text=True) == want
    assert ids(text.upper(), language, with_text=True) == want


def _doubtful(language: str) -> set[str]:
    return {i for i, row in states.states(language).items() if row.doubtful}


@given(st.sampled_from(LANGUAGES), st.lists(st.sampled_from(IDS), min_size=1, max_size=12, unique=True), st.data())
def test_what_is_found_is_what_stands_there(language: str, chosen: list[str], data: st.DataObject) -> None:
    gap = data.draw(st.sampled_from([", ", "; ", "\n", ",  "]))
    names = [states.name(i, language, data.draw(st.sampled_from(["short", "formal"]))) for i in chosen]
    breaks = st.sampled_from([" ", "\n", "  ", "\u00a0"])
    text = gap.join(re.sub(" ", lambda _: data.draw(breaks), n) for n in names)
    hits = found(text, language)
    assert [i for i, _ in hits] == chosen
    assert all(states.identify(name, language) == i for i, name in hits)


@given(st.text(max_size=200), st.sampled_from([*LANGUAGES, None]))
def test_any_text_gives_ordered_spans_inside_it(text: str, language: str | None) -> None:
    end = 0
    for start, stop, identifier in states.find(fold(text), language, text):
        assert end <= start < stop <= len(text)
        assert identifier in IDS
        end = stop


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        ("Nigeria and the Niger", "en", ["NGA", "NER"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea", "en", ["GIN", "GNB", "GNQ", "PNG"]),
        ("Dominica and the Dominican Republic", "en", ["DMA", "DOM"]),
        ("the Congo, the Democratic Republic of the Congo", "en", ["COG", "COD"]),
        ("the Republic of Korea, the Republic of Moldova", "en", ["KOR", "MDA"]),
        ("Somalia, Mali, Oman; Roman law and Somalis", "en", ["SOM", "MLI", "OMN"]),
        ("South Sudan and the Sudan", "en", ["SSD", "SDN"]),
        ("from the south. Sudan said", "en", ["SDN"]),
        ("in the south\n\nSudan", "en", ["SDN"]),
        ("Guinea worm, the Gulf of Guinea, New Guinea", "en", []),
        ("Republic of China; Taiwan Province of China; People's Republic of China", "en", ["CHN"]),
        ("Lake Chad, the Congo River and Chad", "en", ["TCD"]),
        ("Port of Spain, Mexico City, Spain", "en", ["ESP"]),
        ("United States dollars from the United States", "en", ["USA"]),
        ("Guinea\u2013Bissau, Timor Leste, Viet-Nam, Sri-Lanka", "en", ["GNB", "TLS", "VNM", "LKA"]),
        ("Cote dIvoire and CÔTE D’IVOIRE and Cote d 'Ivoire", "en", ["CIV", "CIV"]),
        ("GuineaBissau", "en", ["GNB"]),
        ("Afghanistan3 and Iraq's", "en", ["AFG", "IRQ"]),
        ("Russian Federation)and(Belarus)", "en", ["RUS", "BLR"]),
        ("LA FÉDÉRATION DE RUSSIE ET DU KAZAKSTAN", "fr", ["RUS", "KAZ"]),
        ("la FEDERATION\nDE  RUSSIE et l’Algérie", "fr", ["RUS", "DZA"]),
        (
            "le Niger, le Nigéria, la Guinée équatoriale et la Papouasie-Nouvelle-Guinée",
            "fr",
            ["NER", "NGA", "GNQ", "PNG"],
        ),
        ("la République turque de Chypre-Nord", "fr", ["CYP"]),
        ("la République du Congo et la République démocratique du Congo", "fr", ["COG", "COD"]),
        ("Níger, Nigeria, Guinea Ecuatorial; el lago Chad", "es", ["NER", "NGA", "GNQ"]),
        ("la República Dominicana y Dominica", "es", ["DOM", "DMA"]),
        ("Нигер, Нигерия; с Нигерией, в Нигере", "ru", ["NER", "NGA", "NGA", "NER"]),
        ("кроме того, 5000 долл. США; США и Того", "ru", ["USA", "TGO"]),
        ("Постоянный представитель Того", "ru", ["TGO"]),
        ("Южного Судана и Судана", "ru", ["SSD", "SDN"]),
        ("Доминикой и Доминиканской Республикой", "ru", ["DMA", "DOM"]),
        ("几内亚、几内亚比绍、赤道几内亚和巴布亚新几内亚", "zh", ["GIN", "GNB", "GNQ", "PNG"]),
        ("刚果民主共和国和刚果", "zh", ["COD", "COG"]),
        ("朝鲜民主主义人民共和国 大韩民国 朝鲜半岛", "zh", ["PRK", "KOR"]),
        ("南苏丹和苏丹", "zh", ["SSD", "SDN"]),
        ("多米尼克、多米尼加共和国", "zh", ["DMA", "DOM"]),
        ("印度、印度尼西亚、印度洋", "zh", ["IND", "IDN"]),
        ("尼日尔和尼日利亚", "zh", ["NER", "NGA"]),
        ("发展中国家、伊斯兰国家、黑海地区、撒哈拉以南非洲、南美国家", "zh", []),
        ("索马里、马里、罗马尼亚、阿曼", "zh", ["SOM", "MLI", "ROU", "OMN"]),
        ("哈萨克 斯坦、吉尔\n吉斯斯坦 塔吉 克斯坦", "zh", ["KAZ", "KGZ", "TJK"]),
        ("النيجر ونيجيريا", "ar", ["NER", "NGA"]),
        ("غينيا وغينيا - بيساو وغينيا الاستوائية وبابوا غينيا الجديدة", "ar", ["GIN", "GNB", "GNQ", "PNG"]),
        ("دعم مالي وإداري ومالي", "ar", []),
        ("في مالي وللاتحاد الروسي، وبكازاخستان ولليابان", "ar", ["MLI", "RUS", "KAZ", "JPN"]),
        ("الممثل الدائم للبنان لدى الأمم المتحدة", "ar", ["LBN"]),
        ("سلطنة عُمان واليمن", "ar", ["OMN", "YEM"]),
        ("جمهورية الكونغو الديمقراطية وجمهورية الكونغو", "ar", ["COD", "COG"]),
        ("المغرب العربي والمغرب", "ar", ["MAR"]),
        ("إصلاح بنيوي؛ غيانا الفرنسية؛ عاد من عمان؛ والممثل الدائم لعمان", "ar", ["OMN"]),
        ("بسلطات مالي ولحكومة مالي", "ar", ["MLI", "MLI"]),
        ("13日本届会议；二十一日本组织；12月3日日本代表", "zh", ["JPN"]),
        ("卡布斯苏丹；努尔苏丹·纳扎尔巴耶夫；苏丹", "zh", ["SDN"]),
        ("法属圭亚那、圭亚那、不列颠哥伦比亚、撒哈拉以南非洲国家、东德", "zh", ["GUY", "DDR"]),
        ("تركيا وإيران والأردن وآيسلندا", "ar", ["TUR", "IRN", "JOR", "ISL"]),
    ],
)
def test_names_inside_names(text: str, language: str, want: list[str]) -> None:
    assert ids(text, language) == want


def test_the_text_tells_names_from_words() -> None:
    text = "Dominique de Villepin, Jean-Maurice Ripert; une grenade; la Dominique, la Grenade et Maurice"
    assert ids(text, "fr", with_text=True) == ["DMA", "GRD", "MUS"]
    assert ids("Кроме того, для Того", "ru", with_text=True) == ["TGO"]
    assert ids("the delegation told us that the US", "en", with_text=True) == ["USA"]
    assert ids("una delegación china; China", "es", with_text=True) == ["CHN"]
    assert ids("LA GRENADE", "fr", with_text=True) == ["GRD"]


def test_an_arabic_name_is_given_without_its_proclitics() -> None:
    text = "وكازاخستان وبطاجيكستان وللاتحاد الروسي وللبنان"
    assert [name for _, name in found(text, "ar")] == ["كازاخستان", "طاجيكستان", "للاتحاد الروسي", "لبنان"]


def test_spans_hold_marks_and_breaks_inside_the_name() -> None:
    assert found("在塔吉 克斯\n坦境内", "zh") == [("TJK", "塔吉 克斯\n坦")]
    assert found("من عُمَان", "ar") == [("OMN", "عُمَان")]
    assert found("Republique\nde  Coree.", "fr") == [("KOR", "Republique\nde  Coree")]
    assert found("Iran (Islamic Republic of), ", "en") == [("IRN", "Iran (Islamic Republic of)")]
    assert found("République de Core\u0301e", "fr") == [("KOR", "République de Core\u0301e")]


def test_without_a_language_all_six_are_looked_for() -> None:
    assert ids("Kazakhstan, Казахстаном, 哈萨克斯坦, لكازاخستان, Kazajstán", None) == ["KAZ"] * 5


# --- order


def test_lists_are_in_the_order_of_the_language() -> None:
    def ordered(chosen: str, language: str) -> str:
        return " ".join(sorted(chosen.split(), key=lambda i: states.sort_key(i, language)))

    assert ordered("NER TUN CIV ZAF CRI HRV", "en") == "CRI CIV HRV NER ZAF TUN"
    assert ordered("RUS KAZ UZB TJK KGZ", "fr") == "RUS KAZ KGZ UZB TJK"
    assert ordered("EGY ECU SLV ETH ARE", "fr") == "EGY SLV ARE ECU ETH"
    assert ordered("RUS KAZ UZB TJK KGZ", "zh") == "KAZ KGZ RUS TJK UZB"
    assert ordered("TUN ZAF VCT NER RUS", "ar") == "RUS TUN ZAF VCT NER"
    assert ordered("AFG ZWE RUS", "ru") == "AFG ZWE RUS"


@pytest.mark.parametrize("language", LANGUAGES)
def test_order_is_strict(language: str) -> None:
    assert len({states.sort_key(i, language) for i in IDS}) == len(IDS)


# --- membership


def test_membership_of_the_whole_table() -> None:
    now = {i for i in IDS if any(p.member_from and p.member_to is None for p in states.membership(i))}
    assert now == set(IDS) - NOT_MEMBERS
    originals = [i for i in IDS if (p := states.membership(i)) and (p[0].member_from or "9") < "1946"]
    assert len(set(originals) - {"SUN"}) == 51  # the Russian Federation continues the membership of the USSR
    for identifier in IDS:
        periods = states.membership(identifier)
        dates = [d for p in periods for d in (p.member_from, p.member_to) if d]
        assert dates == sorted(dates)
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", d) for d in dates)
        assert {x for p in periods for x in (*p.predecessors, *p.successors)} <= set(IDS)


def test_dates_of_membership() -> None:
    assert states.membership("KAZ")[0].member_from == "1992-03-02"
    assert states.membership("SSD")[0].member_from == "2011-07-14"
    assert states.membership("DDR")[0].successors == ("DEU",)
    assert states.membership("IDN")[1].member_from == "1966-09-28"
    assert states.membership("VAT") == ()
