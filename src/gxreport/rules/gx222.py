from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity
from gxreport.messages import _
from gxreport.model import Noticed, Report
from gxreport.rules import Example, rule


@rule(
    "GX222",
    Severity.ERROR,
    cite="",
    help="改成格式里的名称；各项的名称照 gxreport init 生成的文件写。",
    example=Example("\n标题:", "\n副标题: 无\n标题:"),
    firm=True,
)
def unknown_key(report: Report) -> Iterator[Problem]:
    """report.yaml 里有不认识的键。

    键写错了，它下面的内容就没有人看到。
    """
    for remark in report.remarks:
        if remark.noticed is not Noticed.UNKNOWN_KEY:
            continue
        if remark.meant:
            message = _("没有“{key}”这一项，是不是“{meant}”").format(key=remark.written, meant=remark.meant)
        else:
            message = _("没有“{key}”这一项").format(key=remark.written)
        yield Problem((remark.place,), message)
