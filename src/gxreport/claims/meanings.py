"""What several words together name: rows of the results, the direction of 结转, groups of disputes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gxreport.claims import quantities as q
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_GROUPS = {"refused": q.REFUSED, "unavailable": q.UNABLE, "rejected": q.REJECTED, "other": q.OTHERS}
_INCLUDING = ("含", "包含", "包括")
EXAMPLES = ("等", "等情形", "等原因")
"""What is named before these is not all."""
_OPEN_OUTCOMES = ("results.granted", "results.partly_granted")


def group(row: str) -> str:
    """The group of rows that a row belongs to: `refused` of `results.refused.secret`; else empty."""
    steps = row.split(".")
    return _GROUPS.get(steps[1], "") if len(steps) == 3 else ""


def rows_of(words: Iterable[Token]) -> tuple[str, ...]:
    """The rows that words name: one, 公开 and 部分公开 together, or none where they do not fit together.

    属于重复申请不予处理 names the row, as its group says no more.
    """
    names = list(dict.fromkeys(word.name for word in words if word.kind is Kind.ROW))
    names = [name for name in names if not any(group(other) == name for other in names)]
    if len(names) == 1 or sorted(names) == sorted(_OPEN_OUTCOMES):
        return tuple(sorted(names))
    return ()


def carried(words: Sequence[Token], year: int | None) -> tuple[str, bool]:
    """Which way 结转 goes, and whether that is said: 上年结转, 2024年办理; empty where both are said."""
    kinds = {word.kind for word in words}
    years = {word.year for word in words if word.kind is Kind.YEAR}
    told = {word.name for word in words if word.kind is Kind.CARRY and word.name}
    came = Kind.LAST_YEAR in kinds or (year is not None and year - 1 in years)
    goes = Kind.NEXT_YEAR in kinds or (year is not None and year + 1 in years) or bool(told)
    if years - {year, (year or 0) - 1, (year or 0) + 1} or (came and goes):
        return "", False
    if came:
        return q.CARRIED_IN, True
    if goes:
        return q.CARRIED_OUT, True
    at = next(place for place, word in enumerate(words) if word.kind is Kind.CARRY)
    this = [
        w for w in words[at + 1 :] if w.kind is Kind.THIS_YEAR or (w.kind is Kind.YEAR and w.year == year)
    ]
    return (q.CARRIED_IN, True) if this else (q.CARRIED_OUT, False)


def dispute(names: Iterable[str]) -> str:
    """What nouns of disputes name together: 复议 and 诉讼 are all of them."""
    found = set(names)
    if len(found) > 1 and found & {q.DIRECT, q.AFTER_REVIEW}:
        found -= {q.LITIGATION, q.REVIEW}
    if len(found) == 1:
        return found.pop()
    return q.LITIGATION if found == {q.DIRECT, q.AFTER_REVIEW} else q.DISPUTES


def told_apart(words: Sequence[Token]) -> tuple[frozenset[str], bool]:
    """What a sentence tells in two figures that the form has as one, and whether it includes 结转 in others.

    废止2件、宣布失效1件 are one cell, and so may be 制定2件、修订1件; 法人5件、其他组织3件 are five columns.
    """
    known = {word.written for word in words}
    found: set[str] = set()
    for word in words:
        if word.kind is Kind.UNKNOWN:
            if "失效" in word.written:
                found.add(q.REPEALED)
            if "修" in word.written:
                found.add(q.ISSUED)
    if "其他组织" in known and ("法人" in known or "法人申请" in known):
        found |= {q.ORGANISATIONS, q.OTHER}
    return frozenset(found), not known.isdisjoint(_INCLUDING)
