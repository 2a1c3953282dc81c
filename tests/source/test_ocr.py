from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from samples import picture_pdf, png, tiff

from chancery.source import child, images, limits, ocr, read_bytes
from chancery.source.images import Image
from chancery.source.model import Damaged, NeedsTool, NoText, TooLarge

WHITE = b"\xff" * (40 * 30)
JPEG = bytes.fromhex("ffd8ffe000104a46494600010101012c012c0000ffc0000b08001e002801011100")


@pytest.fixture(autouse=True)
def _forget() -> None:
    """Make each test look again for what is installed."""
    for cached in (ocr._library, ocr._program, ocr._data_folder, ocr._installed):
        cached.cache_clear()


def recognized(monkeypatch: pytest.MonkeyPatch, *lines: ocr.Printed) -> list[Image]:
    """Stand in for recognition; gives the list of images that it was asked to read."""
    seen: list[Image] = []

    def recognize(image: Image) -> list[ocr.Printed]:
        seen.append(image)
        return list(lines)

    monkeypatch.setattr(ocr, "recognizer", lambda: recognize)
    return seen


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(40, 30, WHITE), [(40, 30, 300)]),
        (png(40, 30, WHITE, dots=200), [(40, 30, 200)]),
        (png(40, 30, WHITE, dots=1), [(40, 30, 5)]),
        (JPEG, [(40, 30, 300)]),
        (tiff([(40, 30, WHITE)]), [(40, 30, 300)]),
        (tiff([(40, 30, WHITE), (30, 40, WHITE)], dots=600, order=">"), [(40, 30, 600), (30, 40, 600)]),
    ],
)
def test_size_and_resolution_of_images(data: bytes, expected: list[tuple[int, int, int]]) -> None:
    assert [(image.width, image.height, round(image.dots)) for image in images.pages(data)] == expected


def test_each_page_of_a_tiff_is_a_file_of_its_own() -> None:
    first, second = images.pages(tiff([(40, 30, WHITE), (30, 40, WHITE)]))
    assert images.pages(second.data)[0][1:3] == (30, 40)
    assert first.data[8:] == second.data[8:]


def test_a_tiff_whose_pages_run_in_a_circle() -> None:
    data = bytearray(tiff([(40, 30, WHITE)]))
    data[-4:] = data[4:8]
    assert len(images.pages(bytes(data))) == 1


@pytest.mark.parametrize(
    "data",
    [png(40, 30, WHITE)[:20], JPEG[:12], JPEG[:4] + b"\0\0" + JPEG[6:], tiff([(40, 30, WHITE)])[:30], png(0, 30, b"")],
)
def test_damaged_headers(data: bytes) -> None:
    with pytest.raises(Damaged, match=r"\."):
        images.pages(data)


def test_images_that_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLarge, match="pixels"):
        images.pages(png(100_000, 100_000, b""))
    monkeypatch.setattr(limits, "IMAGE_PAGES", 2)
    with pytest.raises(TooLarge, match="2 pages"):
        images.pages(tiff([(40, 30, WHITE)] * 3))


@pytest.mark.parametrize(
    ("data", "kind", "pages"),
    [(png(40, 30, WHITE), "image/png", 1), (JPEG, "image/jpeg", 1), (tiff([(40, 30, WHITE)] * 2), "image/tiff", 2)],
)
def test_recognised_lines_have_their_place_in_points(
    data: bytes, kind: str, pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = recognized(monkeypatch, ocr.Printed("United Nations", 300, 600, 900, 650))
    source = read_bytes(data, "scan")
    assert [(line.text, line.page, line.box) for line in source.lines] == [
        ("United Nations", number, (72.0, 144.0, 216.0, 156.0)) for number in range(1, pages + 1)
    ]
    assert source.file.media_type == kind
    assert source.file.pages == pages == len(seen)


def test_an_image_without_text(monkeypatch: pytest.MonkeyPatch) -> None:
    recognized(monkeypatch)
    with pytest.raises(NoText, match="300 dots an inch"):
        read_bytes(png(40, 30, WHITE), "scan.png")


def test_without_recognition_the_message_says_exactly_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_library", lambda: None)
    monkeypatch.setattr(ocr, "_program", lambda: None)
    with pytest.raises(NeedsTool) as caught:
        read_bytes(png(40, 30, WHITE), "scan.png")
    for words in ('pip install "chancery[ocr]"', "tesseract-ocr-ara", "tesseract-ocr-chi-sim", "tesseract-ocr-rus"):
        assert words in str(caught.value)


def test_recognition_needs_the_data_of_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_DATA_FOLDERS", ())
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    with pytest.raises(NeedsTool):
        ocr.recognizer()


@pytest.mark.parametrize(
    ("script", "installed", "languages"),
    [
        ("Arabic", ("eng", "fra", "ara"), "ara+eng"),
        ("Cyrillic", ("eng", "rus", "ara"), "rus+eng"),
        ("Latin", ("eng", "fra", "spa", "rus"), "eng+fra+spa"),
        ("Han", ("eng", "chi_sim"), "chi_sim+eng"),
        ("Thai", ("eng", "rus"), "eng+rus"),
        ("Arabic", ("fra",), "fra"),
        ("", ("eng", "rus"), "eng+rus"),
    ],
)
def test_languages_are_chosen_by_the_script(
    script: str, installed: tuple[str, ...], languages: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "_installed", lambda folder: installed)
    assert ocr._chosen(script, "folder") == languages


TABLE = "\n".join(
    [
        ocr._COLUMNS.strip(),
        "4\t1\t1\t1\t1\t0\t100\t50\t400\t20\t-1\t",
        "5\t1\t1\t1\t1\t1\t100\t50\t90\t18\t96\tUnited",
        "5\t1\t1\t1\t1\t2\t200\t48\t110\t22\t96\tNations",
        "5\t1\t1\t1\t1\t3\t320\t48\t10\t22\t96\t ",
        "5\t1\t1\t1\t2\t1\t100\t80\t40\t20\t96\t联合",
        "5\t1\t1\t1\t2\t2\t150\t80\t40\t20\t96\t国",
        '5\t1\t2\t1\t1\t1\t100\t120\t40\t20\t96\t"quoted',
    ]
)


def test_words_are_joined_to_lines() -> None:
    assert ocr._lines_of(TABLE) == [
        ocr.Printed("United Nations", 100, 48, 310, 70),
        ocr.Printed("联合国", 100, 80, 190, 100),
        ocr.Printed('"quoted', 100, 120, 140, 140),
    ]


def test_the_program_is_asked_by_its_arguments_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = []

    def run(command: list[str], folder: Path, *, seconds: float, output_bytes: int) -> bytes:
        asked.append(command)
        assert (folder / "page").read_bytes() == b"picture"
        return b"Script: Arabic\n" if "0" in command else TABLE.encode()

    (tmp_path / "osd.traineddata").touch()
    monkeypatch.setattr(child, "run", run)
    monkeypatch.setattr(ocr, "_installed", lambda folder: ("eng", "ara"))
    assert len(ocr._by_program("tesseract", str(tmp_path), Image(b"picture", 40, 30, 300.0))) == 3
    common = ["tesseract", "page", "stdout", "--tessdata-dir", str(tmp_path), "--dpi", "300", "--psm"]
    assert asked == [[*common, "0"], [*common, "1", "-l", "ara+eng", "tsv"]]


def test_a_picture_that_the_program_cannot_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def run(*arguments: object, **options: object) -> bytes:
        raise child.ChildError(1)

    monkeypatch.setattr(child, "run", run)
    with pytest.raises(Damaged, match="cannot be read"):
        ocr._by_program("tesseract", str(tmp_path), Image(b"picture", 40, 30, 300.0))


def drawn(text: str) -> tuple[int, int, bytes]:
    """Give the grey pixels of a page with a line of text."""
    import pypdfium2
    from samples import pdf

    page = pypdfium2.PdfDocument(
        pdf([[(40, 60, text, 16), (40, 90, "under agenda item 39 of the General Assembly", 16)]], size=(500, 140))
    )[0]
    bitmap = page.render(scale=300 / 72, grayscale=True)
    return (
        bitmap.width,
        bitmap.height,
        b"".join(
            bytes(bitmap.buffer)[row * bitmap.stride : row * bitmap.stride + bitmap.width]
            for row in range(bitmap.height)
        ),
    )


@pytest.fixture
def _english(request: pytest.FixtureRequest) -> None:
    folder = ocr._data_folder()
    if not folder or not Path(folder, "eng.traineddata").is_file():
        pytest.skip("the English data of tesseract are not installed (on Debian: apt-get install tesseract-ocr)")


@pytest.mark.usefixtures("_english")
@pytest.mark.parametrize("way", ["_library", "_program"])
def test_a_page_is_really_recognised(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    recognize = getattr(ocr, way)()
    if recognize is None:
        pytest.skip(
            "tesserocr (extra ocr) is not installed" if way == "_library" else "the program tesseract is not installed"
        )
    monkeypatch.setattr(ocr, "recognizer", lambda: recognize)
    width, height, grey = drawn("Letter dated 22 July 2021")
    for data in (png(width, height, grey), tiff([(width, height, grey)]), picture_pdf(width, height, grey)):
        source = read_bytes(data, "scan")
        assert [line.text for line in source.lines] == [
            "Letter dated 22 July 2021",
            "under agenda item 39 of the General Assembly",
        ]
        left, top, _, bottom = source.lines[0].box or (0, 0, 0, 0)
        assert abs(left - 40) < 4 and 40 < top < bottom < 70


@pytest.mark.usefixtures("_english")
def test_bytes_that_only_begin_like_an_image() -> None:
    if not shutil.which("tesseract") and ocr._library() is None:
        pytest.skip("no recognition is installed")
    with pytest.raises((Damaged, NoText), match=r"\."):
        read_bytes(png(40, 30, WHITE)[:60] + bytes(200), "scan.png")


def test_no_shell_is_started(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        child.run(["echo hello; true"], tmp_path, seconds=1, output_bytes=10)
    assert subprocess.run(["true"], check=False).returncode == 0
