"""The GitHub Action: its scripts are run by bash, as GitHub's runner would, in a repository of reports."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.actions import ACTION, CHECK, INSTALL, ROOT, SCRIPTS, Ran, Runner, filled

STEPS = ACTION["runs"]["steps"]
MISTAKES = (ROOT / "examples" / "mistakes-2023.yaml").read_text(encoding="utf-8")
CLEAN = (ROOT / "examples" / "report-2023.yaml").read_text(encoding="utf-8")
USES = {"actions/setup-python@v5", "github/codeql-action/upload-sarif@v3"}


# What it says


def test_action_fits_the_schema():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    done = subprocess.run(
        [*command, str(ROOT / "action.yml")], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_input_becomes_part_of_a_script():
    for step in SCRIPTS:
        assert "${{" not in step["run"]


def test_every_input_is_used_and_every_input_that_is_used_exists():
    whole = (ROOT / "action.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"\binputs\.([a-z-]+)", whole))
    assert used == set(ACTION["inputs"])
    ids = {step["id"] for step in STEPS if "id" in step}
    assert set(re.findall(r"\bsteps\.(\w+)\.", whole)) <= ids


def test_every_variable_that_a_script_reads_is_given():
    of_the_runner = {"RUNNER_TEMP", "GITHUB_ACTION_PATH", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"}
    for step in SCRIPTS:
        read = set(re.findall(r"\$\{?([A-Z][A-Z_]+)", step["run"]))
        assert read <= set(step["env"]) | of_the_runner
        assert set(step["env"]) <= read


def test_other_actions_are_pinned_to_a_major_release():
    assert {step["uses"] for step in STEPS if "uses" in step} == USES


def test_findings_reach_code_scanning_though_the_check_failed():
    upload = STEPS[-1]
    assert upload["if"].startswith("${{ !cancelled() && inputs.sarif == 'true'")
    assert filled(upload["with"]["sarif_file"], {"steps.check.outputs.sarif": "x"}) == "x"


# What it does


@pytest.fixture(scope="module")
def runner(tmp_path_factory) -> Runner:
    """A runner on which the first script has installed gxreport from the checkout."""
    runner = Runner(tmp_path_factory.mktemp("runner"))
    done = runner.run(INSTALL)
    assert done.code == 0, done.log
    return runner


@pytest.fixture
def check(runner):
    """Run the second script over these files."""

    def check(files: dict[str, str], **given: str) -> Ran:
        for path in runner.work.iterdir():
            if path.name != ".git":
                path.unlink()
        for name, text in files.items():
            (runner.work / name).write_text(text, encoding="utf-8")
        return runner.run(CHECK, **given)

    return check


slow = pytest.mark.slow


@slow
def test_mistakes_are_annotated_summed_up_and_fail(check):
    done = check({"坏 的.yaml": MISTAKES, "好.yaml": CLEAN})
    assert done.code == 1
    assert re.search(r"^::error file=坏 的\.yaml,line=28,", done.log, re.MULTILINE)
    assert len(re.findall(r"^::(?:error|warning|notice) file=", done.log, re.MULTILINE)) == 9
    assert done.summary.startswith("### 3 个错误，5 个警告，1 个提示\n")
    assert done.summary == Path(done.outputs["summary"]).read_text(encoding="utf-8")
    assert "GX303" in Path(done.outputs["page"]).read_text(encoding="utf-8")
    run = json.loads(Path(done.outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]
    assert len(run["results"]) == 9


@slow
def test_good_reports_pass_with_a_summary(check):
    done = check({"好.yaml": CLEAN})
    assert (done.code, done.log.count("::error")) == (0, 0)
    assert "检查了 1 份报告。" in done.summary


@slow
def test_inputs_are_obeyed(check):
    files = {"a b.yaml": MISTAKES, "c.yaml": CLEAN, "d.yaml": MISTAKES}
    only = check(files, paths="a b.yaml\nc.yaml\n", select="GX5", fail_on="never", summary="false", lang="en")
    assert (only.code, only.summary) == (0, "")
    assert set(re.findall(r"title=(GX\d+)", only.log)) == {"GX501", "GX505", "GX507"}
    assert "d.yaml" not in only.log
    assert "errors: " in only.log
    ignored = check(files, paths="d.yaml", ignore="GX1,GX2,GX3,GX505,GX507", fail_on="warning")
    assert set(re.findall(r"title=(GX\d+)", ignored.log)) == {"GX501"}
    assert ignored.code == 1


@slow
def test_configuration_and_last_year_are_obeyed(check):
    last = CLEAN.replace("2024-01-25", "2023-01-25").replace("2023", "2022")
    files = {"2023.yaml": CLEAN, "x.toml": "[severity]\nGX604 = 'error'\n"}
    (done, beside) = (
        check(files, config="x.toml", paths="2023.yaml"),
        check({**files, "2022.yaml": last}, config="x.toml", paths="2023.yaml", previous="2022.yaml"),
    )
    assert (done.code, beside.code) == (0, 1)
    assert re.search(r"^::error file=2023\.yaml.*GX604", beside.log, re.MULTILINE)


@slow
def test_wrong_usage_and_unreadable_files_keep_their_exit_codes(check):
    wrong = check({"a.yaml": CLEAN}, select="GX999")
    assert (wrong.code, wrong.summary, wrong.outputs) == (2, "", {})
    unreadable = check({"a.yaml": CLEAN}, paths="a.yaml\n没有.yaml")
    assert unreadable.code == 3
    assert "- **读不了** 没有.yaml" in unreadable.summary
    assert Path(unreadable.outputs["sarif"]).exists()


@slow
@pytest.mark.parametrize("name", ["paths", "select", "fail_on", "config", "previous", "lang", "summary"])
def test_what_stands_in_an_input_is_never_run(check, runner, name):
    done = check({"a.yaml": CLEAN}, **{name: '$(touch hacked)"; touch hacked; `touch hacked` #'})
    assert not (runner.work / "hacked").exists()
    assert done.code in (0, 2, 3)


@slow
def test_a_path_is_no_option(check):
    done = check({"a.yaml": CLEAN}, paths="--version\na.yaml")
    assert done.code == 3
    assert "--version" in done.summary
