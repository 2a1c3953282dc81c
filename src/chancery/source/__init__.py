"""From a file to its printed lines, each with the way back to the file."""

from chancery.source.model import Hint, Line, Source, SourceError, Zone
from chancery.source.opening import open_source, read_bytes

__all__ = ["Hint", "Line", "Source", "SourceError", "Zone", "open_source", "read_bytes"]
