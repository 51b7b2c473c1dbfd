from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import Numbered, Numbering, all_numbered, in_chinese, numbered
from gxreport.rules import Example, rule
from gxreport.sections import NUMERALS


@rule(
    "GX207",
    Severity.WARNING,
    cite="GB/T 9704—2012，7.3.3 结构层次序数",
    help="同一层用同一种编号，依次往下：一、（一）1.（1）。",
    example=Example("（二）依申请公开。", "（2）依申请公开。"),
)
def numbering(report: Report) -> Iterator[Problem]:
    """标题编号混用、重复或跳号。

    结构层次依次为“一、”“（一）”“1.”“（1）”。同一层混用（一）和（2），或者重复、跳过一个号，读的人
    会以为漏了一段。一部分里的编号毛病合为一条。
    """
    yield from _headings(report)
    strange = {heading.text for heading in report.headings if heading.section is None}  # GX202 names them
    for field, text in report.prose():
        found = [number for number in all_numbered(text) if number.line not in strange]
        wrong = list(_out_of_step(found, text))
        if wrong:
            first = wrong[0]
            span = Span(field, first.start, first.start + len(first.written))
            others = (Span(field, w.start, w.start + len(w.written)) for w in wrong[1:])
            message = _("编号不连贯：{shown}").format(shown=_around(found, wrong))
            yield Problem((span, *others), message, actual=first.written)


def _headings(report: Report) -> Iterator[Problem]:
    """The headings of sections that are numbered in another style, in one finding."""
    others = [
        (Span(f"headings.{index}", number.start, number.start + len(number.written)), number.written)
        for index, heading in enumerate(report.headings)
        if heading.section and (number := numbered(heading.text)) and number.style is not Numbering.CHINESE
    ]
    if others:
        written = "".join(_("“{label}”").format(label=number) for _span, number in others)
        message = _("部分标题应以“一、二、三、”编号，这里是{written}").format(written=written)
        yield Problem(tuple(span for span, _number in others), message, actual=others[0][1])


def _out_of_step(found: list[Numbered], text: str) -> Iterator[Numbered]:
    """The numbers that do not follow the last one of their style below the same outer heading.

    The one before may stand in the middle of a line (做法有：1.……). A number that another follows at
    once may be none: 三、四季度.
    """
    last: dict[Numbering, int] = {}
    for number in found:
        before = last.get(number.style, 0)
        if number.number not in (1, before + 1):
            if number.text[:1] in f"{NUMERALS}0123456789" and number.text:
                continue
            if (
                number.number == before
                or _written(number.style, number.number - 1) not in text[: number.start]
            ):
                yield number
        last = {style: value for style, value in last.items() if style < number.style}
        last[number.style] = number.number


def _written(style: Numbering, number: int) -> str:
    """A number as it is usually written in its style."""
    return {
        Numbering.CHINESE: f"{in_chinese(number)}、",
        Numbering.CHINESE_BRACKETS: f"（{in_chinese(number)}）",
        Numbering.ARABIC: f"{number}.",
        Numbering.ARABIC_BRACKETS: f"（{number}）",
    }[style]


def _around(found: list[Numbered], wrong: list[Numbered]) -> str:
    """The numbers from before the first wrong one to the last, as they were written."""
    first, last = found.index(wrong[0]), found.index(wrong[-1])
    return "".join(number.written for number in found[max(first - 1, 0) : last + 1])
