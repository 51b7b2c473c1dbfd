"""The first sheet of the workbook of gxreport read back: the short fields of a report, and its preamble."""

from __future__ import annotations

import json
from collections.abc import Iterable

from gxreport import form
from gxreport.keys import FIELDS
from gxreport.model import Noticed, Remark, Report
from gxreport.readers import json as json_reader
from gxreport.readers.xlsx.lines import Lines, join, trimmed
from gxreport.readers.xlsx.sheets import Sheet
from gxreport.reading import Reading
from gxreport.renderers.printed import day
from gxreport.renderers.sheetnames import CONTINUED, SHOWN
from gxreport.source import Passage, Place, Segment, passage_of

_KEYS = {FIELDS[field]: field for field in SHOWN}
_ENOUGH = 5  # labels of the first sheet by which it is known
_SIGNED = FIELDS["signature"]
_LONGEST = 80  # characters of what is shown of a line that has no place


def basics_of(sheets: Iterable[Sheet]) -> Sheet | None:
    """The first sheet of a workbook of gxreport; None if the workbook is another one."""
    for sheet in sheets:
        if len({row[0].strip() for row in sheet.rows if row} & set(_KEYS)) >= _ENOUGH:
            return sheet
    return None


def stated_by(basics: Sheet, edition: int | None) -> Reading:
    """What the first sheet states. A value that is none is remarked on where it stands."""
    fields: dict[str, Lines] = {}
    strange: list[Remark] = []
    labels: dict[str, Place] = {}
    field = ""
    for at, row in enumerate(basics.rows):
        label = row[0].strip() if row else ""
        text = row[1] if len(row) > 1 else ""
        field = label or field
        if field == _SIGNED and (at, 1) in basics.days:
            text = day(basics.days[at, 1])  # it is printed as it stands
        where = basics.place(at, 1)
        if label in _KEYS and _KEYS[label] not in fields:
            fields[_KEYS[label]] = [(text, where)]
            labels[_KEYS[label]] = where
        elif not fields:
            continue  # the title of the sheet and how to fill it in
        elif not label:
            fields[list(fields)[-1]].append((text, where))
        elif label == CONTINUED:
            join(fields[list(fields)[-1]], text)
        elif text.strip():
            strange.append(Remark(Noticed.EXTRA_LINE, where, f"{label} {text}"[:_LONGEST]))
    lines = {field: trimmed(found) for field, found in fields.items()}
    # One line of JSON for each field, so that a remark's line says which field it is about.
    written = {
        FIELDS[field]: "\n".join(text for text, _place in found) for field, found in lines.items() if found
    }
    text = json.dumps({FIELDS["preamble"]: "", **written}, ensure_ascii=False, indent=0)
    read = json_reader.read("", text.encode(errors="replace"), edition)
    order = list(json.loads(text))
    first = next(iter(labels.values()), basics.place(0))

    def placed(remark: Remark) -> Remark:
        line = (remark.place.line or 1) - 2
        named = _KEYS.get(order[line]) if 0 <= line < len(order) else None
        named = named or next((str(a.table) for a in remark.about if a.table in labels), None)
        named = named or (remark.written if remark.written in labels else None)
        return remark._replace(place=labels.get(named or "", first))

    remarks = (*map(placed, read.report.remarks), *strange)
    report = form.trusted(Report, {**dict(read.report), "remarks": remarks}, {"_made": {}})
    passages = {field: passage_of(found) for field, found in lines.items() if found}
    return Reading("", report, {}, {f: Passage((Segment(0, p),)) for f, p in labels.items()} | passages)
