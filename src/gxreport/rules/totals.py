"""What the rules on sums share: which mistakes are theirs, and how the sums beside are told."""

from __future__ import annotations

from collections.abc import Iterator

from gxreport.cell import plain
from gxreport.claims import claims, settled
from gxreport.finding import Also, Problem, Suspect
from gxreport.layout import Address, Relation
from gxreport.messages import _
from gxreport.model import Report
from gxreport.sums import Sum, written
from gxreport.suspects import Cause, causes


def caused(report: Report, table: str, relation: Relation) -> Iterator[tuple[Cause, Sum]]:
    """The mistakes that a sum of this table and kind names best, each with that sum."""
    for cause in causes(report):
        equation = cause.sums[0].equation
        if equation.relation is relation and equation.left[0].table == table:
            yield cause, cause.sums[0]


def wrong_totals(
    report: Report, table: str, relation: Relation, message: str, help: str
) -> Iterator[Problem]:
    """A problem for each mistake that a total of a table shows: it is not the sum of its parts.

    `message` may name the cell as {label}; `help` also {expected} and {actual}.
    """
    for cause, found in caused(report, table, relation):
        actual, expected = sides(found)
        total = found.left[0].address
        cells = (total, *(term.address for term in found.right))
        words = {"label": report.label(total), "expected": expected, "actual": actual}
        alone = _alone(cause, total) if total in report.once(_borne_out) else ()
        told = _("正文写的也是 {expected}。").format(expected=expected) if alone else ""
        yield Problem(
            cells,
            _(message).format(**words),
            expected=expected,
            actual=actual,
            working=written(found.right),
            help=told + _(help).format(**words),
            suspects=alone or cause.suspects,
            also=also(report, cause),
        )


def _borne_out(report: Report) -> frozenset[Address]:
    """The totals that are not the sums of their parts though the prose says just what they come to."""
    verdicts = (settled(report, claim) for claim in claims(report))
    return frozenset(
        verdict.mended[0]
        for verdict in verdicts
        if verdict.mended and verdict.agreed and verdict.mended == verdict.agreed.cells
    )


def _alone(cause: Cause, total: Address) -> tuple[Suspect, ...]:
    """The suspects by which only a total is wrong."""
    return tuple(one for one in cause.suspects if [change.address for change in one.changes] == [total])


def also(report: Report, cause: Cause) -> tuple[Also, ...]:
    """The other sums that a mistake breaks, each as a clause."""
    return tuple(Also(found.left[0].address, _clause(report, found)) for found in cause.sums[1:])


def _clause(report: Report, found: Sum) -> str:
    point = found.left[0].address
    left, right = sides(found)
    if found.equation.relation is Relation.BALANCE:
        column = _(report.layout(point.table).column(point).key)
        clause = _("“{column}”列新收加上年结转 {came}，办结加结转下年 {went}")
        return clause.format(column=column, came=left, went=right)
    clause = _("“{label}”填的是 {actual}，各项相加是 {expected}")
    return clause.format(label=report.label(point), expected=right, actual=left)


def sides(found: Sum) -> tuple[str, str]:
    """What the two sides of a failing sum come to, as people write it."""
    came, went = found.came, found.went
    assert came is not None  # a sum that fails is known on both sides
    assert went is not None
    return plain(came), plain(went)
