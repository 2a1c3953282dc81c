from __future__ import annotations

import statistics
import time
from itertools import pairwise

import pypdfium2
import pytest
from samples import LETTERS, glyph_font, glyph_objects, pdf, pdf_of, picture_pdf, stream

from chancery.record.model import File
from chancery.source import limits, ocr, pdf_guard, read_bytes
from chancery.source import pdf as reader
from chancery.source.model import Damaged, NeedsTool, NoText, Protected, Source, TooLarge


def read(data: bytes) -> Source:
    return read_bytes(data, "letter.pdf")


def test_lines_have_their_page_box_and_size() -> None:
    source = read(pdf([[(72, 100, "First line", 12), (90, 120, "Second line", 9)], [(72, 100, "Page two")]]))
    assert [(line.text, line.page, line.size) for line in source.lines] == [
        ("First line", 1, 12.0),
        ("Second line", 1, 9.0),
        ("Page two", 2, 11.0),
    ]
    left, top, right, bottom = source.lines[1].box or (0, 0, 0, 0)
    assert 89 < left < 92 and 110 < top < 116 and 130 < right < 150 and 119 < bottom < 124
    assert source.file.pages == 2
    assert source.file.media_type == "application/pdf"
    assert not source.flow


@pytest.mark.parametrize(("rotate", "place"), [(0, (72, 92)), (90, (734, 72)), (180, (431, 741)), (270, (92, 431))])
def test_boxes_are_those_of_the_page_as_it_is_shown(rotate: int, place: tuple[float, float]) -> None:
    box = read(pdf([[(72, 100, "A line of text here")]], rotate=rotate)).lines[0].box or (0, 0, 0, 0)
    width, height = (595, 842) if rotate % 180 == 0 else (842, 595)
    assert 0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height
    assert abs(box[0] - place[0]) < 12 and abs(box[1] - place[1]) < 12


def test_a_box_is_that_of_the_type_whichever_letters_the_line_holds() -> None:
    source = read(pdf([[(72, 100, "aces"), (72, 120, "gypsy jingle"), (72, 140, "-----")]]))
    boxes = [line.box or (0, 0, 0, 0) for line in source.lines]
    assert [round(box[3] - box[1], 1) for box in boxes] == [11.0, 11.0, 11.0]
    assert [round(below[3] - above[3], 1) for above, below in pairwise(boxes)] == [20.0, 20.0]


def test_the_stretched_blanks_of_a_justified_line_part_no_columns() -> None:
    content = b"BT /F1 11 Tf 72 700 Td [(one) -3000 (long) -3000 (word)] TJ ET"
    assert read(pdf_of([content])).lines[0].text == "one long word"


def test_a_hyphen_at_the_line_s_end_is_a_plain_one() -> None:
    source = read(pdf([[(72, 100, "the represen-"), (72, 113, "tation of States and well-known facts")]]))
    assert [line.text for line in source.lines] == ["the represen-", "tation of States and well-known facts"]


def test_wide_blanks_are_kept_and_two_columns_are_told_apart() -> None:
    source = read(
        pdf([[(72, 100, "(Signed) A"), (320, 100, "(Signed) B"), (72, 113, "Ambassador"), (320, 113, "Minister")]])
    )
    assert [line.text for line in source.lines] == ["(Signed) A", "Ambassador", "(Signed) B", "Minister"]
    source = read(pdf([[(72, 100, "United Nations"), (320, 100, "A/75/973")]]))
    assert [line.text for line in source.lines] == ["United Nations     A/75/973"]


def test_a_blank_inside_one_drawn_string_is_seen() -> None:
    content = b"BT /F1 11 Tf 72 700 Td [(United Nations) -9000 (S/2021/678)] TJ ET"
    assert read(pdf_of([content])).lines[0].text == "United Nations     S/2021/678"


def test_words_drawn_out_of_order_come_in_order() -> None:
    content = (
        b"BT /F1 11 Tf 1 0 0 1 72 700 Tm (the) Tj 1 0 0 1 140 700 Tm (Council) Tj 1 0 0 1 92 700 Tm (Security) Tj ET"
    )
    assert read(pdf_of([content])).lines[0].text == "the Security Council"


def test_a_running_head_drawn_last_comes_first() -> None:
    source = read(pdf([[(72, 200, "Body text"), (72, 214, "More text"), (72, 40, "A/75/973"), (500, 800, "2/3")]]))
    assert [line.text for line in source.lines] == ["A/75/973", "Body text", "More text", "2/3"]


ARABIC = dict(enumerate(["ا", "ل", "لا", "م", "س", "أ", "ﻻ", "ن", "ب", "د", " ", "(", ")", "7", "A", "/"], start=0x41))
CODES = {meaning: chr(code) for code, meaning in ARABIC.items()}


def arabic(*lines: list[str]) -> Source:
    """Read a page whose glyphs stand from left to right as given."""
    placed = [(72, 100 + 20 * n, "".join(CODES[g] for g in glyphs)) for n, glyphs in enumerate(lines)]
    return read(pdf([placed], font=glyph_font(ARABIC), extra=glyph_objects(ARABIC)))


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        (["م", "لا", "س"], "سلام"),
        (["م", "ا", "ل", "س"], "سلام"[:1] + "لام"),
        (["م", "ﻻ", "س"], "سلام"),
        (["م", "لا", "ل", "ا"], "اللام"),
        (["7", " ", "د", "ن", "ب", "ل", "ا"], "البند 7"),
        (["(", "7", "/", "A", ")", " ", "د", "ن", "ب"], "بند (A/7)"[:4] + "(7/A)"),
        (["A", "/", "7", " ", "د", "ن", "ب"], "بند A/7"),
        (["س", "ا", "ب"], "باس"),
    ],
)
def test_arabic_lines_are_read_in_order(glyphs: list[str], text: str) -> None:
    assert [line.text for line in arabic(glyphs).lines] == [text]


def test_a_ligature_of_lam_and_alef_is_told_from_an_article() -> None:
    # the article's two letters stand side by side, the ligature's share one box
    source = arabic(["م", "ا", "ل", " ", "د", "ن", "ب", "ل", "ا"], ["د", "لا", "ب"])
    assert [line.text for line in source.lines] == ["البند لام", "بلاد"]


def test_bullets_of_symbol_fonts_are_bullets() -> None:
    meanings = {0x41: "\uf0b7", 0x42: " ", 0x43: "x"}
    source = read(pdf([[(72, 100, "ABC")]], font=glyph_font(meanings), extra=glyph_objects(meanings)))
    assert source.raw == "• x"


def test_a_scanned_page_is_recognised_or_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> ocr.Recognizer:
        raise NeedsTool("not here")

    scan = picture_pdf(850, 1100, bytes([255]) * 850 * 1100, dots=100)
    monkeypatch.setattr(ocr, "recognizer", missing)
    with pytest.raises(NoText, match=r'pip install "chancery\[ocr\]".*tesseract-ocr-ara'):
        read(scan)
    monkeypatch.setattr(ocr, "recognizer", lambda: lambda image: [ocr.Printed("Scanned words", 300, 600, 900, 650)])
    source = read(scan)
    assert [(line.text, line.page, line.box) for line in source.lines] == [
        ("Scanned words", 1, (72.0, 144.0, 216.0, 156.0))
    ]
    monkeypatch.setattr(ocr, "recognizer", lambda: lambda image: [])
    with pytest.raises(NoText, match="no text was recognised"):
        read(scan)


def test_scanned_pages_among_others_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> ocr.Recognizer:
        raise NeedsTool("not here")

    monkeypatch.setattr(ocr, "recognizer", missing)
    image = stream(
        b"\xff" * 100,
        b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    picture = b"q 500 0 0 700 40 40 cm /I Do Q"
    words = b"BT /F1 11 Tf 72 700 Td (A page of text) Tj ET"
    data = pdf_of([words, picture, picture, words, picture], extra=[image], resources=b"/XObject << /I 4 0 R >>")
    source = read(data)
    assert [line.page for line in source.lines] == [1, 4]
    assert len(source.losses) == 1
    assert source.losses[0].startswith("Pages 2 to 3, 5 of the PDF file hold pictures and no text.")


def test_fonts_that_do_not_tell_their_characters_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader._Reader, "_can_recognize", lambda self: False)
    meanings = {0x41: "\ue001", 0x42: "\ue002"}
    source = read(pdf([[(72, 100, "ABAB")]], font=glyph_font(meanings), extra=glyph_objects(meanings)))
    assert source.losses[0].startswith("The fonts of Page 1 do not tell their characters.")


def test_an_empty_pdf() -> None:
    with pytest.raises(NoText, match="empty"):
        read(pdf([[]]))


def test_a_pdf_with_a_password() -> None:
    lock = b"<< /Filter /Standard /V 1 /R 2 /O <%b> /U <%b> /P -44 >>" % (b"41" * 32, b"42" * 32)
    data = pdf([[(72, 100, "Secret")]], extra=[lock], trailer=b"/Encrypt 4 0 R /ID [<00> <00>]")
    with pytest.raises(Protected, match="password"):
        read(data)


@pytest.mark.parametrize("cut", [8, 100, 400])
def test_a_pdf_that_is_cut_off_gives_what_is_left_or_says_so(cut: int) -> None:
    data = pdf([[(72, 100, f"Page {n}")] for n in range(5)])
    try:
        assert read(data[:cut]).lines
    except (Damaged, NoText) as error:
        assert "." in str(error)


def test_a_pdf_without_its_end_is_still_read() -> None:
    data = pdf([[(72, 100, f"Page {n}")] for n in range(5)])
    assert [line.text for line in read(data[: data.rindex(b"xref\n0")]).lines] == [f"Page {n}" for n in range(5)]


def test_a_page_that_cannot_be_read_is_told() -> None:
    data = pdf([[(72, 100, "one")], [(72, 100, "two")]])
    source = read(data.replace(b"6 0 R] /Count 2", b"9 0 R] /Count 2"))
    assert [line.text for line in source.lines] == ["one"]
    assert source.losses in ([], ["Page 2 of the PDF file cannot be read."])


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_PAGES", 3)
    with pytest.raises(TooLarge, match="4 pages; the limit is 3"):
        read(pdf([[(72, 100, "x")]] * 4))


def test_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_SECONDS", 0.0)
    with pytest.raises(TooLarge, match="Split it"):
        read(pdf([[(72, 100, "x")]] * 4))


def test_too_many_characters_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_PAGE_CHARACTERS", 10)
    with pytest.raises(TooLarge, match="10 characters"):
        read(pdf([[(72, 100, "more than ten")]]))


def test_a_stream_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_STREAM_BYTES", 100_000)
    with pytest.raises(TooLarge, match="100,000 bytes"):
        read(pdf_of([b" " * 200_000], packed=True))


def nested_forms(levels: int, times: int) -> bytes:
    """Give a PDF whose page draws a form that draws a form, each several times."""
    forms = [
        stream(
            b"/F Do " * times,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> >>" % (5 + n),
        )
        for n in range(levels)
    ]
    last = stream(
        b"BT /F1 9 Tf (x) Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> >>",
    )
    words = b"BT /F1 11 Tf 72 700 Td (Words) Tj ET /F Do"
    return pdf_of([words], extra=[*forms, last], resources=b"/XObject << /F 4 0 R >>")


def test_forms_drawn_in_forms_do_not_hold_the_reader_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ISOLATED_SECONDS", 3.0)
    data = nested_forms(12, 20)
    assert pdf_guard.is_risky(data)
    started = time.monotonic()
    with pytest.raises(TooLarge, match="Print it to PDF again"):
        read(data)
    assert time.monotonic() - started < 15


def test_a_risky_file_that_can_be_read_is_read_in_a_process_of_its_own() -> None:
    first = pdf([[(72, 100, "First line")], [(72, 100, "Second page")]])
    data = first.replace(b"/Encoding /WinAnsiEncoding", b"/Encoding /WinAnsiEncoding ")
    twice = nested_forms(1, 2).replace(b"/Type /XObject", b"/Filter [/FlateDecode /FlateDecode] /X 1", 1)
    assert not pdf_guard.is_risky(data)
    assert pdf_guard.is_risky(twice)
    source = read(twice)
    assert source.lines[0].text == "Words"
    assert source.lines[0].box is not None
    assert source.file.name == "letter.pdf" and source.file.pages == 1


def test_the_errors_of_the_process_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_guard, "is_risky", lambda data: True)
    with pytest.raises(Damaged, match="damaged or cut off"):
        read(b"%PDF-1.7\nnothing here obj")
    with pytest.raises(NoText, match="empty"):
        read(pdf([[]]))


def test_pdf_files_are_read_from_several_threads() -> None:
    from concurrent.futures import ThreadPoolExecutor

    data = pdf([[(72, 100, f"Page {n}")] for n in range(30)])
    with ThreadPoolExecutor(4) as pool:
        assert {source.raw for source in pool.map(read, [data] * 12)} == {"\n".join(f"Page {n}" for n in range(30))}


def test_a_mark_that_is_drawn_apart_parts_no_line() -> None:
    codes = dict(enumerate(["ن", "س", "ل", "م", "\u0651", " "], start=0x41))
    sign = {meaning: chr(code) for code, meaning in codes.items()}

    def drawn(left: float, base: float, text: str) -> tuple[float, float, str]:
        return (left, base, "".join(sign[c] for c in text))

    line = [drawn(100, 100, "سن"), drawn(94.5, 100, "ل"), drawn(95.0, 95.5, "\u0651"), drawn(89, 100, "م")]
    source = read(pdf([[*line, drawn(89, 120, "ملس")]], font=glyph_font(codes), extra=glyph_objects(codes)))
    assert [line.text for line in source.lines] == ["نسلّم", "سلم"]


@pytest.mark.slow
def test_the_time_is_within_two_and_a_half_times_that_of_bare_pdfium() -> None:
    line = "The Security Council recalls its resolution and reaffirms the need to combat by all means threats"
    data = pdf([[(72, 72 + 15 * n, line[n % 7 :]) for n in range(46)] for _ in range(40)])

    def bare() -> None:
        document = pypdfium2.PdfDocument(data)
        for number in range(len(document)):
            document[number].get_textpage().get_text_range()

    def ours() -> None:
        reader.read(data, File())

    def seconds(work: object) -> float:
        times = []
        for _ in range(5):
            started = time.perf_counter()
            work()  # type: ignore[operator]
            times.append(time.perf_counter() - started)
        return min(times)

    assert statistics.median(seconds(ours) / seconds(bare) for _ in range(3)) < 2.5


@pytest.fixture(scope="module")
def print_to_pdf() -> object:
    """Give what makes PDF files of HTML with the fonts of six scripts."""
    weasyprint = pytest.importorskip(
        "weasyprint", reason="WeasyPrint (extra pdf) or pango is not installed", exc_type=ImportError
    )
    try:
        sample = weasyprint.HTML(string="<p style='font-family:Noto Naskh Arabic'>سلام").write_pdf(
            uncompressed_pdf=True
        )
    except OSError as error:
        pytest.skip(f"pango is not installed: {error}")
    if b"Naskh" not in sample:
        pytest.skip("the fonts are not installed (on Debian: fonts-noto-core fonts-noto-cjk)")
    return weasyprint


def letters_only(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@pytest.mark.parametrize("language", LETTERS)
def test_printed_letters_in_six_scripts_are_read_whole(language: str, print_to_pdf: object) -> None:
    style = "@page{size:A5;margin:15mm} body{font:10pt 'Noto Serif','Noto Naskh Arabic','Noto Serif CJK SC';text-align:justify}"
    direction = " dir=rtl" if language == "ar" else ""
    paragraphs = "".join(f"<p>{line}</p>" for line in LETTERS[language].splitlines() * 3)
    html = f"<html lang={language}{direction}><style>{style}</style>{paragraphs}</html>"
    source = read(print_to_pdf.HTML(string=html).write_pdf())  # type: ignore[attr-defined]
    assert letters_only(source.raw) == letters_only(LETTERS[language] * 3)
    assert len(source.lines) > 8
