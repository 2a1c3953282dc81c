"""The Chinese pack: formulas read from lines as they are printed and as bad extraction leaves them, and written back."""

from __future__ import annotations

import re

import pytest

from chancery.form.notation import parse, regex, render, values
from chancery.lang.fold import fold
from chancery.lang.pack import Pack, pack

DATE = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\s*"
ITEMS = r"\d{1,3}[\d\s,和()a-z]*"
SHAPES = {
    "date": DATE,
    "items": ITEMS,
    "ordinal": r"第[一二三四五六七八九十百]+\s*|\d{1,3}\s*",
    "number": r"[一二三四五六七八九十]+|\d+",
}

NOVEMBER = "2003年12月3日"


@pytest.fixture(scope="module")
def chinese() -> Pack:
    return pack("zh")


def read(chinese: Pack, key: str, text: str) -> dict[str, str] | None:
    """Read a text with the first pattern of a key that fits all of it."""
    for pattern in chinese.patterns[key]:
        found = re.fullmatch(regex(parse(pattern), SHAPES, chinese.spaced), fold(text), re.S)
        if found:
            return {slot: text[a:b].strip() for slot, (a, b) in values(found).items()}
    return None


def search(chinese: Pack, key: str, text: str) -> dict[str, str] | None:
    """Search a paragraph with the patterns of a key."""
    for pattern in chinese.patterns[key]:
        hit = re.search(regex(parse(pattern), SHAPES, chinese.spaced), fold(text), re.S)
        if hit:
            return {slot: text[a:b].strip() for slot, (a, b) in values(hit).items()}
    return None


@pytest.mark.parametrize(
    ("key", "line", "expected"),
    [
        (
            "title.letter",
            "2003年12月3日俄罗斯联邦常驻联合国代表给秘书长的信",
            {"date": "2003年12月3日", "senders": "俄罗斯联邦常驻联合国代表", "addressees": "秘书长"},
        ),
        (
            "title.letter",
            "1999年 4月 16日俄罗斯联邦和塔吉克斯坦 \n常驻联合国代表给秘书长的信",
            {"date": "1999年 4月 16日", "senders": "俄罗斯联邦和塔吉克斯坦 \n常驻联合国代表", "addressees": "秘书长"},
        ),
        (
            "title.letter",
            "二○○三年十二月三日吉尔吉斯斯坦常驻联合国代表团临时代办给安全理事会主席的信",
            {
                "date": "二○○三年十二月三日",
                "senders": "吉尔吉斯斯坦常驻联合国代表团临时代办",
                "addressees": "安全理事会主席",
            },
        ),
        (
            "title.letter",
            "一九七四年六月二十日伊拉克常驻联合国代表致秘书长函",
            {"date": "一九七四年六月二十日", "senders": "伊拉克常驻联合国代表", "addressees": "秘书长"},
        ),
        (
            "title.letter",
            "2015年1月30日乌克兰常驻联合国代表经安全理事会主席的信",
            {"date": "2015年1月30日", "senders": "乌克兰常驻联合国代表", "addressees": "安全理事会主席"},
        ),
        (
            "title.identical-letters",
            "2015年1月28日以色列常驻联合国代表给秘书长和安全理事会主席的同文信",
            {"date": "2015年1月28日", "senders": "以色列常驻联合国代表", "addressees": "秘书长和安全理事会主席"},
        ),
        (
            "title.note-verbale",
            "2015年1月20日阿根廷常驻联合国代表团给秘书长的普通照会",
            {"date": "2015年1月20日", "senders": "阿根廷常驻联合国代表团", "addressees": "秘书长"},
        ),
        ("masthead.session.regular", "第五十三届会议", {"ordinal": "第五十三"}),
        ("masthead.session.regular", "第 53 届会议", {"ordinal": "53"}),
        ("masthead.session.special", "第二十四届特别会议", {"ordinal": "第二十四"}),
        ("masthead.session.emergency", "第十一届紧急特别会议", {"ordinal": "第十一"}),
        ("masthead.year", "第五十五年", {"ordinal": "第五十五"}),
        ("masthead.items.agenda.many", "议程项目20、33和155", {"items": "20、33和155"}),
        (
            "masthead.items.agenda.many",
            "议程项目 20 33 64 93 94  \n\n101 102和 155",
            {"items": "20 33 64 93 94  \n\n101 102和 155"},
        ),
        ("masthead.items.provisional-agenda.many", "临时议程*项目46、108和166", {"items": "46、108和166"}),
        ("masthead.items.provisional-agenda.one", "临时议程* 项目7", {"items": "7"}),
        ("masthead.items.preliminary-list.many", "暂定项目表*项目41和97", {"items": "41和97"}),
        ("masthead.items.preliminary-list.one", "暂定项目表* 项目138", {"items": "138"}),
        ("attachment.annex.one", "附 件", {}),
        ("attachment.annex.many", "附 件 二", {"number": "二"}),
        (
            "attachment.annex.many",
            "2014年9月24日给秘书长的信的附件一",
            {"reference": "2014年9月24日给秘书长的信", "number": "一"},
        ),
        ("letter.signed", "谢尔盖·拉夫罗夫（签名）", {"name": "谢尔盖·拉夫罗夫"}),
        ("letter.signed", "（签名）谢尔盖·拉夫罗夫", {"name": "谢尔盖·拉夫罗夫"}),
        ("resolution.adopted.A", "2023年12月7日大会决议", {"date": "2023年12月7日"}),
        (
            "resolution.adopted.S",
            "安全理事会2022年1月27日第8956次会议通过",
            {"date": "2022年1月27日", "meeting": "8956"},
        ),
    ],
)
def test_lines_are_read(chinese: Pack, key: str, line: str, expected: dict[str, str]) -> None:
    assert read(chinese, key, line) == expected


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("letter.transmittal.many", "我们谨在此转递俄罗斯联邦总统和塔吉克斯坦总统签署的条约 见附件"),
        ("letter.transmittal.one", "奉我国政府指示，谨随函附上外交部长给你的信(见附件)。"),
        ("letter.transmittal.one", "谨随信转递2015年1月27日马里共和国政府的一份公报(见附件)。"),
        ("letter.transmittal.one", "谨此写信转递叙利亚联盟代表的一封信(见附件)。"),
        (
            "letter.transmittal.mission.one",
            "哈萨克斯坦常驻联合国代表团向联合国秘书长致意，并谨随函转递一项声明(见附件)。",
        ),
        ("letter.capacity.one", "我谨代表集体安全条约组织成员国转递下列声明。"),
    ],
)
def test_sentences_are_found(chinese: Pack, key: str, sentence: str) -> None:
    assert search(chinese, key, sentence) is not None


@pytest.mark.parametrize(
    ("sentence", "organs"),
    [
        (
            "请将本信及其附件作为议程项目 20 33 64 93 94 101 102 和 155 下的\n大会文件和安全理事会文件分发为荷  ",
            "议程项目 20 33 64 93 94 101 102 和 155 下的\n大会文件和安全理事会文件",
        ),
        (
            "请将本函及其附件作为大会议程项目42下的文件和安全理事会文件分发为荷。",
            "大会议程项目42下的文件和安全理事会文件",
        ),
        ("谨请将本信作为安全理事会文件分发为荷。", "安全理事会文件"),
        ("敬请将本函作为大会第六十九届会议议程项目19下的文件分发为荷。", "大会第六十九届会议议程项目19下的文件"),
        ("如蒙将本函及其附件作为安全理事会文件印发，不胜感激。", "安全理事会文件"),
    ],
)
def test_requests_for_circulation_are_found(chinese: Pack, sentence: str, organs: str) -> None:
    got = search(chinese, "letter.circulation.one", sentence)
    assert got is not None
    assert got["organs"] == organs


def test_a_president_is_no_document(chinese: Pack) -> None:
    assert search(chinese, "letter.circulation.one", "请你作为大会主席采取必要的措施。") is None


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("letter.organs.A.items", "大会议程项目42下的文件"),
        ("letter.organs.A.items", "大会议程项目42项下"),
        ("letter.organs.A.items", "大会第六十九届会议议程项目68下的文件"),
        ("letter.organs.A.items", "议程项目 20 下的大会文件"),
        ("letter.organs.A.plain", "大会正式文件"),
        ("letter.organs.S.plain", "安理会文件"),
        ("letter.organs.S.plain", "安全理事会的文件"),
    ],
)
def test_organs_are_read(chinese: Pack, key: str, text: str) -> None:
    assert read(chinese, key, text) is not None


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("senders.permanent-representative.one", "刚果常驻纽约联合国代表"),
        ("senders.permanent-representative.many", "哈萨克斯坦、吉尔吉斯斯坦和塔吉克斯坦代表"),
        ("senders.charge-d-affaires.one", "巴勒斯坦国常驻联合国观察员代表团临时代办"),
        ("senders.deputy-permanent-representative.one", "中国常驻联合国副代表"),
        ("senders.deputy-permanent-representative.one", "美利坚合众国副常驻代表"),
        ("senders.permanent-observer.one", "巴勒斯坦国常驻联合国观察员"),
        ("senders.minister-for-foreign-affairs.one", "约旦外交和侨务大臣"),
        ("senders.head-of-state.one", "中国国家主席"),
        ("addressees.members-sc", "安全理事会成员国常驻代表"),
        ("addressees.president-ecosoc", "经社理事会主席"),
    ],
)
def test_offices_are_read(chinese: Pack, key: str, text: str) -> None:
    assert read(chinese, key, text) is not None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("俄罗斯联邦和塔吉克斯坦之间关于二十一世纪结盟合作的条约", "treaty"),
        ("集体安全条约组织成员国外交部长关于阿富汗局势的声明", "statement"),
        ("俄罗斯联邦总统和中华人民共和国主席联合声明", "joint-statement"),
        ("杜尚别宣言", "declaration"),
        ("上海合作组织成员国元首理事会会议新闻公报", "communique"),
        ("关于建立信任措施的谅解备忘录", "treaty"),
        ("吉尔吉斯斯坦外交部备忘录", "note"),
        ("参加会议的国家名单", "list"),
        ("外交部长的信", "letter"),
        ("安全理事会第1267(1999)号决议", "resolution"),
        ("常驻代表团的普通照会", "note-verbale"),
    ],
)
def test_the_last_and_longest_kind_ends_the_title(chinese: Pack, title: str, kind: str) -> None:
    hits = [
        (hit.end(), hit.end() - hit.start(), key)
        for key, patterns in chinese.family("kinds.name").items()
        for pattern in patterns
        for hit in re.finditer(regex(parse(pattern), {}, chinese.spaced), fold(title))
    ]
    assert max(hits)[2] == kind


def written(chinese: Pack, key: str, **slots: str) -> str | None:
    """Write the first pattern of a key."""
    return render(parse(chinese.patterns[key][0]), lambda slot: slots.get(slot.name))


@pytest.mark.parametrize(
    ("key", "slots", "expected"),
    [
        (
            "title.identical-letters",
            {"date": NOVEMBER, "senders": "俄罗斯联邦常驻联合国代表", "addressees": "秘书长和安全理事会主席"},
            "2003年12月3日俄罗斯联邦常驻联合国代表给秘书长和安全理事会主席的同文信",
        ),
        (
            "letter.transmittal.mission.one",
            {
                "mission": "哈萨克斯坦常驻联合国代表团",
                "greeted": "向联合国秘书长",
                "object": "一项声明",
                "annexes": "(见附件)",
            },
            "哈萨克斯坦常驻联合国代表团向联合国秘书长致意，并谨随函转递一项声明(见附件)。",
        ),
        (
            "letter.circulation.one",
            {"circulated": "本信及其附件", "organs": "大会议程项目42下的文件和安全理事会文件"},
            "请将本信及其附件作为大会议程项目42下的文件和安全理事会文件分发为荷。",
        ),
        (
            "letter.courtesy.mission.one",
            {"mission": "哈萨克斯坦常驻联合国代表团", "greeted": "向联合国秘书长"},
            "哈萨克斯坦常驻联合国代表团借此机会再次向联合国秘书长致以最崇高的敬意。",
        ),
        (
            "attachment.annex.many",
            {"reference": "2003年12月3日给秘书长的信", "number": "二"},
            "2003年12月3日给秘书长的信的附件二",
        ),
        ("attachment.original", {"languages": "俄文"}, "[原件：俄文]"),
        ("letter.signed", {"name": "谢尔盖·拉夫罗夫"}, "谢尔盖·拉夫罗夫(签名)"),
        ("posts.permanent-representative.one", {"parties": "塔吉克斯坦"}, "塔吉克斯坦常驻联合国代表"),
        ("posts.permanent-representative.one", {}, "常驻联合国代表"),
    ],
)
def test_canonical_forms(chinese: Pack, key: str, slots: dict[str, str], expected: str) -> None:
    assert written(chinese, key, **slots) == expected


def test_ordinals_count(chinese: Pack) -> None:
    digits = {c: n for n, c in enumerate("一二三四五六七八九", 1)}

    def value(word: str) -> int:
        if word == "一百":
            return 100
        tens, ten, units = word.rpartition("十")
        return (digits.get(tens, 1) * 10 if ten else 0) + digits.get(units, 0)

    assert [value(w.removeprefix("第")) for w in chinese.ordinals["session"]] == list(range(1, 101))
    assert chinese.ordinals["session"] == chinese.ordinals["year"]


def test_only_simplified_characters(chinese: Pack) -> None:
    traditional = set("會議員國際聯項條約書長與對關係決聲為華語開發報協備錄團駐給務區簽")
    everything = "".join("".join(p) for p in chinese.patterns.values()) + str(chinese.words) + str(chinese.calendar)
    assert not traditional & set(everything)
