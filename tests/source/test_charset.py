from __future__ import annotations

from pathlib import Path

import pytest
from samples import LETTERS

from chancery.source import charset
from chancery.source.model import Unsupported

UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"]
PAGES = {
    "ar": ["cp1256", "iso8859_6"],
    "en": ["cp1252"],
    "es": ["cp1252"],
    "fr": ["cp1252"],
    "ru": ["cp1251", "koi8_r", "cp866", "iso8859_5"],
    "zh": ["gb18030", "gbk"],
}
REQUIRED = ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp1252", "cp1256", "gb18030"]
CASES = [(language, encoding) for language in LETTERS for encoding in UNICODE + PAGES[language]]


@pytest.mark.parametrize(("language", "encoding"), CASES)
@pytest.mark.parametrize("times", [1, 40])
def test_a_letter_is_read_in_every_encoding(language: str, encoding: str, times: int) -> None:
    data = (LETTERS[language] * times).encode(encoding, errors="ignore")
    expected = data.decode(encoding)
    assert charset.decode(data).text == expected


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("start", range(0, 200, 20))
def test_three_hundred_characters_are_enough(language: str, start: int) -> None:
    text = (LETTERS[language] * 3)[start : start + 300]
    for encoding in PAGES[language][:1]:
        data = text.encode(encoding, errors="ignore")
        assert charset.decode(data).text == data.decode(encoding)


@pytest.mark.parametrize("language", LETTERS)
def test_real_sentences_are_read_in_every_required_encoding(language: str, shared: Path) -> None:
    sentences = (shared / "parallel" / f"dev.{language}").read_text(encoding="utf-8").splitlines()
    wrong = []
    for start in range(0, len(sentences) - 10, 25):
        text = "\n".join(sentences[start : start + 10])
        for encoding in ["utf-8", "utf-16-le", "utf-16-be", PAGES[language][0]]:
            for length in (300, len(text)):
                data = text[:length].encode(encoding, errors="ignore")
                if charset.decode(data).text != data.decode(encoding):
                    wrong.append((encoding, text[:60]))
    assert wrong == []


def test_every_required_encoding_is_among_those_tested() -> None:
    assert set(REQUIRED) <= {encoding for _, encoding in CASES}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"Annex", "Annex"),
        (b"\xef\xbb\xbfAnnexe", "Annexe"),
        ("Приложение".encode("utf-16-le"), "Приложение"),
        ("مرفق".encode("utf-16-be"), "مرفق"),
        ("Приложение I".encode("cp1251"), "Приложение I"),
        ("à l’État".encode("cp1252"), "à l’État"),
        ("the Council’s “decision”".encode("cp1252"), "the Council’s “decision”"),
        ("СОВЕТ БЕЗОПАСНОСТИ".encode("cp1251"), "СОВЕТ БЕЗОПАСНОСТИ"),
        ("联合国".encode("gb18030"), "联合国"),
    ],
)
def test_the_shortest_texts(data: bytes, text: str) -> None:
    assert charset.decode(data).text == text


def test_utf8_that_is_cut_off_inside_a_character() -> None:
    data = "Le présent projet de résolution été".encode()[:-1]
    decoded = charset.decode(data)
    assert (decoded.encoding, decoded.unreadable, decoded.text[-4:]) == ("utf-8", 1, " ét\ufffd")


def test_utf8_with_broken_bytes_in_it() -> None:
    data = LETTERS["ru"].encode().replace("письмо".encode(), b"\xd0pis\xff", 1)
    decoded = charset.decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.unreadable == 2
    assert "Генеральной Ассамблеи" in decoded.text


def test_text_padded_with_nulls_is_still_text() -> None:
    assert charset.decode(LETTERS["fr"].encode() + bytes(5000)).text.startswith("J’ai l’honneur")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 40, bytes(1000) + b"\x01\x02\x03" * 200, b"\x7fabc" + bytes(range(32)) * 50]
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(Unsupported, match="PDF or DOCX"):
        charset.decode(data)
