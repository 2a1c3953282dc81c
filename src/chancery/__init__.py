"""Chancery: the official correspondence of States with the United Nations, read, checked and written in six languages."""

__version__ = "0.1.0"
