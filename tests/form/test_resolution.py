from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from chancery.form.layout import read_layout
from chancery.form.resolution import Resolution, read_resolution
from chancery.lang.fold import fold
from chancery.lang.identify import identify
from chancery.record.model import File
from chancery.source.model import Hint, Line, Source
from chancery.source.text import split


def read(raw: str, language: str) -> Resolution | None:
    return read_resolution(read_layout(Source(File(), raw, split(raw)), language))


def outline(found: Resolution) -> list[tuple[str, str, str | None, int]]:
    return [(p.part, p.role, p.number, p.level) for p in found.paragraphs]


ASSEMBLY = {
    "en": [
        "United Nations", "A/RES/78/300", "General Assembly", "Distr.: General", "3 July 2024", "Seventy-eighth session",
        "Resolution adopted by the General Assembly on 1 July 2024",
        "[without reference to a Main Committee (A/78/L.1)]",
        "78/300. Water for all",
        "The General Assembly,",
        "Recalling its resolution 77/1 of 1 October 2022,",
        "Noting with concern the lack of water,",
        "1. Decides to convene a conference;",
        "2. Requests the Secretary-General:",
        "(a) To report on it;",
        "(i) In writing;",
        "(ii) Orally;",
        "(b) To inform Member States.",
        "100th plenary meeting",
        "1 July 2024",
        "Annex",
        "Rules of the conference",
        "1. The conference is open to all.",
    ],
    "fr": [
        "Nations Unies", "A/RES/78/300", "Assemblée générale", "Distr. générale", "3 juillet 2024",
        "Soixante-dix-huitième session",
        "Résolution adoptée par l’Assemblée générale le 1er juillet 2024",
        "[sans renvoi à une grande commission (A/78/L.1)]",
        "78/300. De l’eau pour tous",
        "L’Assemblée générale,",
        "Rappelant sa résolution 77/1 du 1er octobre 2022,",
        "Notant avec préoccupation le manque d’eau,",
        "1. Décide de convoquer une conférence ;",
        "2. Prie le Secrétaire général :",
        "a) De présenter un rapport ;",
        "i) Par écrit ;",
        "ii) Oralement ;",
        "b) D’informer les États Membres.",
        "100e séance plénière",
        "1er juillet 2024",
        "Annexe",
        "Règles de la conférence",
        "1. La conférence est ouverte à tous.",
    ],
    "es": [
        "Naciones Unidas", "A/RES/78/300", "Asamblea General", "Distr. general", "3 de julio de 2024",
        "Septuagésimo octavo período de sesiones",
        "Resolución aprobada por la Asamblea General el 1 de julio de 2024",
        "[sin remisión previa a una Comisión Principal (A/78/L.1)]",
        "78/300. Agua para todos",
        "La Asamblea General,",
        "Recordando su resolución 77/1, de 1 de octubre de 2022,",
        "Observando con preocupación la falta de agua,",
        "1. Decide convocar una conferencia;",
        "2. Solicita al Secretario General que:",
        "a) Presente un informe;",
        "i) Por escrito;",
        "ii) Oralmente;",
        "b) Informe a los Estados Miembros.",
        "100ª sesión plenaria",
        "1 de julio de 2024",
        "Anexo",
        "Reglamento de la conferencia",
        "1. La conferencia está abierta a todos.",
    ],
    "ru": [
        "Организация Объединенных Наций", "A/RES/78/300", "Генеральная Ассамблея", "Distr.: General", "3 July 2024",
        "Семьдесят восьмая сессия",
        "Резолюция, принятая Генеральной Ассамблеей 1 июля 2024 года",
        "[без передачи в главные комитеты (A/78/L.1)]",
        "78/300. Вода для всех",
        "Генеральная Ассамблея,",
        "ссылаясь на свою резолюцию 77/1 от 1 октября 2022 года,",
        "отмечая с обеспокоенностью нехватку воды,",
        "1. постановляет созвать конференцию;",
        "2. просит Генерального секретаря:",
        "a) представить доклад;",
        "i) в письменной форме;",
        "ii) устно;",
        "b) информировать государства-члены.",
        "100-е пленарное заседание",
        "1 июля 2024 года",
        "Приложение",
        "Правила конференции",
        "1. Конференция открыта для всех.",
    ],
    "ar": [
        "الأمم المتحدة", "A/RES/78/300", "الجمعية العامة", "Distr.: General", "3 July 2024", "الدورة الثامنة والسبعون",
        "قرار اتخذته الجمعية العامة في 1 تموز/يوليه 2024",
        "[دون الإحالة إلى لجنة رئيسية (A/78/L.1)]",
        "78/300 - المياه للجميع",
        "إن الجمعية العامة،",
        "إذ تشير إلى قرارها 77/1 المؤرخ 1 تشرين الأول/أكتوبر 2022،",
        "وإذ تلاحظ مع القلق نقص المياه،",
        "1 - تقرر عقد مؤتمر؛",
        "2 - تطلب إلى الأمين العام ما يلي:",
        "(أ) تقديم تقرير؛",
        "’1‘ خطيا؛",
        "’2‘ شفويا؛",
        "(ب) إبلاغ الدول الأعضاء.",
        "الجلسة العامة 100",
        "1 تموز/يوليه 2024",
        "المرفق",
        "قواعد المؤتمر",
        "1 - المؤتمر مفتوح للجميع.",
    ],
    "zh": [
        "联合国", "A/RES/78/300", "大会", "Distr.: General", "3 July 2024", "第七十八届会议",
        "2024年7月1日大会决议",
        "[未经发交主要委员会而通过(A/78/L.1)]",
        "78/300. 人人有水",
        "大会，",
        "回顾其2022年10月1日第77/1号决议，",
        "关切地注意到缺水问题，",
        "1. 决定召开会议；",
        "2. 请秘书长：",
        "(a) 提出报告；",
        "㈠ 书面报告；",
        "㈡ 口头报告；",
        "(b) 通知会员国。",
        "第100次全体会议",
        "2024年7月1日",
        "附件",
        "会议规则",
        "1. 会议向所有国家开放。",
    ],
}  # fmt: skip


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("language", ASSEMBLY)
def test_a_resolution_of_the_assembly(language: str, gap: str) -> None:
    lines = ASSEMBLY[language]
    raw = gap.join(lines) + "\n"
    found = read(raw, language)
    assert found is not None
    assert (found.kind, found.adopted, found.number) == ("resolution", "2024-07-01", "78/300")
    assert found.title in lines[8]
    assert found.title_span is not None
    assert found.paragraphs[0].text == lines[6]
    letters = ["أ", "ب"] if language == "ar" else ["a", "b"]
    inner = {"ar": ["1", "2"], "zh": ["㈠", "㈡"]}.get(language, ["i", "ii"])
    assert outline(found) == [
        ("body", "formula", None, 0),
        ("body", "heading", None, 0),
        ("body", "heading", None, 0),
        ("body", "formula", None, 0),
        ("body", "preambular", None, 0),
        ("body", "preambular", None, 0),
        ("body", "operative", "1", 0),
        ("body", "operative", "2", 0),
        ("body", "item", letters[0], 1),
        ("body", "item", inner[0], 2),
        ("body", "item", inner[1], 2),
        ("body", "item", letters[1], 1),
        ("body", "formula", None, 0),
        ("body", "formula", None, 0),
        ("annex-1", "heading", None, 0),
        ("annex-1", "heading", None, 0),
        ("annex-1", "item", "1", 0),
    ]
    page = read_layout(Source(File(), raw, split(raw)), language)
    assert all(page.text[p.span[0] : p.span[1]] == p.text for p in found.paragraphs)
    assert page.text[: found.body_start].split("\n\n") == [*lines[:6], ""]


COUNCIL = {
    "en": ("Resolution 2618 (2022)", "Adopted by the Security Council at its 8956th meeting, on 27 January 2022", "The Security Council,", "Recalling its resolution 1325 (2000),", "Decides to remain seized."),
    "fr": ("Résolution 2618 (2022)", "Adoptée par le Conseil de sécurité à sa 8956e séance, le 27 janvier 2022", "Le Conseil de sécurité,", "Rappelant sa résolution 1325 (2000),", "Décide de rester saisi."),
    "es": ("Resolución 2618 (2022)", "Aprobada por el Consejo de Seguridad en su 8956ª sesión, celebrada el 27 de enero de 2022", "El Consejo de Seguridad,", "Recordando su resolución 1325 (2000),", "Decide seguir ocupándose."),
    "ru": ("Резолюция 2618 (2022),", "принятая Советом Безопасности на его 8956-м заседании 27 января 2022 года", "Совет Безопасности,", "ссылаясь на свою резолюцию 1325 (2000),", "постановляет заниматься этим вопросом."),
    "ar": ("القرار 2618 (2022)", "الذي اتخذه مجلس الأمن في جلسته 8956 المعقودة في 27 كانون الثاني/يناير 2022", "إن مجلس الأمن،", "إذ يشير إلى قراره 1325 (2000)،", "يقرر أن يبقي المسألة قيد نظره."),
    "zh": ("第2618(2022)号决议", "安全理事会2022年1月27日第8956次会议通过", "安全理事会，", "回顾第1325(2000)号决议，", "决定继续处理此案。"),
}  # fmt: skip


@pytest.mark.parametrize("language", COUNCIL)
def test_a_resolution_of_the_council_with_one_unnumbered_decision(language: str) -> None:
    title, *_ = COUNCIL[language]
    found = read("\n".join(["S/RES/2618 (2022)", *COUNCIL[language]]), language)
    assert found is not None
    assert (found.adopted, found.number) == ("2022-01-27", "2618 (2022)" if language != "zh" else "2618(2022)")
    assert found.title == title
    assert [(p.role, p.formula) for p in found.paragraphs] == [
        ("heading", "head"),
        ("formula", "adopted"),
        ("formula", "opening"),
        ("preambular", None),
        ("operative", None),
    ]


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_an_opening_formula_without_white_space_or_comma(language: str) -> None:
    lines = list(COUNCIL[language])
    lines[2] = lines[2].replace(" ", "").rstrip(",،")
    found = read("\n".join(["S/RES/2618 (2022)", *lines]), language)
    assert found is not None
    assert [p.role for p in found.paragraphs][-2:] == ["preambular", "operative"]


def test_a_resolution_whose_opening_formula_is_missing() -> None:
    lines = [line for line in ASSEMBLY["en"] if line != "The General Assembly,"]
    found = read("\n".join(lines), "en")
    assert found is not None
    assert [p.role for p in found.paragraphs].count("preambular") == 2


def test_the_date_of_an_old_resolution_stands_under_its_title() -> None:
    raw = "RESOLUTION 242 (1967)\n\nof 22 November 1967\n\nThe Security Council,\n\nExpressing its concern,\n\n1. Affirms it.\n"
    found = read(raw, "en")
    assert found is not None
    assert (found.adopted, found.number) == ("1967-11-22", "242 (1967)")


def test_a_collection_of_resolutions() -> None:
    raw = "\n".join(
        [
            "A/RES/78/80 A-B", "Resolutions adopted by the General Assembly on 7 December 2023",
            "78/80. Questions relating to information", "A", "Information for all", "The General Assembly,",
            "Taking note of the report,", "Urges all countries:", "(a) To cooperate;", "(b) To inform.",
            "45th plenary meeting", "7 December 2023", "B", "Policies", "The General Assembly,", "Noting it,",
            "1. Requests more;", "2. Thanks all.",
        ]
    )  # fmt: skip
    found = read(raw, "en")
    assert found is not None
    roles = [(p.role, p.number) for p in found.paragraphs if p.role not in ("heading", "formula")]
    assert roles == [
        ("preambular", None), ("operative", None), ("item", "a"), ("item", "b"),
        ("preambular", None), ("operative", "1"), ("operative", "2"),
    ]  # fmt: skip


STATEMENTS = {
    "en": ("Statement by the President of the Security Council", "At the 8828th meeting of the Security Council, held on 23 July 2021, in connection with the Council’s consideration of the item entitled “The situation in Cyprus”, the President of the Security Council made the following statement on behalf of the Council:", "“The Security Council reaffirms its support.”"),
    "fr": ("Déclaration du Président du Conseil de sécurité", "À la 8828e séance du Conseil de sécurité, tenue le 23 juillet 2021 dans le cadre de l’examen de la question intitulée « La situation à Chypre », le Président du Conseil a fait la déclaration suivante :", "« Le Conseil de sécurité réaffirme son appui. »"),
    "es": ("Declaración de la Presidencia del Consejo de Seguridad", "En la 8828ª sesión del Consejo de Seguridad, celebrada el 23 de julio de 2021 en relación con el examen por el Consejo del tema titulado “La situación en Chipre”, la Presidencia del Consejo de Seguridad formuló la siguiente declaración en nombre del Consejo:", "“El Consejo de Seguridad reafirma su apoyo.”"),
    "ru": ("Заявление Председателя Совета Безопасности", "На 8828-м заседании Совета Безопасности, состоявшемся 23 июля 2021 года в связи с рассмотрением Советом пункта, озаглавленного «Положение на Кипре», Председатель Совета Безопасности сделал от имени Совета следующее заявление:", "«Совет Безопасности подтверждает свою поддержку».") ,
    "ar": ("بيان من رئيس مجلس الأمن", "في الجلسة 8828 التي عقدها مجلس الأمن في 23 تموز/يوليه 2021، وفي ما يتعلق بنظر المجلس في البند المعنون ”الحالة في قبرص“، أدلى رئيس مجلس الأمن، باسم المجلس، بالبيان التالي:", "”يؤكد مجلس الأمن دعمه.“"),
    "zh": ("安全理事会主席的声明", "在2021年7月23日安全理事会第8828次会议上，安全理事会主席就安理会审议题为“塞浦路斯局势”的项目，代表安理会发表声明如下：", "“安全理事会重申支持。”"),
}  # fmt: skip


@pytest.mark.parametrize("language", STATEMENTS)
def test_a_presidential_statement(language: str) -> None:
    found = read("S/PRST/2021/13\n\n" + "\n\n".join(STATEMENTS[language]) + "\n", language)
    assert found is not None
    assert (found.kind, found.adopted, found.title) == ("presidential-statement", "2021-07-23", STATEMENTS[language][0])
    assert [p.role for p in found.paragraphs] == ["heading", "formula", "body"]


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "S/2006/101\n\nSecurity Council\n\nLetter dated 13 February 2006 from the President of the Security Council addressed to the Secretary-General\n\nI have the honour to inform you of resolution 1654 (2006).\n"),
        ("en", "A/58/619\n\nGeneral Assembly\n\nFifty-eighth session\n\nReport of the Secretary-General\n\n1. The present report is submitted.\n"),
        ("zh", "安全理事会\n\n1999年4月16日俄罗斯联邦常驻联合国代表给秘书长的信\n\n我谨在此转递条约。\n"),
        ("fr", ""),
    ],
)  # fmt: skip
def test_what_is_no_resolution(language: str, raw: str) -> None:
    assert read(raw, language) is None


def test_hints_of_the_file_are_taken() -> None:
    texts = ["The General Assembly,", "Recalling it", "Decides it", "To do so"]
    hints = [Hint("formula"), Hint("preambular"), Hint("operative", "1"), Hint("item", "a", "body", 1)]
    raw = "A/RES/78/1\n" + "\n".join(texts)
    lines = [Line("A/RES/78/1", 0)]
    lines += [Line(t, raw.index(t), hint=h) for t, h in zip(texts, hints, strict=True)]
    source = Source(File(), raw, lines, flow=True, facts={"adopted": "2023-09-29"})
    found = read_resolution(read_layout(source, "en"))
    assert found is not None
    assert found.adopted == "2023-09-29"
    assert outline(found)[-3:] == [
        ("body", "preambular", None, 0),
        ("body", "operative", "1", 0),
        ("body", "item", "a", 1),
    ]


def tool(shared: Path, name: str) -> ModuleType:
    """Load a measuring script of the shared folder."""
    spec = importlib.util.spec_from_file_location(name, shared / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("form", ["clean", "wrapped"])
def test_paragraphs_of_real_resolutions(shared: Path, form: str) -> None:
    unxml, score = tool(shared, "unxml_to_text"), tool(shared, "score_unxml")
    files = sorted((shared / "unxml").rglob("*.xml"))
    if not files:
        pytest.skip("the resolutions in Akoma Ntoso are not in the shared folder")
    truths: dict[str, Any] = {}
    records = []
    for file in files[:: max(1, len(files) // 60)]:
        doc = unxml.read(file)
        truths[file.stem] = json.loads(json.dumps(unxml.truth(doc)))
        raw = unxml.clean(doc) if form == "clean" else unxml.wrapped(doc)
        page = read_layout(Source(File(), raw, split(raw)), identify(fold(raw)))
        found = read_resolution(page)
        paragraphs = [msgspec.to_builtins(p) for p in found.paragraphs] if found else []
        adopted = found.adopted if found else None
        records.append(
            {
                "file": {"name": f"{file.stem}.txt"},
                "language": page.language,
                "adopted": adopted,
                "paragraphs": paragraphs,
            }
        )
    tally, *_ = score.score(truths, records)
    measured = {(m, lang): value for m, lang, value, *_ in tally.lines(score.MEASURES, score.LANGUAGES)}
    low = {
        k: v
        for k, v in measured.items()
        if k[0] in ("paragraphs.boundary", "paragraphs.role", "paragraphs.number") and v < 0.98
    }
    assert low == {}
    assert measured["language", "zh"] == 1
