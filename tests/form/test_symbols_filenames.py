"""File names of the United Nations library."""

import pytest

from chancery.form.symbols import SymbolError, filename_of_symbols, parse, symbol_from_filename

NAMES = [
    ("A_75_973&S_2021_678-FR.pdf", ["A/75/973", "S/2021/678"], "fr"),
    ("A_RES_863(IX)-AR.pdf", ["A/RES/863 (IX)"], "ar"),
    ("A_RES_863_(IX)-AR.pdf", ["A/RES/863 (IX)"], "ar"),
    ("A_RES_217(III)^A^-EN.pdf", ["A/RES/217 A (III)"], "en"),
    ("A_RES_68_247_B-ZH.docx", ["A/RES/68/247 B"], "zh"),
    ("A_RES_68_247_A-B-ES.doc", ["A/RES/68/247 A-B"], "es"),
    ("S_RES_1267_(1999)-RU.pdf", ["S/RES/1267 (1999)"], "ru"),
    ("S_PV.4567_(Resumption_1)_Corr.1-EN.pdf", ["S/PV.4567 (Resumption 1)/Corr.1"], "en"),
    ("NPT_CONF.2000_28_(Parts_I_and_II)-EN.pdf", ["NPT/CONF.2000/28 (Parts I and II)"], "en"),
    ("ST_AI_2001_5!-EN.pdf", ["ST/AI/2001/5*"], "en"),
    ("/data/un/A_58_619_Add.1-fr.PDF", ["A/58/619/Add.1"], "fr"),
    ("C:\\data\\A_58_619", ["A/58/619"], None),
]


@pytest.mark.parametrize(("name", "symbols", "language"), NAMES)
def test_read(name, symbols, language):
    found, said = symbol_from_filename(name)
    assert ([str(one) for one in found], said) == (symbols, language)


def test_written():
    several = [parse("A/75/973"), parse("S/2021/678")]
    assert filename_of_symbols(several, "fr") == "A_75_973&S_2021_678-FR.pdf"
    assert filename_of_symbols([parse("A/RES/68/247 B")], "zh", "docx") == "A_RES_68_247_B-ZH.docx"
    assert filename_of_symbols([parse("ST/AI/2001/5*")], "en") == "ST_AI_2001_5!-EN.pdf"


@pytest.mark.parametrize("name", ["", "N2126234.pdf", "letter.pdf", "A_75_973&letter-FR.pdf", "-FR.pdf"])
def test_other_names_are_refused(name):
    with pytest.raises(SymbolError, match="not the library's name"):
        symbol_from_filename(name)


def test_a_name_needs_a_symbol_and_a_language():
    with pytest.raises(ValueError, match="symbol"):
        filename_of_symbols([], "fr")
    with pytest.raises(ValueError, match="ar, en, es, fr, ru, zh"):
        filename_of_symbols([parse("A/75/973")], "de")
