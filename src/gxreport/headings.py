"""The headings of the six sections in a published document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gxreport import form
from gxreport.document import Document, Paragraph
from gxreport.editions import EDITIONS, table
from gxreport.labels import as_printed, normal, section_of
from gxreport.prose import Numbering, numbered
from gxreport.sections import REQUESTS, SECTIONS, Section

_LONGEST_HEADING = 40
_CONTENTS = 3
"""So many headings right after one another are a list of contents."""


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """The heading of a section, or one that no section has; `rest` is text on the same line."""

    paragraph: Paragraph
    section: Section | None
    rest: Paragraph | None = None


def headings_of(document: Document) -> dict[int, SectionHeading]:
    """The headings of sections by block: those that name one, and those that stand where one should.

    A heading that counts on from the one before and has a number in the style of sections is a
    section's heading in other words. A list of contents is passed over.
    """
    named = [
        (index, heading)
        for index, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and (heading := _heading(block))
    ]
    found: dict[int, SectionHeading] = {}
    # A heading in the form's own words is preferred to one in others.
    for index, heading in sorted(_without_contents(named), key=lambda one: (not _printed(one[1]), one[0])):
        if all(heading.section is not other.section for other in found.values()):
            found[index] = heading
    for index, block in enumerate(document.blocks):
        number = numbered(block.text) if isinstance(block, Paragraph) else None
        if not isinstance(block, Paragraph) or not number or index in found or not _is_short(block.text):
            continue
        if _begins_a_row(block.text):
            continue
        taken = {other.section.number: at for at, other in found.items() if other.section}
        before = max((section for section, at in taken.items() if at < index), default=0)
        if number.style is not Numbering.CHINESE or number.number != before + 1:
            continue
        if number.number > len(SECTIONS):
            found[index] = SectionHeading(block, None)
        elif number.number in taken:
            other = numbered(found[taken[number.number]].paragraph.text)
            if taken[number.number] > index and other and other.number > number.number:
                found[index] = SectionHeading(block, None)  # it is put in, and the others count on
        elif number.number == len(SECTIONS) or any(at > index for at in taken.values()):
            found[index] = SectionHeading(block, SECTIONS[number.number - 1])
    return dict(sorted(found.items()))


def _begins_a_row(text: str) -> bool:
    """Whether a text is a label of the table of applications, or the beginning of one: those count too."""
    label = normal(text)
    return len(label) > 3 and any(other.startswith(label) for other in _counted_labels())


@lru_cache
def _counted_labels() -> frozenset[str]:
    layouts = (form.layout(table(edition, REQUESTS.name)) for edition in EDITIONS)
    return frozenset(normal(row.labels[0]) for layout in layouts for row in layout.rows)


def _without_contents(named: list[tuple[int, SectionHeading]]) -> list[tuple[int, SectionHeading]]:
    """The headings without those of a list of contents: several at once, and all of them come again."""
    runs: list[list[tuple[int, SectionHeading]]] = []
    for index, heading in named:
        follows = runs and runs[-1][-1][0] == index - 1
        if follows and all(other.section is not heading.section for _at, other in runs[-1]):
            runs[-1].append((index, heading))
        else:
            runs.append([(index, heading)])
    kept = []
    for run in runs:
        later = [heading.section for index, heading in named if index > run[-1][0]]
        if len(run) < _CONTENTS or any(heading.section not in later for _index, heading in run):
            kept += run
    return kept


def _printed(heading: SectionHeading) -> bool:
    return heading.section is not None and as_printed(heading.paragraph.text, heading.section)


def _heading(paragraph: Paragraph) -> SectionHeading | None:
    """The heading of a section. Its text may begin on the same line, behind a colon or a blank.

    Words of the form or the law may be numbered in another style or not at all; other words need the
    number of their section, as 主动公开情况 is a point of the first section too.
    """
    text = paragraph.text
    number = numbered(text)
    style = number.style if number else None
    if style in (Numbering.CHINESE_BRACKETS, Numbering.ARABIC_BRACKETS):
        return None
    if _is_short(text):
        section = section_of(text)
        in_place = number and style is Numbering.CHINESE and section and number.number == section.number
        if section and (in_place or as_printed(text, section)):
            return SectionHeading(paragraph, section)
    if style is Numbering.CHINESE:
        for stop in re.finditer(r"[：:。\s]+", text[:_LONGEST_HEADING]):
            head, rest = text[: stop.start()], text[stop.end() :]
            section = section_of(head)
            if section and as_printed(head, section) and rest:
                column = paragraph.place.column
                place = paragraph.place._replace(column=column + stop.end() if column else None)
                return SectionHeading(Paragraph(head, paragraph.place), section, Paragraph(rest, place))
    return None


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.rstrip("。：:").endswith(("。", "；", "，"))
