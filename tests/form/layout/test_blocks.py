from __future__ import annotations

import textwrap

import pytest

from chancery.form.layout import read_layout
from chancery.form.text import ReadingText
from chancery.record.model import File
from chancery.source.model import Hint, Line, Source
from chancery.source.text import split


def read(raw: str, language: str = "en") -> ReadingText:
    return read_layout(Source(File(name="x.txt"), raw, split(raw)), language)


def blocks(raw: str, language: str = "en") -> list[str]:
    page = read(raw, language)
    return [page.of(b) for b in page.blocks]


WRAPPED = {
    "indented paragraphs, no white space": (
        "en",
        """\
     The Council considered the report of the mission on the situation along the
border, and took note of the measures that the parties have adopted since March.
     It asked the parties to continue. The next report is expected before the end of
the year.
     Members were also informed of the losses which the people of the valley suffered
in the floods of last spring.
""",
        [
            "The Council considered the report of the mission on the situation along the border, and took note of the "
            "measures that the parties have adopted since March.",
            "It asked the parties to continue. The next report is expected before the end of the year.",
            "Members were also informed of the losses which the people of the valley suffered in the floods of last spring.",
        ],
    ),
    "white space between paragraphs": (
        "fr",
        """\
Le Conseil a examiné le rapport de la mission sur la situation qui règne le long de
la frontière, et il a pris note des mesures que les parties ont adoptées.

Il a demandé aux parties de poursuivre. Le prochain rapport est attendu avant la fin
de l’année.
""",
        [
            "Le Conseil a examiné le rapport de la mission sur la situation qui règne le long de la frontière, et il a pris "
            "note des mesures que les parties ont adoptées.",
            "Il a demandé aux parties de poursuivre. Le prochain rapport est attendu avant la fin de l’année.",
        ],
    ),
    "one paragraph a line": (
        "es",
        "Asamblea General\nEl Consejo examinó el informe.\nPidió a las partes que prosiguieran sin demora las "
        "conversaciones iniciadas en la capital durante el mes de marzo, con la participación de todos.\nFin.\n",
        [
            "Asamblea General",
            "El Consejo examinó el informe.",
            "Pidió a las partes que prosiguieran sin demora las conversaciones iniciadas en la capital durante el mes de "
            "marzo, con la participación de todos.",
            "Fin.",
        ],
    ),
    "paragraphs that begin with small letters": (
        "ru",
        """\
     Генеральная Ассамблея,

     ссылаясь на свою резолюцию о положении в этом районе и принимая к сведению
доклад, представленный Генеральным секретарем в начале года по этому вопросу,

     отмечая прогресс,

     вновь подтверждая необходимость продолжения сотрудничества между государствами
региона в интересах мира,
""",
        [
            "Генеральная Ассамблея,",
            "ссылаясь на свою резолюцию о положении в этом районе и принимая к сведению доклад, представленный "
            "Генеральным секретарем в начале года по этому вопросу,",
            "отмечая прогресс,",
            "вновь подтверждая необходимость продолжения сотрудничества между государствами региона в интересах мира,",
        ],
    ),
    "Chinese, joined without space, also inside a word and across blank lines": (
        "zh",
        """\
    俄罗斯联邦总统和塔吉克斯坦总统详尽审查了俄罗斯联邦和塔吉克斯坦之间各种关系的现
状和前景，并且签署了关于二十一世纪结盟合作的条约，双方将继续努力加强两国之间的友

好关系。

    根据俄罗斯和塔吉克斯坦之间历史悠久的密切关系和两国人民之间的传统友好关系，双方
将在独立国家联合体的框架内开展合作，促进各国的和平与稳定，深化在经济领域的相互联

系。

    重申承诺。
""",
        [
            "俄罗斯联邦总统和塔吉克斯坦总统详尽审查了俄罗斯联邦和塔吉克斯坦之间各种关系的现状和前景，并且签署了"
            "关于二十一世纪结盟合作的条约，双方将继续努力加强两国之间的友好关系。",
            "根据俄罗斯和塔吉克斯坦之间历史悠久的密切关系和两国人民之间的传统友好关系，双方将在独立国家联合体的框架内"
            "开展合作，促进各国的和平与稳定，深化在经济领域的相互联系。",
            "重申承诺。",
        ],
    ),
    "Arabic": (
        "ar",
        """\
     إن مجلس الأمن، وقد نظر في تقرير الأمين العام عن الحالة في المنطقة الحدودية
بين البلدين، يحيط علما بالتدابير المتخذة منذ صدور التقرير السابق.
     ويطلب إلى الطرفين مواصلة الحوار بينهما بحسن نية ودون شروط مسبقة وتقديم تقرير
في نهاية السنة.
""",
        [
            "إن مجلس الأمن، وقد نظر في تقرير الأمين العام عن الحالة في المنطقة الحدودية بين البلدين، يحيط علما "
            "بالتدابير المتخذة منذ صدور التقرير السابق.",
            "ويطلب إلى الطرفين مواصلة الحوار بينهما بحسن نية ودون شروط مسبقة وتقديم تقرير في نهاية السنة.",
        ],
    ),
    "labels on lines of their own": (
        "en",
        """\
1.
There are approximately thirty thousand troops deployed at present in the two
countries, with contributions from all members.
2.
Over the period the force continued to conduct surveillance and reconnaissance by
means of patrols on the ground.
""",
        [
            "1. There are approximately thirty thousand troops deployed at present in the two countries, with contributions "
            "from all members.",
            "2. Over the period the force continued to conduct surveillance and reconnaissance by means of patrols on the ground.",
        ],
    ),
}


@pytest.mark.parametrize("case", WRAPPED)
def test_lines_become_paragraphs(case: str) -> None:
    language, raw, wanted = WRAPPED[case]
    assert blocks(raw, language) == wanted


def test_a_letter_without_white_space_in_its_body() -> None:
    raw = """\
S/2006/999

United Nations

Security Council

Distr.: General
5 July 2006
Original: English

Letter dated 4 July 2006 from the Permanent Representative
of Japan to the United Nations addressed to the President of
the Security Council
Upon instructions from my Government, I have the honour to request an
immediate meeting of the Security Council to consider the events in the region.
(Signed) Kenzo Oshima
Permanent Representative of Japan to the United Nations

06-41697 (E) 050706

*0641697*
"""
    page = read(raw)
    assert [page.of(b) for b in page.blocks] == [
        "S/2006/999",
        "United Nations",
        "Security Council",
        "Distr.: General",
        "5 July 2006",
        "Original: English",
        "Letter dated 4 July 2006 from the Permanent Representative of Japan to the United Nations addressed to the "
        "President of the Security Council",
        "Upon instructions from my Government, I have the honour to request an immediate meeting of the Security Council "
        "to consider the events in the region.",
        "(Signed) Kenzo Oshima",
        "Permanent Representative of Japan to the United Nations",
    ]
    assert [(f.kind, f.text) for f in page.furniture] == [
        ("job-line", "06-41697 (E) 050706"),
        ("bar-code", "*0641697*"),
    ]


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("**Assemblée générale  \nConseil de sécurité**\n", ["Assemblée générale", "Conseil de sécurité"]),
        ("## Conseil de sécurité\n", ["Conseil de sécurité"]),
        ("(*Signé*) Dmitry Polyanskiy\n", ["(Signé) Dmitry Polyanskiy"]),
        ("* Reissued for technical reasons.\n", ["* Reissued for technical reasons."]),
        ("a\u00a0b\u200e \u200fc  d\u00ade\ufeff\n", ["a b c de"]),
        ("مجلس\u200e \u200eالأمن\n", ["مجلس الأمن"]),
        ("ﻣﺠﻠﺲ ﺍﻷﻣﻦ\n", ["مجلس الأمن"]),
        ("oﬃcial ﬁgures\n", ["official figures"]),
        ("Nº 5 – « ½ »\n", ["Nº 5 – « ½ »"]),
    ],
)
def test_characters_are_repaired_and_no_others(raw: str, wanted: list[str]) -> None:
    assert blocks(raw, "fr") == wanted


@pytest.mark.parametrize("width", range(60, 92))
def test_a_reference_that_begins_a_line_is_no_label(width: int) -> None:
    paragraphs = [
        "The Committee decided to consider at its next session the request made in paragraph (a) of the decision, and the "
        "request that was made in its paragraph (b) together with the report on the activities of the mission during the "
        "year 2020. No other matter was raised by the members of the Committee present, and paragraph 12. was kept.",
        "It then took up the draft of its report to the Assembly, proposed by the Chair after consultations.",
        "1. The Committee, in the light of this, turned to the question of the representation of the members of the group.",
        "(a) It took no decision on it;",
        "(b) It will return to it.",
    ]
    raw = "\n".join(textwrap.fill(p, width, initial_indent="     ", break_on_hyphens=False) for p in paragraphs)
    assert blocks(raw) == paragraphs


LINE = "words that fill the line of this paragraph up to the very edge of the page it is on"


@pytest.mark.parametrize(
    ("above", "below", "elsewhere", "wanted"),
    [
        ("interna-", "tional law", "international", "international law"),
        ("peace-", "keeping forces", "peace-keeping", "peace-keeping forces"),
        ("Secretary-", "General and others", "", "Secretary-General and others"),
        ("the years 1996-", "1998 and later", "", "the years 1996-1998 and later"),
        ("document S/1997/", "150 and its annex", "", "document S/1997/150 and its annex"),
        ("the mission –", "which had left", "", "the mission – which had left"),
        ("soft\u00ad", "ware", "", "software"),
    ],
)
def test_words_parted_at_the_end_of_a_line(above: str, below: str, elsewhere: str, wanted: str) -> None:
    first = f"{LINE[: 80 - len(above)].rsplit(' ', 1)[0]} {above}"
    raw = f"{LINE} and\n{first}\n{below} and so on with {elsewhere} and other matters that have to be mentioned here\nonce more.\n"
    assert wanted in read(raw).text


def test_a_text_that_parts_its_words_throughout() -> None:
    lines = [
        "Le présent rapport rend compte des activités menées au cours de la période consi-",
        "dérée par les organismes du système, en particulier dans le domaine de la coopé-",
        "ration, et formule des recommandations concernant la suite à donner aux déci-",
        "sions prises par les États Membres lors de la réunion que le Comité spécial a te-",
        "nue en mars.",
    ]
    assert blocks("\n".join(lines), "fr") == [
        "Le présent rapport rend compte des activités menées au cours de la période considérée par les organismes du "
        "système, en particulier dans le domaine de la coopération, et formule des recommandations concernant la suite à "
        "donner aux décisions prises par les États Membres lors de la réunion que le Comité spécial a tenue en mars."
    ]


def test_signatures_side_by_side_are_read_one_after_the_other() -> None:
    raw = """\
     We have the honour to transmit the text of the declaration on the situation in the region.

Permanent Representative          Permanent Representative
of Kazakhstan                     of the Russian Federation
(Signed) A. Aristanbekova         (Signed) S. Lavrov
"""
    assert blocks(raw)[1:] == [
        "Permanent Representative",
        "of Kazakhstan",
        "(Signed) A. Aristanbekova",
        "Permanent Representative",
        "of the Russian Federation",
        "(Signed) S. Lavrov",
    ] or blocks(raw)[1:] == [
        "Permanent Representative of Kazakhstan",
        "(Signed) A. Aristanbekova",
        "Permanent Representative of the Russian Federation",
        "(Signed) S. Lavrov",
    ]


def test_spaces_between_chinese_characters() -> None:
    kept = (
        "双方将努力加强领土 主权 和平 友好 合作和互助关系的各个方面以及两国人民之间的传统关系和往来在独立国家联合体内\n"
        * 3
    )
    assert "领土 主权 和平" in read(kept, "zh").text
    closed = (
        "双方将努力加强领土、主权、和平、友好 合作。两国人民之间的传统关系和往来，在独立国家联合体内开展合作，促进稳定。\n"
        * 3
    )
    assert "友好合作" in read(closed, "zh").text
    assert blocks("附 件\n" + closed, "zh")[0] == "附 件"


def test_a_flow_is_taken_line_by_line_and_a_cut_paragraph_rejoined() -> None:
    texts = [
        "Conseil de sécurité.",
        "conformément aux principes généraux",
        "définis lors de la conférence.",
        "A new one",
    ]
    raw = "\n".join(texts)
    offsets = [raw.index(t) for t in texts]
    source = Source(
        File(), raw, [Line(t, o, n + 1) for n, (t, o) in enumerate(zip(texts, offsets, strict=True))], flow=True
    )
    page = read_layout(source, "fr")
    assert [page.of(b) for b in page.blocks] == [
        "Conseil de sécurité.",
        "conformément aux principes généraux définis lors de la conférence.",
        "A new one",
    ]
    assert [b.page for b in page.blocks] == [1, 2, 4]


def test_zones_and_hints_of_the_file_are_kept() -> None:
    texts = ["Head", "cell one", "cell two", "boxed", "note text", "Text."]
    raw = "\n".join(texts)
    zones = ["header", "table", "table", "box", "note", ""]
    lines = [Line(t, raw.index(t), zone=z) for t, z in zip(texts, zones, strict=True)]  # type: ignore[arg-type]
    lines[5] = Line("Text.", raw.index("Text."), hint=Hint("preambular"))
    page = read_layout(Source(File(), raw, lines, flow=True), "en")
    assert [(page.of(b), b.zone) for b in page.blocks] == [
        ("cell one", "table"),
        ("cell two", "table"),
        ("boxed", "box"),
        ("Text.", ""),
        ("note text", "note"),
    ]
    assert page.blocks[3].hint == Hint("preambular")
    assert [f.text for f in page.furniture] == ["Head"]


def test_a_letter_named_inside_a_sentence_is_no_title() -> None:
    text = (
        "принимая к сведению письмо Генерального секретаря от 2 июня 2023 года, в котором содержится обращение, а также "
        "письмо Генерального секретаря от 19 июня 2023 года, препровождающее Соглашение о прекращении огня между "
        "правительством и Армией национального освобождения."
    )
    for width in range(60, 95):
        raw = textwrap.fill(text, width, initial_indent="     ", break_on_hyphens=False) + "\n     Отмечает это.\n"
        assert blocks(raw, "ru") == [text, "Отмечает это."], width


def printed(lines: list[tuple[float, float, str]], far: float = 500.0) -> list[str]:
    """Give the blocks of a page of lines with their left edge (a negative one: they end at the far edge) and their baseline."""
    raw = "\n".join(text for _, _, text in lines)
    placed = []
    offset = 0
    for left, base, text in lines:
        width = 5.0 * len(text)
        start = left if left >= 0 else far - width
        placed.append(Line(text, offset, 1, (start, base - 9, start + width, base + 3), 12.0))
        offset += len(text) + 1
    page = read_layout(Source(File(name="x.pdf"), raw, placed), "en")
    return [page.of(b) for b in page.blocks]


BODY = "It was agreed by all that the lamps of the harbour should be lit at dusk and put out"
"""A line that fills the measure of `printed`."""


def test_lines_at_the_far_edge_go_on_where_their_own_width_is_full_and_no_space_shows() -> None:
    lines = [(80.0, 100.0, BODY), (80.0, 114.0, BODY), (80.0, 128.0, "by dawn.")]
    post = "Permanent Representative of the Republic of the Long Harbour Name to the United"
    lines += [(-1.0, 160.0, "(Signed) N. Nomen"), (-1.0, 176.0, post), (-1.0, 190.0, "Nations")]
    lines += [(-1.0, 206.0, "(Signed) N. N. Nomen"), (-1.0, 222.0, "Permanent Observer")]
    assert printed(lines) == [
        f"{BODY} {BODY} by dawn.",
        "(Signed) N. Nomen",
        f"{post} Nations",
        "(Signed) N. N. Nomen",
        "Permanent Observer",
    ]


def test_white_space_shows_where_most_paragraphs_have_one_line() -> None:
    lines = [(80.0, 100.0, BODY), (80.0, 114.0, "by dawn each day"), (80.0, 134.0, BODY), (80.0, 148.0, BODY)]
    lines += [(80.0, 168.0 + 20 * n, f"Lamp {n} is lit") for n in range(9)]
    assert printed(lines) == [f"{BODY} by dawn each day", f"{BODY} {BODY}", *(f"Lamp {n} is lit" for n in range(9))]


def test_an_empty_source() -> None:
    page = read_layout(Source(File(), "", []), "en")
    assert (page.text, page.blocks, page.furniture) == ("", [], [])


def test_boxes_give_indents_and_white_space() -> None:
    texts = [
        (100, 300, 50, "First line of the text, set in"),
        (72, 300, 62, "and going on to the edge of it, so"),
        (72, 200, 74, "that it may be joined."),
        (100, 300, 86, "Another paragraph begins here and"),
        (72, 300, 98, "takes the whole of the third line."),
        (100, 300, 110, "One more, though the line above it"),
        (72, 110, 122, "is full."),
        (72, 95, 160, "Last."),
    ]
    raw = "\n".join([text for *_, text in texts])
    lines = [Line(text, raw.index(text), 1, (left, top, right, top + 10.0)) for left, right, top, text in texts]
    page = read_layout(Source(File(), raw, lines), "en")
    assert [page.of(b) for b in page.blocks] == [
        "First line of the text, set in and going on to the edge of it, so that it may be joined.",
        "Another paragraph begins here and takes the whole of the third line.",
        "One more, though the line above it is full.",
        "Last.",
    ]
    assert [b.gap for b in page.blocks] == [True, False, False, True]
    assert page.runs[0].box == (100, 50, 300, 60)
