"""Reading of the tables under `data/`: tab-separated, one header line, `#` comments, every row checked."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline.errors import DataError

DATA: Traversable = files("dateline") / "data"


class Row(dict[str, str]):
    """One row of a table by column name; knows its file and line for error messages."""

    def __init__(self, values: dict[str, str], file: str, line: int) -> None:
        super().__init__(values)
        self.file, self.line = file, line
        self.pack = ""  # the pack that wrote or changed it; none for ours

    def list(self, column: str) -> tuple[str, ...]:
        """A `;`-separated cell as a tuple; empty cell, empty tuple."""
        return tuple(part.strip() for part in self[column].split(";") if part.strip())

    def optional(self, column: str) -> str | None:
        """The cell, or None where it is empty."""
        return self[column] or None

    def number(self, column: str) -> float | None:
        """The cell as a number, or None where it is empty."""
        if not self[column]:
            return None
        try:
            return float(self[column])
        except ValueError:
            raise self.error(f"column {column!r}: {self[column]!r} is no number") from None

    def error(self, message: str) -> DataError:
        """A DataError that names this row's file and line."""
        return DataError(f"{self.file}:{self.line}: {message}", self.file, self.line, message)


def read_table(source: Traversable | Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Rows of one TSV file. The header must name `columns` in this order.

    Raises DataError with file and line when the header or the number of cells is wrong.
    """
    name = getattr(source, "name", str(source))
    header: tuple[str, ...] | None = None
    for number, raw in enumerate(source.read_text(encoding="utf-8").split("\n"), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in raw.rstrip("\r").split("\t"))
        if header is None:
            header = cells
            if header != columns:
                raise DataError(f"{name}:{number}: the header must be {', '.join(columns)}, not {', '.join(header)}")
            continue
        if len(cells) > len(columns):
            raise DataError(f"{name}:{number}: {len(cells)} cells, but the header has {len(columns)} columns")
        cells += ("",) * (len(columns) - len(cells))  # trailing empty cells may be left out
        yield Row(dict(zip(columns, cells, strict=True)), name, number)


def read_folder(folder: Traversable | Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Rows of every .tsv file in a folder, files in name order."""
    for item in sorted(folder.iterdir(), key=lambda f: f.name):
        if item.name.endswith(".tsv"):
            yield from read_table(item, columns)
