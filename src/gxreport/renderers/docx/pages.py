"""The page of somebody's Word file: the room that it has for text."""

from __future__ import annotations

import re
from decimal import Decimal

from lxml import etree

from gxreport.renderers.docx.cleaning import W
from gxreport.renderers.docx.tables import GB_T_9704, Page

_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi|)", re.ASCII)
_TWIPS = {
    "": Decimal(1),
    "mm": Decimal(1440) / Decimal("25.4"),
    "cm": Decimal(1440) / Decimal("2.54"),
    "in": Decimal(1440),
    "pt": Decimal(20),
    "pc": Decimal(240),
    "pi": Decimal(240),
}


def is_on(parent: etree._Element | None, name: str) -> bool:
    """Whether a property that is a switch is there and on."""
    found = None if parent is None else parent.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def room(section: etree._Element | None, settings: etree._Element | None) -> Page:
    """The width and height that a section has for text."""
    if section is None:
        return GB_T_9704
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    across = abs(_twips(margins, "left")) + abs(_twips(margins, "right"))
    along = abs(_twips(margins, "top")) + abs(_twips(margins, "bottom"))
    gutter = _twips(margins, "gutter")
    if is_on(settings, "gutterAtTop"):
        along += gutter
    else:
        across += gutter
    return Page(_column(section, _twips(size, "w") - across), _twips(size, "h") - along)


def _column(section: etree._Element, room: int) -> int:
    """The width of the narrowest column of text."""
    columns = section.find(f"{W}cols")
    if columns is None:
        return room
    if widths := [_twips(one, "w") for one in columns.findall(f"{W}col")]:
        return min(widths)
    count = int(columns.get(f"{W}num", "1"))
    return (room - (count - 1) * _twips(columns, "space", "720")) // max(count, 1)


def _twips(element: etree._Element | None, name: str, usual: str = "0") -> int:
    """A measure in twentieths of a point; raises ValueError if it is none."""
    found = _MEASURE.fullmatch("" if element is None else element.get(f"{W}{name}", usual))
    if found is None:
        raise ValueError(name)
    return int(Decimal(found[1]) * _TWIPS[found[2]])
