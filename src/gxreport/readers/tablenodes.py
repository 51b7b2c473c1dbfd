"""The tables of a report.yaml: which figure is which, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gxreport import keys
from gxreport.cell import Cell, State
from gxreport.cell import read as read_cell
from gxreport.editions import latest_first, table
from gxreport.form import Table
from gxreport.keys import TABLE_TEXTS, Branch
from gxreport.layout import Address, Column, Row
from gxreport.messages import _
from gxreport.model import Noticed
from gxreport.readers.notebook import Notebook
from gxreport.readers.passages import place
from gxreport.source import Place

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BLANK = Cell("", State.BLANK)
_NO_TEXTS: Mapping[str, str] = {}


def null(node: Node) -> bool:
    """Whether a node is YAML's null: nothing, `~` or `null`, not in quotes."""
    return isinstance(node, ScalarNode) and not node.style and node.value in _NULLS


def _zero(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value.strip() == "0"


class Places(Mapping[Address, Place]):
    """The places of tables, rows and cells. A place is worked out when it is asked for: few are."""

    def __init__(self) -> None:
        self.keys_at: dict[Address, Node] = {}
        self.rows: dict[Address, tuple[Row, Node]] = {}

    def __getitem__(self, address: Address) -> Place:
        if not address.column:
            return place(self.keys_at[address])
        row, node = self.rows[Address(address.table, address.row)]
        return place(_cell_node(row, node, address))

    def __iter__(self) -> Iterator[Address]:
        yield from self.keys_at
        for row, node in self.rows.values():
            for address in row.addresses:
                try:
                    _cell_node(row, node, address)
                except KeyError:
                    continue
                yield address

    def __len__(self) -> int:
        return sum(1 for _address in self)

    def forget(self, table: str) -> None:
        """Forget the rows of a table."""
        self.keys_at = {a: node for a, node in self.keys_at.items() if a.table != table or not a.row}
        self.rows = {address: row for address, row in self.rows.items() if address.table != table}


def _cell_node(row: Row, node: Node, address: Address) -> Node:
    if isinstance(node, SequenceNode) and len(node.value) == len(row.columns):
        found: Node = node.value[row.addresses.index(address)]
        return found
    if isinstance(node, MappingNode):
        names = keys.columns(row)
        for key, value in node.value:
            if isinstance(key, ScalarNode) and names.get(key.value) == address.column:
                at: Node = value
                return at
        raise KeyError(address)
    return node


class TableNodes:
    """Reads the tables of one file."""

    def __init__(self, notebook: Notebook, edition: int | None) -> None:
        self.notebook = notebook
        self.edition = edition
        self.places = Places()
        self.texts: dict[str, Node] = {}

    def table(
        self, name: str, key: Node, node: Node, likely: int
    ) -> tuple[type[Table], dict[str, dict[str, Cell]]]:
        """A table, on the edition that its keys show (`likely` unless another fits better), and its rows."""
        self.places.keys_at[Address(name)] = key
        first = table(self.edition or likely, name)
        before = self.notebook.remembered()
        rows: dict[str, dict[str, Cell]] = {}
        self._branch(Address(name), keys.tree(first), key, node, rows, TABLE_TEXTS)
        if self.edition or len(self.notebook.remarks) == before[0]:
            return first, rows
        # Something does not fit. If another edition fits better, the table is read again as that.
        candidates = [table(edition, name) for edition in latest_first(likely)]
        best = min(candidates, key=lambda candidate: _misfits(keys.tree(candidate), node))
        if best is not first:
            self.notebook.forget(before)
            self.places.forget(name)
            rows = {}
            self._branch(Address(name), keys.tree(best), key, node, rows, TABLE_TEXTS)
        return best, rows

    def _branch(
        self,
        here: Address,
        branch: Branch,
        key: Node,
        node: Node,
        rows: dict[str, dict[str, Cell]],
        texts: Mapping[str, str] = _NO_TEXTS,
    ) -> None:
        """A table, with its texts, or a group of its rows."""
        if not isinstance(node, MappingNode):
            if null(node) or _zero(node):
                for row in branch.rows():
                    self._keep(row, key, node, rows)
            else:
                self.notebook.shape(node, _("这里应写“行: 数”，一行一个键"), _cells(branch.rows()))
            return

        def below(word: str) -> Iterable[Address]:
            entry = branch.entries.get(word)
            return _cells(entry.rows() if isinstance(entry, Branch) else [entry] if entry else [])

        known = {**branch.names, **texts} if texts else branch.names
        for key_node, word, value in self.notebook.entries(node, known, below):
            entry = branch.entries.get(word)
            if entry is None:
                self.texts[f"{here.table}.{word}"] = value
            elif isinstance(entry, Branch):
                self._branch(here, entry, key_node, value, rows)
            else:
                self._keep(entry, key_node, value, rows)

    def _keep(self, row: Row, key: Node, node: Node, rows: dict[str, dict[str, Cell]]) -> None:
        """A row, unless it stood there before: a row can be reached by more than one way of keys."""
        if row.name in rows:
            self.notebook.notice(Noticed.REPEATED_KEY, key, row.keys[-1])
            return
        self.places.keys_at[row.address] = key
        rows[row.name] = self._row(row, node)

    def _row(self, row: Row, node: Node) -> dict[str, Cell]:
        """A row: a list in the order of the form, a mapping, one figure, or one 0 for all."""
        self.places.rows[row.address] = row, node
        cells: dict[str, Cell] = {}
        if isinstance(node, SequenceNode):
            if len(node.value) == len(row.columns):
                values = [value.value for value in node.value]
                if self.notebook.plain and _figures_only(values):
                    return {c.name: read_cell(v, c.kind) for c, v in zip(row.columns, values, strict=True)}
                for column, value in zip(row.columns, node.value, strict=True):
                    if self.notebook.fresh(value, value):
                        self._cell(row, column, value, cells)
                return cells
            if any("，" in str(value.value) or "、" in str(value.value) for value in node.value):
                self.notebook.shape(node, _("数与数之间要用半角逗号“,”，不用“，”和“、”"), row.addresses)
                return cells
            meant = _("应有 {expected} 个数，依次是 {columns}；实有 {actual} 个").format(
                expected=len(row.columns),
                columns=_("、").join(_(column.key) for column in row.columns),
                actual=len(node.value),
            )
        elif isinstance(node, MappingNode):
            by_name = {column.name: column for column in row.columns}
            table = row.addresses[0].table
            for _key, word, value in self.notebook.entries(
                node, keys.columns(row), lambda word: (Address(table, row.name, word),)
            ):
                self._cell(row, by_name[word], value, cells)
            return cells
        elif len(row.columns) == 1 or null(node) or _zero(node):
            for column in row.columns:
                self._cell(row, column, node, cells)
            return cells
        else:
            meant = _("应写 {expected} 个数的列表：{columns}（全为零时可写一个 0）").format(
                expected=len(row.columns), columns=_("、").join(_(column.key) for column in row.columns)
            )
        self.notebook.shape(node, meant, row.addresses)
        return cells

    def _cell(self, row: Row, column: Column, node: Node, cells: dict[str, Cell]) -> None:
        """A cell. `~` leaves a total to be computed and is a blank in any other cell."""
        if not isinstance(node, ScalarNode):
            address = row.addresses[row.columns.index(column)]
            self.notebook.shape(node, _("这一格应写一个数"), (address,))
        elif node.style or node.value not in _NULLS:
            cells[column.name] = read_cell(node.value, column.kind)
        elif not (row.summed or column.summed):
            cells[column.name] = _BLANK


def _figures_only(values: list[str]) -> bool:
    """Whether a list holds nothing but figures as they should be written, as nearly all lists do."""
    try:
        return "" not in values and "".join(values).isdigit()
    except TypeError:  # a list or mapping among them
        return False


def _cells(rows: Iterable[Row]) -> Iterator[Address]:
    for row in rows:
        yield from row.addresses


def _misfits(branch: Branch, node: Node, texts: Mapping[str, str] = TABLE_TEXTS) -> int:
    """How many keys of a table or group do not fit the form."""
    if not isinstance(node, MappingNode):
        return int(isinstance(node, SequenceNode))
    count = 0
    for key, value in node.value:
        word = key.value if isinstance(key, ScalarNode) else ""
        entry = branch.entries.get(branch.names.get(word, ""))
        if isinstance(entry, Branch):
            count += _misfits(entry, value, _NO_TEXTS)
        elif entry is None:
            count += word not in texts
        elif isinstance(value, SequenceNode):
            count += len(value.value) != len(entry.columns)
        elif isinstance(value, ScalarNode):
            count += len(entry.columns) != 1 and not null(value) and not _zero(value)
        elif isinstance(value, MappingNode):
            known = keys.columns(entry)
            count += sum(not isinstance(key, ScalarNode) or key.value not in known for key, _ in value.value)
    return count
