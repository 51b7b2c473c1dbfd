from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.limits import Limits
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Background, Example, rule


@rule(
    "GX216",
    Severity.NOTE,
    cite="",
    help="精简第一部分，或改 gxreport.toml 里的“总体情况字数”。",
    example=Example(
        "更准，找起来更方便。",
        "更准，找起来更方便。哪些信息由哪个科室制作、几天内上网、过期以后怎么标注，都写进了目录；哪些事项企业"
        "问得最多，就先公开哪些事项，并且用企业看得懂的话来写；哪些栏目没有人看，就问清楚原因，该合并的合并，"
        "该撤掉的撤掉，不让栏目空着；哪些内容容易过时，就按月核对，发现一处改正一处，改正以后再请经办人"
        "看一遍。",
        limits=Limits(overview=550),
    ),
)
def overview_too_long(report: Report, background: Background) -> Iterator[Problem]:
    """第一部分超过了规定的字数。

    有的地方限定总体情况的字数，如一千字以内。全国没有这样的规定，所以在 gxreport.toml 里写了
    “总体情况字数”才查。空白不算字，标点算。
    """
    limit = background.limits.overview
    if limit is None or not report.overview:
        return
    length = len("".join(report.overview.split()))
    if length > limit:
        message = _("第一部分有 {length} 字，规定不超过 {limit} 字")
        yield Problem(
            (Span("overview"),),
            message.format(length=length, limit=limit),
            actual=str(length),
        )
