"""What the three shapes of table share when a published one is held against the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from gxreport.cell import Cell, State
from gxreport.cell import read as read_cell
from gxreport.document import GridCell
from gxreport.labels import normal
from gxreport.layout import Address, Column, Kind, Row, TableLayout
from gxreport.model import Noticed, Remark
from gxreport.source import Place

NEAREST = 0.8
"""How alike (difflib's ratio, from 0 to 1) a label must be to the form's to be taken for it."""


@dataclass(slots=True)
class Matched:
    """What was found of a table: cells and places by address, what was odd, and where it has no place.

    `left` are the places of cells of the file that a remark names as left over; `texts` are lines of words
    alone, as a note that was set in a row of the table.
    """

    cells: dict[Address, Cell] = field(default_factory=dict)
    places: dict[Address, Place] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    left: set[Place] = field(default_factory=set)
    texts: list[GridCell] = field(default_factory=list)


class Known:
    """Lines of the form by their label: as printed, and in the other wordings that are understood."""

    def __init__(
        self,
        entries: Iterable[tuple[tuple[str, ...], str]],
        texts: Iterable[str],
        *,
        contained: bool = True,
        others: frozenset[str] = frozenset(),
    ) -> None:
        """Know the lines of the form, and which of `texts`, all labels that are there, are near to one.

        A label that is only near is taken if no other is: 其他行政许可 may stand above 行政许可. One that
        says more, or less, by two characters is near only where it may be `contained`. What `others` of
        the form's labels say means what they mean.
        """
        self.contained = contained
        self.printed: dict[str, str] = {}
        self.also: dict[str, str] = {}
        for labels, name in entries:
            self.printed.setdefault(normal(labels[0]), name)
            for label in labels[1:]:
                self.also.setdefault(normal(label), name)
        noted = {normal(text): normal(_without_note(text)) for text in texts}
        there = noted.keys() - others
        claimed = {self.printed.get(label, self.also.get(label)) for label in there}
        near: dict[str, list[str]] = {}
        for label in sorted(there):
            if label and not label[0].isdigit() and label not in self.printed and label not in self.also:
                bare = noted[label]
                best = bare if bare in self.printed else self._nearest(label)
                if best and self.printed[best] not in claimed:
                    near.setdefault(self.printed[best], []).append(label)
        self.near = {labels[0]: name for name, labels in near.items() if len(labels) == 1}

    def _nearest(self, label: str) -> str:
        """The printed label that is most like this one; empty if none is like it enough."""
        alike = {known: ratio for known in self.printed if (ratio := _likeness(label, known)) >= NEAREST}
        best = max(alike, key=lambda known: alike[known], default="")
        says_more = (label in best or best in label) and abs(len(label) - len(best)) > 1
        return best if self.contained or not says_more else ""

    def find(self, text: str) -> tuple[str, bool] | None:
        """The name of what a label means, and whether it is worded as printed."""
        label = normal(text)
        if label in self.printed:
            return (self.printed[label], True) if label else None
        name = self.also.get(label) or self.near.get(label)
        return (name, False) if name else None


def _without_note(label: str) -> str:
    """A label without what stands in brackets behind it: 规章（县级无此项）."""
    return re.sub(r"(?<=\w)\s*[(（〔][^()（）〔〕]*[)）〕]\s*$", "", label)


def _likeness(one: str, other: str) -> float:
    """Difflib's ratio of two labels; 0 where their lengths or characters leave it below `NEAREST`."""
    together = len(one) + len(other)
    if 2 * min(len(one), len(other)) < NEAREST * together:
        return 0
    if 2 * sum((Counter(one) & Counter(other)).values()) < NEAREST * together:
        return 0
    return SequenceMatcher(None, one, other).ratio()


def rows_by_label(rows: Iterable[Row], there: Iterable[GridCell]) -> Known:
    """Rows by what they are called, given the cells that may name them; 行政强制措施 is no 行政强制."""
    rows = tuple(rows)
    labels = (((row.label, *row.also), row.name) for row in rows)
    return Known(labels, (cell.text for cell in there), contained=False, others=_other_labels(rows))


@lru_cache
def _other_labels(rows: tuple[Row, ...]) -> frozenset[str]:
    """What a table prints beside the labels of its rows: groups, captions, headings of columns."""
    own = {normal(label) for row in rows for label in (row.label, *row.also)}
    groups = {normal(label) for row in rows for label in row.labels[:-1]}
    above = {normal(label) for row in rows for column in row.columns for label in column.labels}
    return frozenset((groups | above) - own)


def columns_by_label(columns: Iterable[Column], there: Iterable[GridCell]) -> Known:
    """Columns by what they are called, given the cells that may name them."""
    labels = (((column.label, *column.also), column.name) for column in columns)
    return Known(labels, (cell.text for cell in there))


def filled(cells: Iterable[GridCell]) -> list[GridCell]:
    """The cells that hold something. Marks such as “/” are something, though labels have none."""
    return [cell for cell in cells if read_cell(cell.text, Kind.COUNT).state is not State.BLANK]


def from_first_text(cells: Sequence[GridCell]) -> list[GridCell]:
    """The cells from the first one with words on."""
    start = next((at for at, cell in enumerate(cells) if normal(cell.text)), len(cells))
    return list(cells[start:])


def without_blank_end(cells: Sequence[GridCell]) -> list[GridCell]:
    """The cells up to the last one that is not blank."""
    end = max((at for at, cell in enumerate(cells, 1) if cell in filled(cells)), default=0)
    return list(cells[:end])


def altered(cell: GridCell, meant: str, *about: Address) -> Remark:
    """A label that is understood, but not as the form prints it."""
    return Remark(Noticed.ALTERED_LABEL, cell.place, one_line(cell.text), meant, about)


def leave(
    found: Matched, cells: Iterable[GridCell], *, whole: bool = False, about: tuple[Address, ...] = ()
) -> None:
    """Note a line that has no place in the form, with all that stands in it; only once.

    A `whole` line of one cell without a figure is text. `about` are the cells whose figures it should
    hold, if it is one of the form's.
    """
    cells = list(cells)
    first = next(iter(filled(cells)), cells[0])
    if whole and len(filled(cells)) == 1 and not re.search(r"\d", normal(first.text)):
        found.texts.append(first)
    elif first.place not in found.left:
        written = " ".join(one_line(cell.text) for cell in cells).strip()
        noticed = Noticed.UNEVEN_LINE if about else Noticed.EXTRA_LINE
        found.remarks.append(Remark(noticed, first.place, written, "", about))
    found.left.update(cell.place for cell in cells)


def one_line(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def take(found: Matched, row: Row, column: Column, cell: GridCell, unit: str = "") -> None:
    """Note the figure of one cell, and where it stands; with the `unit` that its heading gives to it."""
    address = row.addresses[row.columns.index(column)]
    alone = read_cell(cell.text, column.kind)
    plain = alone.state is State.NUMBER
    found.cells[address] = read_cell(f"{alone.raw}{unit}", column.kind) if plain else alone
    found.places[address] = cell.place


def unplaced(lines: list[list[GridCell]], layout: TableLayout, found: Matched) -> Remark:
    """A table whose headings do not say which figure is which."""
    words = " ".join(one_line(cell.text) for line in lines for cell in filled(line))
    addresses = tuple(layout.addresses())
    return Remark(Noticed.UNPLACED_TABLE, found.places[Address(layout.name)], words, "", addresses)
