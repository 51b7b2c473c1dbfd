"""What differs between two reports, in words and figures: shared by the formats of `gxreport diff`."""

from __future__ import annotations

from decimal import Decimal

from gxreport.cell import plain
from gxreport.diff import Line
from gxreport.diff.sentences import Said
from gxreport.layout import Address, Relation
from gxreport.messages import _, marked
from gxreport.model import Report
from gxreport.reading import Reading
from gxreport.sections import SECTIONS
from gxreport.sums import Sum, added

NOTHING = marked("两份报告的内容相同。")
FIELDS = {
    "organ": marked("机关"),
    "organ_kind": marked("机关类型"),
    "year": marked("年度"),
    "edition": marked("格式"),
    "period": marked("统计期限"),
    "published": marked("发布日期"),
    "title": marked("标题"),
    "signature": marked("落款"),
}
TEXTS = {"preamble": marked("前言"), "intro": marked("说明"), "note": marked("注")}


def titled(reading: Reading) -> str:
    """A report in a few words: a.yaml（示例县水务局，2023 年度，2021 年版）."""
    report = reading.report
    words = [report.organ] if report.organ else []
    if report.year:
        words.append(_("{year} 年度").format(year=report.year))
    words.append(_("{edition} 年版格式").format(edition=report.edition))
    return _("{name}（{about}）").format(name=reading.name, about=_("，").join(words))


def signed(change: Decimal | None) -> str:
    """A change with its sign; empty where one of the two cells holds no number."""
    if change is None:
        return ""
    return f"+{plain(change)}" if change > 0 else plain(change)


def cell(report: Report, address: Address) -> str:
    """A cell or row with its table: 申请办理·本年新收·自然人."""
    return f"{_(report.layout(address.table).section.key)}·{report.label(address)}"


def figures(line: Line) -> str:
    """The figures of a row as they were written."""
    return _("、").join(figure or "~" for figure in line.figures)


def broken(report: Report, found: Sum) -> str:
    """A sum that does not hold, with both sides."""
    came, went = found.came, found.went
    words = {
        "came": plain(came) if came is not None else "?",
        "went": plain(went) if went is not None else "?",
    }
    if found.equation.relation is Relation.BALANCE:
        column = _(report.layout("requests").column(found.left[0].address).key)
        message = _("“{column}”列：新收加上年结转是 {came}，总计加结转下年度是 {went}")
        return message.format(column=column, **words)
    message = _("“{label}”是 {came}，各项之和是 {went}")
    return message.format(label=report.label(found.left[0].address), **words)


def mended(report: Report, found: Sum) -> str:
    """A sum that holds again, with what both sides come to."""
    total = added(found.left)
    value = plain(total) if total is not None else "?"
    if found.equation.relation is Relation.BALANCE:
        column = _(report.layout("requests").column(found.left[0].address).key)
        message = _("“{column}”列：新收加上年结转等于总计加结转下年度，都是 {value}")
        return message.format(column=column, value=value)
    message = _("“{label}”等于各项之和 {value}")
    return message.format(label=report.label(found.left[0].address), value=value)


def section(said: Said) -> str:
    """Where a sentence stands: the key of its section, and which text of a table it is."""
    name, _dot, text = said.field.partition(".")
    key = next((section.key for section in SECTIONS if section.name == name), "")
    words = [_(key)] if key else []
    if text or not key:
        words.append(_(TEXTS[text or name]))
    return "·".join(words)
