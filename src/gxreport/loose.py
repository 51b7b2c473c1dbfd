"""Tables that lost their lines: labels and figures in running text, as copied from a page or from PDF.

A row is words and then figures. The words are put together to labels of the form, however they are broken;
everything else is left to `matching`, which takes figures only where there are as many as columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from gxreport import form
from gxreport.cell import State
from gxreport.cell import read as read_cell
from gxreport.document import Document, Grid, GridCell, Paragraph
from gxreport.editions import EDITIONS, table
from gxreport.headings import headings_of
from gxreport.labels import normal
from gxreport.layout import Kind, Shape, TableLayout
from gxreport.matching import likeness
from gxreport.sections import TABLES, Section
from gxreport.source import Place

_WORD = re.compile(r"[^\s|｜]+")
_PAGE_MARK = re.compile(r"[\s—–-]+\d{1,3}[\s—–-]+|第\s*\d{1,3}\s*页.{0,12}")
_SENTENCE = ("。", "；", "！", "？")
_MOST_PIECES = 8
"""Into so many pieces a label may be broken."""


class _Word(NamedTuple):
    text: str
    place: Place
    figure: bool


class _Labels(NamedTuple):
    """The labels of one table in all editions as `normal` has them.

    `groups` are those that may stand before a row's own; `openers` begin a line of their own.
    """

    rows: dict[str, frozenset[str]]
    every: frozenset[str]
    openers: frozenset[str]
    captions: frozenset[str]


def with_tables(document: Document) -> Document:
    """The document with a grid for each table of the form that stands in it as text."""
    headings = headings_of(document)
    blocks = list(document.blocks)
    starts = [*sorted(headings), len(blocks)]
    for start, end in reversed(list(pairwise(starts))):
        section = headings[start].section
        if section in TABLES and section is not None:
            blocks[start + 1 : end] = _tabled(blocks[start + 1 : end], section)
    return Document(tuple(blocks))


def _tabled(blocks: list[Paragraph | Grid], section: Section) -> list[Paragraph | Grid]:
    """The blocks of a section, with its table as a grid if it stood there as text."""
    layouts = [form.layout(table(edition, section.name)) for edition in EDITIONS]
    if any(isinstance(block, Grid) and likeness(block, layout) for block in blocks for layout in layouts):
        return blocks
    labels = _labels(layouts[-1].shape, tuple(layouts))
    texts = [at for at, block in enumerate(blocks) if _may_be_of_a_table(block)]
    held = [at for at in texts if _holds_a_label(blocks[at], labels)]
    figured = [at for at in texts if any(word.figure for word in _words(blocks[at]))]
    if not held or not figured:
        return blocks
    inside = [at for at in texts if held[0] <= at <= max(held[-1], figured[-1])]
    words = [word for at in inside for word in _words(blocks[at])]
    lines = list(_lines(words, labels, layouts[-1].shape))
    grid = Grid(tuple(_placed(lines)), blocks[inside[0]].place)
    if not any(likeness(grid, layout) for layout in layouts):
        return blocks
    kept: list[Paragraph | Grid] = [block for at, block in enumerate(blocks) if at not in inside]
    return [*kept[: inside[0]], grid, *kept[inside[0] :]]


@lru_cache
def _labels(shape: Shape, layouts: tuple[TableLayout, ...]) -> _Labels:
    rows: dict[str, frozenset[str]] = {}
    others: set[str] = set()
    captions: set[str] = set()
    for layout in layouts:
        for row in layout.rows:
            groups = frozenset(map(normal, row.labels[:-1]))
            for label in (row.label, *row.also):
                rows[normal(label)] = rows.get(normal(label), frozenset()) | groups
            others.update(normal(label) for column in row.columns for label in (*column.labels, *column.also))
            others |= groups
            captions |= {normal(row.labels[0])} if shape is Shape.BLOCKS else set()
    corners = {normal(layout.corner) for layout in layouts if layout.corner}
    every = frozenset((rows.keys() | others | corners) - {""})
    return _Labels(rows, every, frozenset(captions | corners), frozenset(captions))


def _may_be_of_a_table(block: Paragraph | Grid) -> bool:
    """Whether a block may be part of a table: no sentence, no mark of a page."""
    if isinstance(block, Grid) or _PAGE_MARK.fullmatch(block.text):
        return False
    return not block.text.endswith(_SENTENCE)


def _holds_a_label(block: Paragraph | Grid, labels: _Labels) -> bool:
    """Whether a word of a paragraph is a label of the form, or all of it the beginning of one."""
    if isinstance(block, Grid):
        return False
    whole = normal(block.text)
    if len(whole) > 3 and any(label.startswith(whole) for label in labels.every):
        return True
    return any(normal(word.text) in labels.every for word in _words(block) if not word.figure)


def _words(block: Paragraph | Grid) -> Iterator[_Word]:
    """The words of a paragraph, each with a place of its own."""
    if isinstance(block, Grid):
        return
    for at, found in enumerate(_WORD.finditer(block.text), 1):
        place = block.place
        if place.column is not None:
            place = place._replace(column=place.column + found.start(), length=len(found[0]))
        yield _Word(found[0], place._replace(cell=at), _is_figure(found[0]))


def _is_figure(word: str) -> bool:
    known = (State.NUMBER, State.MARK)
    return any(read_cell(word, kind).state in known for kind in (Kind.COUNT, Kind.WAN_YUAN))


def _lines(words: list[_Word], labels: _Labels, shape: Shape) -> Iterator[Sequence[_Word]]:
    """The words as lines of a table: headings, and labels with the figures that follow them."""
    runs = [list(run) for _figure, run in groupby(words, lambda word: word.figure)]
    before: list[_Word] = []
    for run in runs:
        if not run[0].figure:
            before = _put_together(run, labels)
        elif shape is Shape.ACROSS:
            yield from filter(None, (before, run))
            before = []
        else:
            *above, line = _apart(before, labels)
            yield from above
            yield [*line, *run]
            before = []
    if before:
        yield from filter(None, _apart(before, labels))


def _put_together(words: list[_Word], labels: _Labels) -> list[_Word]:
    """Words as labels of the form: the longest that several make together, wherever they were broken."""
    found = []
    at = 0
    while at < len(words):
        ends = range(min(at + _MOST_PIECES, len(words)), at + 1, -1)
        end = next((end for end in ends if normal(_joined(words[at:end])) in labels.every), at + 1)
        found.append(words[at]._replace(text=_joined(words[at:end])))
        at = end
    return found


def _joined(words: Sequence[_Word]) -> str:
    return "".join(word.text for word in words)


def _apart(words: list[_Word], labels: _Labels) -> list[list[_Word]]:
    """Labels as lines: captions, headings, and at last the label of the row with its groups, maybe none."""
    start = len(words)
    if words and (groups := labels.rows.get(normal(words[-1].text))) is not None:
        start -= 1
        while start and normal(words[start - 1].text) in groups - labels.captions:
            start -= 1
    above: list[list[_Word]] = []
    for word in words[:start]:
        label = normal(word.text)
        alone = not above or normal(above[-1][0].text) in labels.captions
        if label in labels.openers or (alone and labels.captions):
            above.append([word])
        elif above:
            above[-1].append(word)
        else:
            above = [[word]]
    return [*above, words[start:]]


def _placed(lines: list[Sequence[_Word]]) -> Iterator[tuple[GridCell, ...]]:
    for row, line in enumerate(lines):
        yield tuple(GridCell(word.text, word.place, row, column) for column, word in enumerate(line))
