"""DOCX files: paragraphs in the order of the document, with the numbers, notes, tables and boxes that print shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chancery.record.model import File
from chancery.source import xml
from chancery.source.docx_numbering import Numbering, W, numeral
from chancery.source.lines import Lines
from chancery.source.model import Damaged, NoText, Source, Unsupported, Zone
from chancery.source.package import Package

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _MATH[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _RELATION[1:-1].encode()),
)
"""The names of the strict form of the standard, and those of the form that Word writes."""

_P, _R, _T, _TAB, _BR, _CR = (W + name for name in ("p", "r", "t", "tab", "br", "cr"))
_TBL, _TR, _TC, _PPR, _RPR, _SECTION = (W + name for name in ("tbl", "tr", "tc", "pPr", "rPr", "sectPr"))
_VAL, _ID = f"{W}val", f"{W}id"
_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_CHOICE, _FALLBACK = f"{_COMPATIBLE}Choice", f"{_COMPATIBLE}Fallback"
_BOX = f"{W}txbxContent"
_FIELD = f"{W}fldChar"
_PLAIN = {
    _TAB: "\t",
    f"{W}ptab": "\t",
    _BR: " ",
    _CR: " ",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
"""Elements that stand for one character."""
_SPECIAL = (
    *(f"{W}{name}" for name in ("del", "moveFrom", "vanish", "specVanish", "sym", "ruby", "fldChar", "txbxContent")),
    *_REFERENCES,
    f"{_COMPATIBLE}AlternateContent",
)
"""What a paragraph must not hold to be read the fast way."""
_FAST = (_T, f"{_MATH}t", *_PLAIN)
_SKIPPED = frozenset(
    W + name
    for name in (
        "pPr",
        "rPr",
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "footnoteRef",
        "endnoteRef",
        "rt",
    )
) | {_SECTION}
_OFF = ("0", "false", "off")
_FOREIGN = (
    ("xl/", "an Excel workbook. Save the document as DOCX or PDF"),
    ("ppt/", "a PowerPoint presentation. Save it as PDF"),
    ("META-INF/container.xml", "an electronic book. Save it as DOCX or PDF"),
    ("META-INF/manifest.xml", "an OpenDocument file. Save it as DOCX or PDF"),
    ("content.xml", "an OpenDocument file. Save it as DOCX or PDF"),
)


def read(data: bytes, file: File) -> Source:
    """Give the paragraphs of a DOCX file.

    Raises `Unsupported` where the zip file holds no Word document, `Damaged`, `Protected`, `TooLarge`, and `NoText`.
    """
    package = Package(data)
    part = next(
        (target for kind, target in package.relations("").values() if kind == "officeDocument"), "word/document.xml"
    )
    root = _part(package, part)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise Unsupported(f"The file is {_foreign(package.names)}.")
    reader = _Reader(package, part)
    reader.document(body)
    if not reader.lines.lines:
        raise NoText("The DOCX file holds no text, perhaps pictures of pages. Save the pictures as PDF and read that.")
    return Source(file=file, raw=reader.lines.raw(), lines=reader.lines.lines, flow=True, losses=reader.losses)


def _part(package: Package, name: str) -> Any | None:
    """Give the root of a part, in the names that Word writes."""
    data = package.read(name)
    if data is None:
        return None
    if b"//purl.oclc.org/ooxml" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return xml.parse(data, "DOCX file")


def _foreign(names: list[str]) -> str:
    for start, what in _FOREIGN:
        if any(name.startswith(start) for name in names):
            return what
    return "an archive. Unpack it and read the files in it"


def _is_on(element: Any | None) -> bool:
    return element is not None and element.get(_VAL) not in _OFF


class _Reader:
    """Walks a document and collects its lines."""

    def __init__(self, package: Package, part: str) -> None:
        self.package = package
        self.lines = Lines()
        self.losses: list[str] = []
        relations = package.relations(part)
        self._targets = {identifier: target for identifier, (_, target) in relations.items()}
        self._kinds = dict(relations.values())
        numbering = self._optional("numbering")
        styles = package.read(self._kinds.get("styles", "")) if numbering is not None else None
        self._numbering = Numbering(numbering, styles or b"")
        self._notes: list[tuple[str, str, str]] = []
        self._counts = {"footnote": 0, "endnote": 0}
        self._forms = {"footnote": "decimal", "endnote": "lowerRoman"}
        self._fields: list[bool] = []
        self._boxes: list[Any] = []
        self._custom = False
        self._joined = ""

    def _optional(self, kind: str) -> Any | None:
        """Give the root of a part that the document can do without."""
        name = self._kinds.get(kind)
        if name is None:
            return None
        try:
            return _part(self.package, name)
        except Damaged:
            self.losses.append(f"The part {name} of the DOCX file is damaged and was not read.")
            return None

    def document(self, body: Any) -> None:
        """Read everything: headers, body, footers, notes."""
        settings = self._optional("settings")
        for kind in self._forms:
            for place in (settings, body):
                form = next(place.iter(f"{W}{kind}Pr"), None) if place is not None else None
                form = form.find(f"{W}numFmt") if form is not None else None
                if form is not None:
                    self._forms[kind] = form.get(_VAL, "decimal")
        self._margins(body, settings, "header")
        self._blocks(body, "", 0)
        self._margins(body, settings, "footer")
        for kind in self._forms:
            self._printed_notes(kind)

    def _margins(self, body: Any, settings: Any | None, kind: Zone) -> None:
        """Read the headers or footers that the sections print, each once, that of the first page first."""
        even = settings is not None and _is_on(settings.find(f"{W}evenAndOddHeaders"))
        seen: set[str] = set()
        for section in body.iter(_SECTION):
            title = _is_on(section.find(f"{W}titlePg"))
            found = {r.get(f"{W}type", "default"): r for r in section.iterfind(f"{W}{kind}Reference")}
            for name, printed in (("first", title), ("default", True), ("even", even)):
                target = self._targets.get(found[name].get(f"{_RELATION}id", "")) if name in found else None
                if not printed or target is None or target in seen:
                    continue
                seen.add(target)
                self._kinds["margin"] = target
                if (root := self._optional("margin")) is not None:
                    self._blocks(root, kind, 0)

    def _printed_notes(self, kind: str) -> None:
        """Read the notes that the text refers to, in that order."""
        wanted = [(identifier, mark) for named, identifier, mark in self._notes if named == kind]
        root = self._optional(f"{kind}s") if wanted else None
        notes = {e.get(_ID): e for e in root.iterfind(f"{W}{kind}")} if root is not None else {}
        for identifier, mark in wanted:
            if (note := notes.get(identifier)) is not None:
                self._joined = f"{mark} " if mark else ""
                self._blocks(note, "note", 0)
                self._joined = ""

    def _blocks(self, parent: Any, zone: Zone, depth: int) -> None:
        xml.check_depth(depth, "DOCX file")
        for child in parent:
            tag = child.tag
            if tag == _P:
                self._paragraph(child, zone, depth)
            elif tag == _TBL:
                for row in child.iterchildren(_TR, f"{W}sdt"):
                    if row.find(f"{W}trPr/{W}del") is None:
                        self._blocks(row, zone or "table", depth + 1)
            elif tag == f"{_COMPATIBLE}AlternateContent":
                self._blocks(_alternative(child), zone, depth + 1)
            elif tag not in _SKIPPED:
                self._blocks(child, zone, depth + 1)

    def _paragraph(self, paragraph: Any, zone: Zone, depth: int) -> None:
        properties = paragraph.find(_PPR)
        label = "" if self._joined else self._numbering.label(properties)
        if self._fields or next(paragraph.iter(*_SPECIAL), None) is not None:
            text = "".join(self._inline(paragraph, depth))
            self._fields = [is_result for is_result in self._fields if is_result]
            self._custom = False
        else:
            text = "".join(
                [
                    e.text or "" if e.tag == _T else _PLAIN.get(e.tag, e.text or "")
                    for e in paragraph.iter(*_FAST)
                    if _is_text(e)
                ]
            )
        if self._joined:
            text = self._joined + (text.lstrip() if self._joined[-1] == " " else text)
        if properties is not None and properties.find(f"{_RPR}/{W}del") is not None:
            self._joined = label + text
        else:
            self._joined = ""
            if text and not text.isspace():
                self.lines.add(label + text, zone=zone)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks(box, zone or "box", depth + 1)

    def _inline(self, parent: Any, depth: int) -> Iterator[str]:
        """Give the printed text of the runs below an element."""
        xml.check_depth(depth, "DOCX file")
        for child in parent:
            tag = child.tag
            if tag in _SKIPPED:
                continue
            if tag == _R:
                properties = child.find(_RPR)
                if properties is None or not _is_on(properties.find(f"{W}vanish")):
                    yield from self._inline(child, depth + 1)
            elif tag == _FIELD:
                self._field(child.get(f"{W}fldCharType", ""))
            elif tag in _REFERENCES:
                self._reference(_REFERENCES[tag], child)
            elif tag == _BOX:
                self._boxes.append(child)
            elif tag == f"{_COMPATIBLE}AlternateContent":
                yield from self._inline(_alternative(child), depth + 1)
            elif False in self._fields:
                continue
            elif tag in (_T, f"{_MATH}t"):
                yield self._text(child.text or "")
            elif tag in _PLAIN:
                yield _PLAIN[tag]
            elif tag == f"{W}sym":
                yield _symbol(child)
            else:
                yield from self._inline(child, depth + 1)

    def _text(self, text: str) -> str:
        """Give the text, or take it as the mark of the note that was just referred to."""
        if not self._custom or not text:
            return text
        self._custom = False
        kind, identifier, _ = self._notes[-1]
        mark = text.split()[0] if text.strip() else ""
        self._notes[-1] = (kind, identifier, mark)
        return text.replace(mark, "", 1)

    def _field(self, kind: str) -> None:
        """Follow a field: its code is not printed, its result is."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _reference(self, kind: str, element: Any) -> None:
        """Number a note; its mark is no part of the text."""
        self._custom = element.get(f"{W}customMarkFollows", "0") not in _OFF
        mark = ""
        if not self._custom:
            self._counts[kind] += 1
            mark = numeral(self._counts[kind], self._forms[kind])
        self._notes.append((kind, element.get(_ID, ""), mark))


def _is_text(element: Any) -> bool:
    """Whether a tabulator is one in the text and not a tab stop of the paragraph."""
    return bool(element.tag != _TAB or element.getparent().tag == _R)


def _alternative(element: Any) -> Any:
    """The one of the equivalent forms of a drawing that is read."""
    for name in (_CHOICE, _FALLBACK):
        if (form := element.find(name)) is not None:
            return form
    return ()


def _symbol(element: Any) -> str:
    """A character of a symbol font: a bullet, where it is no ordinary character."""
    code = element.get(f"{W}char", "")
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= character <= "\uf8ff" else character
