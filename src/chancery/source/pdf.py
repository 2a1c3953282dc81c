"""PDF files: printed lines in reading order, each with its page and its box."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterable
from contextlib import closing
from itertools import groupby
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from chancery.record.model import File
from chancery.source import limits, ocr
from chancery.source.images import Image
from chancery.source.lines import Lines
from chancery.source.model import Damaged, NeedsTool, NoText, Protected, Source, TooLarge
from chancery.source.pdf_layout import ordered, right_to_left_letters
from chancery.source.pdf_page import PageText, Piece

_LOCK = threading.Lock()
"""pdfium may be used by one thread at a time."""
_UNMAPPED = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
"""What characters come as whose font does not tell them."""
_CATALOGUE = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\s*<<[^>]{0,200}/Type\s*/Catalog\b")
_PICTURE_DEPTH = 4
_POINTS = 72.0


def read(data: bytes, file: File, *, recognition: bool = True) -> Source:
    """Give the lines of a PDF file; scanned pages are recognised where that is installed and `recognition` is true.

    Raises `Protected` where it opens with a password only, `Damaged` where no page can be read, `NoText` where no page
    holds text, `TooLarge` beyond the limits.
    """
    with _LOCK, _opened(data) as document:
        return _Reader(document, file, recognition).source()


def _opened(data: bytes) -> Any:
    """Open a PDF document for a `with` block. Raises `Protected`, `Damaged` or `TooLarge`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Protected("The PDF file opens with a password only. Save a copy without one.") from error
        document = _mended(data)
        if document is None:
            raise Damaged("The PDF file is damaged or cut off. Get it again from where it came from.") from error
    if len(document) > limits.PDF_PAGES:
        pages = len(document)
        document.close()
        raise TooLarge(f"The PDF file has {pages:,} pages; the limit is {limits.PDF_PAGES:,}. Split it.")
    return closing(document)


def _mended(data: bytes) -> Any | None:
    """Open a PDF document whose end is lost but whose catalogue is not; None where that fails."""
    catalogue = _CATALOGUE.search(data)
    if not catalogue:
        return None
    try:
        return pypdfium2.PdfDocument(
            data + b"\ntrailer\n<< /Root %b %b R >>\nstartxref\n0\n%%%%EOF\n" % catalogue.groups()
        )
    except pypdfium2.PdfiumError:
        return None


class _Reader:
    """Collects the lines of a document page by page, and what of it cannot be read."""

    def __init__(self, document: Any, file: File, recognition: bool) -> None:
        self.document = document
        self.file = file
        self.lines = Lines()
        self.unread: list[int] = []
        self.scanned: list[int] = []
        self.unmapped: list[int] = []
        self.right_to_left = 0
        self.recognized = 0
        self.recognize: ocr.Recognizer | None = None
        self.recognition = recognition

    def source(self) -> Source:
        """Read all pages. Raises `Damaged`, `NoText` or `TooLarge`."""
        pages = self.file.pages = len(self.document)
        started, recognizing = time.monotonic(), 0.0
        for number in range(1, pages + 1):
            if time.monotonic() - started - recognizing > limits.PDF_SECONDS:
                raise TooLarge(f"{number - 1:,} pages of the PDF file took {limits.PDF_SECONDS:.0f} seconds. Split it.")
            try:
                recognizing += self._page(number)
            except pypdfium2.PdfiumError:
                self.unread.append(number)
        if len(self.unread) == pages:
            raise Damaged("No page of the PDF file can be read. Get it again from where it came from.")
        if not self.lines.lines:
            raise self._no_text()
        return Source(file=self.file, raw=self.lines.raw(), lines=self.lines.lines, losses=self._losses())

    def _no_text(self) -> NoText:
        if self.recognized:
            return NoText("The PDF file holds pictures of its pages, in which no text was recognised. Scan them again.")
        if self.scanned or self.unmapped:
            return NoText(f"The PDF file holds pictures of its pages and no text. To read them, {ocr.HELP}.")
        return NoText("The pages of the PDF file are empty. Get the document again from where it came from.")

    def _page(self, number: int) -> float:
        """Read one page. Gives the seconds that recognition took."""
        with closing(self.document[number - 1]) as page:
            with closing(page.get_textpage()) as textpage:
                rows = PageText(page, textpage).rows()
            self.right_to_left += right_to_left_letters(rows)
            pieces = ordered(rows, right_first=self.right_to_left > 0)
            unmapped = _is_unmapped(pieces)
            if unmapped or (not pieces and _has_pictures(page)):
                if self._can_recognize():
                    started = time.monotonic()
                    self._recognize(page, number)
                    return time.monotonic() - started
                (self.unmapped if unmapped else self.scanned).append(number)
        for piece in pieces:
            box = (round(piece.left, 1), round(piece.top, 1), round(piece.right, 1), round(piece.bottom, 1))
            self.lines.add(piece.text, page=number, box=box, size=piece.size)
        return 0.0

    def _can_recognize(self) -> bool:
        if self.recognition and self.recognize is None:
            try:
                self.recognize = ocr.recognizer()
            except NeedsTool:
                self.recognition = False
        return self.recognition

    def _recognize(self, page: Any, number: int) -> None:
        """Draw a page and read its picture."""
        self.recognized += 1
        if self.recognized > limits.IMAGE_PAGES:
            raise TooLarge(f"The PDF file has more than {limits.IMAGE_PAGES:,} scanned pages. Split it.")
        assert self.recognize
        width, height = page.get_size()
        pixels = width * height * (limits.OCR_DPI / _POINTS) ** 2
        scale = limits.OCR_DPI / _POINTS * min(1.0, (limits.IMAGE_PIXELS / max(pixels, 1.0)) ** 0.5)
        with closing(page.render(scale=scale, grayscale=True)) as bitmap:
            image = Image(_grey_map(bitmap), bitmap.width, bitmap.height, scale * _POINTS)
        ocr.add(self.lines, self.recognize(image), number, 1.0 / scale)

    def _losses(self) -> list[str]:
        losses = []
        if self.unread:
            losses.append(f"{_named(self.unread)} of the PDF file cannot be read.")
        if self.scanned:
            losses.append(
                f"{_named(self.scanned)} of the PDF file hold pictures and no text. To read them, {ocr.HELP}."
            )
        if self.unmapped:
            losses.append(
                f"The fonts of {_named(self.unmapped)} do not tell their characters. To read them, {ocr.HELP}."
            )
        return losses


def _is_unmapped(pieces: list[Piece]) -> bool:
    """Whether most characters of a page are unknown."""
    text = "".join([piece.text for piece in pieces])
    return 2 * len(_UNMAPPED.findall(text)) > len(text)


def _has_pictures(page: Any) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_PICTURE_DEPTH))


def _grey_map(bitmap: Any) -> bytes:
    """The pixels of a bitmap as a portable grey map."""
    pixels = bytes(bitmap.buffer)
    if bitmap.stride != bitmap.width:
        rows = range(0, bitmap.stride * bitmap.height, bitmap.stride)
        pixels = b"".join([pixels[at : at + bitmap.width] for at in rows])
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + pixels


def _named(pages: Iterable[int]) -> str:
    """Give page numbers in words: "pages 1, 3 to 5"."""
    ranges = []
    for _, group in groupby(enumerate(pages), key=lambda item: item[1] - item[0]):
        run = [number for _, number in group]
        ranges.append(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}")
    return ("Page " if ranges and ranges[0].isdigit() and len(ranges) == 1 else "Pages ") + ", ".join(ranges)
