"""Paragraphs and grids of a sheet: a row with one filled cell is a paragraph, rows with more are a grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxreport.document import Grid, GridCell, Paragraph
from gxreport.labels import section_of
from gxreport.readers.xlsx.sheets import Sheet

_BLANKS = " \t\r\n\u3000\xa0"
_NOTE = 40  # longer than this, the only cell of a row below a table is text
_NOTES = ("注", "备注", "说明")


def blocks(sheet: Sheet) -> Iterator[Paragraph | Grid]:
    """What stands on a sheet, from top to bottom. Its name is a heading if it is that of a section."""
    found = [block for run in _runs(sheet) for block in _blocks(sheet, run)]
    first = found[0] if found else None
    if found and section_of(sheet.name) and not (isinstance(first, Paragraph) and section_of(first.text)):
        yield Paragraph(sheet.name, sheet.place(0))
    yield from found


def grid(sheet: Sheet, rows: Sequence[int]) -> Grid:
    """Rows as a grid: as wide as the widest of them, without the cells that lie under merged ones."""
    used = [(row, column) for row in rows for column in sheet.filled(row)]
    left = min((column for _row, column in used), default=0)
    ends = (column + sheet.merged.get((row, column), (1, 1))[1] - 1 for row, column in used)
    right = min(max(ends, default=0), max(map(len, sheet.rows)) - 1)
    lines = []
    for line, row in enumerate(rows):
        cells = []
        for column in range(left, right + 1):
            if (row, column) not in sheet.covered:
                height, width = sheet.merged.get((row, column), (1, 1))
                text = sheet.rows[row][column] if column < len(sheet.rows[row]) else ""
                place = sheet.place(row, column)
                cells.append(GridCell(text, place, line, column - left, height, width))
        lines.append(tuple(cells))
    return Grid(tuple(lines), sheet.place(rows[0]))


def paragraphs(sheet: Sheet, row: int) -> Iterator[Paragraph]:
    """The lines of all that stands in a row."""
    for column in sheet.filled(row):
        for line in sheet.rows[row][column].splitlines():
            if bare := line.strip(_BLANKS):
                yield Paragraph(bare, sheet.place(row, column))


def _runs(sheet: Sheet) -> Iterator[list[int]]:
    """Rows that stand together: between blank rows, and between headings of sections."""
    run: list[int] = []
    under = {row for row, _column in sheet.covered}
    for row in range(len(sheet.rows)):
        columns = sheet.filled(row)
        if not columns and not (run and row in under):
            if run:
                yield run
            run = []
        elif len(columns) == 1 and section_of(sheet.rows[row][columns[0]]):
            if run:
                yield run
            run = []
            yield [row]
        else:
            run.append(row)
    if run:
        yield run


def _blocks(sheet: Sheet, run: list[int]) -> Iterator[Paragraph | Grid]:
    """One run: lines above, the grid, lines below."""
    several = [at for at, row in enumerate(run) if len(sheet.filled(row)) > 1]
    if not several:
        for row in run:
            yield from paragraphs(sheet, row)
        return
    first, last = several[0], several[-1]
    # A caption such as 第二十条第（一）项 is known by the others between the rows of the table.
    spans = {_span(sheet, run[at]) for at in range(first, last) if at not in several}
    if first and _span(sheet, run[first - 1]) in spans:
        first -= 1
    while last + 1 < len(run) and not _is_note(sheet, run[last + 1]):
        last += 1
    for row in run[:first]:
        yield from paragraphs(sheet, row)
    yield grid(sheet, run[first : last + 1])
    for row in run[last + 1 :]:
        yield from paragraphs(sheet, row)


def _span(sheet: Sheet, row: int) -> tuple[int, int]:
    """Where the only cell of a row begins and how wide it is."""
    column = next(iter(sheet.filled(row)), 0)
    return column, sheet.merged.get((row, column), (1, 1))[1]


def _is_note(sheet: Sheet, row: int) -> bool:
    """Whether the only cell of a row below a table is text, and not a label beside empty figures."""
    text = "".join(sheet.rows[row]).strip(_BLANKS)
    return len(text) > _NOTE or text.endswith(("。", "；")) or text.startswith(_NOTES)
