"""Labels of paragraphs and list items: ``3.``, ``3 -``, ``(a)``, ``b)``, ``iv)``, ``(أ)``, ``㈠``, ``’1‘``, bullets."""

from __future__ import annotations

import re
from typing import NamedTuple

ROMAN = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})")
_LABEL = re.compile(
    r"""(?P<number>\d{1,3})(?:\s?[.)](?![\d.])|\s?[-–—](?=\s))\s*
    |\((?P<bracket>\d{1,3}|[ivxl]{1,6}|[一二三四五六七八九十]{1,3}|[^\W\d_]ـ?[a-z]?)\)\s*
    |(?P<letter>[ivxl]{2,6}|([^\W\d_])\4?)(?:\)|\.(?=\s)(?<![A-ZА-Я]\.))\s*
    |(?P<circled>[㈠-㈩①-⑳])\s*
    |[’‘'](?P<quoted>\d{1,2})[‘’']\s*
    |(?P<bullet>[•·▪●–—*-])\s+
    """,
    re.X,
)


class Label(NamedTuple):
    """A label: its number without punctuation (``None`` for a bullet), its kind, and the offset of the text after it."""

    number: str | None
    kind: str
    """``number``, ``bracket``, ``letter``, ``circled``, ``quoted`` or ``bullet``."""
    end: int


def label_of(text: str) -> Label | None:
    """Give the label with which a paragraph begins.

    >>> label_of("3. Décide")
    Label(number='3', kind='number', end=3)
    >>> label_of("- Susciter").kind
    'bullet'
    """
    found = _LABEL.match(text)
    if not found or found.end() == len(text):
        return None
    kind = str(found.lastgroup)
    return Label(None if kind == "bullet" else found[kind], kind, found.end())
