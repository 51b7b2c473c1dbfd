from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Period, Report
from gxreport.periods import Day, miswritten_periods, stated_periods
from gxreport.prose import has_any, sentence
from gxreport.rules import Example, rule
from gxreport.rules.years import contradicting_year, names_whole_year

_COMPARED = ("比", "同期", "上年", "去年", "上一年")


@rule(
    "GX501",
    Severity.WARNING,
    cite="条例第四十九条（上一年度的年度报告）",
    help="写明统计期限，年份用报告的年度，如“统计期限为2023年1月1日至2023年12月31日”。",
    example=Example("统计期限: 2023-01-01/2023-12-31\n", "统计期限: 2023-01-01/2023-12-30\n"),
)
def statistical_period(report: Report) -> Iterator[Problem]:
    """没有写统计期限，或统计期限不是整个报告年度。

    统计期限是报告年度的 1 月 1 日至 12 月 31 日。照抄去年的期限、写成 12 月 30 日，是常见的疏忽。
    正文里别的起止日期（如专项行动的时间）不在此列。
    report.yaml 里填了“统计期限”的，正文可以不写；写了就要一致。
    """
    if report.year is None:
        return
    whole = Period(date(report.year, 1, 1), date(report.year, 12, 31))
    other = contradicting_year(report)  # GX212 says so: it is the year that is wrong, not the period
    if report.period not in (None, whole):
        if report.period.first.year != other:
            yield _wrong(_written_at(report, report.period), _spoken(report.period), whole)
        return
    stated = list(_stated(report, report.year))
    if report.period is not None:  # the text is published beside it, so it must not say another
        texts = dict(report.prose())
        stated = [one for one in stated if not has_any(_sentence_of(texts, one[0]), _COMPARED)]
        if not stated:
            return
    years = [year for year in (report.year, other) if year]
    if any(names_whole_year(text, year) for _field, text in report.prose() for year in years):
        return
    if stated:
        yield _wrong(*stated[0], whole)
    else:
        yield _miswritten(report, whole) or _missing(report, whole)


def _written_at(report: Report, period: Period) -> Span:
    """The words of a published report that state the period; in report.yaml it has a key of its own."""
    for field, text in report.prose() if report.headings else ():
        for stated in stated_periods(text, period.first.year):
            if (stated.first, stated.last) == (_day(period.first), _day(period.last)):
                return Span(field, stated.start, stated.end)
    return Span("period")


def _day(day: date) -> Day:
    return day.year, day.month, day.day


def _stated(report: Report, year: int) -> Iterator[tuple[Span, str]]:
    """Where the text states a period from January to December that is not `year`, and in what words."""
    for field, text in report.prose():
        for stated in stated_periods(text, year):
            is_right = (stated.first, stated.last) == ((year, 1, 1), (year, 12, 31))
            if stated.first[1:] == (1, 1) and stated.last[1] == 12 and not is_right:
                yield Span(field, stated.start, stated.end), text[stated.start : stated.end].strip()


def _sentence_of(texts: Mapping[str, str], span: Span) -> str:
    text = texts[span.field]
    return text[slice(*sentence(text, span.start, span.end))]


def _miswritten(report: Report, whole: Period) -> Problem | None:
    """The first period that lacks 年 or 日."""
    for field, text in report.prose():
        for start, end, lacking in miswritten_periods(text, whole.first.year):
            written = text[start:end].strip()
            message = _("统计期限写的是“{written}”，缺{lacking}字，应为 {whole}").format(
                written=written,
                lacking=_("、").join(_("“{label}”").format(label=character) for character in lacking),
                whole=_spoken(whole),
            )
            span = Span(field, start, end)
            return Problem((span,), message, _spoken(whole), written, help=_put_right(whole))
    return None


def _missing(report: Report, whole: Period) -> Problem:
    message = _("没有写明统计期限（{whole}）").format(whole=_spoken(whole))
    return Problem((Span("year"),), message, expected=_spoken(whole), help=_cure(report, whole))


def _cure(report: Report, whole: Period) -> str:
    """What to write about the period, with the days in full: such words are copied."""
    words = {"whole": _spoken(whole)}
    if report.headings:
        return _("写明“统计期限为{whole}”。").format(**words)
    # Only who writes report.yaml has a key for it.
    return _("写明“统计期限为{whole}”，或在 report.yaml 里填“统计期限”。").format(**words)


def _wrong(span: Span, written: str, whole: Period) -> Problem:
    message = _("统计期限写的是“{written}”，应为 {whole}").format(written=written, whole=_spoken(whole))
    return Problem((span,), message, expected=_spoken(whole), actual=written, help=_put_right(whole))


def _put_right(whole: Period) -> str:
    return _("改成“{whole}”。").format(whole=_spoken(whole))


def _spoken(period: Period) -> str:
    first, last = period
    return _("{y1}年{m1}月{d1}日至{y2}年{m2}月{d2}日").format(
        y1=first.year, m1=first.month, d1=first.day, y2=last.year, m2=last.month, d2=last.day
    )
