"""Some files of a folder, as a commit hook is given them: what to check, and what to compare it with.

Only the changed files are checked. Of the others those are read that may hold last year's report, which for
Word files takes the longest: a path that speaks of other years only is not opened.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gxreport.cli.files import Source, is_hidden, load_guarded, sources
from gxreport.cli.previous import Named, due, key_of, written_beside
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
    wanted = due(readings)
    years = {year for _organ, year in wanted}
    read = {os.path.realpath(reading.name) for reading in readings}
    found = list(readings)
    for source in sources([folder]) if wanted else ():
        if not isinstance(source, Source) or os.path.realpath(source.name) in read:
            continue
        if not _may_be_of(os.path.relpath(source.name, folder), years) or written_beside(source.name):
            continue
        one = load_guarded(source, None)
        if one is not None and not isinstance(one, Failure) and key_of(one.report) in wanted:
            found.append(one)
    return Named(folder, None, found)


def _may_be_of(path: str, years: Iterable[int]) -> bool:
    """Whether a path may be that of a report on one of these years, which is published in the year after."""
    named = {int(number) for number in re.findall(r"(?<!\d)20\d\d(?!\d)", path)}
    return not named or any({year, year + 1} & named for year in years)
