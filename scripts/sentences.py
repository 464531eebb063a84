"""The marked sentences of our own, read in one order."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]

TABLES = Path(__file__).parents[1] / "src" / "dateline" / "data" / "sentences"
OLDER = TABLES / "relations.jsonl.gz"
NAMES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "NONE",
]
YIELD = ("CONCEDE", "RETREAT")
MARK = re.compile(r"<(/?)([ST])>")


@dataclass(frozen=True, slots=True)
class Row:
    """One marked sentence; `roots` are the categories that count as right."""

    text: str
    source: Span | None
    target: Span | None
    roots: tuple[str, ...]

    @property
    def share(self) -> float:
        """A number from 0 to 1 that belongs to the text."""
        return int(hashlib.sha256(self.text.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def unmarked(sentence: str) -> tuple[str, dict[str, Span]]:
    """The sentence without its marks, and the spans of S and T in it."""
    starts: dict[str, int] = {}
    spans: dict[str, Span] = {}
    text, at = "", 0
    for m in MARK.finditer(sentence):
        text += sentence[at : m.start()]
        at = m.end()
        if m[1]:
            spans[m[2]] = (starts[m[2]], len(text))
        else:
            starts[m[2]] = len(text)
    return text + sentence[at:], spans


def read_rows(tables: Path, older: Path) -> list[Row]:
    """All marked sentences, each text and pair once, in a fixed order."""
    rows: dict[tuple[str, Span | None, Span | None], Row] = {}
    for path in sorted(tables.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if line.startswith("#") or len(columns) < 5 or columns[0] not in NAMES:
                continue
            text, spans = unmarked(columns[4])
            if len(spans) == 2:
                rows[text, spans["S"], spans["T"]] = Row(text, spans["S"], spans["T"], (columns[0],))
    with gzip.open(older, "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            source, target = item["relation"]["source"], item["relation"]["target"]
            if source and target:
                roots = YIELD if item["root"] == "YIELD" else (item["root"],)
                row = Row(item["text"], tuple(source), tuple(target), roots)
                rows.setdefault((row.text, row.source, row.target), row)
    return sorted(rows.values(), key=lambda r: (r.share, r.source or (0, 0), r.target or (0, 0)))
