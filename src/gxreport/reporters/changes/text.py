"""What differs between two reports, for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gxreport.diff import Difference, Line
from gxreport.messages import _
from gxreport.model import Report
from gxreport.reading import Reading
from gxreport.reporters.changes import (
    FIELDS,
    NOTHING,
    broken,
    cell,
    figures,
    mended,
    section,
    signed,
    titled,
)
from gxreport.reporters.text import unpainted
from gxreport.textwidth import padded, shown, width

Paint = Callable[[str, str], str]

_GONE, _COME = "red", "green"


def report(found: Difference, old: Reading, new: Reading, paint: Paint = unpainted) -> str:
    """All that differs, block by block; one sentence where nothing does."""
    if found.none:
        return _(NOTHING) + "\n"
    blocks = [
        [
            paint(_("旧：{report}").format(report=shown(titled(old))), _GONE),
            paint(_("新：{report}").format(report=shown(titled(new))), _COME),
        ],
        _block(paint, _("基本情况"), _fields(found, paint)),
        _block(paint, _("表格：{count} 格不同").format(count=len(found.cells)), _cells(found, new, paint)),
        _block(paint, _("只有旧报告的格式才有"), _lines(found.only_old, old.report)),
        _block(paint, _("只有新报告的格式才有"), _lines(found.only_new, new.report)),
        _block(paint, _("合计：原来对得上，现在对不上"), [broken(new.report, one) for one in found.broken]),
        _block(paint, _("合计：原来对不上，现在对上了"), [mended(new.report, one) for one in found.mended]),
        _block(paint, _("正文"), _prose(found, paint)),
    ]
    return "\n".join("\n".join(block) + "\n" for block in blocks if block)


def _block(paint: Paint, title: str, lines: Sequence[str] | Iterator[str]) -> list[str]:
    """A title with its lines below it; nothing where there are none."""
    there = list(lines)
    return [paint(title, "bold"), *(f"  {line}" for line in there)] if there else []


def _fields(found: Difference, paint: Paint) -> Iterator[str]:
    names = [_(FIELDS[change.name]) for change in found.fields]
    room = max(map(width, names), default=0)
    for name, change in zip(names, found.fields, strict=True):
        yield f"{padded(name, room)}  {_arrow(change.old, change.new, paint)}"


def _cells(found: Difference, new: Reading, paint: Paint) -> Iterator[str]:
    names = [cell(new.report, change.address) for change in found.cells]
    room = max(map(width, names), default=0)
    for name, change in zip(names, found.cells, strict=True):
        by = signed(change.change)
        told = _("（{change}）").format(change=by) if by and by != "0" else ""
        yield f"{padded(name, room)}  {_arrow(change.old, change.new, paint)}{told}"


def _arrow(old: str, new: str, paint: Paint) -> str:
    empty = _("（空）")
    return f"{paint(_line(old) or empty, _GONE)} → {paint(_line(new) or empty, _COME)}"


def _line(text: str) -> str:
    """Text on one line, as it can be shown."""
    return shown(" ".join(text.split("\n")))


def _lines(lines: Sequence[Line], report: Report) -> Iterator[str]:
    names = [cell(report, line.address) for line in lines]
    room = max(map(width, names), default=0)
    for name, line in zip(names, lines, strict=True):
        yield f"{padded(name, room)}  {shown(figures(line))}"


def _prose(found: Difference, paint: Paint) -> Iterator[str]:
    """Sentences under their sections, in the order in which they stand; then what stayed."""
    prose = found.prose
    if not prose.differs:
        return
    told = [(section(pair.new), pair.old.text, pair.new.text) for pair in prose.reworded]
    told += [(section(said), said.text, "") for said in prose.removed]
    told += [(section(said), "", said.text) for said in prose.added]
    for name in dict.fromkeys(name for name, _old, _new in told):
        yield name
        for where, old, new in told:
            if where == name:
                yield from (paint(f"  - {_line(old)}", _GONE) for _once in range(bool(old)))
                yield from (paint(f"  + {_line(new)}", _COME) for _once in range(bool(new)))
    if prose.share is not None:
        yield _("新报告的文字有 {share}% 与旧报告相同（按字数）").format(share=prose.share)
