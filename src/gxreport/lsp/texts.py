r"""A text as an editor counts it: lines, and positions within a line in the units of its encoding.

A line ends with \n, \r\n or \r and with nothing else, as in readings. (pygls has `str.splitlines`, which
also ends a line at the vertical tabs and U+2028 of text that was pasted from Word.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Point(NamedTuple):
    """A position between two characters, both counted from 0."""

    line: int
    column: int


class Stretch(NamedTuple):
    """The characters from one point up to another."""

    start: Point
    end: Point

    def touches(self, other: Stretch) -> bool:
        """Whether the two share a character or meet."""
        return self.start <= other.end and other.start <= self.end


def split(text: str) -> list[str]:
    """The lines of a text without their ends."""
    return re.split(r"\r\n|\r|\n", text)


def units(text: str, encoding: str) -> int:
    """The length of a text in units of an encoding."""
    codec, width = _UNITS[encoding]
    return len(text) if text.isascii() else len(text.encode(codec, "surrogatepass")) // width


def characters(line: str, count: int, encoding: str) -> int:
    """How many characters the first units of a line are; a unit amid a character belongs to the next one."""
    if line.isascii():
        return min(count, len(line))
    codec, width = _UNITS[encoding]
    return len(line.encode(codec, "surrogatepass")[: count * width].decode(codec, "ignore"))


def point(lines: Sequence[str], line: int, count: int, encoding: str) -> Point:
    """The point that a client means; one beyond the text is its end, beyond a line the line's end."""
    if line >= len(lines):
        return Point(len(lines) - 1, len(lines[-1]))
    return Point(line, characters(lines[line], count, encoding))


class Edit(NamedTuple):
    """A change that a client tells: from a line and unit up to another, there is now this text."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def edited(text: str, edit: Edit, encoding: str) -> str:
    """The text after an edit."""
    start, end = (_offset(text, *at, encoding) for at in (edit.start, edit.end))
    return text[:start] + edit.text + text[max(start, end) :]


def _offset(text: str, line: int, count: int, encoding: str) -> int:
    first = 0
    ends = re.compile(r"\r\n|\r|\n")
    for _line in range(line):
        end = ends.search(text, first)
        if end is None:
            return len(text)
        first = end.end()
    end = ends.search(text, first)
    return first + characters(text[first : end.start() if end else len(text)], count, encoding)
