"""Percentages: 占37.5%, of what was named last, or of what stands before the word."""

from __future__ import annotations

from gxreport.claims.counting import count_number
from gxreport.claims.meanings import rows_of
from gxreport.claims.naming import named
from gxreport.claims.quantities import Quantity, Share
from gxreport.claims.record import Record
from gxreport.claims.segments import LABELS, span
from gxreport.claims.thread import LOST
from gxreport.claims.tokens import Token
from gxreport.claims.words import Kind

_SILENT = frozenset({Kind.UNKNOWN, Kind.ASIDE, Kind.PERIOD, Kind.NONE, Kind.EACH, Kind.ALIEN})
_OTHER_YEARS = (Kind.LAST_YEAR, Kind.NEXT_YEAR)


def read_shares(record: Record, words: tuple[Token, ...], counts: list[Token], percents: list[Token]) -> None:
    """21件，占39件的53.8%, 占53.8%即21件: a count between 占 and the percentage is the whole."""
    cut = next((at for at, word in enumerate(words) if word.kind is Kind.SHARE), None)
    wholes = [word for word in words[cut or 0 : words.index(percents[0])] if word in counts]
    parts = [word for word in counts if word not in wholes] if cut is not None else []
    if parts:
        count_number(record, words[:cut], parts[0])
    record.thread.said += [word.figure.value for word in wholes if word.figure]
    if cut is not None and len(percents) == 1 and not record.ownership.silent:
        found = _share(record, words, cut, counted=bool(parts))
        if found is not None:
            record.shares.append(found)


def _share(record: Record, words: tuple[Token, ...], cut: int, *, counted: bool) -> Share | None:
    """The percentage that a clause claims; None where it is not clear of what.

    `cut` is the place of 占; before it stands the part, after it may stand the whole. `counted`: the
    part has its number in the same clause.
    """
    thread, outlook = record.thread, record.outlook
    before, after = words[:cut], words[cut:]
    figure = next((word.figure for word in words if word.figure and word.figure.percent), None)
    if figure is None or not figure.exact or {word.kind for word in words} & _SILENT or thread.topic == LOST:
        return None
    if any(w.kind in _OTHER_YEARS or (w.kind is Kind.YEAR and w.year != outlook.year) for w in after):
        return None
    share = Share(outlook.field, *span(words, record.places), Quantity(""), figure.value, figure.places)
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
