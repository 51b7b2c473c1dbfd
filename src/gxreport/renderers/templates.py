"""The templates of documents, which stand as files in the folder templates/."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

# What XML 1.0 cannot hold: control characters, lone surrogates, two code points that are no characters.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def folder() -> Path:
    """Where the templates are: inside an installed package, or at the top of a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent.parent / "templates"


@lru_cache
def _environment(kind: str) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder() / kind),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def xml(kind: str, name: str, values: Mapping[str, object]) -> bytes:
    """The template `name` of a kind of document, filled in.

    Values are escaped; a character that XML cannot hold becomes U+FFFD.
    """
    filled = _environment(kind).get_template(name).render(values)
    return _FORBIDDEN.sub("\ufffd", filled).encode()
