"""The sample output in README.md, made from the real one: `python scripts/readme_sample.py` writes it anew.

Shortened by whole parts only (`…` stands for what is left out), never edited.
"""

from __future__ import annotations

import contextlib
import io
from itertools import count
from pathlib import Path

from dateline.cli.app import run
from dateline.cli.samples import sample_pages

README = Path(__file__).parents[1] / "README.md"
PAGE = "12-captives-red-sea.txt"
BEGIN, END = f"    $ dateline code pages/{PAGE}\n", "\n<!-- end of sample -->"
EVENTS, QUOTES = 6, 4


def sample() -> str:
    """Head, first events and first quotes of what `dateline code` prints for PAGE, indented as a code block."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        run(["code", str(sample_pages() / PAGE), "--workers", "1"])
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    blank = lines.index("")
    first = next(n for n in count(blank) if " → " in lines[n] and lines[n + 1].startswith("    “"))
    quotes = next(n for n in count(first) if lines[n].startswith("q1 "))
    events = [n for n in range(first, quotes) if n + 1 < quotes and lines[n + 1].startswith("    “")]
    said = [n for n in range(quotes, len(lines)) if lines[n].startswith("q")]
    shown = [*lines[:blank], "…", *lines[first:events[EVENTS]], "…", *lines[quotes:said[QUOTES]], "…"]
    return "".join(f"    {line}".rstrip() + "\n" for line in shown)


def rewritten(readme: str) -> str:
    """README with the sample as it is now."""
    head, _, rest = readme.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return head + BEGIN + sample() + END + tail


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
