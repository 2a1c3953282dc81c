"""How much of a file Chancery reads: every limit with its reason.

The limits keep one hostile or broken file from taking the machine; a document of the United Nations stays far below
all of them (the longest, a budget or a treaty collection, has some 2,000 pages and 10 MB of text).
"""

from __future__ import annotations

MEGABYTE = 1024 * 1024

TEXT_BYTES = 64 * MEGABYTE
"""Plain text and HTML: 64 MB is some 30,000 pages; decoded, it may take four times as much memory."""

LINES = 1_000_000
"""Lines of one source: a line costs some 200 bytes of memory, whatever its length."""

XML_BYTES = 48 * MEGABYTE
"""Akoma Ntoso and the XML parts of one DOCX file together: a parsed tree takes up to ten times its bytes."""

MARKUP_TAGS = 3_000_000
"""Opening brackets of an XML or HTML text: a node of a parsed tree takes some 200 bytes, however short its tag. A report of
500 pages has some 500,000."""

XML_DEPTH = 200
"""Nested elements. The deepest real documents (tables in tables in annexes) have some 40."""

HTML_WORK = 200_000_000
"""Tags times deepest nesting of a page, with which the time of the parser grows; the parser makes some 100 million steps a second, real pages need 10 million."""

HTML_ATTRIBUTES = 20_000
"""Attributes of one tag: the parser compares each with all others."""

DOCX_BYTES = 256 * MEGABYTE
"""A DOCX file with its pictures, which are not unpacked."""

ZIP_MEMBERS = 10_000
"""Names inside a DOCX file: a long report with a picture on each page has some 2,000."""

ZIP_DIRECTORY_BYTES = 4 * MEGABYTE
"""The list of the members: `ZIP_MEMBERS` with long names have some 2 MB."""

ZIP_RATIO = 300
"""Unpacked to packed size of an XML part above `ZIP_RATIO_FROM`; the markup of real documents reaches some 60."""

ZIP_RATIO_FROM = 4 * MEGABYTE
"""Parts smaller than this are unpacked whatever their ratio: they cannot do harm."""

PDF_BYTES = 512 * MEGABYTE
"""A PDF file: a scanned volume of 1,000 pages in colour has some 300 MB."""

PDF_PAGES = 5_000
"""Pages of one PDF file."""

PDF_STREAM_BYTES = 128 * MEGABYTE
"""One unpacked stream of a PDF file: a page scanned in colour at 600 dots an inch has 105 MB."""

PDF_PAGE_CHARACTERS = 200_000
"""Characters of one PDF page: a page of the smallest legible print has some 20,000."""

PDF_FORM_WORK = 2_000_000_000
"""Bytes of drawing commands that the forms of a PDF file may amount to, drawn in each other and on its pages, before the
file is read in a process of its own; pdfium runs some 20 million a second."""

PDF_SECONDS = 300.0
"""Reading one PDF file; 5,000 ordinary pages take some 15 seconds."""

DOC_BYTES = 128 * MEGABYTE
"""A legacy Word file with its pictures."""

CHILD_SECONDS = 10.0
"""A converter of legacy Word files; they read some 1,000 pages in a second, and some broken files without end."""

CHILD_OUTPUT_BYTES = 64 * MEGABYTE
"""What a child process may print; as much as a text file may hold."""

ISOLATED_SECONDS = 60.0
"""The process that reads a suspicious PDF file."""

ISOLATED_MEMORY_BYTES = 2_048 * MEGABYTE
"""Address space of the process that reads a suspicious PDF file."""

IMAGE_BYTES = 256 * MEGABYTE
"""An image file: a page scanned in colour at 600 dots an inch, not compressed, has 105 MB."""

IMAGE_PIXELS = 150_000_000
"""Pixels of one page for recognition: an A3 page at 600 dots an inch has 70 million."""

IMAGE_PAGES = 500
"""Pages of one TIFF file, and scanned pages of one PDF file: recognition takes some seconds a page."""

OCR_DPI = 300
"""Dots an inch at which pages are drawn for recognition: what tesseract is trained on."""

OCR_SECONDS = 90.0
"""Recognition of one page; an ordinary page takes two to four seconds."""

MOST_BYTES = PDF_BYTES
"""The most that is read of any file."""

SNIFF_BYTES = 65_536
"""How much of a file is looked at to tell its kind and its characters."""
