"""How wide the columns of a table in prose are, and in which type it is set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gxreport.markup import TextTable, plain
from gxreport.renderers.unbroken import unbroken
from gxreport.renderers.widths import PAGE, TYPES, Type, scaled
from gxreport.textwidth import width as cells_of

PROSE = (Type("", "", 42, 2117), *TYPES)
"""小四 and what is smaller."""
NOTES = TYPES
"""The types of a table in a note, where the text is of 小四."""

_PADDING, _INDENT = (
    14,
    8,
)  # tenths of a millimetre: what a cell needs beside its text, and a sentence before it
_CLAUSE = 12  # characters from which a cell is a sentence and not a word
_LINE = 18  # characters of a sentence that shall stand on a line, where there is room
_NARROW = 3  # characters that a column shall hold at least, where there is room
_AIR = 2  # characters beside the text of a cell, where there is room


class TextFit(NamedTuple):
    """The type of a table in prose, the widths of its columns, and which of them hold sentences."""

    type: Type
    widths: tuple[int, ...]
    clauses: tuple[bool, ...]


def fitted_text(block: TextTable, types: Sequence[Type] = PROSE, page: int = PAGE) -> TextFit:
    """The largest type in which no figure is broken inside, with widths in proportion to the words.

    Where that can be, columns of words have room for two characters at least, and no type is smaller
    than 小五 (9 pt). Where nothing fits, figures are of the smallest type and words are broken.
    """
    columns = [[plain(row[at]) for row in block.rows] for at in range(len(block.rows[0]))]
    sentences = clauses(block)
    for type_, characters in _tries(types):
        needed = tuple(
            _needed(column, type_, characters) + (_INDENT if clause else 0)
            for column, clause in zip(columns, sentences, strict=True)
        )
        if sum(needed) <= page:
            wanted = tuple(_wanted(column) for column in columns)
            return TextFit(type_, _shared(needed, wanted, page), sentences)
    return TextFit(types[-1], scaled(needed, page), sentences)


def clauses(block: TextTable) -> tuple[bool, ...]:
    """Which columns hold sentences: they begin at the left. Headings do not count."""
    below = block.rows[1:] if block.headed else block.rows
    return tuple(
        any(cells_of(plain(row[at])) > 2 * _CLAUSE for row in below) for at in range(len(block.rows[0]))
    )


def _tries(types: Sequence[Type]) -> Iterator[tuple[Type, int]]:
    """Types, each with the characters that a column of words shall hold at least."""
    readable = [type_ for type_ in types if type_.figures == type_.labels]
    for type_ in readable:
        yield type_, 2
    for characters in (1, 0):
        for type_ in types[len(readable) - 1 :]:
            yield type_, characters


def _needed(column: Sequence[str], type_: Type, characters: int) -> int:
    words = min(2 * characters, max(map(cells_of, column))) * type_.character // 2
    return max(words, -(-max(map(unbroken, column)) * type_.digit // 1000)) + _PADDING


def _wanted(column: Sequence[str]) -> int:
    """What a column would have, in half characters: its longest cell, or a line of it."""
    longest = max(map(cells_of, column))
    figures = max(map(unbroken, column)) // 10
    return max(2 * _NARROW, figures, min(2 * _LINE, longest)) + 2 * _AIR


def _shared(needed: Sequence[int], wanted: Sequence[int], room: int) -> tuple[int, ...]:
    """The room in proportion to what is wanted; a column that needs more than its part has what it needs."""
    widths = list(needed)
    free = list(range(len(needed)))
    while True:
        left = room - sum(needed[at] for at in range(len(needed)) if at not in free)
        parts = dict(zip(free, scaled(tuple(wanted[at] for at in free), left), strict=True))
        short = [at for at in free if parts[at] < needed[at]]
        if not short:
            for at, part in parts.items():
                widths[at] = part
            return tuple(widths)
        free = [at for at in free if at not in short]
