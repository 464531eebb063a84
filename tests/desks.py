"""A small desk for tests of the faces, coded once a run from own texts and two of the shipped pages."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from dateline.cli.samples import sample_pages
from dateline.records import Record

VISIT = """\
Norway's prime minister visits Chile

SANTIAGO, Chile (AP) — Norway's prime minister met the Chilean president in Santiago on Monday and signed an agreement \
on fisheries.

"We have waited long for this day," the Chilean president said after the talks.

Police arrested 12 protesters outside the palace. Peru condemned the agreement on Tuesday.
"""


def visit_line(day: str = "2024-05-07") -> str:
    """VISIT as a line of JSONL, dated."""
    return json.dumps({"id": "visit", "text": VISIT, "date": day})


@cache
def sample_records() -> tuple[Record, ...]:
    """The records of all shipped pages, coded in this process."""
    from dateline.reading import read
    from dateline.records import Failure
    from dateline.run import code

    found = list(code(read([sample_pages()]), workers=1))
    failures = [f.message for f in found if isinstance(f, Failure)]
    assert not failures, failures
    return tuple(r for r in found if isinstance(r, Record))


def fill(desk: Path, texts: Path) -> None:
    """Make a desk in `desk` from VISIT (written below `texts`) and two shipped pages, through the command line."""
    from dateline.cli.app import run

    texts.mkdir(parents=True, exist_ok=True)
    (texts / "visit.jsonl").write_text(visit_line() + "\n", encoding="utf-8")
    pages = sample_pages()
    status = run(["add", str(texts / "visit.jsonl"), str(pages / "02-sanctions-brussels.html"),
                  str(pages / "05-election-andes.txt"), "--desk", str(desk), "--workers", "1"])
    assert status == 0
