"""The two forms as plain grids with spans, filled with figures, and a report around them to be varied."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tests.corpus.figures import Figures, consistent, keys
from tests.witness import witness

NAMES = ("主动公开", "申请办理", "复议诉讼")
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
ORGAN = "示例市示例区水务局"


@dataclass
class Box:
    """A cell as it is printed: its text, its size in grid cells, and whose figure it holds."""

    text: str
    height: int = 1
    width: int = 1
    key: str = ""


Table = list[list[Box]]
"""The cells that begin in each line."""


@dataclass
class Words:
    """A paragraph; `kind` is text, title, heading, picture or attachment."""

    text: str
    kind: str = "text"


def printed(edition: int, number: int, figures: Figures) -> Table:
    """A table of the form with its figures. Where no width is stated the last cell takes the rest."""
    named = iter(keys(edition, NAMES[number]))
    table: Table = []
    lines = witness(edition).tables[number].lines
    across = 4 if number == 0 else 0
    for line in lines:
        row = []
        for seen in line:
            key = "" if seen.text else next(named)
            row.append(Box(seen.text or figures[key], seen.height or 1, seen.width or 1, key))
        if across:
            row[-1].width = across - sum(box.width for box in row[:-1])
        table.append(row)
    assert next(named, None) is None
    return table


def placed(table: Table) -> Iterator[tuple[int, int, Box]]:
    """Every cell with the grid row and column in which it begins."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table):
        column = 0
        for box in line:
            while (row, column) in taken:
                column += 1
            yield row, column, box
            taken |= {
                (row + down, column + right) for down in range(box.height) for right in range(box.width)
            }
            column += box.width


def flat(table: Table) -> list[list[str]]:
    """A table without spans: the places that a cell covers beside its first are empty."""
    cells = list(placed(table))
    height = max(row + box.height for row, _column, box in cells)
    width = max(column + box.width for _row, column, box in cells)
    grid = [[""] * width for _ in range(height)]
    for row, column, box in cells:
        grid[row][column] = box.text
    return grid


def stacked(table: Table) -> list[list[str]]:
    """A table as text taken from Word has it: an empty cell below a tall one, nothing beside a wide one."""
    starts = {(row, column): box for row, column, box in placed(table)}
    below = {(row + down, column) for (row, column), box in starts.items() for down in range(1, box.height)}
    lines: list[list[str]] = []
    for row in range(max(row for row, _column in {*starts, *below}) + 1):
        columns = sorted(column for at, column in {*starts, *below} if at == row)
        lines.append([starts[row, column].text if (row, column) in starts else "" for column in columns])
    return lines


def with_placeholders(table: Table) -> Table:
    """Empty cells where cells of several rows would reach down."""
    cells = {(row, column): box for row, column, box in placed(table)}
    for (row, column), box in list(cells.items()):
        for down in range(1, box.height):
            cells[row + down, column] = Box("", 1, box.width)
        cells[row, column] = replace(box, height=1)
    rows = max(row for row, _column in cells) + 1
    return [[cells[at] for at in sorted(cells) if at[0] == row] for row in range(rows)]


def relabel(table: Table, old: str, new: str) -> Table:
    """Other words for a label, wherever it stands."""
    hits = [box for line in table for box in line if box.text == old and not box.key]
    assert hits, old
    for box in hits:
        box.text = new
    return table


@dataclass
class Published:
    """A published report that keeps to the form, to be varied by setting its parts."""

    seed: int
    year: int = 2023
    edition: int = 0
    organ: str = ORGAN
    sparse: bool = False
    title: list[str] = field(default_factory=list)
    period: str = ""
    preamble: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=lambda: list(HEADINGS))
    prose: dict[int, list[str]] = field(default_factory=dict)
    after: dict[int, list[str | Words | Table]] = field(default_factory=dict)
    ending: list[str] = field(default_factory=list)
    editions: tuple[int, int, int] | None = None
    tables: dict[int, Table | Words | None] = field(default_factory=dict)
    order: tuple[int, ...] = (1, 2, 3, 4, 5, 6)

    def __post_init__(self) -> None:
        self.edition = self.edition or (2021 if self.year >= 2021 else 2019)
        self.editions = self.editions or (self.edition,) * 3
        self.title = self.title or [f"{self.organ}{self.year}年政府信息公开工作年度报告"]
        self.period = self.period or f"本报告统计期限自{self.year}年1月1日起，至{self.year}年12月31日止。"
        self.preamble = self.preamble or ["根据《中华人民共和国政府信息公开条例》编制本报告。" + self.period]
        self.prose = {
            1: [
                "本年度按时更新网站各栏目，专人核对。",
                "（一）主动公开",
                "按目录逐项公开，链接逐条点开看过。",
            ],
            5: ["问题是目录更新偏慢。", "下一步逐月对照目录检查。"],
            6: ["本年度无其他需要报告的事项。"],
        } | self.prose
        for number in range(3):
            figures = consistent(self.editions[number], self.seed, sparse=self.sparse)
            self.tables.setdefault(number + 2, printed(self.editions[number], number, figures))

    def table(self, number: int) -> Table:
        """The table of a section."""
        found = self.tables[number]
        assert isinstance(found, list)
        return found

    def write(self, number: int, written: dict[str, str]) -> "Published":
        """Other texts in cells of the table of a section."""
        boxes = {box.key: box for line in self.table(number) for box in line if box.key}
        for key, text in written.items():
            boxes[f"{NAMES[number - 2]}.{key}"].text = text
        return self

    def relabel(self, number: int, *changes: tuple[str, str]) -> "Published":
        """Other words for labels in the table of a section."""
        for old, new in changes:
            relabel(self.table(number), old, new)
        return self

    def blocks(self) -> Iterator[Words | Table]:
        """The report from top to bottom."""
        yield from (Words(line, "title") for line in self.title)
        yield from map(Words, self.preamble)
        for number in self.order:
            yield Words(self.headings[number - 1], "heading")
            yield from map(Words, self.prose.get(number, ()))
            if (table := self.tables.get(number)) is not None:
                yield table
            for block in self.after.get(number, ()):
                yield Words(block) if isinstance(block, str) else block
        yield from map(Words, self.ending)

    def cells(self) -> Figures:
        """What every cell of the tables holds, by key."""
        tables = [self.tables[number] for number in (2, 3, 4)]
        return {
            box.key: box.text.strip(" \xa0\u3000")
            for table in tables
            if isinstance(table, list)
            for line in table
            for box in line
            if box.key
        }
