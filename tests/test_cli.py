"""The commands, their options and their exit codes, as people type them."""

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from gxreport import __version__, messages
from gxreport.catalogue import catalogue
from gxreport.cli import cli, console, misused
from gxreport.rules.examplenotes import NOTES, Note

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
GOLDEN = ROOT / "tests" / "golden"
REPORT = (EXAMPLES / "report-2023.yaml").read_text(encoding="utf-8")
MISTAKES = (EXAMPLES / "mistakes-2023.yaml").read_text(encoding="utf-8")
COMMANDS = [
    "validate",
    "preview",
    "render",
    "import",
    "init",
    "diff",
    "schema",
    "lsp",
    "rules",
    "explain",
    "completion",
]
RULES = catalogue()
FINDING = re.compile(
    r"^(?P<path>[^\n]+?):(?P<line>\d+):(?P<column>\d+): (?:错误|警告|提示) (?P<rule>GX\d{3}) ", re.M
)
COLOUR = "\x1b["

each_command = pytest.mark.parametrize("name", COMMANDS)
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
each_language = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """An empty folder, and the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def gxreport(*arguments: object, lang: str = "zh", stdin: str | bytes = "") -> Result:
    """Run gxreport in this process. A defect of its own is raised, not put into a sentence."""
    spoken = {"LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANGUAGE": None, "GXREPORT_LANG": lang}
    done = CliRunner(env=spoken).invoke(
        cli, [str(word) for word in arguments], input=stdin, prog_name="gxreport"
    )
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def found(done: Result) -> list[tuple[str, int, int, str]]:
    """File, line, column and rule of each finding of the text output."""
    return [(f["path"], int(f["line"]), int(f["column"]), f["rule"]) for f in FINDING.finditer(done.stdout)]


def rules_of(done: Result) -> set[str]:
    return {rule for _path, _line, _column, rule in found(done)}


def with_a(severity: str) -> str:
    """A report that has one finding, of this severity."""
    change = {
        "error": ("发布日期:", "副标题: 无\n发布日期:"),
        "warning": ("行政处罚:             3", "行政处罚:             3件"),
        "note": ("截至2023年", "截止2023年"),
        "nothing": ("", ""),
    }
    text = REPORT.replace(*change[severity], 1)
    assert (text == REPORT) == (severity == "nothing")
    return text


# What is checked


def test_no_path_means_report_yaml_in_this_folder(folder):
    Path("report.yaml").write_text(MISTAKES, encoding="utf-8")
    Path("other.yaml").write_text(REPORT, encoding="utf-8")
    done = gxreport("validate")
    assert done.exit_code == 1
    assert {path for path, *_rest in found(done)} == {"report.yaml"}
    assert "1 份报告" in done.stdout


@pytest.mark.parametrize("name", ["validate", "render"])
def test_no_path_and_no_report_yaml_is_told(name, folder):
    done = gxreport(name)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith("report.yaml: 读不了：当前文件夹里没有 report.yaml；请写明")
    assert list(folder.iterdir()) == []


def test_import_needs_a_path():
    assert gxreport("import").exit_code == 2


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.name)
def test_standard_input_is_checked_as_the_file_is(example):
    from_file = gxreport("validate", example)
    from_input = gxreport("validate", "-", stdin=example.read_bytes())
    assert from_input.exit_code == from_file.exit_code
    assert [place for _path, *place in found(from_input)] == [place for _path, *place in found(from_file)]
    assert {path for path, *_place in found(from_input)} <= {"标准输入"}


def test_standard_input_may_be_json_text_or_word(folder):
    assert gxreport("validate", "-", stdin='{"机关": "甲", "年度": 2023}').exit_code == 1
    text = (ROOT / "tests" / "clean" / "report-2023.txt").read_bytes()
    assert gxreport("validate", "-", stdin=text).exit_code == 0
    gxreport("render", EXAMPLES / "report-2023.yaml", "-o", "made.docx")
    assert gxreport("validate", "-", stdin=Path("made.docx").read_bytes()).exit_code == 0


def test_folder_means_all_reports_below_it_in_order(folder):
    for name in ("乙/report.yaml", "乙/a.yml", "甲.json", "b/c/报告.txt", "B.YAML"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        text = '{"机关": "甲", "年度": 2023}' if name.endswith("json") else "机关: 甲\n年度: 2023\n"
        Path(name).write_text(
            text if not name.endswith("txt") else "甲局2023年政府信息公开工作年度报告\n", encoding="utf-8"
        )
    Path("photo.jpg").write_bytes(b"jpg")
    named = [
        report["path"]
        for report in json.loads(gxreport("validate", "--format", "json", ".").stdout)["reports"]
    ]
    assert sorted(named) == sorted(
        os.path.join(".", name)
        for name in ("B.YAML", "乙/a.yml", "乙/report.yaml", "甲.json", "b/c/报告.txt")
    )
    for below in (named, [name for name in named if "乙/" in name]):
        beside = [name for name in below if Path(name).parent == Path(below[0]).parent]
        assert beside == sorted(beside)


def test_hidden_folders_and_what_word_leaves_open_are_passed_over(folder):
    for name in (".git/report.yaml", ".report.yaml", "~$report.docx", "report.yaml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(REPORT, encoding="utf-8")
    done = gxreport("validate", "-v", ".")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "1 份报告" in done.stdout


def test_several_paths_are_checked_in_the_order_given():
    last, first = EXAMPLES / "mistakes-2023.yaml", EXAMPLES / "report-2020.yaml"
    output = json.loads(gxreport("validate", "--format", "json", first, last).stdout)
    assert [report["path"] for report in output["reports"]] == [str(first), str(last)]
    output = json.loads(gxreport("validate", "--format", "json", last, first).stdout)
    assert [report["path"] for report in output["reports"]] == [str(last), str(first)]


def test_findings_come_by_file_place_and_rule(folder):
    Path("b.yaml").write_text(MISTAKES, encoding="utf-8")
    Path("a.yaml").write_text("年度: 2023\n副标题: 甲\n机关: 甲\n年度: 2023\n", encoding="utf-8")
    order = found(gxreport("validate", "."))
    assert order == sorted(order)
    assert {path for path, *_rest in order} == {os.path.join(".", name) for name in ("a.yaml", "b.yaml")}
    assert len(order) == len(FINDING.findall(gxreport("validate", "a.yaml", "b.yaml").stdout)) > 12


def test_output_is_the_same_each_time(folder):
    command = [sys.executable, "-m", "gxreport", "validate", "--format", "json", str(EXAMPLES)]
    outputs = {
        subprocess.run(
            command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=False
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


# Options of validate


def test_select_takes_rules_and_families():
    mistakes = EXAMPLES / "mistakes-2023.yaml"
    assert rules_of(gxreport("validate", mistakes, "--select", "GX303")) == {"GX303"}
    assert rules_of(gxreport("validate", mistakes, "--select", "GX3")) == {"GX303"}
    assert rules_of(gxreport("validate", mistakes, "--select", "gx303, GX5")) == {
        "GX303",
        "GX501",
        "GX505",
        "GX507",
    }
    twice = gxreport("validate", mistakes, "--select", "GX303", "--select", "GX501")
    assert rules_of(twice) == {"GX303", "GX501"}
    assert rules_of(gxreport("validate", mistakes, "--select", "GX")) == rules_of(
        gxreport("validate", mistakes)
    )


def test_ignore_wins_over_select():
    mistakes = EXAMPLES / "mistakes-2023.yaml"
    every = rules_of(gxreport("validate", mistakes))
    assert rules_of(gxreport("validate", mistakes, "--ignore", "GX3,GX222")) == every - {
        "GX303",
        "GX222",
    }
    assert rules_of(gxreport("validate", mistakes, "--select", "GX3", "--ignore", "GX303")) == set()


def test_what_is_not_selected_does_not_count(folder):
    Path("report.yaml").write_text(with_a("error"), encoding="utf-8")
    assert gxreport("validate").exit_code == 1
    assert gxreport("validate", "--select", "GX1").exit_code == 0
    assert gxreport("validate", "--ignore", "GX2").exit_code == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("given", ["GX999", "GX3,XY", "999", "GX3O1"])
def test_unknown_rule_is_wrong_usage(option, given):
    done = gxreport("validate", EXAMPLES, option, given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"没有规则 {given.split(',')[-1]}" in done.stderr
    assert "gxreport rules" in done.stderr


LEVELS = ("never", "error", "warning", "note")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("severity", ["nothing", "note", "warning", "error"])
def test_exit_code_is_one_from_the_level_asked_for(level, severity, folder):
    Path("report.yaml").write_text(with_a(severity), encoding="utf-8")
    done = gxreport("validate", "--fail-on", level)
    fails = {"nothing": (), "note": ("note",), "warning": ("note", "warning"), "error": LEVELS[1:]}
    assert done.exit_code == int(level in fails[severity])
    assert len(found(done)) == int(severity != "nothing")


def test_never_failing_still_tells_that_a_file_cannot_be_read(folder):
    assert gxreport("validate", "--fail-on", "never", "nowhere.yaml").exit_code == 3


def test_edition_that_is_asked_for_is_the_one_checked_on(folder):
    Path("report.yaml").write_text(REPORT, encoding="utf-8")
    for edition, expected in (("auto", 2021), ("2021", 2021), ("2019", 2019)):
        done = gxreport("validate", "--format", "json", "--edition", edition)
        assert json.loads(done.stdout)["reports"][0]["edition"] == expected
    assert rules_of(gxreport("validate", "--edition", "2019")) >= {"GX222"}


@pytest.mark.parametrize("format_", ["text", "json"])
def test_output_file_has_what_the_screen_would_have(format_, folder):
    Path("report.yaml").write_text(MISTAKES, encoding="utf-8")
    shown = gxreport("validate", "--format", format_)
    written = gxreport("validate", "--format", format_, "-o", "found.out")
    assert (written.stdout, written.exit_code) == ("", shown.exit_code)
    assert Path("found.out").read_text(encoding="utf-8") == shown.stdout


def test_quiet_says_nothing_of_a_clean_report_and_all_of_a_bad_one(folder):
    Path("report.yaml").write_text(REPORT, encoding="utf-8")
    Path("compose.yaml").write_text("version: 3\n", encoding="utf-8")
    assert gxreport("validate", "-q", ".").output == ""
    Path("report.yaml").write_text(MISTAKES, encoding="utf-8")
    assert gxreport("validate", "-q").stdout == gxreport("validate").stdout


def test_quiet_still_names_what_cannot_be_read(folder):
    assert "nowhere.yaml" in gxreport("validate", "-q", "nowhere.yaml").stderr


def test_json_is_printed_even_when_quiet(folder):
    Path("report.yaml").write_text(REPORT, encoding="utf-8")
    assert json.loads(gxreport("validate", "-q", "--format", "json").stdout)["summary"]["reports"] == 1


def test_nothing_but_json_is_on_standard_output(folder):
    Path("compose.yaml").write_text("version: 3\n", encoding="utf-8")
    Path("report.txt").write_bytes(
        (ROOT / "tests" / "clean" / "report-2023.txt").read_text("utf-8").encode("gb18030")
    )
    Path("broken.json").write_text("{", encoding="utf-8")
    done = gxreport("validate", "-v", "--format", "json", ".")
    assert json.loads(done.stdout)["summary"] == {
        "reports": 1,
        "errors": 0,
        "warnings": 0,
        "notes": 0,
        "unreadable": 1,
    }
    assert len(done.stderr.splitlines()) == 3


# Options of render and import


def test_document_stands_beside_its_report(folder):
    Path("report.yaml").write_text(REPORT, encoding="utf-8")
    done = gxreport("render")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "已生成 report.docx\n")
    assert Path("report.docx").read_bytes().startswith(b"PK")


def test_document_goes_where_it_is_told_and_quietly(folder):
    Path("report.yaml").write_text(REPORT, encoding="utf-8")
    assert gxreport("render", "-q", "-o", "甲.docx").output == ""
    streamed = gxreport("render", "-q", "-o", "-")
    assert streamed.stdout_bytes == Path("甲.docx").read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == ["report.yaml", "甲.docx"]


def test_computed_totals_are_counted_and_listed(folder):
    Path("report.yaml").write_text(
        REPORT.replace("   24]", "   ~ ]").replace("   66]", "   ~ ]"), encoding="utf-8"
    )
    assert "2 个没有填写的总计" in gxreport("render", "-o", "a.docx").stderr
    listed = gxreport("render", "-v", "-o", "a.docx").stderr
    assert re.search(r"算出 .*予以公开.*：24", listed)
    assert re.search(r"算出 .*新收.*：66", listed)


@pytest.mark.parametrize("example", ["report-2020.yaml", "report-2023.yaml"])
def test_report_comes_back_from_its_word_file(example, folder):
    gxreport("render", EXAMPLES / example, "-o", "a.docx")
    done = gxreport("import", "a.docx", "-o", "b.yaml")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "b.yaml" in done.stderr
    assert gxreport("validate", "b.yaml").exit_code == 0
    assert gxreport("import", "a.docx").stdout == Path("b.yaml").read_text(encoding="utf-8")
    assert gxreport("import", "-q", "a.docx", "-o", "b.yaml").output == ""


# Rules


@each_language
def test_rules_lists_every_rule_once_and_in_order(lang):
    lines = gxreport("rules", lang=lang).stdout.splitlines()
    assert [line.split()[0] for line in lines] == [rule.id for rule in RULES]
    words = {"zh": ("错误", "警告", "提示"), "en": ("error", "warning", "note")}[lang]
    assert {line.split()[1] for line in lines} <= set(words)
    assert all(len(line.split()) > 2 for line in lines)


@each_rule
def test_explain_has_law_help_and_both_examples(rule):
    text = gxreport("explain", rule.id).stdout
    heading, blank, *_body = text.splitlines()
    assert heading.startswith(f"{rule.id}  ")
    assert heading.endswith(rule.title)
    assert blank == ""
    assert "\n怎么办：" in text
    assert rule.help in text
    assert ("\n依据：" in text) == bool(rule.cite)
    assert "{notice}" not in text
    good, bad = re.fullmatch(r".*例子，对：\n(.*)例子，错：\n(.*)", text, re.DOTALL).groups()
    note = NOTES.get(rule.id, Note())
    for shown, example in (
        (good, note.right or rule.example.good),
        (bad, note.wrong or rule.example.bad),
    ):
        lines = [line.strip() for line in shown.splitlines() if line.strip()]
        assert lines == ([line.strip() for line in example.splitlines() if line.strip()] or ["（没有）"])


@each_rule
def test_explain_speaks_english_but_for_what_is_quoted(rule):
    text = gxreport("explain", rule.id, lang="en").stdout
    said = re.sub(r'"[^"\n]*"', "", text.split("example", 1)[0].split("Example", 1)[0])
    said = re.sub(r"[\u4e00-\u9fff]+〔\d{4}〕\d+号", "", said)
    assert not re.search(r"[\u4e00-\u9fff]", said)


def test_explain_takes_an_id_in_small_letters_and_a_family():
    assert gxreport("explain", "gx303").stdout == gxreport("explain", "GX303").stdout
    family = gxreport("explain", "GX3").stdout
    assert re.findall(r"^GX\d{3}", family, re.M) == [rule.id for rule in RULES if rule.id.startswith("GX3")]


@pytest.mark.parametrize("given", ["GX999", "999", "", " ", "GX3O3"])
def test_explain_of_an_unknown_rule_is_wrong_usage(given):
    done = gxreport("explain", given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "gxreport rules" in done.stderr


# Help


def commands() -> dict[str, click.Command]:
    return {name: cli.get_command(click.Context(cli), name) for name in COMMANDS}


def test_these_are_the_commands():
    assert cli.list_commands(click.Context(cli)) == COMMANDS


@each_language
def test_help_names_every_command(lang):
    text = gxreport("--help", lang=lang).stdout
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S", text, re.M)


@each_language
@each_command
def test_help_documents_every_option(name, lang):
    done = gxreport(name, "--help", lang=lang)
    assert done.exit_code == 0
    assert gxreport(name, "-h", lang=lang).stdout == done.stdout
    flat = re.sub(r"\s+", "", done.stdout)
    options = [option for option in commands()[name].params if isinstance(option, click.Option)]
    assert {"--lang", "--version"} <= {word for option in options for word in option.opts}
    for option in options:
        messages.use(lang)
        assert option.help, option.opts
        assert re.sub(r"\s+", "", option.help) in flat, option.opts
        for word in option.opts:
            assert re.search(rf"(?m)^ .*{word}\b", done.stdout)


@each_command
def test_help_names_the_same_options_in_both_languages(name):
    chinese, english = (gxreport(name, "--help", lang=lang).stdout for lang in ("zh", "en"))
    assert re.search(r"[\u4e00-\u9fff]", chinese.splitlines()[2])
    assert english.splitlines()[2].isascii()
    assert set(re.findall(r"--[a-z-]+", chinese)) == set(re.findall(r"--[a-z-]+", english))


def test_exit_codes_are_in_the_help_of_validate():
    text = gxreport("validate", "--help", lang="en").stdout
    for code in "0123":
        assert re.search(rf"\b{code}\b", text)


@pytest.mark.parametrize(
    "arguments", [["--version"], *([name, "--version"] for name in COMMANDS)], ids=" ".join
)
def test_version_is_told(arguments):
    done = gxreport(*arguments)
    assert (done.exit_code, done.stdout) == (0, f"gxreport {__version__}\n")


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "--nonsense",
        "validate --format xml",
        "validate --fail-on all",
        "validate --lang fr",
        "render --format doc",
        "render --format xml",
        "import a b",
        "rules a",
    ],
)
def test_wrong_usage_ends_in_two_and_points_at_the_help(line):
    done = gxreport(*line.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--help" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("错误：")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("vaildate", "没有命令“vaildate”，是不是 validate"),
        ("印", "没有命令“印”；运行 gxreport --help 看全部命令"),
        ("report.yaml", "“report.yaml”前面没有写命令；要检查它，运行 gxreport validate report.yaml"),
        (
            "validate --fail-on all",
            "“--fail-on”的值不对：“all”不在可选的值（“error”、“warning”、“note”、“never”）之内。",
        ),
        ("explain 505", "没有规则 505，是不是 GX505"),
        ("explain 999", "没有规则 999；运行 gxreport rules 看全部规则"),
        ("validate --select 3,505", "“--select”的值不对：没有规则 3, 505，是不是 GX3, GX505"),
        ("explain", "缺少参数“ID”。"),
        ("validate --selct GX3", "没有选项“--selct”。是不是“--help”、“--select”？"),
    ],
)
def test_wrong_usage_is_told_in_plain_chinese(line, told):
    assert gxreport(*line.split()).stderr.splitlines()[-1] == f"错误：{told}"


@pytest.mark.parametrize("kind", [click.UsageError, console.Refused])
def test_a_shell_command_in_our_own_sentence_stays_as_it_is_typed(kind):
    assert misused.told(kind("请运行 pip install 'a[b]'")).endswith("请运行 pip install 'a[b]'\n")


def test_wrong_usage_keeps_the_marks_of_english():
    done = gxreport("--lang", "en", "explain")
    assert done.stderr.splitlines()[-1] == "Error: Missing argument 'ID'."


# Colour


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What gxreport writes when its output is a terminal."""
    pty = pytest.importorskip("pty")
    main, terminal = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    program = subprocess.Popen(
        [sys.executable, "-m", "gxreport", *arguments],
        env=inherited | {"GXREPORT_LANG": "zh", "TERM": "xterm", "PYTHONIOENCODING": "utf-8"} | environment,
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    parts = []
    try:
        while part := os.read(main, 65536):
            parts.append(part)
    except OSError as error:
        if error.errno != errno.EIO:  # Linux says so where others give an end of file
            raise
    os.close(main)
    program.wait(30)
    return b"".join(parts).decode().replace("\r\n", "\n")


def test_terminal_gets_colour_and_the_same_words():
    example = str(EXAMPLES / "mistakes-2023.yaml")
    shown = on_a_terminal("validate", example)
    assert COLOUR in shown
    assert re.sub(r"\x1b\[[\d;]*m", "", shown) == gxreport("validate", example).stdout


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["validate", "examples/mistakes-2023.yaml"], {"NO_COLOR": "1"}),
        (["validate", "examples/mistakes-2023.yaml"], {"NO_COLOR": "1", "FORCE_COLOR": "1"}),
        (["validate", "--format", "json", "examples/mistakes-2023.yaml"], {}),
    ],
)
def test_colour_is_not_for_those_who_do_not_want_it(arguments, environment, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert COLOUR not in on_a_terminal(*arguments, **environment)


def test_file_and_pipe_get_no_colour(folder):
    Path("report.yaml").write_text(MISTAKES, encoding="utf-8")
    command = [sys.executable, "-m", "gxreport", "validate"]
    piped = subprocess.run(
        command, env=os.environ | {"PYTHONIOENCODING": "utf-8"}, capture_output=True, check=False
    )
    assert b"GX303" in piped.stdout
    assert COLOUR.encode() not in piped.stdout
    assert COLOUR not in on_a_terminal("validate", "-o", "found.txt")
    assert COLOUR not in Path("found.txt").read_text(encoding="utf-8")


def test_document_is_not_poured_over_a_terminal():
    shown = on_a_terminal("render", str(EXAMPLES / "report-2023.yaml"), "-o", "-")
    assert "错误：" in shown
    assert "PK" not in shown


# The examples


@pytest.mark.parametrize("example", ["report-2020.yaml", "report-2022.yaml", "report-2023.yaml"])
def test_good_examples_are_clean(example):
    done = gxreport("validate", "--fail-on", "note", EXAMPLES / example)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("没有发现问题（1 份报告，")


def test_example_with_mistakes_shows_one_of_each():
    done = gxreport("validate", EXAMPLES / "mistakes-2023.yaml")
    assert done.exit_code == 1
    rules = "GX501 GX505 GX507 GX207 GX105 GX303 GX102 GX222 GX211"
    assert " ".join(rule for *_place, rule in found(done)) == rules


@each_language
def test_findings_of_the_example_read_as_they_did(lang, monkeypatch):
    """Word for word. When a change is meant, run in the checkout (en likewise):

    gxreport validate --lang zh examples/mistakes-2023.yaml > tests/golden/mistakes-2023.zh.txt
    """
    monkeypatch.chdir(ROOT)
    done = gxreport("validate", "--lang", lang, "examples/mistakes-2023.yaml")
    assert done.stderr == ""
    assert done.stdout == (GOLDEN / f"mistakes-2023.{lang}.txt").read_text(encoding="utf-8")


# --config


def test_limits_of_the_office_are_found_upwards_and_go_with_every_report(folder):
    (folder / "gxreport.toml").write_text("[limits]\noverview = 100\n", encoding="utf-8")
    below = folder / "reports"
    below.mkdir()
    for name in ("a.yaml", "b.yaml"):
        (below / name).write_text(REPORT, encoding="utf-8")
    done = gxreport("validate", "reports")
    assert [(path, rule) for path, _line, _column, rule in found(done)] == [
        ("reports/a.yaml", "GX216"),
        ("reports/b.yaml", "GX216"),
    ]
    (folder / "other.toml").write_text('["限度"]\n"公布期限" = "01-20"\n', encoding="utf-8")
    assert rules_of(gxreport("validate", "reports", "--config", "other.toml")) == {"GX503"}


@pytest.mark.parametrize(
    ("content", "words"),
    [("[limits]\noverview = 'x'\n", "第 2 行："), (None, "读不了 limits.toml：")],
)
def test_config_that_cannot_be_used_stops_before_any_report(content, words, folder):
    if content is not None:
        (folder / "limits.toml").write_text(content, encoding="utf-8")
    (folder / "report.yaml").write_text(REPORT, encoding="utf-8")
    done = gxreport("validate", "--config", "limits.toml")
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
