"""Whose text an attachment is: the States that a title lists as its parties."""

from __future__ import annotations

from chancery.form.letter import Body
from chancery.form.slots import Named, chain, names_in
from chancery.form.text import ReadingText
from chancery.record.model import Attachment, Span

JOINT = ("treaty", "joint-statement", "declaration", "communique", "statement", "programme", "appeal")
"""Kinds of texts that have parties."""

SENT = ("treaty", "joint-statement", "declaration", "communique")
"""Kinds whose parties the transmitting sentence may name; that of a statement names whom it is about as well."""


def parties_of(
    page: ReadingText, title: Span | None, attachment: Attachment, letter: Body, sent: Span | None
) -> list[Named]:
    """Give the States that adopted a text; ``sent`` is the part of the transmittal that speaks of it.

    The parties of a joint text are listed together in its title, or where the letter transmits it; a State named alone
    there is what the text is about, unless it is the only sender.
    """
    if attachment.kind not in JOINT:
        return []
    for span in (title, sent if attachment.kind in SENT else None):
        if span is None:
            continue
        names = [n for n in names_in(page.folded, *span, page.language) if n.kind == "state"]
        chains = sorted(chain(page.folded, names, page.language), key=lambda c: -len({n.id for n in c}))
        if chains and len({n.id for n in chains[0]}) > 1:
            return list({n.id: n for n in reversed(chains[0])}.values())[::-1]
        senders = {s.state for s in letter.letter.senders}
        own = [n for n in names if {n.id} == senders]
        if own and span == title and attachment.kind != "treaty":
            return own[:1]
    return []
