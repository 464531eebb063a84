"""Evidence for the day of writing in the story's own words: weekdays, printed dates and years."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

import numpy as np

from dateline.extract.dates import find_dates
from dateline.extract.evidence_furniture import same_days
from dateline.extract.timeline import DAY, FIRST, Clue, Days, Timeline
from dateline.lexicon.calendar import load_calendar
from dateline.lexicon.relative import load_relative
from dateline.lexicon.seasons import load_seasons

# "the Tuesday deadline", "until Friday": the weekday is no day on which something was done.
BINDS = re.compile(r"\b(?:the|a|by|until|till|from|since|through|before|after|for|this|that|of)\s+$")
LEDE = 2  # sentences that count as the opening
MOST_YEARS, MOST_DATES, MOST_WEEKDAYS = 5, 4, 3
YEARS_WEIGHT, DATES_WEIGHT, MONTH_DAYS_WEIGHT, LATER_WEIGHT = 0.5, 0.6, 0.5, 0.35
MOST_SEASONS, SEASONS_WEIGHT = 4, 0.8  # several wordings of one season repeat each other
YEAR = 365
AHEAD = 60 * DAY  # copy seldom prints in full a day that is farther ahead
# How many days before the day of writing a bare weekday lies (0 = the same day; 6 = tomorrow), by how copy names days.
WIRE = np.array([0.62, 0.22, 0.04, 0.02, 0.02, 0.03, 0.05])  # "said Wednesday" on Wednesday
MORNING = np.array([0.05, 0.09, 0.18, 0.17, 0.17, 0.17, 0.17])  # the paper says "yesterday" for the day before
ELSEWHERE = np.array([0.36, 0.20, 0.11, 0.08, 0.07, 0.08, 0.10])  # weekdays further down


@cache
def _weekday_pattern() -> re.Pattern[str]:
    names = [name for name in load_calendar("en").weekdays if len(name) > 4]
    return re.compile(
        r"(?<![\w-])(last |next |every |each |following |previous |black |easter |good |ash |palm "
        r"|holy |bloody )?(" + "|".join(names) + r")(?:'s)?(?![\w-])(,? (?:[a-z]{3,9}\.? \d|\d))?"
    )


def from_weekdays(line: Timeline, body: str, offset: int, sentences: list[tuple[int, int]]) -> Iterator[Clue]:
    """`body` in lower case; the first weekday of the opening weighs most."""
    relative = load_relative()
    morning = bool(relative.before.search(body)) or bool(relative.now.search(body[:600]))
    opening = sentences[min(LEDE, len(sentences)) - 1][1] if sentences else 0
    numbers = load_calendar("en").weekdays
    weekdays = line.weekdays()
    seen = set[int]()
    for found in _weekday_pattern().finditer(body):
        number = numbers[found.group(2)]
        if found.group(1) or found.group(3) or number in seen or len(seen) >= MOST_WEEKDAYS:
            continue
        told = not BINDS.search(body, max(0, found.start() - 12), found.start())
        lede = found.start() < opening and not seen and told
        shape = MORNING if morning else WIRE if lede else ELSEWHERE
        weight = 1.0 if lede else LATER_WEIGHT
        seen.add(number)
        logs = weight * np.log(shape[(weekdays - number) % 7] * 7)
        yield Clue("weekday", logs, None, None, offset + found.start(2), offset + found.end(2), shown=found.group(2))


def from_dates(line: Timeline, body: str, offset: int, sentences: list[tuple[int, int]]) -> Iterator[Clue]:
    """Printed days: with a year they are near the day of writing or before it; without, near it in the calendar."""
    full = monthly = 0
    opening = sentences[min(LEDE, len(sentences)) - 1][1] if sentences else 0
    for date in find_dates(body):
        span = (offset + date.start, offset + date.end)
        day = date.date
        if day is not None:
            if day < FIRST or day > line.last or full >= MOST_DATES:
                continue
            full += 1
            sharp = date.weekday is not None or date.start < opening
            yield Clue(
                "explicit",
                DATES_WEIGHT * _around(line.after(day), sharp),
                day - AHEAD,
                None,
                *span,
                shown=day.isoformat(),
            )
        elif monthly < MOST_DATES:
            monthly += 1
            total = np.full(line.size, 0.25 / 365)
            for each in same_days(line, date):
                total += 0.75 / 60 * np.exp(-np.abs(line.after(each)) / 30)
            weight = MONTH_DAYS_WEIGHT if date.weekday is None else 1.0  # a weekday picks the years
            yield Clue(
                "explicit", weight * np.log(total), None, None, *span, shown=f"--{date.month:02d}-{date.day:02d}"
            )


def _around(since: Days, sharp: bool) -> Days:
    """Log-likelihood of a day of writing `since` days after a day that the copy prints in full."""
    past = np.maximum(since, 0.0)
    logs = np.where(since >= 0, -0.9 * np.log1p(past / 30), since / 60 - 0.3)
    return np.maximum(logs * (1.6 if sharp else 1.0), -9.0)


def from_seasons(line: Timeline, body: str, offset: int) -> Iterator[Clue]:
    """Wordings of a time of the year (`third-quarter net`): likely near it, in any year. `body` in lower case."""
    for season, found in islice(load_seasons().find(body), MOST_SEASONS):
        start, end = (datetime.date(2023, *month_day).timetuple().tm_yday for month_day in (season.first, season.last))
        width = (end - start) % YEAR + 1
        day = np.arange(YEAR + 1, dtype=np.float64)
        past = (day - start) % YEAR  # days since the window opened
        gap = np.where(past < width, 0.0, np.minimum(past - width + 1, YEAR - past))
        shape = np.exp(-0.5 * (gap / season.spread) ** 2)
        logs = SEASONS_WEIGHT * np.log(season.share * shape / shape.mean() + (1 - season.share))
        yield Clue(
            "season",
            logs[line.days_of_year()],
            None,
            None,
            offset + found.start(),
            offset + found.end(),
            shown=f"--{season.first[0]:02d}-{season.first[1]:02d}/--{season.last[0]:02d}-{season.last[1]:02d}",
        )


@cache
def _year_pattern() -> re.Pattern[str]:
    months = "|".join(name for name in load_calendar("en").months if len(name) > 2)
    return re.compile(
        rf"(?<![\d.,$€£/-])(?:in|since|of|by|from|until|the|for|to|,|and|late|early|mid-?|{months})\s+"
        r"(19[89]\d|20[0-4]\d)(?![\d,%]|\.\d)"
    )


def from_years(line: Timeline, body: str, offset: int) -> Iterator[Clue]:
    """Years that stand alone: most are of the past, few are far ahead."""
    seen = dict[int, re.Match[str]]()
    for found in _year_pattern().finditer(body):
        seen.setdefault(int(found.group(1)), found)
    for year in sorted(seen, reverse=True)[:MOST_YEARS]:
        found = seen[year]
        gap = line.after(datetime.date(year, 7, 1)) / 365.25
        logs = np.where(gap >= 0, -0.9 * np.log1p(np.maximum(gap - 0.5, 0.0)), 1.1 * np.minimum(gap + 0.6, 0.0))
        yield Clue(
            "explicit",
            YEARS_WEIGHT * np.maximum(logs, -6.0),
            datetime.date(year - 1, 1, 1),
            None,
            offset + found.start(1),
            offset + found.end(1),
            shown=str(year),
        )
