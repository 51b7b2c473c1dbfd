"""Draws marks over words of the printed form, which are those of the report with its mark-up taken away.

What is printed of a text stands in the text in the same order: bold stars, blanks around lines and bars of
tables are passed over, and a figure that stands for a quote is the whole quote. So each printed character is
looked for from where the last one was found, and no second reading of the mark-up is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple, TypeAlias

from gxreport.markup import Block, Items, Mark, Paragraph, Run, TextTable, Words
from gxreport.model import Report
from gxreport.quotes import pieces


class Stroke(NamedTuple):
    """A mark over the characters `start` up to `end` of a text."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph whose heading may have marks as its words have."""

    kind: ClassVar[str] = "paragraph"

    words: Words
    heading: Words
    level: int


Drawn: TypeAlias = Block | MarkedParagraph


def drawn(
    report: Report, text: str, blocks: Sequence[Block], strokes: Sequence[Stroke]
) -> tuple[tuple[Drawn, ...], frozenset[Mark]]:
    """The blocks that are printed of a text with marks over their words, and the marks that found a place."""
    if not strokes:
        return tuple(blocks), frozenset()
    groups = [words for block in blocks for words in _groups(block)]
    made, found = over_words(report, text, groups, strokes)
    new = iter(made)
    return tuple(_with(block, new) for block in blocks), found


def over_words(
    report: Report, text: str, groups: Sequence[Words], strokes: Sequence[Stroke]
) -> tuple[list[Words], frozenset[Mark]]:
    """Groups of words as they are printed one after the other, with marks over them."""
    cut = [tuple(runs) for runs in _cut(report, text, groups, strokes)]
    last = {
        mark: (at, number)
        for at, words in enumerate(cut)
        for number, run in enumerate(words)
        for mark in run.marks
    }
    ended = [
        tuple(
            run._replace(ends=tuple(mark for mark in run.marks if last[mark] == (at, number)))
            for number, run in enumerate(words)
        )
        for at, words in enumerate(cut)
    ]
    return ended, frozenset(last)


def _cut(
    report: Report, text: str, groups: Sequence[Words], strokes: Sequence[Stroke]
) -> Iterator[Iterator[Run]]:
    shown, origins = _origins(report, text)
    at = 0
    for words in groups:
        runs: list[Run] = []
        for run in words:
            for character in run.text:
                found = shown.find(character, at)
                marks: tuple[Mark, ...] = ()
                if found >= 0:
                    at = found + 1
                    first, last = origins[found]
                    marks = tuple(s.mark for s in strokes if first < s.end and s.start < last)
                if runs and runs[-1].bold == run.bold and runs[-1].marks == marks:
                    runs[-1] = runs[-1]._replace(text=runs[-1].text + character)
                else:
                    runs.append(Run(character, run.bold, marks))
        yield iter(runs)


def _origins(report: Report, text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with its quotes filled in, and for each of its characters where it comes from."""
    shown: list[str] = []
    origins: list[tuple[int, int]] = []
    for piece in pieces(report, text):
        shown.append(piece.text)
        as_written = piece.text == text[piece.start : piece.end]
        for at in range(len(piece.text)):
            own = (piece.start + at, piece.start + at + 1)
            origins.append(own if as_written else (piece.start, piece.end))
    return "".join(shown), origins


def _groups(block: Block) -> Iterable[Words]:
    """The words of a block in the order of print."""
    if isinstance(block, Paragraph):
        return ((Run(block.heading),) if block.heading else (), block.words)
    if isinstance(block, Items):
        return block.items
    return (words for row in block.rows for words in row)


def _with(block: Block, new: Iterator[Words]) -> Drawn:
    """The block with other words, as many as it has."""
    if isinstance(block, Paragraph):
        heading = next(new)
        return MarkedParagraph(next(new), heading, block.level)
    if isinstance(block, Items):
        return replace(block, items=tuple(next(new) for _item in block.items))
    return TextTable(tuple(tuple(next(new) for _cell in row) for row in block.rows), block.headed)
