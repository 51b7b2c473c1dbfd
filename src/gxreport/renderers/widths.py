"""How wide the columns of a printed table are, in tenths of a millimetre, and in which type they are set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gxreport.grid import place
from gxreport.layout import Address, Shape, TableLayout
from gxreport.renderers.unbroken import unbroken

PAGE = 1560
"""The width of the text on a page of GB/T 9704."""


class Type(NamedTuple):
    """A type of tables: that of labels, that of figures, and the width of a character of each.

    A Chinese character of a label is measured in tenths of a millimetre, a digit in thousandths.
    """

    labels: str
    figures: str
    character: int
    digit: int


USUAL_TYPE = Type("Small", "Small", 37, 1852)  # 五号
TYPES = (
    USUAL_TYPE,
    Type("Tiny", "Tiny", 32, 1588),  # 小五
    Type("Tiny", "Minute", 32, 1323),  # 小五, figures of 六号
    Type("Tiny", "Least", 32, 970),  # 小五, figures of 七号
)
"""From large to small."""

_PADDING = 11  # what a cell needs beside its text
_SPACED = 14  # the same for a heading
_PAIRED = (4, 6)  # characters of a heading that is set two a line
_BLOCKS = 480  # the labels of BLOCKS
_LABELS = 9  # characters that the last column of labels in a MATRIX shall hold at least
_NARROWEST = 103  # a column of figures in 五号, with a heading set two characters a line (商业 over 企业)
_WIDEST = 128  # a column of figures, where figures that need more are made smaller


class Fitted(NamedTuple):
    """The type of a table and the widths of the columns of its printed grid."""

    type: Type
    widths: tuple[int, ...]


def widths(layout: TableLayout, figures: Mapping[Address, str]) -> tuple[int, ...]:
    """The widths in 五号, where a figure that is too long for its column is made smaller by itself."""
    if layout.shape is Shape.ACROSS:
        return _across(layout, figures, USUAL_TYPE, PAGE)[0]
    if layout.shape is Shape.BLOCKS:
        return fitted(layout, figures)[0].widths
    narrow = [min(needed, _WIDEST) for needed in _narrow(layout, figures, USUAL_TYPE)]
    labels = _labels(USUAL_TYPE)
    return (*labels, PAGE - sum(labels) - sum(narrow), *narrow)


def fitted(layout: TableLayout, figures: Mapping[Address, str], page: int = PAGE) -> tuple[Fitted, ...]:
    """The types in which no figure is broken inside, from large to small, each with the widths for it.

    In a MATRIX the columns of figures are as narrow as their headings and figures allow, and the
    last column of labels takes the rest. In the other shapes the columns of figures are alike, as
    long as the figures are short. Text wider than that of GB/T 9704 widens all columns. Where no
    type is small enough there is only the smallest.
    """
    if layout.shape is Shape.BLOCKS:
        labels = _BLOCKS * page // PAGE
        return (Fitted(USUAL_TYPE, (labels, *_alike(place(layout).columns - 1, page - labels))),)
    make = _matrix if layout.shape is Shape.MATRIX else _across
    room = min(page, PAGE)
    tried = [(type_, *make(layout, figures, type_, room)) for type_ in TYPES]
    fitting = [Fitted(type_, scaled(columns, page)) for type_, columns, fits in tried if fits]
    smallest, columns, _fits = tried[-1]
    return tuple(fitting) or (Fitted(smallest, scaled(columns, page)),)


def _matrix(
    layout: TableLayout, figures: Mapping[Address, str], type_: Type, room: int
) -> tuple[tuple[int, ...], bool]:
    narrow, labels = _narrow(layout, figures, type_), _labels(type_)
    rest = room - sum(labels) - sum(narrow)
    least = _LABELS * type_.character
    if rest >= least:
        return (*labels, rest, *narrow), True
    return scaled((*labels, least, *narrow), room), False


def _labels(type_: Type) -> tuple[int, int]:
    """The first two columns of labels in a MATRIX: two and five characters wide."""
    return 2 * type_.character + 24, 5 * type_.character + 20


def _narrow(layout: TableLayout, figures: Mapping[Address, str], type_: Type) -> tuple[int, ...]:
    """The columns of figures in a MATRIX."""
    below = zip(*(row.addresses for row in layout.rows), strict=True)
    return tuple(
        max(_heading(column.label, type_), _needed((figures[address] for address in addresses), type_))
        for column, addresses in zip(layout.rows[0].columns, below, strict=True)
    )


def _across(
    layout: TableLayout, figures: Mapping[Address, str], type_: Type, room: int
) -> tuple[tuple[int, ...], bool]:
    heading = 2 * type_.character + _SPACED
    needed = [max(heading, _needed([figures[address]], type_)) for address in layout.addresses()]
    alike = _alike(len(needed), room)
    if max(needed) <= min(alike):
        return alike, True
    spare = room - sum(needed)
    if spare >= 0:
        return tuple(need + more for need, more in zip(needed, _alike(len(needed), spare), strict=True)), True
    spare = room - heading * len(needed)
    if spare < 0:
        return scaled(tuple(needed), room), False
    more = scaled(tuple(need - heading for need in needed), spare)
    return tuple(heading + one for one in more), False


def pairs(label: str) -> tuple[str, ...]:
    """A heading in the pieces between which its line may end: 商业 over 企业, and not 商业企 over 业."""
    if len(label) not in _PAIRED:
        return (label,)
    return tuple(label[at : at + 2] for at in range(0, len(label), 2))


def paired(label: str, width: int, type_: Type = USUAL_TYPE) -> bool:
    """Whether a heading is to be set in its pairs because a column is too narrow for a line of it."""
    return len(pairs(label)) > 1 and width - _PADDING < 4 * type_.character


def _needed(figures: Iterable[str], type_: Type) -> int:
    return -(-max(map(unbroken, figures), default=0) * type_.digit // 1000) + _PADDING


def _heading(label: str, type_: Type) -> int:
    """Most headings over figures are set two characters a line; one of three stands on one line."""
    return 3 * type_.character + _SPACED if len(label) == 3 else _NARROWEST * type_.character // 37


def _alike(count: int, room: int) -> tuple[int, ...]:
    return tuple(room * (at + 1) // count - room * at // count for at in range(count))


def scaled(columns: tuple[int, ...], room: int) -> tuple[int, ...]:
    """The columns in the same proportions, to fill another width."""
    return tuple(_differences(columns, room))


def _differences(columns: tuple[int, ...], room: int) -> Iterator[int]:
    whole, so_far = sum(columns), 0
    for column in columns:
        yield room * (so_far + column) // whole - room * so_far // whole
        so_far += column
