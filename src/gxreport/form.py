"""The words in which an edition is written down, and the walk that turns its classes into a layout.

An edition is a module of small classes, transcribed from the published form: one line of code is
one printed line. Nothing else in gxreport looks into pydantic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import Annotated, Any, ClassVar, NamedTuple, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import core_schema

from gxreport.cell import MISSING, Cell, read
from gxreport.layout import Address, Column, Equation, Kind, Relation, Row, Shape, TableLayout
from gxreport.sections import Section


class Figure(NamedTuple):
    """Tells pydantic how to take a Cell of one kind: as it is, or from what was written."""

    kind: Kind

    def take(self, value: object) -> Cell:
        """A Cell from what was written, or from None (no such cell)."""
        return MISSING if value is None else read(str(value), self.kind)

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        written = core_schema.plain_serializer_function_ser_schema(lambda cell: cell.raw)
        cell = core_schema.is_instance_schema(Cell)
        other = core_schema.no_info_plain_validator_function(self.take)
        return core_schema.union_schema([cell, other], mode="left_to_right", serialization=written)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        return {"type": ["number", "string", "null"]}


# Written out one by one so that mypy sees a Cell behind each name.
Count: TypeAlias = Annotated[Cell, Figure(Kind.COUNT)]
Change: TypeAlias = Annotated[Cell, Figure(Kind.CHANGE)]
Amount: TypeAlias = Annotated[Cell, Figure(Kind.AMOUNT)]
WanYuan: TypeAlias = Annotated[Cell, Figure(Kind.WAN_YUAN)]


class Line(NamedTuple):
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


def summed(
    label: str, key: str | None = None, *, under: str | tuple[str, ...] = (), also: tuple[str, ...] = ()
) -> Any:
    """A printed total: of the columns beside it, or of all rows above it in its class."""
    return _field(Line(label, label if key is None else key, _path(under), summed=True, also=also))


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


class Balance(NamedTuple):
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
    name = table.section.name
    rows = tuple(_rows(table, name, (), (), ()))
    equations = (*_downs(table, name, ()), *_balances(table, rows), *_across(rows))
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
    part: type[_Part], table: str, names: tuple[str, ...], keys: tuple[str, ...], labels: tuple[str, ...]
) -> Iterator[Row]:
    for field, mark, below, _ in _parts(part):
        path = (*names, field)
        inner = (*keys, mark.key) if mark.key else keys
        printed_over = (*labels, *mark.under, mark.label)
        if below is None:
            raise TypeError(f"{part.__name__}.{field}: a row holds columns, not a cell")
        if issubclass(below, Columns):
            columns, name = _columns(below), ".".join(path)
            addresses = tuple(Address(table, name, column.name) for column in columns)
            yield Row(
                name,
                Address(table, name),
                addresses,
                path,
                inner,
                printed_over,
                columns,
                mark.summed,
                mark.also,
            )
        else:
            yield from _rows(below, table, path, inner, printed_over)


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
            above += (row.name for row in _rows(below, table, path, (), ()))
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


def _across(rows: tuple[Row, ...]) -> Iterator[Equation]:
    """A total column is the sum of the columns beside it, row by row."""
    for row in rows:
        parts = tuple(a for a, column in zip(row.addresses, row.columns, strict=True) if not column.summed)
        for address, column in zip(row.addresses, row.columns, strict=True):
            if column.summed:
                yield Equation(Relation.ROW, (address,), parts)


@lru_cache
def _getters(table: type[Table]) -> tuple[tuple[tuple[Address, ...], attrgetter[Columns]], ...]:
    """For each row the addresses of its cells, and what gets the row."""
    return tuple((row.addresses, attrgetter(row.name)) for row in layout(table).rows)


def cells(table: Table) -> Iterator[tuple[Address, Cell]]:
    """Every cell of a table with its address, in the order of the form."""
    # The fields of a row are its columns, kept in the order in which they are declared.
    return chain.from_iterable(
        zip(addresses, vars(get(table)).values(), strict=True) for addresses, get in _getters(type(table))
    )


def fill(table: type[Table], figures: Mapping[Address, Cell], intro: str = "", note: str = "") -> Table:
    """A table that holds these cells; an address that is not given is MISSING."""
    return build(
        table,
        {
            row.name: {a.column: figures[a] for a in row.addresses if a in figures}
            for row in layout(table).rows
        },
        intro,
        note,
    )


def build(
    table: type[Table], rows: Mapping[str, Mapping[str, Cell]], intro: str = "", note: str = ""
) -> Table:
    """A table from the cells of its rows: by the row's part of the address, then by the column's.

    What readers hand over are cells already, so nothing is validated: that would take more than half
    of the time of reading, and its schema a fifth of the time of a whole run.
    """
    made = _rows_made(table, "", rows)
    made["intro"], made["note"] = intro, note
    return trusted(table, made)


def _rows_made(part: type[_Part], path: str, rows: Mapping[str, Mapping[str, Cell]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, below in _below(part):
        here = path + name
        if issubclass(below, Columns):
            cells, columns = rows.get(here, {}), _columns(below)
            whole = {column.name: cells.get(column.name, MISSING) for column in columns}
            made[name] = trusted(below, whole)
        else:
            made[name] = trusted(below, _rows_made(below, f"{here}.", rows))
    return made


@lru_cache
def _below(part: type[_Part]) -> tuple[tuple[str, type[_Part]], ...]:
    return tuple((name, below) for name, _mark, below, _kind in _parts(part) if below is not None)


M = TypeVar("M", bound=BaseModel)


def trusted(model: type[M], values: dict[str, Any], private: dict[str, Any] | None = None) -> M:
    """An instance with these values for all its fields, which are known to be right.

    It does what pydantic's `model_construct` does, without looking at each field once more.
    """
    made = model.__new__(model)
    object.__setattr__(made, "__dict__", values)
    object.__setattr__(made, "__pydantic_fields_set__", set(values))
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", private)
    return made
