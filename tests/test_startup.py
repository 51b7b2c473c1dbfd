"""`gxreport validate` loads what it needs and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
UNNEEDED = {"jinja2", "docx", "lxml", "rich", "difflib", "typst", "xlsxwriter", "python_calamine"}
RUN = """
import sys
from gxreport.cli import main
try:
    main()
except SystemExit as end:
    print("exit", end.code or 0, file=sys.stderr)
print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def loaded(name: str) -> set[str]:
    """The modules that are loaded when `gxreport validate` has checked an example."""
    command = [sys.executable, "-X", "utf8", "-c", RUN, "validate", str(EXAMPLES / name)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    modules = ran.stderr.splitlines()
    assert "exit 0" in modules
    return set(modules)


@pytest.mark.parametrize(
    ("name", "edition", "other"), [("report-2023.yaml", 2021, 2019), ("report-2020.yaml", 2019, 2021)]
)
def test_validate_loads_only_what_it_needs(name, edition, other):
    modules = loaded(name)
    assert {"yaml", "pydantic", f"gxreport.editions.e{edition}"} <= modules
    assert modules & {*UNNEEDED, f"gxreport.editions.e{other}"} == set()
    assert "gxreport.editions.meanings" not in modules  # read where it is shown
    # What looks for the wrong cell is loaded when a sum is broken.
    assert "gxreport.suspects" in modules
    assert not any(module.startswith("gxreport.suspects.") for module in modules)
