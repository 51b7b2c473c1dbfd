from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gxreport.cell import plain
from gxreport.finding import Problem, Severity
from gxreport.layout import Address, Kind
from gxreport.limits import Limits
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Background, Example, rule
from gxreport.rules.lastyear import known, last_years

_SMALL = 50
"""A figure that was and is smaller than this may well change tenfold: 2 penalties, then 20."""
_SHOWN = 3


@rule(
    "GX605",
    Severity.NOTE,
    cite="",
    help="核对是否多写、漏写了位数，或用错了单位；属实的不用改。",
    example=Example("行政许可: 12\n", "行政许可: 1200\n", limits=Limits(implausible_factor=10)),
)
def implausible_change(report: Report, background: Background) -> Iterator[Problem]:
    """数比去年多了或少了很多倍。

    多少倍算异常，由本单位在配置里定；没有定就不提。两年都不到 50 的不比；申请办理和复议诉讼只比总计。
    一张表只提示一次。
    """
    factor = background.limits.implausible_factor
    previous = last_years(report, background)
    if factor is None or previous is None:
        return
    for layout in report.layouts:
        found: list[Address] = []
        words = []
        for row in layout.rows:
            has_total = any(column.summed for column in row.columns)
            for address, column in zip(row.addresses, row.columns, strict=True):
                if column.kind is Kind.CHANGE or (has_total and not column.summed):
                    continue
                now, before = known(report, address), known(previous, address)
                if now is None or before is None or not _implausible(now, before, factor):
                    continue
                found.append(address)
                words.append(
                    _("“{label}”去年 {before}，本年 {now}").format(
                        label=report.label(address), before=plain(before), now=plain(now)
                    )
                )
        if found:
            shown = _("；").join(words[:_SHOWN])
            message = _("{changes}，相差 {factor} 倍以上")
            if len(found) > _SHOWN:
                message = _("{changes}；共 {count} 格相差 {factor} 倍以上")
            yield Problem(
                tuple(found),
                message.format(changes=shown, factor=factor, count=len(found)),
                before=tuple(found),
            )


def _implausible(now: Decimal, before: Decimal, factor: int) -> bool:
    """A figure that was nothing is taken for one: what began this year is no wonder at once."""
    small, large = sorted((abs(now), abs(before)))
    return large >= _SMALL and large >= factor * max(small, Decimal(1))
