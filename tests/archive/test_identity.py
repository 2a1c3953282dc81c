"""By what documents are known: symbols, revisions, names of files."""

from __future__ import annotations

import pytest

from chancery.archive import identity


@pytest.mark.parametrize(
    ("symbol", "work", "version", "hangs"),
    [
        ("S/RES/1267 (1999)", "S/RES/1267", "", None),
        ("S/RES/1267(1999)", "S/RES/1267", "", None),
        ("A/RES/2625 (XXV)", "A/RES/2625", "", None),
        ("A/RES/68/247 B", "A/RES/68/247 B", "", None),
        ("A/58/50/Rev.1", "A/58/50", "Rev.1", None),
        ("A/58/50*", "A/58/50", "*", None),
        ("A/58/50/Corr.1", "A/58/50/Corr.1", "", ("corrects", "A/58/50")),
        ("A/58/50/Rev.1/Corr.1", "A/58/50/Rev.1/Corr.1", "", ("corrects", "A/58/50")),
        ("A/58/50/Add.2", "A/58/50/Add.2", "", ("adds-to", "A/58/50")),
        ("A/58/50/Add.2/Rev.1", "A/58/50/Add.2", "Rev.1", ("adds-to", "A/58/50")),
        ("A/58/50/Add.2/Corr.1", "A/58/50/Add.2/Corr.1", "", ("corrects", "A/58/50/Add.2")),
        ("not a symbol", "not a symbol", "", None),
    ],
)
def test_symbols(symbol: str, work: str, version: str, hangs: tuple[str, str] | None) -> None:
    assert (identity.work_symbol(symbol), identity.version(symbol), identity.hangs_on(symbol)) == (work, version, hangs)


@pytest.mark.parametrize(
    ("name", "symbols", "job"),
    [
        ("A_75_973&S_2021_678-FR.pdf", ["A/75/973", "S/2021/678"], None),
        ("S_2012_110.txt", ["S/2012/110"], None),
        ("S_RES_2674_E.xml", ["S/RES/2674"], None),
        ("S_RES_2618 (2022)-2201005E.xml", ["S/RES/2618 (2022)"], "22-01005"),
        ("A_RES_78_12-2323832C.xml", ["A/RES/78/12"], "23-23832"),
        ("A_RES_78_183A-2326024A.xml", ["A/RES/78/183 A"], "23-26024"),
        ("A_RES_78_2_S.xml", ["A/RES/78/2"], None),
        ("letter to the President.docx", [], None),
        ("2024-report_E.pdf", [], None),
        ("", [], None),
    ],
)
def test_names_of_files(name: str, symbols: list[str], job: str | None) -> None:
    assert identity.of_file_name(name) == (symbols, job)


@pytest.mark.parametrize(
    ("printed", "named", "wrong"),
    [
        ("A/RES/78/13", "A/RES/78/130", True),
        ("A/RES/79/309", "A/RES/79/304", True),
        ("S/2012/110", "S/2012/110", False),
        ("S/RES/2655 (2021)", "S/RES/2655", False),
        ("S/2012/110", "A/66/710", False),
        ("S/2012/110", "S/2012/231", False),
    ],
)
def test_a_printed_symbol_may_be_misprinted(printed: str, named: str, wrong: bool) -> None:
    assert identity.misprinted([printed], [named]) is wrong
    assert not identity.misprinted([], [named])
    assert not identity.misprinted([printed], [])


@pytest.mark.parametrize(
    ("text", "number"),
    [("97-04321", "97-04321"), ("97-04321 (E)", "97-04321"), ("2322259", "23-22259"), ("", None), ("97-43", None)],
)
def test_job_numbers(text: str, number: str | None) -> None:
    assert identity.job_number(text) == number
