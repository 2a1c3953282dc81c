"""HTML files: one line for each block, cell, list item and line break, as a browser would print them."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from chancery.record.model import File
from chancery.source import charset, limits
from chancery.source.docx_numbering import numeral
from chancery.source.lines import Lines
from chancery.source.model import NoText, Source, TooLarge, Zone

_BLOCKS_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary "
    "table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_UNPRINTED_NAMES = (
    "head script style template noscript iframe object embed svg math canvas audio video select textarea button "
    "rt rp nav frameset"
)
_UNPRINTED = frozenset(_UNPRINTED_NAMES.split())
_ZONES: dict[str, Zone] = {"header": "header", "footer": "footer", "aside": "box"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDES = re.compile(r"\bhidden\b|display\s*:", re.I)
_STATEFUL = frozenset(["pre", "listing", "ol", "ul", "menu", "li", "table", *_ZONES])
"""Elements that change what the lines in them are."""
_BLANKS = re.compile("[ \t\n\r\f]+")
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_CHARSET_REACH = 4_096
_SAME = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-9": "cp1254",
}
"""WHATWG Encoding Standard: what these names mean in a page."""
_KNOWN = re.compile(
    r"utf-?8|windows-125\d|cp125\d|iso-?8859-\d{1,2}|koi8-[ru]|gb18030|gb2312|gbk|big5|ibm866|cp866|macintosh|us-ascii|ascii|latin1",
    re.I,
)
_UNCLOSED = re.compile(rb"[^>]{65536,}")
_TAG_START = re.compile(rb"<[A-Za-z]")
_TAG = re.compile(rb"<(/?[A-Za-z][^\s/>]{0,30})")
_UNNESTED = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p option optgroup dt dd tr td th tbody thead tfoot "
    b"html head body".split(b" ")
)
"""Elements that do not nest in their own kind, or have no content."""
_REMEDY = "Open it in a browser and save the page as PDF."
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LAYOUT_CELL = 1_000
"""Characters of a cell from which its table is no table but the layout of the page."""
_WRAPPED = 40
"""Characters from which a line ended by a line break is a wrapped one and no line of a heading or signature."""


def read(data: bytes, file: File) -> Source:
    """Give the lines of an HTML file. Raises `TooLarge` where it is too much, `NoText` where there are none."""
    _check(data)
    decoded = _decode(data)
    page = _Page(bool(_HIDES.search(decoded.text)))
    root = LexborHTMLParser(decoded.text).root
    if root is not None:
        page.walk(root)
    if not page.lines.lines:
        raise NoText("The HTML file holds no text. Open it in a browser and save the page as PDF.")
    losses = []
    if decoded.unreadable:
        losses.append(f"{decoded.unreadable:,} places are not valid {decoded.encoding} and could not be read.")
    lines = page.lines.lines
    flow = 2 * page.wrapped <= len(lines)
    return Source(file=file, raw=page.lines.raw(), lines=lines, flow=flow, losses=losses)


def _decode(data: bytes) -> charset.Decoded:
    """Give the characters, by byte order mark, then UTF-8, then the page's own word, then what is plausible."""
    declared = _CHARSET.search(data, 0, _CHARSET_REACH)
    name = declared[1].decode("ascii").lower() if declared else ""
    if not _KNOWN.fullmatch(name) or data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return charset.decode(data)
    try:
        return charset.Decoded(data.decode("utf-8-sig"), "utf-8", 0)
    except UnicodeDecodeError:
        text = data.decode(_SAME.get(name, name), errors="replace")
    bad = text.count("\ufffd")
    return charset.decode(data) if bad > len(text) // 500 else charset.Decoded(text, name, bad)


class _Page:
    """Walks the tree of a page without recursion and collects its lines."""

    def __init__(self, hides: bool) -> None:
        self.lines = Lines()
        self._hides = hides
        self.wrapped = 0
        self._parts: list[str] = []
        self._zones: list[tuple[str, Zone]] = []
        self._lists: list[tuple[str, int]] = []
        self._mark = ""
        self._preformatted = 0

    def walk(self, root: Any) -> None:
        """Read an element and all that it holds."""
        node = root
        depth = 0
        while True:
            deeper = self._enter(node)
            if deeper is not None:
                node = deeper
                depth += 1
                continue
            while (following := node.next) is None or not depth:
                if not depth:
                    self._end()
                    return
                node = node.parent
                depth -= 1
                self._leave(node.tag)
            node = following

    def _enter(self, node: Any) -> Any | None:
        """Begin a node. Gives its first child, or None where there is nothing to go down to."""
        tag = node.tag
        if tag == "-text":
            self._parts.append(node.text_content)
            return None
        if tag == "br":
            self._end(by_break=True)
            return None
        if tag in _UNPRINTED or tag[0] == "-":
            return None
        if tag in _BLOCKS:
            self._end()
        if self._hides:
            attributes = node.attributes
            if attributes and ("hidden" in attributes or _HIDDEN.search(attributes.get("style") or "")):
                return None
        child = node.child
        if child is not None and tag in _STATEFUL:
            self._open(tag, node)
        return child

    def _open(self, tag: str, node: Any) -> None:
        """Note what an element with content changes for the lines in it."""
        attributes = node.attributes
        if tag in ("pre", "listing"):
            self._preformatted += 1
        elif tag in ("ol", "ul", "menu"):
            form = _LIST_FORMS.get(attributes.get("type") or "", "decimal") if tag == "ol" else ""
            self._lists.append((form, _whole(attributes.get("start"), 1)))
        elif tag == "li" and self._lists:
            form, number = self._lists[-1]
            number = _whole(attributes.get("value"), number)
            self._lists[-1] = (form, number + 1)
            self._mark = f"{numeral(number, form)}. " if form else "• "
        elif tag in _ZONES and not self._zones:
            self._zones.append((tag, _ZONES[tag]))
        elif tag == "table":
            self._zones.append((tag, "" if _is_layout(node) else "table"))

    def _leave(self, tag: str) -> None:
        """End an element."""
        if tag in _BLOCKS:
            self._end()
        if tag not in _STATEFUL:
            return
        if tag in ("pre", "listing"):
            self._preformatted -= 1
        elif tag in ("ol", "ul", "menu"):
            self._lists.pop()
        elif self._zones and self._zones[-1][0] == tag:
            self._zones.pop()

    def _end(self, *, by_break: bool = False) -> None:
        """End the line that is being read."""
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts = []
        zone: Zone = next((zone for _, zone in reversed(self._zones) if zone), "")
        if self._preformatted:
            pieces = text.replace("\r\n", "\n").split("\n")
            self.wrapped += sum(1 for piece in pieces if len(piece) >= _WRAPPED)
        else:
            pieces = [_BLANKS.sub(" ", text).strip(" ")]
            self.wrapped += by_break and len(pieces[0]) >= _WRAPPED
        for piece in pieces:
            if piece.strip():
                self.lines.add(self._mark + piece, zone=zone)
                self._mark = ""


def _whole(value: str | None, default: int) -> int:
    """A number of an attribute, or the default."""
    return int(value) if value and re.fullmatch(r"\d{1,4}", value.strip()) else default


def _is_layout(table: Any) -> bool:
    """Whether a table is the layout of the page: it holds tables, or cells as long as an article."""
    if len(table.css("table")) > 1:
        return True
    return any(len(cell.text()) > _LAYOUT_CELL for cell in table.css("td"))


def _check(data: bytes) -> None:
    """Refuse markup that takes too much memory, or on which parsing takes more than linear time. Raises `TooLarge`."""
    if data.count(b"<") > limits.MARKUP_TAGS:
        raise TooLarge(f"The HTML file has more than {limits.MARKUP_TAGS:,} tags. {_REMEDY}")
    for stretch in _UNCLOSED.finditer(data):
        tag = _TAG_START.search(stretch[0])
        if tag and len(stretch[0][tag.start() :].split(maxsplit=limits.HTML_ATTRIBUTES)) > limits.HTML_ATTRIBUTES:
            raise TooLarge(f"A tag of the HTML file has more than {limits.HTML_ATTRIBUTES:,} attributes. {_REMEDY}")
    tags = _TAG.findall(data)
    if len(tags) ** 2 < limits.HTML_WORK:
        return
    open_now: Counter[bytes] = Counter()
    most: Counter[bytes] = Counter()
    for tag in tags:
        if tag[:1] == b"/":
            name = tag[1:].lower()
            if open_now[name]:
                open_now[name] -= 1
        elif (name := tag.lower()) not in _UNNESTED:
            open_now[name] += 1
            most[name] = max(most[name], open_now[name])
    if most.total() * len(tags) > limits.HTML_WORK:
        raise TooLarge(f"The HTML file nests its elements too deep. {_REMEDY}")
