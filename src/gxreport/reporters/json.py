"""Findings for programs: the stable interface, described by schemas/findings.schema.json."""

from __future__ import annotations

import json
from typing import TypedDict

from gxreport.checking import Checked, Waived, place_of
from gxreport.finding import Change, Finding, Related, Severity
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.reading import Reading
from gxreport.reporters import Failure, Outcome
from gxreport.source import Place

VERSION = 1
"""Counted up only when a field changes its meaning or goes."""


class AddressObject(TypedDict):
    """A cell, row or table: English names, and the key of report.yaml."""

    table: str
    row: str | None
    column: str | None
    key: str


def report(outcome: Outcome) -> str:
    """All findings as one JSON text."""
    whole: dict[str, object] = {
        "version": VERSION,
        "reports": [_report(checked) for checked in outcome.checked],
        "unreadable": [_failure(failure) for failure in outcome.failures],
        **_passed_over(outcome),
        "summary": {
            "reports": len(outcome.checked),
            "errors": outcome.count(Severity.ERROR),
            "warnings": outcome.count(Severity.WARNING),
            "notes": outcome.count(Severity.NOTE),
            "unreadable": len(outcome.failures),
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _report(checked: Checked) -> dict[str, object]:
    report = checked.reading.report
    return {
        "path": checked.reading.name,
        "organ": report.organ or None,
        "year": report.year,
        "edition": report.edition,
        "previous": (checked.previous.name or None) if checked.previous else None,
        "findings": [_finding(checked, finding) for finding in checked.findings],
        "waived": [_waived(checked, waived) for waived in checked.waived],
        "checked": {
            "equations": checked.equations,
            "cells": checked.cells,
            "rules": len(checked.rules),
        },
    }


def _waived(checked: Checked, waived: Waived) -> dict[str, object]:
    waiver = waived.waivers[0]
    return {
        "finding": _finding(checked, waived.finding),
        "reason": waiver.reason,
        "until": waiver.until.isoformat() if waiver.until else None,
    }


def _finding(checked: Checked, finding: Finding) -> dict[str, object]:
    report = checked.reading.report
    return {
        "rule": finding.rule,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "address": _address(report, finding.address),
        "location": _location(finding.place, finding.excerpt),
        "related": [_related(checked, related) for related in finding.related],
        "expected": finding.expected or None,
        "actual": finding.actual or None,
        "cite": finding.cite or None,
        "help": finding.help or None,
        "suspects": [
            {
                "changes": [_change(checked.reading, change) for change in suspect.changes],
                "likeliest": suspect.likeliest,
            }
            for suspect in finding.suspects
        ],
        "also": [_also(report, related) for related in finding.also],
    }


def _change(reading: Reading, change: Change) -> dict[str, object]:
    return {
        "address": _address(reading.report, change.address),
        "location": _location(place_of(reading, change.address), ""),
        "written": change.written,
        "value": change.wanted,
        "reason": change.slip,
    }


def _also(report: Report, related: Related) -> dict[str, object]:
    return {
        "address": _address(report, related.address),
        "location": _location(related.place, ""),
        "message": related.label,
    }


def _related(checked: Checked, related: Related) -> dict[str, object]:
    """`path` is where it stands, if that is another file: last year's report."""
    other = checked.previous if related.last_year else None
    return {
        "path": (other.name or None) if other else None,
        "address": _address((other or checked.reading).report, related.address),
        "location": _location(related.place, ""),
        "text": related.written,
    }


def _address(report: Report, address: Address | None) -> AddressObject | None:
    if address is None:
        return None
    return {
        "table": address.table,
        "row": address.row or None,
        "column": address.column or None,
        "key": report.key_of(address),
    }


def _location(place: Place | None, excerpt: str) -> dict[str, object] | None:
    if place is None:
        return None
    return {**place.known(), **({"excerpt": excerpt} if excerpt else {})}


def _passed_over(outcome: Outcome) -> dict[str, object]:
    """The files of folders that were not checked, where there are any."""
    found = [{"path": passed.name, "message": passed.sentence} for passed in outcome.unchecked]
    return {"passed_over": found} if found else {}


def _failure(failure: Failure) -> dict[str, object]:
    return {
        "path": failure.name,
        "message": failure.sentence,
        "location": _location(failure.place, ""),
    }
