"""The example repository: its reports, settings, hooks and pipelines, each as an office would use it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from lxml import etree
from tests.actions import ACTION, CHECK, INSTALL, ROOT, Runner
from tests.githooks import committed, first_commit, git, installed, prepared

from gxreport.cli import cli
from gxreport.config import read as read_config
from gxreport.readers import read

EXAMPLE = ROOT / "examples" / "agency-repo"
FOLDERS = ("区政府", "城关镇", "财政局")
YEARS = (2021, 2022, 2023)
MISTAKE = ("部分公开: [6, 2, 0, 0, 0, 0, 8]", "部分公开: [6, 2, 0, 0, 0, 0, 9]")
WORKFLOW = yaml.safe_load((EXAMPLE / ".github/workflows/annual-reports.yml").read_text(encoding="utf-8"))
slow = pytest.mark.slow


@pytest.fixture
def repository(tmp_path) -> Path:
    """A copy of the example."""
    return shutil.copytree(EXAMPLE, tmp_path / "年报")


def gxreport(*words):
    return CliRunner(env={"GXREPORT_LANG": "zh"}).invoke(cli, list(words), prog_name="gxreport")


def break_(repository: Path) -> Path:
    """Make a mistake in the government's report on 2023."""
    report = repository / "区政府" / "2023" / "report.yaml"
    text = report.read_text(encoding="utf-8")
    assert text.count(MISTAKE[0]) == 1
    report.write_text(text.replace(*MISTAKE), encoding="utf-8")
    return report


def mend(report: Path) -> None:
    report.write_text(report.read_text(encoding="utf-8").replace(*reversed(MISTAKE)), encoding="utf-8")


def test_all_reports_are_clean_and_compared_and_the_waiver_is_needed(repository, monkeypatch):
    monkeypatch.chdir(repository)
    done = gxreport("validate", "--fail-on", "note", ".")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "没有发现问题（9 份报告，" in done.stdout
    assert "6 份同去年的报告对比" in done.stdout
    assert "1 个问题已豁免" in done.stdout
    Path("gxreport.toml").unlink()
    assert "提示 GX507" in gxreport("validate", ".").stdout


def test_every_unit_of_the_list_has_a_report_for_every_year():
    units = read_config("gxreport.toml", (EXAMPLE / "gxreport.toml").read_bytes()).units
    assert sorted(unit.folder for unit in units) == sorted(FOLDERS)
    for unit in units:
        for year in YEARS:
            path = EXAMPLE / unit.folder / str(year) / "report.yaml"
            report = read(str(path), path.read_bytes()).report
            assert (report.organ, report.year, report.organ_kind) == (unit.organ, year, unit.kind)


def test_every_organ_is_invented():
    for path in EXAMPLE.rglob("report.yaml"):
        assert path.read_text(encoding="utf-8").startswith("机关: 示例市示例区")


def test_commands_of_the_readme_exist():
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"`gxreport ([^`]+)`", text)
    assert len(commands) == 2
    for command in commands:
        name, *words = command.split()
        cli.get_command(None, name).make_context(name, words)
    for name in re.findall(r"`(\.[^`]+\.yml)`", text):
        assert (EXAMPLE / name).is_file()


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("github-workflows", ".github/workflows/annual-reports.yml"),
        ("gitlab-ci", ".gitlab-ci.yml"),
        ("gitlab-ci", "../../ci/gitlab.yml"),
    ],
)
def test_pipelines_fit_their_schemas(schema, name):
    words = ["--builtin-schema", f"vendor.{schema}", str(EXAMPLE / name)]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *words], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout


def test_workflow_gives_the_action_only_inputs_that_it_has():
    (use,) = (s for s in WORKFLOW["jobs"]["gxreport"]["steps"] if "gxreport" in s["uses"])
    assert set(use.get("with", {})) <= set(ACTION["inputs"])
    assert "security-events" not in WORKFLOW["permissions"]


@slow
def test_first_commit_makes_the_word_files_and_a_mistake_is_refused(repository, tmp_path):
    hooks = prepared(tmp_path)
    config = repository / ".pre-commit-config.yaml"
    text = config.read_text(encoding="utf-8")
    text = text.replace("https://git.example.com/gxreport/gxreport", str(hooks.repository))
    config.write_text(text.replace("rev: v0.1.0", f"rev: {hooks.revision}"), encoding="utf-8")
    (repository / "区政府" / "2023" / "report.yaml").rename(tmp_path / "report.yaml")
    first_commit(repository)
    installed(hooks, repository)
    shutil.move(tmp_path / "report.yaml", repository / "区政府" / "2023")

    said = committed(hooks, repository, refused=True)
    assert "区政府/2023/report.docx 已生成，请一起提交" in said
    assert committed(hooks, repository).count("Passed") == 2

    report = break_(repository)
    said = committed(hooks, repository, refused=True)
    assert re.search(r"区政府/2023/report\.yaml:\d+:\d+: 错误 GX303 “部分公开·总计”不等于", said)
    assert "应为 8（6+2+0+0+0+0），实填 9" in said
    mend(report)
    assert "report.docx 已照报告更新" in committed(hooks, repository, refused=True)
    git(repository, "add", "--all")
    assert git(repository, "status", "--porcelain").stdout == ""  # all is again as it was committed


@pytest.fixture(scope="module")
def runner(tmp_path_factory) -> Runner:
    runner = Runner(tmp_path_factory.mktemp("runner"))
    assert runner.run(INSTALL).code == 0
    return runner


@slow
def test_workflow_checks_all_reports(repository, runner):
    (use,) = (s for s in WORKFLOW["jobs"]["gxreport"]["steps"] if "gxreport" in s["uses"])
    given = {name.replace("-", "_"): str(value) for name, value in use.get("with", {}).items()}
    shutil.rmtree(runner.work)
    shutil.copytree(repository, runner.work)
    good = runner.run(CHECK, **given)
    assert (good.code, good.log.count("::error")) == (0, 0)
    assert "检查了 9 份报告；1 个问题已豁免。" in good.summary
    break_(runner.work)
    bad = runner.run(CHECK, **given)
    assert bad.code == 1
    assert re.search(r"^::error file=区政府/2023/report\.yaml,line=\d+,.*GX303", bad.log, re.MULTILINE)


@slow
def test_gitlab_job_checks_all_reports_and_leaves_what_gitlab_reads(repository, runner):
    template = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))
    own = yaml.safe_load((EXAMPLE / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert own["include"][0]["file"] == "/ci/gitlab.yml"
    assert set(own["variables"]) <= set(template["variables"])
    variables = template["variables"] | own["variables"] | {"GXREPORT_INSTALL": str(ROOT)}
    job = template["annual-reports"]
    script = repository.parent / "script.sh"
    script.write_text("\n".join(job["script"]), encoding="utf-8")
    bin = runner.temp / "gxreport" / "venv" / "bin"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LANG"))}

    def ran() -> int:
        return subprocess.run(
            ["bash", "-eo", "pipefail", str(script)],
            cwd=repository,
            env=inherited | variables | {"PATH": f"{bin}{os.pathsep}{os.environ['PATH']}"},
            capture_output=True,
            check=False,
        ).returncode

    kept = job["artifacts"]
    quality, junit = (repository / kept["reports"][name] for name in ("codequality", "junit"))
    assert ran() == 0
    assert json.loads(quality.read_text(encoding="utf-8")) == []
    break_(repository)
    assert ran() == 1
    (issue,) = json.loads(quality.read_text(encoding="utf-8"))
    assert (issue["check_name"], issue["location"]["path"]) == ("GX303", "区政府/2023/report.yaml")
    assert etree.parse(junit).getroot().get("failures") == "1"
    page, summary = ((repository / path).read_text(encoding="utf-8") for path in kept["paths"])
    assert summary.startswith("### 1 个错误")
    assert "检查结果" in page
