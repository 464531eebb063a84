"""Which line of a text is its headline: the one before the story that shares its words; none when there is none."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.lines import Line, content_words
from dateline.extract.region import Region
from dateline.lexicon.furniture import bare, fold

REACH = 40  # lines before the story in which a headline may stand
OPENING = 12  # paragraphs of the story that are compared with it
LEAST = 1.2  # below this score a line is no headline
NEAR_TOP = 1.1  # the first line this close to the best one wins: standfirsts and captions echo the headline below it
INTO = 3  # a headline with a full stop or a question mark may have been taken into the story


def find_headline(lines: Sequence[Line], region: Region, known: str | None = None) -> int | None:
    """Index of the headline's line. `known`: the headline as metadata has it."""
    if known and (at := _find_known(lines, region, known)) is not None:
        return at
    if region.bare:
        return None
    story = set[str]()
    for line in lines[region.start : min(region.end, region.start + OPENING)]:
        story |= content_words(line)
    first = max(0, region.start - REACH)
    scores = {i: _score(lines, i, region, story) for i in range(first, min(region.start + INTO, region.end))}
    top = max(scores.values(), default=0.0)
    if top < LEAST:
        return None
    first = next(i for i, score in scores.items() if score >= max(LEAST, top - NEAR_TOP))
    # A breadcrumb ends with the headline that stands below it.
    inner = [
        i
        for i in scores
        if i > first
        and lines[i].words > 3
        and lines[first].folded != lines[i].folded
        and lines[first].folded.endswith(lines[i].folded)
    ]
    return inner[0] if inner else first


def _find_known(lines: Sequence[Line], region: Region, known: str) -> int | None:
    want = bare(fold(known))
    hits = [i for i, line in enumerate(lines[: region.end]) if bare(line.folded) == want]
    before = [i for i in hits if i <= region.start]
    return before[-1] if before else hits[0] if hits else None


def _score(lines: Sequence[Line], i: int, region: Region, story: set[str]) -> float:
    """How much a line is like a headline; 0 when it cannot be one. A rough scale: 2 is likely, 4 is sure."""
    line = lines[i]
    if region.kinds[i] is not None or line.bullet or not 2 <= line.words <= 32:
        return 0.0
    if line.text.endswith(":") or line.repeats > 3:
        return 0.0
    stopped = line.text.endswith((".", ":", ",", ";", "。")) and not line.text.endswith("...")
    inside = i >= region.start
    if inside and (stopped or line.words > 24 or i + 1 >= region.end or (i > region.start and line.terminal)):
        return 0.0
    words = content_words(line)
    if not words:
        return 0.0
    shared = len(words & story)
    score = 3.0 * shared / len(words) + min(shared, 4) * 0.4
    score += 0.6 if 4 <= line.words <= 20 else 0.0 if 3 <= line.words <= 25 else -0.8
    score -= 1.2 if stopped else 0.0
    score -= 0.04 * sum(kind is None for kind in region.kinds[i + 1 : region.start])
    score += 0.6 if any(line.folded in x.folded and x.folded != line.folded for x in lines) and line.words > 3 else 0.0
    score += 0.5 if line.repeats > 1 and line.words > 3 else 0.0
    if len(lines) <= 12 and i == 0 and not line.terminal and region.start - i <= 1:
        score += 1.2
    return score
