"""From clauses to statements: trigger with its modifiers, extent, addressees, what it is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice, takewhile

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
FAR, FAR_UNSPACED = 60, 20
"""Characters between a verb and whom it addresses; in a script without spaces."""
NEXT, NEXT_UNSPACED = 12, 3
"""Characters between two names of a list; in a script without spaces."""
_TAIL = re.compile(r"[\s,;:.·\-–—。，；：、،؛]+\Z")


AFTER_THAT = 25
"""Characters after "that" where the one addressed stands as the subject of what is asked."""
WRITTEN_TO = 3
"""Words after a verb among which a name with a preposition written to it is whom the verb addresses."""


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
    if clause.subject and lo <= clause.subject.start and clause.subject.end < len(words):
        length, degree = adverbs.after(words, clause.subject.end, len(words))  # after a subject that follows its verb
        degrees += [int(degree)] if length and degree else []
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
    """Give the mentions, which stand in order, inside a stretch."""
    first = bisect_left(mentions, span[0], key=lambda m: m.span[0])
    return [m for m in takewhile(lambda m: m.span[0] < span[1], islice(mentions, first, None)) if m.span[1] <= span[1]]


def addressees(p: Paragraph, act: str, after: int, end: int) -> list[str]:
    """Give whom an act is done towards: the first name among the words from ``after`` to ``end``, with those listed after it.

    A name in a clause that says a condition, or after a word that says as what something is done, is none.
    """
    if act not in ADDRESSING or after >= end:
        return []
    lex, tokens, names = p.lexicon, p.tokens, p.subjects.names.first
    reach, following = (FAR, NEXT) if tokens.spaced else (FAR_UNSPACED, NEXT_UNSPACED)
    told = act not in BINDING  # what follows "inform you that" is told, nobody in it is addressed
    far = tokens.ends[after - 1] + reach
    ids: list[str] = []
    i = after
    while i < end and tokens.starts[i] <= far:
        word, sign = p.words[i], tokens.gap(i)
        if told and not tokens.spaced and tokens.parted(i) and not ids and i > after:
            break
        if word in lex.complementizers:
            far = min(far, tokens.ends[i] + (0 if told or i > after + 1 else AFTER_THAT))
        if ";" in sign or "." in sign or word in lex.conditions or word in lex.roles:
            break
        if lex.infinitive[word]:
            break
        if word in lex.relatives and word not in lex.complementizers:
            break
        found = names.get(i)
        near = after + (WRITTEN_TO if i in p.subjects.names.prefixes else 1)
        preposition = p.subjects.governor(i, after + 1) if found and i > near else ""
        if preposition and preposition not in lex.genitives:
            break
        if found and found[1].id:
            ids.append(found[1].id)
            far = tokens.ends[found[0] - 1] + following
        i = max(found[0], i + 1) if found else i + 1
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
        said_by = clause.subject.end if clause.subject and clause.subject.start >= clause.trigger.lo else 0
        if clause.how == "item":
            said_by, hi = 0, lo  # the first word of an item shows the act of its list
        until = lo if clause.how == "item" else bisect_right(p.tokens.starts, span[1] - 1)
        towards = addressees(p, act, max(hi, said_by), until)
        about = [
            m.id
            for m in _inside(
                mentions,
                (p.tokens.starts[hi] if clause.how == "item" else p.tokens.ends[max(hi, said_by) - 1], span[1]),
            )
            if m.id
        ]
        if (first := _object(p, clause)) < lo:
            towards = addressees(p, act, first, lo) or towards
            about = [m.id for m in _inside(mentions, (p.tokens.starts[first], trigger[0])) if m.id] + about
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
                deadline=deadline(folded, _term(p, clause, span), p.lexicon) if act in BINDING else None,
            )
        )
    return out


def _object(p: Paragraph, clause: Clause) -> int:
    """Give where the object of a clause begins that a preposition puts before its verb, in a language that does so."""
    lo = clause.trigger.lo
    if not p.lexicon.uninflected:
        return lo
    start = clause.subject.end if clause.subject and clause.subject.end <= lo else clause.start
    start = next((i for i in range(lo, start, -1) if p.tokens.parted(i)), start)
    return next((i for i in range(start, lo) if p.words[i] in p.lexicon.towards), lo)


def _term(p: Paragraph, clause: Clause, span: Span) -> Span:
    """Give where the term of a clause may stand: not before the conjunction that joins it to another clause."""
    at = clause.start
    while at > p.first and not p.tokens.parted(at):
        length = p.lexicon.speakers.before(p.words, at, p.first)[0] or int(p.words[at - 1] in p.lexicon.articles)
        if not length:
            break
        at -= length
    joined = p.conjoined(at) or (p.tokens.parted(at) and p.words[at].startswith(p.lexicon.clitics))
    return (max(span[0], p.tokens.starts[at]), span[1]) if joined and at > p.sentence_of(at) else span


def reported(clause: Clause) -> bool:
    """Whether a text tells of a position: in the past, or without saying whose it is."""
    forms = clause.group.forms
    return clause.how == "impersonal" or bool("past" in forms and forms.isdisjoint({"now", "we", "opens"}))
