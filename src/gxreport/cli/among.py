"""Some files of a folder, as a commit hook is given them: what to check, and what to compare it with.

Only the changed files are checked. Last year's report of each is looked for where it most likely is, and
files further away are read only where it was not there: reading a Word file takes longer than checking it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gxreport.cli.copies import written_beside
from gxreport.cli.files import Source, is_hidden, load_guarded, sources
from gxreport.cli.previous import Named, due, key_of
from gxreport.readers import ENDINGS
from gxreport.reading import Reading
from gxreport.reporters import Failure


def given_files(paths: Iterable[str]) -> Iterator[Source]:
    """The files that a folder would have given: none that are hidden, and no other kinds than are read."""
    for path in paths:
        parts = Path(path).parts
        if Path(path).suffix.lower() in ENDINGS and not any(
            is_hidden(part) and part not in (".", "..") for part in parts
        ):
            yield Source(path, named=False)


def among_others(folder: str, readings: Sequence[Reading]) -> Named:
    """Last year's reports for these readings, from a folder. Whatever else is wrong in it is left alone."""
    found = list(readings)
    missing = due(readings) - {key_of(reading.report) for reading in readings}
    for group in _likeliest_first(folder, readings) if missing else ():
        here = [one for name in group if (one := _read(name)) and key_of(one.report) in missing]
        found += here
        missing -= {key_of(reading.report) for reading in here}
        if not missing:
            break
    return Named(folder, None, found)


def _read(name: str) -> Reading | None:
    one = load_guarded(Source(name, named=False), None)
    return None if isinstance(one, Failure) else one


def _likeliest_first(folder: str, readings: Sequence[Reading]) -> tuple[list[str], list[str], list[str]]:
    """The files below a folder that may be last year's reports, in three groups.

    First those that are called as this year's but for the year, then those whose path names the year, then
    those that name none, or the year in which the report was published. A path of other years has no part.
    """
    years = {year for _organ, year in due(readings)}
    read = {os.path.realpath(reading.name) for reading in readings}
    twins = {twin for reading in readings if (twin := _twin(reading))}
    groups: tuple[list[str], list[str], list[str]] = ([], [], [])
    for source in sources([folder]):
        if not isinstance(source, Source) or os.path.realpath(source.name) in read:
            continue
        named = _years(os.path.relpath(source.name, folder))
        if written_beside(source.name) or (named and not named & (years | {year + 1 for year in years})):
            continue
        group = 0 if os.path.realpath(source.name) in twins else 1 if named & years else 2
        groups[group].append(source.name)
    return groups


def _twin(reading: Reading) -> str:
    """The path of a report with the year before in place of its own; empty if it does not name its year."""
    year, path = reading.report.year, os.path.relpath(reading.name)
    if year is None or year not in _years(path):
        return ""
    return os.path.realpath(path.replace(str(year), str(year - 1)))


def _years(path: str) -> set[int]:
    return {int(number) for number in re.findall(r"(?<!\d)20\d\d(?!\d)", path)}
