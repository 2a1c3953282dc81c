"""Size and resolution of PNG, JPEG and TIFF images, read from their headers, and the pages of a TIFF file."""

from __future__ import annotations

import struct
from typing import NamedTuple

from chancery.source import limits
from chancery.source.model import Damaged, TooLarge

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
TIFF = (b"II*\x00", b"MM\x00*")

_PAGE_INCHES = 8.27
"""Width of an A4 page: what an image without resolution is taken to be."""
_INCH = 0.0254
_JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


class Image(NamedTuple):
    """One page as an image file."""

    data: bytes
    width: int
    height: int
    dots: float
    """An inch."""


def pages(data: bytes) -> list[Image]:
    """Give the pages of an image file, one but for TIFF.

    Raises `Damaged` where the header is cut off or wrong, `TooLarge` beyond the limits of pixels and pages.
    """
    try:
        if data.startswith(PNG):
            found = [_png(data)]
        elif data.startswith(JPEG):
            found = [_jpeg(data)]
        else:
            found = _tiff(data)
    except (struct.error, IndexError) as error:
        raise Damaged("The image file is damaged or cut off. Get it again from where it came from.") from error
    for image in found:
        if not image.width or not image.height:
            raise Damaged("The image file gives no size. Get it again from where it came from.")
        if image.width * image.height > limits.IMAGE_PIXELS:
            raise TooLarge(
                f"The image has more than {limits.IMAGE_PIXELS:,} pixels. Scan it at {limits.OCR_DPI} dots an inch."
            )
    return found


def _dots(dots: float, width: int) -> float:
    """A plausible resolution, or that of an A4 page of this width."""
    return dots if 60 <= dots <= 2400 else width / _PAGE_INCHES


def _png(data: bytes) -> Image:
    width, height = struct.unpack_from(">II", data, 16)
    at = data.find(b"pHYs", 0, 4096)
    dots = struct.unpack_from(">I", data, at + 4)[0] * _INCH if at > 0 else 0.0
    return Image(data, width, height, _dots(dots, width))


def _jpeg(data: bytes) -> Image:
    dots = 0.0
    at = 2
    while True:
        marker, length = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        if data[at] != 0xFF or length < 2:
            raise IndexError(at)
        if marker == 0xE0 and data[at + 4 : at + 8] == b"JFIF":
            unit, x = struct.unpack_from(">BH", data, at + 11)
            dots = {1: x, 2: x * 2.54}.get(unit, 0.0)
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return Image(data, width, height, _dots(dots, width))
        at += 2 + length


def _tiff(data: bytes) -> list[Image]:
    """Give each page as a TIFF file of its own: the same bytes, with the header pointing to that page."""
    order = "<" if data[:2] == b"II" else ">"
    found: list[Image] = []
    seen: set[int] = set()
    at = struct.unpack_from(order + "I", data, 4)[0]
    while at and at not in seen:
        if len(found) >= limits.IMAGE_PAGES:
            raise TooLarge(f"The TIFF file has more than {limits.IMAGE_PAGES:,} pages. Split it.")
        seen.add(at)
        count = struct.unpack_from(order + "H", data, at)[0]
        tags = [(*struct.unpack_from(order + "HHI", data, at + 2 + 12 * i), at + 10 + 12 * i) for i in range(count)]
        values = {tag: _tiff_value(data, order, kind, where) for tag, kind, _, where in tags}
        width = int(values.get(256, 0.0))
        dots = values.get(282, 0.0) * (2.54 if values.get(296) == 3 else 1.0)
        found.append(
            Image(
                data[:4] + struct.pack(order + "I", at) + data[8:], width, int(values.get(257, 0.0)), _dots(dots, width)
            )
        )
        at = struct.unpack_from(order + "I", data, at + 2 + 12 * count)[0]
    return found


def _tiff_value(data: bytes, order: str, kind: int, where: int) -> float:
    """The first number of a TIFF field: short, long or fraction."""
    if kind == 3:
        return float(struct.unpack_from(order + "H", data, where)[0])
    if kind == 5:
        above, below = struct.unpack_from(order + "II", data, struct.unpack_from(order + "I", data, where)[0])
        return above / below if below else 0.0
    return float(struct.unpack_from(order + "I", data, where)[0])
