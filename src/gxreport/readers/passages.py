"""Where the characters of a YAML scalar stand in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from yaml.nodes import Node, ScalarNode

from gxreport.source import Passage, Place, Segment

# One character of the value a match, except for the line folds of YAML, which JSON does not have.
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|.)|.",
    re.DOTALL,
)
_DOUBLED_QUOTE = re.compile(r"''|.", re.DOTALL)


def place(node: Node) -> Place:
    """The place of a node: its first line, and its length where it stands on one line."""
    start, end = node.start_mark, node.end_mark
    one_line = isinstance(node, ScalarNode) and start.line == end.line
    return Place(start.line + 1, start.column + 1, end.column - start.column if one_line else 1)


class Passages(Mapping[str, Passage]):
    """The places of fields of prose. They are worked out when they are first asked for: few are."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        self.nodes: dict[str, Node] = {}
        self.texts: set[str] = set()
        self._made: dict[str, Passage] = {}

    def __getitem__(self, field: str) -> Passage:
        if field not in self._made:
            node = self.nodes[field]
            if field in self.texts and isinstance(node, ScalarNode):
                self._made[field] = passage(node, self.lines)
            else:
                self._made[field] = Passage((Segment(0, place(node)),))
        return self._made[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)


def passage(node: ScalarNode, lines: tuple[str, ...]) -> Passage:
    """The places of a scalar's characters. Exact for literal blocks and strings on one line."""
    if node.style == "|":
        return Passage(tuple(_literal(node, lines)))
    line = lines[node.start_mark.line]
    if node.start_mark.line == node.end_mark.line:
        return Passage(tuple(_one_line(node, line)))
    return Passage(tuple(_folded(node, lines)))


def _literal(node: ScalarNode, lines: tuple[str, ...]) -> Iterator[Segment]:
    first = node.start_mark.line + 1
    header = lines[node.start_mark.line][node.start_mark.column :]
    contents = node.value.rstrip("\n").split("\n")
    body = lines[first : first + len(contents)]
    stated = re.match(r"\|[+-]?([1-9])", header)
    indents = [len(line) - len(line.lstrip(" ")) for line in body if line.strip(" ")]
    indent = min(indents, default=0)
    if stated:
        # The indicator counts from the parent; the value says how many spaces the text itself has.
        text = node.value.lstrip("\n")
        indent = indents[0] - (len(text) - len(text.lstrip(" "))) if indents else 0
    offset = 0
    for number, content in enumerate(contents):
        yield Segment(offset, Place(first + number + 1, indent + 1))
        offset += len(content) + 1


def _one_line(node: ScalarNode, line: str) -> Iterator[Segment]:
    start = node.start_mark.column + (1 if node.style else 0)
    number = node.start_mark.line + 1
    yield Segment(0, Place(number, start + 1))
    if node.style:
        characters = _CHARACTER if node.style == '"' else _DOUBLED_QUOTE
        for offset, found in enumerate(characters.finditer(line[start : node.end_mark.column - 1])):
            if found.end() - found.start() > 1:
                yield Segment(offset + 1, Place(number, start + found.end() + 1))


def _folded(node: ScalarNode, lines: tuple[str, ...]) -> Iterator[Segment]:
    """Line by line: where the words of each line turn up next in the value."""
    offset = 0
    yield Segment(0, Place(node.start_mark.line + 1, node.start_mark.column + 1))
    for number in range(node.start_mark.line, min(node.end_mark.line + 1, len(lines))):
        content = lines[number]
        column = node.start_mark.column if number == node.start_mark.line else 0
        words = content[column:].strip(" '\"")
        found = node.value.find(words, offset) if words else -1
        if found >= 0:
            yield Segment(found, Place(number + 1, content.index(words, column) + 1))
            offset = found + len(words)
