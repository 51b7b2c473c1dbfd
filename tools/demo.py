"""What `make demo` shows: a report with mistakes, a clean one, and its documents in every format."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
GXREPORT = Path(sys.executable).with_name("gxreport")
RESULTS = ROOT / "build" / "demo"
FORMATS = ("docx", "pdf", "html", "xlsx", "md", "json")


def run(*arguments: str) -> None:
    """Show a command as it is typed, run it, and stop where it fails for another reason than findings."""
    print(f"$ gxreport {' '.join(arguments)}", flush=True)
    code = subprocess.run([GXREPORT, *arguments], cwd=ROOT, check=False).returncode
    # A machine without Chinese fonts makes no PDF, and says so; the other documents can be seen.
    if code > 1 and "pdf" not in arguments:
        sys.exit(code)
    print(flush=True)


def main() -> None:
    """Run the demonstration."""
    run("validate", "examples/mistakes-2023.yaml")
    run("validate", "examples/report-2023.yaml")
    folder = f"{RESULTS.relative_to(ROOT)}/"
    for format_ in FORMATS:
        run("render", "examples/report-2023.yaml", "--format", format_, "-o", folder, "--force")
    print(f"文档在 / the documents are here: {folder}")


if __name__ == "__main__":
    main()
