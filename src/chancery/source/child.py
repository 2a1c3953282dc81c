"""Runs another program on a file within limits of time and output, without a shell."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

from chancery.source.model import TooLarge


class ChildError(Exception):
    """The program ended with an error; the argument is its exit status."""


def find(name: str) -> str | None:
    """Give the full path of a program, or None where it is not installed."""
    return shutil.which(name)


def run(command: Sequence[str], folder: Path, *, seconds: float, output_bytes: int) -> bytes:
    """Run a program in a folder of its own and give what it prints.

    Raises `ChildError` where it ends with an error, `TooLarge` where it takes longer or prints more than it may.
    """
    environment = {key: value for key, value in os.environ.items() if key in _KEPT} | {
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
    }
    name = Path(command[0]).name
    expired = threading.Event()
    with subprocess.Popen(  # noqa: S603 - the command is a list of our own making, never a shell line
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:

        def expire() -> None:
            expired.set()
            _end(process)

        clock = threading.Timer(seconds, expire)
        clock.start()
        try:
            assert process.stdout is not None
            output = process.stdout.read(output_bytes + 1)
            if len(output) > output_bytes:
                raise TooLarge(f"{name} prints more than {output_bytes:,} bytes for this file. Split the document.")
            status = process.wait()
        finally:
            clock.cancel()
            _end(process)
    if expired.is_set():
        raise TooLarge(f"{name} took more than {seconds:.0f} seconds for this file. Split the document.")
    if status:
        raise ChildError(status)
    return output


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that still runs, with those that it started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


_KEPT = {"PATH", "TESSDATA_PREFIX", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR"}
"""What of the environment a child process sees."""
