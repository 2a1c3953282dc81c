"""What parties undertake: "will", "shall", the future, and the plain verbs of treaty articles."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from chancery.knowledge.statements.clauses import Clause, Group, Paragraph, unbroken
from chancery.knowledge.statements.subjects import Subject
from chancery.knowledge.statements.triggers import Trigger

FUTURE = frozenset({"future"})
NESTED = 8
"""Names that may stand inside one name."""


def read_commitments(p: Paragraph, said: Sequence[Clause], places: Sequence[int]) -> list[Clause]:
    """Give the clauses of a paragraph in which those whose text it is undertake something, besides those ``said``.

    ``places`` are the words with which a future or an obligation may begin.
    """
    out: list[Clause] = []
    taken = {i for c in said for i in range(c.group.start, c.trigger.hi)}
    before = sorted(said, key=_place)
    for i, length in _futures(p, places):
        if i in taken or _named(p, i):
            continue
        clause = _clause(p, i, length, before)
        if clause:
            out.append(clause)
            insort(before, clause, key=_place)
    if p.voice.treaty:
        out += _obligations(p, sorted([*said, *out], key=lambda c: c.trigger.lo))
    return out


def _place(clause: Clause) -> int:
    """Give the first word of a clause's expression."""
    return clause.trigger.lo


def _named(p: Paragraph, i: int) -> bool:
    """Whether a word belongs to a name."""
    a, b = p.tokens.starts[i], p.tokens.ends[i]
    names = p.subjects.mentions
    last = bisect_left(names, b, key=lambda m: m.span[0])
    return any(a < m.span[1] for m in names[max(0, last - NESTED) : last])


def _futures(p: Paragraph, places: Sequence[int]) -> list[tuple[int, int]]:
    """Give where a future or an obligation stands, and of how many words it is."""
    lex, words, tokens, size = p.lexicon, p.words, p.tokens, len(p.words)
    out = []
    for i in places:
        if i < p.first:
            continue
        length, kind = lex.auxiliaries.after(words, i, size)
        if kind == "will" or (kind == "must" and p.voice.treaty):
            out.append((i, length))
        elif not length and lex.future[tokens.text[tokens.starts[i] : tokens.ends[i]]]:
            out.append((i, 1))
    return out


def _own(subject: Subject | None, p: Paragraph) -> bool:
    """Whether a subject is those whose text it is."""
    if subject is None:
        return False
    if subject.kind in ("they", "members") and len(p.voice.actors) < 2 and not p.voice.parties:
        return False
    return subject.whole or (bool(subject.ids) and set(subject.ids) <= set(p.voice.actors))


def _clause(p: Paragraph, i: int, length: int, found: Sequence[Clause]) -> Clause | None:
    """Give the clause of a future or an obligation; ``found`` are the clauses known so far, in order."""
    start = p.sentence_of(i)
    before = bisect_left(found, i, key=_place)
    last = found[before - 1] if before and _place(found[before - 1]) >= start else None
    group = p.group(Trigger("commit", i, i + length, FUTURE))
    if group.tags & {"modal", "to", "impersonal", "wish"} or ("must" in group.tags and not p.voice.treaty):
        return None
    floor = last.trigger.hi if last else start
    subject = None
    if p.lexicon.verb_first and (group.start in (p.first, start) or p.joined(group.start)):
        subject = p.subjects.after(i, i + length, p.end_of(i))
    subject = subject or p.subjects.before(group.start, floor, reported=last.trigger.hi if last else -1)
    actors: list[str] | None = None
    if p.lexicon.own_future[p.tokens.text[p.tokens.starts[i] : p.tokens.ends[i]]]:
        subject = Subject("we", (), i, i)
    elif subject is None and last and _goes_on(p, group.start, last):
        subject, actors = Subject("we", (), group.start, group.start), list(last.actors)
    hi = _verb_end(p, i + length)
    tags = {t for t in (group.tags | _tags_after(p, i + length)) if t == "not"}
    trigger = Trigger("commit", i, hi, FUTURE)
    if subject is None or not _own(subject, p):
        return None
    actors = subject.actors(p.voice) if actors is None else actors
    return Clause(trigger, min(subject.start, i), actors, Group(group.start, tags), "commit", subject)


def _goes_on(p: Paragraph, at: int, last: Clause) -> bool:
    """Whether a future goes on from the act before it, which those whose text it is have done."""
    if p.voice.treaty or not last.actors or not set(last.actors) <= {*p.voice.actors, *p.voice.parties}:
        return False
    if p.lexicon.uninflected:
        return p.conjoined(at)
    if not p.apart(at) and not unbroken(p, last.trigger.hi, at):
        return False
    return p.conjoined(at) or p.words[at].startswith(p.lexicon.clitics)


def _tags_after(p: Paragraph, i: int) -> set[str]:
    if i < len(p.words) and not p.tokens.parted(i):
        return {p.lexicon.auxiliaries.after(p.words, i, len(p.words))[1]}
    return set()


def _verb_end(p: Paragraph, i: int) -> int:
    """Give the end of the words that show a commitment: auxiliaries, negation and the verb after them."""
    lex, size = p.lexicon, len(p.words)
    if p.lexicon.uninflected:
        return i
    at = i
    while at < size and not p.tokens.parted(at):
        length = lex.auxiliaries.after(p.words, at, size)[0] or lex.adverbs.after(p.words, at, size)[0]
        if not length:
            return at + 1 if p.lexicon.auxiliaries.before(p.words, i)[0] else i
        at += length
    return i


def _obligations(p: Paragraph, found: Sequence[Clause]) -> list[Clause]:
    """Give the sentences of a treaty whose subject is its parties and that say nothing else: in the plain present."""
    out = []
    for n, start in enumerate(p.sentences):
        end = p.sentences[n + 1] if n + 1 < len(p.sentences) else len(p.words)
        if any(start <= c.trigger.lo < end for c in found):
            continue
        clause = _obligation(p, start, end)
        if clause:
            out.append(clause)
    return out


def _obligation(p: Paragraph, start: int, end: int) -> Clause | None:
    lex, at = p.lexicon, start
    while at < end and p.words[at] in lex.articles | lex.conjunctions:
        at += 1
    length, kind = lex.speakers.after(p.words, at, end)
    subject = Subject(kind, (), at, at + length) if length else None
    verb = at + length
    if subject is None and p.lexicon.verb_first:
        subject = p.subjects.after(at, at + 1, end)
        verb = at
    if subject is None or subject.kind != "parties" or verb >= end or (verb > at and p.tokens.parted(verb)):
        return None
    if lex.uninflected and p.words[verb] not in lex.prepositions and not lex.adverbs.after(p.words, verb, end)[0]:
        return None
    tags = {
        lex.auxiliaries.after(p.words, verb, end)[1],
        lex.auxiliaries.after(p.words, min(verb + 1, end - 1), end)[1],
    }
    word = p.words[verb]
    closed = lex.conjunctions | lex.relatives | lex.articles | (frozenset() if lex.uninflected else lex.prepositions)
    if tags & {"modal", "be", "was", "have"} or word in closed:
        return None
    trigger = Trigger("commit", verb, verb + 1, FUTURE)
    return Clause(trigger, start, subject.actors(p.voice), Group(verb, tags & {"not"}), "commit", subject)
