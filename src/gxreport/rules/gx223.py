from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity
from gxreport.messages import _
from gxreport.model import Noticed, Report
from gxreport.rules import Example, rule


@rule(
    "GX223",
    Severity.ERROR,
    cite="",
    help="直接写出内容，不用别名（*）和标签（!）。",
    example=Example("行政处罚: 3", "行政处罚: !!int 3"),
    firm=True,
)
def refused_yaml(report: Report) -> Iterator[Problem]:
    """report.yaml 用了别名或标签。

    别名让一处内容在几处出现，标签改变值的含义；报告用不着，也容易看漏。
    """
    for remark in report.remarks:
        if remark.noticed is Noticed.REFUSED_YAML:
            message = _("“{written}”用了 YAML {feature}").format(written=remark.written, feature=remark.meant)
            yield Problem((remark.place,), message)
        elif remark.noticed is Noticed.TOO_DEEP:
            help = _("报告的各项最多五层，看这里的括号或缩进是不是多了。")
            yield Problem((remark.place,), _("括号或缩进一层套一层，太深了"), help=help)
