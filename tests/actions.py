"""As much of GitHub's runner as the tests of the action need: its scripts are really run, by bash."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
INSTALL, CHECK = SCRIPTS = [step for step in ACTION["runs"]["steps"] if "run" in step]


class Ran(NamedTuple):
    """What a step left behind."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str


def filled(text: str, values: dict[str, str]) -> str:
    """A value of the action with its expressions worked out; an expression that is not known is a mistake."""
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], text)


class Runner:
    """As much of GitHub's runner as the action needs: variables, files of variables, and bash."""

    def __init__(self, folder: Path):
        self.temp = folder / "临时 _temp"
        self.temp.mkdir()
        self.work = folder / "work"
        self.work.mkdir()
        subprocess.run(["git", "init", "--quiet"], cwd=self.work, check=True)

    def run(self, step: dict, **given: str) -> Ran:
        """One step, with the inputs of the action."""
        assert step["shell"] == "bash"
        values = {f"inputs.{name}": str(spec["default"]) for name, spec in ACTION["inputs"].items()}
        values |= {f"inputs.{name.replace('_', '-')}": value for name, value in given.items()}
        values["steps.python.outputs.python-path"] = sys.executable
        script, output, summary = (self.temp / name for name in ("script.sh", "output", "summary"))
        script.write_text(step["run"], encoding="utf-8")
        for file in (output, summary):
            file.write_text("", encoding="utf-8")
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "GXREPORT", "LC_", "LANG"))
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.work,
            env=inherited
            | {
                "RUNNER_TEMP": str(self.temp),
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_WORKSPACE": str(self.work),
            }
            | {name: filled(str(value), values) for name, value in step["env"].items()},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        pairs = (line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
        return Ran(
            done.returncode, done.stdout + done.stderr, dict(pairs), summary.read_text(encoding="utf-8")
        )
