"""Evidence for the day of writing from what the world knows: dated events and officeholders that the story names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

import numpy as np
from ahocorasick_rs import AhoCorasick, MatchKind

from dateline.extract.dates import find_dates
from dateline.extract.timeline import DAY, FIRST, Clue, Days, Timeline
from dateline.lexicon.anchors import Anchor, load_anchors
from dateline.lexicon.calendar import load_calendar
from dateline.lexicon.offices import Term, load_offices
from dateline.lexicon.packs import per_packs
from dateline.lexicon.relative import Reach, load_relative

BEFORE = -5.0  # log-likelihood of naming an event before it happened (a pattern may misread)
FADING = 0.45  # how fast an event leaves the news: exponent over months
OUT_OF_OFFICE = -3.5  # a title printed outside the term in the table
MOST_ROLES, MOST_ANCHORS, MOST_MENTIONS = 6, 12, 6
AHEAD = 10  # days before a term starts in which a title is given already
WEEKDAY_REACH = 7


def from_anchors(line: Timeline, body: str, offset: int, sentences: list[tuple[int, int]]) -> Iterator[Clue]:
    """`body` straight and in lower case (see `lexicon.anchors.straight`)."""
    found = list(load_anchors().find(body))
    found.sort(key=lambda pair: pair[0].first, reverse=True)  # the latest facts bind most
    for anchor, match in found[:MOST_ANCHORS]:
        bound = _bound(line, anchor, body, offset, sentences) if anchor.kind == "event" else None
        yield bound or Clue(
            "anchor",
            _since(line, anchor),
            anchor.first,
            _end(anchor),
            offset + match.start(),
            offset + match.end(),
            detail=anchor.id,
        )


def _bound(line: Timeline, anchor: Anchor, body: str, offset: int, sentences: list[tuple[int, int]]) -> Clue | None:
    """The first mention of an event that says how long ago it was, by a phrase or by its weekday."""
    for match in islice(anchor.regex.finditer(body), MOST_MENTIONS):
        span = (offset + match.start(), offset + match.end())
        sentence = next(((a, b) for a, b in sentences if a <= match.start() < b), (match.start(), match.end()))
        if (reach := _nearest(body, sentence, match.start(), match.end())) is not None:
            return _reached(line, anchor.first, anchor.last or anchor.first, reach, span, anchor.id)
        if (clue := _weekday_bound(line, anchor, body, match, span)) is not None:
            return clue
    return None


def _end(anchor: Anchor) -> datetime.date | None:
    return anchor.last if anchor.kind in ("period", "term") else None


def _since(line: Timeline, anchor: Anchor) -> Days:
    """Not before it; after an event's day or a period's end ever less."""
    since = line.after(anchor.first)
    if anchor.kind == "event":
        after = np.maximum(since, 0.0)
    elif anchor.last is not None:
        after = np.maximum(line.after(anchor.last), 0.0)
    else:
        after = np.zeros(line.size)
    return np.where(since < 0, BEFORE, -FADING * np.log1p(after / 60))


def _nearest(body: str, sentence: tuple[int, int], start: int, end: int) -> Reach | None:
    """The relative phrase of the sentence that stands nearest to the match."""
    shift = sentence[0]
    reaches = list(load_relative().find(body[sentence[0] : sentence[1]]))
    if not reaches:
        return None
    best = min(reaches, key=lambda r: max(r.start + shift - end, start - r.end - shift, 0))
    gap = max(best.start + shift - end, start - best.end - shift, 0)
    return best if gap <= 60 else None


def _reached(
    line: Timeline, first: datetime.date, last: datetime.date, reach: Reach, span: tuple[int, int], detail: str
) -> Clue:
    """`first`..`last` lies `reach.days` before the day of writing."""
    middle = line.index(first) + (line.index(last) - line.index(first)) / 2 + reach.days
    slack = reach.slack + (last - first).days / 2 + 1.0
    z = (line.ordinals() - middle) / slack
    logs = np.log(np.exp(-0.5 * z * z) + 0.004)
    earliest, latest = line.day(int(middle - 2 * slack)), line.day(int(middle + 2 * slack))
    return Clue("anchor", logs, earliest, latest, *span, detail=detail)


@cache
def _weekday() -> re.Pattern[str]:
    names = "|".join(name for name in load_calendar("en").weekdays if len(name) > 4)
    return re.compile(rf"(?<!last )(?<!next )\b({names})\b(?! \d|,? [a-z]+\.? \d)")


def _weekday_bound(
    line: Timeline, anchor: Anchor, body: str, match: re.Match[str], span: tuple[int, int]
) -> Clue | None:
    """`a plan issued Friday`: an event of that weekday, told by its weekday, is at most a week old."""
    if anchor.last is None or anchor.last != anchor.first:
        return None
    near = body[max(0, match.start() - 40) : match.end() + 40]
    numbers = {load_calendar("en").weekdays[m.group(1)] for m in _weekday().finditer(near)}
    if anchor.first.isoweekday() not in numbers:
        return None
    since = line.after(anchor.first)
    logs = np.log(np.where((since >= 0) & (since < WEEKDAY_REACH), 1.0, 0.004))
    last = anchor.first + (WEEKDAY_REACH - 1) * DAY
    return Clue("anchor", logs, anchor.first, last, *span, detail=f"{anchor.id}, told by its weekday")


def from_reaches(line: Timeline, body: str, offset: int, sentences: list[tuple[int, int]]) -> Iterator[Clue]:
    """A full date with a relative phrase in one sentence: `four years ago, on April 6, 1994`."""
    for start, end in sentences:
        text = body[start:end]
        if "ago" not in text and "annivers" not in text:
            continue
        for date in find_dates(text):
            day = date.date
            reach = _nearest(body, (start, end), start + date.start, start + date.end)
            if day is not None and day >= FIRST and reach is not None and reach.days > 2:
                span = (offset + start + date.start, offset + start + date.end)
                yield _reached(line, day, day, reach, span, "date and distance")
                return


NAME = re.compile(r"\s+([^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,3})")


@per_packs
def _titles() -> tuple[AhoCorasick, dict[tuple[str, str], tuple[Term, ...]]]:
    """A search for office words, and the terms of each (office, name), all in lower case."""
    terms: dict[tuple[str, str], list[Term]] = {}
    for term in load_offices():
        office = term.office.removeprefix("Acting ").lower()
        for name in {term.person, *term.aliases}:
            terms.setdefault((office, name.lower()), []).append(term)
    offices = sorted({office for office, _ in terms})
    return AhoCorasick(offices, matchkind=MatchKind.LeftmostLongest), {key: tuple(v) for key, v in terms.items()}


YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def from_roles(line: Timeline, body: str, offset: int, sentences: list[tuple[int, int]]) -> Iterator[Clue]:
    """Officeholders named with their office: the story was written while they held it. `body` as printed.

    A sentence with a year in it (`shot down President X's plane on April 6, 1994`) gives people the
    offices of that year, so it is no evidence of the story's own.
    """
    search, terms = _titles()
    low, seen = body.lower(), set[tuple[str, str]]()
    if len(low) != len(body):
        return
    for _, start, end in search.find_matches_as_indexes(low):
        found = NAME.match(body, end)
        if found is None or not found.group(1)[0].isupper() or (start and low[start - 1].isalnum()):
            continue
        if load_relative().past & set(re.findall(r"\w+", low[max(0, start - 30) : start])[-3:]):
            continue
        if any(a <= start < b and YEAR.search(low, a, b) for a, b in sentences):
            continue
        office = low[start:end]
        name, held = _longest(office, found.group(1).lower().split(), terms)
        if held and (office, name) not in seen and len(seen) < MOST_ROLES:
            seen.add((office, name))
            yield _held(line, held, offset + start, offset + found.start(1) + len(name), f"{office} {name}")


def _longest(
    office: str, tokens: list[str], terms: dict[tuple[str, str], tuple[Term, ...]]
) -> tuple[str, tuple[Term, ...]]:
    for n in range(len(tokens), 0, -1):
        name = " ".join(tokens[:n]).removesuffix("'s").removesuffix("’s").rstrip(".,")
        if held := terms.get((office, name)):
            return name, held
    return "", ()


def _held(line: Timeline, held: tuple[Term, ...], start: int, end: int, detail: str) -> Clue:
    inside = np.zeros(line.size, dtype=bool)
    for term in held:
        since = line.after(term.start)
        inside |= (since >= -AHEAD) & (line.after(term.end) <= 2 if term.end else True)
    ends = [term.end for term in held]
    last = None if None in ends else max(e for e in ends if e is not None)
    logs = np.where(inside, 0.0, OUT_OF_OFFICE)
    return Clue("role", logs, min(t.start for t in held), last, start, end, detail=detail)
