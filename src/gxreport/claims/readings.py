"""The honest readings of a claim: each a sum of cells of the form, by the layout of the report's edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gxreport.claims import quantities as q
from gxreport.claims.quantities import Claim, Quantity, Reading
from gxreport.layout import Address, Row, TableLayout
from gxreport.messages import _
from gxreport.model import Report

_TOTAL = "total"
_NEW, _CARRIED_IN, _CARRIED_OUT, _SETTLED = "new", "carried_in", "carried_out", "results.total"
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


def readings(report: Report, claim: Claim) -> tuple[Reading, ...]:
    """What a claim may honestly mean, the plainest first; none where the form has no such figure."""
    found: dict[Reading, None] = {}
    for quantity in (claim.quantity, *claim.beside):
        if quantity.name in q.OF_DISPUTES:
            found[_of_disputes(report, quantity)] = None
        elif quantity.name in q.OF_DOCUMENTS:
            found.update(dict.fromkeys(_of_documents(report, quantity)))
        else:
            layout = report.layout("requests")
            for plus, less in _terms(layout, claim, quantity):
                found[_of_requests(layout, quantity, plus, less)] = None
    return tuple(found)


def _terms(layout: TableLayout, claim: Claim, quantity: Quantity) -> Iterator[Terms]:
    """The rows of the applications that a quantity may be made of."""
    name = quantity.name
    if name == q.RECEIVED:
        yield (_NEW,), ()
        if not claim.strict or quantity.part:
            yield (_NEW, _CARRIED_IN), ()
    elif name == q.SETTLED:
        yield (_SETTLED,), ()
        # Of this year's applications those that are not carried on; and those that got an answer.
        yield (_NEW,), (_CARRIED_OUT,)
        if not claim.strict:
            yield (_SETTLED,), _group(layout, q.OTHERS)
        if claim.basis:
            yield (_SETTLED,), (_CARRIED_IN,)
            yield (_SETTLED, _CARRIED_OUT), ()
    elif name == q.CARRIED_IN:
        yield (_CARRIED_IN,), ()
    elif name == q.CARRIED_OUT:
        yield (_CARRIED_OUT,), ()
        if not claim.strict:
            yield (_CARRIED_IN,), ()
    else:
        yield tuple(row for one in quantity.rows for row in _group(layout, one)), ()
        if name == "results.granted" and not claim.strict:
            yield ("results.granted", "results.partly_granted"), ()


def _group(layout: TableLayout, name: str) -> tuple[str, ...]:
    """The rows of a group; a row that the edition has is its own group."""
    prefix = _GROUPS.get(name, name)
    below = tuple(row.name for row in layout.rows if row.name.startswith(prefix + "."))
    return below or tuple(row.name for row in layout.rows if row.name == prefix)


def _of_requests(
    layout: TableLayout, quantity: Quantity, plus: Iterable[str], less: Iterable[str]
) -> Reading:
    plus, less = tuple(plus), tuple(less)
    columns = _columns(layout, quantity.part)
    label = "+".join(_named(layout, plus))
    if less:
        label += "".join(f"-{word}" for word in _named(layout, less))
    if quantity.part:
        kinds = [c.key for c in layout.rows[0].columns if c.name in columns]
        heading = layout.rows[0].columns[1].labels[-2]
        label += "·" + (_(heading) if len(kinds) > 1 else _(kinds[0]))
    return Reading(label, _cells(layout, plus, columns), _cells(layout, less, columns))


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
    """The columns of a kind of applicant: five for 法人或其他组织, which are those under one heading."""
    if not part:
        return (_TOTAL,)
    if part == q.ORGANISATIONS:
        columns = layout.rows[0].columns
        return tuple(c.name for c in columns if len(c.labels) > len(columns[0].labels))
    return (part,)


def _cells(layout: TableLayout, rows: Iterable[str], columns: tuple[str, ...]) -> tuple[Address, ...]:
    return tuple(Address(layout.name, row, column) for row in rows for column in columns)


def _of_disputes(report: Report, quantity: Quantity) -> Reading:
    layout = report.layout("reviews")
    rows = [layout.row(name) for name in _DISPUTES[quantity.name]]
    cells = tuple(Address(layout.name, row.name, quantity.part or _TOTAL) for row in rows)
    words = [_(row.keys[-1]) for row in rows]
    result = next((c.key for c in rows[0].columns if c.name == quantity.part), "")
    return Reading("+".join(words) + (f"·{_(result)}" if result else ""), cells)


def _of_documents(report: Report, quantity: Quantity) -> Iterator[Reading]:
    layout = report.layout("disclosure")
    row: Row = layout.row(_TABLES[quantity.name])
    for name in _DOCUMENTS[quantity.part]:
        for column in row.columns:
            if column.name == name:
                address = Address(layout.name, row.name, column.name)
                yield Reading(report.label(address), (address,))
