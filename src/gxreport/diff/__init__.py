"""What changed between two reports: fields, cells, the sums that these break or mend, and sentences.

Reports are compared by what they say and not by how a file holds it: a total that was left out counts
as the figure that is printed for it, and a quoted cell as its figure. So a report.yaml and the Word
file made of it do not differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from gxreport.cell import Cell, State
from gxreport.diff.sentences import Prose, compared
from gxreport.keys import FIELDS
from gxreport.layout import Address, Relation
from gxreport.model import Report
from gxreport.sums import Sum, computed, failing, known

_FIELDS = ("organ", "organ_kind", "year", "edition", "period", "published", "title", "signature")
_NOTHING = (State.BLANK, State.MISSING)


class FieldChange(NamedTuple):
    """A short field that differs, by its key in report.yaml; empty where a report does not state it."""

    name: str
    key: str
    old: str
    new: str


class CellChange(NamedTuple):
    """A cell that differs. `change` is None where one of the two holds no number."""

    address: Address
    old: str
    new: str
    change: Decimal | None


class Line(NamedTuple):
    """A row, or one cell of a row, that only one of the two forms has, with its figures as written."""

    address: Address
    figures: tuple[str, ...]


class Difference(NamedTuple):
    """All that differs. `broken` are sums that fail only in the new report, `mended` only in the old one."""

    fields: tuple[FieldChange, ...] = ()
    cells: tuple[CellChange, ...] = ()
    only_old: tuple[Line, ...] = ()
    only_new: tuple[Line, ...] = ()
    broken: tuple[Sum, ...] = ()
    mended: tuple[Sum, ...] = ()
    prose: Prose = Prose()

    @property
    def none(self) -> bool:
        """Whether the two reports say the same."""
        return not (any(self[:-1]) or self.prose.differs)


def difference(old: Report, new: Report) -> Difference:
    """What differs between two reports, in the order of the form."""
    cells_old, cells_new = _shown(old), _shown(new)
    return Difference(
        tuple(_fields(old, new)),
        tuple(_cells(cells_old, cells_new)),
        tuple(_only(old, cells_old, cells_new)),
        tuple(_only(new, cells_new, cells_old)),
        *_sums(old, new),
        compared(old, new),
    )


def _fields(old: Report, new: Report) -> Iterator[FieldChange]:
    for name in _FIELDS:
        one, other = _text(getattr(old, name)), _text(getattr(new, name))
        if one != other:
            yield FieldChange(name, FIELDS[name], one, other)


def _text(value: object) -> str:
    if isinstance(value, tuple):  # a period: its first day and its last
        return "/".join(map(str, value))
    return "" if value is None else str(value)


class _Figure(NamedTuple):
    """What a cell shows: the text and, where it is one, the number."""

    text: str
    value: Decimal | None


Figures: TypeAlias = Mapping[Address, _Figure]


def _shown(report: Report) -> Figures:
    totals = computed(report)
    return {address: _figure(cell, totals.get(address)) for address, cell in report.cells().items()}


def _figure(cell: Cell, total: str | None) -> _Figure:
    if total is not None:
        return _Figure(total, Decimal(total))
    return _Figure("" if cell.state in _NOTHING else cell.raw or "", cell.value)


def _cells(old: Figures, new: Figures) -> Iterator[CellChange]:
    """The cells that both forms have and that show something else. `12件` is not `12`: it is told."""
    for address, now in new.items():
        before = old.get(address)
        if before is not None and before.text != now.text:
            yield CellChange(address, before.text, now.text, _change(before.value, now.value))


def _change(old: Decimal | None, new: Decimal | None) -> Decimal | None:
    return None if old is None or new is None else new - old


def _only(report: Report, own: Figures, others: Figures) -> Iterator[Line]:
    """The rows that only this form has and that hold something; single cells of rows that both have."""
    for layout in report.layouts:
        for row in layout.rows:
            lacking = [address for address in row.addresses if address not in others]
            if len(lacking) == len(row.addresses):
                figures = tuple(own[address].text for address in row.addresses)
                if any(figures):
                    yield Line(row.address, figures)
                continue
            for address in lacking:
                if own[address].text:
                    yield Line(address, (own[address].text,))


_Key: TypeAlias = tuple[Relation, tuple[Address, ...]]


def _key(found: Sum) -> _Key:
    """What makes two sums of two editions the same one: the total, or the rows that come in."""
    return found.equation.relation, found.equation.left


def _sums(old: Report, new: Report) -> tuple[tuple[Sum, ...], tuple[Sum, ...]]:
    """The sums that are broken only in the new report, and those that were and now surely hold."""
    before = {_key(found): found for found in failing(old) if found.broken}
    after = {_key(found): found for found in failing(new) if found.broken}
    both = _equations(old) & _equations(new)
    broken = tuple(found for key, found in after.items() if key not in before and key in both)
    mended: tuple[Sum, ...] = ()
    if before:
        holding = {_key(found): found for found in known(new) if not found.fails}
        mended = tuple(holding[key] for key in before if key in holding)
    return broken, mended


def _equations(report: Report) -> set[_Key]:
    return {(equation.relation, equation.left) for layout in report.layouts for equation in layout.equations}
