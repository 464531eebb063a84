"""Which line of a text is its headline: the one before the story that shares its words; none when there is none."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.lines import WORD, Line
from dateline.extract.region import Region
from dateline.lexicon.furniture import bare, fold, load_furniture
from dateline.records import SegmentKind

REACH = 40        # lines before the story in which a headline may stand
OPENING = 12      # paragraphs of the story that are compared with it
LEAST = 1.2       # below this score a line is no headline
PASSED: frozenset[SegmentKind] = frozenset({"section", "related", "navigation"})


def find_headline(lines: Sequence[Line], region: Region, known: str | None = None) -> int | None:
    """Index of the headline's line. `known`: the headline as metadata has it."""
    if known and (at := _find_known(lines, region, known)) is not None:
        return at
    story = set[str]()
    for line in lines[region.start:min(region.end, region.start + OPENING)]:
        story |= content_words(line)
    best, best_score = None, LEAST
    for i in range(max(0, region.start - REACH), min(region.start + 2, region.end)):
        score = _score(lines, i, region, story)
        if score >= best_score:
            best, best_score = i, score
    return best


def content_words(line: Line) -> set[str]:
    """The words that carry meaning, cut to six letters so that inflected forms meet."""
    small = load_furniture().words
    return {w[:6] for w in WORD.findall(line.folded) if w not in small and (len(w) > 2 or w > "\u2e80")}


def _find_known(lines: Sequence[Line], region: Region, known: str) -> int | None:
    want = bare(fold(known))
    hits = [i for i, line in enumerate(lines[:region.end]) if bare(line.folded) == want]
    before = [i for i in hits if i <= region.start]
    return before[-1] if before else hits[0] if hits else None


def _score(lines: Sequence[Line], i: int, region: Region, story: set[str]) -> float:
    line = lines[i]
    if region.kinds[i] is not None or line.bullet or not 2 <= line.words <= 32:
        return 0.0
    if i >= region.start and (line.prose or line.text.endswith(".") or i + 1 >= region.end):
        return 0.0
    words = content_words(line)
    if not words:
        return 0.0
    shared = len(words & story)
    score = 3.0 * shared / len(words) + min(shared, 4) * 0.4
    score += 0.6 if 4 <= line.words <= 20 else 0.0 if line.words <= 25 else -0.8
    score -= 0.8 if line.text.endswith(".") and not line.text.endswith("...") else 0.0
    score -= 0.05 * max(0, region.start - i)
    score += 0.6 if any(x.repeats == 1 and line.folded in x.folded and x is not line for x in lines) else 0.0
    score += 0.5 if line.repeats > 1 else 0.0
    if len(lines) <= 12 and i == 0 and not line.terminal and region.start - i <= 1:
        score += 1.2
    return score
