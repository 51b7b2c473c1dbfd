from __future__ import annotations

from collections.abc import Iterator

from gxreport.cell import MISSING
from gxreport.finding import Problem, Severity, Span
from gxreport.form import Table, cells
from gxreport.messages import _
from gxreport.model import Noticed, Report
from gxreport.rules import Example, rule
from gxreport.sections import SECTIONS, Section

_NEVER_EMPTY = ("overview", "problems")


@rule(
    "GX201",
    Severity.ERROR,
    cite="条例第五十条；{notice}，六个部分",
    help="按格式补上这一部分；确实没有内容的也要保留标题，写明“无”。",
    example=Example("其他需要报告的事项: |\n  本年度按照", "落款: |\n  本年度按照"),
)
def missing_section(report: Report) -> Iterator[Problem]:
    """六个部分缺了一部分。

    年度报告固定为六个部分：总体情况、主动公开、申请办理、复议诉讼、存在的主要问题及改进情况、
    其他需要报告的事项。第一、第五部分也不能只有标题没有内容。
    """
    # What is left over of a table says nothing of its section.
    doubted = {
        address.table
        for remark in report.remarks
        if remark.noticed not in (Noticed.EXTRA_LINE, Noticed.REPEATED_TABLE, Noticed.OTHER_FORM)
        for address in remark.about
    }
    there = {section.name: _present(report, section) for section in SECTIONS}
    missing = [s for s in SECTIONS if not there[s.name] and s.name not in doubted]
    if missing:
        before = [s.name for s in SECTIONS if there[s.name] and s.number < missing[0].number]
        headings = _("、").join(_("“{label}”").format(label=section.heading) for section in missing)
        yield Problem(
            (Span(before[-1] if before else "year"),), _("缺少{headings}").format(headings=headings)
        )
    for name in _NEVER_EMPTY:
        if there[name] and not (getattr(report, name) or "").strip():
            heading = next(section.heading for section in SECTIONS if section.name == name)
            yield Problem((Span(name),), _("“{heading}”没有内容").format(heading=heading))


def _present(report: Report, section: Section) -> bool:
    """By its heading in a published document; by what it holds in a file without headings."""
    if report.headings:
        return any(heading.section == section.number for heading in report.headings)
    content = getattr(report, section.name)
    if isinstance(content, Table):
        return bool(content.intro or content.note) or any(cell != MISSING for _a, cell in cells(content))
    return content is not None
