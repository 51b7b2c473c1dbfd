"""Which keys lead to a line of YAML that somebody is typing: by indentation, as the text may be broken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_KEY = r"""^(\s*)["']?([^\s:#"'\[{][^:#"'\[{]*?)["']?\s*:(?=\s|$)(.*)$"""
_BLOCK = r"\s*[|>][+-]?[0-9]?[+-]?\s*(?:#.*)?$"


class Level(NamedTuple):
    """Where a cursor stands: the keys that lead there, the keys that are there already, and what is typed.

    `key` is the key before the cursor on its line, whose value is being typed, or empty; `typed` is what
    stands before the cursor of the key or value.
    """

    above: tuple[str, ...]
    beside: frozenset[str]
    key: str
    typed: str


def level(lines: Sequence[str], line: int, column: int) -> Level | None:
    """The level at a position; None where no key can stand: in prose, in a list, in a comment, in quotes."""
    before = lines[line][:column]
    if "#" in before or "[" in before or before.count('"') % 2:
        return None
    indent = len(before) - len(before.lstrip(" "))
    if _in_block(lines, line, indent):
        return None
    if "{" in before:
        return _in_braces(lines, line, before)
    keyed = re.match(_KEY, before)
    above = _above(lines, line, indent)
    if keyed:
        return Level(above, frozenset(), keyed[2], keyed[3].strip())
    beside = _beside(lines, line, indent)
    return Level(above, frozenset(beside), "", before.strip())


def _above(lines: Sequence[str], line: int, indent: int) -> tuple[str, ...]:
    """The keys that lead to a line of this indentation, outermost first."""
    found: list[str] = []
    for text in reversed(lines[:line]):
        keyed = re.match(_KEY, text)
        if keyed and not text.lstrip().startswith("#") and len(keyed[1]) < indent:
            found.insert(0, keyed[2])
            indent = len(keyed[1])
        if not indent:
            break
    return tuple(found)


def _beside(lines: Sequence[str], line: int, indent: int) -> set[str]:
    """The keys of the same indentation around a line, up to where an outer level begins."""
    found = set()
    for part in (reversed(lines[:line]), lines[line + 1 :]):
        for text in part:
            if not text.strip() or text.lstrip().startswith("#"):
                continue
            depth = len(text) - len(text.lstrip(" "))
            if depth < indent:
                break
            keyed = re.match(_KEY, text)
            if keyed and depth == indent:
                found.add(keyed[2])
    return found


def _in_block(lines: Sequence[str], line: int, indent: int) -> bool:
    """Whether a line is part of a block of prose that a line above began with `|` or `>`."""
    for text in reversed(lines[:line]):
        if not indent:
            return False
        depth = len(text) - len(text.lstrip(" "))
        if not text.strip() or text.lstrip().startswith("#") or depth >= indent:
            continue
        keyed = re.match(_KEY, text)
        if keyed and re.fullmatch(_BLOCK, keyed[3]):
            return True
        indent = depth
    return False


def _in_braces(lines: Sequence[str], line: int, before: str) -> Level | None:
    """The level within `key: {…` on one line."""
    outer, _brace, inside = before.rpartition("{")
    keyed = re.match(_KEY, outer)
    if not keyed or "}" in inside or "{" in outer:
        return None
    above = (*_above(lines, line, len(keyed[1])), keyed[2])
    *done, last = inside.split(",")
    key, colon, typed = last.partition(":")
    if colon:
        return Level(above, frozenset(), key.strip(), typed.strip())
    rest = lines[line][len(before) :].partition("}")[0].split(",")[1:]
    beside = {part.partition(":")[0].strip(" \"'") for part in (*done, *rest)}
    return Level(above, frozenset(beside), "", last.strip())
