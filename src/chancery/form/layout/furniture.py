"""Furniture: what pages carry besides the text, found by its form, by its place on the page and by its coming back.

Running heads (symbol, title), page numbers, job-number lines, bar codes, rules. Where a text has lost its page breaks
such lines stand in its middle; there the form decides, and nearness to other furniture.
"""

from __future__ import annotations

import re
from collections import Counter

from chancery.form.layout.rows import Row
from chancery.form.symbols import find

_HEAD_ROWS = 40
"""Rows from the top of the text among which the masthead stands."""
_TOP_ROWS = 12
"""Rows among which the symbol is looked for in damaged forms, if it stands nowhere as it should."""
_SHORT = 40
"""Characters; no line of a masthead that holds a symbol only is longer."""
_EDGE = 5
"""Rows at the top and foot of a page among which its furniture stands."""

RULE = re.compile(r"[_\-‐-―−=*–—─━﹘⎯~]{3,}(?:\s?[_\-‐-―−=*–—─━⎯~]+)*$|(?:[*_–—-]\s){2,}[*_–—-]$")
_JOB = re.compile(
    r"""(?:(?:[A-Z]{1,3}\.)?\d{2}-\d{5}(?:/\d{1,3})?|\(\s?[A-Z]{1,2}\s?\)|\*?\d{6}\*?|\*\s?\d{7,8}\s?\*|\*?\d{7,8}\*
    |\d-\d{5}\s?\([A-Z]{1,2}\)|[A-Z]?\d{7,8}[a-z]?\.(?:docx?|pdf|wpd)|\d{1,3}/\d{1,3}|/?(?:\.{3}|…)/?|\d{1,3}|\s)+$""",
    re.X,
)
_JOB_CORE = re.compile(r"\d{2}-\d{5}|\d-\d{5}\s?\(|\*\s?\d{7,8}|\d{7,8}\*|\d{7,8}[a-z]?\.(?:doc|pdf|wpd)")
_JOB_DATE = re.compile(r"(?:[0-3]\d[01]\d\d\d ?){1,3}$")
_MORE = re.compile(r"/?\s?(?:\.\s?\.\s?\.|…)\s?/?(?:\s?/)?$")
_PAGES = re.compile(r"\d{1,4}\s?/\s?\d{1,4}$|[-–—]\s?\d{1,4}\s?[-–—]$")
_PAGE_WORD = re.compile(
    r"(?:(?:english|french|spanish|russian|arabic|chinese|francais|espanol|page|pagina|стр(?:аница|\.)?|الصفحة|صفحة)[ .:]*)+"
    r"\d{1,4}(?:\s?(?:/|of|de|из|من)\s?\d{1,4})?$|第\s?\d{1,4}\s?页$"
)
_VERSION = re.compile(
    r"(?:english|french|spanish|russian|arabic|chinese|francais|espanol|русский|عربي|中文)(?: only)?$"
)
_SYMBOL = re.compile(
    r"(?:[a$]|s|e|st|td|t|dp|id|unep|hsp|hri|ccpr|cedaw|crc|cat|cerd|ccw|cd|npt|tco|at|pcnict|unw|isba|splos|los|lc|fccc)"
    r"/(?=[^ ]*\d)[a-z0-9][a-z0-9.\-/]*(?:\s?\(\S{1,9}\))?(?:/[a-z0-9.\-/]+)?"
)
_JOINT = re.compile(r"-(?=[a-z]{1,6}/)")
"""Between the symbols of a document of two organs."""
_DAMAGED = re.compile(r"[/$|]|\b[ASE]\b|\d{4}")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]")
_LABELLED = re.compile(r"[(（]?\w{1,4}[.)）\s-]")


def _is_symbol(folded: str) -> bool:
    """Whether a line holds nothing but symbols."""
    rest = folded
    while found := _SYMBOL.match(rest):
        rest = rest[found.end() :].lstrip(" -,;|")
        if not rest:
            return True
    return False


def find_furniture(rows: list[Row]) -> dict[int, str]:
    """Give the rows that are furniture, index to kind."""
    folded = [row.folded for row in rows]
    kinds: dict[int, str] = {}
    tops, feet = _edges(rows)
    _by_form(rows, folded, kinds, tops, feet)
    own = _own_symbols(rows, folded, kinds)
    _running_heads(rows, folded, kinds, own, tops)
    _repeated(rows, folded, kinds, tops, feet)
    _bare_numbers(rows, folded, kinds, tops, feet)
    _beside(rows, folded, kinds)
    return kinds


def _edges(rows: list[Row]) -> tuple[dict[int, int], dict[int, int]]:
    """Give the rows near the top and near the foot of the pages, with their place from there; none in texts of one page."""
    tops: dict[int, int] = {}
    feet: dict[int, int] = {}
    if not rows or rows[0].page == rows[-1].page:
        return tops, feet
    start = 0
    for i in range(1, len(rows) + 1):
        if i == len(rows) or rows[i].page != rows[start].page:
            tops |= {n: n - start for n in range(start, min(i, start + _EDGE))}
            feet |= {n: i - 1 - n for n in range(max(start, i - _EDGE), i)}
            start = i
    return tops, feet


def _by_form(
    rows: list[Row], folded: list[str], kinds: dict[int, str], tops: dict[int, int], feet: dict[int, int]
) -> None:
    """Mark rows whose form alone tells: rules, job lines, page numbers, the sign that a text goes on."""
    for i, row in enumerate(rows):
        text = row.text
        if row.zone in ("header", "footer"):
            kinds[i] = "running-head" if row.zone == "header" else "page-number"
            continue
        if len(text) > 60:
            if RULE.match(text):
                kinds[i] = "rule"
            continue
        first = text[0]
        if first.isalpha():
            if folded[i][-1].isdigit() or folded[i][-1] == "页":
                if _PAGE_WORD.match(folded[i]):
                    kinds[i] = "page-number"
                elif len(text) < 30 and _JOB.match(text) and _JOB_CORE.search(text):
                    kinds[i] = "job-line"
            elif "." in text[1:4] and _JOB.match(text) and _JOB_CORE.search(text):
                kinds[i] = "job-line"
            elif first == "第" and _PAGE_WORD.match(folded[i]):
                kinds[i] = "page-number"
        elif RULE.match(text):
            kinds[i] = "rule"
        elif _MORE.match(text):
            kinds[i] = "page-number"
        elif _JOB.match(text) and _JOB_CORE.search(text):
            kinds[i] = "bar-code" if first == "*" and text[-1] == "*" else "job-line"
        elif _PAGES.match(text) and _in_order(text) and (i in feet or i in tops or _alone(rows, i)):
            kinds[i] = "page-number"


def _in_order(text: str) -> bool:
    """Whether a fraction may be a page and the number of pages: ``2/8``, and not ``2003/04``."""
    numbers = [int(n) for n in _DIGITS.findall(text)]
    return len(numbers) < 2 or "/" not in text or numbers[0] <= numbers[1]


def _alone(rows: list[Row], i: int) -> bool:
    """Whether white space stands above and below a row."""
    return rows[i].blank and (i + 1 == len(rows) or rows[i + 1].blank or rows[i + 1].page != rows[i].page)


def _own_symbols(rows: list[Row], folded: list[str], kinds: dict[int, str]) -> dict[str, int]:
    """Give the symbols of the document, each with the row that prints it first."""
    own: dict[str, int] = {}
    page = rows[0].page if rows else 1
    sound = next(
        (i for i, text in enumerate(folded[:_TOP_ROWS]) if _SYMBOL.search(text) and "$" not in text), _TOP_ROWS
    )
    damaged = [row.text for row in rows[:sound] if len(row.text) < _SHORT and _DAMAGED.search(row.text)]
    if damaged:
        own |= {_key(str(found.symbol).lower()): 0 for found in find("\n".join(damaged), masthead=True)}
    for i in range(min(_HEAD_ROWS, len(rows))):
        if rows[i].page != page and own:
            break
        if i in kinds or "/" not in folded[i]:
            continue
        text = folded[i]
        starts = [0, *rows[i].cells]
        for start, end in zip(starts, [*rows[i].cells, len(text)], strict=True):
            cell = text[start:end].strip()
            if _is_symbol(cell):
                for found in _SYMBOL.findall(cell):
                    for half in _JOINT.split(found):
                        own.setdefault(_key(half), i)
        if len(own) >= 2:
            break
    return own


def _key(symbol: str) -> str:
    return symbol.replace("$", "s").replace(" ", "").rstrip(".,;-")


def _running_heads(
    rows: list[Row], folded: list[str], kinds: dict[int, str], own: dict[str, int], tops: dict[int, int]
) -> None:
    """Mark the heads of further pages: the symbol alone, or beside the title, whose other lines follow it."""
    if not own:
        return
    opening = "".join(" ".join(folded[:_HEAD_ROWS]).split())
    for i, text in enumerate(folded):
        if "/" not in text or i in kinds:
            continue
        first = _SYMBOL.match(text)
        rest: str | None = None
        if first and own.get(_key(first[0]), i) < i:
            rest = text[first.end() :]
            while (again := _SYMBOL.match(rest.lstrip(" -"))) and _key(again[0]) in own:
                rest = rest.lstrip(" -")[again.end() :]
        elif (
            not first
            and (last := _last_symbol(text))
            and own.get(_key(text[last:]), i) < i
            and (rows[i].cells or i in tops)
        ):
            rest = text[:last]
        if rest is None:
            continue
        rest = rest.strip(" -|")
        if not rest or _PAGE_WORD.match(rest) or _VERSION.match(rest):
            kinds[i] = "running-head"
        elif (rows[i].cells or i in tops) and _within(rest, opening):
            kinds[i] = "running-head"
            _title_goes_on(rows, folded, kinds, i, opening)


def _last_symbol(text: str) -> int | None:
    """Give the beginning of a symbol with which a text ends."""
    at = None
    for found in _SYMBOL.finditer(text):
        at = found.start() if found.end() == len(text) else None
    return at


def _within(text: str, opening: str) -> bool:
    """Whether words stand among the first lines of the text."""
    bare = "".join(text.split()).rstrip(".…")
    return len(bare) >= 2 and bare in opening


def _title_goes_on(rows: list[Row], folded: list[str], kinds: dict[int, str], i: int, opening: str) -> None:
    """Mark the further lines of a title printed beside the symbol at the head of a page."""
    for n in range(i + 1, min(i + _EDGE, len(rows))):
        if rows[n].blank or rows[n].page != rows[i].page or n in kinds or not _within(folded[n], opening):
            break
        after = n + 1 < len(rows) and not rows[n + 1].blank
        if rows[n].indent < 2 and after and not _within(folded[n + 1], opening):
            break
        kinds[n] = "running-head"


def _repeated(
    rows: list[Row], folded: list[str], kinds: dict[int, str], tops: dict[int, int], feet: dict[int, int]
) -> None:
    """Mark rows that come back at the tops or feet of pages, but for the first where it stands in the masthead."""
    first = rows[0].page if rows else 1
    for edges, kind in ((tops, "running-head"), (feet, "page-number")):
        for distance in range(_EDGE):
            same: dict[str, list[int]] = {}
            for i in [i for i, d in edges.items() if d == distance and i not in kinds]:
                worded = len(_LETTERS.findall(folded[i])) >= 4 and not _LABELLED.match(rows[i].text)
                if worded and not _goes_on_below(rows, i) and _edge_only(rows, kinds, edges, i):
                    for key in {folded[i], _paged(folded[i], rows[i].page)}:
                        same.setdefault(key, []).append(i)
            for found in same.values():
                if len(found) > 1:
                    kinds.update((i, kind) for i in found if rows[i].page != first or kind != "running-head")


def _goes_on_below(rows: list[Row], i: int) -> bool:
    """Whether a row fills its line and the next one follows it without white space, as the boxes of the lines show."""
    row, after = rows[i], rows[i + 1] if i + 1 < len(rows) else None
    if after is None or row.line.box is None or after.line.box is None or after.page != row.page:
        return False
    wide = sum(rows[n].right <= row.right + 1 for n in range(max(0, i - 9), min(len(rows), i + 10)))
    return not after.blank and after.tight and after.indent < 1 and row.line.size == after.line.size and wide > 8


def _paged(text: str, page: int) -> str:
    """Give a text with the number that grows with the pages, if it is its last one, as its distance from the page's."""
    numbers = list(_DIGITS.finditer(text))
    if not numbers or len(numbers[-1][0]) > 4:
        return text
    last = numbers[-1]
    return f"{text[: last.start()]}#{int(last[0]) - page}{text[last.end() :]}"


def _edge_only(rows: list[Row], kinds: dict[int, str], edges: dict[int, int], i: int) -> bool:
    """Whether only furniture stands between a row and the edge of its page."""
    step = -1 if i > 0 and edges.get(i - 1, -1) == edges[i] - 1 and rows[i - 1].page == rows[i].page else 1
    n = i
    for _ in range(edges[i]):
        n += step
        if n not in kinds:
            return False
    return True


def _bare_numbers(
    rows: list[Row], folded: list[str], kinds: dict[int, str], tops: dict[int, int], feet: dict[int, int]
) -> None:
    """Mark bare page numbers: at one edge of the pages, one more on each page."""
    for edges in (tops, feet):
        found = [
            (i, int(folded[i]) - rows[i].page)
            for i in edges
            if folded[i].isdecimal() and len(folded[i]) <= 4 and i not in kinds and _edge_only(rows, kinds, edges, i)
        ]
        usual = Counter(shift for _, shift in found).most_common(1)
        if usual and (usual[0][1] > 1 or usual[0][0] == 0):
            for i, shift in found:
                if shift == usual[0][0]:
                    kinds[i] = "page-number"


def _beside(rows: list[Row], folded: list[str], kinds: dict[int, str]) -> None:
    """Mark what is furniture only beside other furniture: the date of a job line, the language and number of a page."""
    hard = sorted(i for i, kind in kinds.items() if kind != "rule")
    for i in hard:
        for n in (i + 1, i - 1):
            if not 0 <= n < len(rows) or n in kinds:
                continue
            text = folded[n]
            if (kinds[i] in ("job-line", "bar-code") and _JOB_DATE.match(text)) or (
                kinds[i] in ("running-head", "page-number") and _VERSION.match(text) and _between_pages(kinds, n)
            ):
                kinds[n] = "job-line" if kinds[i] != "running-head" and text[0].isdigit() else "running-head"


def _between_pages(kinds: dict[int, str], n: int) -> bool:
    """Whether a row stands between the symbol and the page number of a running head."""
    return kinds.get(n - 1) == "running-head" and kinds.get(n + 1) in ("page-number", "running-head", None)
