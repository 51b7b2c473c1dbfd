"""Waivers: findings that somebody has looked at and let stand, each for a reason."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from gxreport.finding import Finding
from gxreport.fingerprints import bare, fingerprint
from gxreport.layout import Address
from gxreport.organnames import plain


class Waiver(NamedTuple):
    """What is let stand: findings of one rule for which all that is said here holds.

    `report` is a pattern of paths, as seen from the folder of `file`, or the name of an organ.
    `addresses` are cells, or rows or tables with all that is in them; `fields` are pieces of text by
    their name, as in a Span: a finding is at one of all these. `text` is words at which it points.
    From the day `until` on the waiver lapses. A `fingerprint` means one finding and no second one like it.
    """

    rule: str
    reason: str
    report: str = ""
    addresses: tuple[Address, ...] = ()
    fields: tuple[str, ...] = ()
    text: str = ""
    year: int | None = None
    until: date | None = None
    fingerprint: str = ""
    file: str = ""
    line: int = 0

    def lapsed(self, today: date) -> bool:
        """Whether it no longer counts."""
        return self.until is not None and self.until <= today


def concerns(waiver: Waiver, path: str, organ: str, year: int | None) -> bool:
    """Whether a waiver is about this report. `path` has slashes; it is empty for what is no file."""
    if waiver.year is not None and waiver.year != year:
        return False
    if not waiver.report:
        return True
    named, literal, pattern = _meant(waiver.report)
    if named and named == _plain(organ):
        return True
    return bool(path) and (path == literal if pattern is None else pattern.fullmatch(path) is not None)


def covers(waiver: Waiver, finding: Finding, organ: str, year: int | None) -> bool:
    """Whether a waiver is about this finding, and about all of it, of a report that it concerns."""
    return about(waiver, finding, organ, year) and not beyond(waiver, finding)


def about(waiver: Waiver, finding: Finding, organ: str, year: int | None) -> bool:
    """Whether all that a waiver says is true of this finding."""
    return (
        waiver.rule == finding.rule
        and (not (waiver.addresses or waiver.fields) or _at(waiver, finding))
        and (not waiver.text or _points_at(finding, waiver.text))
        and (not waiver.fingerprint or waiver.fingerprint == fingerprint(finding, organ, year))
    )


def _at(waiver: Waiver, finding: Finding) -> bool:
    """Whether the finding stands where the waiver says, or in it."""
    if finding.address is not None:
        return any(_in(finding.address, address) for address in waiver.addresses)
    field = finding.words.field
    return any(field == whole or field.startswith(f"{whole}.") for whole in waiver.fields)


def beyond(waiver: Waiver, finding: Finding) -> tuple[Address, ...]:
    """The cells that a finding means but its waiver does not, where several must be wrong; none if all are.

    Mistakes that cross are one finding. So a new mistake may join one that is let stand in some cell.
    """
    if waiver.fingerprint or not (waiver.addresses or waiver.text):
        return ()
    left = []
    for suspect in finding.suspects:
        own = [change for change in suspect.changes if change.slip != "follows"]
        # What was moved or swapped is one mistake, though in two cells.
        if suspect.likeliest and (len(own) == 1 or own[0].slip in ("moved", "swapped")):
            return ()
        if suspect.likeliest:
            cells = (change.address for change in own)
            left.append(tuple(c for c in cells if not any(_in(c, whole) for whole in waiver.addresses)))
    return min(left, key=len, default=())


def _in(address: Address, whole: Address) -> bool:
    return (
        address.table == whole.table
        and whole.row in ("", address.row)
        and whole.column in ("", address.column)
    )


def _points_at(finding: Finding, text: str) -> bool:
    """Whether words stand in the sentence of the finding and share a character with what it points at."""
    found = finding.words
    before, meant, after = bare(found.before), bare(found.text), bare(found.after)
    words = bare(text).strip("。；！？")
    sentence = before + meant + after
    # The first place at which the words would still reach into what is meant.
    start = sentence.find(words, max(len(before) - len(words) + 1, 0))
    return bool(words and meant) and 0 <= start < len(before) + len(meant)


class _Meant(NamedTuple):
    """What `report` of a waiver may mean: an organ, and one path or a pattern of paths."""

    organ: str
    path: str
    pattern: re.Pattern[str] | None


@lru_cache(None)
def _meant(report: str) -> _Meant:
    """`*` and `?` stand for what is within one name, `**` goes across folders, a folder/ is all below it.

    Most waivers are of a baseline, which names each path as it is: to compare it takes no pattern.
    """
    paths = report.replace("\\", "/").removeprefix("./")
    paths += "**" if paths.endswith("/") else ""
    if "*" not in paths and "?" not in paths:
        return _Meant(plain(report), paths, None)
    steps = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", paths)
    pattern = "".join(steps.get(part, re.escape(part)) for part in parts)
    return _Meant(plain(report), paths, re.compile(pattern, re.DOTALL))


_plain = lru_cache(None)(plain)
