from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from gxreport.cell import plain
from gxreport.finding import Problem, Severity
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Background, Example, rule
from gxreport.rules.lastyear import CARRIED_IN, added, explained, known, last_years


@rule(
    "GX601",
    Severity.ERROR,
    cite="{notice}，第三部分表格第二项、第四项",
    help="查去年报告的“结转下年度继续办理”，照它填上年结转；去年报错了或有划入划出的，在表格下面说明。",
    example=Example(
        "  本年新收: [58, 7, 0, 0, 1, 0, 66]\n  上年结转: [2, 0, 0, 0, 0, 0, 2]",
        "  本年新收: [59, 6, 0, 0, 1, 0, 66]\n  上年结转: [1, 1, 0, 0, 0, 0, 2]",
    ),
)
def carried_in(report: Report, background: Background) -> Iterator[Problem]:
    """上年结转与去年报告的结转下年度不同。

    去年没有办完、结转到今年的申请，就是今年的上年结转：两年的总计应当相同（不同是错误）。各类申请人的
    数也应当相同，但申请人的类别有可能重新认定，所以只有分列不同而总计相同的，是警告。空白的格不比；
    报告里说明了原因的（如随机构改革划入、两局合计）不提。
    """
    previous = last_years(report, background)
    if previous is None:
        return
    *kinds, total = report.layout("requests").row("carried_in").addresses
    now, then = _counts(report, kinds), _counts(previous, map(_before, kinds))
    pairs = zip(kinds, now, then, strict=True)
    differing = [(kind, a, b) for kind, a, b in pairs if a is not None and b is not None and a != b]
    at = tuple(kind for kind, _now, _then in differing)
    totals, totals_then = _totals(report, total, now), _totals(previous, _before(total), then)
    differs = bool(totals and totals_then) and not set(totals) & set(totals_then)
    if not (differs or at) or explained(report, report.requests, CARRIED_IN):
        return
    if differs:
        yield _other_total(report, total, at, totals[0], totals_then[0])
    elif at and (None in (*now, *then) or added(now) == added(then)):
        # Where the columns do not add up to totals that agree, GX303 has said so, this year or last.
        told = _("、").join(
            _("“{column}”{now} 件（去年 {then} 件）").format(
                column=_column(report, kind), now=plain(a), then=plain(b)
            )
            for kind, a, b in differing
        )
        message = _("上年结转与去年报告的结转下年度不同：{columns}").format(columns=told)
        help = _("申请人的类别重新认定过的，不用改；不然就照去年报告的“结转下年度”逐列核对。")
        yield Problem(at, message, help=help, severity=Severity.WARNING, before=tuple(map(_before, at)))


def _other_total(
    report: Report, total: Address, kinds: tuple[Address, ...], actual: Decimal, expected: Decimal
) -> Problem:
    """The totals differ; the columns in which they do are part of the same mistake."""
    message = _("上年结转共 {actual} 件，去年报告的结转下年度是 {expected} 件")
    if kinds:
        message = _("上年结转共 {actual} 件，去年报告的结转下年度是 {expected} 件，不同的列有{columns}")
    words = {
        "actual": plain(actual),
        "expected": plain(expected),
        "columns": _("、").join(_("“{label}”").format(label=_column(report, kind)) for kind in kinds),
    }
    at = (total, *kinds)
    return Problem(
        at, message.format(**words), words["expected"], words["actual"], before=tuple(map(_before, at))
    )


def _before(now: Address) -> Address:
    """The cell of last year's report that a cell of 上年结转 must agree with."""
    return Address("requests", "carried_out", now.column)


def _counts(report: Report, cells: Iterable[Address]) -> list[Decimal | None]:
    return [known(report, address) for address in cells]


def _totals(report: Report, total: Address, kinds: list[Decimal | None]) -> list[Decimal]:
    """The total as it is stated and as the columns add up to it, as far as they are known."""
    return [value for value in (known(report, total), added(kinds)) if value is not None]


def _column(report: Report, cell: Address) -> str:
    return _(report.layout("requests").column(cell).key)
