"""The official form as plain data: tables, rows, columns, and the sums they must keep.

There is one object for each line of a form, so lines compare by identity.

`form.py` makes these from the classes of an edition. Everything that needs a label, a key, a sum
or a place in the printed grid reads it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

from gxreport.sections import Section


class Kind(StrEnum):
    """What a cell holds."""

    COUNT = "count"  # 件数：非负整数
    CHANGE = "change"  # 本年增/减：整数，可带正负号
    AMOUNT = "amount"  # 金额，格式没有印单位
    WAN_YUAN = "wan_yuan"  # 金额，单位：万元


class Shape(Enum):
    """How a table is printed."""

    BLOCKS = "blocks"  # 一节一个小表头，如第二十条各项
    MATRIX = "matrix"  # 左边行名、上边列名
    ACROSS = "across"  # 各行横着排成一行数


class Relation(Enum):
    """What kind of equality an equation is."""

    BALANCE = "balance"  # 来的等于去的
    DOWN = "down"  # 总计等于上面各行之和
    ROW = "row"  # 总计等于左边各列之和


class Address(NamedTuple):
    """The name of a cell, by the field names of the model; of a row or table where a part is empty."""

    table: str
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column: `labels` are the printed headings over it, outermost first, its own last."""

    name: str
    key: str
    labels: tuple[str, ...]
    kind: Kind
    summed: bool
    also: tuple[str, ...]

    @property
    def label(self) -> str:
        """The printed heading of the column itself."""
        return self.labels[-1]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row: `names` and `keys` lead to it in the model and in report.yaml, `labels` in print.

    `name` is its part of an address, `results.refused.secret`; `address` is its own, `addresses` are
    those of its cells, one for each column.
    """

    name: str
    address: Address
    addresses: tuple[Address, ...]
    names: tuple[str, ...]
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    summed: bool
    also: tuple[str, ...]

    @property
    def label(self) -> str:
        """The printed label of the row itself."""
        return self.labels[-1]


class Equation(NamedTuple):
    """The cells of `left` add up to as much as the cells of `right`.

    In a total (`DOWN`, `ROW`) the left side is the one total, the right side its parts.
    """

    relation: Relation
    left: tuple[Address, ...]
    right: tuple[Address, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TableLayout:
    """One table of the form. `edition` is None where all editions print it alike."""

    section: Section
    edition: int | None
    shape: Shape
    corner: str
    rows: tuple[Row, ...]
    equations: tuple[Equation, ...]
    _rows_by_name: dict[str, Row]

    @property
    def name(self) -> str:
        """The table's part of an address."""
        return self.section.name

    def row(self, name: str) -> Row:
        """The row with this part of an address."""
        return self._rows_by_name[name]

    def addresses(self) -> Iterator[Address]:
        """Every value cell, in the order of the form."""
        for row in self.rows:
            yield from row.addresses

    def column(self, address: Address) -> Column:
        """The column of a cell."""
        row = self.row(address.row)
        return row.columns[row.addresses.index(address)]

    def key_of(self, address: Address) -> str:
        """The dotted key of a cell, row or table in report.yaml."""
        parts = [self.section.key]
        if address.row:
            parts += self.row(address.row).keys
        if address.column:
            parts.append(self.column(address).key)
        return ".".join(parts)

    def words(self, address: Address) -> tuple[str, ...]:
        """The words by which people name a cell, without the table: 不予公开, 国家秘密, 自然人.

        They are keys, but a total row is named as it is printed: “总计” is a column.
        """
        if not address.row:
            return (self.section.key,)
        row = self.row(address.row)
        words = (row.label,) if row.summed else row.keys
        if not address.column or len(row.columns) == 1:
            return words
        return (*words, self.column(address).key)
