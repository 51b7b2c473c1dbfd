"""Findings for people: the sentence, the line with a caret, the law, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gxreport.checking import Checked
from gxreport.finding import Finding, Severity
from gxreport.messages import _, marked
from gxreport.reporters import Failure, Outcome
from gxreport.reporters.details import details, window
from gxreport.reporters.places import where
from gxreport.reporters.wording import counted, expectation
from gxreport.source import Place
from gxreport.textwidth import padded, shown, width

Paint = Callable[[str, str], str]
"""Colours a text: the text and the name of a colour."""

SEVERITIES = {
    Severity.ERROR: (marked("错误"), "red"),
    Severity.WARNING: (marked("警告"), "yellow"),
    Severity.NOTE: (marked("提示"), "cyan"),
}


def unpainted(text: str, colour: str) -> str:
    """The text as it is."""
    return text


def report(
    outcome: Outcome, paint: Paint = unpainted, *, in_detail: bool = False, alone: bool = False
) -> str:
    """All findings, file by file, and a line that sums them up; in detail, what was read in the prose.

    What is read `alone`, away from the screen on which they were told, names the unreadable files too.
    """
    blocks = [
        "\n".join(_finding(checked, finding, paint))
        for checked in outcome.checked
        for finding in checked.findings
    ]
    if in_detail:
        from gxreport.reporters.listing import listing

        blocks += [line for checked in outcome.checked for line in _waived(checked, paint)]
        blocks += [line for checked in outcome.checked for line in listing(checked, paint, where)]
    if alone and outcome.failures:
        blocks += [*(_failure(failure, paint) for failure in outcome.failures), ""]
    summary = list(_summary(outcome, paint, in_detail))
    if alone and not summary:  # not one file could be read
        summary = [_("没有检查任何报告{unread}").format(unread=_unread(outcome))]
    return "\n".join([*blocks, *summary]) + "\n"


def _failure(failure: Failure, paint: Paint) -> str:
    """A file that could not be read, and why."""
    place = paint(shown(where(failure.name, failure.place)), "bold")
    return _("{where}: 读不了：{sentence}").format(where=place, sentence=shown(failure.sentence))


def _unread(outcome: Outcome) -> str:
    """How many files could not be read, for the end of a sentence; empty if all could."""
    count = len(outcome.failures)
    return _("；{count} 个文件读不了").format(count=count) if count else ""


def _finding(checked: Checked, finding: Finding, paint: Paint) -> Iterator[str]:
    word, colour = SEVERITIES[finding.severity]
    place = where(checked.reading.name, finding.place)
    yield f"{paint(shown(place), 'bold')}: {paint(_(word), colour)} {finding.rule} {shown(finding.message)}"
    note = shown(expectation(finding))
    if finding.excerpt.strip() and finding.place and finding.place.line:
        yield from _excerpt(finding.excerpt, finding.place, note, lambda text: paint(text, colour))
    elif note:
        yield f"      {note}"
    rows = details(checked, finding)
    labels = max((width(label) for label, _text in rows), default=0)
    for label, text in rows:
        yield f"   {padded(label, labels)}  {shown(text)}"
    yield ""


def _excerpt(line: str, place: Place, note: str, paint: Callable[[str], str]) -> Iterator[str]:
    """The line of the file and, under the words that are meant, a caret."""
    start = max((place.column or 1) - 1, 0)
    end = min(start + place.length, len(line))
    first, last = window(line, start)
    end = max(min(end, last), start)
    before, meant, after = shown(line[first:start]), shown(line[start:end]), shown(line[end:last])
    lead, trail = "…" if first else "", "…" if last < len(line) else ""
    number = str(place.line)
    gutter = max(len(number), 5)
    yield f"{number:>{gutter}} │ {lead}{before}{meant}{after}{trail}"
    carets = "^" * max(width(meant), 1)
    yield f"{'':>{gutter}} │ {' ' * (width(lead) + width(before))}{paint(carets)} {note}".rstrip()


def _waived(checked: Checked, paint: Paint) -> Iterator[str]:
    """The findings that are let stand, each with the reason and the day on which that ends."""
    for finding, (waiver, *_others) in checked.waived:
        place = paint(shown(where(checked.reading.name, finding.place)), "bold")
        yield f"{place}: {_('已豁免')} {finding.rule} {shown(finding.message)}"
        ends = _("（{until} 起不再豁免）").format(until=waiver.until) if waiver.until else ""
        yield f"   {_('理由')}  {shown(waiver.reason)}{ends}"
        yield ""


def _summary(outcome: Outcome, paint: Paint, in_detail: bool) -> Iterator[str]:
    if not outcome.checked:
        return
    looked = _("{reports} 份报告，核对 {equations} 处加总，用了 {rules} 条规则").format(
        reports=len(outcome.checked),
        equations=sum(checked.equations for checked in outcome.checked),
        rules=len(outcome.checked[0].rules),
    )
    compared = sum(checked.previous is not None for checked in outcome.checked)
    if compared:
        looked += _("，{count} 份同去年的报告对比").format(count=compared)
    computed = sum(checked.computed for checked in outcome.checked)
    if computed:
        looked += _("，算出 {count} 个没有填写的总计").format(count=computed)
    if outcome.worst() is not None:
        closing = _("共 {counts}（{looked}）").format(counts=paint(counted(outcome), "bold"), looked=looked)
    else:
        verdict = paint(_("没有发现问题"), "green")
        closing = _("{verdict}（{looked}）").format(verdict=verdict, looked=looked)
    yield closing + _unread(outcome)
    waived = sum(len(checked.waived) for checked in outcome.checked)
    if waived and in_detail:
        yield _("{count} 个问题已豁免").format(count=waived)
    elif waived:
        yield _("{count} 个问题已豁免（-v 列出）").format(count=waived)
