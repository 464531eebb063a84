"""A score item by item, in the terminal or as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from dateline.cli.show import console
from dateline.errors import UsageError
from dateline.export.target import text_target
from dateline.review import Judged
from dateline.review.units import Unit

QUOTED = 240  # characters of a text that are shown
HEADER = ("doc", "outcome", "gold_event", "gold_source", "gold_target", "gold_row", "coded_event", "coded_source",
          "coded_target", "coded_id")


def check_details(details: str | None, *, json: bool) -> None:
    """Raises UsageError for what --details cannot do, before anything is coded."""
    if details is None:
        return
    if not details.isdigit() and not details.endswith(".csv"):
        raise UsageError(f"--details takes a number or a path that ends in .csv, not {details!r}")
    if details.isdigit() and json:
        raise UsageError("--json and a number of --details do not fit together; give --details a path")


def write_details(judged: list[Judged], details: str) -> None:
    """Print so many documents with mistakes, or write every item to a CSV file."""
    if not details.isdigit():
        with text_target(Path(details)) as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(HEADER)
            writer.writerows(row for j in judged for row in _items(j))
        return
    out = console()
    for j in [j for j in judged if j.uncoded or j.extra][: int(details)]:
        out.print()
        out.rule(Text(j.id), align="left")
        if j.text:
            text = " ".join(j.text.split())
            out.print(Text(text if len(text) <= QUOTED else text[: QUOTED - 1] + "…", style="dim"))
        for mark, style, unit in (*(("correct", "green", g) for g, _ in j.correct),
                                  *(("uncoded", "red", u) for u in j.uncoded), *(("extra", "yellow", u) for u in j.extra)):
            out.print(Text(f"  {mark:<9}", style=style).append(_unit(unit, j.text), style="default"))


def _items(j: Judged) -> Iterator[tuple[str, ...]]:
    pairs = [("correct", g, c) for g, c in j.correct] + [("mistaken", g, c) for g, c in j.mistaken]
    missed, beyond = list(j.uncoded), list(j.extra)
    for _, g, c in pairs[len(j.correct):]:
        missed.remove(g)
        beyond.remove(c)
    for outcome, g, c in pairs:
        yield (j.id, outcome, *_cells(g, j.text), *_cells(c, j.text))
    for u in missed:
        yield (j.id, "uncoded", *_cells(u, j.text), "", "", "", "")
    for u in beyond:
        yield (j.id, "extra", "", "", "", "", *_cells(u, j.text))


def _cells(u: Unit, text: str | None) -> tuple[str, str, str, str]:
    return u.label, _side(u, "sources", text), _side(u, "targets", text), " ".join(u.keys)


def _unit(u: Unit, text: str | None) -> str:
    arrow = "↔" if u.two_way and u.targets else "→"
    return f"{u.label:<11}{_side(u, 'sources', text) or '–'} {arrow} {_side(u, 'targets', text) or '–'}"


def _side(u: Unit, side: str, text: str | None) -> str:
    return "; ".join(dict.fromkeys(p.shown(text) for p in getattr(u, side)))
