"""Names of files as the outputs for programs write them: with slashes on every system."""

from __future__ import annotations

import os
from pathlib import PurePath
from urllib.parse import quote


def slashed(name: str) -> str:
    """A path with slashes and without `./`, as git and its hosts name files."""
    return PurePath(name).as_posix()


def uri(name: str) -> str:
    """A path as a URI: relative if the path is, else one of the scheme `file`."""
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
