"""Workbooks, made with XlsxWriter alone."""

import io

import xlsxwriter
from tests.corpus.forms import Box, Published, Table, Words, placed


def _sheet(book, sheet, blocks: list[Words | Table], how: dict) -> None:
    row, left = how.get("corner", (0, 0))
    border = book.add_format({"border": 1})
    for block in blocks:
        if isinstance(block, Words):
            sheet.write_string(row, left, block.text)
            row += 1
            continue
        row += 1
        height = 0
        for down, right, box in placed(block):
            at = row + down, left + right
            if how.get("merged", True) and (box.height > 1 or box.width > 1):
                sheet.merge_range(*at, at[0] + box.height - 1, at[1] + box.width - 1, "", border)
            _write(sheet, at, box, border, how)
            height = max(height, down + box.height)
        row += height + 1


def _write(sheet, at: tuple[int, int], box: Box, border, how: dict) -> None:
    number = box.key and not how.get("text") and box.text.replace(".", "", 1).isdecimal()
    if number and how.get("formulas") and box.key.endswith("总计"):
        sheet.write_formula(*at, "=0+A1", None, int(box.text))
    elif number:
        sheet.write_number(*at, float(box.text))
    elif box.text:
        sheet.write_string(*at, box.text)
    else:
        sheet.write_blank(*at, None, border)


def workbook(report: Published, **how) -> bytes:
    """One sheet for everything; or one for each section with `a_sheet_a_table`, or for each table alone,
    `named` after its section. `merged` cells, figures as `text`, totals as `formulas`, `corner`: where.
    """
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_numbers": False})
    blocks = list(report.blocks())
    if how.get("named"):
        _sheet(
            book,
            book.add_worksheet("封面"),
            [block for block in blocks[:4] if isinstance(block, Words)][:2],
            how,
        )
        for number in (2, 3, 4):
            _sheet(book, book.add_worksheet(report.headings[number - 1][2:33]), [report.table(number)], how)
    elif how.get("a_sheet_a_table"):
        parts: list[list[Words | Table]] = [[]]
        for block in blocks:
            if isinstance(block, Words) and block.kind == "heading":
                parts.append([])
            parts[-1].append(block)
        for number, part in enumerate(parts):
            _sheet(book, book.add_worksheet(f"Sheet{number + 1}"), part, how)
    else:
        _sheet(book, book.add_worksheet("Sheet1"), blocks, how)
    book.close()
    return data.getvalue()
