"""Findings: each on one document that is broken in one thing, in six languages; none on documents in due form."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from chancery.checks import catalogue
from chancery.checks.run import CHECKS
from chancery.form import fills
from chancery.form.writing import Printed, text_of, write
from chancery.lang.fold import fold
from chancery.reading import read_data
from chancery.record.model import (
    LANGUAGES,
    Attachment,
    Circulation,
    Finding,
    Masthead,
    Paragraph,
    Record,
    Sender,
    Signature,
    Sitting,
)
from chancery.specimens import load
from chancery.specimens.export import printed
from chancery.world import states

UNKNOWN = {
    "ar": "لروريتانيا",
    "en": "Ruritania",
    "es": "Ruritania",
    "fr": "de la Ruritanie",
    "ru": "Руритании",
    "zh": "鲁里坦尼亚",
}
"""A State that no table holds, as it stands after the office."""
SECOND = {
    "ar": "إعلان بشأن الينابيع",
    "en": "Declaration on springs",
    "es": "Declaración sobre los manantiales",
    "fr": "Déclaration sur les sources",
    "ru": "Декларация о родниках",
    "zh": "关于泉水的宣言",
}
"""The title of another annex."""

Break = Callable[[Record, str], list[Printed]]


def joint(language: str) -> Record:
    """Give a letter in due form: two senders, two organs, one item, a joint statement as its annex."""
    specimen = next(s for s in load() if s.name == "01-mountain-water")
    return copy.deepcopy(specimen.record(language))


def council(language: str) -> Record:
    """Give a letter to the Security Council alone, without session or item."""
    record = joint(language)
    assert record.letter
    record.masthead.symbols, record.masthead.agenda_items, record.masthead.item_list = ["S/2019/480"], [], None
    record.masthead.sittings = [Sitting(organ="S")]
    record.letter.circulation = [Circulation(organ="S")]
    return record


def single(language: str) -> Record:
    """Give a letter of one sender."""
    record = joint(language)
    assert record.letter
    del record.letter.senders[1:], record.letter.signatures[1:]
    return record


def without(*kinds: str, nth: int | None = None) -> Break:
    """Break a document by leaving out paragraphs of some kinds: all, or only the nth."""

    def broken(record: Record, language: str) -> list[Printed]:
        document = write(record, language)
        found = [i for i, p in enumerate(document) if p.kind in kinds]
        gone = found if nth is None else [found[nth]]
        assert gone
        return [p for i, p in enumerate(document) if i not in gone]

    return broken


def changed(change: Callable[[Record], object]) -> Break:
    """Break a document by a fault in the record that it is written from."""

    def broken(record: Record, language: str) -> list[Printed]:
        change(record)
        return write(record, language)

    return broken


def first_words(change: Callable[[Record], object], kind: str) -> Break:
    """Break a document by one paragraph that speaks of another letter."""

    def broken(record: Record, language: str) -> list[Printed]:
        other = copy.deepcopy(record)
        change(other)
        foreign = [p for p in write(other, language) if p.kind == kind]
        assert len(foreign) == 1
        return [foreign[0] if p.kind == kind else p for p in write(record, language)]

    return broken


def replaced(kind: str, old: Callable[[Record, str], str], new: Callable[[Record, str], str]) -> Break:
    """Break a document by other words in a paragraph of a kind."""

    def broken(record: Record, language: str) -> list[Printed]:
        before, after = old(record, language), new(record, language)
        document = write(record, language)
        assert any(p.kind == kind and before in p.text for p in document), before
        return [p._replace(text=p.text.replace(before, after)) if p.kind == kind else p for p in document]

    return broken


def set_letter_date(date: str) -> Callable[[Record], None]:
    """Give what dates the letter of a record anew."""

    def change(record: Record) -> None:
        assert record.letter
        record.letter.date = date

    return change


def in_2091(record: Record) -> None:
    assert record.letter
    record.masthead.date, record.letter.date, record.masthead.symbols = "2091-06-14", "2091-06-12", ["S/2091/480"]


def in_session_71(record: Record) -> None:
    record.masthead.symbols[0], record.masthead.sittings[0].session = "A/71/901", 71


def ask_council_only(record: Record) -> None:
    assert record.letter
    del record.letter.circulation[0]


def ask_under(*items: str) -> Callable[[Record], None]:
    """Give what changes the items of the request for circulation."""

    def change(record: Record) -> None:
        assert record.letter
        record.letter.circulation[0].items = list(items)

    return change


def unaddressed(record: Record, language: str) -> list[Printed]:
    """Leave the addressee out of the title."""
    assert record.letter
    title = {
        "ar": "رسالة مؤرخة {date} من {senders}",
        "en": "Letter dated {date} from {senders}",
        "es": "Carta de fecha {date} enviada por {senders}",
        "fr": "Lettre datée du {date}, adressée par {senders}",
        "ru": "Письмо {senders} от {date}",
        "zh": "{date}{senders}的信",
    }[language]
    words = fills.title_fillers(record.letter, language)
    text = title.format(date=words["date"], senders=words["senders"])
    return [p._replace(text=text) if p.kind == "title" else p for p in write(record, language)]


def foreign_party(record: Record, language: str) -> list[Printed]:
    """Name another State than Switzerland where the annex begins."""
    document = write(record, language)
    at = next(i for i, p in enumerate(document) if p.kind == "annex-title") + 1
    text = document[at].text
    start, end = next((a, b) for a, b, state in states.find(fold(text), language) if state == "CHE")
    document[at] = document[at]._replace(text=text[:start] + states.name("BTN", language, "of") + text[end:])
    return document


def signed_note(record: Record, language: str) -> list[Printed]:
    """Put a signature under a note verbale."""
    assert record.letter
    record.letter.signatures = []
    signed = next(p for p in write(joint(language), language) if p.kind == "signed")
    record.letter.kind = "note-verbale"
    record.letter.senders = [Sender(state="NPL", office="permanent-mission")]
    document = write(record, language)
    at = next(i for i, p in enumerate(document) if p.kind == "annex-heading")
    return [*document[:at], signed, *document[at:]]


def cut(record: Record, language: str) -> list[Printed]:
    """Leave out the annex."""
    document = write(record, language)
    return document[: next(i for i, p in enumerate(document) if p.kind == "annex-heading")]


def bare(record: Record, language: str) -> list[Printed]:
    """Leave out all that stands before the title."""
    document = write(record, language)
    return document[next(i for i, p in enumerate(document) if p.kind == "title") :]


def second_annex(record: Record, language: str) -> list[Printed]:
    """Append an annex to a letter that announces one."""
    letter = next(p for p in write(record, language) if p.kind == "body")
    body = record.paragraphs[-1].text
    record.attachments.append(Attachment(part="annex-2", kind="declaration", title=SECOND[language]))
    record.paragraphs.append(Paragraph(id="annex-2/p1", part="annex-2", text=body, span=(0, 0)))
    document = write(record, language)
    at = next(i for i, p in enumerate(document) if p.kind == "body")
    document[at] = letter
    return document


def foreign_job(record: Record, language: str) -> list[Printed]:
    """Print the job number of another language's version at the foot."""
    letter = "F" if language != "fr" else "E"
    return [*write(record, language), Printed("job", f"19-09876 ({letter})    140619")]


CASES: dict[str, tuple[Callable[[str], Record], Break]] = {
    "missing-symbol": (joint, without("symbol")),
    "missing-date": (joint, without("masthead-date")),
    "missing-distribution": (joint, without("distribution")),
    "session-inferred": (joint, without("session", nth=0)),
    "title-not-read": (joint, unaddressed),
    "sender-not-identified": (
        single,
        replaced("title", lambda _, code: states.name("NPL", code, "of"), lambda _, code: UNKNOWN[code]),
    ),
    "letter-after-masthead": (joint, changed(lambda r: setattr(r.masthead, "date", "2019-06-10"))),
    "letter-long-before-masthead": (joint, changed(set_letter_date("2019-03-12"))),
    "council-year-mismatch": (joint, changed(lambda r: setattr(r.masthead.sittings[1], "year", 71))),
    "symbol-year-mismatch": (joint, changed(lambda r: r.masthead.symbols.__setitem__(1, "S/2017/480"))),
    "session-date-mismatch": (joint, changed(in_session_71)),
    "symbol-session-mismatch": (joint, changed(lambda r: r.masthead.symbols.__setitem__(0, "A/70/901"))),
    "organ-mismatch": (joint, changed(ask_council_only)),
    "item-mismatch": (joint, changed(ask_under("21"))),
    "missing-agenda-item": (joint, changed(ask_under())),
    "annex-heading-mismatch": (joint, first_words(set_letter_date("2019-05-12"), "annex-heading")),
    "annex-party-mismatch": (joint, foreign_party),
    "signature-count": (joint, changed(lambda r: r.letter.signatures.pop() if r.letter else None)),
    "unsigned-letter": (joint, without("signed", "post")),
    "note-verbale-signed": (joint, signed_note),
    "annex-missing": (joint, cut),
    "annex-not-announced": (joint, second_annex),
    "original-language-missing": (joint, without("original")),
    "job-language-mismatch": (joint, foreign_job),
    "future-date": (council, changed(in_2091)),
    "missing-masthead": (council, bare),
}
IMPLIED = {"missing-masthead": {"missing-symbol"}}
"""Findings that cannot be without another."""


def findings(document: list[Printed], language: str) -> list[Finding]:
    """Give the findings of a printed document."""
    return read_data(text_of(document).encode(), f"{language}.txt").findings


def test_every_finding_has_a_case() -> None:
    assert CASES.keys() == catalogue().keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CASES)
def test_one_fault_gives_one_finding(code: str, language: str) -> None:
    make, broken = CASES[code]
    document = broken(make(language), language)
    found = findings(document, language)
    assert {f.code for f in found} == {code} | IMPLIED.get(code, set()), text_of(document)
    assert all("{" not in f.message and f.severity == catalogue()[f.code].severity for f in found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [joint, council, single])
def test_the_unbroken_documents_are_good(make: Callable[[str], Record], language: str) -> None:
    assert findings(write(make(language), language), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [s.name for s in load()])
def test_specimens_have_no_faults(name: str, language: str) -> None:
    specimen = next(s for s in load() if s.name == name)
    found = findings(printed(specimen, language), language)
    assert [f for f in found if f.severity != "info"] == []


@pytest.mark.parametrize("code", ["letter-after-masthead", "item-mismatch", "annex-missing", "signature-count"])
def test_a_finding_points_at_the_words(code: str) -> None:
    make, broken = CASES[code]
    record = read_data(text_of(broken(make("en"), "en")).encode(), "en.txt")
    words = {
        "letter-after-masthead": "12 June 2019",
        "item-mismatch": "of the General Assembly, under agenda item 21",
        "annex-missing": "(see annex)",
        "signature-count": "Nescio Nomen",
    }
    assert [record.text[slice(*f.span)] for f in record.findings if f.span] == [words[code]]


MESSAGES = {
    "missing-agenda-item": "Circulation as a document of the General Assembly is asked without an agenda item.",
    "organ-mismatch": "Organs differ: General Assembly and Security Council in the symbol, Security Council in the "
    "request for circulation.",
    "session-inferred": "The session is not printed; session 73 was inferred from the symbol or the date.",
    "annex-missing": "The letter says “see annex”, but none was found.",
    "annex-not-announced": "There are 2 annexes, but the letter says “see annex”.",
    "annex-party-mismatch": "Annex: the title names Switzerland, the text names Bhutan in its place.",
    "annex-heading-mismatch": "The heading of Annex refers to a letter of another date (2019-05-12) than the title.",
    "title-not-read": "The title follows no known form: addressee could not be read.",
}


@pytest.mark.parametrize("code", MESSAGES)
def test_messages_are_sentences_for_people(code: str) -> None:
    make, broken = CASES[code]
    assert [f.message for f in findings(broken(make("en"), "en"), "en")] == [MESSAGES[code]]


def test_documents_without_letter_have_no_findings_of_letters() -> None:
    assert read_data(b"A list of springs.\n\nOne. Two. Three.\n", "list.txt").findings == []


def test_checks_do_not_change_the_record() -> None:
    make, broken = CASES["organ-mismatch"]
    record = read_data(text_of(broken(make("en"), "en")).encode(), "en.txt")
    before = copy.deepcopy(record)
    for check in CHECKS:
        list(check(record))
    assert record == before


def test_a_date_before_the_organization_cannot_be_right() -> None:
    record = Record(kind="communication", masthead=Masthead(symbols=["S/12"], date="1944-06-14"))
    record.letter = single("en").letter
    assert record.letter
    record.letter.date = "1944-06-12"
    record.letter.signatures = [Signature(name="Nescio Nomen", state="NPL")]
    assert [f.code for f in [f for check in CHECKS for f in check(record)]].count("future-date") == 2


def test_a_heading_may_name_another_sender() -> None:
    def of_bhutan(record: Record) -> None:
        assert record.letter
        record.letter.senders[0].state = "BTN"

    broken = first_words(of_bhutan, "annex-heading")
    found = findings(broken(single("en"), "en"), "en")
    assert [f.message for f in found] == ["The heading of Annex refers to a letter of another sender than the title."]
