"""gxreport.toml: what it says, where it is looked for, and what is said of a faulty one."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreport.config import FONT_TYPES, BadConfig, Config, find, read
from gxreport.limits import Day, Limits
from gxreport.renderers.pdf.fonts import TYPES


def refusal(text: str | bytes) -> str:
    with pytest.raises(BadConfig) as caught:
        read("gxreport.toml", text.encode() if isinstance(text, str) else text)
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


@pytest.mark.parametrize("name", ["documents.md", "documents.zh-CN.md"])
def test_settings_that_the_documents_show_are_right(name):
    text = (Path(__file__).parents[1] / "docs" / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    config = read(name, "\n".join(blocks).encode())
    assert list(config.fonts) == list(FONT_TYPES.values())
    assert config.limits == Limits(Day(1, 20), 1000)


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
    st.one_of(st.binary(max_size=60), st.text("[]=\"'fonts.latin仿宋\n# ,{}1", max_size=60).map(str.encode))
)
def test_any_bytes_are_settings_or_a_sentence(data):
    try:
        found = read("g", data)
    except BadConfig as error:
        found = error.sentence
    assert isinstance(found, Config) or found.startswith("g 第 ")
