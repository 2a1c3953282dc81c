"""What a source gives: printed lines in reading order, with their place in the file.

Every format ends in the same plain data, so that nothing above this floor knows formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from chancery.record.model import Box, File

Zone = Literal["", "header", "footer", "note", "table", "box"]


class Hint(NamedTuple):
    """What a marked-up file itself says about a paragraph (Akoma Ntoso): its role, number, part and depth."""

    role: str
    number: str | None = None
    part: str = ""
    level: int = 0


@dataclass(slots=True, frozen=True)
class Line:
    """One printed line, or one whole paragraph where the source is a flow (see `Source.flow`)."""

    text: str
    """Without the line's end; inner white space as printed."""
    offset: int
    """Of its first character in `Source.raw`, in code points."""
    page: int = 1
    box: Box | None = None
    size: float | None = None
    """Height of the type in points, the commonest of the line."""
    zone: Zone = ""
    """Where the file says that the line stands apart: page header, footer, footnote, table, text box."""
    hint: Hint | None = None


@dataclass(slots=True)
class Source:
    """A file as lines."""

    file: File
    raw: str
    """The text of the file as its format gives it; for text files, the decoded characters. Offsets count in it."""
    lines: list[Line]
    flow: bool = False
    """True where each line is a whole paragraph, as the format says (DOCX, HTML, Akoma Ntoso)."""
    facts: dict[str, str] = field(default_factory=dict)
    """What the file's own metadata state: ``symbol``, ``language``, ``adopted``, ``date``, ``job_number`` (Akoma Ntoso)."""
    losses: list[str] = field(default_factory=list)
    """What of the file could not be read, a sentence each; empty where all of it was."""


class SourceError(Exception):
    """A file that cannot be read. The message names the remedy; ``code`` is stable."""

    code = "unreadable"


class Unsupported(SourceError):  # noqa: N818 - says what the file is
    """A kind of file that Chancery does not read."""

    code = "unsupported-format"


class Damaged(SourceError):  # noqa: N818 - says what the file is
    """A file that is not what its first bytes promise, or is cut off."""

    code = "damaged-file"


class Protected(SourceError):  # noqa: N818 - says what the file is
    """A file that opens with a password only."""

    code = "protected-file"


class TooLarge(SourceError):  # noqa: N818 - says what the file is
    """A file beyond the limits of `chancery.source.limits`."""

    code = "too-large"


class NeedsTool(SourceError):  # noqa: N818 - says what the file is
    """A file that needs a tool which is not installed; the message names it and how to get it."""

    code = "needs-tool"


class NoText(SourceError):  # noqa: N818 - says what the file is
    """A file that holds no text, such as a scanned PDF."""

    code = "no-text"
