"""Writing: the fixed parts of a document in due form, around the bodies that its record holds.

The result is a list of printed paragraphs with what each is, from which plain text, HTML, DOCX and PDF are made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from chancery.form import dates
from chancery.form.fills import (
    Fillers,
    addressees,
    endings,
    fill,
    items_phrase,
    joined,
    number_key,
    parties,
    phrase,
    place,
    senders,
    title,
)
from chancery.form.grammar import grammar
from chancery.form.letter import CAPACITY_REACH
from chancery.form.notation import render
from chancery.form.slots import names_in, parsers
from chancery.lang.fold import fold
from chancery.record.model import Attachment, Letter, Masthead, Paragraph, Record, Sender, Signature
from chancery.world import states

LISTS = {"provisional-agenda": "150", "preliminary-list": "50"}
"""The documents of a session of the General Assembly that a star behind the line of items refers to: ``A/76/150``."""
FIRST_LISTED = 31
"""The session from which on these lists bear these numbers."""


class WritingError(ValueError):
    """A record that cannot be written in due form; the message says what it lacks."""


class Printed(NamedTuple):
    """One printed paragraph."""

    kind: str
    """``organ``, ``symbol``, ``distribution``, ``masthead-date``, ``language``, ``original``, ``session``, ``items``,
    ``item-title``, ``title``, ``body``, ``item``, ``signed``, ``post``, ``annex-heading``, ``annex-original``,
    ``annex-title``, ``heading``, ``end`` ..."""
    text: str
    level: int = 0


def write(record: Record, language: str) -> list[Printed]:
    """Write a communication in a language.

    Fixed parts (masthead, title, transmittal, request for circulation, signatures, annex headings) are composed in the
    language; bodies are printed as the record holds them. States are put into the order of the language where the
    record was read in another one. Raises `WritingError` where the record has no letter, or its letter no date, sender
    or addressee.
    """
    letter = record.letter
    if letter is None:
        raise WritingError("the record has no letter: only communications can be written")
    for what in ("date", "senders", "addressees"):
        if not getattr(letter, what):
            raise WritingError(f"the letter has no {what}: a title needs a date, senders and addressees")
    ordered = letter if language == record.language else _reordered(letter, language)
    out = masthead(record, language)
    out.append(Printed("title", _title(ordered, language)))
    out += _body(record, ordered, language)
    out += _attachments(record, ordered, language)
    out.append(Printed("end", "-----"))
    if listed := _listed(record.masthead):
        out.append(Printed("note", f"* {listed}."))
    return out


def _reordered(letter: Letter, language: str) -> Letter:
    """Give the letter with the States of each office in the order of a language (a version sorts its own names)."""
    order: dict[str, int] = {}
    for sender in letter.senders:
        order.setdefault(sender.office, len(order))

    def key(sender: Sender) -> tuple[int, str]:
        return order[sender.office], states.sort_key(sender.state, language) if sender.state else ""

    return Letter(
        kind=letter.kind,
        title=letter.title,
        date=letter.date,
        addressees=letter.addressees,
        senders=sorted(letter.senders, key=key),
        on_behalf_of=letter.on_behalf_of,
        signatures=letter.signatures,
        circulation=letter.circulation,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def masthead(record: Record, language: str) -> list[Printed]:
    """Write the masthead: the block of the document, then the sessions and items of the organs."""
    g, head = grammar(language), record.masthead
    out = [Printed("united-nations", str(g.write("masthead.united_nations", fill({}))))]
    out += [Printed("symbol", "–".join(head.symbols))] if head.symbols else []
    organs = list(dict.fromkeys(s.organ for s in head.sittings))
    out += [Printed("organ", t) for o in organs if (t := g.write(f"masthead.organ.{o}", fill({})))]
    if head.distribution and (text := g.write(f"masthead.distribution.{head.distribution}", fill({}))):
        out.append(Printed("distribution", text))
    words = g.pack.words
    if head.date:
        out.append(Printed("masthead-date", dates.write(head.date, words["masthead_dates"])))
    if head.original_languages:
        if language not in head.original_languages:
            out.append(Printed("language", words["version"]["name"]))
        names = joined((words["languages"][code][0] for code in head.original_languages), words["masthead_dates"])
        out.append(Printed("original", str(g.write("masthead.original", fill({"languages": names})))))
    for sitting in head.sittings:
        out += _sitting(record, sitting.organ, language)
    return out


def _sitting(record: Record, organ: str, language: str) -> list[Printed]:
    """Write the block of one organ under the masthead: session, items and their titles, or the year."""
    g, head = grammar(language), record.masthead
    out: list[Printed] = []
    sitting = next(s for s in head.sittings if s.organ == organ)
    combined = len(head.sittings) > 1
    if combined:
        out.append(Printed("organ", str(g.write(f"masthead.organ.{organ}", fill({})))))
    if sitting.session:
        key = {"special": "special", "emergency-special": "emergency"}.get(sitting.special or "", "regular")
        ordinal = g.pack.ordinals["session"][sitting.session - 1]
        out.append(Printed("session", _capital(str(g.write(f"masthead.session.{key}", fill({"ordinal": ordinal}))))))
    if sitting.year:
        ordinal = g.pack.ordinals["year"][sitting.year - 1]
        out.append(Printed("session", _capital(str(g.write("masthead.year", fill({"ordinal": ordinal}))))))
    items = [i for i in head.agenda_items if i.organ == organ]
    if items:
        line = str(items_phrase([i.item for i in items], head.item_list or "agenda", language, "masthead.items"))
        out.append(Printed("items", _capital(line if _listed(head) else line.replace("*", ""))))
        out += [Printed("item-title", i.title) for i in items if i.title]
    return out


def _listed(head: Masthead) -> str | None:
    """Give the symbol of the list of items that the masthead refers to, where the list has one that is known."""
    regular = next((s for s in head.sittings if s.organ == "A" and s.session and not s.special), None)
    if regular is None or not regular.session or regular.session < FIRST_LISTED or head.item_list not in LISTS:
        return None
    numbered = any(item.organ == "A" for item in head.agenda_items)
    return f"A/{regular.session}/{LISTS[head.item_list]}" if numbered else None


def _title(letter: Letter, language: str) -> str:
    text = title(letter, language)
    if text is None:
        unknown = ", ".join([*letter.addressees, *(s.office for s in letter.senders)])
        raise WritingError(f"no {letter.kind} title in {language!r} for addressees and offices {unknown}")
    return _capital(text)


def _person(letter: Letter, language: str, prefix: str) -> str:
    """Give the key under a prefix for who speaks: one signer, many, the mission of a note verbale, several missions.

    Women and feminine nouns have keys of their own where the language needs them.
    """
    keys = endings(grammar(language), prefix)
    count = max(len(letter.signatures), len(letter.senders), 1)
    women = bool(letter.senders) and all(sender.gender == "feminine" for sender in letter.senders)
    if letter.kind != "note-verbale":
        return f"{prefix}.{number_key(count, keys, 'feminine' if women else None)}"
    inner = [key.removeprefix("mission.") for key in keys if key.startswith("mission.")]
    nouns = grammar(language).pack.words["join"].get("feminine", [])
    gender = "feminine" if any(sender.office in nouns for sender in letter.senders) else None
    return f"{prefix}.mission.{number_key(len(letter.senders), inner, gender)}" if inner else f"{prefix}.mission"


def _body(record: Record, letter: Letter, language: str) -> list[Printed]:
    """Write the letter's paragraphs: transmittal, its own paragraphs, request for circulation, courtesy, signatures."""
    g, mission = grammar(language), letter.kind == "note-verbale"
    own = [p for p in record.paragraphs if p.part == "letter" and p.role in ("body", "item") and not p.formula]
    fillers: dict[str, str | None] = {
        "mission": senders(letter.senders, language, "mission") if mission else None,
        "greeted": addressees(letter.addressees, language, "greeted"),
        "capacity": None if _speaks_for(own, letter, record.language) else _capacity_phrase(letter, language),
    }
    out: list[Printed] = []

    def sentence(prefix: str, more: dict[str, str | None]) -> str:
        return _capital(g.write(_person(letter, language, prefix), fill({**fillers, **more})) or "")

    top = [a for a in record.attachments if a.parent is None]
    if top:
        see = phrase(g, "see", "annex.one", {}) if len(top) == 1 else None
        text = sentence("letter.transmittal", {"object": _objects(top, language), "annexes": see})
        out.append(Printed("body", text))
    elif mission and not _says(own, "letter.compliments", record.language):
        out += [Printed("body", text) for text in [sentence("letter.compliments", {})] if text]
    out += [_paragraph(p) for p in own]
    if not mission and fillers["capacity"] and out:
        out[0] = out[0]._replace(text=_with_capacity(sentence("letter.capacity", {}), out[0].text, language))
    if letter.circulation:
        out.append(Printed("body", sentence("letter.circulation", _circulation(record, letter, len(top), language))))
    if mission and not _says(own, "letter.courtesy", record.language):
        out += [Printed("body", text) for text in [sentence("letter.courtesy", {})] if text]
    for signature in letter.signatures:
        out += _signature(signature, letter, language)
    return out


def _says(paragraphs: list[Paragraph], prefix: str, language: str) -> bool:
    """Whether one of the paragraphs of a record in a language holds a formula already."""
    patterns = [p for found in grammar(language).family(prefix).values() for p in found]
    folded = [fold(paragraph.text) for paragraph in paragraphs]
    return any(p.search(text, 0, len(text), parsers(language)) for p in patterns for text in folded)


def _speaks_for(paragraphs: list[Paragraph], letter: Letter, language: str) -> bool:
    """Whether one of the paragraphs says already on whose behalf the letter is."""
    patterns = [p for found in grammar(language).family("letter.capacity").values() for p in found]
    for text in (fold(paragraph.text) for paragraph in paragraphs if letter.on_behalf_of):
        for opening in (p.search_opening(text, 0, len(text)) for p in patterns):
            if opening is None:
                continue
            stop = min(len(text), opening + CAPACITY_REACH)
            if any(name.id in letter.on_behalf_of for name in names_in(text, opening, stop, language)):
                return True
    return False


def _with_capacity(capacity: str, text: str, language: str) -> str:
    """Put "In my capacity as ..., " before a sentence, whose first word then begins small unless it is a name."""
    folded = fold(text)
    named = any(name.start == 0 for name in names_in(folded, 0, min(len(folded), 100), language))
    keep = named or any(text.startswith(k) for k in grammar(language).pack.words["join"].get("capital_kept", []))
    return capacity + (text if keep else text[:1].lower() + text[1:])


def _capacity_phrase(letter: Letter, language: str) -> str | None:
    """Write what the senders are of the organization on whose behalf they speak."""
    if not letter.on_behalf_of:
        return None
    of = parties([("organization", letter.on_behalf_of[0])], language)
    return grammar(language).write(_person(letter, language, "letter.capacity_phrase"), fill({"organization": of}))


def _objects(attachments: list[Attachment], language: str) -> str:
    """Write what is transmitted, joined; a clause that a comma opens is closed before the next object."""
    g = grammar(language)
    parts = [_object(a, n, len(attachments), language) for n, a in enumerate(attachments)]
    close = g.pack.words["join"].get("close", "")
    if len(parts) > 1 and ", " in parts[-2]:
        parts[-2] += close
    return joined(parts, language)


def _object(attachment: Attachment, n: int, count: int, language: str) -> str:
    """Write what is transmitted, with the date and place of its adoption, and its annex number where there are several."""
    g = grammar(language)
    kind = attachment.kind
    text = None
    if attachment.date:
        slots: Fillers = {"date": dates.write(attachment.date, language), "place": place(attachment.place, language)}
        text = g.write(f"kinds.adopted.{kind}", fill(slots))
    text = text or g.write(f"kinds.object.{kind}", fill({})) or str(g.write("kinds.object.other", fill({})))
    if count > 1:
        see = phrase(g, "see", "annex.number", {"number": _annex_number(n, language)})
        text += ("" if not g.pack.spaced else " ") + str(see)
    return text


def _circulation(record: Record, letter: Letter, annexes: int, language: str) -> dict[str, str | None]:
    """Give the slots of a request for circulation: what is circulated, and as whose document."""
    g = grammar(language)
    kind = "note-verbale" if letter.kind == "note-verbale" else "letter"
    count = "none" if not annexes else number_key(annexes, endings(g, f"letter.circulated.{kind}"))
    organs = []
    for c in letter.circulation:
        under = items_phrase(c.items, record.masthead.item_list or "agenda", language, "under") if c.items else None
        text = phrase(g, "letter.organs", f"{c.organ}.items" if under else f"{c.organ}.plain", {"under": under})
        if text is None:
            raise WritingError(f"no form for circulation by the organ {c.organ!r} in {language!r}")
        organs.append(text)
    join = str(g.pack.patterns["letter.organs.join"][0])
    return {"circulated": phrase(g, "letter.circulated", f"{kind}.{count}", {}), "organs": join.join(organs)}


def _signature(signature: Signature, letter: Letter | None, language: str, treaty: bool = False) -> list[Printed]:
    """Write one signature: the mark and name, and the post below or above as the language has it.

    Under a ``treaty`` the State stands in the place of a post.
    """
    g = grammar(language)
    out = [Printed("signed", str(g.write("letter.signed", fill({"name": signature.name}))))]
    post = signature.title or (states.name(signature.state, language) if treaty and signature.state else None)
    if post is None and letter:
        sender = next((s for s in letter.senders if s.state == signature.state), None)
        if sender and (keys := endings(g, f"posts.{sender.office}")):
            key = number_key(1, keys, sender.gender)
            ids = [("state", sender.state)] if sender.state else []
            ids += [("organization", sender.organization)] if sender.organization and not sender.state else []
            post = phrase(g, "posts", f"{sender.office}.{key}", {"parties": parties(ids, language) if ids else None})
    if post:
        out.append(Printed("post", post))
    return out[::-1] if g.pack.words["signature"]["post"] == "above" else out


def _reference(letter: Letter, language: str) -> str | None:
    return title(letter, language, "reference")


def _attachments(record: Record, letter: Letter, language: str) -> list[Printed]:
    """Write headings, original languages and titles of the attachments around their bodies."""
    g, out = grammar(language), []
    words = g.pack.words
    for attachment in record.attachments:
        siblings = [a for a in record.attachments if a.parent == attachment.parent and a.role == attachment.role]
        n = next(i for i, a in enumerate(siblings) if a is attachment)
        number = _annex_number(n, language) if len(siblings) > 1 else None
        reference = _reference(letter, language) if attachment.parent is None else None
        key = f"attachment.{attachment.role}.{'many' if number else 'one'}"
        text = g.write(key, fill({"reference": reference, "number": number}))
        if text is None:
            short = [p for p in g.patterns(key) if "{reference}" not in p.text]
            text = render(short[0].tree, fill({"number": number})) if short else attachment.label
        out.append(Printed("annex-heading", _capital(text or attachment.label)))
        if attachment.original_languages:
            names = joined((words["languages_annex"][c][0] for c in attachment.original_languages), language)
            key = "attachment.original" if len(attachment.original_languages) == 1 else "attachment.originals"
            out.append(Printed("annex-original", str(g.write(key, fill({"languages": names})))))
        if attachment.title:
            out.append(Printed("annex-title", attachment.title))
        own = (p for p in record.paragraphs if p.part == attachment.part and p.role != "signature" and not p.formula)
        out += map(_paragraph, own)
        for signature in attachment.signatures:
            out += _signature(signature, None, language, treaty=attachment.kind == "treaty")
    return out


def _annex_number(n: int, language: str) -> Callable[[str], str]:
    """Give the number of the nth annex, in the gender that a slot asks for."""
    numbers = grammar(language).pack.words["numbers"]
    return lambda form: str(numbers.get(f"annex_{form}", numbers["annex"])[n])


def _paragraph(paragraph: Paragraph) -> Printed:
    kind = paragraph.role if paragraph.role in ("heading", "item", "article", "preambular", "footnote") else "body"
    return Printed(kind, paragraph.text, paragraph.level)


def text_of(printed: list[Printed]) -> str:
    """Give the plain text of a written document: its paragraphs parted by blank lines."""
    return "\n\n".join(p.text for p in printed) + "\n"
