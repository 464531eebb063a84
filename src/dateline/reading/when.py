"""Days and hours as forms write them, made ISO 8601."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from functools import cache

from dateline.lexicon.calendar import load_calendar

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"
                 r"(?:[T ]+(\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)? ?(Z|UTC|[+-]\d{2}:?\d{2})?)?", re.I)
PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})Z?)?$")
SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
EPOCH = re.compile(r"(1?\d{9})(\d{3})?(?:\.\d+)?$")
MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}")
FIRST, LAST = 1600, 2199


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Month before day, and day before month."""
    months = "|".join(re.escape(m) for m in sorted(load_calendar("en").months, key=len, reverse=True))
    return (
        re.compile(rf"(?<!\w)(?P<m>{months})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.I),
        re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<m>{months})\.?,?[\s-]+(?P<y>\d{{4}})(?!\d)", re.I),
    )


def iso(value: object) -> str | None:
    """The ISO day, or day and hour where an hour with its zone is given. None for what tells no day for certain: `03/04/2024`
    is read nowhere the same, so it is no day, but `13/04/2024` is."""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    text = str(value).strip() if value is not None else ""
    if not text:
        return None
    if found := ISO.match(text):
        day = _day(*found.groups()[:3])
        hour, zone = found.group(4), (found.group(5) or "").upper()
        if day and hour and zone:
            zone = "Z" if zone in ("Z", "UTC") else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
            return f"{day}T{hour.zfill(5) if len(hour) < 6 else hour.zfill(8)}{zone}"
        return day
    if found := PLAIN.match(text):
        return _day(*found.groups()[:3])
    if found := EPOCH.match(text):
        return datetime.datetime.fromtimestamp(int(found.group(1)), datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if MAIL.match(text):
        try:
            return parsedate_to_datetime(text).isoformat()
        except (ValueError, TypeError, OverflowError):
            pass
    return written(text) or _slashed(text)


def written(text: str) -> str | None:
    """The ISO day of the first day in words (`May 2, 2024`, `2 May 2024`) in a text."""
    first = min(filter(None, (p.search(text) for p in _written())), key=lambda m: m.start(), default=None)
    if first is None:
        return None
    return _day(first["y"], str(load_calendar("en").months[first["m"].lower()]), first["d"])


def _slashed(text: str) -> str | None:
    found = SLASHED.match(text)
    if found is None:
        return None
    one, two, year = (int(g) for g in found.groups())
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    if one > 12 or one == two:
        return _day(year, two, one)
    return _day(year, one, two) if two > 12 else None


def _day(year: object, month: object, day: object) -> str | None:
    try:
        found = datetime.date(int(str(year)), int(str(month)), int(str(day)))
    except ValueError:
        return None
    return found.isoformat() if FIRST <= found.year <= LAST else None
