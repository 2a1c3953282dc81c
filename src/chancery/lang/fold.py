"""Folding: one character for one character, so that offsets in folded text are offsets in the text.

Case, accents, quotes, dashes, spaces, digit sets, full-width and Arabic letter variants disappear for matching; the text
itself is shown as printed. What takes more or fewer characters (ligatures, œ, combining marks that stand alone) stays.
"""

from __future__ import annotations

import re
import unicodedata

_VARIANTS = {
    "'": "`’‘‚‛´ʼʹʻ′＇",
    '"': "“”„‟«»‹›《》〈〉「」『』〝〞〟″＂",
    "-": "\u00ad‐‑‒–—―⁃−－﹣",
    ",": "、，،﹐､٬",
    ".": "。．｡٫",
    ":": "：︰∶",
    ";": "；؛",
    "?": "？؟",
    "!": "！",
    "(": "（﴾﹙〔【",
    ")": "）﴿﹚〕】",
    "[": "［",
    "]": "］",
    "/": "／⁄∕",
    "*": "＊∗٭",
    "%": "％٪",
    "·": "・･•‧∙",
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "е": "ё",
    "i": "ıİ",
    "l": "ł",
    "o": "ø",
    "d": "đ",
    "h": "ħ",
    "ي": "ىیې",
    "ك": "کڪ",
    "ه": "ھہە",
    "ا": "ٱ",
}
"""A character to those that are read as it, besides what Unicode's compatibility decompositions (NFKD) already tell."""
_PLAIN = {variant: plain for plain, variants in _VARIANTS.items() for variant in variants}
_WHOLE = "йїў"
"""Letters whose mark makes another letter of their alphabet: they keep it."""


class _Table(dict[int, str]):
    """Code point to folded character, filled as characters are met: a text has some hundreds of them at most."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        while (folded := _step(char)) != char:
            char = folded
        self[code] = char
        return char


_TABLE = _Table()
_OTHERS = re.compile("[^\\n -_a-~а-яії\u0621\u0627-\u063a\u0641-\u0648\u064a\u4e00-\u9fff]")
"""What folding may change in a text in small letters: all but the plain letters of the six languages and ASCII signs."""
_FEW = 40
"""Different characters that are quicker to replace one after another than by a table over the whole text."""


def _step(char: str) -> str:
    """Take a character one step nearer to its plain form; itself where there is none of one character."""
    if char in _PLAIN:
        return _PLAIN[char]
    lower = char.lower()
    if len(lower) != 1 or lower in _WHOLE:
        return lower if len(lower) == 1 else char
    if (digit := unicodedata.decimal(lower, None)) is not None:
        return str(digit)
    if unicodedata.digit(lower, None) is not None:  # a raised or circled digit is a note mark, not part of a number
        return lower
    apart = unicodedata.normalize("NFKD", lower)
    alone = apart[0] == " " and not lower.isspace()  # an accent over nothing does not become a gap
    return apart[0] if not alone and all(map(unicodedata.combining, apart[1:])) else lower


def fold(text: str) -> str:
    """Give the text folded; ``len(fold(text)) == len(text)`` always, and each character is folded by itself.

    >>> fold("Lettre datée du 1er août 2021, adressée à l’État")
    "lettre datee du 1er aout 2021, adressee a l'etat"
    >>> fold("تموز/يوليه ٢٠٢١")
    'تموز/يوليه 2021'
    """
    if text.isascii():
        return text.lower().replace("\t", " ").replace("`", "'")
    if "Σ" in text or "İ" in text:  # their small letters depend on what stands beside them, or are two
        return text.translate(_TABLE)
    folded = text.lower()
    others = set(_OTHERS.findall(folded))
    if len(others) > _FEW:
        return folded.translate(_TABLE)
    for char in others:
        folded = folded.replace(char, _TABLE[ord(char)])
    return folded
