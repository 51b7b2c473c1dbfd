"""A report as open data: JSON that the schema describes, numbers as numbers, words as words."""

import json
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.strategies import cell_texts, reports, with_cells
from tests.test_roundtrip import Shown, whole_reports
from tests.witness import key_lines

from gxreport.cell import MISSING
from gxreport.editions import EDITIONS
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.readers import read
from gxreport.renderers.figures import printed
from gxreport.renderers.json import render, source
from gxreport.schema import report_schema

ROOT = Path(__file__).parent.parent
NAMES = {2019: "report-2020.yaml", 2021: "report-2023.yaml"}
SCHEMA = ROOT / "schemas" / "report.schema.json"
NEW = Address("requests", "new", "natural")
NEW_TOTAL = Address("requests", "new", "total")
FEES = Address("disclosure", "fees", "amount")
both_editions = pytest.mark.parametrize("edition", EDITIONS)


@lru_cache
def example(edition: int = 2021) -> Report:
    name = NAMES[edition]
    return read(name, (ROOT / "examples" / name).read_bytes(), None).report


@lru_cache
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def data(report: Report) -> dict:
    return json.loads(render(report))


def is_valid(found: object) -> bool:
    return validator().is_valid(found)


def fees(report: Report) -> Address:
    return next(address for address in report.cells() if "收费" in report.key_of(address))


# The schema


def test_schema_file_is_the_schema():
    assert json.loads(SCHEMA.read_text("utf-8")) == report_schema()


@both_editions
def test_examples_are_valid(edition):
    assert is_valid(data(example(edition)))
    assert is_valid(json.loads(json.dumps(source(example(edition)))))


@both_editions
@settings(max_examples=25)
@given(st.data())
def test_every_report_is_valid(edition, data):
    report = data.draw(reports((edition,)))
    odd = data.draw(st.dictionaries(st.sampled_from(list(report.cells())), cell_texts, max_size=5))
    report = with_cells(report, odd)
    found = json.loads(render(report))
    assert is_valid(found), [error.message[:100] for error in validator().iter_errors(found)]


@settings(max_examples=20)
@given(whole_reports().map(Shown))
def test_every_whole_report_is_valid_and_comes_back(shown):
    report = shown.report
    made = render(report)
    assert is_valid(json.loads(made))
    assert is_valid(json.loads(json.dumps(source(report))))
    back = read("report.json", made).report
    assert printed(back) == printed(report)


def test_empty_report_is_valid():
    assert is_valid(data(Report()))
    assert is_valid({"格式": 2021})


def broken(change) -> dict:
    found = data(example())
    change(found)
    return found


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.update({"附件": "x"}),
        lambda found: found["申请办理"].update({"其他表": 1}),
        lambda found: found["申请办理"]["本年新收"].update({"老人": 1}),
        lambda found: found["申请办理"]["不予公开"].update({"不想公开": 1}),
        lambda found: found.update({"格式": 2019}),
        lambda found: found.update({"格式": 2020}),
        lambda found: found.update({"格式": "2021"}),
        lambda found: found.pop("格式"),
        lambda found: found["申请办理"]["本年新收"].update({"自然人": 1.5}),
        lambda found: found["申请办理"]["本年新收"].update({"自然人": None}),
        lambda found: found["申请办理"]["本年新收"].update({"自然人": [1]}),
        lambda found: found["申请办理"]["本年新收"].update({"自然人": True}),
        lambda found: found["申请办理"].update({"本年新收": [1, 2, 3, 4, 5, 6, 7]}),
        lambda found: found.update({"年度": "2023"}),
        lambda found: found.update({"年度": 23}),
        lambda found: found.update({"年度": 2023.5}),
        lambda found: found.update({"发布日期": "2024年1月25日"}),
        lambda found: found.update({"发布日期": "2024-02-30"}),
        lambda found: found.update({"机关类型": "公司"}),
        lambda found: found.update({"机关": 5}),
        lambda found: found.update({"总体情况": ["一", "二"]}),
        lambda found: found.update({"申请办理": None}),
    ],
)
def test_schema_refuses(change):
    assert is_valid(broken(lambda found: None))
    assert not is_valid(broken(change))


@both_editions
def test_tables_of_the_other_edition_are_refused(edition):
    other = next(one for one in EDITIONS if one != edition)
    mixed = data(example(edition)) | {"主动公开": data(example(other))["主动公开"]}
    assert not is_valid(mixed)


def test_schema_refuses_a_period_that_is_none():
    assert not is_valid(broken(lambda found: found.update({"统计期限": "去年"})))


# What is written


@both_editions
def test_keys_are_those_of_the_form(edition):
    found = data(example(edition))
    leaves = []

    def walk(part: dict, path: tuple[str, ...]) -> None:
        for key, value in part.items():
            if (*path, key) in groups:
                walk(value, (*path, key))
            else:
                leaves.append(".".join((*path, key)))

    keys = [line.key for line in key_lines(edition)]
    groups = {tuple(key.split(".")[:at]) for key in keys for at in range(1, key.count(".") + 1)}
    for table in ("主动公开", "申请办理", "复议诉讼"):
        walk(found[table], (table,))
    assert [leaf for leaf in leaves if not leaf.endswith((".说明", ".注"))] == keys


def test_figures_are_numbers():
    found = data(example())
    assert found["申请办理"]["本年新收"] == {
        "自然人": 58,
        "商业企业": 7,
        "科研机构": 0,
        "社会公益组织": 0,
        "法律服务机构": 1,
        "其他": 0,
        "总计": 66,
    }
    assert found["主动公开"]["行政事业性收费"] == 1.25
    assert found["主动公开"]["行政许可"] == 12
    assert type(found["年度"]) is type(found["格式"]) is int


@pytest.mark.parametrize(
    "written",
    [
        *("017", "1,234", "1e5", "１２", "12件", "/", "", "-0", "+3", "1.50", ".5", "5.", "00", "NaN"),
        *(
            "Infinity",
            "-Infinity",
            "1_000",
            "0x10",
            "十二",
            "²",
            "①",
            "٣",
            "12345678901234567890",
            "true",
            "null",
        ),
        *("1 2", "9" * 400, "1" * 5000, "0." + "1" * 30, "--1", "-", "1.2.3", "1.-5", "-.5", '"', "\\u0031"),
    ],
)
def test_what_is_no_plain_number_stays_text(written):
    report = with_cells(example(), {NEW: written})
    value = data(report)["申请办理"]["本年新收"]["自然人"]
    assert value == written
    assert type(value) is str
    assert is_valid(data(report))
    assert read("r.json", render(report)).report.cells()[NEW] == report.cells()[NEW]


@pytest.mark.parametrize("written", ["0", "7", "999999999999999", "123456789"])
def test_plain_counts_are_numbers(written):
    value = data(with_cells(example(), {NEW: written}))["申请办理"]["本年新收"]["自然人"]
    assert (value, type(value)) == (int(written), int)


@pytest.mark.parametrize("written", ["0.5", "1.25", "123456.7891", "0.0001", "9999999.9999"])
def test_plain_amounts_are_numbers(written):
    report = with_cells(example(), {fees(example()): written})
    assert written in render(report).decode()
    value = data(report)["主动公开"]["行政事业性收费"]
    assert (Decimal(str(value)), type(value)) == (Decimal(written), float)
    assert is_valid(data(report))


@pytest.mark.parametrize("written", ["1.5", "-1.5"])
def test_what_no_count_can_be_is_still_valid(written):
    """A count with decimals is an error of the report, which its document repeats."""
    assert is_valid(data(with_cells(example(), {NEW: written})))


@pytest.mark.parametrize("written", ["1.5", "-3", "-1.5", "1.0"])
def test_what_no_count_can_be_comes_back(written):
    made = render(with_cells(example(), {NEW: written}))
    assert printed(read("r.json", made).report)[NEW] == written


def test_change_below_zero_is_a_number():
    at = next(a for a in example(2019).cells() if example(2019).key_of(a).endswith("行政许可.本年增减"))
    report = with_cells(example(2019), {at: "-3"})
    assert data(report)["主动公开"]["行政许可"]["本年增减"] == -3


@settings(max_examples=150)
@given(cell_texts)
def test_any_cell_comes_back(written):
    report = with_cells(example(), {NEW: written, fees(example()): written})
    back = read("r.json", render(report)).report
    assert back.cells()[NEW] == report.cells()[NEW]
    assert back.cells()[fees(report)] == report.cells()[fees(report)]


def test_total_that_was_left_out_is_computed():
    found = data(with_cells(example(), {NEW_TOTAL: MISSING}))
    assert found["申请办理"]["本年新收"]["总计"] == 66


def test_quotes_are_filled():
    report = example().model_copy(update={"overview": "新收{{ 申请办理.本年新收.总计 }}件。"})
    assert data(report)["总体情况"] == "新收66件。"
    assert source(report)["总体情况"] == "新收{{ 申请办理.本年新收.总计 }}件。"


def test_section_that_is_not_there_is_left_out():
    found = data(Report(organ="某局", year=2023, overview="", problems=None))
    assert found["总体情况"] == ""
    assert "存在的主要问题及改进情况" not in found


@both_editions
def test_report_comes_back(edition):
    report = example(edition)
    assert read("report.json", render(report)).report == report
    assert read("", render(report)).report == report


def test_file_is_strict_json():
    hostile = '</script>\u2028"\\\n\t\x00\x1f\ud800{{ 7*7 }}'
    made = render(Report(organ=hostile, overview=hostile, signature=hostile))
    text = made.decode()
    assert text.endswith("}\n")

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    found = json.loads(text, parse_constant=refuse)
    assert found["机关"].replace("?", "").replace("\ufffd", "") == hostile.replace("\ud800", "")
    assert list(found) == list(json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs))))[::-1]


def test_file_is_the_same_every_time():
    assert render(example()) == render(example())
