"""What the charts of a web page show: figures of the tables as bars, this year's and last year's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from gxreport.cell import plain
from gxreport.layout import Address, Row
from gxreport.model import Report
from gxreport.sums import computed

_WIDEST = 72  # per cent: beside the longest bar stands its figure
_DIGIT = 3  # per cent of a narrow chart that a digit takes


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its figure and its length in per cent of the chart, both as text; "" and "0" if not known."""

    figure: str
    length: str


@dataclass(frozen=True, slots=True)
class Category:
    """What is counted, with the bar of each year: this year's first."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart for the section of a table. `years` name the bars; `text` says what the bars show."""

    section: str
    title: str
    years: tuple[str, ...]
    categories: tuple[Category, ...]
    text: str


def charts(report: Report, previous: Report | None = None) -> Iterator[Chart]:
    """Applications by kind of applicant, their outcomes, disputes; none where there is nothing to show."""
    reports = (report, previous) if previous else (report,)
    drawn = (
        ("requests", "本年新收申请：按申请人", [_applicants(one) for one in reports]),
        ("requests", "办理结果：按类别", [_outcomes(one) for one in reports]),
        ("reviews", "行政复议和行政诉讼：按结果", [_disputes(one) for one in reports]),
    )
    years = tuple(f"{one.year}年" if one.year else "" for one in reports)
    for section, title, counted in drawn:
        if any(value for counts in counted for value in counts.values()):
            yield _chart(section, title, years, counted, whole=section == "requests")


def _chart(
    section: str, title: str, years: tuple[str, ...], counted: list[dict[str, Decimal | None]], *, whole: bool
) -> Chart:
    labels = list(dict.fromkeys(label for counts in counted for label in counts))
    # Of the twelve outcomes of disputes most are nothing.
    shown = [label for label in labels if whole or any(counts.get(label) for counts in counted)]
    most = max(abs(value) for counts in counted for value in counts.values() if value is not None)
    digits = max(len(plain(value)) for counts in counted for value in counts.values() if value is not None)
    widest = max(min(_WIDEST, 96 - _DIGIT * digits), 0)
    categories = tuple(
        Category(label, tuple(_bar(counts.get(label), most, widest) for counts in counted)) for label in shown
    )
    said = "；".join(
        year + "，".join(f"{c.label}{c.bars[at].figure}件" for c in categories if c.bars[at].figure)
        for at, year in enumerate(years)
    )
    return Chart(section, title, years, categories, f"{title}。{said}。")


def _bar(value: Decimal | None, most: Decimal, widest: int) -> Bar:
    if value is None:
        return Bar("", "0")
    length = abs(value) * widest / most
    return Bar(plain(value), plain(length.quantize(Decimal("0.01"))))


def _applicants(report: Report) -> dict[str, Decimal | None]:
    row = report.layout("requests").row("new")
    return {
        column.key: _value(report, address)
        for column, address in zip(row.columns, row.addresses, strict=True)
        if not column.summed
    }


def _outcomes(report: Report) -> dict[str, Decimal | None]:
    rows = [
        row for row in report.layout("requests").rows if row.name.startswith("results.") and not row.summed
    ]
    return {
        key: _added(_value(report, _total(row)) for row in group)
        for key, group in groupby(rows, key=lambda row: row.keys[0])
    }


def _disputes(report: Report) -> dict[str, Decimal | None]:
    return {
        f"{row.keys[-1]}·{column.key}": _value(report, address)
        for row in report.layout("reviews").rows
        for column, address in zip(row.columns, row.addresses, strict=True)
        if not column.summed
    }


def _total(row: Row) -> Address:
    return next(a for column, a in zip(row.columns, row.addresses, strict=True) if column.summed)


def _value(report: Report, address: Address) -> Decimal | None:
    """What a cell counts; None where that is not known."""
    written = report.once(computed).get(address)
    return Decimal(written) if written else report.cells()[address].value


def _added(values: Iterator[Decimal | None]) -> Decimal | None:
    known = list(values)
    return None if None in known else sum((value for value in known if value is not None), Decimal(0))
