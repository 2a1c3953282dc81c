"""What is said: names, references, events, statements, quantities, each with its span."""

from chancery.knowledge.context import Context

__all__ = ["Context"]
