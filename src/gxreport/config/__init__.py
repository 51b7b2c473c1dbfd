"""gxreport.toml: what an office settles once for all its reports.

TOML wants keys that are not ASCII in quotes, so every key has an English name as well. This file says
what can be settled; `tables` and its neighbours read it, and are loaded where there is a file to read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from gxreport.finding import Severity
from gxreport.limits import Limits
from gxreport.model import OrganKind
from gxreport.waivers import Waiver

NAME = "gxreport.toml"

FONT_TYPES = {
    "fangsong": "仿宋",
    "kaiti": "楷体",
    "heiti": "黑体",
    "songti": "宋体",
    "title": "小标宋",
    "latin": "西文",
}
"""The types in which a document is set, by their key in English."""


class BadConfig(Exception):
    """A gxreport.toml that cannot be used. Its text is one sentence with the name and the line."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Checks(NamedTuple):
    """What `gxreport validate` does unless its options say otherwise.

    `select` and `ignore` are rule ids or their beginnings; `fail_on` is the name of a level, or never;
    `previous` and `baseline` are paths as seen from the folder of the file, with the lines in which they
    stand. What is empty is not settled.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = ""
    previous: str = ""
    baseline: str = ""
    previous_line: int = 0
    baseline_line: int = 0


class Unit(NamedTuple):
    """A unit whose report is expected: its name, and where they are known its kind and its folder."""

    organ: str
    kind: OrganKind | None = None
    folder: str = ""


class Config(NamedTuple):
    """What is settled.

    `fonts` are families in the order of preference, by the Chinese name of a type; `severities` are by
    rule id or its beginning.
    """

    fonts: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    limits: Limits = Limits()
    checks: Checks = Checks()
    severities: Mapping[str, Severity] = MappingProxyType({})
    units: tuple[Unit, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def find(start: Path) -> Path | None:
    """The gxreport.toml in this folder or the nearest one above it."""
    folder = start.absolute()
    return next((path for above in (folder, *folder.parents) if (path := above / NAME).is_file()), None)


def read(name: str, data: bytes, rules: Collection[str] | None = None) -> Config:
    """The settings in a gxreport.toml. Raises BadConfig.

    `name` is the file's, for messages. `rules` are the ids of all rules; without them it is not looked
    whether the rules that are named exist, for commands that need none.
    """
    from gxreport.config.tables import settings  # only where there is a file to read

    return settings(name, data, rules)


def read_baseline(name: str, data: bytes, rules: Collection[str] | None = None) -> tuple[Waiver, ...]:
    """The waivers in a baseline, which holds nothing else. Raises BadConfig."""
    from gxreport.config.tables import only_waivers

    return only_waivers(name, data, rules)
