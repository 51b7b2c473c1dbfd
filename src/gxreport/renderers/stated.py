"""What a document says about itself beside what it shows, so that it can be read back without loss."""

from __future__ import annotations

from collections.abc import Iterator

from gxreport.keys import FIELDS
from gxreport.model import OrganKind, Period, Report

_SHORT = ("organ", "organ_kind", "year", "edition", "period", "published", "title", "signature")


def stated(report: Report) -> dict[str, str]:
    """The short fields of a report that hold something: key of report.yaml and its value as text."""
    return dict(_stated(report))


def _stated(report: Report) -> Iterator[tuple[str, str]]:
    for name in _SHORT:
        if value := getattr(report, name):
            yield FIELDS[name], as_text(value)


def as_text(value: object) -> str:
    """A short field as report.yaml has it."""
    if isinstance(value, Period):
        return f"{value.first.isoformat()}/{value.last.isoformat()}"
    return value.value if isinstance(value, OrganKind) else str(value)
