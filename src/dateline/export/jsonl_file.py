"""JSONL: one whole record a line."""

from __future__ import annotations

from pathlib import Path

from dateline.export.target import Watch, text_target
from dateline.store import Desk, Query


def write_jsonl(desk: Desk, query: Query, path: Path, watch: Watch) -> int:
    """Write the records of the articles that hold an event the query finds (all, when it asks for nothing)."""
    total, rows = desk.articles(query)
    with text_target(path) as out:
        for row in watch(rows, total):
            out.write(desk.record(row.id).to_json().decode() + "\n")
    return total
