"""Print every figure beside its bar: ``python -m benchmarks``. Exit status 1 where one is missed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.corpus import letters, pdfs

MB_PER_SECOND = 1.0
MB_PER_SECOND_WITH_KNOWLEDGE = 0.6
PDF_TIMES_BARE = 2.5
PEAK_MB = 400
START_UP_SECONDS = 0.35
TWO_JOBS = 1.7
TABLES_SECONDS = 0.5
GROWTH = 6.0
"""Times; twice that would be the mark of time that grows with the square of the length."""
LONG_TEXT = 100_000
"""Characters."""
LONG = {
    "names": "Nepal, Switzerland and Tajikistan, ",
    "sentences": "The Parties shall share data on the river by 3 May 2020. ",
    "Chinese names": "尼泊尔和瑞士常驻联合国代表",
    "Arabic titles": "رسالة مؤرخة ٣ أيار/مايو ٢٠٠١ موجهة إلى الأمين العام من الممثل الدائم لنيبال ",
    "brackets": "(annex (",
}
LETTERS = 600
"""Letters of a run, six languages mixed, of about 6 kB each."""

Line = tuple[str, str, str, bool]


def main() -> int:
    """Run all benchmarks and print their lines."""
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        letters(folder / "letters", LETTERS)
        for what, measured, bar, met in lines(folder):
            missed += not met
            print(f"{what:44} {measured:34} {bar:22} {'met' if met else 'MISSED'}", flush=True)
    return 1 if missed else 0


def lines(folder: Path) -> Iterator[Line]:
    """Give what was measured, one line a figure."""
    yield from reading(folder / "letters")
    yield tables()
    yield from long_texts()
    yield from pdf_pages(folder / "pdf")
    yield start_up()
    yield two_jobs(folder / "letters")


def reading(folder: Path) -> Iterator[Line]:
    """Letters a second and megabytes a second on one core, and the peak memory of the process that read them."""
    for knowledge, bar in ((False, MB_PER_SECOND), (True, MB_PER_SECOND_WITH_KNOWLEDGE)):
        yield from _reading(folder, knowledge, bar)


def _reading(folder: Path, knowledge: bool, bar: float) -> Iterator[Line]:
    code = (
        "import resource, sys, time\n"
        "from pathlib import Path\n"
        "from chancery.reading import read_file\n"
        "files = sorted(Path(sys.argv[1]).iterdir())\n"
        f"for f in files[:60]: read_file(f, {knowledge})\n"
        "start = time.perf_counter()\n"
        f"for f in files: read_file(f, {knowledge})\n"
        "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    out = subprocess.run([sys.executable, "-c", code, str(folder)], check=True, capture_output=True, text=True).stdout
    seconds, kilobytes = float(out.split()[0]), float(out.split()[1])
    files = list(folder.iterdir())
    size = sum(f.stat().st_size for f in files) / 1e6
    characters = sum(len(f.read_text("utf-8")) for f in files) / 1e6
    rate = size / seconds
    measured = f"{len(files) / seconds:.0f} letters/s, {rate:.2f} MB/s"
    what = "form and knowledge" if knowledge else "form"
    name = f"text, {what} ({size:.1f} MB, {characters:.1f} M chars)"
    yield name, measured, f"{bar} MB/s", rate >= bar
    yield "peak memory of that", f"{kilobytes / 1024:.0f} MB", f"{PEAK_MB} MB", kilobytes / 1024 <= PEAK_MB


def tables() -> Line:
    """Seconds to load the tables of names of all six languages, in a process of its own."""
    code = (
        "import time\n"
        "from chancery.record.model import LANGUAGES\n"
        "from chancery.world.find import find\n"
        "start = time.perf_counter()\n"
        "for language in LANGUAGES: find('', '', language)\n"
        "print(time.perf_counter() - start)\n"
    )
    run = [sys.executable, "-c", code]
    seconds = float(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    return "tables of names, six languages", f"{seconds:.2f} s", f"{TABLES_SECONDS} s", seconds <= TABLES_SECONDS


def long_texts() -> Iterator[Line]:
    """How the time grows from a text to one four times as long, made of one thing over and over, without line ends."""
    from chancery.reading import read_data

    def seconds(text: str) -> float:
        start = time.process_time()
        read_data(text.encode(), "long.txt")
        return time.process_time() - start

    for name, piece in LONG.items():
        seconds(piece * 100)
        short, long = (seconds(piece * (size // len(piece))) for size in (LONG_TEXT, 4 * LONG_TEXT))
        times = long / short
        yield f"four times as much text: {name}", f"{times:.1f} times the time", f"{GROWTH} times", times <= GROWTH


def pdf_pages(folder: Path) -> Iterator[Line]:
    """Pages a second from file to record's lines, beside bare text extraction by pypdfium2 in the same run."""
    files = pdfs(folder)
    if not files:
        yield "PDF", "not measured: no WeasyPrint, pango or fonts", "", True
        return
    import pypdfium2

    from chancery.reading import read_file
    from chancery.source import open_source

    def bare(path: Path) -> int:
        document = pypdfium2.PdfDocument(path)
        for page in document:
            page.get_textpage().get_text_range()
        return len(document)

    pages = sum(bare(f) for f in files)
    rival = best(lambda: [bare(f) for f in files])
    ours = best(lambda: [open_source(f) for f in files])
    whole = best(lambda: [read_file(f) for f in files])
    times = ours / rival
    measured = f"{pages / ours:.0f} pages/s, {times:.2f} times bare"
    yield f"PDF to lines ({pages} pages)", measured, f"{PDF_TIMES_BARE} times bare", times <= PDF_TIMES_BARE
    yield "pypdfium2 alone", f"{pages / rival:.0f} pages/s", "", True
    yield "PDF to record", f"{pages / whole:.0f} pages/s", "", True


def best(run: Callable[[], object], rounds: int = 5) -> float:
    """Give the seconds of the quickest of some runs."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def start_up() -> Line:
    """Seconds until ``chancery --help`` has answered."""
    command = [str(Path(sys.executable).with_name("chancery")), "--help"]
    seconds = best(lambda: subprocess.run(command, check=True, capture_output=True))
    return "start-up of chancery --help", f"{seconds:.2f} s", f"{START_UP_SECONDS} s", seconds <= START_UP_SECONDS


def two_jobs(folder: Path) -> Line:
    """How much faster two processes read than one, on files enough to pay for starting them."""
    cores = len(os.sched_getaffinity(0))
    from chancery.cli.batch import files_of, read_all

    files = files_of([str(folder)])[0] * 4
    one = best(lambda: list(read_all(files, 1)), 2)
    two = best(lambda: list(read_all(files, 2)), 2)
    enough = cores >= 2
    return (
        f"--jobs 2 ({cores} cores)",
        f"{one / two:.2f} times",
        f"{TWO_JOBS} times",
        one / two >= TWO_JOBS or not enough,
    )


if __name__ == "__main__":
    sys.exit(main())
