"""What `make demo` shows: a clean report checked and set as a Word file, then one with mistakes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
GXREPORT = Path(sys.executable).with_name("gxreport")
RESULT = ROOT / "build" / "demo" / "report-2023.docx"


def run(*arguments: str) -> None:
    """Show a command as it is typed, run it, and stop where it fails for another reason than findings."""
    print(f"$ gxreport {' '.join(arguments)}", flush=True)
    code = subprocess.run([GXREPORT, *arguments], cwd=ROOT, check=False).returncode
    if code > 1:
        sys.exit(code)
    print(flush=True)


def main() -> None:
    """Run the demonstration."""
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    run("validate", "examples/mistakes-2023.yaml")
    run("validate", "examples/report-2023.yaml")
    run("render", "examples/report-2023.yaml", "--format", "docx", "-o", str(RESULT.relative_to(ROOT)), "-q")
    print(f"Word 文件在 / the Word file is here: {RESULT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
