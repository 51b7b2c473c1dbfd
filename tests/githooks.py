"""What the tests of hooks share: a pre-commit of their own, and the checkout as a repository of hooks."""

import os
import shutil
import subprocess
import venv
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
_LEFT_OUT = (".git", ".venv", "build", "dist", ".hypothesis", ".*_cache", "__pycache__", "tests")


class Hooks(NamedTuple):
    """The program, the repository with its commit, and where hooks are installed."""

    python: Path
    repository: Path
    revision: str
    home: Path


def prepared(folder: Path) -> Hooks:
    """Install pre-commit, and make a git repository of the working tree."""
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "pre-commit"], check=True)
    repository = folder / "gxreport"
    shutil.copytree(ROOT, repository, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    revision = first_commit(repository)
    return Hooks(python, repository, revision, folder / "home")


def first_commit(repository: Path) -> str:
    """Make a git repository of a folder; the name of its commit."""
    git(repository, "init", "--quiet", "--initial-branch", "main")
    git(repository, "config", "user.name", "示例")
    git(repository, "config", "user.email", "nobody@example.invalid")
    git(repository, "config", "core.quotepath", "off")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--no-verify", "-m", "起点")
    return git(repository, "rev-parse", "HEAD").stdout.strip()


def git(repository: Path, *words: str, code: int = 0, home: Path | None = None):
    """Run git, which must end with this exit code."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "GIT_", "GXREPORT", "LC_", "LANG"))
    }
    if home:
        environment["PRE_COMMIT_HOME"] = str(home)
    done = subprocess.run(
        ["git", *words],
        cwd=repository,
        env=environment | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


def installed(hooks: Hooks, repository: Path) -> None:
    """Let pre-commit watch over the commits of a repository."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [hooks.python, "-m", "pre_commit", "install"]
    subprocess.run(
        command,
        cwd=repository,
        env=environment | {"PRE_COMMIT_HOME": str(hooks.home)},
        check=True,
        capture_output=True,
    )


def committed(hooks: Hooks, repository: Path, *, refused: bool = False) -> str:
    """Commit all that changed; what the hooks said. `refused` says that they must not let it pass."""
    git(repository, "add", "--all")
    done = git(repository, "commit", "-m", "改动", code=1 if refused else 0, home=hooks.home)
    return done.stdout + done.stderr
