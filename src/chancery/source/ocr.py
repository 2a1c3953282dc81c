"""Scanned pages and image files, by optical character recognition.

Needs tesseract with the data of the six languages: the library that comes with the extra ``ocr``, or the program.
"""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from chancery.record.model import File
from chancery.source import child, images, limits
from chancery.source.images import Image
from chancery.source.lines import Lines
from chancery.source.model import Damaged, NeedsTool, NoText, Source, TooLarge

HELP = (
    'install the extra with pip install "chancery[ocr]", and the data of the languages (on Debian: apt-get install '
    "tesseract-ocr tesseract-ocr-ara tesseract-ocr-chi-sim tesseract-ocr-fra tesseract-ocr-rus tesseract-ocr-spa)"
)
"""What makes recognition work, for messages."""

_LANGUAGES = ("eng", "fra", "spa", "rus", "ara", "chi_sim")
_SCRIPTS = {
    "Latin": ("eng", "fra", "spa"),
    "Fraktur": ("eng", "fra", "spa"),
    "Cyrillic": ("rus", "eng"),
    "Arabic": ("ara", "eng"),
    "Han": ("chi_sim", "eng"),
    "Japanese": ("chi_sim", "eng"),
    "HanS": ("chi_sim", "eng"),
    "HanT": ("chi_sim", "eng"),
}
"""The languages to look for by the script that tesseract finds; symbols and names are in Latin letters everywhere."""
_DATA_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_COLUMNS = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
_BETWEEN_HAN = re.compile("(?<=[\u2e80-\u9fff\uff00-\uffef]) +(?=[\u2e80-\u9fff\uff00-\uffef])")


class Printed(NamedTuple):
    """A recognised line with its box in pixels."""

    text: str
    left: int
    top: int
    right: int
    bottom: int


Recognizer = Callable[[Image], list[Printed]]
"""Gives the lines of a page. Raises `TooLarge` where that takes too long, `Damaged` where the image cannot be read."""


def read(data: bytes, file: File) -> Source:
    """Give the lines of a PNG, JPEG or TIFF file.

    Raises `NeedsTool` where recognition is not installed, `NoText` where nothing is recognised, `Damaged` or `TooLarge`.
    """
    found = images.pages(data)
    recognize = recognizer()
    lines = Lines()
    for number, image in enumerate(found, start=1):
        add(lines, recognize(image), number, 72.0 / image.dots)
    file.pages = len(found)
    if not lines.lines:
        raise NoText(f"No text was recognised in the image. Scan the page again at {limits.OCR_DPI} dots an inch.")
    return Source(file=file, raw=lines.raw(), lines=lines.lines)


def add(lines: Lines, printed: Iterable[Printed], page: int, scale: float) -> None:
    """Append recognised lines to those of a document; `scale` is points for a pixel."""
    for line in printed:
        left, top, right, bottom = (round(side * scale, 1) for side in line[1:])
        lines.add(line.text, page=page, box=(left, top, right, bottom))


def recognizer() -> Recognizer:
    """Give what recognises a page.

    Raises `NeedsTool` where neither the library nor the program is installed, or no language.
    """
    for make in (_library, _program):
        if recognize := make():
            return recognize
    raise NeedsTool(f"The file holds pictures of pages. To read them, {HELP}.")


@cache
def _data_folder() -> str | None:
    """Where the data of the languages are; None where the library's own place has to do."""
    for folder in (os.environ.get("TESSDATA_PREFIX", ""), *_DATA_FOLDERS):
        if folder and any(Path(folder, f"{language}.traineddata").is_file() for language in _LANGUAGES):
            return folder
    return None


@cache
def _installed(folder: str) -> tuple[str, ...]:
    return tuple(name for name in _LANGUAGES if Path(folder, f"{name}.traineddata").is_file())


def _chosen(script: str, folder: str) -> str:
    """The languages to recognise a page of a script with, as tesseract wants them."""
    installed = _installed(folder)
    wanted = [name for name in _SCRIPTS.get(script, ()) if name in installed]
    return "+".join(wanted or installed)


@cache
def _library() -> Recognizer | None:
    """Recognition by the library; None where it or the data are not installed."""
    folder = _data_folder()
    if not folder:
        return None
    try:
        import tesserocr
    except ImportError:
        return None
    return lambda image: _by_library(tesserocr, folder, image)


def _by_library(tesserocr: Any, folder: str, image: Image) -> list[Printed]:
    modes = tesserocr.PSM
    oriented = Path(folder, "osd.traineddata").is_file()
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary, "page")
        path.write_bytes(image.data)
        script = ""
        if oriented:
            with tesserocr.PyTessBaseAPI(path=folder, lang="osd", psm=modes.OSD_ONLY) as api:
                _set_image(api, path, image)
                script = (api.DetectOrientationScript() or {}).get("script_name", "")
        mode = modes.AUTO_OSD if oriented else modes.AUTO
        with tesserocr.PyTessBaseAPI(path=folder, lang=_chosen(script, folder), psm=mode) as api:
            _set_image(api, path, image)
            if not api.Recognize(int(limits.OCR_SECONDS * 1000)):
                raise _too_slow()
            return _lines_of(_COLUMNS + api.GetTSVText(0))


def _set_image(api: Any, path: Path, image: Image) -> None:
    try:
        api.SetImageFile(str(path))
    except (RuntimeError, OSError, ValueError) as error:
        raise Damaged("The image cannot be read. Get it again from where it came from.") from error
    api.SetSourceResolution(round(image.dots))


@cache
def _program() -> Recognizer | None:
    """Recognition by the program; None where it or the data are not installed."""
    program, folder = child.find("tesseract"), _data_folder()
    if not program or not folder:
        return None
    return lambda image: _by_program(program, folder, image)


def _by_program(program: str, folder: str, image: Image) -> list[Printed]:
    common = ["--tessdata-dir", folder, "--dpi", str(round(image.dots))]
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        Path(place, "page").write_bytes(image.data)
        script, mode = "", "3"
        if Path(folder, "osd.traineddata").is_file():
            mode = "1"
            try:
                report = _print(program, ["page", "stdout", *common, "--psm", "0"], place)
            except child.ChildError:
                report = ""  # too few letters to tell a script from
            script = next((x.split(":")[1].strip() for x in report.splitlines() if x.startswith("Script:")), "")
        languages = _chosen(script, folder)
        try:
            table = _print(program, ["page", "stdout", *common, "--psm", mode, "-l", languages, "tsv"], place)
        except child.ChildError as error:
            raise Damaged("The image cannot be read. Get it again from where it came from.") from error
    return _lines_of(table)


def _print(program: str, arguments: list[str], place: Path) -> str:
    output = child.run([program, *arguments], place, seconds=limits.OCR_SECONDS, output_bytes=limits.CHILD_OUTPUT_BYTES)
    return output.decode(errors="replace")


def _lines_of(table: str) -> list[Printed]:
    """Give the lines of tesseract's table, which has a row for each word."""
    rows = list(csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    words = [row for row in rows if row["level"] == "5" and (row["text"] or "").strip()]
    printed = []
    for _, group in groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        line = list(group)
        boxes = [[int(word[side]) for side in ("left", "top", "width", "height")] for word in line]
        printed.append(
            Printed(
                _clean(" ".join(word["text"] for word in line)),
                min(b[0] for b in boxes),
                min(b[1] for b in boxes),
                max(b[0] + b[2] for b in boxes),
                max(b[1] + b[3] for b in boxes),
            )
        )
    return printed


def _clean(text: str) -> str:
    """A recognised line without its end and without the blanks that tesseract puts between Chinese characters."""
    return _BETWEEN_HAN.sub("", text.strip())


def _too_slow() -> TooLarge:
    return TooLarge(f"Recognition of a page took more than {limits.OCR_SECONDS:.0f} seconds. Split the file.")
