"""Tables of which so much was not read that its lines are not worth naming one by one."""

from __future__ import annotations

from collections.abc import Mapping

from gxreport.finding import Problem
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Noticed, Remark, Report

_LINES = (Noticed.EXTRA_LINE, Noticed.UNEVEN_LINE)
_FEW = 3  # an extra row or two, each with a finding of its own


def unread(report: Report) -> Mapping[str, tuple[Remark, ...]]:
    """What was left over of each table, by the table's name, where that is more than a few lines."""
    found: dict[str, list[Remark]] = {}
    for remark in report.remarks:
        if remark.noticed in _LINES and remark.about:
            found.setdefault(remark.about[0].table, []).append(remark)
    return {table: tuple(remarks) for table, remarks in found.items() if len(remarks) > _FEW}


def problem(report: Report, table: str, remarks: tuple[Remark, ...]) -> Problem:
    """One problem for a table of which many lines have no place in the form."""
    lines = [remark.place.line for remark in remarks if remark.place.line]
    if len(lines) == len(remarks):
        message = _("“{table}”表有 {count} 处没有读出来（第 {first} 行至第 {last} 行），请对照原文补填")
    else:
        message = _("“{table}”表有 {count} 处没有读出来，请对照原文补填")
    words = message.format(
        table=_(report.layout(table).section.key),
        count=len(remarks),
        first=min(lines, default=0),
        last=max(lines, default=0),
    )
    rows = dict.fromkeys(
        Address(table, address.row) for remark in remarks for address in remark.about if address.row
    )
    return Problem((remarks[0].place, Address(table), *rows), words)
