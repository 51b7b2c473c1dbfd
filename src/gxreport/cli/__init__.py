"""The command line: the one place that prints, exits, and meets the clock, the environment and files."""

from __future__ import annotations

import os

# Plug-ins of pydantic have no business here, and looking for them costs a third of the start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from gxreport.cli.main import cli, main

__all__ = ["cli", "main"]
