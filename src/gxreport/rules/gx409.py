from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gxreport.cell import plain
from gxreport.claims.counts import Count, counts
from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _, marked
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.claimed import sentence_of, words, wrong

_WHICH = "其中"
_CLAUSE = "，,；;。：:\n（("
# A part that belongs to another year, or that is no part, may be greater.
_APART = ("较", "比", "增", "减", "去年", "上年", "累计", "历年", "同期", "以来", "至今", "次年", "目标")


@rule(
    "GX409",
    Severity.WARNING,
    cite="",
    help=marked("核对“其中”后面的数和它前面的总数。"),
    example=Example("其中采纳3条", "其中采纳5条"),
)
def parts_exceed_the_whole(report: Report) -> Iterator[Problem]:
    """“其中”后面的数比它前面的总数还大。

    同一句话里先说总数，再说其中多少，部分不会超过总数。各部分加起来比总数少，或者有交叉，都是正常的，不提；
    这一句的数已与表格核对出不符的，也不重复提。
    """
    for field, text in report.prose():
        at = text.find(_WHICH)
        while at >= 0:
            problem = _exceeding(report, field, text, at)
            if problem is not None:
                yield problem
            at = text.find(_WHICH, at + len(_WHICH))


def _exceeding(report: Report, field: str, text: str, at: int) -> Problem | None:
    first, last = sentence_of(text, at, at)
    begin = at + len(_WHICH)
    while begin < last and text[begin] in "，,：: 　":
        begin += 1
    end = min((place for mark in _CLAUSE if (place := text.find(mark, begin)) >= 0), default=last)
    clause = text[begin : min(end, last)]
    parts = tuple(counts(text, begin, min(end, last)))
    before = tuple(counts(text, first, at)) if parts else ()
    if not before or any(word in clause for word in _APART):
        return None
    if any(not count.exact for count in (*before, *parts)):
        return None
    for part in parts:
        wholes = [count for count in before if count.classifier == part.classifier]
        if wholes and wholes[-1] is before[-1] and part.value > _sum(wholes):
            if any(
                claim.field == field and first <= claim.start < last for claim, _verdict in report.once(wrong)
            ):
                return None
            message = _("“{said}”：前面的总数是 {whole}，其中一项却有 {part}").format(
                said=words(report, field, wholes[0].start, part.end),
                whole=plain(_sum(wholes)),
                part=plain(part.value),
            )
            spans = (Span(field, part.start, part.end), Span(field, wholes[0].start, wholes[-1].end))
            return Problem(spans, message, actual="")
    return None


def _sum(found: list[Count]) -> Decimal:
    return sum((count.value for count in found), Decimal(0))
