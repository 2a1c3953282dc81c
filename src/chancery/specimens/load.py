"""From the small data files of the specimens to their records, one for each language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from chancery.form.labels import label_of
from chancery.record.model import Attachment, Letter, Masthead, Paragraph, Record, Signature


@dataclass(frozen=True, slots=True)
class Specimen:
    """One composed communication: its facts, which no language changes, and its texts by language."""

    name: str
    facts: dict[str, Any]
    texts: dict[str, dict[str, Any]]

    def record(self, language: str) -> Record:
        """Give the record from which the version in a language is written; raises `KeyError` for a language it lacks."""
        text = self.texts[language]
        masthead = msgspec.convert(self.facts["masthead"], Masthead)
        for item, title in zip(masthead.agenda_items, text.get("item_titles", []), strict=True):
            item.title = title
        letter = msgspec.convert({"signatures": [], **self.facts["letter"]}, Letter)
        states = [s.state for s in letter.senders]
        for n, name in enumerate(text.get("signatures", [])):
            letter.signatures.append(Signature(name=name, state=states[n] if n < len(states) else None))
        record = Record(kind="communication", language=language, masthead=masthead, letter=letter)
        record.id = masthead.symbols[0] if masthead.symbols else self.name
        _paragraphs(record, "letter", text.get("paragraphs", []))
        texts = text.get("attachments", [])
        for facts, own in zip(self.facts.get("attachments", []), texts, strict=True):
            attachment = msgspec.convert({"title": own["title"], **facts}, Attachment)
            for n, name in enumerate(own.get("signatures", [])):
                by = attachment.adopted_by
                attachment.signatures.append(Signature(name=name, state=by[n] if n < len(by) else None))
            for key in ("published_in", "author"):
                if key in own:
                    setattr(attachment, key, own[key])
            record.attachments.append(attachment)
            _paragraphs(record, attachment.part, own["paragraphs"])
        return record


def _paragraphs(record: Record, part: str, texts: list[str]) -> None:
    """Add the paragraphs of a part; those with a label are items."""
    for n, text in enumerate(texts, 1):
        label = label_of(text)
        record.paragraphs.append(
            Paragraph(
                id=f"{part}/p{n}",
                part=part,
                role="item" if label else "body",
                number=label.number if label else None,
                text=text,
                span=(0, 0),
            )
        )


@cache
def load() -> tuple[Specimen, ...]:
    """Give all specimens, in the order of their names."""
    out = []
    for file in sorted((resources.files("chancery.specimens") / "data").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text("utf-8"))
            out.append(Specimen(file.name.removesuffix(".toml"), table, table["text"]))
    return tuple(out)


@cache
def notes() -> dict[str, str]:
    """Give the line that marks a specimen as such, by language."""
    table = tomllib.loads((resources.files("chancery.specimens") / "notes.toml").read_text("utf-8"))
    return {str(k): str(v) for k, v in table["note"].items()}
