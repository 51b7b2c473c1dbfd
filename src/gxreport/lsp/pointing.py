"""What a position in a report means: a field, or a group, row or cell of a table."""

from __future__ import annotations

from typing import NamedTuple

from yaml.error import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gxreport import keys
from gxreport.keys import FIELD_NAMES, Branch
from gxreport.layout import Address, Row
from gxreport.lsp.analysis import Document
from gxreport.lsp.recognised import carried
from gxreport.lsp.texts import Point, Stretch
from gxreport.model import Report
from gxreport.readers import json, yaml

_MOST_LEVELS = 16  # an alias may lead back to where it stands


class Spot(NamedTuple):
    """What stands at a position: the keys that lead to it, and for one of a list which it is, from 0.

    `on_key` says that the position is in the last key and not in its value.
    """

    words: tuple[str, ...]
    nth: int | None
    stretch: Stretch
    on_key: bool


def root_of(document: Document) -> Node:
    """The nodes of a document that was read without failure."""
    if carried(document.path, document.language).endswith(".json"):
        return json.nodes_of(document.text)[0]
    return yaml.compose(document.text)[0]


def spot(root: Node, point: Point) -> Spot | None:
    """The innermost key or value at a point."""
    node, nth = root, None
    words: tuple[str, ...] = ()
    for _level in range(_MOST_LEVELS):
        if isinstance(node, MappingNode):
            # A key first: the value before it ends, to YAML, where the key begins.
            pairs = (pair for part in (0, 1) for pair in node.value if _holds(pair[part], point))
            pair = next(pairs, None)
            if pair is None or not isinstance(pair[0], ScalarNode):
                return None
            words = (*words, pair[0].value)
            if _holds(pair[0], point):
                return Spot(words, None, stretch(pair[0]), on_key=True)
            node = pair[1]
        elif isinstance(node, SequenceNode):
            nth = next((at for at, part in enumerate(node.value) if _holds(part, point)), None)
            if nth is None:
                return None
            node = node.value[nth]
        else:
            return Spot(words, nth, stretch(node), on_key=False)
    return None


def meant(report: Report, found: Spot) -> Address | None:
    """What a spot means: a field or table by its name alone, or a group, row or cell; None if unknown."""
    name = FIELD_NAMES.get(found.words[0], "") if found.words else ""
    table = next((table for table in report.tables if table.section.name == name), None)
    if table is None:
        return Address(name) if name and len(found.words) == 1 else None
    entry: Branch | Row = keys.tree(type(table))
    address = Address(name)
    for word in found.words[1:]:
        if isinstance(entry, Row):
            column = keys.columns(entry).get(word)
            return Address(name, entry.name, column) if column else None
        named = entry.names.get(word)
        if named is None:
            return None
        entry = entry.entries[named]
        address = entry.address if isinstance(entry, Row) else _group(entry, named)
    if isinstance(entry, Row) and not found.on_key:
        if found.nth is not None and found.nth < len(entry.addresses):
            return entry.addresses[found.nth]
        if len(entry.addresses) == 1:
            return entry.addresses[0]
    return address


def _group(branch: Branch, name: str) -> Address:
    """The address of a group of rows, by the key that names it."""
    row = branch.rows()[0]
    hidden = len(row.names) - len(row.keys)
    depth = (*row.names[:hidden], *row.keys).index(name) + 1
    return Address(row.address.table, ".".join(row.names[:depth]))


def labels(report: Report, address: Address) -> tuple[str, ...]:
    """The printed labels that lead to a row, or to a group of rows, its own last."""
    rows = report.layout(address.table).rows
    row = next(row for row in rows if f"{row.name}.".startswith(f"{address.row}."))
    return row.labels[: len(row.labels) - len(row.names) + len(address.row.split("."))]


def stretch(node: Node) -> Stretch:
    """The characters of a node."""
    return Stretch(_point(node.start_mark), _point(node.end_mark))


def _point(mark: Mark) -> Point:
    return Point(mark.line, mark.column)


def _holds(node: Node, point: Point) -> bool:
    where = stretch(node)
    return where.start <= point <= where.end
