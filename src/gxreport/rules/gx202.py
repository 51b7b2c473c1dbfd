from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.labels import as_printed
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import numbered
from gxreport.rules import Example, rule
from gxreport.sections import SECTIONS


@rule(
    "GX202",
    Severity.WARNING,
    cite="{notice}，六个部分的标题和顺序",
    help="标题照格式写，依次为一至六；《条例》第五十条的说法也可以。",
    example=Example("六、其他需要报告的事项", "六、其他需要说明的事项", carrier="txt"),
)
def altered_section(report: Report) -> Iterator[Problem]:
    """部分的标题改了字、次序不对，或编号不对。

    六个部分的标题由格式规定。缺一部分时后面的编号顺移，只按缺部分提示，不再提示编号。
    """
    latest = 0
    for index, heading in enumerate(report.headings):
        at = (Span(f"headings.{index}"),)
        written = heading.text.strip()
        if heading.section is None:
            yield Problem(at, _("“{written}”不在格式规定的六个部分之内").format(written=written))
            continue
        section = SECTIONS[heading.section - 1]
        number = numbered(heading.text)
        if heading.section < latest:
            yield Problem(at, _("“{written}”应在前面一部分之前").format(written=written))
        elif not as_printed(heading.text, section):
            message = _("“{written}”应为“{heading}”").format(written=written, heading=section.heading)
            yield Problem(at, message, expected=section.heading, actual=written)
        elif number and number.number not in (index + 1, section.number):
            message = _("“{written}”的编号应为“{heading}”").format(written=written, heading=section.heading)
            yield Problem(at, message, expected=section.heading, actual=written)
        latest = max(latest, heading.section)
