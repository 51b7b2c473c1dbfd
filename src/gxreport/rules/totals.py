"""What the rules on totals share: a total that is not the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterator

from gxreport.cell import plain
from gxreport.finding import Problem
from gxreport.layout import Relation
from gxreport.messages import _
from gxreport.model import Report
from gxreport.sums import failing, written


def wrong_totals(
    report: Report, table: str, relation: Relation, message: str, help: str
) -> Iterator[Problem]:
    """A problem for each total of a table that is not the sum of its parts.

    `message` may name the cell as {label}; `help` also {expected} and {actual}.
    """
    for found in failing(report, table, relation):
        actual, expected = found.came, found.went
        if actual is None or expected is None or not found.broken:
            continue
        total = found.left[0].address
        cells = (total, *(term.address for term in found.right))
        words = {"label": report.label(total), "expected": plain(expected), "actual": plain(actual)}
        yield Problem(
            cells,
            _(message).format(**words),
            expected=words["expected"],
            actual=words["actual"],
            working=written(found.right),
            help=_(help).format(**words),
        )
