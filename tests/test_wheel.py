"""What is built can be installed in an empty environment, and works there without the checkout."""

import io
import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import docx
import pytest

from gxreport import __version__

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "report-2023.yaml"
CATALOGUES = ("en/LC_MESSAGES/gxreport.mo", "zh_CN/LC_MESSAGES/click.mo")


def done(*command: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess:
    """Run a command that must succeed."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    result = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=inherited | {"PYTHONUTF8": "1", "GXREPORT_LANG": "zh"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A folder with the sdist of the checkout, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    done(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def bin(wheel, tmp_path_factory) -> Path:
    """The programs of an environment that holds gxreport and what it needs, installed without a network."""
    folder = tmp_path_factory.mktemp("installed")
    done(sys.executable, "-m", "pip", "wheel", "--quiet", wheel, "-w", folder / "wheels", cwd=folder)
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    install = ("-m", "pip", "install", "--quiet", "--no-index", "--find-links", folder / "wheels", "gxreport")
    done(programs / "python", *install, cwd=folder)
    return programs


def test_wheel_has_templates_and_both_catalogues(wheel):
    files = set(zipfile.ZipFile(wheel).namelist())
    templates = ROOT / "templates"
    for path in templates.rglob("*"):
        if path.is_file():
            assert f"gxreport/templates/{path.relative_to(templates).as_posix()}" in files
    for name in CATALOGUES:
        assert f"gxreport/locale/{name}" in files
    assert "gxreport/py.typed" in files
    assert any(name.endswith("/licenses/LICENSE") for name in files)


def test_wheel_has_the_package_and_nothing_else(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"gxreport", *(f"gxreport-{__version__}.{part}" for part in ("dist-info", "data"))}
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    shared = {
        name.partition(".data/data/")[2] for name in zipfile.ZipFile(wheel).namelist() if ".data/" in name
    }
    assert shared == {"share/man/man1/gxreport.1", "share/man/zh_CN/man1/gxreport.1"}
    assert modules == {name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".py")}


def test_readme_is_the_description_of_the_wheel(wheel):
    metadata = zipfile.ZipFile(wheel).read(f"gxreport-{__version__}.dist-info/METADATA").decode()
    assert (ROOT / "README.md").read_text(encoding="utf-8").strip() in metadata


def test_sdist_has_what_is_needed_to_build_and_test(built):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        files = {name.partition("/")[2] for name in sdist.getnames()}
    needed = {"Makefile", "LICENSE", "README.md", "README.zh-CN.md", "CONTRIBUTING.md", "pyproject.toml"}
    needed |= {"action.yml", ".pre-commit-hooks.yaml", "ci/gitlab.yml", "man/gxreport.1"}
    needed |= {f"examples/agency-repo/{name}" for name in (".pre-commit-config.yaml", ".gitlab-ci.yml")}
    assert needed <= files
    for folder in ("examples", "schemas", "tests", "tools", "docs"):
        assert any(name.startswith(f"{folder}/") for name in files)
    assert not any(name.startswith((".venv", "build/", "dist/")) for name in files)


def test_installed_program_checks_renders_and_imports(bin, tmp_path):
    gxreport = bin / "gxreport"
    (tmp_path / "report.yaml").write_bytes(EXAMPLE.read_bytes())
    assert done(gxreport, "--version", cwd=tmp_path).stdout == f"gxreport {__version__}\n"
    assert done(gxreport, "validate", cwd=tmp_path).stdout.startswith("没有发现问题（1 份报告，")
    assert done(gxreport, "render", cwd=tmp_path).stderr == "已生成 report.docx\n"

    document = docx.Document(io.BytesIO((tmp_path / "report.docx").read_bytes()))
    assert len(document.tables) == 3
    assert (
        document.paragraphs[0].text.replace("\n", "")
        == "示例市示例区工业和信息化局2023年政府信息公开工作年度报告"
    )
    texts = [cell.text for row in document.tables[1].rows for cell in row.cells]
    assert {"58", "66", "62"} <= set(texts)

    done(gxreport, "import", "report.docx", "-o", "again.yaml", cwd=tmp_path)
    assert done(gxreport, "validate", "-q", "again.yaml", cwd=tmp_path).stdout == ""


def test_installed_program_speaks_both_languages(bin, tmp_path):
    chinese, english = (
        done(bin / "gxreport", "--help", "--lang", lang, cwd=tmp_path).stdout for lang in ("zh", "en")
    )
    assert "显示这份帮助并退出" in chinese
    assert english.startswith("Usage: gxreport")
    assert english.isascii()


def test_manual_pages_and_completion_are_installed(bin, tmp_path):
    pages = [bin.parent / "share" / "man" / part / "man1" / "gxreport.1" for part in ("", "zh_CN")]
    assert all(page.read_text(encoding="utf-8").startswith(".TH GXREPORT 1") for page in pages)
    assert "complete -o nosort" in done(bin / "gxreport", "completion", "bash", cwd=tmp_path).stdout


def test_installed_program_is_not_the_checkout(bin, tmp_path):
    where = done(bin / "python", "-c", "import gxreport; print(gxreport.__file__)", cwd=tmp_path).stdout
    assert Path(where.strip()).is_relative_to(bin.parent)


def test_installed_program_needs_no_more_than_it_says(bin, wheel, tmp_path):
    metadata = zipfile.ZipFile(wheel).read(f"gxreport-{__version__}.dist-info/METADATA").decode()
    asked = re.findall(r"^Requires-Dist: ([\w.-]+)[^;\n]*$", metadata, re.MULTILINE)
    listed = done(bin / "python", "-m", "pip", "list", "--format", "freeze", cwd=tmp_path).stdout.lower()
    assert asked
    for name in asked:
        assert re.search(rf"^{re.escape(name.lower())}==", listed.replace("_", "-"), re.MULTILINE)
    assert "hypothesis" not in listed
    done(bin / "python", "-m", "pip", "check", cwd=tmp_path)


def test_installed_program_runs_as_a_module(bin, tmp_path):
    assert "validate" in done(bin / "python", "-m", "gxreport", "--help", cwd=tmp_path).stdout
