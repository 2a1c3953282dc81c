"""The parts of an office document packed as a zip file, unpacked one by one within limits."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Any

from chancery.source import limits, xml
from chancery.source.model import Damaged, Protected, TooLarge, Unsupported

_END = b"PK\x05\x06"
_END_REACH = 22 + 0xFFFF
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGED = "The DOCX file is damaged or cut off. Get it again from where it came from."


class Package:
    """An open package. Nothing is written to disk and no member's name is used as a path."""

    def __init__(self, data: bytes) -> None:
        _check_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise Damaged(_DAMAGED) from error
        self._members = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        if len(self._members) > limits.ZIP_MEMBERS:
            raise TooLarge(f"The file packs more than {limits.ZIP_MEMBERS:,} others. Save it again as DOCX.")
        self._left = limits.XML_BYTES

    @property
    def names(self) -> list[str]:
        """The names of the members."""
        return list(self._members)

    def read(self, name: str) -> bytes | None:
        """Give a member's bytes, or None where there is none of this name.

        Raises `TooLarge` where it unpacks to more than is left of `limits.XML_BYTES` or like a bomb, `Damaged`, `Protected`.
        """
        info = self._members.get(name.lstrip("/"))
        if info is None:
            return None
        if info.flag_bits & 1:
            raise Protected("The DOCX file opens with a password only. Save a copy without one.")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unsupported("The DOCX file is packed in an unusual way. Open it in Word and save it again.")
        most = self._left
        if info.compress_size * limits.ZIP_RATIO < most:
            most = max(limits.ZIP_RATIO_FROM, info.compress_size * limits.ZIP_RATIO)
        try:
            with self._zip.open(info) as member:
                data = member.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise Damaged(_DAMAGED) from error
        if len(data) > most:
            raise TooLarge("The text of the DOCX file unpacks to more than is read. Split the document.")
        self._left -= len(data)
        return data

    def xml(self, name: str) -> Any | None:
        """Give the root element of a member, or None where there is none of this name. Raises as `read` and `xml.parse`."""
        data = self.read(name)
        return None if data is None else xml.parse(data, "DOCX file")

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Give type (its last word) and target of each relation of a part by its id; the package's own for ''."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in root.iter(_RELATIONS)
            if relation.get("TargetMode") != "External"
        }


def _check_directory(data: bytes) -> None:
    """Refuse a list of members that is too long before it is read."""
    at = data.rfind(_END, max(0, len(data) - _END_REACH))
    if at < 0 or at + 20 > len(data):
        raise Damaged(_DAMAGED)
    (size,) = struct.unpack_from("<I", data, at + 12)
    if size > limits.ZIP_DIRECTORY_BYTES:
        raise TooLarge(f"The file packs more than {limits.ZIP_MEMBERS:,} others. Save it again as DOCX.")
