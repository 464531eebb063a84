"""From text to its time expressions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dateline.lexicon.times import load_times
from dateline.mark.times import fixed, lengths, relative
from dateline.mark.times.grammar import scan
from dateline.mark.times.match import Context
from dateline.mark.times.tense import direction
from dateline.records import Time

BACKWARD = {"quarter-ago", "year-ago"}  # comparisons with a year before; the story goes on in its own year
RECKONINGS = {**fixed.RECKONINGS, **relative.RECKONINGS, **lengths.RECKONINGS}


def mark_times(text: str, spans: Iterable[tuple[int, int]], published: date | None) -> tuple[Time, ...]:
    """The time expressions within `spans` (code points of `text`), in text order, with TIMEX3 types and values.

    Values are counted from `published`, or from the time named before where the wording points into the story ("two
    days earlier"). Without `published` they stay open (`XXXX-WXX-5`) or say only past, present or future. Source of
    types and values: the TimeML guidelines 1.2.1 and TimeBank's habits.
    """
    lexicon = load_times()
    context = Context(lexicon, text, published, lambda start, end: direction(text, start, end, lexicon))
    times: list[Time] = []
    for start, end in spans:
        for found in scan(text, start, end, lexicon):
            value = RECKONINGS[found.rule.value](found, context)
            if value is None:
                continue
            first = _widen(text, start if not times else max(start, times[-1].end), found.start, context)
            times.append(
                Time(
                    id=f"t{len(times) + 1}",
                    start=first,
                    end=found.end,
                    type=value.type or found.rule.type,
                    value=value.value,
                    anchor=value.anchor,
                )
            )
            if found.rule.value not in BACKWARD and not (value.anchor == "previous" and "-Q" in value.value):
                context.previous.append((found.start, value.value))
    return tuple(times)


def _widen(text: str, floor: int, start: int, context: Context) -> int:
    """Take in words such as "early", "mid-" and "nearly" before the expression; they leave its value as it is."""
    while True:
        before = context.lexicon.modifiers.search(text, max(floor, start - 40), start)
        if not before or (text[start : start + 4].lower() == "the " and not before[0].rstrip().endswith("of")):
            return start
        start = before.start()
