"""Where every figure and text of a report came from, for who must answer for it."""

from __future__ import annotations

import json

from gxreport.cell import State, plain
from gxreport.keys import FIELDS, TABLE_TEXTS
from gxreport.layout import Address
from gxreport.model import LEFT_OVER, Noticed, Report
from gxreport.reading import Reading
from gxreport.source import Place

_TEXT_KEYS = {name: key for key, name in reversed(TABLE_TEXTS.items())}
_LEFT = (*LEFT_OVER, Noticed.UNPLACED_TABLE)


def render(reading: Reading) -> bytes:
    """Provenance as JSON: cells and texts by key of report.yaml, and what of the file is in none of them.

    `written` is what stands in the file, `value` the number that it was taken for (null for none).
    """
    report = reading.report
    made = {
        "version": 1,
        "path": reading.name,
        "organ": report.organ,
        "year": report.year,
        "edition": report.edition,
        "cells": {
            report.key_of(address): {
                "written": cell.raw,
                "value": None if cell.value is None else plain(cell.value),
                "location": _known(reading.figures.get(address)),
            }
            for address, cell in report.cells().items()
            if cell.state is not State.MISSING
        },
        "texts": {
            _key(report, field): {"location": _known(passage.place(0, 0))}
            for field, passage in reading.passages.items()
            if not field.startswith("headings.")
        },
        "left_over": [
            {"written": remark.written, "location": _known(remark.place)}
            for remark in report.remarks
            if remark.noticed in _LEFT
        ],
    }
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def _known(place: Place | None) -> dict[str, int | str] | None:
    return place.known() if place else None


def _key(report: Report, field: str) -> str:
    """The key of report.yaml of a field; of a text that belongs to a table, with the table's."""
    name, _dot, text = field.partition(".")
    if text and name in FIELDS:
        return f"{report.key_of(Address(name))}.{_TEXT_KEYS.get(text, text)}"
    return FIELDS.get(field, field)
