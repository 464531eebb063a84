"""The days a TIMEX3 value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from dateline.mark.times.match import safe_day

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
PART = re.compile(r"(\d{4})-([QH])(\d)$")
SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")
FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological seasons of the north


def interval(value: str) -> tuple[date, date, str] | None:
    """First day, last day and precision (day, week, month, quarter, season, year, interval); None for open values."""
    if m := DAY.match(value):
        day = safe_day(int(m[1]), int(m[2]), int(m[3]))
        return (day, day, "day") if day else None
    if m := WEEK.match(value):
        return _week(int(m[1]), int(m[2]), bool(m[3]))
    if m := PART.match(value):
        size = 3 if m[2] == "Q" else 6
        return _months(int(m[1]), (int(m[3]) - 1) * size + 1, size, "quarter" if m[2] == "Q" else "interval")
    if m := SEASON.match(value):
        return _months(int(m[1]), FIRST_MONTH[m[2]], 3, "season")
    if m := MONTH.match(value):
        return _months(int(m[1]), int(m[2]), 1, "month")
    if re.fullmatch(r"[12]\d{3}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31), "year"
    if re.fullmatch(r"[12]\d{2}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31), "interval"
    return None


def _week(year: int, number: int, weekend: bool) -> tuple[date, date, str] | None:
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    if weekend:
        return monday + timedelta(days=5), monday + timedelta(days=6), "interval"
    return monday, monday + timedelta(days=6), "week"


def _months(year: int, first: int, count: int, precision: str) -> tuple[date, date, str] | None:
    if not 1 <= first <= 12:
        return None
    over, last = divmod(first + count - 2, 12)
    end = date(year + over, last + 1, monthrange(year + over, last + 1)[1])
    return date(year, first, 1), end, precision
