"""Tables of a PDF document: cells, widths, and how long the numbers in each column are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from gxreport.grid import place
from gxreport.layout import Shape, TableLayout
from gxreport.markup import Run, TextTable, Words, plain
from gxreport.renderers.printed import PrintedCell
from gxreport.renderers.textwidths import PROSE, fitted_text
from gxreport.renderers.unbroken import is_number, unbroken
from gxreport.renderers.widths import Type, paired, widths

_LONG = 300  # characters with which a row may outgrow a page


class PdfRun(TypedDict):
    """Words in one type."""

    text: str
    bold: bool


class PdfCell(TypedDict):
    """A cell that spans `height` rows and `width` columns. `kind` is heading, label, name or figure.

    A label or sentence stands to the left, the name of rows in the middle. `number` says that a cell holds a
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

    `type` is that of a table of the prose, "", "Small" or "Tiny": 小四, 五号 or 小五.
    `widths` are those of the columns in tenths of a millimetre; `digits` is the length, in digits,
    of the longest thing in each column that must not be broken.
    """

    shape: str
    type: str
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
        length = unbroken(cell.text) / 10 / cell.at.width
        for column in range(cell.at.column, cell.at.column + cell.at.width):
            digits[column] = max(digits[column], length)
    columns = widths(layout, figures)
    small = layout.shape is not Shape.BLOCKS
    return PdfTable(
        shape=layout.shape.value,
        type="",
        widths=list(columns),
        digits=digits,
        rows=[[_printed(cell, columns, small) for cell in row] for row in rows],
    )


def text_table(block: TextTable, types: Sequence[Type] = PROSE) -> PdfTable:
    """A table that stands in the prose: columns as wide as their words want, sentences from the left."""
    fit = fitted_text(block, types)
    return PdfTable(
        shape="text",
        type=fit.type.labels,
        widths=list(fit.widths),
        digits=[max(unbroken(plain(row[at])) / 10 for row in block.rows) for at in range(len(fit.widths))],
        rows=[
            [
                _heading(words, width, fit.type)
                if block.headed and line == 0
                else _cell(words, "label" if clause else "figure")
                for words, clause, width in zip(row, fit.clauses, fit.widths, strict=True)
            ]
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
        made["paired"] = at.width == 1 and paired(cell.text, columns[at.column])
    return made


def _heading(words: Words, width: int, type_: Type) -> PdfCell:
    made = _cell(words, "heading")
    made["paired"] = paired(plain(words), width, type_)
    return made


def _cell(words: Words, kind: str, height: int = 1, width: int = 1) -> PdfCell:
    text = plain(words)
    return PdfCell(
        words=runs(words),
        kind=kind,
        height=height,
        width=width,
        number=is_number(text),
        long=len(text) > _LONG,
        paired=False,
    )
