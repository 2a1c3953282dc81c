"""Document symbols: the grammar in which the United Nations numbers its documents, read and written."""

from chancery.form.symbols.filenames import filename_of_symbols, symbol_from_filename
from chancery.form.symbols.find import Found, find
from chancery.form.symbols.implied import Implied, implied
from chancery.form.symbols.model import Session, Suffix, Symbol, SymbolError
from chancery.form.symbols.parse import normalise, parse, split_combined

__all__ = [
    "Found",
    "Implied",
    "Session",
    "Suffix",
    "Symbol",
    "SymbolError",
    "filename_of_symbols",
    "find",
    "implied",
    "normalise",
    "parse",
    "split_combined",
    "symbol_from_filename",
]
