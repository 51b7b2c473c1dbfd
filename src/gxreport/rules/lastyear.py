"""What the rules against last year's report share: which report that is, and what is known of its cells."""

from __future__ import annotations

from decimal import Decimal

from gxreport import organnames
from gxreport.cell import State
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import has_any
from gxreport.rules import Background
from gxreport.sums import definitions

# Documents and applications also come and go with organs, lapse, or were counted wrongly the year before.
# Where a report says so, its word is taken.
OTHER_WAYS = ("失效", "到期", "期满", "有效期", "合并", "划转", "划入", "划出", "转入", "移交", "承接")
_OTHER_COUNTING = ("口径", "清理", "机构改革", "更正", "有误", "误报", "漏报", "漏计", "少计", "多计")
_OPEN = (State.BLANK, State.MISSING)


def last_years(report: Report, background: Background) -> Report | None:
    """The report of the year before by the same organ, if that is known."""
    previous = background.previous
    return previous if previous is not None and follows(report, previous) else None


def follows(report: Report, previous: Report) -> bool:
    """Whether a report is that of the year after, and may be of the same organ."""
    return (
        report.year is not None
        and previous.year == report.year - 1
        and organnames.compatible(report.organ, previous.organ)
    )


def why_not(report: Report, previous: Report, name: str) -> str:
    """Why a report, the file `name`, is not last year's of this one; empty if it is."""
    if follows(report, previous):
        return ""
    if report.year is None:
        return _("本年的报告没有写年度")
    if previous.year is None:
        return _("{name} 没有写年度").format(name=name)
    if previous.year != report.year - 1:
        return _("{name} 是 {year} 年度的报告，要的是 {due} 年度的").format(
            name=name, year=previous.year, due=report.year - 1
        )
    return _("{name} 是“{organ}”的报告，不是“{own}”的").format(
        name=name, organ=previous.organ, own=report.organ
    )


def explained(*texts: str) -> bool:
    """Whether notes beside figures say why these do not follow from last year's."""
    return any(has_any(text, (*OTHER_WAYS, *_OTHER_COUNTING)) for text in texts if text)


def known(report: Report, address: Address) -> Decimal | None:
    """What a cell says, or its parts say where it is a total left open; None if any of that is not known."""
    cell = report.cells().get(address)
    if cell is None or cell.state not in _OPEN:
        return cell.value if cell else None
    values = [known(report, part) for part in definitions(report.layout(address.table)).get(address, ())]
    return added(values) if values else None


def added(values: list[Decimal | None]) -> Decimal | None:
    """The sum of the values; None if one of them is not known."""
    found = [value for value in values if value is not None]
    return sum(found, Decimal(0)) if len(found) == len(values) else None
