"""Files that are broken or made to do harm: each gives a source or an error that says what to do, soon and in little memory."""

from __future__ import annotations

import io
import json
import random
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import LETTERS, akn, doc, docx, p, packed, pdf, pdf_file, pdf_of, png, stream, tiff

from chancery.source import Source, limits, read_bytes
from chancery.source.model import Damaged, NoText, Protected, SourceError, TooLarge, Unsupported

SECONDS = 10.0
MEGABYTE = 1024 * 1024

SAMPLES = {
    "text": LETTERS["fr"].encode(),
    "utf-16": LETTERS["ru"].encode("utf-16"),
    "gb18030": LETTERS["zh"].encode("gb18030"),
    "cp1256": LETTERS["ar"].encode("cp1256", errors="ignore"),
    "pdf": pdf([[(72, 100 + 14 * n, f"Line {n}") for n in range(9)], [(72, 90, "Second page")]]),
    "packed pdf": pdf([[(72, 100 + 14 * n, f"Line {n}") for n in range(9)]] * 3, packed=True),
    "docx": docx(p("One") + p("Two"), styles="<w:style w:type='paragraph' w:styleId='A'/>", header_1=p("Head")),
    "html": b"<!doctype html><html><body><p>One<table><tr><td>Cell</table><ol><li>Two</ol></body></html>",
    "akn": akn(
        "<preamble><formula><p>The Assembly,</p></formula></preamble><mainBody><paragraph><num>1.</num><content><p>Decides;</p></content></paragraph></mainBody>"
    ),
    "doc": doc(LETTERS["en"]),
    "png": png(8, 8, bytes(64)),
    "tiff": tiff([(8, 8, bytes(64))]),
}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep out recognition, which has its own tests, and do not wait long for programs that run without end."""
    from chancery.source import ocr

    monkeypatch.setattr(ocr, "recognizer", lambda: lambda image: [])
    monkeypatch.setattr(limits, "CHILD_SECONDS", 2.0)
    monkeypatch.setattr(limits, "ISOLATED_SECONDS", 5.0)


def outcome(data: bytes) -> Source | SourceError:
    """Read a file, which must end soon in a source or in an error of ours that says what to do."""
    started = time.monotonic()
    result: Source | SourceError
    try:
        result = read_bytes(data, "file")
    except SourceError as error:
        assert str(error).endswith(".")
        assert error.code in {
            *(
                "unreadable",
                "unsupported-format",
                "damaged-file",
                "protected-file",
                "too-large",
                "needs-tool",
                "no-text",
            ),
        }
        result = error
    else:
        result.raw.encode()
        assert result.lines
    assert time.monotonic() - started < SECONDS
    return result


# -- bytes at random --------------------------------------------------------------------------------------------------

PREFIXES = [data[:size] for data in SAMPLES.values() for size in (4, 12)] + [
    b"",
    b"%PDF-1.7\n",
    b"<html>",
    b"<akomaNtoso>",
    b"<?xml version='1.0'?>",
]


@given(st.sampled_from(PREFIXES), st.binary(max_size=600))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_any_bytes(prefix: bytes, rest: bytes) -> None:
    outcome(prefix + rest)


def mutated(data: bytes, seed: int) -> bytes:
    """Change some bytes: overwrite, cut out, double, or swap."""
    chance = random.Random(seed)
    out = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(out) or 1)
        size = chance.choice([1, 1, 2, 8, 40])
        match chance.randrange(5):
            case 0:
                out[at : at + size] = chance.randbytes(size)
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = out[at : at + size]
            case 3:
                out[at : at + size] = b"\0" * size
            case _:
                out[at : at + 4] = struct.pack("<I", chance.choice([0, 1, 0x7FFFFFFF, 0xFFFFFFFF, len(out)]))
    return bytes(out)


@pytest.mark.parametrize("kind", SAMPLES)
def test_files_with_some_wrong_bytes(kind: str) -> None:
    for seed in range(40 if kind == "doc" else 150):
        outcome(mutated(SAMPLES[kind], seed))


@pytest.mark.parametrize("kind", SAMPLES)
def test_files_that_are_cut_off(kind: str) -> None:
    data = SAMPLES[kind]
    for size in range(0, len(data), max(1, len(data) // (15 if kind == "doc" else 60))):
        outcome(data[:size])


@pytest.mark.parametrize("kind", SAMPLES)
def test_files_with_something_before_or_behind(kind: str) -> None:
    for junk in (b"\0", b"\n\n", b"\xff" * 30, b"GIF89a", bytes(5_000)):
        outcome(junk + SAMPLES[kind])
        outcome(SAMPLES[kind] + junk)


# -- text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe" + b"\x00\xd8" * 50 + "text".encode("utf-16-le"),
        b"\xff\xfea\x00b",
        b"Lettre " * 20 + b"\xed\xa0\x80\xed\xb0\x80",
        b"a\0b\0c",
        LETTERS["es"].encode() + b"\0\0\0" * 10,
        b"\xef\xbf\xbe text \xef\xbf\xbf" + LETTERS["en"].encode(),
        b"\xf4\x90\x80\x80" + LETTERS["ru"].encode(),
        b"\x1a" * 3 + LETTERS["en"].encode(),
        b"\x0c" * 500 + b"x",
        b"\x00\x00\xfe\xff" + b"\xff\xff\xff\xff" * 20,
    ],
)
def test_odd_characters_are_still_text(data: bytes) -> None:
    result = outcome(data)
    if isinstance(result, Source):
        assert "\ud800" not in result.raw
        for line in result.lines:
            assert all(character >= " " or character == "\t" for character in line.text)


# -- zip files --------------------------------------------------------------------------------------------------------


def bomb(size: int) -> bytes:
    """Give a DOCX whose text unpacks to `size` blanks."""
    head = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as member:
        member.write(head)
        for _ in range(size // MEGABYTE):
            member.write(b" " * MEGABYTE)
    return out.getvalue()


def test_a_zip_bomb() -> None:
    assert isinstance(outcome(bomb(200 * MEGABYTE)), TooLarge)


def test_a_zip_bomb_that_understates_its_size() -> None:
    data = bytearray(bomb(20 * MEGABYTE))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 1000)
    assert isinstance(outcome(bytes(data)), SourceError)


def test_zip_files_in_zip_files() -> None:
    inner = bomb(10 * MEGABYTE)
    for _ in range(4):
        inner = packed({"word/document.xml": inner, "_rels/.rels": inner})
    assert isinstance(outcome(inner), SourceError)


def test_a_zip_file_of_a_great_many_members() -> None:
    assert isinstance(
        outcome(packed({"word/document.xml": "<x/>", **{f"word/media/{n:06}": "" for n in range(30_000)}})), TooLarge
    )


def test_a_zip_file_whose_list_of_members_is_long() -> None:
    data = bytearray(SAMPLES["docx"])
    struct.pack_into("<I", data, data.rindex(b"PK\x05\x06") + 12, 0xFFFFFFFF)
    assert isinstance(outcome(bytes(data)), TooLarge)


@pytest.mark.parametrize(
    "name", ["../../../../evil.xml", "/etc/passwd", "C:\\evil.xml", "word/../../evil", "\u202egnp.exe", "a\0b"]
)
def test_names_of_members_are_no_paths(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile(io.BytesIO(SAMPLES["docx"])) as archive:
        members: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    members[name] = p("evil")
    target = f'<Relationship Id="rId9" Type="x/header" Target="{name.replace(chr(0), "")}"/></Relationships>'
    members["word/_rels/document.xml.rels"] = (
        bytes(members["word/_rels/document.xml.rels"]).decode().replace("</Relationships>", target)
    )
    result = outcome(packed(members))
    assert isinstance(result, Source)
    assert "evil" not in result.raw
    assert list(tmp_path.iterdir()) == []


def test_a_zip_member_with_a_password_or_a_rare_packing() -> None:
    data = bytearray(SAMPLES["docx"])
    for at in [i for i in range(len(data)) if data[i : i + 4] == b"PK\x01\x02"]:
        data[at + 8] |= 1
    assert isinstance(outcome(bytes(data)), Protected)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert isinstance(outcome(out.getvalue()), Unsupported)


# -- XML --------------------------------------------------------------------------------------------------------------

LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(
        f"<!ENTITY {b} '{'&' + a + ';' * 1}{('&' + a + ';') * 9}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'x' * 100_000}'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'><!ENTITY % b SYSTEM 'http://127.0.0.1:9/x.dtd'> %b;]>"


@pytest.mark.parametrize("declaration", [LAUGHS, QUADRATIC, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(declaration: str, encoding: str) -> None:
    text = akn("<mainBody><p>" + "&a;" * 5_000 + "&i;</p></mainBody>").decode()
    assert isinstance(outcome((declaration + text).encode(encoding)), (Unsupported, Damaged))
    with zipfile.ZipFile(io.BytesIO(SAMPLES["docx"])) as archive:
        members: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    members["word/document.xml"] = (declaration + bytes(members["word/document.xml"]).decode()).encode(encoding)
    assert isinstance(outcome(packed(members)), (Unsupported, Damaged))


@pytest.mark.parametrize("depth", [150, 240, 2_000, 200_000])
def test_deep_nesting(depth: int) -> None:
    outcome(akn("<mainBody>" + "<section>" * depth + "<p>x</p>" + "</section>" * depth + "</mainBody>"))
    outcome(
        akn(
            "<mainBody><paragraph><content><p>"
            + "<span>" * depth
            + "x"
            + "</span>" * depth
            + "</p></content></paragraph></mainBody>"
        )
    )
    outcome(docx("<w:sdt><w:sdtContent>" * depth + p("x") + "</w:sdtContent></w:sdt>" * depth))
    outcome(docx("<w:p>" + "<w:ins>" * depth + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * depth + "<w:del/></w:p>"))
    outcome(b"<html>" + b"<div>" * depth + b"x")
    outcome(b"<html>" + b"<table><tr><td>" * depth + b"x")


def test_numbers_that_are_none() -> None:
    odd = ["-1", "99999999999999999999", "x", "", "1e9"]
    for value in odd:
        numbering = f"<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='{value}'><w:start w:val='{value}'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
        body = (
            p("x", f"<w:numPr><w:ilvl w:val='{value}'/><w:numId w:val='1'/></w:numPr>")
            + f"<w:p><w:r><w:sym w:char='{value}'/><w:t>y</w:t></w:r></w:p>"
        )
        assert isinstance(outcome(docx(body, numbering=numbering)), Source)


def test_styles_and_lists_that_run_in_a_circle() -> None:
    styles = "".join(
        f"<w:style w:type='paragraph' w:styleId='{a}'><w:basedOn w:val='{b}'/></w:style>" for a, b in ("AB", "BC", "CA")
    )
    numbering = "<w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='A'/><w:styleLink w:val='A'/></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    body = p("x", "<w:pStyle w:val='A'/>") + p("y", "<w:numPr><w:numId w:val='1'/></w:numPr>")
    assert isinstance(outcome(docx(body, styles=styles, numbering=numbering)), Source)


# -- HTML -------------------------------------------------------------------------------------------------------------

PATTERNS = [
    "<a>",
    "<a><p>",
    "<b><p>",
    "<table>",
    "<table>x",
    "<svg>",
    "</p>",
    "<!--",
    "<select><option>",
    "<font></p>",
    "<form>",
    "<nobr>",
]
PATTERNS += [
    "<template>",
    "<button>",
    "<h1>",
    "<math><mi>",
    "<dd><div>",
    "</br>",
    "<span></div>",
    "<frameset>",
    "&amp",
    "<",
    "<p a<",
    "<![CDATA[",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_markup_at_length(pattern: str) -> None:
    outcome(b"<html>" + pattern.encode() * 50_000 + b"x")


# -- PDF --------------------------------------------------------------------------------------------------------------


def test_page_trees_that_run_in_a_circle() -> None:
    circle = pdf_file([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"])
    assert isinstance(outcome(circle), SourceError)
    deep = [b"<< /Type /Catalog /Pages 2 0 R >>"] + [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % n for n in range(3, 5_000)
    ]
    assert isinstance(outcome(pdf_file(deep)), SourceError)


def test_a_table_of_objects_that_points_to_itself() -> None:
    data = SAMPLES["pdf"]
    place = data[data.rindex(b"startxref") + 10 :].split(b"\n")[0]
    outcome(data.replace(b"trailer\n<<", b"trailer\n<< /Prev %b " % place))


@pytest.mark.parametrize("box", [b"[0 0 1e30 1e30]", b"[0 0 0 0]", b"[-5 -5 -9 -9]", b"[0 0 nan nan]", b"[]", b"null"])
def test_impossible_pages(box: bytes) -> None:
    outcome(SAMPLES["pdf"].replace(b"[0 0 595 842]", box))


@pytest.mark.parametrize(
    "content",
    [
        b"q " * 200_000,
        b"BT " * 100_000,
        b"BT /F1 1e30 Tf 1e30 0 0 1e30 1e30 1e30 Tm (x) Tj ET",
        b"BT /F1 0 Tf (zero) Tj ET",
        b"BT /F1 11 Tf 0 0 0 0 0 0 Tm (flat) Tj ET",
        b"BT /F1 11 Tf 0 1 -1 0 100 100 Tm (upright text) Tj ET",
        b"BT /F1 11 Tf -1 0 0 1 300 300 Tm (mirrored) Tj ET",
        b"BT /F1 11 Tf 72 700 Td [" + b"(a) -9999 " * 5_000 + b"] TJ ET",
        b"BT /F1 11 Tf 72 700 Td (" + b"x" * 150_000 + b") Tj ET",
        b"[" * 100_000,
        b"<<" * 100_000,
        b"BI /W 99999 /H 99999 /BPC 8 /CS /G ID " + bytes(100) + b" EI",
    ],
)
def test_odd_contents(content: bytes) -> None:
    outcome(pdf_of([content]))


def test_a_pdf_of_too_many_pages() -> None:
    assert isinstance(outcome(pdf([[(72, 100, "x")]] * (limits.PDF_PAGES + 1))), TooLarge)


def test_a_pdf_of_many_pages_is_read() -> None:
    result = outcome(pdf([[(72, 100, f"Page {n}")] for n in range(2_000)]))
    assert isinstance(result, Source) and result.lines[-1].page == 2_000


def test_a_stream_that_unpacks_without_end() -> None:
    packer = zlib.compressobj(9)
    packed_content = b"".join(packer.compress(b" " * MEGABYTE) for _ in range(200)) + packer.flush()
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed_content), packed_content)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    data = pdf_file([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, content])
    assert isinstance(outcome(data), TooLarge)


def test_a_stream_packed_many_times() -> None:
    content = b" " * (200 * MEGABYTE)
    for _ in range(3):
        content = zlib.compress(content, 9)
    filters = b"<< /Length %d /Filter [/FlateDecode /FlateDecode /FlateDecode] >>\nstream\n%b\nendstream" % (
        len(content),
        content,
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    data = pdf_file([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, filters])
    assert isinstance(outcome(data), SourceError)


def test_many_streams_without_an_end() -> None:
    data = b"%PDF-1.7\n" + b"1 0 obj << /Filter /FlateDecode >> stream\n" * 40_000 + b"/Form"
    assert isinstance(outcome(data), SourceError)


# -- images -----------------------------------------------------------------------------------------------------------


def test_images_larger_than_memory() -> None:
    assert isinstance(outcome(png(2**31 - 1, 2**31 - 1, b"")), TooLarge)
    assert isinstance(outcome(tiff([(2**16, 2**16, b"")])), TooLarge)
    assert isinstance(outcome(b"\xff\xd8" + b"\xff\xe0\xff\xff" * 50_000), SourceError)


# -- memory -----------------------------------------------------------------------------------------------------------

PROGRAM = """
import json, pathlib, sys, time
from chancery.source import SourceError, open_source
started = time.monotonic()
try:
    open_source(pathlib.Path(sys.argv[1]))
    result = "read"
except SourceError as error:
    result = error.code
status = pathlib.Path("/proc/self/status").read_text()
peak = int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) // 1024
print(json.dumps([result, time.monotonic() - started, peak]))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell the memory of a process")
@pytest.mark.parametrize(
    ("make", "code", "megabytes"),
    [
        (lambda: b"The Security Council,\n" * (9 * MEGABYTE), "too-large", 200),
        (lambda: b"The Security Council decides to remain seized of the matter,\n" * 950_000, "read", 900),
        (lambda: b"x" * (60 * MEGABYTE), "read", 500),
        (lambda: b"\n" * (60 * MEGABYTE), "too-large", 500),
        (lambda: b"\n" * 20 + "😀".encode() + b"x" * (60 * MEGABYTE), "read", 800),
        (lambda: bomb(1_000 * MEGABYTE), "too-large", 300),
        (lambda: b"<html>" + b"<p>x" * (16 * MEGABYTE), "too-large", 200),
        (lambda: b"<html>" + b"<p>x" * 2_900_000, "too-large", 1_500),
        (lambda: akn("<mainBody>" + "<p>x</p>" * 5_000_000 + "</mainBody>"), "too-large", 200),
        (lambda: akn("<mainBody>" + "<p>x</p>" * 1_450_000 + "</mainBody>"), "too-large", 1_000),
        (lambda: docx("".join(p(f"{n * 7919 % 100_003} {n * 104_729}") for n in range(250_000))), "read", 1_200),
        (lambda: bytes(300 * MEGABYTE), "too-large", 200),
    ],
)
def test_memory_stays_bounded(make: Callable[[], bytes], code: str, megabytes: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(make())
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, check=True)
    result, seconds, peak = json.loads(done.stdout)
    assert (result, seconds < 3 * SECONDS, peak < megabytes) == (code, True, True), (result, seconds, peak)


def test_the_errors_are_as_expected() -> None:
    assert isinstance(outcome(b""), NoText)
    assert isinstance(outcome(stream(b"x")), Source)
