"""The record: everything Chancery says about one document, each value with its place in the text.

Spans are ``(start, end)`` in code points of ``Record.text``, end excluded. Dates are ISO 8601 with the printed precision
(``2000-09``) or an interval (``2017-11-14/2017-11-15``). States are ISO 3166-1 alpha-3 (former States by their former
code), organs symbol letters (``A``, ``S``, ``E``), languages ISO 639-1.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct, field

SCHEMA: Final = "chancery.record/1"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The official languages of the United Nations, in the order of their codes."""

Span = tuple[int, int]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left corner of the page."""

Kind = Literal["communication", "resolution", "presidential-statement", "report", "other"]
Severity = Literal["info", "warning", "error"]
Polarity = Literal["positive", "negative", "neutral"]


class File(Struct, kw_only=True):
    """The file that a record was read from."""

    name: str = ""
    """Without its folder."""
    sha256: str = ""
    """Of its bytes, 64 hexadecimal digits."""
    media_type: str = "text/plain"
    """As its first bytes tell; the name of the file decides nothing."""
    size: int = 0
    """Bytes."""
    pages: int | None = None
    """Null where the format has no pages."""


class Sitting(Struct, kw_only=True):
    """A session of the General Assembly or a year of the Security Council, from the masthead."""

    organ: str
    """``A``, ``S`` or ``E``."""
    session: int | None = None
    """Of the General Assembly."""
    year: int | None = None
    """The Council's ordinal year: 52 is 1997."""
    special: Literal["special", "emergency-special"] | None = None
    """What kind of session it is; null for a regular one."""


class AgendaItem(Struct, kw_only=True):
    """An item of the agenda under which a document is circulated."""

    organ: str
    """Whose agenda it is."""
    item: str
    """``39`` or ``74 (e)``."""
    title: str | None = None
    """As printed under the agenda line; null where none is printed."""


class Masthead(Struct, kw_only=True):
    """The head of the first page."""

    symbols: list[str] = []
    """As the library of the United Nations writes them: ``A/75/973``, ``S/2021/678``."""
    distribution: Literal["general", "limited", "restricted", "provisional"] | None = None
    """The line ``Distr.: General``."""
    date: str | None = None
    """The day on which the text was submitted for issue."""
    original_languages: list[str] = []
    """The languages in which the text was submitted."""
    sittings: list[Sitting] = []
    """The sessions and years it belongs to, in the order A, S, E; an organ without either still has an entry."""
    agenda_items: list[AgendaItem] = []
    """In the order of the page."""
    item_list: Literal["agenda", "provisional-agenda", "preliminary-list"] | None = field(default=None, name="list")
    """The list that the items are numbered in; ``list`` in JSON."""
    job_number: str | None = None
    """The number of the document processing system at the foot of the first page: ``97-04321``."""


class Sender(Struct, kw_only=True):
    """Who a letter comes from, as its title says."""

    state: str | None = None
    """The State that the title names; null for the offices of organs and organizations."""
    organization: str | None = None
    """The organization that the title names, where it is none of a State."""
    office: str
    """``permanent-representative``, ``charge-d-affaires``, ``permanent-mission`` ...: the keys of the offices tables."""
    gender: Literal["feminine", "masculine"] | None = None
    """Where the language marks it."""


class Signature(Struct, kw_only=True):
    """A signature with the title printed under or over it."""

    name: str
    """As printed."""
    state: str | None = None
    """For whom it is given, where the post or the order of the senders tells."""
    title: str | None = None
    """The post as printed, on one line; null where none is printed."""


class Circulation(Struct, kw_only=True):
    """An organ whose document a letter asks to become, with the agenda items named in the request."""

    organ: str
    """``A``, ``S`` or ``E``."""
    items: list[str] = []
    """``39`` or ``74 (e)``; empty for the Security Council, which has no numbered items."""


class Letter(Struct, kw_only=True):
    """The letter or note verbale itself."""

    kind: Literal["letter", "identical-letters", "note-verbale"]
    """As its title says."""
    title: str = ""
    """As printed, on one line."""
    date: str | None = None
    """The date in its title, on which it was signed."""
    addressees: list[str] = []
    """``secretary-general``, ``president-sc`` ...: the keys of the offices tables."""
    senders: list[Sender] = []
    """In the order of the title."""
    on_behalf_of: list[str] = []
    """The organizations in whose name it speaks ("in my capacity as Chair of ...")."""
    signatures: list[Signature] = []
    """In the order of the page; none under a note verbale."""
    circulation: list[Circulation] = []
    """The organs named in the request for circulation, in its order."""


class Attachment(Struct, kw_only=True):
    """An annex, enclosure or appendix."""

    part: str
    """``annex-1``, ``annex-2/enclosure-1``."""
    role: Literal["annex", "enclosure", "appendix"] = "annex"
    """The word of its heading."""
    parent: int | None = None
    """Index of the attachment that this one belongs to; null where it belongs to the letter."""
    label: str = ""
    """The printed word and number, ``Annex II``; empty where none is printed."""
    kind: str = "other"
    """``declaration``, ``joint-statement``, ``treaty`` ...: the keys of the kinds tables."""
    title: str = ""
    """As printed, on one line; empty where none is printed."""
    date: str | None = None
    """When it was adopted, signed, issued or published; of a letter, its date."""
    place: str | None = None
    """Where that was: the English name of the city in the table of places."""
    original_languages: list[str] = []
    """From the bracketed line over it."""
    adopted_by: list[str] = []
    """The States whose common text it is, in the order of the title."""
    signatures: list[Signature] = []
    """Under its text, in the order of the page."""
    published_in: str | None = None
    """The journal of an article, as printed."""
    author: str | None = None
    """Of an article, as printed."""
    articles: int | None = None
    """Of a treaty: how many it has."""
    language: str | None = None
    """Where it differs from the record's."""


Role = Literal[
    "body", "preambular", "operative", "article", "item", "heading", "signature", "footnote", "formula", "table"
]


class Paragraph(Struct, kw_only=True):
    """A citable paragraph."""

    id: str
    """``letter/p2``, ``annex-1/p3``: part, a letter for the role, a number; unique in the record."""
    part: str
    """``letter``, ``body``, ``notes`` or the ``part`` of an attachment."""
    role: Role = "body"
    """What it is on the page."""
    number: str | None = None
    """As printed, without its punctuation: ``3``, ``a``, ``iv``."""
    level: int = 0
    """Depth of an item under its operative paragraph; 0 for everything else."""
    formula: str | None = None
    """``transmittal``, ``circulation`` ...: the formula that the paragraph is an instance of, which a writer writes anew."""
    language: str | None = None
    """Where it differs from the record's."""
    text: str
    """With its printed number, exactly ``text[span]`` of the record."""
    span: Span
    """Its place in the record's text."""


class Mention(Struct, kw_only=True):
    """A name in the text."""

    kind: str
    """``state``, ``organization``, ``organ``, ``person``, ``place``, ``instrument``, ``meeting``, ``programme``."""
    id: str | None = None
    """In the tables of the world; null for a name that none of them holds."""
    text: str
    """As printed."""
    span: Span
    """Its place in the record's text."""
    paragraph: str | None = None
    """The id of the paragraph that holds it."""


class Reference(Struct, kw_only=True):
    """A document, resolution, treaty or agreement referred to."""

    symbol: str | None = None
    """As the library of the United Nations writes it."""
    name: str | None = None
    """Of a treaty or agreement."""
    date: str | None = None
    """Of the document, where the reference gives it."""
    text: str
    """As printed."""
    span: Span
    """Its place in the record's text."""
    paragraph: str | None = None
    """The id of the paragraph that holds it."""


class Event(Struct, kw_only=True):
    """Something that took place: a meeting, a signature, an adoption, an attack."""

    kind: str
    """``meeting``, ``signature``, ``adoption``, ``attack``, ``visit`` ...: the keys of the events tables."""
    name: str | None = None
    """As printed; of an annexed text its title."""
    series: str | None = None
    """Of what a numbered event is one: who holds it and what it is, ``sco/summit``, ``KAZ+RUS/meeting``."""
    ordinal: int | None = None
    """Its number in the series: 4 of the fourth meeting."""
    date: str | None = None
    """Or the interval in which it took place."""
    place: str | None = None
    """The English name of the city in the table of places."""
    participants: list[str] = []
    """States and organizations, sorted."""
    text: str
    """As printed, with when, where and who."""
    span: Span
    """Its place in the record's text."""
    paragraph: str | None = None
    """The id of the paragraph that holds it."""


class Statement(Struct, kw_only=True):
    """A position taken: who does what act towards whom about what."""

    act: str
    """``condemn``, ``welcome``, ``call-upon``, ``commit`` ...: the keys of the acts tables."""
    actors: list[str] = []
    """Who takes it: States and organizations."""
    addressees: list[str] = []
    """Whom it asks for something."""
    about: list[str] = []
    """What it speaks of: identifiers of mentions and references, then topics."""
    trigger: str
    """The words that make the act, as printed."""
    trigger_span: Span
    """Their place in the record's text."""
    text: str
    """As printed."""
    span: Span
    """Its place in the record's text."""
    paragraph: str | None = None
    """The id of the paragraph that holds it."""
    strength: int | None = None
    """How strongly the words say it: 0 (with reserve) to 3 (in the strongest terms); null where nothing modifies them."""
    polarity: Polarity = "neutral"
    """The attitude of the act, which a negation turns round."""
    negated: bool = False
    """Whether the act is denied: "do not recognize", "will not"."""
    reported: bool = False
    """Whether the text tells that the position was taken: "the Ministers welcomed", "it was agreed"."""
    deadline: str | None = None
    """The term that it sets, as an ISO 8601 date or duration (``P30D``)."""


class Quantity(Struct, kw_only=True):
    """An amount with its unit."""

    amount: float
    """As a number, whatever its digits and words were."""
    unit: str
    """What is counted or measured."""
    text: str
    """As printed."""
    span: Span
    """Its place in the record's text."""
    paragraph: str | None = None
    """The id of the paragraph that holds it."""


class Topic(Struct, kw_only=True):
    """Something that the document is about, with every place that names it outside the names of organizations and treaties."""

    id: str
    """In the table of topics (``narcotic-drugs``), or of a concept of the thesaurus that the reader has imported."""
    spans: list[Span]
    """Where it is named in the record's text, in order."""


class Finding(Struct, kw_only=True):
    """Something that a documents officer would send back, or should know."""

    code: str
    """Stable; the catalogue of findings explains each."""
    severity: Severity
    """``error`` would be sent back, ``warning`` should be looked at, ``info`` is good to know."""
    message: str
    """In English, with the values of the case."""
    span: Span | None = None
    """Where it shows; null where something is missing."""


class Furniture(Struct, kw_only=True):
    """What the page carries and the reading text does not: running heads, page numbers, job lines, note marks."""

    kind: str
    """``running-head``, ``page-number``, ``job-line``, ``bar-code``, ``note-mark``, ``rule`` ..."""
    text: str
    """As printed."""
    page: int
    """Counted from 1; 1 where the format has no pages."""
    offset: int
    """Of the first character in the raw text."""


class Run(Struct, array_like=True):
    """The way back: ``text[start:end]`` stands in the raw text at ``offset``, on ``page``, inside ``box``.

    In JSON an array of these values in this order: ``[0, 14, 0, 1, null]``.
    """

    start: int
    """In the record's text."""
    end: int
    """Excluded."""
    offset: int
    """Of its first character in the raw text of the file."""
    page: int = 1
    """Counted from 1."""
    box: Box | None = None
    """Null where the format has no pages."""


class Record(Struct, kw_only=True):
    """One document."""

    schema: Literal["chancery.record/1"] = SCHEMA
    """The form of this record; another form has another name."""
    id: str = ""
    """The first symbol, or ``sha256:`` and 16 digits of the file's digest where no symbol is printed."""
    kind: Kind = "other"
    """What the document is; ``report`` is a report with its letter of transmittal."""
    language: str = "en"
    """Of this text."""
    file: File = field(default_factory=File)
    """Where the record comes from."""
    masthead: Masthead = field(default_factory=Masthead)
    """What the head of the first page says."""
    letter: Letter | None = None
    """Null where the document holds none: resolutions, presidential statements, other documents."""
    adopted: str | None = None
    """The date of adoption of a resolution or presidential statement."""
    attachments: list[Attachment] = []
    """Flat, in the order of the page; nested ones name their parent."""
    paragraphs: list[Paragraph] = []
    """In the order of the page, without overlap."""
    mentions: list[Mention] = []
    """Names of States, organizations, organs, places, persons and instruments, in the order of the text."""
    references: list[Reference] = []
    """Documents, resolutions and treaties that the text refers to, in the order of the text."""
    events: list[Event] = []
    """Meetings, signatures, adoptions, visits, attacks and the like that the text dates or places, each once, in its order."""
    statements: list[Statement] = []
    """Positions that are taken, in the order of the text."""
    quantities: list[Quantity] = []
    """Amounts with their unit, in the order of the text."""
    topics: list[Topic] = []
    """What the text is about, the most frequent first."""
    findings: list[Finding] = []
    """In the order of the page; none on a good document."""
    evidence: dict[str, list[Span] | Literal["inferred"]] = {}
    """JSON Pointer (RFC 6901) to the spans a value was read from, or ``inferred``."""
    furniture: list[Furniture] = []
    """What was taken out of the text, so that nothing of the file is lost."""
    runs: list[Run] = []
    """The way back from the text to the file, in the order of the text."""
    text: str = ""
    """The reading text: paragraphs parted by blank lines."""
