"""A record as a card in the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from chancery.cli.names import (
    LANGUAGE_NAMES,
    ORGANS,
    addressee_name,
    office_name,
    organization_name,
    state_name,
)
from chancery.cli.said import lines
from chancery.cli.terminal import Lines, isolated
from chancery.form.titles import OFFICE_ORGANIZATIONS
from chancery.record.model import Attachment, Finding, Record, Sender
from chancery.world.thesaurus import data_folder
from chancery.world.vocabulary import Vocabulary, vocabulary

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def card(record: Record, words: Vocabulary | None = None) -> RenderableType:
    """Give the card of a record: what it is, from whom to whom, under which items, what is attached, what it says, what was
    found. Topics are named by the words given, else by those of the user's data folder."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True, width=12)
    table.add_column(ratio=1)
    for name, value in rows(record):
        table.add_row(name, Lines(Text(value)))
    said = lines(record, words or vocabulary(data_folder()))
    if said:
        table.add_row("", "")
    for name, told in said:
        table.add_row(name, Lines(told))
    parts: list[RenderableType] = [table]
    if record.findings:
        parts.append(findings(record.findings))
    title = ", ".join(record.masthead.symbols) or record.file.name
    return Panel(
        Group(*parts),
        title=Text(title, "bold"),
        subtitle=Text(record.file.name, "dim") if record.masthead.symbols else None,
        title_align="left",
        subtitle_align="right",
        border_style="blue" if record.letter else "dim",
    )


def rows(record: Record) -> list[tuple[str, str]]:
    """Give the lines of a card: a name and its value, only those that there is something to say about."""
    head, letter = record.masthead, record.letter
    original = ", ".join(LANGUAGE_NAMES.get(c, c) for c in head.original_languages)
    version = LANGUAGE_NAMES.get(record.language, record.language)
    kind = letter.kind.replace("-", " ") if letter else record.kind.replace("-", " ")
    out = [("kind", f"{kind}, {version}" + (f" (original {original})" if original else ""))]
    if letter:
        out.append(("title", isolated(letter.title)))
        out.append(("from", "; ".join(map(sender_line, letter.senders)) or "not read"))
        out.append(("to", ", ".join(addressee_name(a) for a in letter.addressees) or "not read"))
        if letter.on_behalf_of:
            out.append(("on behalf of", ", ".join(map(organization_name, letter.on_behalf_of))))
    dates = [f"letter {letter.date}"] if letter and letter.date else []
    dates += [f"issued {head.date}"] if head.date else []
    dates += [f"adopted {record.adopted}"] if record.adopted else []
    out.append(("dates", ", ".join(dates)))
    out.append(("sittings", "; ".join(_sitting(s.organ, s.session, s.year, s.special) for s in head.sittings)))
    items = "; ".join(i.item + (f" {isolated(i.title)}" if i.title else "") for i in head.agenda_items)
    out.append(("items", items))
    if letter:
        asked = "; ".join(
            ORGANS.get(c.organ, c.organ) + (f" under {', '.join(c.items)}" if c.items else "")
            for c in letter.circulation
        )
        out.append(("circulation", asked))
        signed = "; ".join(
            isolated(s.name) + (f" ({state_name(s.state)})" if s.state else "") for s in letter.signatures
        )
        out.append(("signed", signed))
    out += [("attached" if n == 0 else "", _attachment(a)) for n, a in enumerate(record.attachments)]
    counts = [p.role for p in record.paragraphs if p.role not in ("heading", "signature", "footnote")]
    out.append(("text", f"{len(counts)} paragraphs, {len(record.text):,} characters"))
    return [(name, value) for name, value in out if value]


def sender_line(sender: Sender) -> str:
    """Give a sender as one line: State or organization, and office."""
    if sender.office in OFFICE_ORGANIZATIONS:
        return addressee_name(sender.office)
    who = state_name(sender.state) if sender.state else organization_name(sender.organization or "")
    return f"{who}, {office_name(sender.office)}".strip(", ")


def _sitting(organ: str, session: int | None, year: int | None, special: str | None) -> str:
    name = ORGANS.get(organ, organ)
    if session:
        kind = f"{special.replace('-', ' ')} " if special else ""
        return f"{name}, {kind}session {session}"
    return f"{name}, year {year}" if year else name


def _attachment(attachment: Attachment) -> str:
    by = ", ".join(map(state_name, attachment.adopted_by))
    when = " ".join(filter(None, (attachment.date, attachment.place)))
    facts = "; ".join(filter(None, (attachment.kind.replace("-", " "), by, when)))
    indent = "  " if attachment.parent is not None else ""
    label, title = isolated(attachment.label or attachment.role), isolated(attachment.title or "(no title)")
    return f"{indent}{label}: {title} [{facts}]"


def findings(found: list[Finding]) -> RenderableType:
    """Give findings, one a line."""
    lines = Text()
    for finding in found:
        lines.append("\n")
        lines.append(f"{finding.severity}: ", style=COLOURS[finding.severity])
        lines.append(f"{finding.message} ")
        lines.append(finding.code, style="dim")
    return lines
