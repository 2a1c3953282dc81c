"""Events: meetings, signatures, adoptions, visits, attacks and the like that a text dates or places, with who took part.

The words stand in ``lang/LL/events.toml``. A date or place belongs to the nearest noun or verb of an event in its sentence;
a date that is a document's, a term or the beginning of a state belongs to none. The date and place of a declaration or
treaty that is annexed are the event of its adoption or signature.
"""

from __future__ import annotations

from dataclasses import replace

from chancery.knowledge.context import Context
from chancery.knowledge.events_annexed import annexed
from chancery.knowledge.events_clusters import Places, clusters, sentences
from chancery.knowledge.events_heads import Found, References, attach
from chancery.knowledge.events_locating import locating, without
from chancery.knowledge.events_merged import merged
from chancery.knowledge.events_participants import Parties, participants
from chancery.knowledge.events_series import Ordinal, name, ordinal, series
from chancery.knowledge.events_words import Words, words
from chancery.knowledge.stretches import without_stretches
from chancery.record.model import Event


def events(context: Context) -> list[Event]:
    """Give the events of a document, each once, in the order of the text.

    Places are the ids of the table of places, participants those of States and organizations, sorted.
    """
    plain, back = without_stretches(context)
    known = words(context.language)
    located = locating(plain)
    plain = replace(plain, folded=without(plain.folded, located))
    found: list[Event] = []
    places, parties = Places(plain.mentions), None
    references = References(plain.references)
    for sentence in sentences(plain, known):
        when = clusters(sentence, plain, known, places)
        for one in attach(sentence, when, plain.folded, known, references):
            number = ordinal(one, plain.folded, plain.language)
            if one.clusters or number:
                parties = parties or Parties(plain, located)
                event = _event(one, number, plain, known, parties)
                if one.clusters or event.series:
                    found.append(event)
    for event in found:
        event.span = back(event.span)
        event.text = context.text[slice(*event.span)]
    return merged([*found, *annexed(context)])


def _event(found: Found, number: Ordinal | None, context: Context, known: Words, parties: Parties) -> Event:
    period = next((c.period for c in found.clusters if c.period), None)
    place = next((c.place for c in found.clusters if c.place), None)
    ids, where = participants(found, context.folded, known, parties)
    ends = [found.start, found.end, *(where or ()), *(number[1:] if number else ())]
    start, end = min(ends), max(ends)
    start += len(context.text[start:end]) - len(context.text[start:end].lstrip())
    paragraph = context.paragraph_at(start)
    return Event(
        kind=found.head.sort.kind,
        name=name(found, number[1] if number else None, context.text, context.folded, known),
        series=series(found, ids) if number else None,
        ordinal=number[0] if number else None,
        date=period.iso if period else None,
        place=place.id if place else None,
        participants=ids,
        text="",
        span=(start, end),
        paragraph=paragraph.id if paragraph else None,
    )
