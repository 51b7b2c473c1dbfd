"""Putting together what pages and lines have cut: tables, and headings of sections."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from gxreport import form
from gxreport.cell import State
from gxreport.cell import read as read_cell
from gxreport.document import Document, Grid, GridCell, Paragraph
from gxreport.editions import EDITIONS, tables
from gxreport.labels import as_printed, section_of
from gxreport.layout import Kind
from gxreport.loose import with_tables
from gxreport.matching import agreement, words_of
from gxreport.prose import numbered

_PAGE_MARK = r"[\s—–-]*\d{0,3}[\s—–-]*|第\s*\d{1,3}\s*页(?:[\s,，/]*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}"


class _Piece(NamedTuple):
    """A grid that may be a part of a table, and its words."""

    grid: Grid
    words: frozenset[str]


def whole(document: Document) -> Document:
    """The document with tables and headings whole: over page ends, over lines, out of running text."""
    return with_tables(_with_whole_headings(_joined(document)))


def without_page_marks(grid: Grid) -> Grid:
    """The grid without rows that hold nothing but the mark of a page; a number alone may be a figure."""

    def is_mark(row: tuple[GridCell, ...]) -> bool:
        words = [cell.text.strip() for cell in row if cell.text.strip()]
        return len(words) == 1 and not words[0].isdecimal() and bool(re.fullmatch(_PAGE_MARK, words[0]))

    return replace(grid, rows=tuple(row for row in grid.rows if not is_mark(row)))


def _joined(document: Document) -> Document:
    """The document with tables that a page end cut in two put together again."""
    blocks: list[Paragraph | Grid] = []
    above: _Piece | None = None  # the last grid, if nothing but marks of pages has come since
    at = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if not re.fullmatch(_PAGE_MARK, block.text):
                above = None
        else:
            piece = _Piece(block, words_of(block))
            if above is not None and _continues(above, piece):
                first = above.grid
                together = Grid(first.rows + block.rows, first.place, first.headed)
                blocks[at:] = [together]
                above = _Piece(together, above.words | piece.words)
                continue
            above, at = piece, len(blocks)
        blocks.append(block)
    return Document(tuple(blocks))


def _with_whole_headings(document: Document) -> Document:
    """The document with headings of sections that were broken over two lines put together again."""
    blocks: list[Paragraph | Grid] = []
    for block in document.blocks:
        above = blocks[-1] if blocks else None
        if isinstance(above, Paragraph) and isinstance(block, Paragraph) and numbered(above.text):
            whole = above.text + block.text
            section = None if section_of(above.text) else section_of(whole)
            if section and as_printed(whole, section):
                blocks[-1] = above._replace(text=whole)
                continue
        blocks.append(block)
    return Document(tuple(blocks))


def _continues(first: _Piece, second: _Piece) -> bool:
    """Whether two grids together are more like a table of the form than either of them alone."""
    layouts = [form.layout(table) for edition in EDITIONS for table in tables(edition)]
    alone = max(agreement(piece.words, layout) for piece in (first, second) for layout in layouts)
    if max(agreement(first.words | second.words, layout) for layout in layouts) > alone:
        return True
    # The headings of a table may end a page, and its figures begin the next.
    return (
        alone > 0
        and not _has_figures(first.grid)
        and all(_is_figure(c) for row in second.grid.rows for c in row)
    )


def _has_figures(grid: Grid) -> bool:
    return any(_is_figure(cell) and cell.text.strip() for row in grid.rows for cell in row)


def _is_figure(cell: GridCell) -> bool:
    return read_cell(cell.text, Kind.COUNT).state is not State.TEXT
