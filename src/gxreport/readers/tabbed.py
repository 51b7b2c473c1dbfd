"""Text in which a line is a row of a table and tabs part its cells, as copying out of a program leaves it."""

from __future__ import annotations

from collections.abc import Iterator

from gxreport.document import Document, Grid, GridCell, Paragraph
from gxreport.prose import numbered
from gxreport.source import Place

BLANKS = " \t\u3000\xa0\ufeff"
_ENDS = ("。", "；", "：", "！", "？")
_LONGEST_CAPTION = 30
_FEWEST_ROWS = 2
_FEW = 3
_Line = tuple[int, str]


def is_row(line: str) -> bool:
    """Whether a line is a row of several cells, blank ones at its end among them; a sentence is none."""
    words = line.strip(BLANKS)
    return ("\t" in words or line.count("\t") > 1) and not words.endswith(_ENDS)


def has_rows(lines: tuple[str, ...]) -> bool:
    """Whether the lines of a text with tabs are rows, and not cells of which each is led by a tab."""
    rows = sum("\t" in line.strip(BLANKS) and is_row(line) for line in lines)
    cells = sum(line.startswith("\t") and "\t" not in line.strip(BLANKS) for line in lines)
    return rows > max(cells, _FEW)


def document_of(lines: tuple[str, ...]) -> Document:
    """Paragraphs and grids of a text. A short line between two rows is a row of one cell: a caption."""
    blocks: list[Paragraph | Grid] = []
    group: list[_Line] = []  # rows, and lines that may turn out to be captions
    for number, line in enumerate(lines, 1):
        if not line.strip(BLANKS):
            continue
        if not is_row(line) and not _may_be_caption(line):
            blocks += _blocks(group)
            group = []
        group.append((number, line))
    return Document((*blocks, *_blocks(group)))


def _may_be_caption(line: str) -> bool:
    words = line.strip(BLANKS)
    return len(words) <= _LONGEST_CAPTION and not words.endswith(_ENDS) and numbered(words) is None


def _blocks(group: list[_Line]) -> Iterator[Paragraph | Grid]:
    """The lines of a group: those from its first row to its last are a table, if there are several rows."""
    rows = [at for at, (_number, line) in enumerate(group) if is_row(line)]
    if len(rows) < _FEWEST_ROWS:
        yield from map(_paragraph, group)
        return
    start, end = rows[0], rows[-1] + 1
    while end < len(group) and "\t" in group[end][1].lstrip(BLANKS):
        end += 1  # a label with one blank cell behind it
    has_captions = len(rows) < end - start
    if has_captions and start and _may_be_caption(group[start - 1][1]):
        start -= 1  # where one part of a table has a caption, the first has one too
    yield from map(_paragraph, group[:start])
    table = tuple(tuple(_cells(row, *line)) for row, line in enumerate(group[start:end]))
    yield Grid(table, table[0][0].place)
    yield from map(_paragraph, group[end:])


def _paragraph(line: _Line) -> Paragraph:
    number, text = line
    return Paragraph(text.strip(BLANKS), place(number, text, 1))


def _cells(row: int, number: int, line: str) -> Iterator[GridCell]:
    begin = 1
    for column, text in enumerate(line.split("\t")):
        yield GridCell(text, place(number, text, begin), row, column)
        begin += len(text) + 1


def place(number: int, text: str, first: int) -> Place:
    """The place of what a line holds, without the blanks around it; all of it if it is blank."""
    bare = text.strip(BLANKS)
    lead = len(text) - len(text.lstrip(BLANKS)) if bare else 0
    return Place(number, first + lead, max(len(bare), 1))
