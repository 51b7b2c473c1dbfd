"""Checking what a commit changes, and keeping documents as their reports are: by hand, and by pre-commit."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from tests.githooks import ROOT, Hooks, committed, first_commit, installed, prepared

from gxreport.cli import cli
from gxreport.cli.updating import FORMATS
from gxreport.readers import ENDINGS, read
from gxreport.renderers.docx import render

NEW = (ROOT / "examples" / "report-2023.yaml").read_text(encoding="utf-8")
OLD = (ROOT / "examples" / "report-2022.yaml").read_text(encoding="utf-8")
# One request more was carried over than last year's report carried forward; the sums hold all the same.
BROKEN = re.sub(
    r"(本年新收: +\[ +)58(.*) 66\]\n(.*上年结转: +\[ +)2(.*) 2\]", r"\g<1>57\2 65]\n\g<3>3\4 3]", NEW
)
MISTAKE = NEW.replace("[   58,        7,", "[   59,        7,")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settle(files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def gxreport(*words):
    return CliRunner(env={"GXREPORT_LANG": "zh"}).invoke(cli, list(words), prog_name="gxreport")


def word_file(text: str) -> bytes:
    return render(read("report.yaml", text.encode()).report)


def rules(done) -> list[str]:
    return re.findall(r"(?:错误|警告|提示) (GX\d+)", done.stdout)


# --among


@pytest.mark.parametrize("last", ["2022/report.yaml", "archive/old.yaml", "2023/去年/a.yaml"])
def test_last_years_report_is_found_in_the_folder_though_it_did_not_change(folder, last):
    settle({"2023/report.yaml": BROKEN, last: OLD})
    assert "GX601" not in rules(gxreport("validate", "2023/report.yaml"))
    done = gxreport("validate", "--among", ".", "2023/report.yaml")
    assert "GX601" in rules(done)
    assert "（1 份报告" in done.stdout


def test_a_path_that_speaks_of_other_years_is_not_opened(folder):
    settle({"2023/report.yaml": BROKEN, "2019/report.yaml": OLD, "x20190101.yaml": "机关: x\n"})
    assert "GX601" not in rules(gxreport("validate", "--among", ".", "2023/report.yaml"))


def test_the_word_file_beside_last_years_report_is_not_another_report(folder):
    changed = word_file(OLD.replace("社会评议1次", "社会评议2次"))
    settle({"2023/report.yaml": BROKEN, "2022/report.yaml": OLD, "2022/report.docx": changed})
    for words in (["--among", ".", "2023/report.yaml"], ["."], ["--previous", "2022", "2023"]):
        assert "GX601" in rules(gxreport("validate", *words)), words


def test_two_different_reports_of_last_year_are_still_in_doubt(folder):
    changed = OLD.replace("社会评议1次", "社会评议2次")
    settle({"2023/report.yaml": BROKEN, "2022/a.yaml": OLD, "2022/b.yaml": changed})
    done = gxreport("validate", "-v", "--among", ".", "2023/report.yaml")
    assert "GX601" not in rules(done)
    assert "去年的报告有几份，内容不同" in done.stderr


@pytest.mark.parametrize(
    ("now", "twin"),
    [
        ("2023/a/report.yaml", "2022/a/report.yaml"),
        ("a/2023/report.yaml", "a/2022/report.yaml"),
        ("年报2023/2023.yaml", "年报2022/2022.yaml"),
    ],
)
def test_a_report_called_as_this_years_but_for_the_year_is_taken_before_others(folder, now, twin):
    changed = OLD.replace("社会评议1次", "社会评议2次")
    settle({now: BROKEN, twin: OLD, "x/b.yaml": changed, "x/2022.yaml": changed})
    assert "GX601" in rules(gxreport("validate", "--among", ".", now))


def test_a_namesake_on_another_year_or_organ_is_not_taken_for_it(folder):
    settle({"a/2023.yaml": BROKEN, "a/2022.yaml": OLD.replace("工业和信息化局", "财政局"), "b.yaml": OLD})
    assert "GX601" in rules(gxreport("validate", "--among", ".", "a/2023.yaml"))


def test_last_years_report_may_have_changed_as_well(folder):
    settle({"2023/report.yaml": BROKEN, "2022/report.yaml": OLD})
    done = gxreport("validate", "--among", ".", "2023/report.yaml", "2022/report.yaml")
    assert "GX601" in rules(done)
    assert "（2 份报告" in done.stdout


def test_what_was_settled_wins_over_the_folder(folder):
    settle({"2023/report.yaml": BROKEN, "2022/report.yaml": OLD})
    settle(
        {
            "好/report.yaml": OLD.replace("[    2,        0,", "[    3,        0,").replace(
                "    2]\n复", "    3]\n复"
            )
        }
    )
    settle({"gxreport.toml": '[validate]\nprevious = "好"\n'})
    assert "GX601" not in rules(gxreport("validate", "--among", ".", "2023/report.yaml"))


def test_files_that_are_no_reports_are_passed_over(folder):
    settle({"a.yaml": "x: 1\n", ".hidden/b.yaml": "机关: [", ".c.yaml": "[", "d.png": b"", "~$e.docx": b"x"})
    settle({"文.md": "# 说明\n", "列.yaml": "- a: 1\n", "README.md": "# 某市政府信息公开工作年度报告\n"})
    names = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]
    done = gxreport("validate", "--among", ".", *names)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "跳过 3 个不是年度报告的文件" in done.stderr


def test_a_list_is_no_report_unless_it_has_the_keys_of_one(folder):
    settle({"a/x.json": "[]", "a/hooks.yaml": "- id: x\n", "b/r.yaml": "- 年度: 2023\n- 机关: x\n"})
    assert "文件夹里没有年度报告" in gxreport("validate", "a").stderr
    done = gxreport("validate", "b")
    assert done.exit_code == 3
    assert "里面是一个列表" in done.stderr


def test_what_else_is_wrong_in_the_folder_is_left_alone(folder):
    settle({"2023/report.yaml": NEW, "2022/report.yaml": "机关: [\n", "坏.docx": b"PK", "b.yaml": MISTAKE})
    assert gxreport("validate", "--among", ".", "2023/report.yaml").exit_code == 0


def test_a_changed_file_that_cannot_be_read_fails(folder):
    settle({"report.yaml": "机关: [\n", "坏.docx": b"PK"})
    done = gxreport("validate", "--among", ".", "report.yaml", "坏.docx")
    assert done.exit_code == 3
    assert done.stderr.count("读不了") == 2


# render --update


def test_a_document_is_made_once_and_again_when_its_report_changed(folder):
    settle({"a/report.yaml": NEW})
    first = gxreport("render", "--update", "a/report.yaml")
    assert (first.exit_code, first.stderr) == (1, "a/report.docx 已生成，请一起提交\n")
    assert Path("a/report.docx").read_bytes() == word_file(NEW)
    again = gxreport("render", "--update", "a/report.yaml")
    assert (again.exit_code, again.output) == (0, "")
    settle({"a/report.yaml": MISTAKE})
    changed = gxreport("render", "--update", "-q", "a")
    assert (changed.exit_code, changed.stderr) == (1, "a/report.docx 已照报告更新，请一起提交\n")
    assert Path("a/report.docx").read_bytes() == word_file(MISTAKE)


def test_a_word_file_that_was_edited_is_made_anew_from_the_report_beside_it(folder):
    settle({"a/report.yml": NEW, "a/report.docx": word_file(MISTAKE), "b/published.docx": word_file(MISTAKE)})
    done = gxreport("render", "--update", "a/report.docx", "b/published.docx")
    assert done.exit_code == 1
    assert Path("a/report.docx").read_bytes() == word_file(NEW)
    assert Path("b/published.docx").read_bytes() == word_file(MISTAKE)


def test_what_is_no_report_gets_no_document(folder):
    settle({"mkdocs.yml": "site_name: x\n", ".github/a.yaml": "on: push\n"})
    done = gxreport("render", "--update", "mkdocs.yml", ".github/a.yaml")
    assert (done.exit_code, done.output) == (0, "")
    assert not list(folder.rglob("*.docx"))


def test_one_bad_report_does_not_stop_the_others(folder):
    quoting = NEW.replace("总体情况: |\n", "总体情况: |\n  {{ 申请办理.没有 }}\n")
    settle({"a.yaml": "机关: [\n", "b.yaml": quoting, "c.yaml": NEW})
    done = gxreport("render", "--update", "a.yaml", "b.yaml", "c.yaml")
    assert done.exit_code == 3
    assert sorted(path.name for path in folder.glob("*.docx")) == ["c.docx"]


@pytest.mark.parametrize("format_", FORMATS)
def test_documents_that_are_kept_are_the_same_bytes_whenever_they_are_made(folder, format_):
    settle({"r.yaml": NEW})
    assert gxreport("render", "--update", "--format", format_, "r.yaml").exit_code == 1
    assert gxreport("render", "--update", "--format", format_, "r.yaml").exit_code == 0


@pytest.mark.parametrize(
    "words", [["--format", "pdf"], ["--format", "html"], ["-o", "x.docx"], ["--force"]], ids=" ".join
)
def test_update_is_refused_where_it_would_change_what_did_not_change(folder, words):
    settle({"r.yaml": NEW})
    done = gxreport("render", "--update", *words, "r.yaml")
    assert done.exit_code == 2
    assert [path.name for path in folder.iterdir()] == ["r.yaml"]


# The hooks


def test_hooks_are_given_every_kind_of_file_that_needs_no_more_than_gxreport():
    validate, render_ = (re.compile(hook["files"]) for hook in HOOKS)
    more = {".pdf", ".doc", ".wps", ".xls", ".et"}  # an extra, LibreOffice
    assert {ending for ending in ENDINGS if validate.search(f"a/b{ending}")} == set(ENDINGS) - more
    assert validate.search("年报/REPORT.DOCX")
    assert {ending for ending in ENDINGS if render_.search(f"a/b{ending}")} == {".yaml", ".yml", ".docx"}


def test_commands_of_hooks_exist():
    for hook in HOOKS:
        _program, name, *words = hook["entry"].split()
        cli.get_command(None, name).make_context(name, [*words, "report.yaml"])


@pytest.fixture(scope="module")
def hooks(tmp_path_factory) -> Hooks:
    return prepared(tmp_path_factory.mktemp("hooks"))


@pytest.fixture
def repository(hooks, tmp_path) -> Path:
    """A repository of reports, watched over by both hooks."""
    config = {
        "repos": [
            {
                "repo": str(hooks.repository),
                "rev": hooks.revision,
                "hooks": [{"id": "gxreport-render"}, {"id": "gxreport-validate"}],
            }
        ]
    }
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (tmp_path / "2022").mkdir()
    (tmp_path / "2022" / "report.yaml").write_text(OLD, encoding="utf-8")
    first_commit(tmp_path)
    installed(hooks, tmp_path)
    (tmp_path / "2023").mkdir()
    return tmp_path


@pytest.mark.slow
def test_a_mistake_is_refused_and_the_mended_report_passes_with_its_word_file(hooks, repository):
    report = repository / "2023" / "report.yaml"
    report.write_text(BROKEN, encoding="utf-8")
    said = committed(hooks, repository, refused=True)
    assert re.search(r"2023/report\.yaml:\d+:\d+: 错误 GX601 上年结转", said)
    assert "2023/report.docx 已生成，请一起提交" in said
    report.write_text(NEW, encoding="utf-8")
    mended = committed(hooks, repository, refused=True)
    assert "2023/report.docx 已照报告更新，请一起提交" in mended
    assert "GX601" not in mended
    passed = committed(hooks, repository)
    assert passed.count("Passed") == 2
    assert (repository / "2023" / "report.docx").read_bytes() == word_file(NEW)


@pytest.mark.slow
def test_other_files_of_the_repository_do_not_trouble_the_hooks(hooks, repository):
    for name, text in {"mkdocs.yml": "site_name: x\n", "说明.md": "# 说明\n", "a.txt": "x\n"}.items():
        (repository / name).write_text(text, encoding="utf-8")
    assert "Failed" not in committed(hooks, repository)


@pytest.mark.slow
def test_a_word_file_changed_by_hand_is_refused(hooks, repository):
    (repository / "2023" / "report.yaml").write_text(NEW, encoding="utf-8")
    committed(hooks, repository, refused=True)
    committed(hooks, repository)
    (repository / "2023" / "report.docx").write_bytes(word_file(NEW.replace("2024-01-25", "2024-01-26")))
    assert "2023/report.docx 已照报告更新，请一起提交" in committed(hooks, repository, refused=True)
