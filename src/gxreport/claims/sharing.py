"""Percentages: 占37.5%, of what was named last, or of what stands before the word."""

from __future__ import annotations

from gxreport.claims.meanings import rows_of
from gxreport.claims.naming import named
from gxreport.claims.ownership import Outlook
from gxreport.claims.quantities import Quantity, Share
from gxreport.claims.segments import LABELS
from gxreport.claims.thread import LOST, Thread
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_SILENT = frozenset({Kind.UNKNOWN, Kind.ASIDE, Kind.PERIOD, Kind.NONE, Kind.EACH, Kind.ALIEN})
_OTHER_YEARS = (Kind.LAST_YEAR, Kind.NEXT_YEAR)


def share_of(
    thread: Thread,
    outlook: Outlook,
    words: tuple[Token, ...],
    cut: int,
    where: tuple[int, int],
    *,
    counted: bool,
) -> Share | None:
    """The percentage that a clause claims; None where it is not clear of what.

    `cut` is the place of 占; before it stands the part, after it may stand the whole. `counted`: the
    part has its number in the same clause. `where` is the place of the words in the text.
    """
    before, after = words[:cut], words[cut:]
    figure = next((word.figure for word in words if word.figure and word.figure.percent), None)
    if figure is None or not figure.exact or {word.kind for word in words} & _SILENT or thread.topic == LOST:
        return None
    if any(w.kind in _OTHER_YEARS or (w.kind is Kind.YEAR and w.year != outlook.year) for w in after):
        return None
    share = Share(outlook.field, *where, Quantity(""), figure.value, figure.places)
    last = thread.last
    if before and not counted and any(word.kind in LABELS for word in before):
        kinds = {word.kind for word in before}
        found = named(thread, before, kinds, thread.about(before, kinds), outlook.year).quantities
        if len(found) != 1:
            return None
        share = share._replace(quantity=found[0])
    elif last is not None and last.exact and (counted or not before):
        share = share._replace(start=last.start, quantity=last.quantity, said=last.value)
    else:
        return None
    labels = [word for word in after if word.kind in LABELS]
    whole = next((word.name for word in after if word.kind is Kind.WHOLE and word.name), "")
    rows = rows_of(labels)
    if labels and not whole and not (rows and all(word.kind is Kind.ROW for word in labels)):
        return None
    name = whole or "+".join(rows)
    return share._replace(wholes=tuple(thread.said), of=Quantity(name) if name else None)
