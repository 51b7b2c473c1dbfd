"""gxreport.toml: what it says, where it is looked for, and what is said of a faulty one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreport.config import FONT_TYPES, BadConfig, Config, find, read
from gxreport.renderers.pdf.fonts import TYPES


def refusal(text: str | bytes) -> str:
    with pytest.raises(BadConfig) as caught:
        read("gxreport.toml", text.encode() if isinstance(text, str) else text)
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


def test_keys_are_english_or_chinese_and_a_font_is_one_name_or_several():
    config = read("g", '[fonts]\nfangsong = "FangSong"\n"小标宋" = ["甲", " 乙 "]\n'.encode())
    assert config.fonts == {"仿宋": ("FangSong",), "小标宋": ("甲", "乙")}


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
