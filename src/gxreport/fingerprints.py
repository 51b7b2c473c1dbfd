"""Fingerprints of findings: the same as long as the same thing is wrong, wherever it has moved to."""

from __future__ import annotations

from gxreport.finding import Finding
from gxreport.organnames import plain


def fingerprint(finding: Finding, organ: str, year: int | None) -> str:
    """Sixteen hexadecimal digits: of the rule, the organ and year of the report, and what is meant.

    Of a cell its address and what is written in it count, with the cells that the finding names beside it
    and the other sums that it breaks: a second mistake may join a finding, which is then another one;
    of words the sentence in which they stand, without blanks. Lines and files do not, nor does the language
    but where a section as a whole is meant: what is wrong with it is told only by the message.
    """
    from hashlib import sha256  # only where there is something to tell apart

    words = finding.words
    # The number of a heading changes with those above it; its words do not.
    field = words.field.partition(".")[0] if words.field.startswith("headings.") else words.field
    others = (*(related for related in finding.related if not related.last_year), *finding.also)
    cells = ("/".join(a) for a in (finding.address, *(other.address for other in others)) if a)
    said = (bare(part) for part in (words.before, words.text, words.after))
    what = bare(finding.message) if words.whole else ""
    parts = (finding.rule, plain(organ), str(year or ""), *cells, field, *said, what)
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def bare(text: str) -> str:
    """A text without its blanks and line ends, which come and go with the carrier."""
    return "".join(text.split())
