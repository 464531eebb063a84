"""Days of other calendars and of named feasts, as days of the civil calendar."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

ISLAMIC_EPOCH = 1948439.5  # Julian day of 16 July 622, the civil epoch of the arithmetic calendar
PERSIAN_EPOCH = 1948320.5
GREGORIAN_EPOCH = 1721424.5  # Julian day of 0001-01-01 less one
NTH = re.compile(r"(\d\d)-([a-z]{3})(-?\d)(\+\d)?$")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def easter(year: int) -> date:
    """Western Easter Sunday (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Eastern Easter Sunday as a civil date, for 1900-2099 (Meeus)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def from_islamic(year: int, month: int, day: int) -> date:
    """A day of the arithmetic Islamic calendar; sighting of the moon may move it by a day or two."""
    days = day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return _from_julian_day(days + ISLAMIC_EPOCH - 1)


def from_persian(year: int, month: int, day: int) -> date:
    """A day of the Solar Hijri calendar by the 2820-year cycle; right from 1925 to 2088."""
    base = year - 474
    cycle = 474 + base % 2820
    before = (month - 1) * 31 if month <= 7 else (month - 1) * 30 + 6
    days = day + before + (cycle * 682 - 110) // 2816 + (cycle - 1) * 365 + base // 2820 * 1029983
    return _from_julian_day(days + PERSIAN_EPOCH - 1)


def foreign_year(calendar_name: str, day: date) -> int:
    """The year of that calendar in which a civil day lies (to the year)."""
    if calendar_name == "persian":
        return day.year - 621 if (day.month, day.day) >= (3, 21) else day.year - 622
    return int((day.year - 622 + (day.timetuple().tm_yday / 365)) * 1.030684)


def feast(rule: str, year: int) -> tuple[date, bool] | None:
    """The day a holiday's rule gives in a year, and whether it is exact to the day; None when the year has none."""
    if rule.startswith(("easter", "orthodox")):
        name, shift = re.split(r"(?=[+-])", rule, maxsplit=1)
        return (easter(year) if name == "easter" else orthodox_easter(year)) + timedelta(days=int(shift)), True
    if rule.startswith("islamic"):
        month, day = (int(part) for part in rule.split("-")[1:])
        around = foreign_year("islamic", date(year, 7, 1))
        for guess in (around, around - 1, around + 1):
            found = from_islamic(guess, month, day)
            if found.year == year:
                return found, False
        return None
    nth = NTH.match(rule)
    if nth:
        return _nth(year, int(nth[1]), WEEKDAYS.index(nth[2]), int(nth[3])) + timedelta(days=int(nth[4] or 0)), True
    return date(year, int(rule[:2]), int(rule[3:])), True


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    days = [d for d in range(1, calendar.monthrange(year, month)[1] + 1) if date(year, month, d).weekday() == weekday]
    return date(year, month, days[n - 1 if n > 0 else n])


def _from_julian_day(value: float) -> date:
    return date.fromordinal(int(value - GREGORIAN_EPOCH))
