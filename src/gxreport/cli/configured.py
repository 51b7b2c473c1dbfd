"""gxreport.toml as a command finds it: the file that was named, or the nearest one."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from gxreport import config
from gxreport.cli import console
from gxreport.cli.files import brought
from gxreport.waivers import Waiver


def config_file(path: str | None) -> Path | None:
    """The file of this name, else the gxreport.toml of this folder or the nearest one above it."""
    return Path(path) if path else config.find(Path())


def configured(path: str | None, rules: Collection[str] | None = None) -> config.Config:
    """The settings in the file that is in force. `rules` are the ids of all rules, where they matter."""
    found = config_file(path)
    if found is None:
        return config.Config()
    try:
        return config.read(str(found), brought(str(found)), rules)
    except config.BadConfig as error:
        raise console.Refused(str(error)) from None


def baseline_in(path: str, content: bytes, rules: Collection[str]) -> tuple[Waiver, ...]:
    """The waivers in a baseline."""
    try:
        return config.read_baseline(path, content, rules)
    except config.BadConfig as error:
        raise console.Refused(str(error)) from None
