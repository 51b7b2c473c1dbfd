"""gxreport.toml: what it says, where it is looked for, and what is said of a faulty one."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreport.catalogue import catalogue
from gxreport.config import FONT_TYPES, BadConfig, Checks, Config, Unit, find, read, read_baseline
from gxreport.config.addresses import addressed
from gxreport.config.blocks import UNIT, WAIVER
from gxreport.config.checks import KEYS as CHECKS
from gxreport.config.limits import KEYS as LIMITS
from gxreport.config.tables import TABLES
from gxreport.editions import EDITIONS, tables
from gxreport.finding import Severity
from gxreport.form import layout
from gxreport.layout import Address
from gxreport.limits import Day, Limits
from gxreport.model import OrganKind
from gxreport.renderers.pdf.fonts import TYPES
from gxreport.waivers import Waiver

DOCS = Path(__file__).parents[1] / "docs"
RULES = [rule.id for rule in catalogue()]
A_WAIVER = "[[waiver]]\nrule = 'GX303'\nyear = 2023\nreason = 'x'\n"
each_document = pytest.mark.parametrize("name", ["configuration.md", "configuration.zh-CN.md"])


def refusal(text: str | bytes) -> str:
    with pytest.raises(BadConfig) as caught:
        read("gxreport.toml", text.encode() if isinstance(text, str) else text, RULES)
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


def test_keys_are_english_or_chinese_and_a_font_is_one_name_or_several():
    config = read("g", '[fonts]\nfangsong = "FangSong"\n"小标宋" = ["甲", " 乙 "]\n'.encode())
    assert config.fonts == {"仿宋": ("FangSong",), "小标宋": ("甲", "乙")}


@pytest.mark.parametrize(
    "text",
    [
        "[limits]\ndeadline = '01-20'\noverview = 800",
        "['限度']\n'公布期限' = '1-20'\n'总体情况字数' = 800",
        "[limits]\n\"公布期限\" = '01-20'\noverview = 800\n[fonts]\nlatin = 'x'",
    ],
)
def test_limits_have_english_and_chinese_keys(text):
    assert read("g", text.encode()).limits == Limits(Day(1, 20), 800)


@pytest.mark.parametrize("day", ["2024-01-20", "'2024-01-20'", '"2024-1-20"'])
def test_deadline_may_be_a_day_of_one_year(day):
    deadline = read("g", f"[limits]\ndeadline = {day}".encode()).limits.deadline
    assert deadline == Day(1, 20, 2024)
    assert deadline.in_year(2024) == date(2024, 1, 20)
    assert deadline.in_year(2025) is None
    assert Day(1, 20).in_year(2025) == date(2025, 1, 20)


def examples(name: str) -> list[str]:
    """The examples of settings that a document shows."""
    text = (DOCS / name).read_text(encoding="utf-8")
    return re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@each_document
def test_settings_that_the_documents_show_are_right(name):
    configs = [read(name, example.encode(), RULES) for example in examples(name)]
    assert len(configs) >= 7
    assert [list(c.fonts) for c in configs if c.fonts] == [list(FONT_TYPES.values())]
    (limits,) = (c.limits for c in configs if c.limits != Limits())
    assert limits == Limits(Day(1, 20), 1000, 70, 10)
    assert configs[0].checks == Checks(
        ("GX1", "GX2", "GX3", "GX5"), ("GX507",), "warning", "../2022", "gxreport-baseline.toml", 5, 6
    )
    assert all(c != Config() for c in configs)


@each_document
def test_every_setting_is_documented_with_an_example_and_both_its_names(name):
    text = (DOCS / name).read_text(encoding="utf-8")
    shown = "\n".join(examples(name))
    keys = {
        key: setting.chinese for table in (CHECKS, LIMITS, UNIT, WAIVER) for key, setting in table.items()
    }
    for key, chinese in {**keys, **FONT_TYPES}.items():
        assert re.search(rf"^{key} += ", shown, re.MULTILINE), key
        assert chinese in text, chinese
    for key in TABLES:
        assert f'["{key}"]' in text or f"[{key}]" in text, key


def test_documents_show_no_setting_that_the_other_language_lacks():
    def shown(name):
        return sorted(set(re.findall(r"^[a-z_-]+(?= += )", "\n".join(examples(name)), re.MULTILINE)))

    assert shown("configuration.md") == shown("configuration.zh-CN.md")


@each_document
def test_links_of_the_documents_lead_to_files(name):
    for link in re.findall(r"\]\(([^)#:]+)\)", (DOCS / name).read_text(encoding="utf-8")):
        assert (DOCS / link).is_file(), link


# What validate does


@pytest.mark.parametrize(
    "text",
    [
        """[validate]
        select = ["GX3", "gx402"]
        ignore = "GX301"
        fail-on = "note"
        previous = "a"
        baseline = "b"
        """,
        """["检查"]
        "只用规则" = ["GX3", "GX402"]
        "不用规则" = ["GX301"]
        "失败级别" = "提示"
        "去年报告" = "a"
        "基线" = "b"
        """,
    ],
)
def test_checks_have_english_and_chinese_keys(text):
    assert read("g", text.encode(), RULES).checks == Checks(
        ("GX3", "GX402"), ("GX301",), "note", "a", "b", 5, 6
    )


def test_severities_are_of_rules_and_families():
    found = read("g", "[severity]\nGX5 = 'note'\ngx507 = '错误'\n'GX' = '警告'".encode(), RULES).severities
    assert found == {"GX5": Severity.NOTE, "GX507": Severity.ERROR, "GX": Severity.WARNING}


def test_units_have_a_name_and_may_have_kind_and_folder():
    text = "[[unit]]\nname = '甲局'\n[[unit]]\n'机关' = '乙镇'\n'机关类型' = '乡镇街道'\n'文件夹' = '乙'"
    assert read("g", text.encode()).units == (Unit("甲局"), Unit("乙镇", OrganKind.TOWNSHIP, "乙"))


def test_waivers_have_english_and_chinese_keys_and_know_their_lines():
    english = (
        "# 豁免\n[[waiver]]\nrule = 'gx303'\nreport = 'a'\naddress = '申请办理.予以公开.总计'\ntext = 'b'\n"
        "year = 2023\nreason = ' c '\nuntil = 2027-02-01\nfingerprint = 'd'\n"
    )
    chinese = english
    for key, setting in WAIVER.items():
        chinese = re.sub(rf"^{key} ", f"'{setting.chinese}' ", chinese, flags=re.MULTILINE)
    chinese = chinese.replace("[[waiver]]", "[['豁免']]").replace("2027-02-01", "'2027-02-01'")
    expected = Waiver(
        rule="GX303",
        reason="c",
        report="a",
        addresses=(Address("requests", "results.granted", "total"),),
        text="b",
        year=2023,
        until=date(2027, 2, 1),
        fingerprint="d",
        file="g",
        line=2,
    )
    assert read("g", english.encode(), RULES).waivers == (expected,)
    assert read("g", chinese.encode(), RULES).waivers == (expected,)


def test_lines_of_waivers_are_those_of_their_blocks():
    block = "[[waiver]]\nrule = 'GX303'\nyear = 2023\nreason = 'rule = x'\n"
    config = read("g", ("\n" + block + "# [[waiver]]\n" + block).encode(), RULES)
    assert [waiver.line for waiver in config.waivers] == [2, 7]
    inline = "\nwaiver = [{rule = 'GX303', year = 1, reason = 'x'}, {rule = 'GX102', year = 1, reason = 'x'}]"
    assert [waiver.line for waiver in read("g", inline.encode(), RULES).waivers] == [2, 2]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_key_of_the_form_is_an_address(edition):
    for table in tables(edition):
        for address in layout(table).addresses():
            key = layout(table).key_of(address)
            assert addressed(key)[0][:1] == (address,) or address in addressed(key)[0]
            assert address in addressed(".".join(address))[0]


def test_rules_are_only_known_where_they_matter():
    text = b"[validate]\nselect = 'GX999'"
    assert read("g", text).checks.select == ("GX999",)
    with pytest.raises(BadConfig):
        read("g", text, RULES)


def test_a_baseline_holds_waivers_only():
    assert len(read_baseline("b", b"[[waiver]]\nrule = 'GX303'\nyear = 2023\nreason = 'x'", RULES)) == 1
    with pytest.raises(BadConfig, match="b 第 2 行：基线里只有豁免，没有“validate”"):
        read_baseline("b", b"\n[validate]", RULES)
    with pytest.raises(BadConfig, match="b 第 1 行：基线里只有豁免，没有“x”"):
        read_baseline("b", b"x = 1", RULES)


def test_empty_file_settles_nothing():
    assert read("g", b"") == read("g", b"\xef\xbb\xbf# nothing\r\n") == Config()


def test_every_type_has_a_key():
    assert list(FONT_TYPES.values()) == list(TYPES)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\n[font]\n", 2, "是不是 fonts"),
        ("\n\nfonts = 1", 3, "[fonts]"),
        ("# fonts\n[fonts]\n'仿送' = 'x'", 3, "是不是 仿宋"),
        ("[fonts]\n\nlatin = 3", 3, "字体的名字"),
        ("[fonts]\nlatin = []", 2, "字体的名字"),
        ("[fonts]\nlatin = ['a', 1]", 2, "字体的名字"),
        ("[fonts]\nlatin = ''", 2, "字体的名字"),
        ("[fonts]\nlatin = 'a'\n\"西文\" = 'b'", 3, "写了两次"),
        ("fonts.latin = 1", 1, "字体的名字"),
        ("fonts = {latin = 1}", 1, "字体的名字"),
        ("[fonts]\n仿宋 = 'x'", 2, "要加引号"),
        ("[fonts]\nlatin = x", 2, "TOML"),
        ("[limit]\noverview = 1", 1, "是不是 limits"),
        ("limits = 1000", 1, "[limits]"),
        ("[limits]\n\noverveiw = 1000", 3, "是不是 overview"),
        ("[limits]\n'公布期' = '01-20'", 2, "是不是 公布期限"),
        ("[limits]\noverview = '1000'", 2, "整数"),
        ("[limits]\noverview = 0", 2, "整数"),
        ("[limits]\noverview = true", 2, "整数"),
        ("[limits]\noverview = 1000.0", 2, "整数"),
        ("[limits]\ndeadline = 20", 2, "月和日"),
        ("[limits]\ndeadline = '1月20日'", 2, "月和日"),
        ("[limits]\ndeadline = '02-29'", 2, "月和日"),
        ("[limits]\ndeadline = '13-01'", 2, "月和日"),
        ("[limits]\ndeadline = 2024-01-20T00:00:00", 2, "月和日"),
        ("[limits]\n\noverview = 1\n'总体情况字数' = 1", 4, "写了两次"),
        ("[limits]\noverview = 1\n['限度']\ndeadline = '01-20'", 3, "写了两次"),
        ("[fonts]\nlatin = 'overview = 1'\n[limits]\noverview = -1", 4, "整数"),
        ("[validat]\nselect = 'GX3'", 1, "是不是 validate"),
        ("validate = 'GX3'", 1, "[validate]"),
        ("[[validate]]\nselect = 'GX3'", 1, "写成 [validate]"),
        ("[validate]\n\nselct = 'GX3'", 3, "是不是 select"),
        ("[validate]\nselect = 3", 2, "规则的编号"),
        ("[validate]\nselect = ['GX3', 3]", 2, "规则的编号"),
        ("[validate]\nselect = ['']", 2, "规则的编号"),
        ("[validate]\nselect = []", 2, "规则的编号"),
        ("[validate]\nignore = ['GX3', 'GX999']", 2, "没有规则 GX999"),
        ("[validate]\nfail-on = 'err'", 2, "error、warning、note 或 never"),
        ("[validate]\nfail-on = true", 2, "error、warning、note 或 never"),
        ("[validate]\nprevious = ''", 2, "不能空着"),
        ("[validate]\nbaseline = ['a']", 2, "要写文字"),
        ("[validate]\nselect = 'GX3'\n'只用规则' = 'GX4'", 3, "写了两次"),
        ("[severity]\nGX999 = 'note'", 2, "没有规则 GX999"),
        ("[severity]\n'' = 'note'", 2, "没有规则"),
        ("[severity]\nGX5 = 'never'", 2, "错误、警告、提示"),
        ("[severity]\nGX5 = 1", 2, "错误、警告、提示"),
        ("[severity]\nGX5 = 'note'\ngx5 = 'note'", 3, "写了两次"),
        ("[severity.GX5]\nx = 1", 1, "错误、警告、提示"),
        ("[unit]\nname = 'x'", 1, "[[unit]]"),
        ("unit = ['x']", 1, "[[unit]]"),
        ("[[unit]]\nkind = '部门'", 1, "name（机关）"),
        ("[[unit]]\nname = 'x'\nkind = '局'", 3, "乡镇街道"),
        ("[[unit]]\nname = 'x'\nkind = []", 3, "乡镇街道"),
        ("[[unit]]\nname = 'x'\nfolder = 1", 3, "要写文字"),
        ("[[unit]]\nname = ' '", 2, "不能空着"),
        ("[[unit]]\nname = '甲 局'\n[[unit]]\nname = '甲局'", 3, "写了两次"),
        ("[[unit]]\nname = '甲局'\n[[unit]]\nnam = '乙局'", 4, "是不是 name"),
        ("[waiver]\nrule = 'GX303'", 1, "[[waiver]]"),
        (A_WAIVER + "[[waiver]]\nyear = 2023\nreason = 'x'", 5, "要写 rule"),
        (A_WAIVER + "[[waiver]]\nrule = 'GX303'\nyear = 2023", 5, "要写 reason"),
        (A_WAIVER + "[[waiver]]\nrule = 'GX303'\nreason = 'x'", 5, "至少写一个"),
        (A_WAIVER + "reason = ''", 5, "TOML"),
        ("[[waiver]]\nreason = ' '", 2, "不能空着"),
        ("[[waiver]]\nrule = 'GX3'", 2, "一条规则的编号"),
        ("[[waiver]]\nrule = ['GX303']", 2, "一条规则的编号"),
        (A_WAIVER + "[[waiver]]\nreason = 'x'\nrule = 'GX399'", 7, "没有规则 GX399"),
        ("[[waiver]]\naddress = '申请办理.本年新受'", 2, "报告里没有“申请办理.本年新受”"),
        ("[[waiver]]\naddress = '申请办理.本年新收.合计'", 2, "报告里没有"),
        ("[[waiver]]\naddress = '申请办理.本年新收.总计.总计'", 2, "报告里没有"),
        ("[[waiver]]\naddress = ['申请办理', '本年新收']", 2, "报告里没有“本年新收”"),
        ("[[waiver]]\naddress = '总体情况.说明'", 2, "报告里没有"),
        ("[[waiver]]\naddress = []", 2, "report.yaml 的键"),
        ("[[waiver]]\nyear = '2023'", 2, "要写年份"),
        ("[[waiver]]\nuntil = '2026-2-30'", 2, "年月日"),
        ("[[waiver]]\nuntil = 2026", 2, "年月日"),
        ("[[waiver]]\nuntil = 2026-01-01T00:00:00", 2, "年月日"),
        ("[[waiver]]\nuntil = '2026-02-29'", 2, "年月日"),
        (A_WAIVER + "[['豁免']]\n" + A_WAIVER.split("\n", 1)[1], 5, "写了两次"),
        ("[fonts]\nlatin = [\n'x',", 3, "TOML"),
        ("[fonts]\nlatin = 'a'\nlatin = 'b'", 3, "TOML"),
        ("a = " + "[" * 100_000, 1, "TOML"),
        ("[fonts]\nlatin = 'a'\n#仿宋".encode("gbk"), 3, "UTF-8"),
        ("[fonts]".encode("utf-16"), 1, "UTF-8"),
    ],
)
def test_a_mistake_is_one_sentence_with_its_line(text, line, words):
    sentence = refusal(text)
    assert sentence.startswith(f"gxreport.toml 第 {line} 行：")
    assert words in sentence


def test_it_is_looked_for_upwards(tmp_path):
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "gxreport.toml").write_text("")
    (tmp_path / "a" / "gxreport.toml").mkdir()
    assert find(below) == tmp_path / "gxreport.toml"
    (below / "gxreport.toml").write_text("")
    assert find(below) == below / "gxreport.toml"


@given(
    st.one_of(
        st.binary(max_size=60),
        st.text("[]=\"'fonts.latin仿宋豁免waiver\n# ,{}1", max_size=60).map(str.encode),
    )
)
def test_any_bytes_are_settings_or_a_sentence(data):
    try:
        found = read("g", data)
    except BadConfig as error:
        found = error.sentence
    assert isinstance(found, Config) or found.startswith("g 第 ")
