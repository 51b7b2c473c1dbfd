"""What a command writes on a terminal, as a web page: for pictures."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

_COLUMNS = 116
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; display: inline-block; background: #16181d; color: #e6e6e6; padding: 14px 18px }}
pre {{ margin: 0; font: 14px/1.5 "Noto Sans Mono CJK SC", monospace }}
</style><body><pre>{lines}</pre>"""


def written(command: Sequence[object], folder: Path, language: str) -> str:
    """What a command writes where its output is a terminal, colours and all."""
    main, terminal = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environment |= {"TERM": "xterm-256color", "COLUMNS": str(_COLUMNS), "GXREPORT_LANG": language}
    words = [str(word) for word in command]
    program = subprocess.Popen(words, cwd=folder, env=environment, stdout=terminal, stderr=terminal)
    os.close(terminal)
    found = b""
    try:
        while piece := os.read(main, 65536):
            found += piece
    except OSError:  # how Linux says that nobody writes any more
        pass
    program.wait()
    os.close(main)
    return found.decode("utf-8").replace("\r\n", "\n")


def page(text: str, typed: str) -> str:
    """A page that shows a command as it was typed, and what it wrote."""
    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    console = Console(record=True, width=_COLUMNS * 3, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(f"\x1b[1m$ {typed}\x1b[0m\n{text.rstrip()}"), soft_wrap=True)
    lines = console.export_html(theme=MONOKAI, inline_styles=True, code_format="{code}")
    return _PAGE.format(lines=re.sub(r"[ \t]+$", "", lines, flags=re.MULTILINE))
