from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gxreport.cell import plain
from gxreport.finding import Problem, Severity, Span
from gxreport.layout import Address
from gxreport.messages import _, marked
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.sums import computed

_FEE = r"信息处理费|处理费"
_SPOKEN_OF = r"收费|收取|缴费|缴纳|费用"  # in section six, where 收费通知3件 is about nothing else
_AMOUNT = r"(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)[ \u3000]*(?P<unit>万元|元)"
_OTHERS = r"每|标准|上限|最低|最高|减免|退还|退回|应收|应缴|未缴|不超过|以上|以下|累计|历年|去年|上年"
_STOPS = "。；！？\n"


@rule(
    "GX411",
    Severity.WARNING,
    cite="国办函〔2020〕109号《政府信息公开信息处理费管理办法》",
    help=marked("在第六部分写明收取信息处理费的情况；收了费的，核对金额和第二部分的行政事业性收费。"),
    example=Example("未收取信息处理费", "收取信息处理费13000元"),
)
def processing_fee(report: Report) -> Iterator[Problem]:
    """信息处理费的情况与表格对不上。

    表中有因逾期未缴费而不再处理的申请，说明发过收费通知，第六部分却没有提信息处理费；
    或者第六部分写的信息处理费，比全年行政事业性收费的总数还多（信息处理费本身就是行政事业性收费）。
    有行政事业性收费而没有提信息处理费是正常的。
    """
    yield from _unspoken(report)
    yield from _too_much(report)


def _unspoken(report: Report) -> Iterator[Problem]:
    unpaid = Address("requests", "results.other.unpaid", "total")
    cell = report.cells().get(unpaid)
    if cell is None or report.other is None or not report.other.strip():
        return
    written = cell.value if cell.value is not None else Decimal(report.once(computed).get(unpaid, "0"))
    if written <= 0 or re.search(_SPOKEN_OF, report.other):
        return
    if not any(re.search(_FEE, text) for _field, text in report.prose()):
        message = _("表中“{label}”有 {count} 件，第六部分没有提信息处理费").format(
            label=report.label(unpaid), count=plain(written)
        )
        yield Problem((Span("other"), unpaid), message)


def _too_much(report: Report) -> Iterator[Problem]:
    fees = Address("disclosure", "fees", "collected")
    cell = report.cells().get(fees)
    text = report.other or ""
    if cell is None or cell.value is None or "处理费" not in text:
        return
    for fee in re.finditer(_FEE, text):
        end = min((at for stop in _STOPS if (at := text.find(stop, fee.end())) >= 0), default=len(text))
        following = text[fee.end() : end]
        found = re.search(_AMOUNT, following)
        if found is None or re.search(_OTHERS, following[: found.end() + 3]):
            continue
        amount = Decimal(re.sub("[,，]", "", found["number"])) * (10_000 if found["unit"] == "万元" else 1)
        if amount > cell.value * 10_000:
            message = _("信息处理费 {amount} 元，比表中全年的行政事业性收费 {fees} 万元还多").format(
                amount=plain(amount), fees=plain(cell.value)
            )
            span = Span("other", fee.start(), fee.end() + found.end())
            yield Problem((span, fees), message)
            return
