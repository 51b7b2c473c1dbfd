from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _, marked
from gxreport.model import OrganKind, Report
from gxreport.organs import is_government, kind_of
from gxreport.prose import has_any
from gxreport.rules import Example, rule

_FIRST_YEAR = 2019  # 条例 of 2019
_RESULTS = (
    (marked("工作考核"), ("考核", "考评", "绩效", "测评", "评估", "考查")),
    (
        marked("社会评议"),
        ("评议", "评价", "满意度", "测评", "民意", "问卷", "好差评"),
    ),
    (
        marked("责任追究"),
        ("追究", "追责", "问责", "责任倒查", "约谈", "通报批评", "责任认定", "处分"),
    ),
)


@rule(
    "GX209",
    Severity.WARNING,
    cite="条例第五十条（各级人民政府）",
    help="在第一部分“监督保障”里补写结果；没有发生责任追究的，写明没有。",
    example=Example("机关类型: 部门", "机关类型: 政府"),
)
def results_of_a_government(report: Report) -> Iterator[Problem]:
    """政府的报告没有写考核、评议或责任追究的结果。

    各级人民政府（包括乡镇人民政府）的报告，还要写政府信息公开工作的考核、社会评议和责任追究结果。
    部门、街道办事处的报告没有这一要求。在哪一部分写、用什么说法都可以。
    """
    if report.year is None or report.year < _FIRST_YEAR or not (report.overview or "").strip():
        return
    if not is_government(report):
        return
    texts = [text for _field, text in report.prose()]
    lacking = [name for name, words in _RESULTS if not any(has_any(text, words) for text in texts)]
    if lacking:
        kind, why = kind_of(report)
        message = (
            _("乡镇人民政府也是一级政府，报告要写{names}的结果，全文没有提到")
            if kind is OrganKind.TOWNSHIP
            else _("政府的报告应当写{names}的结果，全文没有提到（{why}）")
        )
        names = _("、").join(_("“{label}”").format(label=_(name)) for name in lacking)
        yield Problem((Span("overview"),), message.format(names=names, why=why))
