"""A gazetteer: a table of names in six languages, to look names up in, to recognise and to find them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from chancery.lang.fold import fold
from chancery.world.names import Name
from chancery.world.reading import Reading
from chancery.world.scanner import Found, Scanner
from chancery.world.scripts import Script, scripts
from chancery.world.table import Doubtful, Index, abbreviations, apart, every_name, folded, holders, rows


class Named(Protocol):
    """A row of a gazetteer."""

    @property
    def id(self) -> str:
        """The row's id, the same in all languages."""

    @property
    def doubtful(self) -> tuple[Doubtful, ...]:
        """Names that are also other words."""

    @property
    def acronyms(self) -> tuple[str, ...]:
        """Names that are written in capitals only."""

    def in_text(self) -> Iterable[str]:
        """Give the names as they stand in running text, without what goes before them."""

    def alone(self) -> Iterable[str]:
        """Give every form by which the row is known when a name stands alone."""


Row = TypeVar("Row", bound=Named)


class Gazetteer(Generic[Row]):
    """The tables of one folder of ``world/``; each language is read when it is first asked for.

    Names of the tables beside it that hold one of its names (``Port of Spain``, ``Guinea-Bissau``) are passed over whole, as
    are the acronyms of others that do (南苏丹特派团).
    """

    def __init__(
        self,
        folder: str,
        read: Callable[[Mapping[str, str]], Row],
        beside: tuple[str, ...] = (),
        acronyms: tuple[str, ...] = (),
        adjectives: Callable[[str], Iterable[Name]] = lambda _: (),
    ) -> None:
        self._folder, self._read, self._beside, self._acronyms = folder, read, beside, acronyms
        self._adjectives = adjectives
        self.rows = cache(self._rows)
        self._scanner = cache(self._make_scanner)
        self._index = cache(self._make_index)

    def _rows(self, language: str) -> Mapping[str, Row]:
        """Give the rows of a language by id; raises `KeyError` for a language that has no table."""
        if language not in scripts():
            raise KeyError(f"no names in {language!r}; there are {', '.join(scripts())}")
        table = map(self._read, rows(self._folder, f"{language}.tsv"))
        return MappingProxyType({row.id: row for row in table})

    def row(self, identifier: str, language: str) -> Row:
        """Give a row; raises `KeyError` for an unknown id or language."""
        return self.rows(language)[identifier]

    def find(self, folded: str, language: str | None, text: str | None, adjectives: bool = False) -> list[Found]:
        """Give the names in folded text as (start, end, id), longest first where they overlap (see `Scanner.find`)."""
        if language is not None:
            return self._scanner(language).find(folded, text, adjectives)
        found = [hit for one in scripts() for hit in self._scanner(one).find(folded, text, adjectives)]
        found.sort(key=lambda hit: (hit[0], -hit[1]))
        kept: list[Found] = []
        for hit in found:
            if not kept or hit[0] >= kept[-1][1]:
                kept.append(hit)
        return kept

    def read(self, text: Reading, language: str, adjectives: bool = False) -> list[Found]:
        """Give what `find` gives of a text that was made ready, which several tables may share."""
        return self._scanner(language).read(text, adjectives)

    def identify(self, text: str, language: str | None) -> str | None:
        """Give the id of a text that is exactly one name, in any form; None where it is none or not one."""
        for one in scripts() if language is None else (language,):
            if identifier := self._index(one).get(text):
                return identifier
        return None

    def _make_scanner(self, language: str) -> Scanner:
        script = scripts()[language]
        names: list[Name] = []
        for row in self.rows(language).values():
            names += _names(row, script)
        own = {name.text for name in names}
        beside = sorted({name for folder in self._beside for name in every_name(folder, language)} - own)
        others = {text: Name(text, "") for text in beside}
        others |= {name.text: name for folder in self._acronyms for name in abbreviations(folder, language)}
        over = [others[text] for text in holders(list(others), own, script)]
        return Scanner([*apart(self._folder, language), *over, *names, *self._adjectives(language)], script)

    def _make_index(self, language: str) -> Index:
        return Index({row.id: row.alone() for row in self.rows(language).values()}, language)


def _names(row: Named, script: Script) -> Iterable[Name]:
    careful = {fold(d.name): d for d in row.doubtful}
    acronyms = {fold(a) for a in row.acronyms}
    printed = tuple(row.in_text())
    spelled = folded(printed)
    plain = [script.drop.sub("", text) for text in spelled] if script.spaced else spelled
    marked = {p: m for p, text in zip(plain, spelled, strict=True) if p != text and (m := _upto_marks(text, script))}
    lower = {p for p, name in zip(plain, printed, strict=True) if name.islower()}
    for text in dict.fromkeys(plain):
        small, doubt = text in lower, careful.get(text)
        if text in acronyms:
            yield Name(text, row.id, "capitals", strict=doubt is not None)
        elif doubt is None:
            yield Name(text, row.id, small=small)
        else:
            need = "doubtful" if doubt.before or doubt.strict or not doubt.against else ""
            before, against = tuple(map(fold, doubt.before)), tuple(map(fold, doubt.against))
            yield Name(text, row.id, need, before, doubt.strict, small, marked.get(text, ""), against)


def _upto_marks(text: str, script: Script) -> str:
    """Give the beginning of a name up to the first marks over its letters."""
    marks = script.drop.search(text)
    return text[: marks.end()] if marks else ""
