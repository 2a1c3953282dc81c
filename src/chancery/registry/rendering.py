"""A written document as a file: plain text, HTML, DOCX, PDF."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from html import escape
from importlib import resources
from typing import Any

from chancery.form.grammar import grammar
from chancery.form.writing import Printed, text_of

FORMATS = ("txt", "html", "docx", "pdf")

RIGHT = ("symbol", "distribution", "masthead-date", "language", "original", "signed", "post", "annex-original")
"""Paragraphs that stand on the far side of the page."""
STRONG = ("united-nations", "organ", "session", "title", "annex-heading", "annex-title", "heading")
"""Paragraphs in bold."""
NEW_PAGE = ("annex-heading",)


class RenderingError(Exception):
    """A document that cannot be rendered here; the message says what to install."""


def render(printed: list[Printed], language: str, form: str) -> bytes:
    """Give a written document as the bytes of a file in one of `FORMATS`.

    Raises `RenderingError` for another format, and for PDF where WeasyPrint or its libraries are not installed.
    """
    makers: dict[str, Callable[[list[Printed], str], bytes]] = {
        "txt": lambda p, _: text_of(p).encode(),
        "html": lambda p, code: html(p, code).encode(),
        "docx": docx,
        "pdf": pdf,
    }
    if form not in makers:
        raise RenderingError(f"{form!r} is not a format that can be written; there are {', '.join(FORMATS)}")
    return makers[form](printed, language)


def html(printed: list[Printed], language: str) -> str:
    """Give a document as one HTML page with its style inside; every text is escaped."""
    direction = grammar(language).pack.words["direction"]
    style = (resources.files("chancery.registry") / "page.css").read_text("utf-8")
    title = next((p.text for p in printed if p.kind == "title"), "")
    body = "\n".join(_element(p, direction) for p in printed)
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{direction}">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>\n<style>{style}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _direction(text: str, direction: str) -> str:
    """Give the direction of a paragraph: a line without right-to-left letters, such as an English date, runs left to right."""
    return direction if any(unicodedata.bidirectional(c) in ("R", "AL") for c in text) else "ltr"


def _element(printed: Printed, direction: str) -> str:
    own = _direction(printed.text, direction)
    turned = f' dir="{own}"' if own != direction else ""
    tag = {"title": "h1", "annex-heading": "h2", "annex-title": "h3", "heading": "h4"}.get(printed.kind, "p")
    return f'<{tag} class="{printed.kind}"{turned}>{escape(printed.text)}</{tag}>'


def pdf(printed: list[Printed], language: str) -> bytes:
    """Give a document as a PDF; raises `RenderingError` where WeasyPrint, pango or fonts are missing."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise RenderingError(
            "PDF needs WeasyPrint and pango: pip install 'chancery[pdf]' and, on Debian, apt-get install libpango-1.0-0 "
            f"libpangoft2-1.0-0 fonts-noto-core fonts-noto-cjk ({error})"
        ) from error
    data: bytes = HTML(string=html(printed, language), url_fetcher=_no_fetch).write_pdf()
    return data


def _no_fetch(url: str, *_: Any, **__: Any) -> dict[str, Any]:
    """Refuse every address: a page holds all it needs."""
    raise ValueError(f"nothing is loaded from elsewhere: {url}")


def docx(printed: list[Printed], language: str) -> bytes:
    """Give a document as a DOCX file, paragraphs right to left where the language runs so."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    rtl = grammar(language).pack.words["direction"] == "rtl"
    document = Document()
    document.core_properties.language = language
    for one in printed:
        paragraph = document.add_paragraph()
        if one.kind in NEW_PAGE:
            paragraph.paragraph_format.page_break_before = True
        run = paragraph.add_run(one.text)
        run.bold = one.kind in STRONG
        if one.kind in RIGHT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if rtl else WD_ALIGN_PARAGRAPH.RIGHT
        if _direction(one.text, "rtl" if rtl else "ltr") == "rtl":
            properties = paragraph._p.get_or_add_pPr()
            properties.append(properties.makeelement(qn("w:bidi"), {}))
            inner = run._r.get_or_add_rPr()
            inner.append(inner.makeelement(qn("w:rtl"), {}))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
