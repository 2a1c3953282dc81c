"""The Arabic pack: what agreement, the article and the dual ask of it, in whole sentences."""

from __future__ import annotations

import re

import pytest

from chancery.form.notation import parse, regex, render, values
from chancery.lang.fold import fold
from chancery.lang.pack import Pack, pack

FILLED = {
    "date": "28 كانون الثاني/يناير 2015",
    "addressees": "الأمين العام ورئيس مجلس الأمن",
    "senders": "الممثل الدائم لكازاخستان لدى الأمم المتحدة",
    "parties:of": "للاتحاد الروسي وكازاخستان",
    "parties": "الاتحاد الروسي وكازاخستان",
    "number": "الثاني",
    "number:feminine": "الثانية",
    "languages": "الروسية",
    "items": "7 و 133",
    "name": "بشار الجعفري",
    "place:in": "في موسكو",
    "verb": "الموقع",
}


@pytest.fixture(scope="module")
def arabic() -> Pack:
    return pack("ar")


def written(arabic: Pack, key: str, **more: str) -> str | None:
    """Write the first pattern of a key."""
    filled = FILLED | more
    return render(
        parse(arabic.patterns[key][0]), lambda slot: filled.get(f"{slot.name}:{slot.form}" if slot.form else slot.name)
    )


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "title.letter",
            "رسالة مؤرخة 28 كانون الثاني/يناير 2015 موجهة إلى الأمين العام ورئيس مجلس الأمن "
            "من الممثل الدائم لكازاخستان لدى الأمم المتحدة",
        ),
        (
            "title.identical-letters.two",
            "رسالتان متطابقتان مؤرختان 28 كانون الثاني/يناير 2015 موجهتان إلى الأمين العام ورئيس مجلس الأمن "
            "من الممثل الدائم لكازاخستان لدى الأمم المتحدة",
        ),
        (
            "title.identical-letters.many",
            "رسائل متطابقة مؤرخة 28 كانون الثاني/يناير 2015 موجهة إلى الأمين العام ورئيس مجلس الأمن "
            "من الممثل الدائم لكازاخستان لدى الأمم المتحدة",
        ),
        ("senders.permanent-representative.two", "الممثلين الدائمين للاتحاد الروسي وكازاخستان لدى الأمم المتحدة"),
        ("senders.minister-for-foreign-affairs.many", "وزراء خارجية الاتحاد الروسي وكازاخستان"),
        ("masthead.items.agenda.two", "البندان 7 و 133 من جدول الأعمال"),
        ("under.agenda.two", "البندين 7 و 133 من جدول الأعمال"),
        ("see.annex.two", "(انظر المرفقين)"),
        ("attachment.original", "[الأصل: بالروسية]"),
        ("attachment.enclosure.many", "الضميمة الثانية"),
        ("attachment.adopted", "الموقع في موسكو في 28 كانون الثاني/يناير 2015"),
        ("letter.signed", "(توقيع) بشار الجعفري"),
    ],
)
def test_what_is_written(arabic: Pack, key: str, expected: str) -> None:
    assert written(arabic, key) == expected


@pytest.mark.parametrize(
    ("kind", "single", "second"),
    [
        ("letter", "مرفق الرسالة المؤرخة", "المرفق الثاني للرسالة المؤرخة"),
        ("identical-letters.two", "مرفق الرسالتين المتطابقتين", "المرفق الثاني للرسالتين المتطابقتين"),
        ("identical-letters.many", "مرفق الرسائل المتطابقة", "المرفق الثاني للرسائل المتطابقة"),
        ("note-verbale", "مرفق المذكرة الشفوية", "المرفق الثاني للمذكرة الشفوية"),
    ],
)
def test_the_article_of_a_reference_melts_into_its_preposition(
    arabic: Pack, kind: str, single: str, second: str
) -> None:
    reference = written(arabic, f"reference.{kind}") or ""
    assert (written(arabic, "attachment.annex.one", reference=reference) or "").startswith(single)
    assert (written(arabic, "attachment.annex.many", reference=reference) or "").startswith(second)


@pytest.mark.parametrize(
    ("annexes", "expected"),
    [
        ("none", "وأرجو ممتنا تعميم هذه الرسالة بوصفها وثيقة من وثائق مجلس الأمن."),
        ("one", "وأرجو ممتنا تعميم هذه الرسالة ومرفقها بوصفهما وثيقة من وثائق مجلس الأمن."),
        ("two", "وأرجو ممتنا تعميم هذه الرسالة ومرفقيها بوصفها وثيقة من وثائق مجلس الأمن."),
        ("many", "وأرجو ممتنا تعميم هذه الرسالة ومرفقاتها بوصفها وثيقة من وثائق مجلس الأمن."),
    ],
)
def test_a_circulation_request_agrees_with_what_is_circulated(arabic: Pack, annexes: str, expected: str) -> None:
    circulated = written(arabic, f"letter.circulated.letter.{annexes}") or ""
    organ = written(arabic, "letter.organs.S.plain") or ""
    assert written(arabic, "letter.circulation.one", circulated=circulated, organs=organ) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "رسالة مؤرخة ٦ آذار/مارس ٢٠١٥ موجهة من رئيسة مجلس الأمن إلى الأمين العام",
        "رسالة مؤرخة في 6 آذار/ مارس 2015 وموجهة الى الأمين العام من رئيسة مجلس الأمن",
        "رسالة مؤرخة 6 آذار/مارس 2015، من رئيسة مجلس الأمن إلى الأمين العام",
        "رسالة بتاريخ 6 مارس 2015 موجهة إلى الأمين العام من رئيسة مجلس الأمن",
    ],
)
def test_titles_are_read_whatever_stands_first(arabic: Pack, printed: str) -> None:
    shapes = {
        "date": r"\d+ [^\d]+ \d{4}",
        "addressees": fold("الأمين العام"),
        "senders": "|".join(map(fold, arabic.patterns["senders.president-sc.one_feminine"])),
    }
    folded = fold(printed)
    found = [re.fullmatch(regex(parse(p), shapes), folded) for p in arabic.patterns["title.letter"]]
    spans = [values(match) for match in found if match]
    assert spans
    assert all(folded[slice(*found["addressees"])] == "الامين العام" for found in spans)
    assert all(folded[slice(*found["senders"])] == "رييسة مجلس الامن" for found in spans)


def test_sub_items_count_as_the_latin_letters_do(arabic: Pack) -> None:
    letters = arabic.words["items"]["letters"]
    assert len(letters) == len(set(letters)) == 26
    assert (letters[4], letters[25]) == ("ه", "ض")  # (e) and (z); after it come (أ أ) and (aa)


def test_both_genders_count_as_far(arabic: Pack) -> None:
    numbers = arabic.words["numbers"]
    assert len(numbers["annex"]) == len(numbers["annex_feminine"]) == 20
