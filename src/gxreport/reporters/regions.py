"""The stretch of a line that a place means, counted as programs in JavaScript and C# count: in UTF-16.

SARIF viewers and the pages of GitHub and GitLab count so; beyond the basic plane it is not one a character.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gxreport.source import Place


class Region(NamedTuple):
    """Words on a line: from `column` up to, and without, `end`, both 1-based. Without columns: the line."""

    line: int
    column: int | None = None
    end: int | None = None
    words: str = ""
    whole: str = ""


def region(place: Place | None, lines: Sequence[str]) -> Region | None:
    """The region of a place in a file with these lines; None where the file type has no lines.

    Words that go on in the next line end with this one.
    """
    if place is None or place.line is None:
        return None
    whole = lines[place.line - 1] if place.line <= len(lines) else ""
    if place.column is None:
        return Region(place.line, whole=whole)
    start = place.column - 1
    words = whole[start : start + place.length]
    column = 1 + units(whole[:start]) + max(start - len(whole), 0)
    return Region(place.line, column, column + units(words), words, whole)


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)
