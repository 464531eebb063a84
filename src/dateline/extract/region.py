"""Where on a page the story stands: the run of lines that reads most like running prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.extract.kinds import furniture
from dateline.extract.lines import Line
from dateline.records import SegmentKind

# Scores in rough units of "seven words of prose"; a short loose line costs a little more than a short sentence brings.
LOOSE, BULLETED, FURNITURE, REPEATED = -0.8, -1.1, -0.9, -0.4
HEADING: dict[SegmentKind, float] = {"related": -1.6, "legal": -2.0, "promotion": -1.4, "note": -0.2, "caption": -0.1,
                                     "credit": -0.1, "stamp": -0.9, "correction": 0.0, "byline": -0.4}


@dataclass(frozen=True, slots=True)
class Region:
    """Index range of the story's lines (end exclusive) and the furniture kind of every line of the page."""

    start: int
    end: int
    kinds: tuple[SegmentKind | None, ...]


def prose_score(line: Line, kind: SegmentKind | None) -> float:
    """How much a line speaks for the story: positive for sentences, negative for labels, links and boilerplate."""
    if kind is not None:
        return HEADING.get(kind, FURNITURE)
    if line.repeats > 2:
        return REPEATED
    if line.terminal and line.words >= 6:
        score = min(line.words, 70) / 7
        if line.words >= 9 and not line.small:
            score *= 0.3
        return score - (0.8 if line.bullet else 0.0) - (0.5 if line.words < 10 else 0.0)
    if line.terminal and line.words >= 2:
        return 0.1
    if line.words >= 18 and line.small >= 4:
        return min(line.words, 70) / 12
    return BULLETED if line.bullet else LOOSE


def find_region(lines: Sequence[Line]) -> Region:
    """The best-scoring contiguous run (maximum subarray), its edges trimmed to lines that speak for the story."""
    kinds = tuple(furniture(line) for line in lines)
    scores = [prose_score(line, kind) for line, kind in zip(lines, kinds, strict=True)]
    best, best_start, best_end = 0.0, 0, 0
    run, start = 0.0, 0
    for i, score in enumerate(scores):
        if run <= 0:
            run, start = 0.0, i
        run += score
        if run > best:
            best, best_start, best_end = run, start, i + 1
    if best <= 0:
        return _bare_region(lines, kinds)
    return Region(best_start, best_end, kinds)


def _bare_region(lines: Sequence[Line], kinds: tuple[SegmentKind | None, ...]) -> Region:
    """A page without running prose: a few bare words are the story, when anything is."""
    open_lines = [i for i, kind in enumerate(kinds) if kind is None]
    if not open_lines:
        longest = max(range(len(lines)), key=lambda i: lines[i].words)
        return Region(longest, longest + 1, kinds)
    if len(lines) <= 3:
        return Region(open_lines[0], open_lines[-1] + 1, kinds)
    longest = max(open_lines, key=lambda i: (lines[i].words, -i))
    return Region(longest, longest + 1, kinds)
