"""How wide the things in a text are that must stay on one line: figures and Latin words."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 20
"""Characters of a number that somebody may count, or of a word that is kept whole."""

# Where a line does not end: in a number or Latin word, before the mark behind it.
_WHOLE = re.compile(r"[!-~０-９．]+[，。；：、）％]?")
_NUMBER = re.compile(r"(?=.*\d)[\d.,，．+\-−－%％ ]+")
_NARROW, _WIDE = frozenset(".,:;'|!il() "), frozenset("+%@&mwMW")


def unbroken(text: str) -> int:
    """The widest thing in a text that must not be broken, in tenths of a digit.

    What is wider than twenty digits counts as so much: it is broken where it must be.
    """
    return min(max(_widths(text), default=0), 10 * LONGEST)


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing else, and none that nobody could read."""
    return len(text) <= LONGEST and bool(_NUMBER.fullmatch(text))


def _widths(text: str) -> Iterator[int]:
    if _NUMBER.fullmatch(text):
        yield _width(text)
    for found in _WHOLE.finditer(text):
        yield _width(found[0])


def _width(text: str) -> int:
    return sum(
        6 if c in _NARROW else 20 if c in _WIDE or not c.isascii() else 10 if c.isdigit() else 14
        for c in text
    )
