"""Where single figures stand in the file, and what to write in their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gxreport.layout import Address
from gxreport.lsp.texts import Point, Stretch
from gxreport.reading import Reading
from gxreport.source import Place

_NUMBER = r"""^["'\s]*([+\-−]?\d[\d,，]*(?:\.\d+)?)"""
_NOTHING = ("", "~", "null", "Null", "NULL", '""', "''", '"/"', "/", '"-"', "-", '"~"')


class Replacement(NamedTuple):
    """Text that is to stand in place of a stretch of the file."""

    stretch: Stretch
    text: str


def own_places(reading: Reading, table: str) -> Mapping[Address, Place]:
    """The places of the cells of a table that each have one of their own: one 0 may stand for many."""
    layout = reading.report.layout(table)
    places = {address: reading.figures.get(address) for address in layout.addresses()}
    shared = Counter(place for place in places.values() if place is not None)
    return {address: place for address, place in places.items() if place is not None and shared[place] == 1}


def replacement(place: Place, figure: str, lines: Sequence[str]) -> Replacement | None:
    """How to write a figure where another stands, or none; what stands beside it is kept. None if unclear."""
    if place.line is None or place.column is None or place.line > len(lines):
        return None
    line, start = lines[place.line - 1], place.column - 1
    source = line[start : start + place.length]
    at = place.line - 1
    if number := re.match(_NUMBER, source):
        first, last = number.span(1)
        return Replacement(Stretch(Point(at, start + first), Point(at, start + last)), figure)
    if source.strip() not in _NOTHING:
        return None
    gap = " " if not source and line[:start].endswith(":") else ""
    return Replacement(Stretch(Point(at, start), Point(at, start + len(source))), gap + figure)
