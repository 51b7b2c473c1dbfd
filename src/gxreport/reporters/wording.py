"""A finding in sentences: what every output says of it, whatever its form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.checking import Checked
from gxreport.finding import Finding, Related, Severity
from gxreport.messages import _
from gxreport.reporters import Outcome
from gxreport.reporters.places import in_words
from gxreport.reporters.suspected import suspected

MOST_RELATED = 6
"""So many cells are named where people read them one after the other."""

_ENDS = ("。", "！", "？", ".", "!", "?", "：", ":")


def expectation(finding: Finding) -> str:
    """应为 3（2+1+0），实填 4."""
    if not finding.expected:
        return ""
    expected = finding.expected + (
        _("（{working}）").format(working=finding.working) if finding.working else ""
    )
    if not finding.actual:
        return _("应为 {expected}").format(expected=expected)
    return _("应为 {expected}，实填 {actual}").format(expected=expected, actual=finding.actual)


def unsaid_expectation(finding: Finding) -> str:
    """What was expected, unless the message itself says all of it."""
    said = not finding.working and _said(finding.expected, finding) and _said(finding.actual, finding)
    return "" if said else expectation(finding)


def also(finding: Finding) -> str:
    """What else the same mistake breaks."""
    words = [named(related) for related in finding.also]
    text = _("；").join(words[:MOST_RELATED])
    if len(words) > MOST_RELATED:
        text = _("{shown}等 {count} 处").format(shown=text, count=len(words))
    return _("对不上的还有：{clauses}").format(clauses=text) if words else ""


def named(related: Related) -> str:
    """A related cell with what stands in it, and its line."""
    text = f"{related.label} {related.written.strip()}".rstrip()
    if related.place and related.place.line:
        return _("{text}（第 {line} 行）").format(text=text, line=related.place.line)
    return text


def told(checked: Checked, finding: Finding, *, cited: bool = False) -> str:
    """The whole of a finding, one sentence a line: what is wrong, where, the guess, the cure, the law."""
    return "\n".join(_ended(text) for text in _sentences(checked, finding, cited=cited) if text)


def on_one_line(sentences: str) -> str:
    """Sentences that stand on lines of their own, one after the other."""
    first, *others = sentences.split("\n")
    for other in others:
        first = _("{before}{after}").format(before=first, after=other)
    return first


def _sentences(checked: Checked, finding: Finding, *, cited: bool) -> Iterator[str]:
    yield finding.message
    yield unsaid_expectation(finding)
    if finding.place and finding.place.line is None and (place := in_words(finding.place)):
        yield _("位置：{place}").format(place=place)
    yield suspected(checked, finding)
    yield also(finding)
    yield finding.help
    if cited and finding.cite:
        yield _("依据：{cite}").format(cite=finding.cite)


def _said(figure: str, finding: Finding) -> bool:
    """Whether the message itself has a figure, and not only as part of a longer one."""
    return bool(re.search(rf"(?<!\d){re.escape(figure)}(?!\d)", finding.message))


def _ended(sentence: str) -> str:
    """The sentence with its full stop, and in English its capital, unless it begins with a name."""
    sentence = " ".join(sentence.split("\n")).strip()
    if re.match(r"[a-z]+[ ,:]", sentence):
        sentence = sentence[0].upper() + sentence[1:]
    return sentence if sentence.endswith(_ENDS) else _("{sentence}。").format(sentence=sentence)


def counted(outcome: Outcome) -> str:
    """How many errors, warnings and notes there are."""
    return _("{errors} 个错误，{warnings} 个警告，{notes} 个提示").format(
        errors=outcome.count(Severity.ERROR),
        warnings=outcome.count(Severity.WARNING),
        notes=outcome.count(Severity.NOTE),
    )
