"""Findings for people: the sentence, the line with a caret, the law, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gxreport.checking import Checked
from gxreport.finding import Finding, Related, Severity
from gxreport.messages import _, marked
from gxreport.reporters import Outcome
from gxreport.reporters.suspected import suspected
from gxreport.source import Place
from gxreport.textwidth import padded, shown, width

Paint = Callable[[str, str], str]
"""Colours a text: the text and the name of a colour."""

SEVERITIES = {
    Severity.ERROR: (marked("错误"), "red"),
    Severity.WARNING: (marked("警告"), "yellow"),
    Severity.NOTE: (marked("提示"), "cyan"),
}
_MOST_RELATED = 6
_MOST_PAIRS = 3
_MOST_EXCERPT = 110  # cells of a terminal


def unpainted(text: str, colour: str) -> str:
    """The text as it is."""
    return text


def report(outcome: Outcome, paint: Paint = unpainted, *, in_detail: bool = False) -> str:
    """All findings, file by file, and a line that sums them up; in detail, what was read in the prose."""
    blocks = [
        "\n".join(_finding(checked, finding, paint))
        for checked in outcome.checked
        for finding in checked.findings
    ]
    if in_detail:
        from gxreport.reporters.listing import listing

        blocks += [line for checked in outcome.checked for line in _waived(checked, paint)]
        blocks += [line for checked in outcome.checked for line in listing(checked, paint, where)]
    return "\n".join([*blocks, *_summary(outcome, paint, in_detail)]) + "\n"


def where(name: str, place: Place | None) -> str:
    """A place in the words in which people look for it: file:line:column, or table and row."""
    if place is None:
        return name
    if place.line is not None:
        return f"{name}:{place.line}" + (f":{place.column}" if place.column else "")
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
    return f"{name}: " + _("，").join(words) if words else name


def _finding(checked: Checked, finding: Finding, paint: Paint) -> Iterator[str]:
    word, colour = SEVERITIES[finding.severity]
    place = where(checked.reading.name, finding.place)
    yield f"{paint(shown(place), 'bold')}: {paint(_(word), colour)} {finding.rule} {shown(finding.message)}"
    note = shown(_note(finding))
    if finding.excerpt.strip() and finding.place and finding.place.line:
        yield from _excerpt(finding.excerpt, finding.place, note, lambda text: paint(text, colour))
    elif note:
        yield f"      {note}"
    rows = [
        (_("推测"), suspected(checked, finding)),
        (_("同时"), _also(finding)),
        (_("相关"), _related(finding)),
        *_last_year(checked, finding),
        (_("依据"), finding.cite),
        (_("怎么办"), finding.help),
    ]
    labels = max(width(label) for label, _text in rows)
    for label, text in rows:
        if text:
            yield f"   {padded(label, labels)}  {shown(text)}"
    yield ""


def _note(finding: Finding) -> str:
    """应为 3（2+1+0），实填 4."""
    if not finding.expected:
        return ""
    expected = finding.expected + (
        _("（{working}）").format(working=finding.working) if finding.working else ""
    )
    if not finding.actual:
        return _("应为 {expected}").format(expected=expected)
    return _("应为 {expected}，实填 {actual}").format(expected=expected, actual=finding.actual)


def _excerpt(line: str, place: Place, note: str, paint: Callable[[str], str]) -> Iterator[str]:
    """The line of the file and, under the words that are meant, a caret."""
    start = max((place.column or 1) - 1, 0)
    end = min(start + place.length, len(line))
    first, last = _window(line, start)
    end = max(min(end, last), start)
    before, meant, after = shown(line[first:start]), shown(line[start:end]), shown(line[end:last])
    lead, trail = "…" if first else "", "…" if last < len(line) else ""
    number = str(place.line)
    gutter = max(len(number), 5)
    yield f"{number:>{gutter}} │ {lead}{before}{meant}{after}{trail}"
    carets = "^" * max(width(meant), 1)
    yield f"{'':>{gutter}} │ {' ' * (width(lead) + width(before))}{paint(carets)} {note}".rstrip()


def _window(line: str, start: int) -> tuple[int, int]:
    """The part of a line to show: all of a line that fits, else the words around `start`."""
    if width(line) <= _MOST_EXCERPT:
        return 0, len(line)
    first = last = start
    while first > 0 and width(line[first:start]) < _MOST_EXCERPT // 3:
        first -= 1
    while last < len(line) and width(line[first:last]) < _MOST_EXCERPT:
        last += 1
    return first, last


def _also(finding: Finding) -> str:
    """What else the same mistake breaks."""
    words = [_one_related(related) for related in finding.also]
    text = _("；").join(words[:_MOST_RELATED])
    if len(words) > _MOST_RELATED:
        text = _("{shown}等 {count} 处").format(shown=text, count=len(words))
    return _("对不上的还有：{clauses}").format(clauses=text) if words else ""


def _related(finding: Finding) -> str:
    """The related cells, those with a figure first; those that stand elsewhere with their line."""
    told = sorted(finding.related, key=lambda related: related.written in ("", "0"))
    unsaid = (
        related
        for related in told
        if related.label
        and not related.last_year
        and _("“{label}”").format(label=related.label) not in finding.message
    )
    words = [_one_related(related) for related in unsaid if not _on_the_line(related, finding)]
    text = _("、").join(words[:_MOST_RELATED])
    return (
        _("{shown}等 {count} 格").format(shown=text, count=len(words)) if len(words) > _MOST_RELATED else text
    )


def _on_the_line(related: Related, finding: Finding) -> bool:
    """Whether a cell stands on the line that is shown anyway."""
    place, shown_at = related.place, finding.place
    return bool(place and shown_at and place.line and place.line == shown_at.line)


def _one_related(related: Related) -> str:
    text = f"{related.label} {related.written.strip()}".rstrip()
    if related.place and related.place.line:
        return _("{text}（第 {line} 行）").format(text=text, line=related.place.line)
    return text


def _last_year(checked: Checked, finding: Finding) -> Iterator[tuple[str, str]]:
    """What stands in last year's report: cells with where the first of them is, words beside this year's."""
    told = [related for related in finding.related if related.last_year]
    name = checked.previous.name if checked.previous else ""
    if cells := [related for related in told if related.address]:
        found = where(name, cells[0].place)
        text = _("、").join(
            _("“{label}” {written}").format(label=cell.label, written=cell.written.strip() or _("（空白）"))
            for cell in cells[:_MOST_RELATED]
        )
        if len(cells) > _MOST_RELATED:
            text = _("{shown}等 {count} 格").format(shown=text, count=len(cells))
        yield _("去年报告"), f"{found}  {text}" if found else text
        return
    own = [related for related in finding.related if not related.last_year]
    for now, then in list(zip(own, told, strict=True))[:_MOST_PAIRS] if told else ():
        yield _("本年"), _quoted(where(checked.reading.name, now.place), now.written)
        yield _("去年"), _quoted(where(name, then.place), then.written)


def _quoted(place: str, words: str) -> str:
    """Words with where they stand; of long ones as much as fits a line."""
    first, last = _window(words, 0)
    text = _("“{label}”").format(label=words[first:last] + ("…" if last < len(words) else ""))
    return f"{place}  {text}" if place else text


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
    errors, warnings, notes = (outcome.count(severity) for severity in SEVERITIES)
    looked = _("{reports} 份报告，核对 {equations} 处加总，用了 {rules} 条规则").format(
        reports=len(outcome.checked),
        equations=sum(checked.equations for checked in outcome.checked),
        rules=outcome.checked[0].rules,
    )
    compared = sum(checked.previous is not None for checked in outcome.checked)
    if compared:
        looked += _("，{count} 份同去年的报告对比").format(count=compared)
    computed = sum(checked.computed for checked in outcome.checked)
    if computed:
        looked += _("，算出 {count} 个没有填写的总计").format(count=computed)
    if errors or warnings or notes:
        counts = _("{errors} 个错误，{warnings} 个警告，{notes} 个提示").format(
            errors=errors, warnings=warnings, notes=notes
        )
        yield _("共 {counts}（{looked}）").format(counts=paint(counts, "bold"), looked=looked)
    else:
        yield _("{verdict}（{looked}）").format(verdict=paint(_("没有发现问题"), "green"), looked=looked)
    waived = sum(len(checked.waived) for checked in outcome.checked)
    if waived and in_detail:
        yield _("{count} 个问题已豁免").format(count=waived)
    elif waived:
        yield _("{count} 个问题已豁免（-v 列出）").format(count=waived)
