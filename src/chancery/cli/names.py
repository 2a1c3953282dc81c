"""English names of what records hold as codes and slugs, for people to read."""

from __future__ import annotations

from chancery.form.fills import fill
from chancery.form.grammar import grammar
from chancery.lang.pack import pack
from chancery.record.model import LANGUAGES
from chancery.world import instruments, organizations, states
from chancery.world.vocabulary import Vocabulary

LANGUAGE_NAMES = dict(zip(LANGUAGES, ("Arabic", "English", "Spanish", "French", "Russian", "Chinese"), strict=True))
ORGANS = {"A": "General Assembly", "S": "Security Council", "E": "Economic and Social Council"}


def state_name(code: str) -> str:
    """Give the English name of a State; its code where the table has none."""
    return states.name(code, "en", "short") if code in states.states("en") else code


def organization_name(slug: str) -> str:
    """Give the English name of an organization; its slug where the table has none."""
    return organizations.name(slug, "en", "short") if slug in organizations.organizations("en") else slug


def instrument_name(slug: str) -> str:
    """Give the English name of an instrument; its slug where the table has none."""
    return instruments.name(slug, "en", "short") if slug in instruments.names("en") else slug


def topic_name(identifier: str, vocabulary: Vocabulary) -> str:
    """Give the English name of a topic, in small letters where its source has capitals; its id where it is unknown."""
    topic = vocabulary.topic(identifier)
    if topic is None:
        return identifier
    name = topic.name("en")
    return name.lower() if name.isupper() and " " in name else name


def addressee_name(key: str) -> str:
    """Give the English name of an addressee."""
    named = pack("en").patterns.get(f"addressees.{key}")
    return named[0].removeprefix("the ") if named else key


def office_name(key: str) -> str:
    """Give the English name of an office, as it is printed under signatures; its key in words where it never is."""
    return grammar("en").write(f"posts.{key}.one", fill({})) or key.replace("-", " ")
