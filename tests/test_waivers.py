"""Waivers and baselines: what they cover, what they do not, and what is said of them."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from gxreport.baselines import baseline
from gxreport.catalogue import catalogue, selected
from gxreport.checking import Checked, check
from gxreport.cli import cli
from gxreport.config import read as read_config
from gxreport.config import read_baseline
from gxreport.finding import Finding, Severity
from gxreport.fingerprints import fingerprint
from gxreport.readers import read
from gxreport.reading import Reading
from gxreport.renderers.docx import render
from gxreport.rules import Background
from gxreport.waivers import Waiver, concerns, covers
from gxreport.waiving import arranged, unused, waive

ROOT = Path(__file__).parent.parent
GOOD = (ROOT / "examples" / "report-2023.yaml").read_text(encoding="utf-8")
BAD = (ROOT / "examples" / "mistakes-2023.yaml").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
ORGAN, YEAR = "示例市示例区卫生健康委员会", 2023
RULES = catalogue()
TODAY = date(2026, 11, 22)
PARTLY = "[    6,        1,        0,            0,            0,    0,    7]"


def checked(text: str, name: str = "report.yaml") -> Checked:
    return check(read(name, text.encode()), RULES)


def one(rule: str, text: str = BAD) -> Finding:
    """The one finding of a rule."""
    (found,) = (finding for finding in checked(text).findings if finding.rule == rule)
    return found


def waiver(**settings: object) -> Waiver:
    """A waiver as gxreport.toml has it."""
    lines = "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in settings.items())
    text = f'[[waiver]]\nreason = "已核"\n{lines}\n'
    (found,) = read_config("gxreport.toml", text.encode(), [rule.id for rule in RULES]).waivers
    return found


def same_folder(waiver: Waiver, checked: Checked) -> str:
    return checked.reading.name


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


# Which report


@pytest.mark.parametrize(
    ("pattern", "path", "right"),
    [
        ("report.yaml", "report.yaml", True),
        ("report.yaml", "a/report.yaml", False),
        ("./report.yaml", "report.yaml", True),
        ("*.yaml", "report.yaml", True),
        ("*.yaml", "a/report.yaml", False),
        ("*/*.yaml", "a/report.yaml", True),
        ("**/*.yaml", "a/b/report.yaml", True),
        ("**/*.yaml", "report.yaml", True),
        ("a/**", "a/b/report.yaml", True),
        ("a/", "a/b/report.yaml", True),
        ("a/", "ab/report.yaml", False),
        ("a\\*.yaml", "a/report.yaml", True),
        ("report?.yaml", "report1.yaml", True),
        ("report?.yaml", "report/.yaml", False),
        ("[2021]30.docx", "[2021]30.docx", True),
        ("[2021]30.docx", "230.docx", False),
        ("../x/*.docx", "../x/1.docx", True),
        ("a.yaml", "axyaml", False),
        ("REPORT.yaml", "report.yaml", False),
    ],
)
def test_a_pattern_of_paths_means_what_it_says(pattern, path, right):
    assert concerns(waiver(rule="GX303", report=pattern), path, ORGAN, YEAR) is right


def test_a_report_may_be_named_by_its_organ():
    assert concerns(waiver(rule="GX303", report=ORGAN), "x.yaml", ORGAN, YEAR)
    assert concerns(waiver(rule="GX303", report="示例市 示例区卫生健康委员会"), "", ORGAN, YEAR)
    # Part of a name is not the name: another organ may have it too.
    assert not concerns(waiver(rule="GX303", report="卫生健康委员会"), "x.yaml", ORGAN, YEAR)


def test_what_is_no_file_has_no_path():
    assert not concerns(waiver(rule="GX303", report="**"), "", ORGAN, YEAR)


def test_a_year_is_the_year_of_the_report():
    assert concerns(waiver(rule="GX303", year=2023), "x", ORGAN, 2023)
    assert not concerns(waiver(rule="GX303", year=2023), "x", ORGAN, 2024)
    assert not concerns(waiver(rule="GX303", year=2023), "x", ORGAN, None)


# Which finding


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("申请办理.予以公开.总计", True),
        ("申请办理.予以公开", True),
        ("申请办理", True),
        ("requests.results.granted.total", True),
        ("requests.granted.total", True),
        ("requests.granted", True),
        ("requests.results", True),
        ("requests", True),
        ("申请办理.予以公开.自然人", False),
        ("申请办理.部分公开", False),
        ("申请办理.不予公开", False),
        ("申请办理.总计", False),
        ("申请办理.说明", False),
        ("主动公开", False),
        ("总体情况", False),
    ],
)
def test_an_address_is_a_cell_or_what_it_stands_in(address, right):
    assert covers(waiver(rule="GX303", address=address), one("GX303"), ORGAN, YEAR) is right


def test_a_group_is_all_its_rows():
    blank = one("GX102")
    for address in (
        "申请办理.不予公开",
        "申请办理.不予公开.行政查询事项",
        "申请办理.不予公开.行政查询事项.法律服务机构",
    ):
        assert covers(waiver(rule="GX102", address=address), blank, ORGAN, YEAR)
    assert not covers(waiver(rule="GX102", address="申请办理.无法提供"), blank, ORGAN, YEAR)


def test_a_finding_made_up_of_two_mistakes_is_covered_only_with_both_cells():
    both = one("GX303", changed(BAD, (PARTLY, PARTLY.replace("7]", "8]"))))
    assert both.address == one("GX303").address
    for address in ("申请办理.予以公开.总计", "申请办理.予以公开"):
        assert not covers(waiver(rule="GX303", address=address), both, ORGAN, YEAR)
    assert not covers(waiver(rule="GX303", text="42"), both, ORGAN, YEAR)
    assert covers(waiver(rule="GX303", text="42"), one("GX303"), ORGAN, YEAR)
    assert covers(
        waiver(rule="GX303", address=["申请办理.予以公开.总计", "申请办理.部分公开"]), both, ORGAN, YEAR
    )
    assert covers(waiver(rule="GX303", address="申请办理"), both, ORGAN, YEAR)
    assert covers(waiver(rule="GX303", year=YEAR), both, ORGAN, YEAR)


def test_a_cell_does_not_cover_a_finding_about_its_whole_table():
    two = one(
        "GX102",
        changed(
            BAD,
            ("行政许可:             12", "行政许可:             ~"),
            ("行政处罚:             3件", "行政处罚: ~"),
            ("~,    0,    0]", "0,    0,    0]"),
        ),
    )
    assert (two.address.row, len(two.related)) == ("", 2)
    assert not covers(waiver(rule="GX102", address="主动公开.行政许可"), two, ORGAN, YEAR)
    assert covers(waiver(rule="GX102", address="主动公开"), two, ORGAN, YEAR)


def test_a_table_includes_what_is_written_about_it():
    slip = one("GX507", changed(GOOD, ("主动公开:\n", "主动公开:\n  说明: 其它见下表。\n")))
    for address in ("主动公开", "disclosure", "主动公开.说明", "disclosure.intro"):
        assert covers(waiver(rule="GX507", address=address), slip, ORGAN, YEAR)
    for address in ("主动公开.注", "主动公开.规章", "申请办理", "总体情况"):
        assert not covers(waiver(rule="GX507", address=address), slip, ORGAN, YEAR)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("截止", True),
        ("截止2023年12月31日", True),
        ("截 止2023年\n12月31日", True),
        ("止", True),
        ("截止2023年12月31日，本委现行有效的行政规范性文件5件，全部可以在网上查到全文。", True),
        ("2023年12月31日", False),  # beside it
        ("截至", False),
        ("截止2023年12月30日", False),
        ("惠企政策、项目申报", False),
    ],
)
def test_words_must_be_those_at_which_the_finding_points(text, right):
    assert covers(waiver(rule="GX507", text=text), one("GX507"), ORGAN, YEAR) is right


def test_words_may_be_what_is_written_in_a_cell_or_key():
    assert covers(waiver(rule="GX105", text="3件"), one("GX105"), ORGAN, YEAR)
    assert not covers(waiver(rule="GX105", text="13件"), one("GX105"), ORGAN, YEAR)
    assert covers(waiver(rule="GX222", text="复议后诉讼"), one("GX222"), ORGAN, YEAR)


def test_all_that_a_waiver_says_must_hold():
    slip = one("GX507")
    assert covers(waiver(rule="GX507", address="总体情况", text="截止"), slip, ORGAN, YEAR)
    assert not covers(waiver(rule="GX507", address="前言", text="截止"), slip, ORGAN, YEAR)
    assert not covers(waiver(rule="GX505", address="总体情况", text="截止"), slip, ORGAN, YEAR)


def test_the_day_of_lapsing_is_the_first_on_which_it_no_longer_counts():
    until = waiver(rule="GX303", year=2023, until="2026-11-22")
    assert not until.lapsed(date(2026, 11, 21))
    assert until.lapsed(date(2026, 11, 22))
    assert not waiver(rule="GX303", year=2023).lapsed(date(9999, 12, 31))


def test_waived_findings_are_kept_apart_with_all_that_cover_them():
    first, second = waiver(rule="GX303", year=2023), waiver(rule="GX303", address="申请办理")
    before = checked(BAD)
    after = waive(before, arranged([first, second]), same_folder)
    assert {finding.rule for finding in before.findings} - {f.rule for f in after.findings} == {"GX303"}
    ((finding, waivers),) = after.waived
    assert (finding.rule, waivers) == ("GX303", (first, second))


def test_a_waiver_is_unused_only_where_it_might_have_been_used():
    known = [rule.id for rule in RULES]
    here = waiver(rule="GX301", report="report.yaml")
    elsewhere = waiver(rule="GX301", report="other.yaml")
    used = waiver(rule="GX303", report="report.yaml")
    done = [waive(checked(BAD), arranged([here, elsewhere, used]), same_folder)]
    assert unused([here, elsewhere, used], done, known, same_folder) == [here]
    assert unused([here], done, ["GX303"], same_folder) == []
    assert unused([here], [], known, same_folder) == []


# Fingerprints


def prints(text: str, name: str = "report.yaml") -> dict[str, str]:
    report = read(name, text.encode()).report
    return {f.rule: fingerprint(f, report.organ, report.year) for f in checked(text, name).findings}


def test_fingerprints_do_not_mind_lines_and_blanks():
    moved = "# 一行\n\n" + changed(
        BAD,
        ("  （二）依申请公开。", "  本段是新写的。\n  （二）依申请公开。"),
        ("行政处罚:             3件", "行政处罚: 3件"),
    )
    assert prints(moved) == prints(BAD)


def test_fingerprints_do_not_mind_the_language():
    from gxreport import messages

    try:
        messages.use("en")
        english = prints(BAD)
    finally:
        messages.use("zh")
    # The period is meant as a whole.
    assert {rule for rule, found in prints(BAD).items() if english[rule] != found} == {"GX501"}


def test_fingerprints_of_cells_and_sentences_are_the_same_in_a_word_file():
    report = read("report.yaml", BAD.encode()).report
    word = check(read("report.docx", render(report)), RULES)
    in_word = {f.rule: fingerprint(f, ORGAN, YEAR) for f in word.findings}
    ours = prints(BAD)
    assert {rule: in_word[rule] for rule in ("GX303", "GX507", "GX105")} == {
        rule: ours[rule] for rule in ("GX303", "GX507", "GX105")
    }


def test_fingerprints_tell_rule_organ_year_cell_figure_and_sentence_apart():
    found = one("GX303")
    cell = found.address
    variants = [
        (found, ORGAN, YEAR),
        (found, "乙局", YEAR),
        (found, ORGAN, 2022),
        (found, ORGAN, None),
        (found._replace(rule="GX304"), ORGAN, YEAR),
        (found._replace(address=cell._replace(column="natural")), ORGAN, YEAR),
        (found._replace(words=found.words._replace(text="43")), ORGAN, YEAR),
        (found._replace(words=found.words._replace(before="4", text="2")), ORGAN, YEAR),
        (found._replace(related=found.related[1:]), ORGAN, YEAR),
    ]
    assert len({fingerprint(*variant) for variant in variants}) == len(variants)
    assert all(len(fingerprint(*variant)) == 16 for variant in variants)


def test_a_heading_is_known_by_its_words_and_not_by_its_number():
    third = one("GX507")._replace(address=None)
    third = third._replace(words=third.words._replace(field="headings.2"))
    assert fingerprint(third, ORGAN, YEAR) == fingerprint(
        third._replace(words=third.words._replace(field="headings.5")), ORGAN, YEAR
    )


# Baselines


def last_year(year: int) -> Reading:
    path = next(
        p for f in ("examples", "tests/clean") if (p := ROOT / f / f"report-{year - 1}.yaml").exists()
    )
    return read(path.name, path.read_bytes())


def rebased(text: str, then: str) -> Checked:
    """A report beside the baseline of what it said then."""
    content = baseline([("report.yaml", checked(then))], TODAY)
    return waive(checked(text), arranged(read_baseline("b.toml", content.encode())), same_folder)


def test_a_baseline_covers_all_that_was_wrong():
    done = rebased(BAD, BAD)
    assert done.findings == ()
    assert len(done.waived) == len(checked(BAD).findings)
    assert {waived.waivers[0].reason for waived in done.waived} == {"基线 2026-11-22"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_baseline_covers_every_rule(rule):
    carrier = rule.example.carrier
    folder = next(
        f
        for f in ("examples", "tests/clean")
        if (ROOT / f / f"report-{rule.example.year}.{carrier}").exists()
    )
    clean = (ROOT / folder / f"report-{rule.example.year}.{carrier}").read_text(encoding="utf-8")
    if carrier == "yaml":
        clean = re.sub(r"(?<=[\[{]) +| +(?=[\]}])", "", re.sub(r"(?<=\S) {2,}", " ", clean))
    text = clean.replace(rule.example.good, rule.example.bad)
    name = f"report.{carrier}"
    background = Background(limits=rule.example.limits)
    found = check(read(name, text.encode()), RULES, background, last_year(rule.example.year))
    assert rule.id in {finding.rule for finding in found.findings}
    content = baseline([(name, found)], TODAY)
    assert waive(found, arranged(read_baseline("b.toml", content.encode())), same_folder).findings == ()


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("1,    0,   42]", "1,    0,   43]", "GX303"),  # the same cell, another figure
        (PARTLY, PARTLY.replace("7]", "8]"), "GX303"),  # another cell: it joins the finding that is there
        ("企业反映文字多", "企业反映其它文字多", "GX507"),
        ("本委现行有效", "截止2023年12月31日，本委现行有效", "GX507"),  # twice in one sentence
        ("行政许可:             12", "行政许可:             ~", "GX102"),
    ],
)
def test_a_new_mistake_is_not_covered(old, new, rule):
    done = rebased(changed(BAD, (old, new)), BAD)
    assert rule in {finding.rule for finding in done.findings}


def test_another_section_that_is_missing_is_a_new_mistake():
    one_less = GOOD[: GOOD.index("其他需要报告的事项:")]
    two_less = GOOD[: GOOD.index("存在的主要问题及改进情况:")]
    assert {waived.finding.rule for waived in rebased(one_less, one_less).waived} == {"GX201"}
    assert [finding.rule for finding in rebased(two_less, one_less).findings] == ["GX201"]


def test_a_line_that_moved_stays_covered():
    moved = "# 说明\n" + changed(BAD, ("  （二）依申请公开。", "  新写的一段。\n  （二）依申请公开。"))
    assert rebased(moved, BAD).findings == ()


def test_the_same_slip_in_the_same_sentence_written_again_is_a_second_one():
    sentence = "  其它按规定办理。\n"
    once = changed(GOOD, ("其他需要报告的事项: |\n", f"其他需要报告的事项: |\n{sentence}"))
    twice = once.replace(sentence, sentence * 2)
    assert rebased(once, once).findings == ()
    assert [finding.rule for finding in rebased(twice, once).findings] == ["GX507"]
    assert rebased(twice, twice).findings == ()
    assert rebased(once, twice).findings == ()


def test_the_report_of_next_year_is_not_covered():
    assert rebased(changed(BAD, ("年度: 2023\n", "年度: 2024\n")), BAD).waived == ()


@given(st.text(max_size=20), st.text(max_size=20).filter(lambda path: not path.endswith(("/", "\\"))))
@settings(max_examples=100, deadline=None)
def test_a_baseline_is_toml_whatever_paths_and_reports_hold(words, path):
    found = one("GX507")
    odd = found._replace(words=found.words._replace(text=words, before=words))
    done = checked(BAD)._replace(findings=(odd,))
    content = baseline([(path, done)], TODAY).encode()
    (waiver,) = read_baseline("b.toml", content, [rule.id for rule in RULES])
    assert covers(waiver, odd, ORGAN, YEAR)


@pytest.mark.parametrize("name", ["configuration.md", "configuration.zh-CN.md"])
def test_the_baseline_that_the_documents_show_is_one(name):
    shown = (ROOT / "docs" / name).read_text(encoding="utf-8")
    (block,) = re.findall(r"^```toml\n([^`]*\nfingerprint =.*?)^reason", shown, re.MULTILINE | re.DOTALL)
    assert block in baseline([("report.yaml", checked(BAD))], TODAY)


# The command


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.yaml").write_text(BAD, encoding="utf-8")
    return tmp_path


def gxreport(*arguments: object, stdin: str = "") -> Result:
    spoken = {"LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANGUAGE": None, "GXREPORT_LANG": "zh"}
    done = CliRunner(env=spoken).invoke(cli, [str(word) for word in arguments], input=stdin)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def settle(text: str, where: str = "gxreport.toml") -> None:
    Path(where).parent.mkdir(parents=True, exist_ok=True)
    Path(where).write_text(text, encoding="utf-8")


def all_errors(**more: str) -> str:
    """Waivers for the three errors of the example."""
    extra = "".join(f"{key} = {value}\n" for key, value in more.items())
    return "\n".join(
        f'[[waiver]]\nrule = "{rule}"\nreport = "report.yaml"\nreason = "已发布，下年更正"\n{extra}'
        for rule in ("GX211", "GX222", "GX303")
    )


def test_waived_errors_do_not_fail_and_do_not_count(folder):
    assert gxreport("validate").exit_code == 1
    settle(all_errors())
    done = gxreport("validate")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "共 0 个错误，5 个警告，1 个提示" in done.stdout
    assert done.stdout.endswith("3 个问题已豁免（-v 列出）\n")
    assert "GX303" not in done.stdout
    assert gxreport("validate", "--fail-on", "warning").exit_code == 1


def test_details_name_each_waived_finding_with_its_reason(folder):
    settle(all_errors(until="2999-01-01"))
    text = gxreport("validate", "-v").stdout
    assert "report.yaml:28:85: 已豁免 GX303 “予以公开·总计”不等于各类申请人之和\n" in text
    assert text.count("   理由  已发布，下年更正（2999-01-01 起不再豁免）\n") == 3
    assert text.endswith("3 个问题已豁免\n")


def test_json_lists_waived_findings_apart(folder):
    settle(all_errors(until="2999-01-01"))
    done = gxreport("validate", "--format", "json")
    output = json.loads(done.stdout)
    jsonschema.validate(output, SCHEMA)
    assert output["summary"]["errors"] == 0
    (report,) = output["reports"]
    assert [waived["finding"]["rule"] for waived in report["waived"]] == ["GX303", "GX222", "GX211"]
    assert {(w["reason"], w["until"]) for w in report["waived"]} == {("已发布，下年更正", "2999-01-01")}
    assert {f["rule"] for f in report["findings"]} & {"GX303", "GX222", "GX211"} == set()


def test_a_lapsed_waiver_does_not_count_and_is_told(folder):
    settle(all_errors(until="2020-01-01"))
    done = gxreport("validate")
    assert done.exit_code == 1
    assert "gxreport.toml 第 1 行：GX211 的豁免从 2020-01-01 起不再算数" in done.stderr
    assert "没有用上" not in done.stderr
    assert "已豁免" not in done.stdout


def test_an_unused_waiver_is_told_with_its_line(folder):
    settle(all_errors() + '\n[[waiver]]\nrule = "GX301"\nreport = "*.yaml"\nreason = "x"\n')
    done = gxreport("validate")
    line = Path("gxreport.toml").read_text(encoding="utf-8").split("\n").index('rule = "GX301"')
    assert (
        done.stderr
        == f"gxreport.toml 第 {line} 行：没有用上的豁免：报告里已经没有这样的 GX301 问题，可以删去\n"
    )
    assert done.exit_code == 0


def test_a_waiver_that_falls_short_of_a_finding_is_told_what_it_lacks(folder):
    settle(changed(BAD, (PARTLY, PARTLY.replace("7]", "8]"))), "report.yaml")
    settle('[[waiver]]\nrule = "GX303"\naddress = "申请办理.予以公开.总计"\nreason = "x"\n')
    done = gxreport("validate", "--select", "GX3")
    assert done.exit_code == 1
    where, told = done.stderr.split("：", 1)
    assert where == "gxreport.toml 第 1 行"
    assert told.startswith("这条豁免不够：那里的 GX303 问题不止一处错，")
    assert told.endswith("address 还要包括 申请办理.部分公开.总计\n")


def test_many_unused_waivers_are_counted(folder):
    settle(all_errors() + '\n[[waiver]]\nrule = "GX301"\nyear = 2023\nreason = "x"\n' * 8)
    assert len(gxreport("validate").stderr.splitlines()) == 6
    assert "还有 3 条没有用上的豁免（-v 列出）" in gxreport("validate").stderr
    assert gxreport("validate", "-v").stderr.count("没有用上的豁免") == 8


def test_waivers_of_reports_that_are_not_checked_are_not_spoken_of(folder):
    settle(all_errors() + '\n[[waiver]]\nrule = "GX301"\nreport = "other.yaml"\nreason = "x"\n')
    assert gxreport("validate").stderr == ""
    shutil.copy("report.yaml", "other.yaml")
    assert "没有用上的豁免" in gxreport("validate", ".").stderr


def test_paths_are_seen_from_the_folder_of_the_file_wherever_the_command_runs(folder, monkeypatch):
    for name in ("甲", "乙"):
        settle(BAD, f"{name}/2023/report.yaml")
    settle(all_errors().replace("report.yaml", "甲/**"))
    Path("report.yaml").unlink()
    done = json.loads(gxreport("validate", "--format", "json", "甲", "乙").stdout)
    assert {r["path"]: len(r["waived"]) for r in done["reports"]} == {
        "甲/2023/report.yaml": 3,
        "乙/2023/report.yaml": 0,
    }
    assert gxreport("validate", ".").exit_code == 1
    monkeypatch.chdir(folder / "甲" / "2023")
    assert gxreport("validate").exit_code == 0
    assert gxreport("validate", "../../乙").exit_code == 1


def test_standard_input_is_known_by_its_organ(folder):
    settle(all_errors())
    assert gxreport("validate", "-", stdin=BAD).exit_code == 1
    settle(all_errors().replace("report.yaml", ORGAN))
    assert gxreport("validate", "-", stdin=BAD).exit_code == 0


def test_baseline_lets_the_old_stand_and_the_new_fail(folder):
    done = gxreport("validate", "--write-baseline")
    assert done.exit_code == 0
    assert done.stderr.startswith("基线已写入 gxreport-baseline.toml（9 个问题）")
    assert "没有发现问题" in done.stdout
    assert gxreport("validate").exit_code == 1  # until somebody says so
    again = gxreport("validate", "--baseline", "gxreport-baseline.toml", "--fail-on", "note")
    assert (again.exit_code, again.stderr) == (0, "")
    settle('[validate]\nbaseline = "gxreport-baseline.toml"\n')
    assert gxreport("validate", "--fail-on", "note").exit_code == 0
    settle("# 搬下去一行\n" + BAD, "report.yaml")
    assert gxreport("validate", "--fail-on", "note").exit_code == 0
    settle(changed(BAD, ("年度: 2023", "副标题: 无\n年度: 2023")), "report.yaml")
    done = gxreport("validate")
    assert done.exit_code == 1
    assert "共 1 个错误，0 个警告，0 个提示" in done.stdout


def test_baseline_goes_beside_the_settings_else_beside_the_first_report(folder, monkeypatch):
    settle(BAD, "a/b/report.yaml")
    assert gxreport("validate", "a/b", "--write-baseline").exit_code == 0
    assert 'report = "report.yaml"' in Path("a/b/gxreport-baseline.toml").read_text(encoding="utf-8")
    settle("", "a/gxreport.toml")
    monkeypatch.chdir("a")
    assert gxreport("validate", "b", "--write-baseline").exit_code == 0
    assert 'report = "b/report.yaml"' in Path("gxreport-baseline.toml").read_text(encoding="utf-8")
    assert gxreport("validate", "b", "--baseline", "gxreport-baseline.toml").exit_code == 0
    monkeypatch.chdir("b")
    assert gxreport("validate", "--baseline", "../gxreport-baseline.toml").exit_code == 0


def test_a_baseline_that_is_settled_and_not_written_yet_is_asked_for(folder):
    settle(BAD, "report.yaml")
    settle('["检查"]\n"失败级别" = "错误"\n"基线" = "b.toml"\n')
    done = gxreport("validate")
    assert done.exit_code == 2
    assert "gxreport.toml 第 3 行写的基线 b.toml 还没有；" in done.stderr
    assert gxreport("validate", "--write-baseline").exit_code == 0
    assert gxreport("validate").exit_code == 0


def test_baseline_holds_all_that_is_wrong_but_for_what_is_waived_by_hand(folder):
    settle(all_errors() + '\n[validate]\nbaseline = "b.toml"\n')
    assert gxreport("validate", "--write-baseline").exit_code == 0
    first = Path("b.toml").read_bytes()
    assert first.count(b"[[waiver]]") == 6
    # What the old baseline covers is in the new one too.
    assert gxreport("validate", "--write-baseline").exit_code == 0
    assert Path("b.toml").read_bytes() == first
    assert gxreport("validate", "--fail-on", "note").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--write-baseline", "report.yaml"], "以 .toml 结尾"),
        (["--write-baseline", "gxreport.toml"], "是配置文件"),
        (["--write-baseline", "other.toml"], "基线里只有豁免，没有“limits”"),
        (["--write-baseline"], "gxreport-baseline.toml 已经有了；要替换就写明"),
        (["--write-baseline", "no/b.toml"], "没有 no 这个文件夹"),
        (["--baseline", "none.toml"], "没有基线 none.toml；"),
        (["--baseline", "other.toml"], "other.toml 第 1 行：基线里只有豁免"),
    ],
)
def test_a_baseline_never_takes_the_place_of_another_file(arguments, words, folder):
    settle("[limits]\noverview = 9000\n")
    settle("[limits]\noverview = 9000\n", "other.toml")
    settle("", "gxreport-baseline.toml")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    done = gxreport("validate", *arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", ["gxreport.toml", "b.toml"])
def test_results_are_not_written_over_the_settings(name, folder):
    gxreport("validate", "--write-baseline", "b.toml")
    settle('[validate]\nbaseline = "b.toml"\n')
    before = Path(name).read_bytes()
    assert gxreport("validate", "-o", name).exit_code == 2
    assert Path(name).read_bytes() == before


def test_a_baseline_is_written_though_a_file_cannot_be_read(folder):
    done = gxreport("validate", "report.yaml", "none.yaml", "--write-baseline", "b.toml")
    assert done.exit_code == 3
    assert Path("b.toml").read_bytes().count(b"[[waiver]]") == 9


# The other settings of the file


def rules_of(done: Result) -> set[str]:
    return {f["rule"] for report in json.loads(done.stdout)["reports"] for f in report["findings"]}


def test_the_file_chooses_rules_and_the_command_line_wins(folder):
    settle('[validate]\nselect = ["GX5"]\nignore = ["GX507"]\n')
    as_json = ("validate", "--format", "json")
    assert rules_of(gxreport(*as_json)) == {"GX501", "GX505"}
    assert rules_of(gxreport(*as_json, "--ignore", "GX501")) == {"GX505", "GX507"}
    assert rules_of(gxreport(*as_json, "--select", "GX507")) == {"GX507"}
    assert rules_of(gxreport(*as_json, "--select", "GX5", "--ignore", "GX505")) == {"GX501", "GX507"}


def test_the_file_chooses_the_level_of_failing_and_the_command_line_wins(folder):
    settle('["检查"]\n"失败级别" = "从不"\n')
    assert gxreport("validate").exit_code == 0
    assert gxreport("validate", "--fail-on", "note").exit_code == 1
    settle('[validate]\nselect = ["GX507"]\nfail-on = "提示"\n')
    assert gxreport("validate").exit_code == 1
    assert gxreport("validate", "--fail-on", "error").exit_code == 0


def test_the_file_chooses_severities_and_the_most_exact_one_wins(folder):
    settle('[severity]\nGX5 = "错误"\nGX507 = "warning"\ngx303 = "note"\n')
    output = json.loads(gxreport("validate", "--format", "json").stdout)
    found = {f["rule"]: f["severity"] for f in output["reports"][0]["findings"]}
    assert (found["GX501"], found["GX505"], found["GX507"]) == ("error", "error", "warning")
    assert (found["GX303"], found["GX102"], found["GX222"]) == ("note", "warning", "error")


def test_a_severity_of_the_office_holds_for_2019_too():
    rule = selected(["GX201"])
    text = changed(GOOD, ("年度: 2023", "年度: 2019"))
    reading = read("report.yaml", text.replace("存在的主要问题及改进情况: |", "x: |").encode())
    (usual,) = check(reading, rule).findings
    (set_by_office,) = check(reading, rule, severities={"GX2": Severity.ERROR}).findings
    assert (usual.severity, set_by_office.severity) == (Severity.WARNING, Severity.ERROR)


def test_last_years_report_is_found_from_the_folder_of_the_file(folder, monkeypatch):
    settle((ROOT / "examples" / "report-2022.yaml").read_text(encoding="utf-8"), "旧/report.yaml")
    settle(GOOD, "新/report.yaml")
    settle('[validate]\nprevious = "旧"\n')
    monkeypatch.chdir("新")
    output = json.loads(gxreport("validate", "--format", "json").stdout)
    assert output["reports"][0]["previous"] == "../旧/report.yaml"
    settle('[validate]\nprevious = "没有"\n', "../gxreport.toml")
    done = gxreport("validate")
    assert done.exit_code == 3
    assert "没有这个文件或文件夹（../gxreport.toml 第 2 行写的去年报告）" in done.stderr
    assert "gxreport.toml" not in gxreport("validate", "--previous", "也没有").stderr
