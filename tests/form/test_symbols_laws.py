"""Laws that hold for every symbol of the grammar."""

import string

from hypothesis import example, given
from hypothesis import strategies as st
from symbol_grammar import symbols

from chancery.form.symbols import (
    Symbol,
    SymbolError,
    filename_of_symbols,
    find,
    implied,
    normalise,
    parse,
    split_combined,
    symbol_from_filename,
)
from chancery.form.symbols.parse import plausible
from chancery.record.model import LANGUAGES

FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
CYRILLIC = str.maketrans("ABCEHKMOPTX", "АВСЕНКМОРТХ")
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"


@given(symbols)
def test_what_is_printed_is_read_back(symbol):
    assert parse(str(symbol)) == symbol


@given(symbols)
def test_the_normal_form_is_its_own_normal_form(symbol):
    assert normalise(str(symbol)) == str(symbol)


@given(symbols, st.sampled_from(DASHES))
def test_spelling_does_not_matter(symbol, dash):
    printed = str(symbol)
    assert parse(printed.translate(FULL_WIDTH).replace("\u3000", " ")) == symbol
    assert parse(printed.replace("-", dash)) == symbol
    assert parse(printed.replace("/", " / ")) == symbol
    assert parse(printed.replace("/", "/\n   ")) == symbol
    assert parse("\u200f" + "\u200e".join(printed) + "\u200f") == symbol
    assert parse(printed.replace(" (", "(")) == symbol
    assert parse(printed.replace("/", "//")) == symbol


@given(symbols)
def test_cyrillic_letters_that_look_latin_are_read(symbol):
    assert parse(str(symbol).translate(CYRILLIC)) == symbol


@given(
    symbols, st.sampled_from(["({})", "см. {}.", "انظر {}،", "见{}。", "({}, annex)", "l’{} ;", "véase {}\n\n", "{}"])
)
def test_it_is_found_in_a_sentence_with_its_place(symbol, sentence):
    text = sentence.format(symbol)
    found = find(text)
    if plausible(symbol):
        assert [one.symbol for one in found] == [symbol]
        assert text[found[0].start : found[0].end] == str(symbol)
    else:
        assert found == []


@given(st.lists(symbols, min_size=1, max_size=3), st.sampled_from(["-", "–", "\n", " - ", " & "]))
def test_joined_symbols_come_apart(several, joint):
    assert split_combined(joint.join(map(str, several))) == several


@given(st.lists(symbols, min_size=1, max_size=3), st.sampled_from(LANGUAGES))
def test_file_names_are_read_back(several, language):
    name = filename_of_symbols(several, language)
    assert not set(name) & set(' /[]*:;"\\')
    assert symbol_from_filename(f"some/folder/{name}") == (several, language)


@given(symbols)
def test_everything_implied_agrees_with_what_is_printed(symbol):
    facts = implied(symbol)
    assert facts.session == symbol.session
    assert symbol.year in (None, facts.year)
    if facts.year and facts.years:
        assert facts.years[0] <= facts.year <= facts.years[1]
    assert symbol.main.suffixes == ()
    assert symbol.document.reissued is False
    assert implied(symbol.document) == facts


@given(st.text(alphabet=string.ascii_uppercase[:5] + "STR/.-()0123456789 lI\n*,é和وи", max_size=60), st.booleans())
@example("A/58/619, " * 3, True)
def test_no_text_breaks_the_finder(text, masthead):
    end = 0
    for one in find(text, masthead=masthead):
        assert isinstance(one.symbol, Symbol)
        assert 0 <= one.start < one.end <= len(text)
        assert parse(str(one.symbol)) == one.symbol
        end = max(end, one.end)


@given(st.text(max_size=40))
def test_a_text_is_a_symbol_or_an_error_says_so(text):
    try:
        symbol = parse(text)
    except SymbolError as error:
        assert "United Nations document" in str(error) or "goes on after" in str(error)
    else:
        assert parse(str(symbol)) == symbol
