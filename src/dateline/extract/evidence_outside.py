"""Evidence for the day of writing that stands outside the text: metadata, the address, the day of the fetch."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

import numpy as np

from dateline.extract.metadata import iso_day
from dateline.extract.timeline import DAY, FIRST, Clue, Timeline

URL_DAY = re.compile(r"(?<!\d)(19[89]\d|20\d\d)([/_-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
URL_MONTH = re.compile(r"/(19[89]\d|20\d\d)/(0?[1-9]|1[0-2])/(?!\d{1,2}/)")
# Publishers state their day; it is the day before or after elsewhere on the globe.
STATED = {0: 0.90, 1: 0.03, -1: 0.03}
GUESSED = {0: 0.75, 1: 0.04, -1: 0.04}
URL_SPREAD = {0: 0.80, 1: 0.05, -1: 0.06}
NEVER = 1e-7


def from_metadata(line: Timeline, dates: Sequence[tuple[str, str]]) -> Iterator[Clue]:
    """`dates`: pairs of where it stood and an ISO day, the surest first; only the first one weighs."""
    for i, (source, value) in enumerate(dates):
        day = to_day(value)
        if day is None:
            continue
        spread = GUESSED if source == "htmldate" else STATED
        logs = line.peak(day, spread, 0.02) if i == 0 else np.zeros(line.size)
        yield Clue("metadata", logs, day, day, detail=source)


def from_url(line: Timeline, url: str | None) -> Iterator[Clue]:
    """A day or a month written into the address."""
    if not url:
        return
    if (found := URL_DAY.search(url)) and (day := to_day("-".join(p.zfill(2) for p in found.group(1, 3, 4)))):
        yield Clue("url", line.peak(day, URL_SPREAD, 0.03), day, day, detail=found.group())
    elif found := URL_MONTH.search(url):
        year, month = int(found.group(1)), int(found.group(2))
        first = datetime.date(year, month, 1)
        last = (first + 31 * DAY).replace(day=1) - DAY
        since = line.after(first)
        inside = (since >= -1) & (since <= (last - first).days + 1)
        yield Clue("url", np.where(inside, 0.0, np.log(1e-3)), first, last, detail=found.group())


def from_fetch(line: Timeline, fetched: str | None) -> Iterator[Clue]:
    """Nothing is fetched before it is written; most copy is fetched soon after."""
    day = to_day(fetched)
    if day is not None:
        age = -line.after(day)
        logs = np.where(age < -1, np.log(NEVER), -0.4 * np.log1p(np.maximum(age, 0.0) / 30))
        yield Clue("fetched", logs, None, day + DAY, detail="upper bound")


def to_day(value: str | None) -> datetime.date | None:
    """An ISO stamp's day, when it lies on the timeline."""
    text = iso_day(value)
    try:
        day = datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return day if day is not None and day >= FIRST else None
