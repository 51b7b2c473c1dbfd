from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from gxreport.cell import plain
from gxreport.finding import Problem, Severity, Span, Target
from gxreport.layout import Address, Kind, TableLayout
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import sentence
from gxreport.rules import Background, Example, rule

_AMOUNT = r"(?<![\d.])(\d[\d,，]*(?:\.\d+)?)\s*(万?)元"
_YUAN = 10_000
# Fees that grew or fell tenfold are rare, and a thousandfold more are no growth.
_LEAST, _MOST = 1_000, 100_000


@rule(
    "GX106",
    Severity.WARNING,
    cite="{notice}，第二部分表格“本年收费金额（单位：万元）”",
    help="表里以万元为单位：把元换算成万元再填；数本来就是万元的，不用改。",
    example=Example("行政事业性收费: 1.25", "注: 全年收取行政事业性收费12500元。\n  行政事业性收费: 12500"),
)
def amount_in_yuan(report: Report, background: Background) -> Iterator[Problem]:
    """以万元为单位的金额，像是按元填的。

    同一个数在文字里写的是“元”，或者比上年大了上千倍，多半是忘了换算：表里的数大了一万倍。
    """
    for address in _wan_yuan(report.layout("disclosure")):
        cell = report.cells()[address]
        if cell.value is None or cell.value <= 0 or cell.beside:
            continue
        words = {"label": report.label(address), "actual": plain(cell.value)}
        right = plain(cell.value / _YUAN)
        at: tuple[Target, ...] = (address,)
        if span := _said_in_yuan(report, cell.value):
            message = _("“{label}”填的是 {actual}（万元），文字里写的是 {actual} 元")
            at = (address, span)
        elif before := _grown_from(cell.value, address, background.previous):
            message = _("“{label}”填的是 {actual}（万元），上年是 {before}，大了上千倍，像是按元填的")
            words["before"] = plain(before)
        else:
            continue
        help = _("若这是元数，应填 {right}；若确是万元，核对文字或上年的数。").format(right=right)
        yield Problem(at, message.format(**words), expected=right, actual=words["actual"], help=help)


@lru_cache
def _wan_yuan(layout: TableLayout) -> tuple[Address, ...]:
    """The cells of a table that hold an amount in 万元."""
    return tuple(address for address in layout.addresses() if layout.column(address).kind is Kind.WAN_YUAN)


def _said_in_yuan(report: Report, value: Decimal) -> Span | None:
    """Where a sentence about fees has this number of yuan, if none has it in 万元."""
    found = None
    for field, text in report.prose():
        for amount in re.finditer(_AMOUNT, text) if "元" in text and "费" in text else ():
            written = Decimal(re.sub("[,，]", "", amount[1]))
            if written != value or "费" not in text[slice(*sentence(text, *amount.span()))]:
                continue
            if amount[2]:
                return None
            found = found or Span(field, *amount.span())
    return found


def _grown_from(value: Decimal, address: Address, previous: Report | None) -> Decimal | None:
    """Last year's amount, where this year's is so much more that it must be another unit."""
    before = previous.cells().get(address) if previous else None
    if previous is None or before is None or not before.value or before.beside:
        return None
    in_wan_yuan = address in _wan_yuan(previous.layout(address.table))
    return before.value if in_wan_yuan and _LEAST <= value / before.value <= _MOST else None
