"""Parts of a table as another edition prints them: rows of an old report pasted into the new form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxreport import form
from gxreport.document import GridCell
from gxreport.editions import EDITIONS, table
from gxreport.labels import normal
from gxreport.layout import Address, TableLayout
from gxreport.matching.common import Matched, filled, one_line
from gxreport.model import Noticed, Remark


def other_form(headings: Sequence[GridCell], layout: TableLayout) -> TableLayout | None:
    """The layout of another edition that has all these headings over a row, where this one has them not."""
    written = [normal(cell.text) for cell in filled(headings)]
    if not written or _heads_a_row(written, layout):
        return None
    others = (form.layout(table(edition, layout.name)) for edition in EDITIONS)
    return next((other for other in others if _heads_a_row(written, other)), None)


def _heads_a_row(written: list[str], layout: TableLayout) -> bool:
    for row in layout.rows:
        if len(row.columns) == len(written) and all(
            label in map(normal, (column.label, *column.also))
            for label, column in zip(written, row.columns, strict=True)
        ):
            return True
    return False


def leave_row(
    found: Matched,
    headings: Sequence[GridCell],
    cells: Sequence[GridCell],
    other: TableLayout,
    about: tuple[Address, ...],
) -> None:
    """Note a row below headings of another form: one remark for all rows below them, with what they hold.

    `about` are the cells whose figures the row should hold; its table where this form has no such row.
    """
    found.left.update(cell.place for cell in (*headings, *cells))
    first = filled(headings)[0].place
    words = _words(cells)
    for at, remark in enumerate(found.remarks):
        if remark.noticed is Noticed.OTHER_FORM and remark.place == first:
            both = tuple(dict.fromkeys((*remark.about, *about)))
            found.remarks[at] = remark._replace(written=f"{remark.written}；{words}", about=both)
            return
    written = "、".join(one_line(cell.text) for cell in filled(headings))
    found.remarks.append(Remark(Noticed.OTHER_FORM, first, f"{written}；{words}", str(other.edition), about))


def knows(other: TableLayout, label: GridCell) -> bool:
    """Whether a form has a row of this name."""
    return normal(label.text) in set(_row_labels(other))


def _row_labels(layout: TableLayout) -> Iterator[str]:
    for row in layout.rows:
        yield from map(normal, (row.label, *row.also))


def _words(cells: Sequence[GridCell]) -> str:
    return " ".join(one_line(cell.text) for cell in cells).strip()
