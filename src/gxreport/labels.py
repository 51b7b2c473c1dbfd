"""Labels as people compare them: without white space, width, brackets, punctuation and numbering."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from gxreport.sections import NUMERALS, SECTIONS, Section

# Patterns are compiled when the first label is read: no report.yaml has any.
_NUMBER = rf"(?:[{NUMERALS}]{{1,3}}|\d{{1,2}})"
_NUMBERING = rf"\s*(?:[(〔\[【]\s*{_NUMBER}\s*[)〕\]】]|{_NUMBER}\s*[、.,:])+"
_SILENT = r"[\W_第]+"


@lru_cache(maxsize=4096)
def normal(label: str) -> str:
    """A label in the form in which two labels are compared: 第二十条（一）项 and 第二十条第(一)项 agree."""
    text = unicodedata.normalize("NFKC", label).replace("\n", "")
    numbering = re.match(_NUMBERING, text)
    return re.sub(_SILENT, "", text[numbering.end() :] if numbering else text)


@lru_cache
def _sections() -> dict[str, Section]:
    return {
        normal(words): section
        for section in SECTIONS
        for words in (*section.also, *section.law, section.title)
    }


def section_of(heading: str) -> Section | None:
    """The section that a heading names, in the form's words, the law's, or others met in reports."""
    return _sections().get(normal(heading))


def as_printed(heading: str, section: Section) -> bool:
    """Whether a heading has the words of the form or of the law."""
    return normal(heading) in {normal(words) for words in (section.title, *section.law)}
