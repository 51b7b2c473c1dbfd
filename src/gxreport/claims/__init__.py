"""Figures that the prose claims: what was read, and how it stands against the tables."""

from __future__ import annotations

from typing import NamedTuple

from gxreport.claims.ownership import Outlook
from gxreport.claims.ownnames import OwnNames, own_names
from gxreport.claims.quantities import Claim, Quantity, Reading, Share
from gxreport.claims.readings import label
from gxreport.claims.record import Record
from gxreport.claims.sentences import read_sentences
from gxreport.claims.sifting import told
from gxreport.claims.tokens import squeezed, tokens
from gxreport.claims.verdicts import Outcome, Verdict, settled
from gxreport.claims.words import vocabulary
from gxreport.model import OrganKind, Report
from gxreport.quotes import figure, quoted, quotes

__all__ = [
    "Claim",
    "Outcome",
    "Quantity",
    "Reading",
    "Share",
    "Verdict",
    "claims",
    "label",
    "settled",
    "shares",
]

_FIELDS = ("preamble", "overview", "problems", "other")
_NOTES = (".intro", ".note")
_GOVERNMENT, _STREET, _STREET_OFFICE = "人民政府", "街道", "办事处"
_LEVELS = (*"省市县区镇乡旗州", _STREET)


class Read(NamedTuple):
    """What was read in the prose of a report."""

    claims: tuple[Claim, ...]
    shares: tuple[Share, ...]


def claims(report: Report) -> tuple[Claim, ...]:
    """The figures of the form that the prose of a report claims, from first to last."""
    return report.once(read).claims


def shares(report: Report) -> tuple[Share, ...]:
    """The percentages that the prose of a report claims, from first to last."""
    return report.once(read).shares


def read(report: Report) -> Read:
    """Everything that is read in the prose of a report."""
    found: list[Claim] = []
    parts: list[Share] = []
    for field, text in report.prose():
        if not (field in _FIELDS or field.endswith(_NOTES)):
            continue
        paragraphs = told(text)
        if not paragraphs:
            continue
        record = Record(_outlook(report, field))
        own = record.outlook.names
        figures = {
            quote.start: (quote.end, figure(report, address))
            for quote in quotes(text)
            if (address := quoted(report, quote.key))
        }
        words = vocabulary(report.layout("requests"))
        for paragraph in paragraphs:
            record.new_paragraph(carried=paragraph.carried, under=paragraph.under)
            for start, end, skipped, skipped_figures, weak in paragraph.sentences:
                if skipped:
                    record.skip(figures=skipped_figures)
                if weak and record.idle:
                    record.skip(figures=True)
                    continue
                source = squeezed(text, start, end)
                read_sentences(record, tokens(source, words, own, figures), source.places)
        found += record.claims
        parts += record.shares
    return Read(tuple(found), tuple(parts))


def _outlook(report: Report, field: str) -> Outlook:
    organ = report.organ
    place = organ.removesuffix(_GOVERNMENT)
    government = place != organ or report.organ_kind is OrganKind.GOVERNMENT
    if not government and organ.endswith(_STREET + _STREET_OFFICE):
        place = organ.removesuffix(_STREET_OFFICE)
    whole = government or place != organ
    level = next((level for level in _LEVELS if whole and place.endswith(level)), "")
    return Outlook(field, report.year, report.once(_names), government, level)


def _names(report: Report) -> OwnNames:
    return own_names(report.organ)
