"""The JSON Schema of report.yaml as people write it: for editors, which complete and explain the keys.

It takes whatever the reader of report.yaml takes without an error about keys and shapes: both key
languages, lists or mappings, one 0 for a row, group or table of zeros, `~`, and figures with notes.
Draft 7, as editors know no later one for certain. The schema has no title of its own: in JSON that is
a key of a report, and a folder that is checked may hold the schema beside its report.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from gxreport import keys
from gxreport.editions import notice, tables
from gxreport.form import Table
from gxreport.keys import FIELDS, TABLE_TEXTS, Branch
from gxreport.layout import Address, Column, Kind, Row
from gxreport.messages import _
from gxreport.model import OrganKind
from gxreport.schema.words import Schema, about, explained, held, told
from gxreport.sections import SECTIONS

DIALECT = "http://json-schema.org/draft-07/schema#"
_TEXT: Schema = {"type": ["string", "number", "null"]}
_DAY = "[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?"
_PERIOD_DAY = "[0-9]{4}[-.年][0-9]{1,2}[-.月][0-9]{1,2}日?"
# Words that hold no digit are no figure; blanks and the signs for “none” are findings of their own.
_FIGURE = r"[0-9０-９]|^[\s/\\\-—–―─－／]*$|^\s*(无|N/A|n/a)\s*$"
_ZERO = r"^\s*0\s*$"
_NEEDED = ("organ", "year")


class _Parts:
    """What is described once and referred to from many keys: cells, shapes of rows, rows, groups."""

    def __init__(self) -> None:
        self.definitions: Schema = {}

    def once(self, name: str, make: Callable[[], Schema]) -> Schema:
        """A reference to the part of this name, which is made when it is first asked for."""
        if name not in self.definitions:
            self.definitions[name] = {}  # its place in the order
            self.definitions[name] = make()
        return {"$ref": f"#/definitions/{name}"}


def written_schema(edition: int) -> Schema:
    """The schema of report.yaml on one edition of the form."""
    parts = _Parts()
    properties: Schema = {}
    own = {table.section.name: table for table in tables(edition)}
    for name, key in FIELDS.items():
        found = _table(own[name], parts) if name in own else _field(name, edition)
        properties[key] = properties[name] = found
    return {
        "$schema": DIALECT,
        "description": _("政府信息公开工作年度报告，{notice}的格式").format(notice=notice(edition)),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "allOf": [{"anyOf": [{"required": [FIELDS[name]]}, {"required": [name]}]} for name in _NEEDED],
        "definitions": parts.definitions,
    }


def _field(name: str, edition: int) -> Schema:
    title = next((section.title for section in SECTIONS if section.name == name), FIELDS[name])
    kinds = [word for kind in OrganKind for word in (kind.value, kind.name.lower())]
    shapes: dict[str, Schema] = {
        "organ_kind": {"enum": [*kinds, None]},
        "year": {
            "type": ["integer", "string"],
            "minimum": 1900,
            "maximum": 9999,
            "pattern": r"^\s*(19|[2-9][0-9])[0-9]{2}(年度?)?\s*$",
            "examples": [2023],
        },
        "edition": {"enum": [edition, str(edition), None]},
        "period": {
            "type": ["string", "null"],
            "pattern": rf"^\s*{_PERIOD_DAY}\s*/\s*{_DAY}\s*$",
            "examples": ["2023-01-01/2023-12-31"],
        },
        "published": {
            "type": ["string", "null"],
            "pattern": rf"^\s*{_DAY}\s*$",
            "examples": ["2024-01-25"],
        },
    }
    return {"title": title, **told(about(name)), **shapes.get(name, _TEXT)}


def _table(table: type[Table], parts: _Parts) -> Schema:
    section = table.section

    def made() -> Schema:
        whole = _branch(keys.tree(table), section.title, Address(section.name), parts)
        whole["properties"] |= {key: {**told(about(name)), **_TEXT} for key, name in TABLE_TEXTS.items()}
        return whole

    return parts.once(section.name, made)


def _branch(branch: Branch, title: str, address: Address, parts: _Parts) -> Schema:
    """A table or a group: a mapping of its rows, one 0 for nothing but zeros, or nothing yet."""
    properties = {word: _entry(name, branch.entries[name], parts) for word, name in branch.names.items()}
    return {
        "title": title,
        **told(address),
        "type": ["object", "integer", "string", "null"],
        "properties": properties,
        "additionalProperties": False,
        **_only_zero(),
    }


def _entry(name: str, entry: Branch | Row, parts: _Parts) -> Schema:
    """A row, or a group of rows by the key that names it."""
    if isinstance(entry, Row):
        return parts.once(f"{entry.address.table}.{entry.name}", partial(_row, entry, parts))
    row = entry.rows()[0]
    hidden = len(row.names) - len(row.keys)
    depth = (*row.names[:hidden], *row.keys).index(name) + 1
    address = Address(row.address.table, ".".join(row.names[:depth]))
    title = row.labels[depth - len(row.names) - 1]
    return parts.once(f"{address.table}.{address.row}", partial(_branch, entry, title, address, parts))


def _row(row: Row, parts: _Parts) -> Schema:
    """A row: its own words, and the shape that it shares with all rows of the same columns."""
    table = row.address.table
    name = f"{table}({','.join(column.name for column in row.columns)})"
    shape = parts.once(name, partial(_shape, table, row.columns, parts))
    return {"title": row.label, **told(row.address), "allOf": [shape]}


def _shape(table: str, columns: tuple[Column, ...], parts: _Parts) -> Schema:
    """A list in the order of the columns, or a mapping; a figure where there is one column, else one 0."""
    figures = [parts.once(f"{table}:{column.name}", partial(_cell, table, column)) for column in columns]
    by_key = {
        key: figure
        for column, figure in zip(columns, figures, strict=True)
        for key in (column.key, column.name)
    }
    if len(columns) == 1:
        scalar = _scalar(columns[0].kind)
        words = explained(Address(table, "", columns[0].name))
    else:
        scalar = {"type": ["integer", "string", "null"], **_only_zero()}
        names = _("、").join(column.key for column in columns)
        words = _("依次是 {columns}；全是零可以只写一个 0").format(columns=names)
    return {
        **told(words),
        "examples": [0, _example(columns)],
        **scalar,
        "type": ["array", "object", *scalar["type"]],
        "items": figures,
        "minItems": len(columns),
        "maxItems": len(columns),
        "properties": by_key,
        "additionalProperties": False,
    }


def _example(columns: tuple[Column, ...]) -> list[int | None]:
    """Figures that add up: the first two are drawn, a total is left to be computed."""
    return [None if column.summed else max(2 - at, 0) for at, column in enumerate(columns)]


def _cell(table: str, column: Column) -> Schema:
    words = [held(column.kind), explained(Address(table, "", column.name))]
    if column.summed:
        words.append(_("写 ~ 就由程序算出"))
    return {
        "title": column.label,
        "description": _("；").join(filter(None, words)),
        **_scalar(column.kind),
    }


def _scalar(kind: Kind) -> Schema:
    """A figure as a number, as text that holds one (`22（其中修订16件）`), or not filled in."""
    number = "integer" if kind in (Kind.COUNT, Kind.CHANGE) else "number"
    least = {} if kind is Kind.CHANGE else {"minimum": 0}
    return {"type": [number, "string", "null"], **least, "pattern": _FIGURE}


def _only_zero() -> Schema:
    return {"minimum": 0, "maximum": 0, "pattern": _ZERO}
