from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples import LETTERS, doc

from chancery.source import child, limits, read_bytes
from chancery.source.model import Damaged, NeedsTool, NoText, Protected, Unsupported

needs_catdoc = pytest.mark.skipif(
    not shutil.which("catdoc"), reason="catdoc is not installed (on Debian: apt-get install catdoc)"
)


DOCBOOK = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.1.2//EN" "http://www.oasis-open.org/docbook/xml/4.1.2/docbookx.dtd">
<book lang='en_US'><bookinfo><author><surname>X</surname></author></bookinfo><chapter><title/><para>
United Nations    A/75/973
</para><sect1><title>
Annex
</title><para>
First<footnote><para> See A/1. </para></footnote>, second &amp; <emphasis>third</emphasis><footnote><para>B</para></footnote>
</para></sect1><para><informaltable><tgroup cols='2'><colspec colwidth='9pt'/><tbody><row><entry>
(Signed) A
Ambassador
</entry><entry>
(Signed) B
</entry></row></tbody></tgroup></informaltable></para></chapter></book>"""


@needs_catdoc
@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru"])
def test_legacy_letters_are_read_paragraph_by_paragraph(language: str) -> None:
    source = read_bytes(doc(LETTERS[language] * 4), "letter.doc")
    assert [line.text for line in source.lines] == LETTERS[language].splitlines() * 4
    assert source.flow
    assert source.file.media_type == "application/msword"


def found(monkeypatch: pytest.MonkeyPatch, **tools: str | None) -> None:
    """Make these programs the only ones that are installed."""
    monkeypatch.setattr(child, "find", tools.get)


def test_the_structure_is_antiword_s_and_the_headers_are_catdoc_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "db").write_text(DOCBOOK)
    words = "United Nations\tA/75/973\nAnnex\ngarbage\nFirst, second & third\n(Signed) A\tAmbassador\nS/2021/678\n22 July 2021\n"
    (tmp_path / "txt").write_text(words)
    antiword, catdoc = tool(tmp_path, f"cat {tmp_path}/db", "antiword"), tool(tmp_path, f"cat {tmp_path}/txt", "catdoc")
    expected = [
        ("", "United Nations\tA/75/973"),
        ("", "Annex"),
        ("", "First, second & third"),
        ("table", "(Signed) A"),
        ("table", "Ambassador"),
        ("table", "(Signed) B"),
        ("note", "1 See A/1."),
        ("note", "2 B"),
    ]
    found(monkeypatch, antiword=antiword, catdoc=catdoc)
    source = read_bytes(doc("text"), "letter.doc")
    headers = [("header", "S/2021/678"), ("header", "22 July 2021")]
    assert [(line.zone, line.text) for line in source.lines] == headers + expected
    found(monkeypatch, antiword=antiword)
    assert [(line.zone, line.text) for line in read_bytes(doc("text"), "letter.doc").lines] == expected
    found(monkeypatch, catdoc=catdoc)
    assert read_bytes(doc("text"), "letter.doc").raw == words.strip()


def test_without_a_converter_the_message_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "find", lambda name: None)
    with pytest.raises(NeedsTool, match="apt-get install antiword catdoc"):
        read_bytes(doc("text"), "letter.doc")


def tool(folder: Path, script: str, name: str = "tool") -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("exit 3", Damaged),
        ("true", Damaged),
        ("sleep 60", Damaged),
        ("yes", Damaged),
        ("printf ' \\n\\n.'", None),
    ],
)
def test_a_converter_that_misbehaves(
    script: str, error: type[Exception] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tool(tmp_path, script)
    monkeypatch.setattr(child, "find", lambda name: path)
    monkeypatch.setattr(limits, "CHILD_SECONDS", 1.0)
    monkeypatch.setattr(limits, "CHILD_OUTPUT_BYTES", 1_000_000)
    if error is None:
        assert read_bytes(doc("text"), "letter.doc").raw == "."
    else:
        with pytest.raises(error, match=r"\."):
            read_bytes(doc("text"), "letter.doc")


def test_the_second_converter_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing, working = tool(tmp_path, "exit 1", "antiword"), tool(tmp_path, "echo from the second", "catdoc")
    found(monkeypatch, antiword=failing, catdoc=working)
    assert read_bytes(doc("text"), "letter.doc").raw == "from the second"


def test_converters_see_a_file_of_a_fixed_name_in_a_folder_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(monkeypatch, catdoc=tool(tmp_path, 'echo "$(pwd)|$(ls)|$HOME|$SECRET"'))
    monkeypatch.setenv("SECRET", "not for children")
    place, names, home, secret = read_bytes(doc("text"), "../../etc/passwd; rm -rf x").raw.split("|")
    assert names == "file.doc"
    assert home == place
    assert not Path(place).exists()
    assert secret == ""


def test_a_document_of_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        child, "find", lambda name: tool(tmp_path, "printf '[pic]\\n' | tr -d 'a-z[]'; printf '\\f\\001'")
    )
    with pytest.raises((NoText, Damaged)):
        read_bytes(doc("text"), "letter.doc")


def test_files_with_a_password() -> None:
    with pytest.raises(Protected, match="password"):
        read_bytes(doc("text", encrypted=True), "letter.doc")
    with pytest.raises(Protected, match="password"):
        read_bytes(doc("text", stream_name="EncryptedPackage"), "letter.docx")


def test_other_office_files() -> None:
    with pytest.raises(Unsupported, match="not a Word document"):
        read_bytes(doc("text", stream_name="Workbook"), "figures.xls")
