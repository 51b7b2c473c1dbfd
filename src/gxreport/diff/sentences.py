"""The sentences of two reports compared: which came, which went, which were reworded.

A sentence that stands elsewhere than before is neither. Blanks and line ends do not matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gxreport.model import Report
from gxreport.quotes import filled

_SENTENCE = r"[^。；！？\n]*[。；！？\n]?[”’」』）)]*"
_APART = ("title", "signature")  # fields of their own, not prose
_RUN = 2
_ALIKE = 60  # per cent of the runs of two characters that a reworded sentence shares with the old one
_MOST_PAIRS = 100_000  # comparisons; of texts with more new sentences than that allows none are paired


class Said(NamedTuple):
    """A sentence and the field in which it stands."""

    field: str
    text: str


class Reworded(NamedTuple):
    """A sentence of the new report that nearly is one of the old report's."""

    old: Said
    new: Said


class Prose(NamedTuple):
    """What became of the sentences. `kept` of `all` characters of the new report stood in the old one."""

    removed: tuple[Said, ...] = ()
    added: tuple[Said, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    kept: int = 0
    all: int = 0

    @property
    def differs(self) -> bool:
        """Whether any sentence came, went or was reworded."""
        return bool(self.removed or self.added or self.reworded)

    @property
    def share(self) -> int | None:
        """How much of the new prose is as it was, in per cent of its characters; None if there is none."""
        return self.kept * 100 // self.all if self.all else None


def compared(old: Report, new: Report) -> Prose:
    """The sentences of two reports, compared."""
    before, after = tuple(_sentences(old)), tuple(_sentences(new))
    removed, added = _without(before, after), _without(after, before)
    everything = sum(len(_bare(said.text)) for said in after)
    fresh = sum(len(_bare(said.text)) for said in added)
    pairs = tuple(_pairs(removed, added))
    gone, come = {old for old, _new in pairs}, {new for _old, new in pairs}
    return Prose(
        tuple(said for at, said in enumerate(removed) if at not in gone),
        tuple(said for at, said in enumerate(added) if at not in come),
        tuple(Reworded(removed[old], added[new]) for old, new in pairs),
        everything - fresh,
        everything,
    )


def _sentences(report: Report) -> Iterator[Said]:
    for field, text in report.prose():
        if field not in _APART:
            for found in re.finditer(_SENTENCE, filled(report, text)):
                if words := found[0].strip():
                    yield Said(field, words)


def _bare(sentence: str) -> str:
    return "".join(sentence.split())


def _without(these: Sequence[Said], those: Sequence[Said]) -> tuple[Said, ...]:
    """The sentences that the others do not have, or have not so often; in which field does not matter."""
    left = Counter(_bare(said.text) for said in those)
    found = []
    for said in these:
        bare = _bare(said.text)
        if left[bare]:
            left[bare] -= 1
        else:
            found.append(said)
    return tuple(found)


def _pairs(removed: Sequence[Said], added: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Each new sentence with the old one of its field that it is most like: their positions."""
    if len(removed) * len(added) > _MOST_PAIRS:
        return
    runs = [_runs(said.text) for said in removed]
    free = set(range(len(removed)))
    for position, new in enumerate(added):
        wanted = _runs(new.text)
        likeness = {at: _likeness(wanted, runs[at]) for at in free if removed[at].field == new.field}
        best = min(likeness, key=lambda at: (-likeness[at], at), default=None)
        if best is not None and likeness[best] >= _ALIKE:
            free.remove(best)
            yield best, position


def _runs(text: str) -> Counter[str]:
    bare = _bare(text)
    return Counter(bare[at : at + _RUN] for at in range(len(bare) - _RUN + 1))


def _likeness(one: Counter[str], other: Counter[str]) -> int:
    """How many runs two sentences share, in per cent of those of both."""
    both = one.total() + other.total()
    return 200 * (one & other).total() // both if both else 0
