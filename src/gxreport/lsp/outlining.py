"""The outline of a report: its sections, and in the tables their groups and rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode

from gxreport.layout import Address
from gxreport.lsp.pointing import Spot, labels, meant, stretch
from gxreport.lsp.texts import Point, Stretch
from gxreport.model import Report

_MOST_LEVELS = 6
_REST = 2**31  # a column behind the end of any line


class Entry(NamedTuple):
    """A key with all that stands under it: `whole` from the key to the end of its value."""

    key: str
    detail: str
    whole: Stretch
    own: Stretch
    below: tuple[Entry, ...] = ()


def outline(report: Report, root: Node) -> tuple[Entry, ...]:
    """The keys of a report that the form knows, as they stand in the file. Figures are no entries."""
    return tuple(_entries(report, root, ()))


def _entries(report: Report, node: Node, above: tuple[str, ...]) -> Iterator[Entry]:
    if not isinstance(node, MappingNode) or len(above) > _MOST_LEVELS:
        return
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            continue
        words = (*above, key.value)
        own = stretch(key)
        address = meant(report, Spot(words, None, own, on_key=True))
        if address is None or address.column:
            continue
        whole = Stretch(own.start, max(own.end, _end(value)))
        yield Entry(
            key.value, _detail(report, key.value, address), whole, own, tuple(_entries(report, value, words))
        )


def _end(node: Node) -> Point:
    """Where a value ends. To YAML, what has no brackets ends where the next key begins."""
    if isinstance(node, MappingNode) and node.value and node.flow_style is False:
        return _end(node.value[-1][1])
    end = stretch(node).end
    return end if end.column else Point(max(end.line - 1, 0), _REST)


def _detail(report: Report, key: str, address: Address) -> str:
    """The printed label of a group or row, where it says more than the key."""
    label = labels(report, address)[-1] if address.row else ""
    return "" if label == key else label
