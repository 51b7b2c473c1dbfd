"""Documents that stand beside the report.yaml of which they were made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gxreport.reading import Reading

WRITTEN = (".yaml", ".yml")
"""Reports that documents are made of."""


def without_copies(readings: Sequence[Reading]) -> list[Reading]:
    """The readings without the documents that stand beside the report.yaml of which they were made."""
    names = {str(Path(reading.name)) for reading in readings}
    return [reading for reading in readings if written_beside(reading.name) not in names]


def written_beside(name: str) -> str:
    """The report.yaml beside a document, by its name; empty if there is none, or it is one itself."""
    path = Path(name)
    if name == "-" or path.suffix.lower() in WRITTEN:
        return ""
    return next((str(p) for ending in WRITTEN if (p := path.with_suffix(ending)).is_file()), "")


def made_of_another(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of documents that show just what the report.yaml beside them says.

    What is wrong with such a report is wrong in both files, and is mended in report.yaml.
    """
    by_name = {str(Path(reading.name)): reading for reading in readings}
    found = []
    for reading in readings:
        source = by_name.get(written_beside(reading.name))
        if source is None:
            continue
        from gxreport.diff import difference  # only where there are such documents

        if difference(source.report, reading.report).none:
            found.append(reading)
    return found
