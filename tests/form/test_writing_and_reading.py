"""The law of the forms: what is written in a language is read back from it, in each of the six languages."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import facts

from chancery.form.fills import number_key
from chancery.form.grammar import grammar
from chancery.form.sessions import council_year, possible_sessions, running_session
from chancery.form.writing import Printed, text_of, write
from chancery.reading import read_data
from chancery.record.model import (
    LANGUAGES,
    AgendaItem,
    Attachment,
    Circulation,
    Letter,
    Masthead,
    Paragraph,
    Record,
    Sender,
    Signature,
    Sitting,
)
from chancery.world import states

MEMBERS = sorted(s for s in states.states("en") if any(p.member_to is None for p in states.membership(s)))
NAMES = {
    "ar": ["نيسيو نومين", "نيسيا نومين", "ن. نومين"],
    "en": ["Nescio Nomen", "Nescia NOMEN", "N. N. Nomen"],
    "es": ["Nescio Nomen", "Nescia Nomen", "Néscio Ñomen"],
    "fr": ["Nescio Nomen", "Nescia NOMEN", "N. Nomen-Nômen"],
    "ru": ["Несцио Номен", "Несция Номен", "Н. Номен"],
    "zh": ["内希奥·诺门", "内希娅·诺门", "诺门"],
}
BODIES = {
    "ar": "ونؤكد من جديد أن المياه ينبغي أن تكون متاحة للجميع في جميع الأوقات.",
    "en": "We reaffirm that the water of the mountains should be open to everyone at all times.",
    "es": "Reafirmamos que el agua de las montañas debe estar al alcance de todos en todo momento.",
    "fr": "Nous réaffirmons que l'eau des montagnes doit être accessible à tous en tout temps.",
    "ru": "Мы вновь подтверждаем, что горная вода всегда должна быть доступна всем.",
    "zh": "我们重申，山区的水应随时向所有人开放。",
}
TITLES = {
    "ar": "إعلان بشأن مياه الجبال",
    "en": "Declaration on mountain water",
    "es": "Declaración sobre el agua de las montañas",
    "fr": "Déclaration sur l'eau des montagnes",
    "ru": "Декларация о горных водах",
    "zh": "关于山区水源的宣言",
}
SINGLE = ("secretary-general", "president-sc", "president-ga", "president-ecosoc", "deputy-secretary-general")
"""Offices that name no State; the others are held by States."""
OFFICES = (
    "permanent-representative",
    "acting-permanent-representative",
    "deputy-permanent-representative",
    "charge-d-affaires",
    "permanent-observer",
    "minister-for-foreign-affairs",
    "head-of-government",
    "head-of-state",
)
ORGANIZATIONS = ("g77", "csto", "oas")
MISSIONS = ("permanent-mission", "observer-mission")


@st.composite
def records(draw: st.DrawFn, language: str) -> Record:
    """Draw a communication in due form: any title, sender, addressee, date, circulation and nesting of annexes."""
    kind = draw(st.sampled_from(("letter", "letter", "identical-letters", "note-verbale")))
    issued = draw(st.dates(date(1946, 11, 1), date(2030, 12, 31)))
    dated = issued - timedelta(days=draw(st.integers(0, 12)))
    addressees = draw(
        st.lists(
            st.sampled_from(("secretary-general", "president-sc", "president-ga", "president-ecosoc")),
            min_size=1,
            max_size=2,
            unique=True,
        )
    )
    if kind == "identical-letters":
        addressees = ["secretary-general", "president-sc"]
    senders = draw(_senders(kind, language))
    organs = draw(st.sampled_from((("A",), ("S",), ("A", "S"), ())))
    items = draw(st.lists(_item(), min_size=1, max_size=4, unique=True)) if "A" in organs else []
    listed = draw(st.sampled_from(("agenda", "provisional-agenda", "preliminary-list")))
    session = draw(st.sampled_from(sorted(possible_sessions(issued)))) if "A" in organs else None
    masthead = _masthead(draw, issued, organs, session, items, listed, language)
    names = draw(st.permutations(NAMES[language]))
    letter = Letter(
        kind=kind,
        date=dated.isoformat(),
        addressees=addressees,
        senders=senders,
        signatures=[]
        if kind == "note-verbale"
        else [Signature(name=names[n], state=s.state) for n, s in enumerate(senders)],
        circulation=[Circulation(organ=o, items=items if o == "A" else []) for o in organs],
    )
    record = Record(kind="communication", language=language, masthead=masthead, letter=letter)
    _attach(draw, record, language)
    if (record.attachments or kind == "note-verbale") and draw(st.integers(0, 3)) == 0:
        letter.on_behalf_of.append(draw(st.sampled_from(ORGANIZATIONS)))
    return record


@st.composite
def _senders(draw: st.DrawFn, kind: str, language: str) -> list[Sender]:
    if kind != "note-verbale" and draw(st.integers(0, 5)) == 0:
        return [Sender(office=draw(st.sampled_from(SINGLE)))]
    office = draw(st.sampled_from(MISSIONS if kind == "note-verbale" else OFFICES))
    count = draw(st.integers(1, 3))
    keys = grammar(language).pack.family(f"senders.{office}")
    marked = f"{number_key(count, keys)}_feminine" in keys
    gender = draw(st.sampled_from((None, "feminine"))) if marked else None
    chosen = draw(st.lists(st.sampled_from(MEMBERS), min_size=count, max_size=count, unique=True))
    return [Sender(state=s, office=office, gender=gender) for s in chosen]


@st.composite
def _item(draw: st.DrawFn) -> str:
    number = draw(st.integers(1, 180))
    letter = draw(st.sampled_from(("", "", "a", "c", "e", "q", "r")))
    return f"{number} ({letter})" if letter else str(number)


def _masthead(
    draw: st.DrawFn,
    issued: date,
    organs: tuple[str, ...],
    session: int | None,
    items: list[str],
    listed: str,
    language: str,
) -> Masthead:
    serial = draw(st.integers(1, 999))
    symbols = []
    if "A" in organs and session:
        symbols.append(f"A/{session}/{serial}" if session > 30 else f"A/{2000 + serial}")
    if "S" in organs or not organs:
        symbols.append(f"S/{issued.year}/{serial}" if issued.year > 1993 else f"S/{4000 + serial}")
    sittings = [Sitting(organ="A", session=session)] if session else []
    if "S" in organs or not organs:
        sittings.append(Sitting(organ="S", year=council_year(issued) if session else None))
    return Masthead(
        symbols=symbols,
        distribution="general",
        date=issued.isoformat(),
        original_languages=[draw(st.sampled_from(LANGUAGES))],
        sittings=sittings,
        agenda_items=[AgendaItem(organ="A", item=i) for i in items],
        item_list=listed if items else None,
    )


def _attach(draw: st.DrawFn, record: Record, language: str) -> None:
    """Add a nesting of annexes, enclosures and appendices."""
    shapes = ((), ("annex",), ("annex", "annex"), ("annex", "enclosure", "appendix"), ("annex", "annex", "enclosure"))
    for role in draw(st.sampled_from(shapes)):
        parent = None if role == "annex" else len(record.attachments) - 1
        root = "" if parent is None else record.attachments[parent].part + "/"
        same = sum(a.role == role and a.parent == parent for a in record.attachments)
        part = f"{root}{role}-{same + 1}"
        attachment = Attachment(part=part, role=role, parent=parent, kind="declaration", title=TITLES[language])
        if draw(st.booleans()):
            attachment.original_languages = [draw(st.sampled_from(LANGUAGES))]
        record.attachments.append(attachment)
        for n in range(1, draw(st.integers(2, 4))):
            text = BODIES[language]
            record.paragraphs.append(Paragraph(id=f"{part}/p{n}", part=part, text=text, span=(0, 0)))


def _from_title(printed: list[Printed]) -> list[Printed]:
    """Give what stands under the masthead."""
    kinds = [p.kind for p in printed]
    return printed[kinds.index("title") :]


def _law(record: Record) -> None:
    written = write(record, record.language)
    text = text_of(written)
    back = read_data(text.encode(), "specimen.txt")
    assert facts(back) == facts(record), text
    again = write(back, record.language)
    assert _from_title(again) == _from_title(written)


def _make(language: str):  # type: ignore[no-untyped-def]
    @settings(max_examples=60)
    @given(records(language))
    def law(record: Record) -> None:
        _law(record)

    law.__doc__ = f"Reading what was written in {language} gives the record back."
    return law


test_arabic = _make("ar")
test_chinese = _make("zh")
test_english = _make("en")
test_french = _make("fr")
test_russian = _make("ru")
test_spanish = _make("es")


def test_session_of_the_running_year() -> None:
    assert running_session(date(2002, 3, 5)) == 56
