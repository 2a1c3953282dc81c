from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from chancery.form import dates
from chancery.lang.fold import fold
from chancery.lang.identify import identify
from chancery.record.model import LANGUAGES

SHARED = Path(os.environ.get("CHANCERY_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Security Council", "en"),
        ("Letter dated 3 December 2003", "en"),
        ("Conseil de sécurité", "fr"),
        ("Assemblée générale", "fr"),
        ("Lettre datée du 3 décembre 2003", "fr"),
        ("J'ai l'honneur de vous faire tenir", "fr"),
        ("Consejo de Seguridad", "es"),
        ("Asamblea General", "es"),
        ("Carta de fecha 3 de diciembre de 2003", "es"),
        ("Distr.: General\n27 January 2022\nСовет Безопасности", "ru"),
        ("Письмо", "ru"),
        ("Distr.: General 26 August 2020 Original: English\n大会 安全理事会", "zh"),
        ("附件", "zh"),
        ("Distr.: General 26 August 2020\nمجلس الأمن", "ar"),
        ("S/2021/678", "en"),
        ("", "en"),
    ],
)
def test_short_texts(text: str, language: str) -> None:
    assert identify(fold(text)) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_text_is_known_by_its_samples(language: str) -> None:
    words = {
        "en": "which has been adopted by the",
        "fr": "qui a été adoptée par les",
        "es": "que ha sido aprobada por los",
    }
    date = dates.write("2021-07-16", language)
    text = "\n".join([f"{date} {words.get(language, date)}"] * 3000)
    assert identify(fold(text)) == language


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared reference data are not beside the repository")
def test_sentences_of_the_parallel_corpus() -> None:
    wrong = {}
    for language in LANGUAGES:
        lines = (SHARED / "parallel" / f"dev.{language}").read_text(encoding="utf-8").splitlines()
        long = [line for line in lines if len(line) > 40]
        wrong[language] = sum(identify(fold(line)) != language for line in long) / len(long)
    assert max(wrong.values()) < 0.005, wrong


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared reference data are not beside the repository")
@pytest.mark.parametrize("folder", ["seeds", "letters"])
def test_real_letters(folder: str) -> None:
    found = {}
    for gold in sorted((SHARED / folder / "gold").glob("*.json")):
        truth = json.loads(gold.read_text(encoding="utf-8"))
        text = (SHARED / folder / f"{gold.stem}.txt").read_text(encoding="utf-8")
        if "language" in truth and identify(fold(text)) != truth["language"]:
            found[gold.stem] = identify(fold(text))
    assert found == {}
