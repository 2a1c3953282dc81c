"""Akoma Ntoso as the United Nations publish it (AKN4UN): paragraphs with their role, number, part and depth.

Footnotes stand after the text; numbers that are typed into the text are taken out of it, as the markup does with others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from chancery.record.model import File
from chancery.source import xml
from chancery.source.akn_text import Note, Passage, content, name, number_of, passage
from chancery.source.lines import Lines
from chancery.source.model import Hint, NoText, Source, Unsupported

_LANGUAGES = {"ara": "ar", "eng": "en", "spa": "es", "fra": "fr", "rus": "ru", "zho": "zh", "chi": "zh", "fre": "fr"}
_VERB_ANYWHERE = frozenset(["zh"])
"""Languages whose emphasised verb may follow its object."""
_HEADING_CLASSES = frozenset(["H1", "H23", "H4", "HCh", "HCH", "TitleH1", "TitleH2", "AgendaTitleH2", "BLUEHeadingH2"])
_NUMERIC = re.compile(r"\s*\d+\s*[.\-–—]?\s*\.?\s*")
_CLOSED = re.compile(r"[.,:;，。；：、،؛!?）)”»]$")
"""The end of a paragraph; a short text without it and without a verb is a heading."""
_HEADING_LENGTH = 200
_TITLE_LENGTH = 60
"""Characters from which a wholly emphasised paragraph has no verb marked, but is emphasised."""
_YEAR = re.compile(r"\s*\((\d{4})\)")
_NO_DATE = re.compile(r"(?!0001)\d{4}-\d\d-\d\d")
_HEADINGS = frozenset(["num", "heading", "subheading", "crossHeading"])
_WHAT = "Akoma Ntoso file"


def read(data: bytes, file: File) -> Source:
    """Give the paragraphs of an Akoma Ntoso file with hints, and the facts of its metadata.

    Raises `Damaged` where it is not well-formed, `Unsupported` where it is another XML or declares entities, `TooLarge`, `NoText`.
    """
    root = xml.parse(data, _WHAT)
    if name(root) != "akomaNtoso":
        raise Unsupported(f"The file is XML, but not Akoma Ntoso (<{name(root)}>). Save the document as DOCX or PDF.")
    facts = _facts(root)
    reader = _Reader(facts.get("language", ""))
    reader.document(root)
    if not reader.lines.lines:
        raise NoText("The Akoma Ntoso file holds no text.")
    return Source(file=file, raw=reader.lines.raw(), lines=reader.lines.lines, flow=True, facts=facts)


def _facts(root: Any) -> dict[str, str]:
    """What the metadata state; a date is left out where the file has none but a filler."""

    def first(query: str) -> Any | None:
        return next(root.iterfind(query), None)

    dates = {e.get("refersTo"): e.get("date", "") for e in root.iter("{*}docDate")}
    adopted = next((e.get("date", "") for e in root.iter("{*}FRBRdate") if e.get("name") == "adoption"), "")
    tongue = first(".//{*}FRBRlanguage")
    language = tongue.get("language", "") if tongue is not None else ""
    symbol = content(first(".//{*}docNumber[@refersTo='#symbol']"))
    facts = {
        "symbol": _YEAR.sub(r" (\1)", symbol) if symbol.startswith("S/") else symbol,
        "language": _LANGUAGES.get(language, language[:2]),
        "adopted": next((d for d in (adopted, dates.get("#adoptionDate", "")) if _NO_DATE.fullmatch(d)), ""),
        "date": dates.get("#dateOfIssuance", "") if _NO_DATE.fullmatch(dates.get("#dateOfIssuance", "")) else "",
        "job_number": content(first(".//{*}docketNumber")),
    }
    return {key: value for key, value in facts.items() if value}


class _Reader:
    """Walks a document and collects its lines."""

    def __init__(self, language: str) -> None:
        self.lines = Lines()
        self._anywhere = language in _VERB_ANYWHERE
        self._notes: list[tuple[Note, str]] = []
        self._has_operative = False

    def document(self, root: Any) -> None:
        """Read everything: cover page, title, text, annexes, notes."""
        self._documents(root)
        for note, part in self._notes:
            text = f"{note.mark} {note.text}".strip()
            self.lines.add(text, zone="note", hint=Hint("footnote", number_of(note.mark), part))

    def _documents(self, parent: Any) -> None:
        for document in parent:
            if name(document) == "components":
                for component in document:
                    for part in component:
                        self._statement(part, is_component=True)
            elif name(document):
                self._statement(document, is_component=False)

    # -- documents ------------------------------------------------------------------------------------------------

    def _statement(self, statement: Any, *, is_component: bool) -> None:
        for part in statement:
            tag = name(part)
            if tag == "coverPage":
                for line in part:
                    self._plain(passage([line]))
            elif tag == "preface":
                self._preface(part, is_component)
            elif tag == "preamble":
                self._preamble(part)
            elif tag == "conclusions":
                self._conclusions(part)
            elif tag == "attachments":
                for number, document in enumerate(part.iter("{*}doc"), start=1):
                    for body in document:
                        if name(body) in ("mainBody", "preamble"):
                            self._body(body, f"annex-{number}", 0)
            elif tag == "components":
                self._documents([part])
            elif tag not in ("", "meta"):
                self._body(part, "", 0)

    def _preface(self, preface: Any, is_component: bool) -> None:
        """The number and title of a resolution; those of a part of one are headings in it."""
        numbers, titles = list(preface.iter("{*}docNumber")), list(preface.iter("{*}docTitle"))
        if not is_component:
            if numbers or titles:
                self._plain(passage([*numbers, *titles]))
            return
        self._add("heading", numbers)
        if titles and content(titles[0]) != " ".join(map(content, numbers)):
            self._add("heading", titles)

    def _preamble(self, preamble: Any) -> None:
        for child in preamble:
            tag = name(child)
            if tag == "formula":
                self._add("formula", _paragraphs(child))
            elif tag == "container":
                self._container(child, "", "preambular")
            elif tag == "p":
                self._plain(passage([child]))

    def _conclusions(self, conclusions: Any) -> None:
        for event in conclusions.iter("{*}event"):
            for child in event:
                if name(child) in ("location", "docDate"):
                    self._plain(passage([child]))

    # -- bodies ---------------------------------------------------------------------------------------------------

    def _body(self, body: Any, part: str, depth: int) -> None:
        xml.check_depth(depth, _WHAT)
        for child in body:
            tag = name(child)
            if tag == "paragraph":
                self._paragraph(child, part, depth + 1)
            elif tag == "container":
                self._container(child, part, "annex" if part else "operative")
            elif tag == "crossHeading" and child.get("refersTo") == "#preamble":
                self._add("annex" if part else "preambular", [child], part=part)
            elif tag in _HEADINGS:
                self._add("heading", [child], part=part)
            elif tag == "p":
                if child.find("{*}decoration") is not None:
                    self._plain(passage([child]))
                else:
                    self._add("heading", [child], part=part)
            elif tag == "alinea":
                self._add("item", [p for c in child for p in c], part=part, level=1)
            elif tag in ("list", "blockList"):
                self._points(child, part, 1, depth + 1)
            elif tag == "table":
                self._table(child, part)
            elif tag == "authorialNote":
                self._notes += [(note, part) for note in passage([child.getparent()]).notes]
            elif tag:
                self._body(child, part, depth + 1)

    def _container(self, container: Any, part: str, role: str) -> None:
        own = [child for child in container if name(child) == "p"]
        if own:
            self._add(role, own, part=part)
        for child in container:
            tag = name(child)
            if tag == "table":
                self._table(child, part)
            elif tag == "blockList":
                for item in child:
                    if name(item) == "listIntroduction":
                        self._add(role, [item], part=part)
                    elif name(item) == "item":
                        self._add(
                            "annex" if part else "item", _paragraphs(item), label=_label(item), part=part, level=1
                        )

    def _paragraph(self, paragraph: Any, part: str, depth: int) -> None:
        """A numbered or plain paragraph with its headings, lists and continuations."""
        label = _label(paragraph)
        headings = [c for c in paragraph if name(c) in ("heading", "subheading")]
        rest = [c for c in paragraph if name(c) in ("content", "list", "p", "point", "alinea")]
        is_heading = paragraph.get("class") in _HEADING_CLASSES
        for number, heading in enumerate(headings):
            self._add("heading", [heading], label=label if not number and not rest else "", part=part)
        shown = label or self._typed(paragraph)
        for child in rest:
            role, level = self._role(child, shown, part, is_heading)
            tag = name(child)
            if tag == "content":
                self._add(role, _paragraphs(child) or [child], label=label, part=part, level=level)
            elif tag == "p":
                self._add(role, [child], label=label, part=part, level=level)
            elif tag == "list":
                self._add(role, _introduction(child), label=label, part=part, level=level)
                self._points(child, part, level + 1, depth + 1)
            elif tag == "point":
                self._point(child, part, level + 1, depth + 1)
            else:
                continuation = [p for c in child for p in c]
                self._add("annex" if part else "item", continuation, part=part, level=level + 1)

    def _typed(self, paragraph: Any) -> str:
        """A number that is typed into the first text of a paragraph."""
        typed = ""
        for child in paragraph:
            if name(child) == "content":
                return passage(_paragraphs(child)[:1]).typed
            if name(child) == "list":
                return passage(_introduction(child)[:1]).typed
            if name(child) in ("p", "point", "alinea"):
                break
        return typed

    def _role(self, child: Any, label: str, part: str, is_heading: bool) -> tuple[str, int]:
        """Role and depth: in the body numbers are operative, letters and bullets items; without either, the verb decides."""
        numeric = bool(_NUMERIC.fullmatch(label))
        if is_heading and not numeric:
            return "heading", 0
        if part:
            return "annex", 0 if numeric or not label else 1
        if numeric:
            return "operative", 0
        if label.strip():
            return "item", 1
        read = passage([child], anywhere=self._anywhere)
        opens = bool(read.opening) and read.text.startswith(read.opening)
        return ("operative", 0) if opens or not self._has_operative else ("item", 1)

    def _points(self, points: Any, part: str, level: int, depth: int) -> None:
        xml.check_depth(depth, _WHAT)
        role = "annex" if part else "item"
        for child in points:
            tag = name(child)
            if tag in ("point", "item"):
                self._point(child, part, level, depth + 1)
            elif tag == "sublist":
                self._points(child, part, level + 1, depth + 1)
            elif tag == "wrapUp":
                self._add(role, [p for p in child if name(p) == "p"], part=part, level=max(level - 1, 0))

    def _point(self, point: Any, part: str, level: int, depth: int) -> None:
        label = _label(point)
        role = "annex" if part else "item"
        for child in point:
            tag = name(child)
            if tag in ("heading", "subheading"):
                self._add("heading", [child], part=part, level=level)
            elif tag == "content":
                self._add(role, _paragraphs(child) or [child], label=label, part=part, level=level)
            elif tag == "p":
                self._add(role, [child], label=label, part=part, level=level)
            elif tag in ("list", "sublist"):
                if introduction := _introduction(child):
                    self._add(role, introduction, label=label, part=part, level=level)
                self._points(child, part, level + 1, depth + 1)

    def _table(self, table: Any, part: str) -> None:
        """The rows of a table, their cells parted by tabulators."""
        for row in table.iter("{*}tr"):
            cells = [passage([cell]) for cell in row]
            self._notes += [(note, part) for cell in cells for note in cell.notes]
            if any(cell.text for cell in cells):
                self.lines.add("\t".join(cell.text for cell in cells), zone="table", hint=Hint("table", None, part))

    # -- lines ----------------------------------------------------------------------------------------------------

    def _plain(self, read: Passage) -> None:
        """Add a line of which the markup says nothing that a reader needs."""
        self._notes += [(note, "") for note in read.notes]
        if read.text:
            self.lines.add(read.text)

    def _add(
        self, role: str, elements: Sequence[Any] | Iterable[Any], *, label: str = "", part: str = "", level: int = 0
    ) -> None:
        """Add a paragraph, unless it is empty."""
        read = passage(elements, anywhere=self._anywhere)
        if not read.text:
            return
        text = read.text
        if not label and read.typed:
            label = read.typed
            text = text[text.index(label) + len(label) :].lstrip()
        if not label and role in ("preambular", "operative", "item"):
            has_verb = read.opening and read.opening != text
            if not has_verb and text.startswith("*"):
                self._plain(read)
                return
            if not has_verb and len(text) < _HEADING_LENGTH and not _CLOSED.search(text):
                role, level = "heading", 0
        self._has_operative = self._has_operative or role in ("operative", "item")
        self._notes += [(note, part) for note in read.notes]
        if text:
            self.lines.add(text, hint=Hint(role, number_of(label) if label else None, part, level))


def _label(element: Any) -> str:
    """The number of an element as marked up."""
    return content(element.find("{*}num"))


def _paragraphs(element: Any) -> list[Any]:
    """The elements that carry the text of a container."""
    found = [child for child in element if name(child) in ("p", "listIntroduction", "crossHeading")]
    return found or ([] if len(element) else [element])


def _introduction(element: Any) -> list[Any]:
    """The paragraphs before the points of a list."""
    return [p for child in element if name(child) == "intro" for p in child]
