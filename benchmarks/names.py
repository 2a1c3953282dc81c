"""Whether every name of every Member State gives its code and nothing else: ``python -m benchmarks.names [TABLE]``.

The list names are those of TABLE (columns ``iso3`` and one a language: ``member_states.tsv``, from the table that the General
Assembly adopted); the short and the formal name and their forms in titles ("de la Fédération de Russie", للاتحاد الروسي) are
ours. A name is right where it is recognised by itself and where a text that holds nothing else gives this one State. Rivals
are asked for the same names where they are installed (``uv pip install --group bench``): they recognise names that stand
alone, and are told the language where they can use it.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from chancery.lang.fold import fold
from chancery.record.model import LANGUAGES
from chancery.world import states

Resolve = Callable[[str, str], str | None]
"""From a name and its language to a code of three letters."""

FORMS = ("list", "short", "formal", "of", "of_formal")
BAR = 1.0


class Case(NamedTuple):
    """A name with the State that it is of."""

    language: str
    form: str
    name: str
    code: str


def cases(table: Path) -> list[Case]:
    """Give the names of all Members in all languages and forms."""
    with table.open(encoding="utf-8") as file:
        members = list(csv.DictReader(file, delimiter="\t"))
    out = [Case(language, "list", row[language], row["iso3"]) for row in members for language in LANGUAGES]
    for row in members:
        for language in LANGUAGES:
            out += [Case(language, form, states.name(row["iso3"], language, form), row["iso3"]) for form in FORMS[1:]]
    return out


def ours(name: str, language: str) -> str | None:
    """Recognise a name by itself; the text that it is has to give the same State and no other."""
    code = states.identify(name, language)
    found = {state for _, _, state in states.find(fold(name), language, name, adjectives=True)}
    return code if found == {code} else None


def countrynames() -> Resolve:
    """Give the resolver of countrynames; raises `ImportError` where it is not installed."""
    import countrynames as library

    return lambda name, _: library.to_code_3(name)


def rigour() -> Resolve:
    """Give the resolver of rigour; raises `ImportError` where it is not installed."""
    from rigour.territories import lookup_territory

    def resolve(name: str, _: str) -> str | None:
        found = lookup_territory(name)
        return str(found.alpha3).upper() if found and found.alpha3 else None

    return resolve


def babel() -> Resolve:
    """Give a resolver that looks names up in the tables of CLDR; raises `ImportError` where Babel is not installed."""
    from babel import Locale
    from babel.core import get_global

    codes = {
        ways[0]: alias for alias, ways in get_global("territory_aliases").items() if len(alias) == 3 and alias.isalpha()
    }

    @cache
    def table(language: str) -> Mapping[str, str]:
        return {fold(name): two for two, name in Locale(language).territories.items()}

    def resolve(name: str, language: str) -> str | None:
        return codes.get(table(language).get(fold(name), ""))

    return resolve


RIVALS: Mapping[str, Callable[[], Resolve]] = {
    "rigour": rigour,
    "countrynames": countrynames,
    "Babel (CLDR)": babel,
}


def shares(resolve: Resolve, names: Iterable[Case]) -> dict[str, float]:
    """Give the share of names that are right, by form and by language, and of ``all``."""
    right: dict[str, list[bool]] = {}
    for case in names:
        answer = resolve(case.name, case.language) == case.code
        for key in ("all", case.form, case.language):
            right.setdefault(key, []).append(answer)
    return {key: sum(answers) / len(answers) for key, answers in right.items()}


def main() -> int:
    """Print the shares of ours and of the rivals; exit status 1 where a name of ours is wrong, 2 without the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    shared = os.environ.get("CHANCERY_SHARED") or Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("table", type=Path, nargs="?", default=Path(shared) / "reference" / "member_states.tsv")
    chosen = parser.parse_args()
    if not chosen.table.is_file():
        print(f"not measured: there is no table {chosen.table}; name one", file=sys.stderr)
        return 2
    names = cases(chosen.table)
    columns = ("all", *FORMS, *LANGUAGES)
    print(f"{len(names)} names")
    print(" " * 14 + "".join(f"{column:>10}" for column in columns) + "   ms for 1000")
    mine = report("chancery", ours, names, columns)
    for label, rival in RIVALS.items():
        try:
            resolve = rival()
        except ImportError:
            print(f"{label:14} not installed")
            continue
        report(label, resolve, names, columns)
    for case in names:
        if (answer := ours(case.name, case.language)) != case.code:
            print(f"  {case.language} {case.form} {case.name}: {case.code}, read as {answer}")
    return 0 if mine >= BAR else 1


def report(label: str, resolve: Resolve, names: list[Case], columns: Iterable[str]) -> float:
    """Print the line of one resolver and give its share of right names."""
    for language in LANGUAGES:
        resolve("x", language)
    start = time.process_time()
    found = shares(resolve, names)
    taken = (time.process_time() - start) / len(names) * 1e6
    print(f"{label:14}" + "".join(f"{found[column]:10.3f}" for column in columns) + f"{taken:14.0f}")
    return found["all"]


if __name__ == "__main__":
    sys.exit(main())
