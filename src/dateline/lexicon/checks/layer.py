"""What is checked: one pack, or our own data, with names for its files."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from dateline.lexicon.checks.findings import Findings
from dateline.lexicon.packs import Pack
from dateline.lexicon.tables import DATA


class Layer:
    """The files of a pack, or ours where `pack` is None."""

    def __init__(self, pack: Pack | None) -> None:
        self.pack = pack
        self.root: Traversable | Path = pack.path if pack is not None else DATA

    def name(self, *parts: str) -> str:
        """A file as findings name it."""
        return "/".join([self.pack.name if self.pack is not None else "data", *parts])

    def text(self, item: Traversable | Path, name: str, findings: Findings) -> str | None:
        """A file's text; None, with a finding that gives the line, where it is not UTF-8."""
        data = item.read_bytes()
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as e:
            line = data[: e.start].count(b"\n") + 1
            findings.mistake(name, line, f"not UTF-8: the byte 0x{data[e.start]:02x} is no part of a character")
            return None

    def category_files(self) -> list[Traversable | Path]:
        """The files of its codebook, in name order."""
        folder = self.root / "codebook"
        if not folder.is_dir():
            return []
        return sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
