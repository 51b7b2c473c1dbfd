"""Findings in Markdown: for the summary of a job, and for a comment on a merge request.

GitHub takes 1 MiB of summary from a step, GitLab a million characters of comment; more is refused as a whole.
So findings are left out from the end where there are too many, and how many is said.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from gxreport.checking import Checked
from gxreport.finding import Finding
from gxreport.messages import _
from gxreport.renderers.md import literal
from gxreport.reporters import Failure, Outcome, Unchecked
from gxreport.reporters.paths import slashed
from gxreport.reporters.places import where
from gxreport.reporters.text import SEVERITIES
from gxreport.reporters.wording import counted, told
from gxreport.textwidth import shown

MOST_BYTES = 1_000_000
_KEPT_FOR_THE_END = 500


def report(outcome: Outcome, most: int = MOST_BYTES) -> str:
    """How many findings there are, a table of the reports, and the findings of each folded together.

    It has at most `most` bytes of UTF-8.
    """
    opening = f"### {counted(outcome)}\n\n{_looked_at(outcome)}\n"
    room = most - _size(opening) - _KEPT_FOR_THE_END
    failures, room = _fitting([_failure(failure) for failure in outcome.failures], room)
    rows, _left = _fitting([_row(checked) for checked in outcome.checked], room // 2)
    table = [*_head(), *rows] if rows else []
    room -= _size("\n".join(table)) + _KEPT_FOR_THE_END
    passed, _left = _fitting([_passed(one) for one in outcome.unchecked], room // 4)
    room -= _size("\n".join(passed))
    blocks = [opening, *_paragraph(failures), *_paragraph(table), *_paragraph(passed)]
    untold = 0
    for checked in outcome.checked:
        first, last = _fold(checked, unfolded=len(outcome.checked) == 1)
        told_here, left = _fitting(
            [_finding(checked, finding) for finding in checked.findings], room - _size(first + last)
        )
        untold += len(checked.findings) - len(told_here)
        if told_here:
            blocks.append("\n".join((first, *told_here, last)))
        room = left if len(told_here) == len(checked.findings) else 0
    return "\n".join((*blocks, *_left_out(outcome, len(rows), len(failures), len(passed), untold)))


def _looked_at(outcome: Outcome) -> str:
    """How much was checked, in one sentence."""
    said = _("检查了 {reports} 份报告").format(reports=len(outcome.checked))
    if outcome.failures:
        said += _("；{count} 个文件读不了").format(count=len(outcome.failures))
    if outcome.unchecked:
        said += _("；{count} 个文件没有检查").format(count=len(outcome.unchecked))
    if waived := sum(len(checked.waived) for checked in outcome.checked):
        said += _("；{count} 个问题已豁免").format(count=waived)
    return _("{sentence}。").format(sentence=said)


def _head() -> tuple[str, str]:
    words = (_("报告"), _("机关全称"), _("报告年度"), _("错误数"), _("警告数"), _("提示数"))
    return f"| {' | '.join(words)} |", "| --- | --- | --- | ---: | ---: | ---: |"


def _row(checked: Checked) -> str:
    report = checked.reading.report
    counts = [sum(f.severity is severity for f in checked.findings) for severity in SEVERITIES]
    words = (slashed(checked.reading.name), report.organ, str(report.year or ""))
    return f"| {' | '.join([*map(_text, words), *map(str, counts)])} |"


def _fold(checked: Checked, *, unfolded: bool) -> tuple[str, str]:
    """What stands before and after the findings of a report."""
    counts = counted(Outcome((checked,), ()))
    title = html.escape(f"{shown(slashed(checked.reading.name))}  {counts}")
    return f"<details{' open' if unfolded else ''}>\n<summary>{title}</summary>\n", "\n</details>\n"


def _finding(checked: Checked, finding: Finding) -> str:
    """A finding as an entry of a list, one sentence a line."""
    word, _colour = SEVERITIES[finding.severity]
    first, *others = told(checked, finding, cited=True).split("\n")
    if finding.place and finding.place.line:
        first = _("第 {line} 行：{sentence}").format(line=finding.place.line, sentence=first)
    return "  \n  ".join((f"- **{_(word)} {finding.rule}** {_text(first)}", *map(_text, others)))


def _failure(failure: Failure) -> str:
    place = where(slashed(failure.name), failure.place)
    return f"- **{_('读不了')}** {_text(f'{place}: {failure.sentence}')}"


def _passed(one: Unchecked) -> str:
    return f"- **{_('没有检查')}** {_text(f'{slashed(one.name)}: {one.sentence}')}"


def _text(text: str) -> str:
    """Words that Markdown shows as they are. Nobody is called by what stands in a report."""
    return re.sub(r"@(?=\w)", "@\u200b", literal(shown(text)))


def _paragraph(lines: Iterable[str]) -> tuple[str, ...]:
    text = "\n".join(lines)
    return (text + "\n",) if text else ()


def _left_out(outcome: Outcome, rows: int, failures: int, passed: int, untold: int) -> tuple[str, ...]:
    """What did not fit, in sentences."""
    lines = []
    if more := len(outcome.failures) - failures:
        lines.append(_("还有 {count} 个读不了的文件没有列出。").format(count=more))
    if more := len(outcome.checked) - rows:
        lines.append(_("还有 {count} 份报告没有列在表里。").format(count=more))
    if more := len(outcome.unchecked) - passed:
        lines.append(_("还有 {count} 个没有检查的文件没有列出。").format(count=more))
    if untold:
        lines.append(_("还有 {count} 个问题写不下，请看日志或别的输出格式。").format(count=untold))
    return _paragraph(lines)


def _fitting(lines: Sequence[str], room: int) -> tuple[Sequence[str], int]:
    """The first of the lines that fit into so many bytes, and the room that is left."""
    for at, line in enumerate(lines):
        room -= _size(line) + 1
        if room < 0:
            return lines[:at], 0
    return lines, room


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))
