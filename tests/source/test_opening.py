from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from samples import LETTERS, akn, doc, docx, p, packed, pdf, png, tiff

from chancery.source import open_source, read_bytes
from chancery.source.model import NoText, SourceError, TooLarge, Unsupported
from chancery.source.opening import kind_of

HTML = b"<!DOCTYPE html><html><body><p>Letter</p></body></html>"
AKN = akn("<mainBody><paragraph><num>1.</num><content><p>Decides;</p></content></paragraph></mainBody>")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "text file"),
        (b"plain", "text file"),
        (b"<not markup", "text file"),
        (b"<<Letter>> from the Minister", "text file"),
        (b"the mark %PDF- in a text", "text file"),
        (pdf([[]]), "PDF file"),
        (b"\n \n" + pdf([[]]), "PDF file"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + pdf([[]]), "PDF file"),
        (docx(""), "DOCX file"),
        (doc("text"), "Word file"),
        (HTML, "HTML file"),
        (b"\xef\xbb\xbf \n<!-- c --><HTML>", "HTML file"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x' 'y'>\n<html xmlns='x'>", "HTML file"),
        (b"<p>Letter</p>", "HTML file"),
        (b"<div class=x>", "HTML file"),
        (HTML.decode().encode("utf-16"), "HTML file"),
        (HTML.decode().encode("utf-16-be"), "HTML file"),
        (AKN, "Akoma Ntoso file"),
        (b"<?xml version='1.0'?><!-- c --><an:akomaNtoso xmlns:an='x'>", "Akoma Ntoso file"),
        (AKN.decode().encode("utf-16"), "Akoma Ntoso file"),
        (png(4, 4, bytes(16)), "PNG image"),
        (b"\xff\xd8\xff\xe0", "JPEG image"),
        (tiff([(4, 4, bytes(16))]), "TIFF image"),
        (tiff([(4, 4, bytes(16))], order=">"), "TIFF image"),
    ],
)
def test_the_bytes_tell_the_kind(data: bytes, kind: str) -> None:
    assert kind_of(data).name == kind


@pytest.mark.parametrize("name", ["letter.pdf", "letter.docx", "letter", "letter.txt.exe"])
def test_the_name_decides_nothing(name: str) -> None:
    assert read_bytes(LETTERS["fr"].encode(), name).file.media_type == "text/plain"
    assert read_bytes(docx(p("x")), name).file.media_type.endswith("document")
    assert read_bytes(HTML, name).file.media_type == "text/html"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{\\rtf1 text}", "RTF"),
        (b"\xffWPC\x10", "WordPerfect"),
        (b"\x1f\x8b\x08", "Unpack"),
        (b"7z\xbc\xaf\x27\x1c", "Unpack"),
        (b"GIF89a", "PNG"),
        (b"%!PS-Adobe", "PostScript"),
        (b"\x7fELF\x02", "document"),
        (b"<?xml version='1.0'?><TEI><text/></TEI>", "<TEI>"),
        (bytes(range(256)) * 8, "not text"),
        (packed({"a.txt": "x"}), "archive"),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(Unsupported, match=words) as caught:
        read_bytes(data, "file")
    assert caught.value.code == "unsupported-format"
    assert str(caught.value).endswith(".")


def test_the_file_is_described(tmp_path: Path) -> None:
    data = LETTERS["ru"].encode()
    path = tmp_path / "письмо.txt"
    path.write_bytes(data)
    file = open_source(path).file
    assert (file.name, file.size, file.media_type, file.pages) == ("письмо.txt", len(data), "text/plain", None)
    assert file.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", ["a/b/letter.txt", "..\\..\\letter.txt", "/etc/letter.txt", "letter.txt"])
def test_only_the_last_part_of_a_name_is_kept(name: str) -> None:
    assert read_bytes(b"x", name).file.name == "letter.txt"


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u2028\u00a0".encode(), b"<html></html>", docx(""), pdf([[]])]
)
def test_files_without_text(data: bytes) -> None:
    with pytest.raises(NoText) as caught:
        read_bytes(data, "file")
    assert caught.value.code == "no-text"


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is not a file"):
        open_source(tmp_path)
    with pytest.raises(SourceError, match="cannot be opened"):
        open_source(tmp_path / "absent.txt")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="is not a file"):
        open_source(tmp_path / "pipe")


def test_a_text_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.write(b"The Security Council,\n" * 100)
        stream.truncate(200 * 1024 * 1024)
    with pytest.raises(TooLarge, match="200 MB; the limit is 64 MB") as caught:
        open_source(path)
    assert caught.value.code == "too-large"


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    program = "import sys, chancery.source; print([m for m in ('lxml', 'pypdfium2', 'selectolax', 'tesserocr') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
