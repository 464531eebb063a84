"""The day a story was written, from all evidence together.

Every clue gives a log-likelihood over the days; their sum with a flat prior is the posterior. The day is named only
when enough of the posterior lies on it and its neighbours: a wrong day is worse than none.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.extract.dates import DateMention
from dateline.extract.evidence_furniture import from_dateline, from_page_date, from_stamps
from dateline.extract.evidence_outside import from_fetch, from_metadata, from_url, to_day
from dateline.extract.evidence_text import from_dates, from_seasons, from_weekdays, from_years
from dateline.extract.evidence_world import from_anchors, from_reaches, from_roles
from dateline.extract.segments import Layout
from dateline.extract.timeline import DAY, Clue, Days, Timeline
from dateline.lexicon.anchors import load_anchors, straight
from dateline.records import Dateline, Evidence, Published, Warning

ANSWER = 0.60  # least posterior mass within a day of the answer
TAIL = 0.05  # posterior mass outside the interval, on either side
WIDEST = 15 * 366  # days: an interval wider than this says nothing
LONGEST = 12_000  # characters of the story that are read for clues
# An end mark, but not after initials and short abbreviations such as "U.S.", "Mr.", "Gen.".
SENTENCE = re.compile(
    r"(?<=[.!?][\"”'’)])\s+|"
    r"(?<=[.!?])(?<!\b[A-Z][.])(?<!\b[A-Z][a-z][.])(?<!\b[A-Z][a-z]{2}[.])\s+|\n+"
)


@dataclass(frozen=True, slots=True)
class Outside:
    """What came with the copy: (source, ISO day) pairs of metadata, the surest first; the address; the fetch."""

    dates: Sequence[tuple[str, str]] = ()
    url: str | None = None
    fetched: str | None = None


def date_story(
    text: str, layout: Layout, dateline: Dateline | None, printed: DateMention | None, outside: Outside
) -> tuple[Published | None, tuple[Warning, ...]]:
    """When the story was written, with the evidence; `printed` is the date inside the dateline, if it has one."""
    line = Timeline(_horizon(layout, outside))
    clues = list(_clues(line, text, layout, dateline, printed, outside))
    if not clues:
        return None, (_no_date("the text and what came with it give no hint"),)
    posterior = _posterior(line, clues)
    best = int(np.argmax(posterior))
    day = line.day(best)
    mass = float(posterior[max(0, best - 1) : best + 2].sum())
    earliest, latest = _interval(line, posterior)
    answered = mass >= ANSWER
    evidence = tuple(_evidence(clue, day, best, answered) for clue in clues)
    published = Published(
        date=day.isoformat() if answered else None,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        confidence=round(min(mass, 0.99), 3),
        evidence=evidence,
    )
    return published, () if answered else (_no_date("the evidence does not carry one day"),)


def _no_date(why: str) -> Warning:
    return Warning(
        code="no-date",
        message=f"The day the story was written is not known: {why}. Give it as `date` beside the text if you know it.",
    )


def _horizon(layout: Layout, outside: Outside) -> datetime.date:
    """The last day of the axis: the anchors' table reaches so far, or a date that came with the copy does."""
    last = max(a.last or a.first for a in load_anchors().rows)
    days = [to_day(value) for _, value in outside.dates] + [to_day(outside.fetched)]
    for at, kind in zip(layout.lines, layout.kinds, strict=True):
        if kind in ("stamp", "page-date", "dateline"):
            days += [to_day(f"{y}-12-31") for y in re.findall(r"\b20[0-4]\d\b", at.text)]
    return max([datetime.date(last.year + 1, 12, 31), *(d + 366 * DAY for d in days if d is not None)])


def _clues(
    line: Timeline, text: str, layout: Layout, dateline: Dateline | None, printed: DateMention | None, outside: Outside
) -> Iterator[Clue]:
    yield from from_metadata(line, outside.dates)
    yield from from_url(line, outside.url)
    yield from from_fetch(line, outside.fetched)
    yield from from_dateline(line, dateline, printed)
    yield from from_stamps(line, layout)
    yield from from_page_date(line, layout)
    story = [at for at, kind in zip(layout.lines, layout.kinds, strict=True) if kind in ("body", "subhead", "headline")]
    if not story:
        return
    body, offset = _story(text, layout, dateline.end if dateline else 0)
    low = straight(body)
    sentences = _sentences(body)
    yield from from_weekdays(line, low, offset, sentences)
    yield from from_dates(line, low, offset, sentences)
    yield from from_years(line, low, offset)
    yield from from_seasons(line, low, offset)
    yield from from_anchors(line, low, offset, sentences)
    yield from from_reaches(line, low, offset, sentences)
    yield from from_roles(line, body, offset, sentences)


def _story(text: str, layout: Layout, skip: int) -> tuple[str, int]:
    """The story from its first to its last line, what ends before `skip` and all else blanked, and where it starts."""
    lines = list(zip(layout.lines, layout.kinds, strict=True))
    inside = [i for i, (_, kind) in enumerate(lines) if kind == "body"] or [
        i for i, (_, k) in enumerate(lines) if k == "headline"
    ]
    if not inside:
        return "", 0
    first, last = inside[0], inside[-1]
    start = lines[first][0].start
    out = []
    at = start
    for line, kind in lines[first : last + 1]:
        out.append("\n" * (line.start - at))
        keep = kind in ("body", "subhead")
        out.append(text[line.start : line.end] if keep else " " * (line.end - line.start))
        at = line.end
        if at - start > LONGEST:
            break
    story = "".join(out)
    return " " * min(max(0, skip - start), len(story)) + story[max(0, skip - start) :], start


def _sentences(body: str) -> list[tuple[int, int]]:
    """Rough sentences as offsets; enough to tell which words stand together."""
    spans, start = [], 0
    for found in SENTENCE.finditer(body):
        if found.start() > start and body[start : found.start()].strip():
            spans.append((start, found.start()))
        start = found.end()
    if body[start:].strip():
        spans.append((start, len(body)))
    return spans


def _posterior(line: Timeline, clues: Sequence[Clue]) -> Days:
    logs = np.sum([clue.logs for clue in clues], axis=0)
    mass = np.exp(logs - logs.max())
    result: Days = mass / mass.sum()
    return result


def _interval(line: Timeline, posterior: Days) -> tuple[datetime.date | None, datetime.date | None]:
    """The days between the two tails; an end is open when it reaches the end of the axis."""
    below = np.cumsum(posterior)
    first = int(np.searchsorted(below, TAIL))
    last = int(np.searchsorted(below, 1 - TAIL))
    if last - first > WIDEST:
        return None, None
    return line.day(min(first, line.size - 1)), line.day(min(last, line.size - 1))


def _evidence(clue: Clue, day: datetime.date, best: int, answered: bool) -> Evidence:
    """The clue as a record; its weight is how far it lifts the answer over its own average, in nats, 0 to 1."""
    lift = float(clue.logs[best] - np.log(np.mean(np.exp(clue.logs))))
    fits = clue.agrees(day) if clue.earliest or clue.latest else lift > -0.3
    return Evidence(
        kind=clue.kind,
        value=clue.value,
        start=clue.start,
        end=clue.end,
        weight=round(float(np.clip(np.tanh(lift / 4), 0.0, 1.0)), 3),
        agrees=bool(fits or (not answered and lift > -0.3)),
        detail=clue.detail,
    )
