"""What a report is checked with besides itself: gxreport.toml, and last year's report in the same folder.

Files are read again only when they have changed, so this can be asked at every keystroke.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from gxreport import config
from gxreport.catalogue import catalogue
from gxreport.cli.files import Source, load_guarded, sources
from gxreport.cli.previous import Named
from gxreport.cli.why import why
from gxreport.messages import _
from gxreport.readers import ENDINGS
from gxreport.reading import Reading
from gxreport.waivers import Waiver

# An editor does not start LibreOffice, and a PDF takes seconds: such files must be named as `previous`.
_SLOW = ("office", "pdf")
_QUICK = tuple(ending for ending, carrier in ENDINGS.items() if carrier not in _SLOW)
_MOST_NEIGHBOURS = 200
_MOST_BYTES = 4 * 1024 * 1024


class Stamp(NamedTuple):
    """What tells whether a file has changed."""

    name: str
    changed: int
    size: int


class Settled(NamedTuple):
    """What gxreport.toml settles. `wrong` is a sentence where it cannot be used, and nothing is settled."""

    config: config.Config = config.Config()
    waivers: tuple[Waiver, ...] = ()
    previous: str = ""
    baseline: str = ""
    wrong: str = ""


class Surroundings:
    """What was read of the folders around open reports."""

    def __init__(self) -> None:
        self._settled: dict[Path, tuple[tuple[Stamp, ...], Settled]] = {}
        self._read: dict[str, tuple[Stamp, Reading | None]] = {}

    def settled(self, folder: Path) -> Settled:
        """The settings in force in a folder."""
        found = config.find(folder)
        if found is None:
            return Settled()
        stamps, settled = self._settled.get(found, ((), Settled()))
        if not stamps or stamps != _files(found, settled):
            settled = _settled(found)
            self._settled[found] = _files(found, settled), settled
        return settled

    def unread(self, path: Path) -> bool:
        """Whether there are files around a report that have not been read yet."""
        return any(self._read.get(stamp.name, (None,))[0] != stamp for stamp in _neighbours(path))

    def neighbours(self, path: Path, *, known: bool = False) -> list[Reading]:
        """The reports beside a report; only those that have been read before, if they are to be `known`."""
        found = []
        for stamp in _neighbours(path):
            if not known or stamp.name in self._read:
                found.append(self._reading(stamp, known=known))
        return [reading for reading in found if reading is not None]

    def named(self, previous: str) -> Named | None:
        """Last year's report, or the folder of it, that gxreport.toml names."""
        if not previous:
            return None
        if not Path(previous).is_dir():
            stamp = next(_stamps([Path(previous)]), None)
            return Named(previous, self._reading(stamp) if stamp else None)
        names = (Path(source.name) for source in sources([previous]) if isinstance(source, Source))
        readings = (self._reading(stamp) for stamp in _stamps(names))
        return Named(previous, None, [reading for reading in readings if reading is not None])

    def _reading(self, stamp: Stamp, *, known: bool = False) -> Reading | None:
        before = self._read.get(stamp.name)
        if before is not None and (known or before[0] == stamp):
            return before[1]
        found = load_guarded(Source(stamp.name, named=False), None)
        reading = found if isinstance(found, Reading) else None  # what cannot be read is nobody's last year
        self._read[stamp.name] = stamp, reading
        return reading


def _files(file: Path, settled: Settled) -> tuple[Stamp, ...]:
    """The files that settings come from, as they are now."""
    return tuple(_stamps([file, Path(settled.baseline)] if settled.baseline else [file]))


def _settled(file: Path) -> Settled:
    rules = [rule.id for rule in catalogue()]
    settled, path = Settled(), str(file)
    try:
        read = config.read(path, file.read_bytes(), rules)
        previous, baseline = (
            str(file.parent / name) if name else "" for name in (read.checks.previous, read.checks.baseline)
        )
        settled = Settled(read, read.waivers, previous, baseline)
        if baseline:
            path = baseline
            more = config.read_baseline(path, Path(path).read_bytes(), rules)
            settled = settled._replace(waivers=(*settled.waivers, *more))
    except config.BadConfig as error:
        return Settled(baseline=settled.baseline, wrong=error.sentence)
    except OSError as error:
        sentence = _("读不了 {path}：{why}").format(path=path, why=why(error))
        return Settled(baseline=settled.baseline, wrong=sentence)
    return settled


def _neighbours(path: Path) -> Iterator[Stamp]:
    """The files beside a report that may hold last year's, in the order of their names."""
    try:
        names: Sequence[str] = sorted(os.listdir(path.parent))  # noqa: PTH208  # strings are all it takes
    except OSError:
        return
    quick = [
        path.parent / name
        for name in names
        if name.lower().endswith(_QUICK) and not name.startswith((".", "~$")) and name != path.name
    ]
    yield from (stamp for stamp in _stamps(quick[:_MOST_NEIGHBOURS]) if stamp.size <= _MOST_BYTES)


def _stamps(paths: Iterable[Path]) -> Iterator[Stamp]:
    for path in paths:
        try:
            told = path.stat()
        except OSError:
            continue
        if path.is_file():
            yield Stamp(str(path), told.st_mtime_ns, told.st_size)
