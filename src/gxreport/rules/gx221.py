from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity
from gxreport.messages import _
from gxreport.model import Noticed, Report
from gxreport.rules import Example, rule


@rule(
    "GX221",
    Severity.ERROR,
    cite="",
    help="两处只留一处。程序用的是前面那一处。",
    example=Example("  行政处罚: 3\n", "  行政处罚: 3\n  行政处罚: 4\n"),
    firm=True,
)
def repeated_key(report: Report) -> Iterator[Problem]:
    """report.yaml 里同一个键写了两次。

    YAML 软件遇到重复的键往往悄悄只留最后一个，前面填的数就丢了。
    """
    for remark in report.remarks:
        if remark.noticed is Noticed.REPEATED_KEY:
            yield Problem((remark.place,), _("“{key}”前面已经写过").format(key=remark.written))
