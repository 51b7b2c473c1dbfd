from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from gxreport.cell import plain
from gxreport.claims import Claim, Quantity, Share, settled, shares
from gxreport.claims.quantities import OF_DISPUTES, RECEIVED, SETTLED
from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _, marked
from gxreport.model import Report
from gxreport.rules import Example, rule
from gxreport.rules.claimed import close, sentence_of, words, wrong

_UNIT = Decimal(1)


@rule(
    "GX408",
    Severity.WARNING,
    cite="",
    help=marked("重新算一遍。分母一般是（七）总计；以别的数为分母的，在文中写明占什么的百分之几。"),
    example=Example("占38.7%", "占39.7%"),
)
def percentage(report: Report) -> Iterator[Problem]:
    """正文里的百分比算得不对。

    某项结果占多少，分母是“（七）总计”，文中写明占什么的按所写的算；以新收、以收到的全部申请、
    以文中前面的数为分母算得出的也算对。印到哪一位就准到哪一位，差不到末位的一半不提。
    """
    for share in report.once(shares):
        text = dict(report.prose())[share.field]
        within = sentence_of(text, share.start, share.end)
        if any(
            claim.field == share.field and within[0] <= claim.start < within[1]
            for claim, _verdict in report.once(wrong)
        ):
            continue
        parts, wholes = _parts(report, share), _wholes(report, share)
        if not parts or not wholes or _right(share, parts, wholes):
            continue
        if parts[0] > wholes[0]:  # then it is a share of something else
            continue
        expected = _rounded(parts[0], wholes[0], share.places)
        message = _("正文写“{said}”，按 {part}÷{whole} 算应是 {expected}%").format(
            said=words(report, share.field, share.start, share.end),
            part=plain(parts[0]),
            whole=plain(wholes[0]),
            expected=expected,
        )
        cells = settled(report, _claim(share, share.quantity)).cells
        yield Problem(
            (Span(share.field, share.start, share.end), *cells),
            message,
            expected=f"{expected}%",
            actual=f"{plain(share.percent)}%",
        )


def _right(share: Share, parts: tuple[Decimal, ...], wholes: tuple[Decimal, ...]) -> bool:
    return any(close(part, whole, share.percent, share.places) for part in parts for whole in wholes)


def _rounded(part: Decimal, whole: Decimal, places: int) -> str:
    return f"{(part * 100 / whole).quantize(_UNIT.scaleb(-places))}"


def _parts(report: Report, share: Share) -> tuple[Decimal, ...]:
    """The number said beside the percentage, else those that the quantity may stand for."""
    return (share.said,) if share.said is not None else _figures(report, share, share.quantity)


def _wholes(report: Report, share: Share) -> tuple[Decimal, ...]:
    """What the part may honestly be a part of, the likeliest first; nothing where some is not known."""
    if share.of is not None:
        return tuple(whole for whole in _figures(report, share, share.of) if whole)
    name, part = share.quantity
    if name in OF_DISPUTES and not part:
        return ()
    names = (name,) if name in OF_DISPUTES else (name if part else SETTLED, SETTLED, RECEIVED)
    figures = [_figures(report, share, Quantity(one)) for one in names]
    found = (*chain(*figures), *share.wholes) if all(figures) else ()
    return tuple(dict.fromkeys(whole for whole in found if whole))


def _figures(report: Report, share: Share, quantity: Quantity) -> tuple[Decimal, ...]:
    """What a quantity may stand for; nothing where some of that is not known, as it may be what was meant."""
    verdict = settled(report, _claim(share, quantity))
    return verdict.known if None not in dict(verdict.figures).values() else ()


def _claim(share: Share, quantity: Quantity) -> Claim:
    return Claim(share.field, share.start, share.end, quantity, Decimal(-1))
