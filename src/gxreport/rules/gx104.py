from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity
from gxreport.layout import Kind
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Example, rule


@rule(
    "GX104",
    Severity.ERROR,
    cite="{notice}所附格式的表格",
    help="件数填不小于 0 的整数，金额填不小于 0 的数；有增有减的只有 2019 年版的“本年增/减”。",
    example=Example("行政处罚: 3", "行政处罚: -3"),
)
def impossible_number(report: Report) -> Iterator[Problem]:
    """件数是负数或小数，或金额是负数。

    件数只能是非负整数，金额只能是非负数。2019 年版的“本年增/减”可以带正负号，但也是整数。
    """
    for address, cell in report.unusual().items():
        kind, value = report.layout(address.table).column(address).kind, cell.value
        if value is None:
            continue
        if kind in (Kind.COUNT, Kind.CHANGE) and value != value.to_integral_value():
            message = _("“{label}”填的是 {written}，件数不会有小数")
        elif kind is not Kind.CHANGE and value < 0:
            message = _("“{label}”填的是 {written}，不能小于 0")
        else:
            continue
        yield Problem((address,), message.format(label=report.label(address), written=cell.raw))
