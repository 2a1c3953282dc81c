"""What can go wrong with an archive. Every message says what happened and what to do."""

from __future__ import annotations


class ArchiveError(Exception):
    """Something about an archive that the user has to know; the message says what to do. Nothing was damaged."""


class NoArchive(ArchiveError):  # noqa: N818 - says what is the case
    """There is no archive where one was looked for."""


class AlreadyThere(ArchiveError):  # noqa: N818 - says what is the case
    """Something stands where an archive or a file was to be made."""


class ReadOnly(ArchiveError):  # noqa: N818 - says what is the case
    """The archive may be read and not written."""


class Full(ArchiveError):  # noqa: N818 - says what is the case
    """The disk, or the share of it that one may use, is full."""


class Busy(ArchiveError):  # noqa: N818 - says what is the case
    """Another process keeps the archive for longer than one waits."""


class Broken(ArchiveError):  # noqa: N818 - says what is the case
    """The database or a backup is damaged, or was made by a newer Chancery."""


class NotHeld(ArchiveError):  # noqa: N818 - says what is the case
    """The archive holds no such document; or several, where one is wanted."""


class WrongCorrection(ArchiveError):  # noqa: N818 - says what is the case
    """A correction that cannot be made: no such place, or no value that a record can hold there."""
