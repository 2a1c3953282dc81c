"""Specimen communications: composed for Chancery, in due form, in six languages; no documents of the United Nations."""

from chancery.specimens.export import export
from chancery.specimens.load import Specimen, load

__all__ = ["Specimen", "export", "load"]
