"""The words in which an edition is written down, and the walk that turns its classes into a layout.

An edition is a module of small classes, transcribed from the published form: one line of code is
one printed line. Nothing else in gxreport looks into pydantic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import core_schema

from gxreport.cell import MISSING, Cell, read
from gxreport.layout import Address, Column, Equation, Kind, Relation, Row, Shape, TableLayout
from gxreport.sections import Section


@dataclass(frozen=True, slots=True)
class Figure:
    """Tells pydantic how to take a Cell of one kind: as it is, or from what was written."""

    kind: Kind

    def take(self, value: object) -> Cell:
        """A Cell from a Cell, from what was written, or from None (no such cell)."""
        if isinstance(value, Cell):
            return value
        return MISSING if value is None else read(str(value), self.kind)

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        written = core_schema.plain_serializer_function_ser_schema(lambda cell: cell.raw)
        return core_schema.no_info_plain_validator_function(self.take, serialization=written)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        return {"type": ["number", "string", "null"]}


# Written out one by one so that mypy sees a Cell behind each name.
Count: TypeAlias = Annotated[Cell, Figure(Kind.COUNT)]
Change: TypeAlias = Annotated[Cell, Figure(Kind.CHANGE)]
Amount: TypeAlias = Annotated[Cell, Figure(Kind.AMOUNT)]
WanYuan: TypeAlias = Annotated[Cell, Figure(Kind.WAN_YUAN)]


@dataclass(frozen=True, slots=True)
class Line:
    """What the form prints for one field, and how report.yaml calls it.

    `under` are the merged headings printed over it, outermost first; `also` are other wordings met
    in published reports. An empty `key` marks a group that report.yaml leaves out.
    """

    label: str
    key: str
    under: tuple[str, ...] = ()
    summed: bool = False
    also: tuple[str, ...] = ()


def line(
    label: str, key: str | None = None, *, under: str | tuple[str, ...] = (), also: tuple[str, ...] = ()
) -> Any:
    """A printed line: a column, a row, or a group of rows. `key` is the label unless it is given."""
    return _field(Line(label, label if key is None else key, _path(under), also=also))


def summed(label: str, key: str | None = None, *, under: str | tuple[str, ...] = ()) -> Any:
    """A printed total: of the columns beside it, or of all rows above it in its class."""
    return _field(Line(label, label if key is None else key, _path(under), summed=True))


def _path(under: str | tuple[str, ...]) -> tuple[str, ...]:
    return (under,) if isinstance(under, str) else under


def _field(printed: Line) -> Any:
    # Every field has a default, so that a report with holes is still a report.
    info: Any = Field(default=None, validate_default=True, alias=printed.key or None, title=printed.label)
    info.metadata.append(printed)
    return info


class _Part(BaseModel):
    """What all parts of a form share: frozen, closed, both key languages."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, defer_build=True
    )

    @model_validator(mode="before")
    @classmethod
    def _absent(cls, value: object) -> object:
        return {} if value is None else value


class Columns(_Part):
    """One row of figures."""

    heading: ClassVar[tuple[str, ...]] = ()


class Rows(_Part):
    """Rows of figures, or groups of them."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Rows that must come to the same, column by column: dotted field names on each side."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class Table(Rows):
    """A table of the form, with the text that stands above and below it."""

    section: ClassVar[Section]
    edition: ClassVar[int | None] = None  # None: alike in all editions
    shape: ClassVar[Shape] = Shape.MATRIX
    corner: ClassVar[str] = ""
    balances: ClassVar[tuple[Balance, ...]] = ()

    intro: str = Field(default="", alias="说明")
    note: str = Field(default="", alias="注")


def printed(field: FieldInfo) -> Line | None:
    """What the form prints for a field; None for a field that the form does not have."""
    return next((mark for mark in field.metadata if isinstance(mark, Line)), None)


@lru_cache
def layout(table: type[Table]) -> TableLayout:
    """The layout of a table, walked once."""
    rows = tuple(_rows(table, (), (), ()))
    name = table.section.name
    equations = (*_downs(table, name, ()), *_balances(table, rows), *_across(name, rows))
    return TableLayout(
        table.section,
        table.edition,
        table.shape,
        table.corner,
        rows,
        equations,
        {row.name: row for row in rows},
    )


def _parts(part: type[_Part]) -> Iterator[tuple[str, Line, type[_Part] | None, Kind | None]]:
    """The printed fields of a class: name, line, the class below it or the kind of cell it is."""
    for name, field in part.model_fields.items():
        mark = printed(field)
        if mark is None:
            continue
        if field.annotation is Cell:
            figure = next(mark for mark in field.metadata if isinstance(mark, Figure))
            yield name, mark, None, figure.kind
        else:
            below: Any = field.annotation
            yield name, mark, below, None


def _rows(
    part: type[_Part], names: tuple[str, ...], keys: tuple[str, ...], labels: tuple[str, ...]
) -> Iterator[Row]:
    for name, mark, below, _ in _parts(part):
        here = (*names, name), (*keys, mark.key) if mark.key else keys, (*labels, *mark.under, mark.label)
        if below is None:
            raise TypeError(f"{part.__name__}.{name}: a row holds columns, not a cell")
        if issubclass(below, Columns):
            yield Row(*here, tuple(_columns(below)), mark.summed, mark.also)
        else:
            yield from _rows(below, *here)


@lru_cache
def _columns(part: type[Columns]) -> tuple[Column, ...]:
    found = []
    for name, mark, _, kind in _parts(part):
        assert kind is not None
        labels = (*part.heading, *mark.under, mark.label)
        found.append(Column(name, mark.key, labels, kind, mark.summed, mark.also))
    return tuple(found)


def _downs(part: type[_Part], table: str, names: tuple[str, ...]) -> Iterator[Equation]:
    """A total row is the sum of the rows above it in its class, column by column."""
    above: list[str] = []
    for name, mark, below, _ in _parts(part):
        assert below is not None
        path = (*names, name)
        if mark.summed:
            assert issubclass(below, Columns)
            for column in _columns(below):
                parts = tuple(Address(table, row, column.name) for row in above)
                yield Equation(Relation.DOWN, (Address(table, ".".join(path), column.name),), parts)
        elif issubclass(below, Columns):
            above.append(".".join(path))
        else:
            above += (row.name for row in _rows(below, path, (), ()))
            yield from _downs(below, table, path)


def _balances(table: type[Table], rows: tuple[Row, ...]) -> Iterator[Equation]:
    for balance in table.balances:
        columns = next(row.columns for row in rows if row.name == balance.left[0])
        for column in columns:
            left, right = (
                tuple(Address(table.section.name, row, column.name) for row in side)
                for side in (balance.left, balance.right)
            )
            yield Equation(Relation.BALANCE, left, right)


def _across(table: str, rows: tuple[Row, ...]) -> Iterator[Equation]:
    """A total column is the sum of the columns beside it, row by row."""
    for row in rows:
        for column in row.columns:
            if column.summed:
                parts = tuple(Address(table, row.name, c.name) for c in row.columns if not c.summed)
                yield Equation(Relation.ROW, (Address(table, row.name, column.name),), parts)


@lru_cache
def _getters(table: type[Table]) -> tuple[tuple[Address, attrgetter[Cell]], ...]:
    return tuple(
        (address, attrgetter(f"{address.row}.{address.column}")) for address in layout(table).addresses()
    )


def cells(table: Table) -> Iterator[tuple[Address, Cell]]:
    """Every cell of a table with its address, in the order of the form."""
    for address, get in _getters(type(table)):
        yield address, get(table)


def fill(table: type[Table], figures: Mapping[Address, Cell], intro: str = "", note: str = "") -> Table:
    """A table that holds these cells; an address that is not given is MISSING."""
    tree: dict[str, Any] = {"intro": intro, "note": note}
    for row in layout(table).rows:
        group = tree
        for name in row.names[:-1]:
            group = group.setdefault(name, {})
        group[row.names[-1]] = {
            column.name: figures.get(Address(table.section.name, row.name, column.name), MISSING)
            for column in row.columns
        }
    return table.model_validate(tree)
