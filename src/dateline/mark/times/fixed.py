"""Reckoning of times that name a day, month, quarter, season, year, decade or century."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.mark.times.calendars import feast, foreign_year, from_islamic, from_persian
from dateline.mark.times.match import Context, Found, Reckoning, Value, safe_day
from dateline.mark.times.numbers import day_of_month, ordinal, spelled_year

AGAINST = 2.5  # a month on the wrong side of the tense counts as this many times farther away


def year_of(found: Found, context: Context) -> int | None:
    """The year the wording names; two digits are taken for the nearest century."""
    word = found.get("year") or found.get("lateryear")
    spelled = found.get("spelled")
    short = found.get("short")
    if spelled:
        return spelled_year(spelled, context.lexicon)
    if short or (word and len(word) == 2):
        return _century(int(short or word or 0), context.published)
    if word:
        return int(word)
    which = found.get("which")
    if which and context.published:
        return context.published.year + context.lexicon.directions.get(which.removeprefix("the "), 0)
    return None


def _century(short: int, published: date | None) -> int:
    now = published.year if published else 2000
    return min((1800 + short, 1900 + short, 2000 + short), key=lambda y: abs(y - now - (5 if y > now else 0)))


def month_number(found: Found, context: Context) -> int | None:
    """The month the wording names, in words or digits."""
    word = found.get("month")
    if not word:
        return None
    if word.isdigit():
        return int(word)
    return context.lexicon.months.get(word) or context.lexicon.months.get(word + ".")


def near_year(month: int, day: int, found: Found, context: Context) -> int | None:
    """The year of a month (and day) named without one: behind or ahead as the verbs nearby say, else the nearest."""
    published = context.published
    if published is None:
        return None
    direction = context.direction(found.start, found.end)

    def distance(year_number: int) -> float:
        if day:
            days = (date(year_number, month, min(day, 28)) - published.replace(day=min(published.day, 28))).days
        else:
            days = ((year_number - published.year) * 12 + month - published.month) * 30
        against = (direction == "past" and days > 0) or (direction == "future" and days < 0)
        return abs(days) * (AGAINST if against else 1)

    return min((published.year - 1, published.year, published.year + 1), key=distance)


def day(found: Found, context: Context) -> Value | None:
    """A day of a month, its year written or the nearest that the tense allows."""
    month, number = month_number(found, context), day_of_month(found.get("day"), context.lexicon)
    if month is None or number is None:
        return None
    if month > 12 >= number and (found.get("month") or "").isdigit():
        month, number = number, month  # 25/12/1998: the day comes first where it must
    if not 1 <= month <= 12:
        return None
    year, anchor = year_of(found, context), "explicit"
    if year is None:
        year, anchor = near_year(month, number, found, context), "published"
    if year is None:
        return Value(f"XXXX-{month:02d}-{number:02d}")
    return Value(f"{year:04d}-{month:02d}-{number:02d}", anchor) if safe_day(year, month, number) else None


def month(found: Found, context: Context) -> Value | None:
    """A month, its year written or the nearest that the tense allows."""
    number = month_number(found, context)
    if number is None:
        return None
    shift = context.lexicon.directions.get(found.get("dir") or "")
    year, anchor = year_of(found, context), "explicit"
    if year is None:
        anchor, published = "published", context.published
        if published and shift is not None:
            year = published.year
            if shift < 0 and number >= published.month:
                year -= 1
            if shift > 0 and number <= published.month:
                year += 1
        else:
            year = near_year(number, 0, found, context)
    return Value(f"{year:04d}-{number:02d}", anchor) if year else Value(f"XXXX-{number:02d}")


def each_month(found: Found, context: Context) -> Value | None:
    """Every July."""
    number = month_number(found, context)
    return Value(f"XXXX-{number:02d}") if number else None


def year(found: Found, context: Context) -> Value | None:
    """A year in digits or words."""
    number = year_of(found, context)
    return Value(f"{number:04d}", "explicit") if number else None


def decade(found: Found, context: Context) -> Value | None:
    """A decade is its first three digits."""
    digits = found.get("decade")
    if digits:
        return Value(digits, "explicit")
    short, word = found.get("shortdecade"), found.get("decadeword")
    tens = int(short) if short else context.lexicon.decades.get(word or "", 0) // 10
    century = context.lexicon.numbers.get((found.get("centuryword") or "nineteen").strip(), 19)
    return Value(f"{century}{tens}", "explicit") if tens else None


def century(found: Found, context: Context) -> Value | None:
    """A century is its first two digits."""
    number = ordinal(found.get("ordinal"), context.lexicon)
    return Value(f"{number - 1:02d}", "explicit") if number else None


def quarter(found: Found, context: Context) -> Value | None:
    """A quarter of a year; without a year the last that began before the day of writing (or the next, if ahead)."""
    digit = found.get("quarter")
    number = int(digit) if digit else ordinal(found.get("ordinal"), context.lexicon)
    if number is None or not 1 <= number <= 4:
        return None
    named = year_of(found, context)
    if named:
        return Value(f"{named:04d}-Q{number}", "explicit")
    if context.published is None:
        return Value(f"XXXX-Q{number}")
    now = (context.published.month - 1) // 3 + 1
    shift = 0 if number <= now or context.direction(found.start, found.end) == "future" else -1
    return Value(f"{context.published.year + shift:04d}-Q{number}", "published")


def half(found: Found, context: Context) -> Value | None:
    """The first or second half of a year."""
    named = year_of(found, context)
    return Value(f"{named:04d}-H{1 if found.get('half') == 'first' else 2}", "explicit") if named else None


def season(found: Found, context: Context) -> Value | None:
    """A season; the winter of a year is the one that begins in it."""
    code, first, last = context.lexicon.seasons[found.get("season") or ""]
    named = year_of(found, context)
    if named:
        return Value(f"{named:04d}-{code}", "explicit")
    published = context.published
    if published is None:
        return Value(f"XXXX-{code}")
    shift = context.lexicon.directions.get(found.get("dir") or "")
    if shift is None:
        shift = {"past": -1, "future": 1}.get(context.direction(found.start, found.end) or "", 0)
        if first <= published.month <= last or (first > last and not last < published.month < first):
            shift = 0  # in the season itself, "the summer" is this one
    return Value(f"{_season_year(published, first, last, shift):04d}-{code}", "published")


def _season_year(published: date, first: int, last: int, shift: int) -> int:
    """The year in which the season begins: the last that is over, the one under way or of this year, the next."""
    now = published.year * 12 + published.month
    starts = [y * 12 + first for y in range(published.year - 2, published.year + 3)]
    length = (last - first) % 12
    if shift < 0:
        return (max(s for s in starts if s + length < now) - 1) // 12
    if shift > 0:
        return (min(s for s in starts if s > now) - 1) // 12
    under_way = [s for s in starts if s <= now <= s + length]
    return (under_way[0] - 1) // 12 if under_way else published.year


def each_season(found: Found, context: Context) -> Value | None:
    """Every summer."""
    return Value(f"XXXX-{context.lexicon.seasons[found.get('season') or ''][0]}")


def holiday(found: Found, context: Context) -> Value | None:
    """A day with a name, in the year written or the nearest that the tense allows."""
    rule = context.lexicon.holidays.get(found.get("holiday") or "")
    if rule is None:
        return None
    named, anchor = year_of(found, context), "explicit"
    if named is None and context.published:
        anchor = "published"
        named = _feast_year(rule, found, context, context.published)
    if named is None:
        return Value(f"XXXX-{rule}") if rule[:2].isdigit() and len(rule) == 5 else None
    result = feast(rule, named)
    if result is None:
        return None
    when, exact = result
    return Value(when.isoformat() if exact else f"{when:%Y-%m}", anchor)


def _feast_year(rule: str, found: Found, context: Context, published: date) -> int | None:
    direction = context.direction(found.start, found.end)
    days = {y: r[0] for y in range(published.year - 1, published.year + 2) if (r := feast(rule, y))}
    if direction == "past":
        days = {y: d for y, d in days.items() if d <= published} or days
    elif direction == "future":
        days = {y: d for y, d in days.items() if d >= published} or days
    return min(days, key=lambda y: abs((days[y] - published).days), default=None)


def foreign(found: Found, context: Context) -> Value | None:
    """A day or month of the Persian or Islamic calendar; an Islamic day may be some days off, so it gives the month."""
    calendar, month_of = context.lexicon.foreign_months[(found.get("foreign") or "").replace("’", "'")]
    number = day_of_month(found.get("day"), context.lexicon)
    named, anchor = year_of(found, context), "explicit"
    if named is None and context.published:
        named, anchor = foreign_year(calendar, context.published), "published"
        if _foreign_day(calendar, named, month_of, number or 1) > context.published + timedelta(days=30):
            named -= 1
    if named is None or (number or 1) > 31:
        return None
    start = _foreign_day(calendar, named, month_of, number or 1)
    exact = calendar == "persian" and number is not None
    return Value(start.isoformat() if exact else f"{start:%Y-%m}", anchor)


def _foreign_day(calendar: str, year_number: int, month_of: int, number: int) -> date:
    return (from_persian if calendar == "persian" else from_islamic)(year_number, month_of, number)


RECKONINGS: dict[str, Reckoning] = {
    "day": day,
    "month": month,
    "each-month": each_month,
    "year": year,
    "decade": decade,
    "century": century,
    "quarter": quarter,
    "half": half,
    "season": season,
    "each-season": each_season,
    "holiday": holiday,
    "foreign": foreign,
}
