"""The honest readings of a claim: each a sum of cells of the form, by the layout of the report's edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from gxreport.claims import quantities as q
from gxreport.claims.quantities import Claim, Quantity, Reading
from gxreport.layout import Address, TableLayout
from gxreport.messages import _
from gxreport.model import Report

_TOTAL = "total"
_NEW, _CARRIED_IN, _CARRIED_OUT, _SETTLED = "new", "carried_in", "carried_out", q.ALL_RESULTS
_GROUPS = {
    q.REFUSED: "results.refused",
    q.UNABLE: "results.unavailable",
    q.REJECTED: "results.rejected",
    q.OTHERS: "results.other",
}
_DISPUTES = {
    q.REVIEW: ("reconsideration",),
    q.LITIGATION: ("direct", "after_reconsideration"),
    q.DIRECT: ("direct",),
    q.AFTER_REVIEW: ("after_reconsideration",),
    q.DISPUTES: ("reconsideration", "direct", "after_reconsideration"),
}
# 2019's form counts what was made and what was published; a clerk may have meant either.
_DOCUMENTS = {q.ISSUED: ("issued", "made", "published"), q.REPEALED: ("repealed",), q.IN_FORCE: ("in_force",)}
_TABLES = {q.RULES: "regulations", q.DOCUMENTS: "normative_documents"}

Terms = tuple[tuple[str, ...], tuple[str, ...]]
"""Rows that are added, and rows that are taken off."""


def readings(report: Report, claim: Claim) -> Iterator[Reading]:
    """What a claim may honestly mean, the plainest first; nothing where the form has no such figure."""
    for quantity in (claim.quantity, *claim.beside):
        if quantity.name in q.OF_DISPUTES:
            yield _of_disputes(quantity)
        elif quantity.name in q.OF_DOCUMENTS:
            yield from _of_documents(report.layout("disclosure"), quantity)
        else:
            based = claim.basis is not None
            yield from _of_requests(report.layout("requests"), quantity, claim.strict, based)


def label(report: Report, reading: Reading) -> str:
    """What people call the cells of a reading: 本年新收+上年结转·自然人."""
    first = reading.cells[0]
    layout = report.layout(first.table)
    if first.table == "disclosure":
        return report.label(first)
    rows = tuple(dict.fromkeys(cell.row for cell in reading.cells))
    columns = {cell.column for cell in reading.cells}
    kinds = [c for c in layout.row(first.row).columns if c.name in columns]
    if first.table == "reviews":
        words = "+".join(_(layout.row(row).keys[-1]) for row in rows)
        return words + "".join(f"·{_(kind.key)}" for kind in kinds if kind.name != _TOTAL)
    less = _named(layout, tuple(dict.fromkeys(cell.row for cell in reading.less)))
    words = "+".join(_named(layout, rows)) + "".join(f"-{word}" for word in less)
    if columns == {_TOTAL}:
        return words
    if columns == set(_columns(layout, q.ORGANISATIONS)):
        return f"{words}·{_(kinds[0].labels[-2])}"
    return f"{words}·" + "+".join(_(kind.key) for kind in kinds)


@lru_cache(maxsize=256)
def _of_requests(layout: TableLayout, quantity: Quantity, strict: bool, based: bool) -> tuple[Reading, ...]:
    """What a quantity of the applications may mean; `based` on a figure that was said of another."""
    columns = _columns(layout, quantity.part)
    return tuple(
        Reading(_cells(layout, plus, columns), _cells(layout, less, columns))
        for plus, less in _terms(layout, quantity, strict=strict, based=based)
    )


def _terms(layout: TableLayout, quantity: Quantity, *, strict: bool, based: bool) -> Iterator[Terms]:
    """The rows of the applications that a quantity may be made of."""
    name = quantity.name
    if name == q.RECEIVED:
        yield (_NEW,), ()
        if not strict or quantity.part:
            yield (_NEW, _CARRIED_IN), ()
    elif name == q.SETTLED:
        yield (_SETTLED,), ()
        # Of this year's applications those that are not carried on; and those that got an answer.
        yield (_NEW,), (_CARRIED_OUT,)
        if not strict:
            yield (_SETTLED,), _group(layout, q.OTHERS)
        if based:
            yield (_SETTLED,), (_CARRIED_IN,)
            yield (_SETTLED, _CARRIED_OUT), ()
    elif name == q.CARRIED_IN:
        yield (_CARRIED_IN,), ()
    elif name == q.CARRIED_OUT:
        yield (_CARRIED_OUT,), ()
        if not strict:
            yield (_CARRIED_IN,), ()
    else:
        yield tuple(row for one in quantity.rows for row in _group(layout, one)), ()
        if name == "results.granted" and not strict:
            yield ("results.granted", "results.partly_granted"), ()
        rows = _group(layout, name)
        if name == q.OTHERS and len(rows) > 1:
            # 逾期不补正3件、其他处理4件: what is left of the group beside the rows that have names.
            yield rows[-1:], ()
            yield rows[1:], ()


def _group(layout: TableLayout, name: str) -> tuple[str, ...]:
    """The rows of a group; a row that the edition has is its own group."""
    prefix = _GROUPS.get(name, name)
    below = tuple(row.name for row in layout.rows if row.name.startswith(prefix + "."))
    return below or tuple(row.name for row in layout.rows if row.name == prefix)


def _named(layout: TableLayout, names: tuple[str, ...]) -> list[str]:
    """The rows as people call them; all rows of a group by the group's name."""
    words: dict[str, None] = {}
    for name in names:
        row = layout.row(name)
        group = name.rpartition(".")[0]
        whole = group.count(".") == 1 and set(_group(layout, group)) <= set(names)
        keys = (row.label,) if row.summed else row.keys
        words["·".join(_(key) for key in (keys[:1] if whole else keys))] = None
    return list(words)


def _columns(layout: TableLayout, part: str) -> tuple[str, ...]:
    """The columns of a kind of applicant: five for 法人或其他组织, which are those under one heading.

    Several kinds that are named as one are joined with `+`.
    """
    if not part:
        return (_TOTAL,)
    if part == q.ORGANISATIONS:
        columns = layout.rows[0].columns
        return tuple(c.name for c in columns if len(c.labels) > len(columns[0].labels))
    return tuple(part.split("+"))


def _cells(layout: TableLayout, rows: Iterable[str], columns: tuple[str, ...]) -> tuple[Address, ...]:
    return tuple(Address(layout.name, row, column) for row in rows for column in columns)


def _of_disputes(quantity: Quantity) -> Reading:
    column = quantity.part or _TOTAL
    return Reading(tuple(Address("reviews", row, column) for row in _DISPUTES[quantity.name]))


def _of_documents(layout: TableLayout, quantity: Quantity) -> Iterator[Reading]:
    row = layout.row(_TABLES[quantity.name])
    for name in _DOCUMENTS[quantity.part]:
        for column in row.columns:
            if column.name == name:
                yield Reading((Address(layout.name, row.name, name),))
