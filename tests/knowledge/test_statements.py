"""Positions taken in single paragraphs, in six languages: the act, who, towards whom, how strongly, until when."""

from __future__ import annotations

import pytest

from chancery.knowledge.context import Context
from chancery.knowledge.mentions import mentions
from chancery.knowledge.statements import statements
from chancery.knowledge.statements.memo import LONG, ROOM, Memo
from chancery.lang.fold import fold
from chancery.record.model import Attachment, Letter, Paragraph, Sender, Statement

Row = tuple[str, str, str]


def read(
    text: str, language: str, *, organ: bool = False, states: tuple[str, ...] = ("FIN",), items: tuple[str, ...] = ()
) -> list[Statement]:
    """Read one paragraph, and items of a list after it, as a letter of States or as a resolution of the Assembly."""
    paragraphs, whole = [], ""
    for n, piece in enumerate((text, *items)):
        a = len(whole)
        whole += piece + "\n\n"
        role = "item" if n else "operative" if organ else "body"
        paragraphs.append(
            Paragraph(id=f"letter/p{n + 1}", part="letter", role=role, text=piece, span=(a, a + len(piece)))
        )
    context = Context(whole, fold(whole), language, paragraphs, kind="resolution" if organ else "communication")
    if not organ:
        context.letter = Letter(
            kind="letter", senders=[Sender(state=s, office="permanent-representative") for s in states]
        )
    context.mentions = mentions(context)
    return statements(context)


def acts(text: str, language: str, **how: bool) -> list[str]:
    return [s.act for s in read(text, language, **how)]  # type: ignore[arg-type]


FRIENDS: list[Row] = [
    ("fr", "Nous demandons à tous les États de mesurer leurs sources.", "call-upon"),
    ("fr", "Nous exigeons la restitution des cartes.", "demand"),
    ("fr", "Nous prenons acte du rapport.", "note"),
    ("fr", "Nous saluons la réouverture du musée.", "welcome"),
    ("es", "Instamos a las autoridades a abrir el archivo.", "urge"),
    ("es", "Pedimos a la secretaría que publique el catálogo.", "request"),
    ("es", "Exigimos la devolución de los mapas.", "demand"),
    ("ru", "Мы предлагаем музеям обменяться каталогами.", "invite"),
    ("ru", "Мы предлагаем, чтобы музеи обменялись каталогами.", "recommend"),
    ("ru", "Мы просим опубликовать каталог.", "request"),
    ("ru", "Мы требуем возвращения карт.", "demand"),
    ("ar", "نطلب إلى المتاحف أن تتبادل الفهارس.", "request"),
    ("ar", "نطالب بإعادة الخرائط.", "demand"),
    ("ar", "نهيب بالمتاحف أن تتبادل الفهارس.", "call-upon"),
    ("ar", "تبلغ مساحته الآن 40 هكتارا.", ""),
    ("zh", "我们请各博物馆交换目录。", "request"),
    ("zh", "我们呼吁各博物馆交换目录。", "call-upon"),
    ("en", "We support the exchange of catalogues.", "support"),
    ("fr", "Le service de la neige a mesuré le manteau.", ""),
]


@pytest.mark.parametrize(("language", "text", "act"), FRIENDS)
def test_false_friends(language: str, text: str, act: str) -> None:
    assert acts(text, language) == ([act] if act else [])


PRAISED: list[Row] = [
    ("en", "Notes with appreciation the catalogue of bells;", "Notes with appreciation"),
    ("fr", "Prend note avec satisfaction du catalogue des cloches ;", "Prend note avec satisfaction"),
    ("es", "Observa con satisfacción el catálogo de campanas;", "Observa con satisfacción"),
    ("ru", "отмечает с удовлетворением каталог колоколов;", "отмечает с удовлетворением"),
    ("ar", "تلاحظ مع التقدير فهرس الأجراس؛", "تلاحظ مع التقدير"),
    ("zh", "赞赏地注意到钟铃目录；", "赞赏地注意到"),
]


@pytest.mark.parametrize(("language", "text", "trigger"), PRAISED)
def test_a_verb_with_its_complement_is_an_act_of_its_own(language: str, text: str, trigger: str) -> None:
    said = read(text, language, organ=True)
    assert [(s.act, s.trigger) for s in said] == [("note-with-satisfaction", trigger)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Finland strongly condemns the theft of the bells."),
        ("fr", "La Finlande condamne fermement le vol des cloches."),
        ("es", "Finlandia condena enérgicamente el robo de las campanas."),
        ("ru", "Финляндия решительно осуждает кражу колоколов."),
        ("ar", "تدين فنلندا بشدة سرقة الأجراس."),
        ("zh", "芬兰强烈谴责盗窃钟铃的行为。"),
    ],
)
def test_strength_and_polarity(language: str, text: str) -> None:
    said = read(text, language, states=("NOR",))
    assert [(s.act, s.actors, s.polarity, s.strength) for s in said] == [("condemn", ["FIN"], "negative", 2)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We do not support the closing of the museum."),
        ("fr", "Nous n'appuyons pas la fermeture du musée."),
        ("es", "No apoyamos el cierre del museo."),
        ("ru", "Мы не поддерживаем закрытие музея."),
        ("ar", "لا نؤيد إغلاق المتحف."),
        ("zh", "我们不支持关闭博物馆。"),
    ],
)
def test_a_negation_turns_an_act_round(language: str, text: str) -> None:
    assert [(s.act, s.negated, s.polarity) for s in read(text, language)] == [("support", True, "negative")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We welcome the bridge, and will publish the drawings by 31 March 2024."),
        ("fr", "Nous nous félicitons du pont et publierons les dessins avant le 31 mars 2024."),
        ("es", "Celebramos el puente y publicaremos los dibujos antes del 31 de marzo de 2024."),
        ("ru", "Мы приветствуем мост и представим чертежи до 31 марта 2024 года."),
        ("ar", "نرحب بالجسر وسننشر الرسوم قبل 31 آذار/مارس 2024."),
        ("zh", "我们欢迎这座桥，并将于2024年3月31日之前公布图纸。"),
    ],
)
def test_a_future_that_goes_on_is_a_commitment_with_its_term(language: str, text: str) -> None:
    said = [(s.act, s.actors, s.deadline) for s in read(text, language)]
    assert said == [("welcome", ["FIN"], None), ("commit", ["FIN"], "2024-03-31")]


def test_a_term_before_a_conjunction_belongs_to_the_clause_before_it() -> None:
    (said,) = read("The list is open until 31 May 1984, and the Government of Finland will send it to all.", "en")
    assert (said.act, said.actors, said.deadline) == ("commit", ["FIN"], None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We urge the Government of Kenya to lend its maps to museums in Norway."),
        ("fr", "Nous exhortons le Gouvernement du Kenya à prêter ses cartes aux musées de la Norvège."),
        ("es", "Instamos al Gobierno de Kenya a que preste sus mapas a los museos de Noruega."),
        ("ru", "Мы настоятельно призываем правительство Кении передать карты музеям Норвегии."),
        ("ar", "نحث حكومة كينيا على إعارة خرائطها لمتاحف النرويج."),
        ("zh", "我们敦促肯尼亚政府将地图借给挪威的博物馆。"),
    ],
)
def test_only_whom_a_verb_addresses_is_addressed(language: str, text: str) -> None:
    (said,) = read(text, language)
    assert (said.act, said.addressees, sorted(said.about)) == ("urge", ["KEN"], ["KEN", "NOR"])


def test_nobody_is_addressed_by_what_is_told_or_circulated() -> None:
    told = read("I have the honour to inform you that Norway has mapped its springs.", "en")
    asked = read("I should be grateful if you would circulate this as a document of the General Assembly.", "en")
    ordered = read("просит Генерального секретаря представить Генеральной Ассамблее доклад;", "ru", organ=True)
    assert [(s.act, s.addressees) for s in (*told, *asked, *ordered)] == [
        ("inform", []),
        ("request", []),
        ("request", []),
    ]


def test_a_subject_after_its_verb_is_not_what_is_said_of() -> None:
    (said,) = read("تأمل فنلندا أن يزور الجميع النرويج.", "ar", states=("FIN",))
    assert (said.act, said.actors, said.about) == ("hope", ["FIN"], ["NOR"])


def test_a_verb_without_a_subject_has_that_of_the_sentence_before() -> None:
    said = read("La reunión acogió con beneplácito el catálogo. Expresó su agradecimiento a los carteros.", "es")
    assert [(s.act, s.actors) for s in said] == [("welcome", []), ("thank", [])]


@pytest.mark.parametrize(
    ("language", "text", "items"),
    [
        ("en", "Calls upon museums:", ("(a) To count their bells;", "(b) To publish the number.")),
        ("fr", "Demande aux musées :", ("a) De compter leurs cloches ;", "b) D'en publier le nombre.")),
        ("es", "Exhorta a los museos a que:", ("a) Cuenten sus campanas;", "b) Publiquen el número.")),
        ("ru", "призывает музеи:", ("a) подсчитать свои колокола;", "b) сообщить их число.")),
        ("ar", "تهيب بالمتاحف القيام بما يلي:", ("(أ) إحصاء أجراسها؛", "(ب) إعلان عددها.")),
        ("zh", "呼吁各博物馆：", ("(a) 清点钟铃；", "(b) 公布数目。")),
    ],
)
def test_items_take_the_verb_of_their_list(language: str, text: str, items: tuple[str, ...]) -> None:
    said = read(text, language, organ=True, items=items)
    assert [(s.act, s.paragraph) for s in said] == [("call-upon", f"letter/p{n}") for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Urges all museums to open their archives and support the exchange of bells;",
        "Calls for fewer locks, support and a common catalogue;",
    ],
)
def test_an_infinitive_or_a_noun_after_an_act_is_no_act(text: str) -> None:
    assert len(acts(text, "en", organ=True)) == 1


def test_that_parts_an_expression() -> None:
    assert acts("وإذ تلاحظ أن تجدد الاهتمام بالأجراس أمر مفيد،", "ar", organ=True) == ["note"]


def test_the_two_governments_of_a_letter_of_one_of_them() -> None:
    text = "The two Governments bring the bells to your attention."
    context = Context(
        text, fold(text), "en", [Paragraph(id="letter/p1", part="letter", role="body", text=text, span=(0, len(text)))]
    )
    context.letter = Letter(kind="letter", senders=[Sender(state="FIN", office="permanent-representative")])
    context.attachments = [Attachment(part="annex-1", role="annex", adopted_by=["FIN", "NOR"])]
    assert [s.actors for s in statements(context)] == [["FIN", "NOR"]]


def test_a_memory_forgets_before_it_fills_and_keeps_no_long_keys() -> None:
    asked: list[str] = []

    def size(key: str) -> int:
        asked.append(key)
        return len(key)

    memo = Memo(size)
    assert [memo["bell"], memo["bell"], memo["x" * (LONG + 1)], memo["x" * (LONG + 1)]] == [4, 4, LONG + 1, LONG + 1]
    assert len(asked) == 3
    for n in range(ROOM + 5):
        memo[str(n)]
    assert len(memo) <= ROOM
