"""gxreport.toml as a command finds it: the file that was named, or the nearest one."""

from __future__ import annotations

from pathlib import Path

from gxreport import config
from gxreport.cli import console
from gxreport.cli.files import brought


def configured(path: str | None) -> config.Config:
    """The settings in this file, else in the gxreport.toml of this folder or the nearest one above it."""
    found = Path(path) if path else config.find(Path())
    if found is None:
        return config.Config()
    try:
        return config.read(str(found), brought(str(found)))
    except config.BadConfig as error:
        raise console.Refused(str(error)) from None
