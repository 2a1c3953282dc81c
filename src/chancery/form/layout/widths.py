"""How wide a text is in print, in type whose letters have different widths.

The widths are those of the type that United Nations documents are set in (Times), in thousandths of its size; Arabic
letters are taken at the mean of their forms.
"""

from __future__ import annotations

from typing import Final

_MEAN: Final = 450.0
"""Of a character in running text; widths are given in characters of this width."""
_GROUPS: Final = {
    180: "'",
    250: " .,·،اأإآل",
    278: "ijlt:;/\\|íìîïدذرز؛",
    333: "Ifr()[]-’‘!Íءبتنيثئى‐‑",
    389: "Jsšهة",
    395: "зمفق",
    410: "гэт",
    444: 'aceàáâäãåçèéêëz?“”"асеёьكعغوؤ',
    472: "вякч",
    500: "bdghknopqvuxy0123456789–*$«»ñòóôöõùúûüýøорухлбд",
    535: "нйпицъطظ",
    556: "FPSßРБЗ",
    564: "+=<>",
    611: "ELTZЕТГЪЬ",
    650: "мфسش",
    667: "BCRВСЯЭЧыж",
    722: "ADGHKNOQUVXYwАДНКОПИЙХУЦЛÀÁÂÄÇÈÉÊÑÓÔÖÚÜصض",
    778: "mшщю",
    889: "MМФЮШЩЖ",
    944: "W",
    1000: "—…%@№œæŒÆ",
}
_DEFAULT: Final = 500


class _Widths(dict[str, int]):
    """Character to width; unknown characters are taken at the mean, marks over letters at nothing."""

    def __missing__(self, char: str) -> int:
        width = 0 if "\u0300" <= char <= "\u036f" or "\u064b" <= char <= "\u0652" else _DEFAULT
        self[char] = width
        return width


_WIDTHS: Final = _Widths({char: width for width, chars in _GROUPS.items() for char in chars})


def print_width(text: str) -> float:
    """Give the width of a text in print, in mean characters.

    >>> print_width("ill") < print_width("mww") / 2
    True
    """
    return sum(map(_WIDTHS.__getitem__, text)) / _MEAN
