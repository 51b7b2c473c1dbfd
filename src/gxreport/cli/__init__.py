"""The command line: the one place that prints, exits, and meets the clock, the environment and files."""

from __future__ import annotations

import gc

# Loading modules makes many lasting objects: looking through them for garbage again and again takes a
# sixth of a short run. Once the first file is read it is looked for as usual.
gc.set_threshold(100_000, 20, 20)

from gxreport.cli.main import cli, main  # noqa: E402  # after the line that makes it fast

__all__ = ["cli", "main"]
