"""Finding the wordings: every rule over the stretches where it can match, the longest match kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.lexicon.times import TimeLexicon
from dateline.mark.times.match import Found

REACH = 60  # code points around a landmark that a wording may cover


def scan(text: str, start: int, end: int, lexicon: TimeLexicon) -> list[Found]:
    """The wordings in `start`..`end`, in text order, none overlapping another."""
    lower = text[start:end].lower()
    windows: dict[str, list[tuple[int, int]]] = {}
    found: list[Found] = []
    for rule in lexicon.rules:
        if rule.needs in lexicon.landmarks:
            assert rule.needs is not None
            if rule.needs not in windows:
                windows[rule.needs] = list(_windows(text, start, end, lexicon.landmarks[rule.needs]))
            stretches = windows[rule.needs]
        else:
            stretches = [(start, end)] if rule.needs is None or rule.needs in lower else []
        for first, last in stretches:
            found += [Found.of(rule, m) for m in rule.regex.finditer(text, first, last)]
    return _longest(found)


def _windows(text: str, start: int, end: int, landmark: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    first, last = -1, -1
    for m in landmark.finditer(text, start, end):
        low, high = max(start, m.start() - REACH), min(end, m.end() + REACH)
        if low > last:
            if last > first:
                yield first, last
            first = low
        last = high
    if last > first:
        yield first, last


def _longest(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    taken: list[tuple[int, int]] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.rule.rank, f.start)):
        if all(one.end <= a or one.start >= b for a, b in taken):
            kept.append(one)
            taken.append((one.start, one.end))
    return sorted(kept, key=lambda f: f.start)
