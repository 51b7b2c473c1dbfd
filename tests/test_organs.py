"""What the name of an organ settles, and what it does not."""

import pytest

from gxreport.model import OrganKind, Report
from gxreport.organs import is_government, kind_by_name, kind_of, makes_regulations

GOVERNMENT, DEPARTMENT = OrganKind.GOVERNMENT, OrganKind.DEPARTMENT
TOWNSHIP, OTHER = OrganKind.TOWNSHIP, OrganKind.OTHER


@pytest.mark.parametrize(
    ("organ", "kind"),
    [
        ("河南省人民政府", GOVERNMENT),
        ("示例市人民政府", GOVERNMENT),
        ("示例市示例区人民政府", GOVERNMENT),
        ("示例县人民政府", GOVERNMENT),
        ("镇江市人民政府", GOVERNMENT),
        ("新乡市政府", GOVERNMENT),
        ("示例地区行政公署", GOVERNMENT),
        ("示例县示例镇人民政府", TOWNSHIP),
        ("示例县示例乡人民政府", TOWNSHIP),
        ("示例镇政府", TOWNSHIP),
        ("示例区示例街道办事处", TOWNSHIP),
        ("示例区人民政府示例街道办事处", TOWNSHIP),
        ("示例旗示例苏木人民政府", TOWNSHIP),
        ("示例市水务局", DEPARTMENT),
        ("示例市示例区水务局（本级）", DEPARTMENT),
        ("示例省发展和改革委员会", DEPARTMENT),
        ("示例区卫健委", DEPARTMENT),
        ("示例省财政厅", DEPARTMENT),
        ("教育部", DEPARTMENT),
        ("上海市人民政府办公厅", DEPARTMENT),
        ("示例县人民政府办公室", DEPARTMENT),
        ("示例镇人民政府办公室", TOWNSHIP),
        ("示例县示例乡党政综合办公室", TOWNSHIP),
        ("示例区示例街道办事处综合办公室", TOWNSHIP),
        ("示例街道党政办", TOWNSHIP),
        ("新乡市人民政府办公室", DEPARTMENT),
        ("示例县乡村振兴办公室", DEPARTMENT),
        ("示例县城镇化工作办公室", DEPARTMENT),
        ("示例区街道办公用房管理办公室", DEPARTMENT),
        ("示例县人民政府国有资产监督管理委员会", DEPARTMENT),
        ("示例市城市管理委员会", DEPARTMENT),
        ("示例县国资委", DEPARTMENT),
        ("示例风景名胜区管理委员会", OTHER),
        ("示例科学城建设管理委员会", OTHER),
        ("示例生态城管理委员会", OTHER),
        ("示例经济技术开发区管理委员会", OTHER),
        ("示例市疾病预防控制中心", OTHER),
        ("示例市人民医院", OTHER),
        ("示例", None),
        ("", None),
    ],
)
def test_kind_by_name(organ, kind):
    assert kind_by_name(organ) == kind


def test_what_the_report_states_goes_before_its_name():
    known = kind_of(Report(organ="示例经济开发区管理委员会", organ_kind="部门"))
    assert known.kind is DEPARTMENT
    assert "机关类型" in known.why
    assert kind_of(Report(organ="示例县水务局")).why == "按名称判断为部门"
    assert kind_of(Report(organ="示例")).why == ""


@pytest.mark.parametrize(
    ("organ", "stated", "is_one"),
    [
        ("示例县人民政府", None, True),
        ("示例县示例镇人民政府", None, True),
        ("示例县示例乡人民政府", "乡镇街道", True),
        ("示例区示例街道办事处", None, False),
        ("示例街道", "乡镇街道", False),
        ("示例县水务局", None, False),
        ("示例县", "政府", True),
        ("示例县人民政府办公室", None, False),
    ],
)
def test_townships_have_governments_and_streets_have_none(organ, stated, is_one):
    assert is_government(Report(organ=organ, organ_kind=stated)) is is_one


@pytest.mark.parametrize(
    ("organ", "may"),
    [
        ("河南省人民政府", True),
        ("宁夏回族自治区人民政府", True),
        ("上海市人民政府", True),
        ("上海市人民政府办公厅", True),
        ("示例自治州人民政府", True),
        ("示例市人民政府", None),
        ("示例省示例市人民政府", None),
        ("示例市人民政府办公室", None),
        ("教育部", None),
        ("国家税务总局示例市税务局", None),
        ("中国证券监督管理委员会", None),
        ("市场监督管理总局", None),
        ("水务局", None),
        ("示例", None),
        ("示例地区行政公署", None),
        ("示例经济开发区管理委员会", None),
        ("示例市示例市人民政府", False),
        ("示例自治州示例市人民政府", False),
        ("示例市示例区人民政府", False),
        ("示例区人民政府办公室", False),
        ("示例县人民政府", False),
        ("示例自治县人民政府", False),
        ("示例县示例镇人民政府", False),
        ("示例市示例街道办事处", False),
        ("示例市水务局", False),
        ("示例省财政厅", False),
        ("示例县教委", False),
        ("示例市局", None),
    ],
)
def test_who_may_make_regulations(organ, may):
    assert makes_regulations(Report(organ=organ)) is may


def test_townships_by_their_own_word_make_no_regulations():
    assert makes_regulations(Report(organ="示例", organ_kind="乡镇街道")) is False
