"""均获维持, 全部按期答复: figures that are not written again, as they are those of a whole named before."""

from __future__ import annotations

from collections.abc import Iterator

from gxreport.claims import quantities as q
from gxreport.claims.meanings import EXAMPLES, group, rows_of
from gxreport.claims.quantities import Claim, Quantity
from gxreport.claims.thread import REQUESTS, WHOLES, Thread
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_THESE = ("上述", "以上", "所有")
_ALREADY = ("已", "已经")
_PLAIN = frozenset({Kind.FILLER, Kind.SETTLE, Kind.JOIN, Kind.SELF, Kind.THIS_YEAR})
_CONCLUDED = frozenset({"审结", "结案"})
_BY_NOW = frozenset({"目前", "当前", "现", "后"})  # when the report was written
_UNSURE = frozenset({Kind.UNKNOWN, Kind.RESULT, Kind.PERIOD, Kind.NEXT_YEAR, Kind.YEAR, Kind.OTHERWISE})
_GROUPS = (q.REFUSED, q.UNABLE, q.REJECTED, q.OTHERS)


def inherited(
    thread: Thread, words: tuple[Token, ...], labels: list[Token]
) -> Iterator[tuple[Claim, Quantity]]:
    """The quantities that a clause with 均 or 全部 names, each with the claim that has its figure."""
    if thread.strange or thread.adrift or _of_others(words):
        return
    kinds = {label.kind for label in labels}
    nouns = [word.name for word in words if word.kind is Kind.ABOUT]
    if kinds == {Kind.RESULT} and len({label.name for label in labels}) == 1:
        for dispute in tuple(thread.groups):
            yield dispute, Quantity(dispute.quantity.name, labels[0].name)
    elif not labels and len(nouns) == 1 and nouns[0] in (q.DIRECT, q.AFTER_REVIEW):
        if thread.last and thread.last.quantity == Quantity(q.LITIGATION):
            yield thread.last, Quantity(nouns[0])
    elif thread.topic == REQUESTS:
        last = thread.last if thread.last and not thread.depth else None
        base = last if last and last.quantity.name in _GROUPS else thread.frame
        if base is None and any(word.written in _THESE for word in words):
            base = thread.before
        # 30件（上年结转2件，均为自然人）: all of which is not clear.
        clear = not thread.depth or thread.last is base
        examples = Kind.ROW in kinds and any(word.written in EXAMPLES for word in words)  # 均为执法案卷等
        if base is not None and clear and not examples:
            yield from ((base, quantity) for quantity in _of_requests(thread, base, kinds, labels))


def done(thread: Thread, words: tuple[Token, ...], kinds: set[Kind]) -> bool:
    """Whether a clause as 已按期办结, right after the figure of what was received, speaks of all of that."""
    return (
        thread.last is not None
        and thread.last is thread.frame
        and not thread.last.quantity.part
        and not thread.carrying
        and kinds <= _PLAIN
        and any(word.written in _ALREADY for word in words)
        and not any(word.name == "soft" for word in words)
    )


def _of_requests(thread: Thread, base: Claim, kinds: set[Kind], labels: list[Token]) -> Iterator[Quantity]:
    """What is true of all of `base`: answered, of one kind of applicant, of one outcome."""
    name, part = base.quantity
    if kinds == {Kind.SETTLE}:
        if name == q.RECEIVED and not thread.between:
            yield Quantity(q.SETTLED, part)
    elif kinds == {Kind.APPLICANT}:
        if len(labels) == 1 and (name in WHOLES or thread.depth) and not part:
            yield Quantity(name, labels[0].name)
    elif kinds and kinds <= {Kind.ROW, Kind.SETTLE}:
        rows = rows_of(labels)
        if len(rows) == 1 and (name in (q.RECEIVED, q.SETTLED) or group(rows[0]) == name):
            if name == q.RECEIVED and Kind.SETTLE in kinds:
                yield Quantity(q.SETTLED, part)
            yield Quantity(rows[0], part)


def _of_others(words: tuple[Token, ...]) -> bool:
    """Whether 均 is said of something that the form does not have: 网上申请均已办结, not 均在网上答复."""
    for word in words:
        if word.kind is Kind.ALL:
            break
        if word.kind is Kind.ASIDE:
            return True
    return False


def concluded(thread: Thread, words: tuple[Token, ...], kinds: set[Kind]) -> Iterator[Quantity]:
    """Of what none is pending, where all were concluded within the year."""
    written = {word.written for word in words}
    if thread.strange or thread.adrift:
        return
    if Kind.ALL not in kinds or written.isdisjoint(_CONCLUDED) or kinds & _UNSURE or written & _BY_NOW:
        return
    for one in thread.groups:
        if one.exact and one.value:
            yield Quantity(one.quantity.name, q.PENDING)
