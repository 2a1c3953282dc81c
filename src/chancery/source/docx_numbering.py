"""The numbers that Word prints before paragraphs, which the text of a DOCX file does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_ILVL = f"{W}ilvl"
_DEEPEST = 8
_PLACE = re.compile(r"%([1-9])")
_SYMBOL_FONT = re.compile(r"symbol|wingdings|webdings|courier", re.I)

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_HAN_DIGITS = "〇一二三四五六七八九"
_ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
"""ECMA-376 part 1, 17.18.59: the letters that count one after the other, doubled when they run out."""
_ENCLOSED = {
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedCircleChinese": (0x2460, 10),
    "decimalEnclosedParen": (0x2474, 20),
    "decimalEnclosedFullstop": (0x2488, 20),
    "ideographEnclosedCircle": (0x3280, 10),
}
_MARKS = ("*", "†", "‡", "§")


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def _han(number: int) -> str:
    """Chinese counting: 十二, 二十, 一百零三."""
    if number < 10:
        return _HAN_DIGITS[number]
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if zero and out else "") + _HAN_DIGITS[digit] + name
        zero = not digit
    return out[1:] if out.startswith("一十") else out


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02d}",
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "ordinal": lambda n: f"{n}{'th' if n % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}",
    "numberInDash": lambda n: f"- {n} -",
    "decimalFullWidth": lambda n: "".join(chr(ord(c) + 0xFEE0) for c in str(n)),
    "decimalFullWidth2": lambda n: "".join(chr(ord(c) + 0xFEE0) for c in str(n)),
    "ideographDigital": lambda n: "".join(_HAN_DIGITS[int(c)] for c in str(n)),
    "japaneseDigitalTenThousand": lambda n: "".join(_HAN_DIGITS[int(c)] for c in str(n)),
    "chineseCounting": _han,
    "chineseCountingThousand": _han,
    "taiwaneseCounting": _han,
    "taiwaneseCountingThousand": _han,
    "japaneseCounting": _han,
    "chicago": lambda n: _MARKS[(n - 1) % 4] * ((n - 1) // 4 + 1),
    "none": lambda n: "",
}


def numeral(number: int, form: str) -> str:
    """Give a number as Word's number format `form` prints it; in digits where the format is unknown."""
    if not 0 < number < 10_000:
        return str(number)
    if letters := _ALPHABETS.get(form):
        times, place = divmod(number - 1, len(letters))
        return letters[place] * min(times + 1, 100)
    if form in _ENCLOSED and number <= _ENCLOSED[form][1]:
        return chr(_ENCLOSED[form][0] + number - 1)
    return _FORMATS.get(form, str)(number)


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    after: str = "\t"
    restarts: bool = True
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A numbering definition; lists that share an abstract one count on together."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document, in order."""

    def __init__(self, numbering: Any | None, styles: bytes = b"") -> None:
        """Take the root of numbering.xml, None where the package has none, and the bytes of styles.xml."""
        self._lists: dict[str, _List] = {}
        self._default, self._styles = _read_styles(styles) if numbering is not None else ("", {})
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read_lists(numbering)

    def _read_lists(self, numbering: Any) -> None:
        abstracts = {e.get(f"{W}abstractNumId", ""): e for e in numbering.iterfind(f"{W}abstractNum")}
        links = {
            link.get(_VAL, ""): name for name, e in abstracts.items() if (link := e.find(f"{W}styleLink")) is not None
        }
        for num in numbering.iterfind(f"{W}num"):
            reference = num.find(f"{W}abstractNumId")
            abstract = reference.get(_VAL, "") if reference is not None else ""
            element = abstracts.get(abstract)
            if element is None:
                continue
            if (link := element.find(f"{W}numStyleLink")) is not None:
                abstract = links.get(link.get(_VAL, ""), abstract)
                element = abstracts[abstract]
            levels = {_integer(e.get(_ILVL), 0): _level(e) for e in element.iterfind(f"{W}lvl")}
            made = _List(abstract, levels)
            for override in num.iterfind(f"{W}lvlOverride"):
                place = _integer(override.get(_ILVL), 0)
                if (level := override.find(f"{W}lvl")) is not None:
                    made.levels[place] = _level(level)
                if (start := override.find(f"{W}startOverride")) is not None:
                    made.starts[place] = _integer(start.get(_VAL), 1)
            self._lists[num.get(f"{W}numId", "")] = made

    def label(self, properties: Any | None) -> str:
        """Count a paragraph and give what Word prints before it, with the blank that follows; '' for none.

        `properties` is the paragraph's ``w:pPr``.
        """
        if not self._lists:
            return ""
        style = self._default
        number = level = None
        if properties is not None:
            if (named := properties.find(f"{W}pStyle")) is not None:
                style = named.get(_VAL, "")
            number, level = _number_properties(properties.find(f"{W}numPr"))
        styled_number, styled_level = self._styles.get(style, (None, None))
        number = styled_number if number is None else number
        place = min((styled_level if level is None else level) or 0, _DEEPEST)
        made = self._lists.get(number or "")
        if made is None or place not in made.levels:
            return ""
        return self._counted(number or "", made, place)

    def _counted(self, number: str, made: _List, place: int) -> str:
        counts = self._counts.setdefault(made.abstract, {})
        level = made.levels[place]
        if place in made.starts and (number, place) not in self._started:
            self._started.add((number, place))
            counts[place] = made.starts[place]
        else:
            counts[place] = counts.get(place, level.start - 1) + 1
        for deeper in [p for p in counts if p > place and made.levels.get(p, level).restarts]:
            del counts[deeper]

        def printed(match: re.Match[str]) -> str:
            above = int(match[1]) - 1
            other = made.levels.get(above, level)
            form = "decimal" if level.legal else other.form
            return numeral(
                counts.setdefault(above, other.start) if above < place else counts.get(above, other.start), form
            )

        text = level.text if level.form == "bullet" else _PLACE.sub(printed, level.text)
        return text + level.after if text else ""


def _read_styles(data: bytes) -> tuple[str, dict[str, tuple[str | None, int | None]]]:
    """Give the name of the default paragraph style, and the list and level of each style, its own or inherited.

    Of some 200 kB of looks, this needs a few words, so the bytes are searched and not parsed.
    """
    prefix = match[1] or b"" if (match := re.search(rb"<(\w+:)?styles\b", data)) else b"w:"

    def value(head: bytes, element: bytes, attribute: bytes = b"val") -> str | None:
        at = head.find(b"<" + prefix + element + b" ")
        found = (
            re.search(prefix + attribute + rb"\s*=\s*[\"']([^\"'<>]*)[\"']", head[at : head.find(b">", at)])
            if at >= 0
            else None
        )
        return found[1].decode(errors="replace") if found else None

    default = ""
    own: dict[str, tuple[str | None, int | None]] = {}
    based: dict[str, str] = {}
    for chunk in data.split(b"<" + prefix + b"style ")[1:]:
        head = b"<" + prefix + b"style " + chunk.partition(b"<" + prefix + b"rPr")[0]
        if value(head, b"style", b"type") != "paragraph":
            continue
        name = value(head, b"style", b"styleId") or ""
        level = value(head, b"ilvl")
        own[name] = (value(head, b"numId"), _integer(level, 0) if level is not None else None)
        based[name] = value(head, b"basedOn") or ""
        if value(head, b"style", b"default") in ("1", "true", "on"):
            default = name
    styles: dict[str, tuple[str | None, int | None]] = {}
    for name, (number, place) in own.items():
        parent, seen = based[name], {name}
        while number is None and parent in own and parent not in seen:
            seen.add(parent)
            number, inherited = own[parent]
            place = inherited if place is None else place
            parent = based[parent]
        if number is not None:
            styles[name] = (number, place)
    return default, styles


def _integer(value: str | None, default: int) -> int:
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default


def _number_properties(properties: Any | None) -> tuple[str | None, int | None]:
    """The list and level that a ``w:numPr`` names, each None where it does not."""
    if properties is None:
        return None, None
    number, level = properties.find(f"{W}numId"), properties.find(_ILVL)
    return (
        number.get(_VAL) if number is not None else None,
        max(0, _integer(level.get(_VAL), 0)) if level is not None else None,
    )


def _level(element: Any) -> _Level:
    def value(name: str) -> str | None:
        found = element.find(f"{W}{name}")
        return found.get(_VAL, "") if found is not None else None

    level = _Level(
        start=_integer(value("start"), 0 if value("start") else 1),
        form=value("numFmt") or "decimal",
        text=value("lvlText") or "",
        after={"space": " ", "nothing": ""}.get(value("suff") or "tab", "\t"),
        restarts=value("lvlRestart") != "0",
        legal=element.find(f"{W}isLgl") is not None,
    )
    if level.form == "bullet" and level.text:
        fonts = element.find(f"{W}rPr/{W}rFonts")
        symbol = fonts is not None and any(_SYMBOL_FONT.search(v) for v in fonts.values())
        if symbol or any("\ue000" <= c <= "\uf8ff" for c in level.text):
            level.text = "•"
    return level
