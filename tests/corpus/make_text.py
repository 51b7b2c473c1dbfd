"""Text: taken from Word, with bars, on one line, taken from PDF."""

import textwrap
from itertools import pairwise

from tests.corpus.forms import Published, Table, Words, flat, placed, stacked

Blocks = list[Words | Table]


def _joined(parts: list[str]) -> bytes:
    return ("\n".join(parts) + "\n").encode()


def from_word(report: Published, *, tab: str = "\t") -> bytes:
    """One cell a line, led by a tab; rows are parted by blank lines."""
    parts = []
    for block in report.blocks():
        if isinstance(block, Words):
            parts.append(block.text)
        else:
            parts += ["".join(f"{tab}{cell}\n" for cell in row) for row in stacked(block)]
    return _joined(parts)


def with_bars(report: Published, *, lead: str = "|", trail: str = "|", rows=flat) -> bytes:
    """A line a row, cells parted by bars."""
    parts = []
    for block in report.blocks():
        if isinstance(block, Words):
            parts.append(block.text)
        else:
            parts += [lead + "|".join(row) + trail for row in rows(block)]
    return _joined(parts)


def with_tabs(report: Published, *, rows=stacked) -> bytes:
    """A line a row, cells parted by tabs, as tables are copied."""
    parts = []
    for block in report.blocks():
        if isinstance(block, Words):
            parts.append(block.text)
        else:
            parts += ["\t".join(row) for row in rows(block)]
    return _joined(parts)


def boxes(table: Table) -> list[list[str]]:
    """A table as a browser copies it: nothing stands for what a merged cell covers."""
    return [[box.text for box in line] for line in table]


def on_one_line(report: Published, between: str = " ") -> bytes:
    """A whole table on one line."""
    parts = []
    for block in report.blocks():
        if isinstance(block, Words):
            parts.append(block.text)
        else:
            parts.append(between.join(box.text for line in block for box in line))
    return _joined(parts)


def from_pdf(report: Published, *, together: bool = False, widest: int = 99) -> bytes:
    """Lines broken in mid-word, page marks, labels and numbers on different lines.

    `together`: all labels of a table first, then all its numbers.
    """
    parts: list[str] = []
    for block in report.blocks():
        if isinstance(block, Words):
            parts += textwrap.wrap(block.text, 17 if block.kind == "text" else widest)
            continue
        if together:
            parts += [box.text for line in block for box in line if not box.key]
            parts += [
                " ".join(box.text for box in line if box.key) for line in block if any(b.key for b in line)
            ]
            continue
        for line in block:
            parts += [piece for box in line if not box.key for piece in textwrap.wrap(box.text, 9)]
            parts.append(" ".join(box.text for box in line if box.key))
    for page, at in enumerate(range(22, len(parts), 23), 1):
        parts.insert(at, f"— {page} —")
    return _joined([part for part in parts if part])


def cut(table: Table, *ats: int, again: int = 0) -> list[Table]:
    """A table in pieces, as page ends leave it. What reached over the cut begins again, empty.

    `again` rows of heading are repeated on each page.
    """
    cells = [(row, column, box) for row, column, box in placed(table)]
    pieces = []
    edges = [0, *ats, len(table)]
    for first, end in pairwise(edges):
        lines: Table = [[] for _ in range(end - first)]
        for row, column, box in sorted(cells, key=lambda cell: cell[:2]):
            top, bottom = max(row, first), min(row + box.height, end)
            if top < bottom:
                text = box.text if row >= first else ""
                piece = type(box)(text, bottom - top, box.width, box.key)
                lines[top - first].append((column, piece))  # type: ignore[arg-type]
        made = [[piece for _column, piece in sorted(line, key=lambda one: one[0])] for line in lines]
        pieces.append(made if first == 0 or not again else [*map(list, table[:again]), *made])
    return pieces
