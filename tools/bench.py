"""Times checking beside other programs doing comparable work, in one run. Prints; passes no judgement.

Read the ratios; the times are medians in milliseconds.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from timing import in_turn, process, table

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "report-2023.yaml"
SCRIPTS = Path(sys.executable).parent
PARAGRAPH = (
    "  政策文件公布后三个工作日内配发解读材料，能用图说清的不用长文，办事指南每月核对一次，变更当日修改。\n"
)

# Ordinary sentences of such reports: few have a figure, fewer one of the form.
SENTENCES = (
    "局党组会议专题研究政务公开工作3次，把公开要求写进科室年度任务，季度检查、半年小结、年终评价。",
    "涉企政策出台前向行业协会和企业征求意见，采纳情况随文公布，未采纳的说明理由。",
    "政策文件公布后三个工作日内配发解读材料，能用图说清的不用长文，办事指南每月核对一次，变更当日修改。",
    "答复书写明依据的条款和救济的途径，复杂的申请先由两名以上人员会商，重大的送法律顾问审查。",
    "对群众反映集中的电价补贴、技改奖补等事项，把申报条件、评审结果和资金拨付情况一并公开。",
    "信息发布实行三审三校，先审查后公开，一事一审，全年没有发生泄密事件。",
    "网站检索按主题、体裁、年度三条线索组织，老年人可以使用大字版和语音朗读。",
    "新媒体账号由专人值守，留言当天回应，转办的跟到办完为止，全年回应留言129条。",
    "与区融媒体中心合办专栏12期，邀请企业代表走进机关，面对面听取对公开工作的意见建议。",
    "培训采用案例教学，由业务骨干讲一份真实的答复书，哪里写得清楚、哪里会引起争议。",
    "公开属性在拟制公文时确定，不公开的注明理由，归档前再核对一遍，每年对历年文件做一次评估。",
    "财政预算决算、政府采购、重大项目按统一样式公布，表格可以下载，数据可以复用。",
)


def ten_kilobytes() -> str:
    """A report of 10 KB: the clean example, its figures written out, its first section made longer."""
    from gxreport.readers import read
    from gxreport.renderers.report_yaml import render

    text = render(read(EXAMPLE.name, EXAMPLE.read_bytes()).report).decode()
    head, table, rest = text.partition("\n主动公开:")
    while len((head + table + rest).encode()) < 10_240:
        head += PARAGRAPH.rstrip("\n") if head.endswith("\n") else "\n" + PARAGRAPH.rstrip("\n")
    return head + "\n" + table + rest


def four_thousand_characters() -> str:
    """The clean example, its first section made 4,000 characters long with ordinary prose."""
    head, key, rest = EXAMPLE.read_text(encoding="utf-8").partition("总体情况: |\n")
    prose, tables, last = rest.partition("主动公开:\n")
    for turn in range(len(SENTENCES)):
        for first in range(0, len(SENTENCES), 4):
            line = "".join(SENTENCES[(first + turn * 5 + at) % len(SENTENCES)] for at in range(4))
            if len(prose) < 4_000:
                prose += f"  {line}\n"
    return head + key + prose + tables + last


def whole_processes(folder: Path, text: str) -> None:
    """One file as a whole process, beside Python alone and a validator of JSON Schema."""
    report = folder / "report.yaml"
    report.write_text(text, encoding="utf-8")
    schema = folder / "schema.json"
    schema.write_text(json.dumps({"type": "object", "required": ["机关", "年度"]}), encoding="utf-8")
    python = sys.executable
    medians = in_turn(
        15,
        {
            "python -c pass": process(python, "-c", "pass"),
            "check-jsonschema report.yaml": process(
                str(SCRIPTS / "check-jsonschema"), "--schemafile", str(schema), str(report)
            ),
            "gxreport validate report.yaml": process(str(SCRIPTS / "gxreport"), "validate", str(report)),
        },
    )
    table("Whole process, ratio to python -c pass", medians, "python -c pass")
    ratio = medians["gxreport validate report.yaml"] / medians["check-jsonschema report.yaml"]
    print(f"  gxreport to check-jsonschema: {ratio:.2f}")


def in_process(text: str) -> None:
    """Reading and checking one report, beside PyYAML's own parsing of the same text."""
    import yaml

    from gxreport.catalogue import selected
    from gxreport.checking import check
    from gxreport.readers import read
    from gxreport.readers.yaml import compose

    data, rules = text.encode(), selected()
    reading = read("report.yaml", data)
    medians = in_turn(
        300,
        {
            "yaml.load(text, CSafeLoader)": lambda: yaml.load(data, yaml.CSafeLoader),
            "compose with places (part of reading)": lambda: compose(text),
            "reading": lambda: read("report.yaml", data),
            "all rules": lambda: check(reading, rules),
            "reading and all rules": lambda: check(read("report.yaml", data), rules),
        },
    )
    size = len(data) / 1024
    table(
        f"In process, a report of {size:.1f} KB, ratio to CSafeLoader",
        medians,
        "yaml.load(text, CSafeLoader)",
    )


def beside_reading(text: str) -> None:
    """All rules beside the reading of the report; each time they check the report that was just read."""
    from gxreport.catalogue import selected
    from gxreport.checking import check
    from gxreport.readers import read

    data, rules = text.encode(), selected()
    latest = [read("report.yaml", data)]

    def reading() -> None:
        latest[0] = read("report.yaml", data)

    medians = in_turn(50, {"reading": reading, "all rules": lambda: check(latest[0], rules)})
    table("All rules beside reading, 4,000 characters of prose, ratio to reading", medians, "reading")


def main() -> None:
    """Run all comparisons."""
    text = ten_kilobytes()
    with tempfile.TemporaryDirectory() as folder:
        whole_processes(Path(folder), text)
    in_process(text)
    beside_reading(four_thousand_characters())


if __name__ == "__main__":
    main()
