"""Damage done to a published report: rows, columns, cells, tables and headings deleted, doubled, moved.

Each mutation says what its labels say now: which figures may stand in which cell. No figure occurs twice,
so one in a wrong cell is seen.
"""

import pickle
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from itertools import combinations, permutations
from typing import NamedTuple

from tests.corpus.forms import NAMES, Box, Published, Table, Words, placed

Expected = dict[str, set[str]]
"""The figures that may be read into a cell, by its key; cells without an entry may hold none."""


class Shown(NamedTuple):
    """A report as a list of blocks."""

    all_blocks: list[Words | Table]

    def blocks(self) -> Iterator[Words | Table]:
        return iter(self.all_blocks)


class Mutation(NamedTuple):
    """A damaged report; at least one of the rules in `says` must speak, if there are any.

    Of the figures in `twice` another table of the same kind is shown: a finding for all of them is enough.
    """

    name: str
    report: Published | Shown
    expected: Expected
    says: tuple[str, ...] = ()
    twice: frozenset[str] = frozenset()


@cache
def _whole(edition: int) -> bytes:
    return pickle.dumps(Published(7, 2023 if edition == 2021 else 2020))


def fresh(edition: int) -> Published:
    """A report that keeps to the form."""
    report: Published = pickle.loads(_whole(edition))  # a tenth of the time of a deep copy
    return report


@cache
def _figures(edition: int) -> dict[str, str]:
    return fresh(edition).cells()


def as_printed(edition: int, *without: str) -> Expected:
    """Every figure in its own cell, but for some keys."""
    return {key: {text} for key, text in _figures(edition).items() if key not in without}


def keys_of(boxes: list[Box]) -> list[str]:
    """The keys of those boxes that are figures."""
    return [box.key for box in boxes if box.key]


def _lines(cells: list[tuple[int, int, Box]], count: int) -> Table:
    lines: Table = [[] for _line in range(count)]
    for row, _column, box in sorted(cells, key=lambda cell: cell[:2]):
        lines[row].append(box)
    return lines


# Rows, as a word processor moves them: labels that reach over several rows stay


def without_row(table: Table, at: int) -> Table:
    """A table without one row; labels that reach over it are a row shorter."""
    cells = []
    for row, column, box in placed(table):
        if row <= at < row + box.height:
            if box.height == 1:
                continue
            box.height -= 1
            cells.append((row, column, box))
        else:
            cells.append((row - (row > at), column, box))
    return _lines(cells, len(table) - 1)


def with_row_again(table: Table, at: int, added: int = 0) -> Table:
    """A table with one row twice, `added` to the figures of the second; labels reach one row further."""
    cells = []
    for row, column, box in placed(table):
        cells.append((row + (row > at), column, box))
        if row <= at < row + box.height:
            if box.height > 1:
                box.height += 1
            else:
                text = str(int(box.text) + added) if box.key else box.text
                cells.append((row + 1, column, Box(text, 1, box.width, box.key)))
    return _lines(cells, len(table) + 1)


def own(table: Table, at: int) -> list[tuple[int, Box]]:
    """The cells of a row that belong to no other row, with the column in which each begins."""
    return [(column, box) for row, column, box in placed(table) if row == at and box.height == 1]


def swapped_rows(table: Table, one: int, other: int) -> Table:
    """A table in which two rows changed places: what is theirs alone, or, if that does not fit, all of it."""
    first, second = own(table, one), own(table, other)
    if [(at, box.width) for at, box in first] == [(at, box.width) for at, box in second]:
        for (_at, box), (_other_at, with_) in zip(first, second, strict=True):
            box.text, box.key, with_.text, with_.key = with_.text, with_.key, box.text, box.key
    else:
        table[one], table[other] = table[other], table[one]
    return table


def rows_deleted(edition: int) -> Iterator[Mutation]:
    for number in (2, 3, 4):
        for at in range(len(fresh(edition).table(number))):
            report = fresh(edition)
            gone = keys_of(report.table(number)[at])
            report.tables[number] = without_row(report.table(number), at)
            yield Mutation(f"{number}-row-{at}", report, as_printed(edition, *gone))
            report = fresh(edition)
            del report.table(number)[at]
            yield Mutation(f"{number}-row-{at}-with-its-labels", report, as_printed(edition, *gone))


def rows_doubled(edition: int) -> Iterator[Mutation]:
    for number in (2, 3, 4):
        for at, line in enumerate(fresh(edition).table(number)):
            says = ("GX206",) if keys_of(line) else ()
            for added in (0, 100_000):
                report = fresh(edition)
                report.tables[number] = with_row_again(report.table(number), at, added)
                expected = as_printed(edition)
                for box in line:
                    if box.key:
                        expected[box.key] |= {str(int(box.text) + added)}
                how = "with-other-figures" if added else "again"
                yield Mutation(f"{number}-row-{at}-{how}", report, expected, says)


def rows_swapped(edition: int, far: bool = False) -> Iterator[Mutation]:
    """Neighbours changed places; all other pairs if `far`."""
    for number in (2, 3, 4):
        for one, other in combinations(range(len(fresh(edition).table(number))), 2):
            if (other - one > 1) is far:
                report = fresh(edition)
                report.tables[number] = swapped_rows(report.table(number), one, other)
                yield Mutation(f"{number}-rows-{one}-{other}", report, as_printed(edition))


def labels_swapped(edition: int, far: bool = False) -> Iterator[Mutation]:
    """The labels of two rows changed places and the figures did not: they belong where the labels say."""
    for number in (2, 3):
        table = fresh(edition).table(number)
        figured = [at for at, line in enumerate(table) if keys_of(line)]
        for one, other in combinations(figured, 2):
            if (figured.index(other) - figured.index(one) > 1) is not far:
                continue
            report = fresh(edition)
            first, second = report.table(number)[one], report.table(number)[other]
            label, with_ = ([box for box in line if not box.key][-1] for line in (first, second))
            label.text, with_.text = with_.text, label.text
            keys, others = keys_of(first), keys_of(second)
            expected = as_printed(edition, *keys, *others)
            columns_of = [{_column(key): key for key in group} for group in (keys, others)]
            for column in columns_of[0].keys() & columns_of[1].keys():
                one_key, other_key = (group[column] for group in columns_of)
                expected[one_key], expected[other_key] = (
                    set(as_printed(edition)[key]) for key in (other_key, one_key)
                )
            yield Mutation(f"{number}-labels-{one}-{other}", report, expected)


def _column(key: str) -> str:
    return key.rpartition(".")[2]


def rows_broken(edition: int) -> Iterator[Mutation]:
    """One row made two at every place."""
    for number in (2, 3, 4):
        for at, line in enumerate(fresh(edition).table(number)):
            for cut in range(1, len(line)):
                report = fresh(edition)
                table = report.table(number)
                table[at : at + 1] = [table[at][:cut], table[at][cut:]]
                yield Mutation(f"{number}-row-{at}-broken-at-{cut}", report, as_printed(edition))


def rows_joined(edition: int) -> Iterator[Mutation]:
    """Two rows made one."""
    for number in (2, 3, 4):
        for at in range(len(fresh(edition).table(number)) - 1):
            report = fresh(edition)
            table = report.table(number)
            table[at : at + 2] = [table[at] + table[at + 1]]
            yield Mutation(f"{number}-rows-{at}-joined", report, as_printed(edition))


# Cells


def cells_deleted(edition: int) -> Iterator[Mutation]:
    for number, at, index, box in _boxes(edition):
        report = fresh(edition)
        del report.table(number)[at][index]
        yield Mutation(f"{number}-cell-{at}-{index}", report, as_printed(edition, box.key))


def cells_doubled(edition: int) -> Iterator[Mutation]:
    for number, at, index, _box in _boxes(edition):
        report = fresh(edition)
        line = report.table(number)[at]
        line.insert(index, deepcopy(line[index]))
        yield Mutation(f"{number}-cell-{at}-{index}-twice", report, as_printed(edition))


def cells_wider(edition: int) -> Iterator[Mutation]:
    for number, at, index, _box in _boxes(edition):
        report = fresh(edition)
        report.table(number)[at][index].width += 1
        yield Mutation(f"{number}-cell-{at}-{index}-wider", report, as_printed(edition))


def cells_taller(edition: int) -> Iterator[Mutation]:
    for number, at, index, _box in _boxes(edition):
        report = fresh(edition)
        report.table(number)[at][index].height += 1
        yield Mutation(f"{number}-cell-{at}-{index}-taller", report, as_printed(edition))


def cells_shorter(edition: int) -> Iterator[Mutation]:
    """Labels of several rows or columns that reach one too few."""
    for number, at, index, box in _boxes(edition):
        for side in ("height", "width"):
            if getattr(box, side) > 1:
                report = fresh(edition)
                changed = report.table(number)[at][index]
                setattr(changed, side, getattr(box, side) - 1)
                yield Mutation(f"{number}-cell-{at}-{index}-less-{side}", report, as_printed(edition))


def _boxes(edition: int) -> Iterator[tuple[int, int, int, Box]]:
    for number in (2, 3, 4):
        for at, line in enumerate(fresh(edition).table(number)):
            for index, box in enumerate(line):
                yield number, at, index, box


# Columns: of the two tables with one heading, and of each block of the first


class Column(NamedTuple):
    """A column: its heading, the figures below it, and where it stands (line, place in the line)."""

    heading: Box
    figures: list[Box]


def columns(table: Table, number: int, block: int) -> list[Column]:
    """The columns of a table, or of one block of the first table."""
    if number == 2:
        heads = [at for at, line in enumerate(table) if line[0].text == "信息内容"]
        head = heads[block]
        lines = [line for line in table[head + 1 : [*heads, len(table) + 1][block + 1] - 1] if keys_of(line)]
        return [
            Column(heading, [line[at] for line in lines]) for at, heading in enumerate(table[head][1:], 1)
        ]
    cells = list(placed(table))
    places = sorted({column for _row, column, box in cells if box.key})
    return [
        Column(
            [b for _r, c, b in cells if c <= place < c + b.width and not b.key and b.width == 1][-1],
            [b for _r, c, b in cells if c == place and b.key],
        )
        for place in places
    ]


def _parts(edition: int) -> Iterator[tuple[int, int, int]]:
    """Number of the table, of the block in it, and how many columns that has."""
    table = fresh(edition).table(2)
    for block in range(sum(line[0].text == "信息内容" for line in table)):
        yield 2, block, len(columns(table, 2, block))
    for number in (3, 4):
        yield number, 0, len(columns(fresh(edition).table(number), number, 0))


def _drop(table: Table, gone: list[Box]) -> None:
    for line in table:
        line[:] = [box for box in line if not any(box is other for other in gone)]


def _narrow(table: Table, heading: Box) -> None:
    """Let the heading above a column that goes reach one column less."""
    at = next(column for _row, column, box in placed(table) if box is heading)
    for _row, column, box in list(placed(table)):
        if box.width > 1 and not box.key and column <= at < column + box.width:
            box.width -= 1


def columns_deleted(edition: int) -> Iterator[Mutation]:
    """A column deleted whole, or its heading alone, or its figures alone."""
    for number, block, count in _parts(edition):
        for at in range(count):
            for what in ("column", "heading", "figures"):
                report = fresh(edition)
                table = report.table(number)
                heading, figures = columns(table, number, block)[at]
                if what == "column" and number != 2:
                    _narrow(table, heading)
                _drop(table, {"column": [heading, *figures], "heading": [heading], "figures": figures}[what])
                gone = keys_of(figures) if what != "heading" else []
                name = f"{number}.{block}-{what}-{at}"
                yield Mutation(name, report, as_printed(edition, *gone))


def columns_doubled(edition: int) -> Iterator[Mutation]:
    """A column with its heading twice, the second time with the same figures or with others."""
    for number, block, count in _parts(edition):
        for at in range(count):
            for added in (0, 100_000):
                report = fresh(edition)
                table = report.table(number)
                heading, figures = columns(table, number, block)[at]
                expected = as_printed(edition)
                for line in table:
                    for place, box in reversed(list(enumerate(line))):
                        if box is heading or any(box is figure for figure in figures):
                            copy = deepcopy(box)
                            if box.key:
                                copy.text = str(int(box.text) + added)
                                expected[box.key] |= {copy.text}
                            line.insert(place + 1, copy)
                how = "with-other-figures" if added else "again"
                yield Mutation(f"{number}.{block}-column-{at}-{how}", report, expected, ("GX206",))


def columns_swapped(edition: int) -> Iterator[Mutation]:
    """Two columns changed places with their headings."""
    for number, block, count in _parts(edition):
        for one, other in combinations(range(count), 2):
            report = fresh(edition)
            found = columns(report.table(number), number, block)
            pairs = [
                (found[one].heading, found[other].heading),
                *zip(found[one].figures, found[other].figures, strict=True),
            ]
            for box, with_ in pairs:
                box.text, box.key, with_.text, with_.key = with_.text, with_.key, box.text, box.key
            expected = as_printed(edition)
            if number == 4 and one // 5 != other // 5:
                # Under another group: the labels say which case the figure is of now.
                expected = _by_labels(report, expected)
            yield Mutation(f"{number}.{block}-columns-{one}-{other}", report, expected)


def headings_swapped(edition: int) -> Iterator[Mutation]:
    """The headings of two columns changed places and the figures did not."""
    for number, block, count in _parts(edition):
        for one, other in combinations(range(count), 2):
            report = fresh(edition)
            found = columns(report.table(number), number, block)
            first, second = found[one], found[other]
            if first.heading.text == second.heading.text:
                continue
            first.heading.text, second.heading.text = second.heading.text, first.heading.text
            expected = as_printed(edition)
            if number == 4:
                expected = _by_labels(report, expected)
            else:
                for box, with_ in zip(first.figures, second.figures, strict=True):
                    expected[box.key], expected[with_.key] = {with_.text}, {box.text}
            yield Mutation(f"{number}.{block}-headings-{one}-{other}", report, expected)


def _by_labels(report: Published, expected: Expected) -> Expected:
    """The figures of the last table by the group and the heading above each of them."""
    groups = list(dict.fromkeys(key.rpartition(".")[0] for key in expected if key.startswith(NAMES[2])))
    expected = {key: texts for key, texts in expected.items() if not key.startswith(NAMES[2])}
    for place, column in enumerate(columns(report.table(4), 4, 0)):
        (figure,) = column.figures
        expected.setdefault(f"{groups[place // 5]}.{column.heading.text}", set()).add(figure.text)
    return expected


# Tables and headings


def tables_moved(edition: int) -> Iterator[Mutation]:
    """Tables deleted, doubled, moved to another section, and made one."""
    whole = as_printed(edition)
    for number in (2, 3, 4):
        report = fresh(edition)
        gone = keys_of([box for line in report.table(number) for box in line])
        report.tables[number] = None
        yield Mutation(f"without-{number}", report, as_printed(edition, *gone), ("GX203",))
        for added in (0, 100_000):
            report = fresh(edition)
            again = deepcopy(report.table(number))
            expected = as_printed(edition)
            for box in (box for line in again for box in line if box.key):
                box.text = str(int(box.text) + added)
                expected[box.key] |= {box.text}
            report.after[number] = [again]
            twice = frozenset(box.text for line in again for box in line if box.key and added)
            yield Mutation(f"{number}-twice-plus-{added}", report, expected, ("GX206",), twice)
    for one, other in combinations((2, 3, 4), 2):
        report = fresh(edition)
        report.tables[one], report.tables[other] = report.tables[other], report.tables[one]
        yield Mutation(f"{one}-for-{other}", report, whole)
    for one, other in permutations((2, 3, 4), 2):
        report = fresh(edition)
        report.after[one] = [report.table(other)]
        report.tables[other] = None
        yield Mutation(f"{other}-below-{one}", report, whole)
        report = fresh(edition)
        report.tables[one] = report.table(one) + report.table(other)
        report.tables[other] = None
        yield Mutation(f"{one}-and-{other}-in-one", report, whole)
    report = fresh(edition)
    report.tables[2] = report.table(2) + report.table(3) + report.table(4)
    report.tables[3] = report.tables[4] = None
    yield Mutation("all-in-one", report, whole)


def headings_moved(edition: int) -> Iterator[Mutation]:
    """Headings of sections deleted, doubled, exchanged; whole sections exchanged."""
    whole = as_printed(edition)
    for at in range(6):
        blocks = list(fresh(edition).blocks())
        places = [place for place, block in enumerate(blocks) if _is_heading(block)]
        yield Mutation(
            f"without-{at + 1}",
            Shown(blocks[: places[at]] + blocks[places[at] + 1 :]),
            whole,
            ("GX201", "GX202"),
        )
        again = [*blocks[: places[at]], blocks[places[at]], *blocks[places[at] :]]
        yield Mutation(f"{at + 1}-twice", Shown(again), whole)
    for one, other in combinations(range(6), 2):
        blocks = list(fresh(edition).blocks())
        places = [place for place, block in enumerate(blocks) if _is_heading(block)]
        less = [block for place, block in enumerate(blocks) if place not in (places[one], places[other])]
        yield Mutation(f"without-{one + 1}-{other + 1}", Shown(less), whole, ("GX201", "GX202"))
        first, second = places[one], places[other]
        blocks[first], blocks[second] = blocks[second], blocks[first]
        yield Mutation(f"headings-{one + 1}-{other + 1}", Shown(blocks), whole, ("GX201", "GX202"))
        report = fresh(edition)
        order = list(report.order)
        order[one], order[other] = order[other], order[one]
        report.order = tuple(order)  # type: ignore[assignment]
        yield Mutation(f"sections-{one + 1}-{other + 1}", report, whole, ("GX201", "GX202"))
    blocks = [block for block in fresh(edition).blocks() if not _is_heading(block)]
    yield Mutation("without-any", Shown(blocks), whole, ("GX201", "GX202", "GX203"))


def _is_heading(block: Words | Table) -> bool:
    return isinstance(block, Words) and block.kind == "heading"


KINDS: dict[str, Callable[[int], Iterator[Mutation]]] = {
    "rows-deleted": rows_deleted,
    "rows-doubled": rows_doubled,
    "rows-swapped": rows_swapped,
    "far-rows-swapped": lambda edition: rows_swapped(edition, far=True),
    "labels-swapped": labels_swapped,
    "far-labels-swapped": lambda edition: labels_swapped(edition, far=True),
    "rows-broken": rows_broken,
    "rows-joined": rows_joined,
    "cells-deleted": cells_deleted,
    "cells-doubled": cells_doubled,
    "cells-wider": cells_wider,
    "cells-taller": cells_taller,
    "cells-shorter": cells_shorter,
    "columns-deleted": columns_deleted,
    "columns-doubled": columns_doubled,
    "columns-swapped": columns_swapped,
    "headings-swapped": headings_swapped,
    "tables-moved": tables_moved,
    "headings-moved": headings_moved,
}
