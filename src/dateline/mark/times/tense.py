"""Whether a time without a year or week lies behind or ahead, from the verbs near it."""

from __future__ import annotations

import re

from dateline.lexicon.times import TimeLexicon

BOUNDARY = re.compile(r"[.!?;:]\s|\n\s*\n|[”\"“]")
REACH = 160
AFTER = 3  # a verb after the words counts as if it stood this many times farther away
COMMA = 25  # as many code points farther for each comma between


def direction(text: str, start: int, end: int, lexicon: TimeLexicon) -> str | None:
    """ "past", "future" or None (no verb near) for the expression at `start`..`end`."""
    low, high = _clause(text, start, end)
    best: tuple[float, str] | None = None
    for way, pattern in lexicon.tense:
        for m in pattern.finditer(text, low, high):
            if m.end() <= start:
                between, gap = text[m.end() : start], float(start - m.end())
            elif m.start() >= end:
                between, gap = text[end : m.start()], float(m.start() - end) * AFTER
            else:
                continue
            gap += COMMA * between.count(",") - (0.5 if way == "future" else 0)
            if best is None or gap < best[0]:
                best = gap, way
    return best[1] if best else None


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    low = max(0, start - REACH)
    for m in BOUNDARY.finditer(text, low, start):
        low = m.end()
    close = BOUNDARY.search(text, end, min(len(text), end + REACH))
    return low, close.start() if close else min(len(text), end + REACH)
