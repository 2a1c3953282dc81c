"""Strategies that generate the whole grammar of document symbols."""

from hypothesis import strategies as st

from chancery.form.symbols import Suffix, Symbol
from chancery.form.symbols.words import PRINCIPAL, ROOTS, roman

numbers = st.integers(1, 9999).map(str)
sessions = st.integers(31, 120).map(str)
years = st.integers(1976, 2040).map(str)
romans = st.integers(1, 60).map(roman)
special = st.builds(lambda kind, number: f"{kind}S-{number}", st.sampled_from(["", "E"]), st.integers(1, 40))
dotted = st.builds(
    lambda word, number: f"{word}.{number}",
    st.sampled_from(["L", "PV", "SR", "R", "WP", "CRP", "INF", "PET", "MISC"]),
    st.integers(1, 999),
)
worded = st.builds(
    lambda word, number: (word, number), st.sampled_from(["INF", "NGO", "PET", "Agenda", "MIN", "CRP"]), numbers
)
committees = st.builds(
    lambda word, number: f"{word}.{number}",
    st.sampled_from(["AC", "C", "CN", "CONF", "SC", "Sub", "WG"]),
    st.integers(1, 400),
)
words = st.sampled_from(["HRC", "BUR", "SPC", "ICEF", "EMRIP", "CBD", "COP-MOP", "SGB", "ESCWA", "HLPF"])
sittings = st.one_of(sessions, years)
last = st.one_of(numbers.map(lambda one: (one,)), dotted.map(lambda one: (one,)), worded)
foreign_words = st.one_of(
    words, st.sampled_from(["C", "CO", "OP", "B", "GC", "KEN"]), st.just("OzL.Pro.28"), st.just("WP(XXXV)")
)

letters = st.one_of(st.just(""), st.sampled_from(["A", "B", "H", "A-B", "C-F"]))
roman_or_number = st.one_of(romans, st.integers(1, 40).map(str))
slashed = st.builds(
    Suffix, st.sampled_from(["Add", "Amend", "Corr", "Rev", "Summary"]), st.integers(1, 60).map(str)
) | st.sampled_from([Suffix("Summary"), Suffix("Corrigendum")])
bracketed = st.one_of(
    st.builds(Suffix, st.sampled_from(["Part", "Vol"]), romans),
    st.builds(lambda a, b, how: Suffix("Part", f"{a}{how}{b}"), romans, romans, st.sampled_from([" and ", "-"])),
    st.builds(
        lambda one, letter: Suffix("Sect", one + letter), st.integers(1, 40).map(str), st.sampled_from(["", "A"])
    ),
    st.builds(Suffix, st.just("Resumption"), st.integers(1, 9).map(str)),
    st.sampled_from([Suffix("Resumption"), Suffix("Introduction")]),
)
suffixes = st.lists(st.one_of(slashed, bracketed), max_size=3).map(tuple)


def _symbol(root, path, part="", bracket=""):
    return st.builds(
        Symbol, st.just(root), st.just(tuple(path)), st.just(part), st.just(bracket), suffixes, st.booleans()
    )


@st.composite
def plain(draw):
    """``A/58/619``, ``S/2001/1154``, ``A/ES-10/273``, ``A/10298``, ``S/PV.4567``."""
    root = draw(st.sampled_from(sorted(PRINCIPAL)))
    first = draw(st.one_of(st.just(()), sittings.map(lambda one: (one,)), special.map(lambda one: (one,))))
    return draw(_symbol(root, first + draw(last)))


@st.composite
def of_a_body(draw):
    """``A/C.6/69/SR.19``, ``E/CN.4/Sub.2/2000/46``, ``CRPD/C/KEN/Q/1``."""
    root = draw(st.sampled_from(sorted(ROOTS)))
    own = st.one_of(committees, words) if root in PRINCIPAL else st.one_of(committees, foreign_words)
    body = draw(st.lists(own, min_size=1, max_size=3))
    sitting = draw(st.one_of(st.just([]), sittings.map(lambda one: [one])))
    return draw(_symbol(root, [*body, *sitting, *draw(last)]))


@st.composite
def resolutions(draw):
    """``A/RES/68/247 B``, ``A/RES/377 (V)``, ``S/RES/1267 (1999)``, ``A/HRC/RES/45/4``."""
    root = draw(st.sampled_from("ASE"))
    nature = draw(st.sampled_from(["RES", "DEC"]))
    body = draw(st.sampled_from([[], ["HRC"]])) if root == "A" else []
    how = draw(st.sampled_from(["session", "bracket"]))
    if root == "S":
        return draw(_symbol(root, [nature, draw(numbers)], bracket=draw(st.one_of(st.just(""), years))))
    if how == "bracket":
        prefix = draw(st.sampled_from(["", "S-", "ES-"]))
        return draw(_symbol(root, [*body, nature, draw(numbers)], draw(letters), prefix + draw(romans)))
    return draw(_symbol(root, [*body, nature, draw(st.one_of(sittings, special)), draw(numbers)], draw(letters)))


@st.composite
def special_roots(draw):
    """``GC(49)/INF/6``, ``IDB.23/5``, ``UNEP(DTIE)/Hg/INC.6/24``, ``CEDAW/C/ECU/CO/8-9``, ``A/C.6/64/SR.1-28/Corr.1``."""
    root = draw(st.sampled_from(["GC(49)", "GC.7", "IDB.23", "PBC.31", "UNEP(DTIE)", "CEDAW", "A"]))
    if root == "CEDAW":
        return draw(_symbol(root, ["C", "ECU", "CO", f"{draw(st.integers(1, 8))}-9"]))
    if root == "A":
        return Symbol("A", ("C.6", "64", f"SR.1-{draw(numbers)}"), suffixes=(Suffix("Corr", draw(numbers)),))
    return draw(_symbol(root, draw(last)))


symbols = st.one_of(plain(), of_a_body(), resolutions(), special_roots())
