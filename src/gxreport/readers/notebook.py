"""What is odd about a YAML or JSON file, noted down while it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gxreport import keys
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Noticed, Remark
from gxreport.readers.passages import place
from gxreport.source import Place

_MOST_SUGGESTIONS = 50  # a file with more mistakes than this is no report with slips in its keys
_STANDARD = "tag:yaml.org,2002:"

About = Callable[[str], Iterable[Address]]
"""The cells that a key stands for."""


def _nothing(word: str) -> Iterable[Address]:
    return ()


class Notebook:
    """Collects remarks, and walks mappings so that nothing in them goes unnoticed.

    `plain` says that the file has neither anchors nor tags, and need not be watched for them.
    """

    def __init__(self, text: str) -> None:
        self.remarks: list[Remark] = []
        self._met: set[int] = set()
        self.plain = "&" not in text and "!" not in text

    def remembered(self) -> tuple[int, frozenset[int]]:
        """What has been noted down so far, to come back to."""
        return len(self.remarks), frozenset(self._met)

    def forget(self, before: tuple[int, frozenset[int]]) -> None:
        """Go back to what was noted down then."""
        count, met = before
        del self.remarks[count:]
        self._met = set(met)

    def notice(
        self, noticed: Noticed, at: Node | Place, written: str, meant: str = "", about: Iterable[Address] = ()
    ) -> None:
        """Note something odd at a node or place."""
        where = at if isinstance(at, Place) else place(at)
        self.remarks.append(Remark(noticed, where, written, meant, tuple(about)))

    def shape(self, node: Node, meant: str, about: Iterable[Address] = ()) -> None:
        """Note a value that is not what should stand there; `meant` says what should."""
        written = node.value if isinstance(node, ScalarNode) else ""
        self.notice(Noticed.WRONG_SHAPE, node, written, meant, about)

    def fresh(self, node: Node, at: Node, about: Iterable[Address] = ()) -> bool:
        """Whether a value is met for the first time. An alias, found `at` this node, is not read again.

        The composer resolves an alias to the node that it stands for, which was met before.
        """
        if self.plain:
            return True
        if node.tag:
            self.notice(Noticed.REFUSED_YAML, node, node.tag.replace(_STANDARD, "!!"), _("标签"))
        if id(node) in self._met:
            written = at.value if isinstance(at, ScalarNode) else ""
            self.notice(Noticed.REFUSED_YAML, at, str(written), _("别名"), about)
            return False
        self._met.add(id(node))
        return True

    def entries(
        self, node: MappingNode, known: Mapping[str, str], about: About = _nothing
    ) -> Iterator[tuple[Node, str, Node]]:
        """Key node, known name and value node of a mapping's entries; the rest is noticed.

        `about` gives the cells that a known name stands for, which a mistyped key leaves empty.
        """
        taken: set[str] = set()
        free: list[str] | None = None
        for key, value in node.value:
            word = key.value if isinstance(key, ScalarNode) else "?"
            name = known.get(word)
            if name is None:
                self._pass_over(value)
                if free is None:
                    present = {known.get(k.value) for k, _v in node.value if isinstance(k, ScalarNode)}
                    free = [other for other in known if known[other] not in present]
                few = len(self.remarks) < _MOST_SUGGESTIONS
                meant = keys.nearest(word, free) if few else ""
                self.notice(Noticed.UNKNOWN_KEY, key, word, meant, about(known[meant]) if meant else ())
            elif name in taken:
                self._pass_over(value)
                self.notice(Noticed.REPEATED_KEY, key, word)
            elif self.fresh(key, key) and self.fresh(value, key, about(name)):
                taken.add(name)
                yield key, name, value

    def _pass_over(self, node: Node) -> None:
        """Remember what stands in a value that is not read, so that an alias to it is seen."""
        waiting = [] if self.plain else [node]
        while waiting:
            node = waiting.pop()
            if id(node) not in self._met:
                self._met.add(id(node))
                if isinstance(node, MappingNode):
                    waiting += (part for pair in node.value for part in pair)
                elif isinstance(node, SequenceNode):
                    waiting += node.value
