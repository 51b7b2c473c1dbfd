"""What people read beneath a finding: the guess, what belongs to it, last year, the law, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from gxreport.checking import Checked
from gxreport.finding import Finding, Related
from gxreport.messages import _
from gxreport.reporters.places import where
from gxreport.reporters.suspected import suspected
from gxreport.reporters.wording import MOST_RELATED, also, named
from gxreport.textwidth import width

_MOST_PAIRS = 3
_MOST_EXCERPT = 110  # cells of a terminal


def details(checked: Checked, finding: Finding) -> list[tuple[str, str]]:
    """What there is to say of a finding beside its sentence, each with the word that stands before it."""
    told = (
        (_("推测"), suspected(checked, finding)),
        (_("同时"), also(finding)),
        (_("相关"), _related(finding)),
        *_last_year(checked, finding),
        (_("依据"), finding.cite),
        (_("怎么办"), finding.help),
    )
    return [(label, text) for label, text in told if text]


def window(line: str, start: int) -> tuple[int, int]:
    """The part of a line to show: all of a line that fits, else the words around `start`."""
    if width(line) <= _MOST_EXCERPT:
        return 0, len(line)
    first = last = start
    while first > 0 and width(line[first:start]) < _MOST_EXCERPT // 3:
        first -= 1
    while last < len(line) and width(line[first:last]) < _MOST_EXCERPT:
        last += 1
    return first, last


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
    words = [named(related) for related in unsaid if not _on_the_line(related, finding)]
    text = _("、").join(words[:MOST_RELATED])
    return (
        _("{shown}等 {count} 格").format(shown=text, count=len(words)) if len(words) > MOST_RELATED else text
    )


def _on_the_line(related: Related, finding: Finding) -> bool:
    """Whether a cell stands on the line that is shown anyway."""
    place, shown_at = related.place, finding.place
    return bool(place and shown_at and place.line and place.line == shown_at.line)


def _last_year(checked: Checked, finding: Finding) -> Iterator[tuple[str, str]]:
    """What stands in last year's report: cells with where the first of them is, words beside this year's."""
    told = [related for related in finding.related if related.last_year]
    name = checked.previous.name if checked.previous else ""
    if cells := [related for related in told if related.address]:
        found = where(name, cells[0].place)
        text = _("、").join(
            _("“{label}” {written}").format(label=cell.label, written=cell.written.strip() or _("（空白）"))
            for cell in cells[:MOST_RELATED]
        )
        if len(cells) > MOST_RELATED:
            text = _("{shown}等 {count} 格").format(shown=text, count=len(cells))
        yield _("去年报告"), f"{found}  {text}" if found else text
        return
    own = [related for related in finding.related if not related.last_year]
    for now, then in list(zip(own, told, strict=True))[:_MOST_PAIRS] if told else ():
        yield _("本年"), _quoted(where(checked.reading.name, now.place), now.written)
        yield _("去年"), _quoted(where(name, then.place), then.written)


def _quoted(place: str, words: str) -> str:
    """Words with where they stand; of long ones as much as fits a line."""
    first, last = window(words, 0)
    text = _("“{label}”").format(label=words[first:last] + ("…" if last < len(words) else ""))
    return f"{place}  {text}" if place else text
