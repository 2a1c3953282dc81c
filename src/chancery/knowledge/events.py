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
from chancery.knowledge.events_locating import without_locating
from chancery.knowledge.events_merged import merged
from chancery.knowledge.events_participants import Parties, participants
from chancery.knowledge.events_words import Words, words
from chancery.knowledge.stretches import without_stretches
from chancery.record.model import Event


def events(context: Context) -> list[Event]:
    """Give the events of a document, each once, in the order of the text.

    Places are the ids of the table of places, participants those of States and organizations, sorted.
    """
    plain, back = without_stretches(context)
    known = words(context.language)
    plain = replace(plain, folded=without_locating(plain))
    found: list[Event] = []
    places, parties = Places(plain.mentions), None
    references = References(plain.references)
    for sentence in sentences(plain, known):
        when = clusters(sentence, plain, known, places)
        for one in attach(sentence, when, plain.folded, known, references) if when else ():
            parties = parties or Parties(plain)
            found.append(_event(one, plain, known, parties))
    for event in found:
        event.span = back(event.span)
        event.text = context.text[slice(*event.span)]
    return merged([*found, *annexed(context)])


def _event(found: Found, context: Context, known: Words, parties: Parties) -> Event:
    period = next((c.period for c in found.clusters if c.period), None)
    place = next((c.place for c in found.clusters if c.place), None)
    ids, where = participants(found, context.folded, known, parties)
    start, end = found.start, found.end
    if where:
        start, end = min(start, where[0]), max(end, where[1])
    paragraph = context.paragraph_at(start)
    return Event(
        kind=found.head.sort.kind,
        date=period.iso if period else None,
        place=place.id if place else None,
        participants=ids,
        text="",
        span=(start, end),
        paragraph=paragraph.id if paragraph else None,
    )
