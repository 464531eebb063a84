"""Moving a day by units of time, and writing the result as coarse as the unit."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def move(day: date, number: int, code: str) -> date | None:
    """The day that many units away; None when it leaves the calendar."""
    try:
        if code in {"D", "NI"}:
            return day + timedelta(days=number)
        if code in {"W", "WE", "2W"}:
            return day + timedelta(days=number * (14 if code == "2W" else 7))
        months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}[code] * number
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, KeyError):
        return None


def week(day: date) -> str:
    """The ISO week of a day."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def grain(day: date, code: str) -> str:
    """A day written as coarsely as the unit asks."""
    if code in {"W", "2W"}:
        return week(day)
    if code == "WE":
        return f"{week(day)}-WE"
    if code == "M":
        return f"{day:%Y-%m}"
    if code == "Q":
        return f"{day.year:04d}-Q{(day.month - 1) // 3 + 1}"
    if code == "Y":
        return f"{day.year:04d}"
    if code == "E":
        return f"{day.year // 10:03d}"
    if code in {"C", "L"}:
        return f"{day.year // 100:02d}"
    return day.isoformat()
