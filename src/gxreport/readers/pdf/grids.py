"""Tables of a page: the cells that ruling lines make, with their spans and their text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gxreport.readers.pdf.lines import Char, Line, joined, lines_of

_NEAR = 2.5  # points within which two lines are one
_MOST_HEADINGS = 4  # rows that are repeated on the next page

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the top left of the page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its lines of text, where it begins in the grid, and how far it reaches."""

    lines: tuple[Line, ...]
    page: int
    row: int
    column: int
    height: int
    width: int
    room: float

    @property
    def text(self) -> str:
        """The text without the line ends that only want of room has made."""
        return joined(self.lines, self.room)


@dataclass(frozen=True, slots=True)
class Table:
    """A table or a piece of one: where it stands, the edges of its columns, its rows of cells."""

    box: Box
    edges: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def top(self) -> float:
        """Where it begins, in points from the top of the page."""
        return self.box[1]

    @property
    def lines(self) -> list[Line]:
        """All its lines, from top to bottom."""
        found = (line for row in self.rows for cell in row for line in cell.lines)
        return sorted(found, key=lambda line: (line.top, line.x0))


class Ruled:
    """The boxes of one table, to which the characters of the page are handed out."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self.boxes = sorted(set(boxes), key=lambda box: (box[1], box[0]))
        self.xs = _edges(x for box in self.boxes for x in (box[0], box[2]))
        self.ys = _edges(y for box in self.boxes for y in (box[1], box[3]))
        self.chars: list[list[Char]] = [[] for _box in self.boxes]
        self._at: dict[tuple[int, int], int] = {}
        for number, box in enumerate(self.boxes):
            rows, columns = self._reach(box)
            for row in rows:
                for column in columns:
                    self._at.setdefault((row, column), number)

    @property
    def box(self) -> Box:
        """What the table takes of the page."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def _reach(self, box: Box) -> tuple[range, range]:
        columns = range(_nearest(self.xs, box[0]), max(_nearest(self.xs, box[2]), 1))
        return range(_nearest(self.ys, box[1]), max(_nearest(self.ys, box[3]), 1)), columns

    def takes(self, char: Char) -> bool:
        """Whether a character stands in a cell, which then has it."""
        x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
        number = self._at.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))
        if number is None:
            return False
        self.chars[number].append(char)
        return True

    def table(self, page: int) -> Table:
        """The table with the text of its cells."""
        rows: list[list[Cell]] = [[] for _row in self.ys[1:]]
        for box, chars in zip(self.boxes, self.chars, strict=True):
            down, across = self._reach(box)
            if down and across:
                lines = tuple(lines_of(chars))
                cell = Cell(lines, page, down.start, across.start, len(down), len(across), box[2] - box[0])
                rows[down.start].append(cell)
        ordered = (tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)
        return Table(self.box, tuple(self.xs), tuple(ordered))


def _edges(places: Iterable[float]) -> list[float]:
    """Places in rising order, those that are nearly alike only once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _nearest(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - place))


def goes_on(first: Table, second: Table) -> bool:
    """Whether two tables can be pieces of one: alike in width, the columns of one among the other's."""
    few, many = sorted((first.edges, second.edges), key=len)
    return same_width(first, second) and all(
        any(abs(edge - other) <= _NEAR for other in many) for edge in few
    )


def same_width(first: Table, second: Table) -> bool:
    """Whether two tables begin and end in the same places from left to right."""
    return all(abs(first.box[side] - second.box[side]) <= _NEAR for side in (0, 2))


def together(first: Table, second: Table) -> Table:
    """The table of two pieces; headings that the second repeats stand in it once."""
    edges = first.edges if len(first.edges) >= len(second.edges) else second.edges
    upper = _on(first, edges)
    lower = _on(second, edges)[_repeated(first, second) :]
    down = len(upper) - (lower[0][0].row if lower and lower[0] else len(second.rows) - len(lower))
    moved = (tuple(replace(cell, row=cell.row + down) for cell in row) for row in lower)
    return Table(first.box, edges, (*upper, *moved))


def _on(table: Table, edges: tuple[float, ...]) -> list[tuple[Cell, ...]]:
    """The rows of a table with the columns counted by other edges."""
    if table.edges == edges:
        return list(table.rows)
    at = [_nearest(edges, edge) for edge in table.edges]
    return [
        tuple(
            replace(cell, column=at[cell.column], width=at[cell.column + cell.width] - at[cell.column])
            for cell in row
        )
        for row in table.rows
    ]


def _repeated(first: Table, second: Table) -> int:
    """How many rows at the top of the second are those at the top of the first."""
    for count in range(min(_MOST_HEADINGS, len(first.rows), len(second.rows) - 1), 0, -1):
        texts = [[[cell.text for cell in row] for row in table.rows[:count]] for table in (first, second)]
        if texts[0] == texts[1] and any(text for row in texts[0] for text in row):
            return count
    return 0
