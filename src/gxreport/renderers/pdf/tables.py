"""Tables of a PDF document: cells, widths, and how long the numbers in each column are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypedDict

from gxreport.grid import place
from gxreport.layout import Shape, TableLayout
from gxreport.markup import Run, TextTable, Words, plain
from gxreport.renderers.printed import PrintedCell
from gxreport.renderers.widths import PAGE, widths

_DIGIT, _PADDING = 19, 11  # tenths of a millimetre: a digit of 五号, what is left free beside it
_NARROWEST = 92  # two characters of a heading
_PAIRS = 158  # four characters of a heading
_LONG = 300  # characters with which a row may outgrow a page
_LONGEST = 20  # what is longer is no number that anybody counts
# Where a line does not end: in a number or Latin word, before the mark behind it.
_WHOLE = re.compile(r"[!-~０-９．]+[，。；：、）％]?")
_NUMBER = re.compile(r"(?=.*\d)[\d.,，．+\-−－%％ ]+")
_NARROW, _WIDE = frozenset(".,:;'|!il()"), frozenset("+%@&mwMW")


class PdfRun(TypedDict):
    """Words in one type."""

    text: str
    bold: bool


class PdfCell(TypedDict):
    """A cell that spans `height` rows and `width` columns. `kind` is heading, label, name or figure.

    A label stands to the left, the name of rows in the middle. `number` says that a cell holds a
    number and nothing else, `long` that it may outgrow a page, `paired` that its characters look best
    in twos.
    """

    words: list[PdfRun]
    kind: str
    height: int
    width: int
    number: bool
    long: bool
    paired: bool


class PdfTable(TypedDict):
    """A table of the form, named by its shape, or one of the prose ("text").

    `widths` are those of the columns in tenths of a millimetre; `digits` is the length, in digits,
    of the longest thing in each column that must not be broken.
    """

    shape: str
    widths: list[int]
    digits: list[float]
    rows: list[list[PdfCell]]


def table(layout: TableLayout, rows: Sequence[Sequence[PrintedCell]]) -> PdfTable:
    """A table of the form with its labels and figures."""
    grid = place(layout)
    figures = {cell.address: cell.text for row in rows for cell in row if cell.address}
    digits = [0.0] * grid.columns
    for cell in (cell for row in rows for cell in row if cell.address):
        # The columns share a cell that spans several of them.
        length = _longest(cell.text) / cell.at.width
        for column in range(cell.at.column, cell.at.column + cell.at.width):
            digits[column] = max(digits[column], length)
    columns = tuple(_wide_enough(digits)) if layout.shape is Shape.ACROSS else widths(layout, figures)
    small = layout.shape is not Shape.BLOCKS
    return PdfTable(
        shape=layout.shape.value,
        widths=list(columns),
        digits=digits,
        rows=[[_printed(cell, columns, small) for cell in row] for row in rows],
    )


def text_table(block: TextTable) -> PdfTable:
    """A table that stands in the prose: all columns alike."""
    count = len(block.rows[0])
    return PdfTable(
        shape="text",
        widths=[PAGE * (at + 1) // count - PAGE * at // count for at in range(count)],
        digits=[max(_longest(plain(row[at])) for row in block.rows) for at in range(count)],
        rows=[
            [_cell(words, "heading" if block.headed and line == 0 else "figure") for words in row]
            for line, row in enumerate(block.rows)
        ],
    )


def runs(words: Words) -> list[PdfRun]:
    """Words as data."""
    return [PdfRun(text=run.text, bold=run.bold) for run in words]


def _printed(cell: PrintedCell, columns: Sequence[int], small: bool) -> PdfCell:
    """Figures and headings are centred; labels of single rows of a MATRIX are not."""
    at = cell.at
    made = _cell((Run(cell.text),), "figure", at.height, at.width)
    if at.heads == "row":
        made["kind"] = "label" if small and at.height == 1 else "name"
    elif not at.address:
        made["kind"] = "heading"
        # 商业 over 企业, and not 商业企 over 业.
        made["paired"] = at.width == 1 and columns[at.column] < _PAIRS and len(cell.text) in (4, 6)
    return made


def _cell(words: Words, kind: str, height: int = 1, width: int = 1) -> PdfCell:
    text = plain(words)
    return PdfCell(
        words=runs(words),
        kind=kind,
        height=height,
        width=width,
        number=len(text) <= _LONGEST and bool(_NUMBER.fullmatch(text)),
        long=len(text) > _LONG,
        paired=False,
    )


def _longest(text: str) -> float:
    """How many digits wide the longest thing in a text is that must not be broken."""
    return min(max(_unbroken(text), default=0.0), _LONGEST)


def _unbroken(text: str) -> Iterator[float]:
    if _NUMBER.fullmatch(text):
        yield _digits(text)
    for found in _WHOLE.finditer(text):
        yield _digits(found[0])


def _digits(text: str) -> float:
    return sum(
        0.6 if c in _NARROW else 2 if c in _WIDE or not c.isascii() else 1 if c.isdigit() else 1.4
        for c in text
    )


def _wide_enough(digits: Sequence[float]) -> Iterator[int]:
    """Columns alike, or as wide as their figures need where that is more than their part of the page."""
    needs = [max(_NARROWEST, round(length * _DIGIT) + _PADDING) for length in digits]
    count = len(needs)
    if max(needs) * count <= PAGE:
        needs = [PAGE // count] * count
    elif sum(needs) > PAGE:
        spare = PAGE - _NARROWEST * count
        beyond = sum(needs) - _NARROWEST * count
        needs = [_NARROWEST + (need - _NARROWEST) * spare // beyond for need in needs]
    rest = PAGE - sum(needs)
    for at, need in enumerate(needs):
        yield need + rest * (at + 1) // count - rest * at // count
