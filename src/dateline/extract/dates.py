"""Dates as newspapers print them: `March 3, 2023`, `3 March`, `2023-03-03`, `03.03.2023`, `3 de marzo de 2023`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.calendar import load_calendar

FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class DateMention:
    """A printed date, code points in the searched text. `year` is None where none is printed; `weekday` 1 = Monday.

    `swapped` is the other reading of an all-number date whose day and month could change places.
    """

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    swapped: datetime.date | None = None

    @property
    def date(self) -> datetime.date | None:
        """The day, when a year is printed."""
        return datetime.date(self.year, self.month, self.day) if self.year else None


@cache
def _pattern() -> re.Pattern[str]:
    calendar = load_calendar()
    months = "|".join(re.escape(m) for m in sorted(calendar.months, key=len, reverse=True))
    weekdays = "|".join(re.escape(w) for w in sorted(calendar.weekdays, key=len, reverse=True))
    weekday = rf"(?:(?<!\w)(?P<{{0}}>{weekdays})\.?(?:\s*,\s*|\s+(?:den\s+|the\s+)?))?"
    month = rf"(?P<{{0}}>{months})(?!\w)\.?"
    year = r"(?P<{0}>(?:19|20)\d\d)(?!\d)"
    forms = (
        r"(?<!\d)(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>[01]?\d)[-/.](?P<d1>[0-3]?\d)(?!\d)",
        r"(?<!\d)(?P<y6>(?:19|20)\d\d)\s*[年년]\s*(?P<m6>1?\d)\s*[月월]\s*(?P<d6>[0-3]?\d)\s*[日일]",
        weekday.format("w2") + r"(?<![\d.,/-])(?P<d2>[0-3]?\d)[./-](?P<m2>[0-3]?\d)[./-]" + year.format("y2"),
        weekday.format("w3") + r"(?<!\w)" + month.format("m3") + r"\s{1,2}(?P<d3>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%])"
        r"(?:\s*,?\s*" + year.format("y3") + r")?",
        weekday.format("w4")
        + r"(?<![\d.,:$€£])(?P<d4>[0-3]?\d)(?:st|nd|rd|th|er|º)?\.?(?:\s+(?:of|de|di))?[\s-]{1,2}"
        + month.format("m4")
        + r"(?:\s*,?\s*(?:de[l]?\s+|-)?"
        + year.format("y4")
        + r")?",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms), re.I)


def find_dates(text: str) -> Iterator[DateMention]:
    """Every printed day in `text`, in order. Months or years alone are no days and are not found."""
    if not any(c.isdigit() for c in text):
        return
    calendar = load_calendar()
    for found in _pattern().finditer(text):
        group = found.groupdict()
        slot = next(i for i in "16234" if group.get(f"d{i}"))
        raw_month = group[f"m{slot}"].lower()
        month = calendar.months.get(raw_month) or (int(raw_month) if raw_month.isdigit() else 0)
        day, year = int(group[f"d{slot}"]), int(group[f"y{slot}"]) if group.get(f"y{slot}") else None
        swapped = None
        if slot == "2":
            if month > 12:
                month, day = day, month
            elif day <= 12 and month != day:
                swapped = _day(year, day, month)
        if _day(year or 2000, month, day) is None:
            continue
        weekday = calendar.weekdays.get((group.get(f"w{slot}") or "").lower())
        yield DateMention(found.start(), found.end(), month, day, year, weekday, swapped)


def _day(year: int | None, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year or 2000, month, day)
    except ValueError:
        return None
