"""Fits how likely a report is right, on own sentences that the vote was not trained on, and prints how honest the figures are.

    python scripts/calibrate.py                     writes src/dateline/data/vote/confidence.json, prints the reliability table
    python scripts/calibrate.py --check             prints the table of what is there

A report counts as right when its parties stand on the marked pair (or one does, the other side open) and its category is the
marked one; as wrong when the parties do and the category is another, and when a sentence of nothing codable got a report at
all. Half of the sentences (by hash) are fitted on, the other half gives the table.
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.coding.attribution import Voices
from dateline.coding.candidate import Candidate
from dateline.coding.coder import Coder
from dateline.coding.confidence import TABLE, features
from dateline.coding.examples import bare_article
from dateline.coding.jury import Ruling
from dateline.coding.vote import load_vote
from dateline.mark.actors import load_lexicon, mark_actors
from dateline.mark.places import mark_places
from dateline.parse import parse_all
from dateline.records import Participant, Report

sys.path.insert(0, str(Path(__file__).parent))
from sentences import OLDER, TABLES, Row, Span, read_rows

HELD_BACK = 0.06
RIDGE = 0.5
BINS = 10
Case = tuple[dict[str, float], bool, float, float]  # features, right, confidence now, share of its sentence


class Listening(Coder):
    """A coder that remembers what each report was weighed by."""

    heard: list[tuple[dict[str, float], Report]]

    def _report(self, c: Candidate, ruling: Ruling) -> Report:
        report = super()._report(c, ruling)
        self.heard.append((features(c, ruling), report))
        return report


def cases(rows: list[Row], with_vote: bool) -> Iterator[Case]:
    """Reports on the rows that can be told right from wrong."""
    lexicon, vote = load_lexicon(), load_vote() if with_vote else None
    for row, parsed in zip(rows, parse_all(bare_article(r.text) for r in rows), strict=True):
        countries = {p.start + p_last(row.text[p.start : p.end]): p.country for p in mark_places(parsed) if p.country}
        clusters = mark_actors(parsed, lexicon, None, countries)
        coder = Listening(parsed, clusters, Voices(), lambda s, i, a: None, lambda s, i, e: None, vote=vote)
        coder.heard = []
        coder.run()
        for found, report in coder.heard:
            if row.roots == ("NONE",):
                yield found, False, report.confidence, row.share
            elif on_pair(row, report):
                yield found, report.event in row.roots, report.confidence, row.share


def p_last(name: str) -> int:
    """Where the last word of a name begins."""
    return name.rfind(" ") + 1


def on_pair(row: Row, report: Report) -> bool:
    """The parties of a report stand on the marked pair; a side it leaves open is no fault."""
    others = report.recipients or report.actors[1:]
    sides = [(report.actors, row.source), (others, row.target)]
    return all(touches(parties, span) for parties, span in sides if parties)


def touches(parties: tuple[Participant, ...], span: Span | None) -> bool:
    """One of the parties overlaps the span."""
    return span is not None and any(p.start < span[1] and p.end > span[0] for p in parties)


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights (features,) of a logistic regression with a ridge, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + RIDGE * w
        bend = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(x.shape[1])
        w -= np.linalg.solve(bend, slope)
    return w


def table(shares: NDArray[np.float64], right: NDArray[np.float64]) -> str:
    """Reliability by tenths as Markdown, with the expected calibration error."""
    lines, error = ["| confidence | reports | mean confidence | right |", "|---|---|---|---|"], 0.0
    for n in range(BINS):
        inside = (shares >= n / BINS) & ((shares < (n + 1) / BINS) | (n == BINS - 1))
        if inside.any():
            mean, hits = shares[inside].mean(), right[inside].mean()
            error += inside.mean() * abs(mean - hits)
            lines.append(f"| {n / BINS:.1f}–{(n + 1) / BINS:.1f} | {inside.sum()} | {mean:.2f} | {hits:.2f} |")
    return "\n".join([*lines, "", f"expected calibration error {error:.3f} over {len(shares)} reports"])


def main() -> None:
    """Fit, write, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only print the table of the weights that are there")
    parser.add_argument("--limit", type=int, default=None, help="only so many sentences")
    args = parser.parse_args()
    rows = [r for r in read_rows(TABLES, OLDER) if r.share < HELD_BACK][: args.limit]
    weights: dict[str, dict[str, float]] = {}
    for name, with_vote in (("codebook", False), ("vote", True)):
        found = list(cases(rows, with_vote))
        names = sorted({n for c in found for n in c[0]})
        x = np.array([[c[0].get(n, 0.0) for n in names] for c in found])
        y = np.array([float(c[1]) for c in found])
        tested = np.array([c[3] * 1e6 % 2 < 1 for c in found])
        shares = np.array([c[2] for c in found])
        if not args.check:
            shares = 1 / (1 + np.exp(-x @ fit(x[~tested], y[~tested])))
            weights[name] = {n: round(float(w), 3) for n, w in zip(names, fit(x, y), strict=True)}
        print(f"\n{name}: {len(found)} reports, {y.mean():.2f} right\n\n{table(shares[tested], y[tested])}")
        print(weights.get(name, ""))
    if not args.check:
        Path(str(TABLE)).write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
