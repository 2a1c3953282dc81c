"""Parses XML from outside: no entities, no document types, no network, nothing huge."""

from __future__ import annotations

from typing import Any

from lxml import etree

from chancery.source import limits
from chancery.source.model import Damaged, TooLarge, Unsupported

_ENTITY = "<!ENTITY"
_ENTITIES = tuple(_ENTITY.encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def parse(data: bytes, what: str) -> Any:
    """Give the root element of an XML text.

    `what` names the text in messages. Raises `Damaged` where it is not well-formed, `Unsupported` where it declares
    entities (which can blow up or reach out of the file), `TooLarge` beyond the limits.
    """
    if len(data) > limits.XML_BYTES:
        raise TooLarge(f"The {what} has more than {limits.XML_BYTES // limits.MEGABYTE} MB of XML. Split the document.")
    if data.count(b"<") > limits.MARKUP_TAGS:
        raise TooLarge(f"The {what} has more than {limits.MARKUP_TAGS:,} tags. Split the document.")
    if any(entity in data for entity in _ENTITIES):
        raise Unsupported(f"The {what} declares XML entities, which are not read. Save it without them.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Damaged(
            f"The {what} is not well-formed XML ({error.msg}). Get it again from where it came from."
        ) from error


def check_depth(depth: int, what: str) -> None:
    """Raise `TooLarge` where elements are nested deeper than `limits.XML_DEPTH`."""
    if depth > limits.XML_DEPTH:
        raise TooLarge(f"The {what} nests its parts more than {limits.XML_DEPTH} deep. Save it with a simpler layout.")
