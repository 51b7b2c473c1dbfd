"""How wide the columns of a printed table are, in tenths of a millimetre."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gxreport.grid import place
from gxreport.layout import Address, Column, Shape, TableLayout

PAGE = 1560
"""The width of the text on a page of GB/T 9704."""

# 五号 in a MATRIX: a character is 37 wide, a digit 19. Most headings over figures are set two
# characters a line (商业 over 企业); one of three characters stands on one line.
_LABELS = {Shape.BLOCKS: (480,), Shape.MATRIX: (98, 205), Shape.ACROSS: ()}
_HEADING = {3: 126}
_NARROWEST, _WIDEST = 103, 128
_DIGIT, _PADDING = 19, 14


def widths(layout: TableLayout, figures: Mapping[Address, str]) -> tuple[int, ...]:
    """The widths of the columns of the printed grid; together they fill the text width.

    In a MATRIX the columns of figures are as narrow as their headings and figures allow, and the
    last column of labels takes the rest. In the other shapes the columns of figures are alike.
    """
    labels = _LABELS[layout.shape]
    if layout.shape is Shape.MATRIX:
        below = zip(*(row.addresses for row in layout.rows), strict=True)
        narrow = [
            _narrow(column, (figures[address] for address in addresses))
            for column, addresses in zip(layout.rows[0].columns, below, strict=True)
        ]
        return (*labels, PAGE - sum(labels) - sum(narrow), *narrow)
    count, rest = place(layout).columns - len(labels), PAGE - sum(labels)
    return (*labels, *(rest * (at + 1) // count - rest * at // count for at in range(count)))


def _narrow(column: Column, figures: Iterable[str]) -> int:
    figure = max(map(len, figures)) * _DIGIT + _PADDING
    return max(_HEADING.get(len(column.label), _NARROWEST), min(figure, _WIDEST))
