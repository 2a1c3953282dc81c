"""The layout of the page: from printed lines to the reading text."""

from chancery.form.layout.build import read_layout

__all__ = ["read_layout"]
