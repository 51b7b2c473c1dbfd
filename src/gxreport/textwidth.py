"""The width of text on a terminal, where a Chinese character takes two cells."""

from __future__ import annotations

import unicodedata

_TAB = 4


def width(text: str) -> int:
    """The number of terminal cells that a text without tabs and line ends takes."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def padded(text: str, cells: int, *, left: bool = True) -> str:
    """The text with blanks up to the given width: after it, or before it if it is not to the left."""
    blanks = " " * (cells - width(text))
    return text + blanks if left else blanks + text


def shown(text: str) -> str:
    """A line as it can be shown: tabs as blanks, control characters as “·”, so that none takes effect."""
    if text.isprintable():
        return text
    return "".join(
        " " * _TAB if c == "\t" else "·" if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text
    )
