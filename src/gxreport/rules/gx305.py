from __future__ import annotations

from collections.abc import Iterator

from gxreport.cell import plain
from gxreport.finding import Problem, Severity
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.grouping import named
from gxreport.sums import blank_totals, open_blanks


@rule(
    "GX305",
    Severity.WARNING,
    cite="{notice}，表格的总计",
    help="把空白的格填上；没有的填 0。",
    example=Example("行政复议: [1, 0, 0, 1, 2]", '行政复议: [1, 0, 0, 1, ""]'),
)
def half_filled_sum(report: Report) -> Iterator[Problem]:
    """填了总计却空着分项，或填了分项却空着总计。

    合计对不上而其中有空白格时，差的数可能就在空白格里：这不算算错，算没有填完。总计空白而各项填了
    的，一张表提示一次。
    """
    yield from _open_sums(report)
    yield from _blank_totals(report)


def _open_sums(report: Report) -> Iterator[Problem]:
    """The sums that fail by what their blank cells may have held; each blank once."""
    for blanks, found in open_blanks(report).items():
        came, went = found.came, found.went
        assert came is not None  # a sum that fails is known on both sides
        assert went is not None
        lacking = plain(abs(came - went))
        if len(blanks) == 1:
            message = _("{cells}空白，按合计应为 {lacking}")
        else:
            message = _("{cells}空白，按合计其中还应有 {lacking}")
        others = tuple(term.address for term in (*found.left, *found.right) if term.address not in blanks)
        yield Problem(
            (*blanks, *others),
            message.format(cells=named(report, blanks), lacking=lacking),
            expected=lacking if len(blanks) == 1 else "",
        )


def _blank_totals(report: Report) -> Iterator[Problem]:
    """The blank totals of a table whose parts are filled."""
    every = blank_totals(report)
    for layout in report.layouts if every else ():
        blank = tuple(total for total in every if total.table == layout.name)
        if blank:
            message = _("“{table}”表{cells}填了分项，没有填总计")
            yield Problem(blank, message.format(table=_(layout.section.key), cells=named(report, blank)))
