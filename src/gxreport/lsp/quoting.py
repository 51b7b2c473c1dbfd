"""From a figure that prose quotes, `{{ 申请办理.本年新收.总计 }}`, to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from gxreport.checking import place_of
from gxreport.lsp.telling import stretch
from gxreport.lsp.texts import Point, Stretch
from gxreport.quotes import quoted, quotes
from gxreport.reading import Reading


def quoted_cell(reading: Reading, lines: Sequence[str], point: Point) -> Stretch | None:
    """Where the cell stands that is quoted at a point; None where none is."""
    found = quotes(lines[point.line]) if point.line < len(lines) else ()
    quote = next((one for one in found if one.start <= point.column <= one.end), None)
    address = quoted(reading.report, quote.key) if quote else None
    place = place_of(reading, address) if address else None
    return stretch(place, lines) if place else None
