"""Where something stands, in the words in which people look for it."""

from __future__ import annotations

from gxreport.messages import _
from gxreport.source import Place


def where(name: str, place: Place | None) -> str:
    """A place with its file: file:line:column, or file and table and row."""
    if place is None:
        return name
    if place.line is not None:
        return f"{name}:{place.line}" + (f":{place.column}" if place.column else "")
    words = in_words(place)
    return f"{name}: {words}" if words else name


def in_words(place: Place) -> str:
    """A place in a file without lines: its page, sheet, table, row, cell or paragraph; empty if unknown."""
    words = [_("第 {n} 页").format(n=place.page)] if place.page else []
    if place.sheet:
        words.append(_("工作表“{sheet}”").format(sheet=place.sheet))
        if place.row and place.cell:
            words.append(_("{cell} 格").format(cell=place.reference))
        elif place.row:
            words.append(_("第 {n} 行").format(n=place.row))
    elif place.table:
        words.append(_("第 {n} 张表").format(n=place.table))
        if place.row:
            words.append(_("第 {n} 行").format(n=place.row))
        if place.cell:
            words.append(_("第 {n} 格").format(n=place.cell))
    elif place.heading:
        words.append(_("“{heading}”下").format(heading=place.heading))
    if place.paragraph:
        words.append(_("第 {n} 段").format(n=place.paragraph))
    return _("，").join(words)
