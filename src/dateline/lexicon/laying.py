"""Rows of packs laid over the rows of our tables.

A pack's row whose key is new is added. Where we have the key, cells that are empty keep what we say, lists of names add to ours
(`-Name` takes one away), other cells replace, and `-` alone empties. A key with `-` before it takes our row away.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from dateline.errors import DataError
from dateline.lexicon.packs import Pack, laid_packs
from dateline.lexicon.tables import DATA, Row, read_table

AWAY = "-"


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table that packs may lay rows over.

    `place` is a file or a folder of files below `data/`; `named` the column of the key that takes `-` to drop a row;
    `adds` the columns whose lists add up; `first` puts new rows before ours, for tables where the first row counts.
    """

    place: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    named: str
    adds: frozenset[str] = frozenset()
    but: tuple[str, ...] = ()
    first: bool = False

    def files(self, root: Traversable | Path) -> list[Traversable | Path]:
        """The table's files below `root`, in name order."""
        at = root.joinpath(*self.place.split("/"))
        if self.place.endswith(".tsv"):
            return [at] if at.is_file() else []
        if not at.is_dir():
            return []
        found = (f for f in at.iterdir() if f.name.endswith(".tsv") and f.name not in self.but)
        return sorted(found, key=lambda f: f.name)

    def key_of(self, row: Row) -> tuple[str, ...]:
        """The row's key, without the sign that drops it."""
        return tuple(row[c].removeprefix(AWAY) if c == self.named else row[c] for c in self.key)


Left = frozenset[tuple[str, int]]  # rows (file, line) to leave out


def own_rows(table: Table) -> Iterator[Row]:
    """Our rows."""
    for item in table.files(DATA):
        yield from read_table(item, table.columns)


def laid_rows(table: Table, leave: Left = frozenset()) -> Iterator[Row]:
    """Our rows with those of the packs in force laid over them. Raises DataError with file and line."""
    packs = laid_packs()
    if not packs:
        yield from own_rows(table)
        return
    rows = {table.key_of(row): row for row in own_rows(table)}
    for pack in packs:
        new: dict[tuple[str, ...], Row] = {}
        seen: dict[tuple[str, ...], Row] = {}
        for row in pack_rows(pack, table):
            if (row.file, row.line) in leave:
                continue
            key = table.key_of(row)
            if key in seen:
                raise row.error(f"{' '.join(key)!r} stands already at {seen[key].file}:{seen[key].line}")
            seen[key] = row
            if row[table.named].startswith(AWAY):
                if key not in rows:
                    raise row.error(f"there is no {' '.join(key)!r} to take away")
                del rows[key]
            elif key in rows:
                rows[key] = _merged(rows[key], row, table)
            else:
                new[key] = row
        rows = {**new, **rows} if table.first else {**rows, **new}
    yield from rows.values()


def pack_rows(pack: Pack, table: Table) -> Iterator[Row]:
    """A pack's own rows; columns it does not use may be left out of the header."""
    for item in table.files(pack.path):
        assert isinstance(item, Path)
        name = f"{pack.name}/{item.relative_to(pack.path).as_posix()}"
        for row in read_part(item, table, name):
            row.pack = pack.name
            yield row


def read_part(item: Path, table: Table, name: str) -> Iterator[Row]:
    """Rows of a file that may have a part of the table's columns, in any order. Raises DataError with file and line."""
    header: tuple[str, ...] | None = None
    try:
        lines = item.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as e:
        raise DataError(f"{name}: not UTF-8: {e}", name, 1) from None
    for number, raw in enumerate(lines, 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in raw.rstrip("\r").split("\t"))
        if header is None:
            header = cells
            for fault in header_faults(cells, table):
                raise DataError(f"{name}:{number}: {fault}", name, number, fault)
            continue
        if len(cells) > len(header):
            said = f"{len(cells)} cells, but the header has {len(header)} columns"
            raise DataError(f"{name}:{number}: {said}", name, number, said)
        yield Row(dict.fromkeys(table.columns, "") | dict(zip(header, cells, strict=False)), name, number)


def header_faults(header: tuple[str, ...], table: Table) -> Iterator[str]:
    """What is wrong with the header of a pack's file."""
    unknown = [c for c in header if c not in table.columns]
    if unknown:
        known = " ".join(table.columns)
        yield f"unknown column {', '.join(map(repr, unknown))}; the table's are: {known} (with tabs between)"
    missing = [c for c in table.key if c not in header]
    if missing:
        yield f"the column {', '.join(map(repr, missing))} is missing; it tells which row is meant"
    for column in dict.fromkeys(c for c in header if header.count(c) > 1):
        yield f"the column {column!r} stands twice"


def _merged(ours: Row, over: Row, table: Table) -> Row:
    values = dict(ours)
    for column in table.columns:
        cell = over[column]
        if column in table.adds and cell and cell != AWAY:
            values[column] = ";".join(_added(ours.list(column), over.list(column), over, column))
        elif cell:
            values[column] = "" if cell == AWAY else cell
    merged = Row(values, over.file, over.line)
    merged.pack = over.pack
    return merged


def _added(ours: tuple[str, ...], over: tuple[str, ...], row: Row, column: str) -> list[str]:
    names = list(ours)
    for name in over:
        if not name.startswith(AWAY):
            names += [] if name in names else [name]
        elif name[1:] in names:
            names.remove(name[1:])
        else:
            raise row.error(f"column {column!r}: there is no {name[1:]!r} to take away")
    return names
