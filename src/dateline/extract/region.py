"""Where on a page the story stands: the run of lines that reads most like running prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.extract.kinds import furniture, opens_other
from dateline.extract.lines import Line, content_words
from dateline.records import SegmentKind

# Scores in rough units of "seven words of prose"; a short loose line costs a little more than a short sentence brings.
LOOSE, BULLETED, FURNITURE, REPEATED = -0.8, -1.1, -0.9, -0.4
LEFT_OUT: frozenset[SegmentKind | None] = frozenset({"navigation", "other", "section", "weather"})
FEW = 3
TURN = -4.0  # a line that opens the readers' comments or a list of other stories
OFF_TOPIC, ON_TOPIC = 0.35, 2.0  # factor of a line that shares no word with the run, and its rise with each share
LONE, TEASED, TWICE = 0.55, 0.35, 0.5  # factors: prose between two labels, cut off with dots, printed twice
HEADING: dict[SegmentKind, float] = {
    "related": -1.6,
    "legal": -2.0,
    "promotion": -1.4,
    "note": -0.2,
    "caption": -0.1,
    "credit": -0.1,
    "stamp": -0.9,
    "correction": 0.0,
    "byline": -0.4,
}


@dataclass(frozen=True, slots=True)
class Region:
    """Index range of the story's lines (end exclusive) and the furniture kind of every line of the page."""

    start: int
    end: int
    kinds: tuple[SegmentKind | None, ...]
    bare: bool = False  # short lines count as the story too: there is nothing else, or it was extracted already


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
    kinds = tuple(_few(lines, line, furniture(line)) for line in lines)
    scores = [prose_score(line, kind) for line, kind in zip(lines, kinds, strict=True)]
    scores = [_in_company(lines, scores, kinds, i) for i in range(len(lines))]
    start, end = _best_run(scores)
    if end - start > 8:  # what the first guess is about weighs the lines for the second
        scores = _on_topic(lines, scores, kinds, start, end)
        start, end = _best_run(scores)
    return Region(start, end, kinds) if end else _bare_region(lines, kinds)


def _few(lines: Sequence[Line], line: Line, kind: SegmentKind | None) -> SegmentKind | None:
    """In a text of a few lines a full sentence is no page furniture, whatever its words."""
    if len(lines) > FEW or kind in (None, "stamp", "page-date", "weather", "note", "byline", "credit"):
        return kind
    return None if line.terminal and line.words >= 4 else kind


def _best_run(scores: Sequence[float]) -> tuple[int, int]:
    """Start and end of the contiguous run with the highest sum (Kadane); (0, 0) when none is positive."""
    best, best_start, best_end = 0.0, 0, 0
    run, start = 0.0, 0
    for i, score in enumerate(scores):
        if run <= 0:
            run, start = 0.0, i
        run += score
        if run > best:
            best, best_start, best_end = run, start, i + 1
    return best_start, best_end


def _on_topic(
    lines: Sequence[Line], scores: Sequence[float], kinds: Sequence[SegmentKind | None], start: int, end: int
) -> list[float]:
    """Scores weighed by how many of a line's content words other lines of the run use too."""
    shared = Counter[str]()
    words = {i: content_words(line) for i, line in enumerate(lines) if kinds[i] is None and scores[i] > 0.5}
    for i in range(start, end):
        shared.update(words.get(i, ()))
    out = list(scores)
    for i, own in words.items():
        if len(own) < 5:
            continue
        at_home = 1 if start <= i < end else 0
        common = sum(shared[w] > at_home for w in own) / len(own)
        out[i] *= min(1.15, OFF_TOPIC + common * ON_TOPIC)
    return out


def _in_company(lines: Sequence[Line], scores: Sequence[float], kinds: Sequence[SegmentKind | None], i: int) -> float:
    """A line's score in the light of its neighbours: summaries of other stories stand alone between labels."""
    line, score = lines[i], scores[i]
    if kinds[i] is not None:
        return TURN if opens_other(line, kinds[i]) else score
    if score <= 1.0 or len(lines) < 12:
        return score
    if line.text.endswith(("...", "…")) and line.words < 45:
        score *= TEASED
    if line.repeats == 2:
        score *= TWICE
    if _label_like(lines, kinds, i, -1) and _label_like(lines, kinds, i, 1) and line.words < 50:
        score *= LONE
    return score


def _label_like(lines: Sequence[Line], kinds: Sequence[SegmentKind | None], i: int, step: int) -> bool:
    j = i + step
    while 0 <= j < len(lines) and lines[j].repeats > 2:
        j += step
    return not 0 <= j < len(lines) or kinds[j] is not None or not lines[j].terminal


def whole_region(lines: Sequence[Line]) -> Region:
    """The region of a text that a web page's story was reduced to: all of it, up to a closing list of other stories."""
    seen = (furniture(line) for line in lines)
    kinds = tuple(None if kind in LEFT_OUT else _few(lines, line, kind) for line, kind in zip(lines, seen, strict=True))
    end = len(lines)
    for i in range(len(lines) * 3 // 4, len(lines)):
        if opens_other(lines[i], kinds[i]):
            end = i
            break
    return Region(0, max(end, 1), kinds, bare=True)


def _bare_region(lines: Sequence[Line], kinds: tuple[SegmentKind | None, ...]) -> Region:
    """A page without running prose: a few bare words are the story, when anything is."""
    if len(lines) == 1:
        return Region(0, 1, (None,), bare=True)
    open_lines = [i for i, kind in enumerate(kinds) if kind is None]
    if not open_lines:
        longest = max(range(len(lines)), key=lambda i: lines[i].words)
        return Region(longest, longest + 1, kinds, bare=True)
    if len(lines) <= 3:
        return Region(open_lines[0], open_lines[-1] + 1, kinds, bare=True)
    longest = max(open_lines, key=lambda i: (lines[i].words, -i))
    return Region(longest, longest + 1, kinds, bare=True)
