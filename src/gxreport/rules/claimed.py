"""What the rules of family GX4 share: claims of the prose that disagree with the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from gxreport.cell import plain
from gxreport.claims import Claim, Outcome, Quantity, Verdict, claims, label, settled
from gxreport.finding import Problem, Span
from gxreport.messages import _, marked
from gxreport.model import Report

HELP = marked("对照表格和原始台账，哪一处错改哪一处；同一个数在正文别处出现的，一并核对。")
_ONE = marked("表格若对，这里改成 {figure}；表格若错，按原始台账改表格。同一个数在正文别处出现的，一并核对。")
_MOST_WORDS = 40


def disagreeing(
    report: Report, about: Callable[[Quantity], bool], *, nothing: bool = False
) -> Iterator[Problem]:
    """A problem for each claim about some quantities that no honest reading of the tables bears out.

    `nothing` asks for those, and only those, in which one side has none and the other some.
    """
    for claim, verdict in report.once(wrong):
        if about(claim.quantity) and none_against_some(claim, verdict) is nothing:
            found = problem(report, claim, verdict)
            if not nothing and not claim.basis and len(verdict.known) == 1:
                found = found._replace(help=_(_ONE).format(figure=plain(verdict.known[0])))
            yield found


def wrong(report: Report) -> tuple[tuple[Claim, Verdict], ...]:
    """The claims that disagree with the tables; not what was inferred from one of them as well."""
    found = []
    places = set()
    for claim in claims(report):
        verdict = settled(report, claim)
        if verdict.outcome is Outcome.DIFFERS and (claim.field, claim.basis) not in places:
            found.append((claim, verdict))
            places.add((claim.field, (claim.start, claim.end)))
    return tuple(found)


def none_against_some(claim: Claim, verdict: Verdict) -> bool:
    """Whether the text says there are none where the table has some, or the reverse."""
    return (claim.value == 0) is not all(value == 0 for value in verdict.known) if verdict.known else True


def problem(report: Report, claim: Claim, verdict: Verdict) -> Problem:
    """The words, and what the readings of the tables come to; which of both is wrong is not known."""
    said = words(report, claim.field, claim.start, claim.end)
    # The plainest reading of each figure; what reading it also has would say nothing more.
    plainest: dict[Decimal, str] = {}
    for reading, value in verdict.figures:
        if value is not None and value not in plainest:
            plainest[value] = label(report, reading)
    figures = [
        _("{label} {value}").format(label=name, value=plain(value)) for value, name in plainest.items()
    ]
    shown = figures[0] if figures else ""
    if len(figures) > 1:
        others = _("，").join(figures[1:])
        shown = _("{figure}；也可能指{others}").format(figure=shown, others=others)
    if claim.basis:
        message = _("正文写“{said}”，即 {value} 件，与表中的数不符：{figures}")
    elif claim.none or claim.value == 0:
        message = _("正文写“{said}”，表中却有：{figures}")
    else:
        message = _("正文写“{said}”，与表中的数不符：{figures}")
    return Problem(
        (Span(claim.field, claim.start, claim.end), *verdict.cells),
        message.format(said=said, value=plain(claim.value), figures=shown or _("有不为零的格")),
    )


def words(report: Report, field: str, start: int, end: int) -> str:
    """The words of a field without their blanks, cut short where they are many."""
    text = next((text for name, text in report.prose() if name == field), "")
    said = "".join(text[start:end].split())
    return said if len(said) <= _MOST_WORDS else said[: _MOST_WORDS - 1] + "…"


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the whole sentence begins and ends, semicolons included, in which some words stand."""
    first = max(text.rfind(stop, 0, start) for stop in "。！？\n") + 1
    ends = [at for stop in "。！？\n" if (at := text.find(stop, end)) >= 0]
    return first, min(ends, default=len(text))


def close(part: Decimal, whole: Decimal, percent: Decimal, places: int) -> bool:
    """Whether a percentage is right to half a unit of its last digit."""
    half = Decimal(5).scaleb(-places - 1)
    return whole > 0 and abs(part * 100 - percent * whole) <= half * whole
