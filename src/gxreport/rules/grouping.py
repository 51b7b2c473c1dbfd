"""Cells that share one mistake make one finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gxreport.cell import Cell
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Report


def alike(report: Report, wanted: Callable[[Cell], bool]) -> Iterator[tuple[str, tuple[Address, ...]]]:
    """The wanted cells of each table that hold the same text, with that text."""
    groups: dict[tuple[str, str], list[Address]] = {}
    for address, cell in report.unusual().items():
        if wanted(cell):
            groups.setdefault((address.table, (cell.raw or "").strip()), []).append(address)
    for (_table, text), addresses in groups.items():
        yield text, tuple(addresses)


def named(report: Report, addresses: Iterable[Address], most: int = 3) -> str:
    """What people call some cells: “本年新收·自然人”“上年结转·自然人”等 5 格."""
    addresses = tuple(addresses)
    shown = _("、").join(_("“{label}”").format(label=report.label(address)) for address in addresses[:most])
    if len(addresses) <= most:
        return shown
    return _("{shown}等 {count} 格").format(shown=shown, count=len(addresses))
