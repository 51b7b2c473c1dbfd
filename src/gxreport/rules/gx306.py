from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gxreport.cell import plain
from gxreport.finding import Problem, Severity
from gxreport.layout import Address, TableLayout
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule

_COLUMNS = ("issued", "repealed", "in_force")


@rule(
    "GX306",
    Severity.WARNING,
    cite="{notice}，第二部分表格“现行有效件数”列",
    help="核对三个数：当年制发的文件，除了当年就废止的，年底都还有效。确有文件当年自行失效的，不必改。",
    example=Example("行政规范性文件: [2, 0, 5]", "行政规范性文件: [2, 0, 1]"),
)
def fewer_in_force_than_issued(report: Report) -> Iterator[Problem]:
    """现行有效件数少于当年制发减废止。

    年底现行有效的文件，至少有当年制发而没有废止的那些；少了，多半是漏计了，或者把三列填错了位。
    文件也会自行失效或合并，所以只作警告。
    """
    for cells in _rows(report.layout("disclosure")):
        issued, repealed, in_force = (report.cells()[cell].value for cell in cells)
        if issued is None or repealed is None or in_force is None or in_force >= issued - repealed:
            continue
        message = _("“{label}”现行有效 {in_force} 件，少于制发 {issued} 件减废止 {repealed} 件")
        words = {"issued": plain(issued), "repealed": plain(repealed), "in_force": plain(in_force)}
        yield Problem(
            (cells[2], cells[0], cells[1]),
            message.format(label=report.label(cells[0]._replace(column="")), **words),
            actual=words["in_force"],
        )


@lru_cache
def _rows(layout: TableLayout) -> tuple[tuple[Address, ...], ...]:
    """The three cells of each row that has them; the form of 2019 counts other things."""
    rows = ({address.column: address for address in row.addresses} for row in layout.rows)
    return tuple(
        tuple(cells[column] for column in _COLUMNS) for cells in rows if cells.keys() >= set(_COLUMNS)
    )
