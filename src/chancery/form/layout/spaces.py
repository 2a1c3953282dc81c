"""Spaces between Chinese characters that extraction has put there."""

from __future__ import annotations

import re

from chancery.form.layout.rows import Row

_HAN = re.compile("[\u3400-\u9fff]")
_STOP = re.compile("[。、；]")
_BETWEEN = re.compile("(?<=[\u3400-\u9fff\u3001-\u303f\uff00-\uff60]) (?=[\u3400-\u9fff\u3001-\u303f\uff00-\uff60])")
_STARVED = 120
"""Chinese characters to one stop or list comma above which punctuation is lost, and spaces stand for it."""
_LONG = 40
"""Characters of a paragraph from which on a space in it is none of a heading, where it may be meant."""


def close_spaces(paragraphs: list[list[Row]]) -> None:
    """Take single spaces between Chinese characters out of paragraphs, where the text has kept its punctuation."""
    spaced = [rows for rows in paragraphs if any(not row.text.isascii() and _BETWEEN.search(row.text) for row in rows)]
    if not spaced:
        return
    text = "".join([row.text for rows in paragraphs for row in rows])
    if len(_HAN.findall(text)) > _STARVED * len(_STOP.findall(text)):
        return
    for rows in spaced:
        if sum([len(row.text) for row in rows]) >= _LONG:
            for row in rows:
                for found in reversed(list(_BETWEEN.finditer(row.text))):
                    row.cut(found.start(), found.end())
