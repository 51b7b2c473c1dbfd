"""The figures that were read in the prose, and how each was settled: for `gxreport validate -v`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gxreport.cell import plain
from gxreport.checking import Checked, place_of
from gxreport.claims import Claim, Outcome, Verdict, claims, label, settled
from gxreport.finding import Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.source import Place
from gxreport.textwidth import shown

_COLOURS = {Outcome.AGREES: "green", Outcome.DIFFERS: "red", Outcome.OPEN: "cyan"}


def listing(
    checked: Checked, paint: Callable[[str, str], str], where: Callable[[str, Place | None], str]
) -> Iterator[str]:
    """One line for each claim: its place, its words, what it was taken for and what came of it."""
    report = checked.reading.report
    found = claims(report)
    if not found:
        return
    yield _("{name}：正文里读出 {count} 个数").format(name=shown(checked.reading.name), count=len(found))
    texts = dict(report.prose())
    for claim in found:
        verdict = settled(report, claim)
        place = where(
            checked.reading.name, place_of(checked.reading, Span(claim.field, claim.start, claim.end))
        )
        words = "".join(texts[claim.field][claim.start : claim.end].split())
        outcome = paint(_outcome(report, claim, verdict), _COLOURS[verdict.outcome])
        yield f"   {shown(place)}: " + _("“{words}” {outcome}").format(words=shown(words), outcome=outcome)
    yield ""


def _outcome(report: Report, claim: Claim, verdict: Verdict) -> str:
    """✓ 本年新收 66, ✗ 应为本年新收 65, or that it was not compared and why."""
    figures = _("，").join(
        _("{label} {value}").format(
            label=label(report, reading), value=plain(value) if value is not None else "?"
        )
        for reading, value in verdict.figures
    )
    if verdict.agreed is not None:
        return "✓ " + _("{label} {value}").format(
            label=label(report, verdict.agreed), value=plain(claim.value)
        )
    if verdict.outcome is Outcome.DIFFERS:
        return "✗ " + _("正文 {value}，表中 {figures}").format(value=plain(claim.value), figures=figures)
    if not verdict.figures:
        return _("未比较：这一年的格式没有这个数")
    if not claim.exact:
        return _("未比较：{label}，约数").format(label=label(report, verdict.figures[0][0]))
    return _("未比较：{figures}，表中有没填的格").format(figures=figures)
