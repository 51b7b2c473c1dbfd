"""What differs between two reports, for programs. Figures are strings, as they were written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypeAlias

from gxreport.diff import Difference, Line
from gxreport.diff.sentences import Said
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.reading import Reading
from gxreport.reporters.changes import broken, mended, signed
from gxreport.sums import Sum

Object: TypeAlias = dict[str, object]


def report(found: Difference, old: Reading, new: Reading) -> str:
    """All that differs as JSON: cells by address, sums by the cells on their left side."""
    prose = found.prose
    said: Object = {
        "version": 1,
        "same": found.none,
        "old": _side(old),
        "new": _side(new),
        "fields": [{"key": change.key, "old": change.old, "new": change.new} for change in found.fields],
        "cells": [
            {
                "address": _address(new.report, change.address),
                "old": change.old,
                "new": change.new,
                "change": signed(change.change) or None,
            }
            for change in found.cells
        ],
        "only_old": [_line(old.report, line) for line in found.only_old],
        "only_new": [_line(new.report, line) for line in found.only_new],
        "broken": [_sum(new.report, one, broken(new.report, one)) for one in found.broken],
        "mended": [_sum(new.report, one, mended(new.report, one)) for one in found.mended],
        "sentences": {
            "removed": _sentences(prose.removed),
            "added": _sentences(prose.added),
            "reworded": [
                {"field": pair.new.field, "old": pair.old.text, "new": pair.new.text}
                for pair in prose.reworded
            ],
            "unchanged_percent": prose.share,
        },
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _side(reading: Reading) -> Object:
    report = reading.report
    return {
        "path": reading.name,
        "organ": report.organ or None,
        "year": report.year,
        "edition": report.edition,
    }


def _address(report: Report, address: Address) -> Object:
    return {
        "table": address.table,
        "row": address.row or None,
        "column": address.column or None,
        "key": report.key_of(address),
    }


def _line(report: Report, line: Line) -> Object:
    return {"address": _address(report, line.address), "figures": list(line.figures)}


def _sum(report: Report, found: Sum, message: str) -> Object:
    return {
        "addresses": [_address(report, term.address) for term in found.left],
        "message": message,
    }


def _sentences(said: Sequence[Said]) -> list[Object]:
    return [{"field": one.field, "text": one.text} for one in said]
