"""From clauses to statements: trigger with its modifiers, extent, addressees, what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chancery.knowledge.context import Context
from chancery.knowledge.statements.clauses import Clause, Paragraph
from chancery.knowledge.statements.deadlines import deadline
from chancery.record.model import Mention, Polarity, Span, Statement

ADDRESSING = frozenset(
    {"demand", "urge", "call-upon", "request", "invite", "encourage", "recommend", "warn", "thank", "commend", "inform"}
)
"""Acts that are done towards somebody."""
BINDING = frozenset({"demand", "urge", "call-upon", "request", "invite", "encourage", "recommend", "commit", "decide"})
"""Acts that can set a term."""
POSITIVE = frozenset(
    {"welcome", "commend", "support", "thank", "note-with-satisfaction", "hope", "encourage", "commit", "reaffirm"}
)
NEGATIVE = frozenset({"condemn", "deplore", "reject", "regret", "concern", "warn", "note-with-concern", "accuse"})
FAR = 60
"""Characters between a verb and whom it addresses."""
_TAIL = re.compile(r"[\s,;:.·\-–—。，；：、،؛]+\Z")


def polarity(act: str, negated: bool) -> Polarity:
    """Give the attitude of an act: a negation turns it round."""
    if act in POSITIVE:
        return "negative" if negated else "positive"
    if act in NEGATIVE:
        return "positive" if negated else "negative"
    return "neutral"


def modified(p: Paragraph, clause: Clause) -> tuple[int, int, int | None]:
    """Give the words of a trigger with the modifiers of degree beside it, and the highest degree."""
    adverbs, words = p.lexicon.adverbs, p.words
    lo, hi = clause.trigger.lo, clause.trigger.hi
    degrees: list[int] = []
    at = lo
    while at > p.first and not p.tokens.parted(at):
        length, degree = adverbs.before(words, at, p.first)
        if not length:
            break
        at -= length
        if degree:
            lo = at
            degrees.append(int(degree))
    at = hi
    while at < len(words) and not p.tokens.parted(at):
        length, degree = adverbs.after(words, at, len(words))
        if not length:
            break
        at += length
        if degree:
            hi = at
            degrees.append(int(degree))
    at = clause.trigger.lo
    while at < clause.trigger.hi:
        length, degree = adverbs.after(words, at, clause.trigger.hi)
        if degree:
            degrees.append(int(degree))
        at += length or 1
    if clause.group.tags & {"be", "was"} and "adj" in clause.trigger.forms:
        lo = _copula(p, lo)
    return lo, hi, max(degrees, default=None)


def _copula(p: Paragraph, lo: int) -> int:
    """Give where the verb begins that says an adjective of somebody: "are convinced"."""
    at = lo
    while at > p.first and not p.tokens.parted(at):
        length, kind = p.lexicon.auxiliaries.before(p.words, at, p.first)
        if kind in ("be", "was"):
            return at - length
        length = length or p.lexicon.adverbs.before(p.words, at, p.first)[0]
        if not length:
            break
        at -= length
    return lo


def extents(p: Paragraph, clauses: Sequence[Clause]) -> list[Span]:
    """Give the span of each clause in the text: to the next clause of its sentence, else to the end of the sentence."""
    starts = []
    for n, clause in enumerate(clauses):
        sentence = p.sentence_of(clause.trigger.lo)
        last = clauses[n - 1].trigger if n else None
        starts.append(max(clause.start, last.hi) if last and last.lo >= sentence else sentence)
    spans = []
    for n, clause in enumerate(clauses):
        end = p.end_of(clause.trigger.lo)
        if n + 1 < len(clauses):
            end = min(end, max(starts[n + 1], clause.trigger.hi))
        spans.append((p.tokens.starts[starts[n]], p.tokens.ends[max(end, clause.trigger.hi) - 1]))
    return spans


def _inside(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    return [m for m in mentions if span[0] <= m.span[0] and m.span[1] <= span[1]]


def addressees(act: str, after: int, mentions: Sequence[Mention], folded: str) -> list[str]:
    """Give whom an act is done towards: the first name after its verb with those listed after it."""
    if act not in ADDRESSING:
        return []
    ids: list[str] = []
    at = after
    for mention in mentions:
        if mention.span[0] < after or mention.id is None:
            continue
        between = folded[at : mention.span[0]]
        if mention.span[0] - at > (12 if ids else FAR) or ";" in between or "." in between:
            break
        ids.append(mention.id)
        at = mention.span[1]
    return list(dict.fromkeys(ids))


def statements_of(
    context: Context, p: Paragraph, clauses: Sequence[Clause], mentions: Sequence[Mention], paragraph: str
) -> list[Statement]:
    """Give the statements of a paragraph."""
    out = []
    text, folded = context.text, context.folded
    for clause, span in zip(clauses, extents(p, clauses), strict=True):
        lo, hi, degree = modified(p, clause)
        trigger = (p.tokens.starts[lo], p.tokens.ends[hi - 1])
        span = (min(span[0], trigger[0]), max(span[1], trigger[1]))
        act, tags = clause.trigger.act, clause.group.tags
        towards = addressees(act, trigger[1], mentions, folded)
        about = [m.id for m in _inside(mentions, (trigger[1], span[1])) if m.id]
        out.append(
            Statement(
                act=act,
                actors=clause.actors,
                addressees=towards,
                about=list(dict.fromkeys(about)),
                trigger=text[slice(*trigger)],
                trigger_span=trigger,
                text=text[slice(*span)],
                span=span,
                paragraph=paragraph,
                strength=degree,
                polarity=polarity(act, "not" in tags),
                negated="not" in tags,
                reported=reported(clause),
                deadline=deadline(folded, span, p.lexicon) if act in BINDING else None,
            )
        )
    return out


def reported(clause: Clause) -> bool:
    """Whether a text tells of a position: in the past, or without saying whose it is."""
    forms = clause.group.forms
    return clause.how == "impersonal" or bool("past" in forms and forms.isdisjoint({"now", "we", "opens"}))
