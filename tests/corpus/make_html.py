"""Web pages: plain, pasted from Word, and in the middle of the site of an office."""

from collections.abc import Callable
from html import escape

from tests.corpus.forms import Published, Table, Words

_SPAN = (
    '<span style="font-size:10.5pt;mso-bidi-font-size:11.0pt;font-family:仿宋_GB2312;'
    'mso-ascii-font-family:宋体" lang="EN-US">'
)


def _text(text: str, broken: str = "<br/>") -> str:
    return escape(text).replace("\xa0", "&nbsp;").replace("\n", broken)


def plain_cell(text: str) -> str:
    """A cell as a person would write it."""
    return _text(text)


def word_cell(text: str) -> str:
    """A cell pasted from Word: a paragraph for every line, spans and fonts around words, o:p at the end."""
    paragraphs = []
    for line in text.split("\n"):
        inside = _text(line) or "&nbsp;"
        half = len(inside) // 2 if inside.isdecimal() or "&" not in inside else 0
        first, second = inside[:half], inside[half:]
        words = (
            f"{_SPAN}{first}</span>" if first else ""
        ) + f'<font face="宋体">{_SPAN}{second}</span></font>'
        paragraphs.append(
            '<p class="MsoNormal" align="center" style="text-align:center;mso-pagination:widow-orphan;'
            f'line-height:15.0pt">\r\n    {words}<span lang="EN-US"><o:p></o:p></span></p>'
        )
    return "\r\n  ".join(paragraphs)


def table(rows: Table, cell: Callable[[str], str] = plain_cell, *, pasted: bool = False) -> str:
    """A table with its spans."""
    lines = []
    for row in rows:
        cells = []
        for box in row:
            spans = (f' rowspan="{box.height}"' if box.height > 1 else "") + (
                f' colspan="{box.width}"' if box.width > 1 else ""
            )
            if pasted:
                spans += ' nowrap="nowrap" valign="center" style="border:solid 1.0pt;mso-border-alt:solid"'
            cells.append(f"<td{spans}>{cell(box.text)}</td>")
        lines.append(
            '<tr style="mso-yfti-irow:0;height:14pt">' * pasted
            + "<tr>" * (not pasted)
            + "".join(cells)
            + "</tr>"
        )
    kind = 'class="MsoTableGrid" border="1" cellspacing="0"' if pasted else 'border="1"'
    return f"<table {kind}><tbody>" + "\n".join(lines) + "</tbody></table>"


def body(report: Published, *, pasted: bool = False, headings: str = "p") -> str:
    """The report itself."""
    parts = []
    for block in report.blocks():
        if not isinstance(block, Words):
            parts.append(table(block, word_cell if pasted else plain_cell, pasted=pasted))
        elif block.kind == "picture":
            parts.append(f'<p style="text-align:center"><img src="./{block.text}" alt=""/></p>')
        elif block.kind == "attachment":
            parts.append(f'<p>附件：<a href="./P020240131.xlsx">{escape(block.text)}</a></p>')
        elif pasted:
            parts.append(
                '<p class="MsoNormal" style="text-indent:32.0pt;mso-char-indent-count:2.0000">'
                f'<b>{_SPAN}{_text(block.text)}</span></b><span lang="EN-US"><o:p></o:p></span></p>'
            )
        else:
            tag = {"title": "h1", "heading": headings}.get(block.kind, "p")
            parts.append(f"<{tag}>　　{_text(block.text)}</{tag}>")
    return "\n".join(parts)


def page(inside: str, *, charset: str = "utf-8", name: str = "示例区政府网") -> str:
    """A page around a body."""
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">\n<html><head>'
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"/><title>{name}</title>'
        "<style>td{border:1px}</style><script>var a='政府信息公开';</script></head>\n<body>"
        + inside
        + "</body></html>"
    )


def html(report: Published, **how) -> bytes:
    """A plain page, or one pasted from Word."""
    return page(body(report, **how)).encode()


def site(report: Published, *, divs: bool = False, below: bool = True, **how) -> bytes:
    """The page of a site: menu, path, metadata, sharing, counters; tables that only arrange the page."""
    menu = "".join(
        f'<li><a href="/{at}">{name}</a></li>'
        for at, name in enumerate(("首页", "政务公开", "政务服务", "互动交流"))
    )
    day = f"{report.year + 1}-01-25"
    about = (
        '<table class="xxgk"><tr><td>索引号：</td><td>0123456789/2024-00031</td>'
        "<td>信息分类：</td><td>政府信息公开年报</td></tr>"
        f"<tr><td>发布机构：</td><td>{report.organ}</td><td>发文日期：</td><td>{day}</td></tr>"
        "<tr><td>文号：</td><td>无</td><td>有效性：</td><td>有效</td></tr></table>"
    )
    share = '<div class="bdsharebuttonbox"><a>分享到：</a><a>微信</a><a>微博</a><a>打印</a><a>关闭</a></div>'
    count = f'<p>发布日期：{day}　来源：本站　访问次数：<span id="hits">1288</span>　字号：[大 中 小]</p>'
    foot = '<div class="foot"><p>主办：示例区人民政府办公室　您是第 654321 位访问者</p></div>'
    top = f'<ul class="nav">{menu}</ul><div>当前位置：首页 &gt; 政务公开 &gt; 年报</div>'
    inside = body(report, **how)
    after = (share + foot) if below else ""
    if divs:
        main = f'<div id="zoom"><div class="TRS_Editor">{inside}</div></div>'
    else:
        main = (
            '<table width="1000" align="center"><tr><td width="200"><table><tr><td><a>领导之窗</a></td></tr>'
            "<tr><td><a>机构职能</a></td></tr></table></td><td><table><tr><td>"
            f"{inside}</td></tr></table></td></tr></table>"
        )
    return page(top + about + count + main + after).encode()
