from __future__ import annotations

from collections.abc import Iterator

from gxreport.cell import plain
from gxreport.finding import Problem, Severity
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Background, Example, rule
from gxreport.rules.lastyear import DOCUMENTS, explained, known, last_years

_ROWS = ("regulations", "normative_documents")


@rule(
    "GX602",
    Severity.WARNING,
    cite="",
    help="核对这三个数和去年的现行有效件数；有自行失效、合并或划转的，在表格下面说明。",
    example=Example("行政规范性文件: [2, 0, 5]", "行政规范性文件: [2, 1, 5]"),
)
def documents_in_force(report: Report, background: Background) -> Iterator[Problem]:
    """现行有效件数同去年接不上。

    规章和行政规范性文件：去年现行有效件数 ＋ 本年制发 － 本年废止 ＝ 本年现行有效件数。文件也会到期失效、
    合并或随机构划转，报告里说明了的不提。2019 年版的表没有这些列，不比。
    """
    previous = last_years(report, background)
    for row in _ROWS if previous else ():
        in_force, issued, repealed = (
            Address("disclosure", row, column) for column in ("in_force", "issued", "repealed")
        )
        now, more, fewer = (known(report, address) for address in (in_force, issued, repealed))
        before = known(previous, in_force) if previous else None
        if now is None or more is None or fewer is None or before is None or now == before + more - fewer:
            continue
        if now < more - fewer:  # that is GX306's to say
            continue
        if explained(report, report.disclosure, DOCUMENTS, report.cells()[in_force].beside):
            continue
        words = {
            "label": report.label(in_force),
            "now": plain(now),
            "expected": plain(before + more - fewer),
            "before": plain(before),
            "issued": plain(more),
            "repealed": plain(fewer),
        }
        message = _(
            "“{label}”是 {now}，而去年的 {before} 加本年制发 {issued}、减本年废止 {repealed}，是 {expected}"
        )
        yield Problem(
            (in_force, issued, repealed),
            message.format(**words),
            expected=words["expected"],
            actual=words["now"],
            working=f"{words['before']}+{words['issued']}-{words['repealed']}",
            before=(in_force,),
        )
