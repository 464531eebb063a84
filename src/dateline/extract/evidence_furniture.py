"""Evidence for the day of writing in the page's furniture: the dateline, stamps, the printed page date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import numpy as np

from dateline.extract.dates import DateMention, find_dates
from dateline.extract.segments import Layout
from dateline.extract.timeline import DAY, FIRST, Clue, Days, Timeline
from dateline.records import Dateline

# Copy is dated on the day it is filed and printed then or the day after.
DATELINE = {0: 0.72, 1: 0.18, -1: 0.02, 2: 0.02}
STAMP = {0: 0.85, 1: 0.03, -1: 0.05}
# A printed page date is the day of the story or the day the page was called up, as likely the one as the other;
# the day after is then as for a morning paper.
PAGE_DATE = {0: 0.42, -1: 0.07, 1: 0.01}
PRINTED_LATER = 0.5
REACH = 5  # lines from the headline and the story in which a stamp is theirs
SOON, SOON_MEMORY = 0.35, 5.0  # of the pages called up later, those called up within days
MEMORY = 3 * 365.0  # days: how long after its day a story's page is still called up, on average


def from_dateline(line: Timeline, dateline: Dateline | None, date: DateMention | None) -> Iterator[Clue]:
    """The day in the dateline; without a year it speaks for that day of any year."""
    if dateline is None or date is None:
        return
    day = date.date
    if day is not None:
        if day >= FIRST:
            yield Clue("dateline", line.peak(day, DATELINE, 0.03), day, day + DAY, dateline.start, dateline.end)
        return
    total = np.full(line.size, 0.03 / line.size)
    for each in same_days(line, date):
        total += np.exp(line.peak(each, DATELINE, 0.0))
    yield Clue(
        "dateline", np.log(total), None, None, dateline.start, dateline.end, shown=f"--{date.month:02d}-{date.day:02d}"
    )


def from_stamps(line: Timeline, layout: Layout) -> Iterator[Clue]:
    """Stamps by the headline, or else right after the story: the earliest weighs, the others (updates) are noted."""
    weighs = True
    for day, date, start in sorted(_stamps(layout), key=lambda s: s[0]):
        logs = _both(line, day, date.swapped) if weighs else np.zeros(line.size)
        first, last = min(day, date.swapped or day), max(day, date.swapped or day)
        yield Clue("stamp", logs, first, last, start + date.start, start + date.end)
        weighs = False


def _stamps(layout: Layout) -> list[tuple[datetime.date, DateMention, int]]:
    """Day, mention and start of its line for each stamp of the nearest group of stamps."""
    body = [i for i, kind in enumerate(layout.kinds) if kind == "body"]
    if not body:
        return []
    top = layout.headline if layout.headline is not None else body[0]
    head = range(max(0, min(top, body[0]) - REACH), min(max(top, body[0]) + REACH, len(layout.kinds)))
    foot = range(body[-1] + 1, min(body[-1] + 1 + REACH, len(layout.kinds)))
    for where, middle in ((head, top), (foot, body[-1])):
        found = []
        for i in where:
            if layout.kinds[i] == "stamp":
                found += [(i, date) for date in find_dates(layout.lines[i].text) if date.date and date.date >= FIRST]
        if found:
            # Above the headline stand other stories' stamps more often than below it.
            near = min((i for i, _ in found), key=lambda i: abs(i - middle) + (3 if i < middle else 0))
            return [
                (date.date, date, layout.lines[i].start)
                for i, date in found
                if abs(i - near) <= 2 and date.date is not None
            ]
    return []


def from_page_date(line: Timeline, layout: Layout) -> Iterator[Clue]:
    """A date that is page furniture: an upper bound, and perhaps the day itself."""
    for at, kind in zip(layout.lines, layout.kinds, strict=True):
        if kind == "body":
            return  # below the story stand the dates of other stories
        if kind != "page-date" or at.bullet:
            continue
        date = next(find_dates(at.text), None)
        day = date.date if date else None
        if date is None or day is None or day < FIRST:
            continue
        age = -line.after(day)
        earlier = np.zeros(line.size)
        for share, memory in ((SOON, SOON_MEMORY), (1 - SOON, MEMORY)):
            decay = np.where(age >= 0, np.exp(-np.maximum(age, 0.0) / memory), 0.0)
            earlier += PRINTED_LATER * share * decay / max(float(decay.sum()), 1e-9)
        logs = np.log(earlier + np.exp(line.peak(day, PAGE_DATE, 0.0)))
        yield Clue("page-date", logs, None, day + DAY, at.start, at.end, detail="upper bound")
        return


def same_days(line: Timeline, date: DateMention) -> Iterator[datetime.date]:
    """Every year's day of a date without a year, only those on the printed weekday when there is one."""
    for year in range(FIRST.year, line.last.year + 1):
        try:
            day = datetime.date(year, date.month, date.day)
        except ValueError:
            continue
        if date.weekday is None or day.isoweekday() == date.weekday:
            yield day


def _both(line: Timeline, day: datetime.date, swapped: datetime.date | None) -> Days:
    if swapped is None or swapped < FIRST:
        return line.peak(day, STAMP, 0.04)
    # Day before month is the custom of most of the world's press.
    return np.log(0.65 * np.exp(line.peak(day, STAMP, 0.04)) + 0.35 * np.exp(line.peak(swapped, STAMP, 0.04)))
