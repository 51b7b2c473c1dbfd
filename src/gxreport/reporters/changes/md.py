"""What differs between two reports, in Markdown: for a merge request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gxreport.diff import Difference, Line
from gxreport.messages import _
from gxreport.model import Report
from gxreport.reading import Reading
from gxreport.renderers.md import literal
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


def report(found: Difference, old: Reading, new: Reading) -> str:
    """All that differs, as tables; one sentence where nothing does."""
    if found.none:
        return _(NOTHING) + "\n"
    heads = {"field": _("项目"), "cell": _("格"), "old": _("旧"), "new": _("新")}
    blocks = [
        f"{heads['old']}: {literal(titled(old))}  \n{heads['new']}: {literal(titled(new))}",
        _table(
            _("基本情况"),
            (heads["field"], heads["old"], heads["new"]),
            ((_(FIELDS[change.name]), change.old, change.new) for change in found.fields),
        ),
        _table(
            _("表格：{count} 格不同").format(count=len(found.cells)),
            (heads["cell"], heads["old"], heads["new"], _("变化")),
            (
                (cell(new.report, change.address), change.old, change.new, signed(change.change))
                for change in found.cells
            ),
        ),
        _only(_("只有旧报告的格式才有"), found.only_old, old.report),
        _only(_("只有新报告的格式才有"), found.only_new, new.report),
        _list(_("合计：原来对得上，现在对不上"), (broken(new.report, one) for one in found.broken)),
        _list(_("合计：原来对不上，现在对上了"), (mended(new.report, one) for one in found.mended)),
        _table(_("正文"), (_("部分"), heads["old"], heads["new"]), _sentences(found)),
    ]
    if found.prose.differs and found.prose.share is not None:
        blocks.append(_("新报告的文字有 {share}% 与旧报告相同（按字数）").format(share=found.prose.share))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table under its heading; nothing where it has no rows."""
    lines = [_row(row) for row in rows]
    if not lines:
        return ""
    rule = f"|{' --- |' * len(heads)}"
    return "\n".join((f"### {literal(title)}", "", _row(heads), rule, *lines))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(literal(cell) for cell in cells)} |"


def _only(title: str, lines: Sequence[Line], report: Report) -> str:
    rows = ((cell(report, line.address), figures(line)) for line in lines)
    return _table(title, (_("行"), _("填的数")), rows)


def _list(title: str, sentences: Iterable[str]) -> str:
    lines = [f"- {literal(sentence)}" for sentence in sentences]
    return "\n".join((f"### {literal(title)}", "", *lines)) if lines else ""


def _sentences(found: Difference) -> Iterator[tuple[str, str, str]]:
    for pair in found.prose.reworded:
        yield section(pair.new), pair.old.text, pair.new.text
    for said in found.prose.removed:
        yield section(said), said.text, ""
    for said in found.prose.added:
        yield section(said), "", said.text
