"""Reckoning of times counted from the day of writing or from the time named before."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.mark.times.match import Context, Found, Reckoning, Value, as_day
from dateline.mark.times.numbers import amount, ordinal
from dateline.mark.times.units import grain, move, week

FROM_STORY = {"earlier", "later", "neighbour"}
QUARTER = re.compile(r"(\d{4})-Q([1-4])$")


def _code(found: Found, context: Context) -> str:
    return context.lexicon.units.get(found.get("unit") or "", "D")


def _shift(found: Found, context: Context) -> int:
    return context.lexicon.directions.get(found.get("dir") or "", 0)


def _anchor(found: Found, context: Context) -> tuple[date | None, str | None]:
    """The day to count from: the one named before when the wording points into the story, else the day of writing."""
    if (found.get("dir") or "") in context.lexicon.narrative or found.rule.value in FROM_STORY:
        day = context.last_day()
        if day:
            return day, "previous"
    return context.published, "published" if context.published else None


def _part(found: Found, context: Context) -> str:
    part = found.get("part")
    return f"T{context.lexicon.parts[part]}" if part else ""


def relative(found: Found, context: Context) -> Value | None:
    """Last week, this year, the coming month, the previous day."""
    day, anchor = _anchor(found, context)
    code, shift = _code(found, context), _shift(found, context)
    if code == "D" and found.get("dir") == "next" and context.last_day():
        day, anchor = context.last_day(), "previous"
    if day is None:
        return Value({-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[shift])
    moved = move(day, shift, code)
    return Value(grain(moved, code), anchor) if moved else None


def fiscal(found: Found, context: Context) -> Value | None:
    """Last fiscal year."""
    return Value(f"{context.published.year + _shift(found, context):04d}", "published") if context.published else None


def this_unit(found: Found, context: Context) -> Value | None:
    """The end of the month, late in the day: the one of the day of writing."""
    code = _code(found, context) if found.get("unit") else {"this-quarter": "Q"}.get(found.rule.value, "Y")
    if context.published is None:
        return Value("PRESENT_REF")
    day = context.published
    if found.rule.value == "this-quarter":
        quarters = [m for _, v in context.previous if (m := QUARTER.match(v))]
        if quarters:
            return Value(quarters[-1][0], "previous")
        if context.direction(found.start, found.end) != "future":
            day = move(day, -1, "Q") or day
    return Value(grain(day, code), "published")


def same(found: Found, context: Context) -> Value | None:
    """That day, the same week: the one named before."""
    day = context.last_day() or context.published
    return Value(grain(day, _code(found, context)), "previous") if day else None


def year_end(found: Found, context: Context) -> Value | None:
    """The last day of the year of writing."""
    return Value(f"{context.published.year:04d}-12-31", "published") if context.published else None


def quarter_ago(found: Found, context: Context) -> Value | None:
    """The year-earlier quarter: of the quarter named, or of the one the story speaks of."""
    number = ordinal(found.get("ordinal"), context.lexicon)
    if number and context.published:
        return Value(f"{context.published.year - 1:04d}-Q{number}", "published")
    return _year_before_quarter(context) or year_ago(found, context)


def _year_before_quarter(context: Context) -> Value | None:
    for _, value in reversed(context.previous[-3:]):
        quarter = QUARTER.match(value)
        if quarter:
            return Value(f"{int(quarter[1]) - 1:04d}-Q{quarter[2]}", "previous")
    return None


def year_ago(found: Found, context: Context) -> Value | None:
    """Year-earlier, as a modifier."""
    quarter = _year_before_quarter(context)
    if quarter:
        return quarter
    return Value(f"{context.published.year - 1:04d}", "published") if context.published else Value("PAST_REF")


def weekday(found: Found, context: Context) -> Value | None:
    """A day of the week, behind or ahead as the wording or the verbs nearby say; behind when nothing says."""
    number = context.lexicon.weekdays.get(found.get("weekday") or "")
    if number is None:
        return None
    suffix = _part(found, context)
    kind = "TIME" if suffix else None
    published = context.published
    if published is None:
        return Value(f"XXXX-WXX-{number}{suffix}", None, kind)
    word = found.get("dir")
    shift = context.lexicon.directions.get(word) if word else None
    back = (published.isoweekday() - number) % 7
    if shift is None:
        ahead = context.direction(found.start, found.end) == "future" and back
        day = published + timedelta(days=7 - back) if ahead else published - timedelta(days=back)
    elif shift < 0:
        day = published - timedelta(days=back or 7)
    elif shift > 0:
        day = published + timedelta(days=(7 - back) if back else 7)
    else:
        day = published + timedelta(days=number - published.isoweekday())
    return Value(f"{day.isoformat()}{suffix}", "published", kind)


def weekday_ago(found: Found, context: Context) -> Value | None:
    """A week ago Friday."""
    plain = weekday(found, context)
    day = as_day(plain.value) if plain else None
    return Value((day - timedelta(days=7)).isoformat(), "published") if day else None


def weekend(found: Found, context: Context) -> Value | None:
    """Last weekend, the weekend: the nearest one behind, unless the wording or the tense says ahead."""
    if context.published is None:
        return Value("XXXX-WXX-WE")
    day, shift = context.published, _shift(found, context)
    early = day.isoweekday() < 6
    if not found.get("dir"):
        shift = 0 if not early or context.direction(found.start, found.end) == "future" else -1
    elif shift < 0 and not early:
        shift = -1
    return Value(f"{week(day + timedelta(days=7 * shift))}-WE", "published")


def deictic(found: Found, context: Context) -> Value | None:
    """Today, yesterday, tomorrow morning, tonight."""
    word = found.get("deictic") or ""
    shift, part = context.lexicon.deictics[word]
    suffix = _part(found, context) or (f"T{part}" if part else "")
    kind = "TIME" if suffix else None
    if context.published is None:
        return Value({-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[max(-1, min(1, shift))], None, kind)
    return Value(f"{(context.published + timedelta(days=shift)).isoformat()}{suffix}", "published", kind)


def deictic_part(found: Found, context: Context) -> Value | None:
    """This morning; that night is of the day named before."""
    pointing = not re.match(r"(?:later |earlier |early |late )?this", context.text[found.start : found.end], re.I)
    day = (context.last_day() if pointing else None) or context.published
    anchor = "previous" if pointing else "published"
    return Value(f"{day.isoformat() if day else 'XXXX-XX-XX'}{_part(found, context)}", anchor)


def last_night(found: Found, context: Context) -> Value | None:
    """The night before the day of writing."""
    day = context.published - timedelta(days=1) if context.published else None
    return Value(f"{day.isoformat() if day else 'XXXX-XX-XX'}{_part(found, context)}", "published")


def mid_part(found: Found, context: Context) -> Value | None:
    """Mid-afternoon, of the day that follows the words or of the day of writing."""
    if found.get("deictic"):
        return deictic(found, context)
    if found.get("weekday"):
        return weekday(found, context)
    return the_part(found, context)


def the_part(found: Found, context: Context) -> Value | None:
    """In the morning: of the day named last, else of the day of writing."""
    day = context.last_day() or context.published
    anchor = "previous" if context.last_day() else "published"
    return Value(f"{day.isoformat() if day else 'XXXX-XX-XX'}{_part(found, context) or 'TNI'}", anchor)


def _counted(found: Found, context: Context, sign: int) -> Value | None:
    day, anchor = _anchor(found, context)
    code = _code(found, context)
    number = amount(found.get("quant"), context.lexicon)
    if day is None or number is None:
        return Value("PAST_REF" if sign < 0 else "FUTURE_REF")
    if code in {"H", "MIN", "S"}:
        return Value(day.isoformat(), anchor)
    if number.denominator != 1:
        code, number = {"Y": ("M", number * 12), "W": ("D", number * 7)}.get(code, (code, number))
    moved = move(day, sign * int(number), code)
    return Value(grain(moved, "D" if code == "NI" else code), anchor) if moved else None


def ago(found: Found, context: Context) -> Value | None:
    """Two years ago. A year ago in a story of quarters is the quarter a year before."""
    if _code(found, context) == "Y" and (found.get("quant") or "") in {"a", "an", "one"}:
        quarter = _year_before_quarter(context)
        if quarter:
            return quarter
    return _counted(found, context, -1)


def earlier(found: Found, context: Context) -> Value | None:
    """Two days earlier, counted from the day named before."""
    return ago(found, context)


def later(found: Found, context: Context) -> Value | None:
    """Two days later, counted from the day named before."""
    return _counted(found, context, 1) if context.last_day() else None


def hence(found: Found, context: Context) -> Value | None:
    """Two days from now."""
    return _counted(found, context, 1)


def neighbour(found: Found, context: Context) -> Value | None:
    """The day before, the year after."""
    day, anchor = _anchor(found, context)
    if day is None:
        return Value("PAST_REF")
    code = _code(found, context)
    moved = move(day, 1 if found.get("way") == "after" else -1, code)
    return Value(grain(moved, code), anchor) if moved else None


def ordinal_day(found: Found, context: Context) -> Value | None:
    """The second day of something under way: the day the story stands at."""
    return Value(context.published.isoformat(), "published") if context.published else None


RECKONINGS: dict[str, Reckoning] = {
    "relative": relative,
    "relative-decade": lambda f, c: _coarse(f, c, "E"),
    "relative-century": lambda f, c: _coarse(f, c, "C"),
    "relative-quarter": lambda f, c: _coarse(f, c, "Q"),
    "relative-fiscal": fiscal,
    "this-unit": this_unit,
    "this-year": this_unit,
    "this-quarter": this_unit,
    "same": same,
    "year-end": year_end,
    "quarter-ago": quarter_ago,
    "year-ago": year_ago,
    "weekday": weekday,
    "weekday-ago": weekday_ago,
    "weekend": weekend,
    "deictic": deictic,
    "deictic-part": deictic_part,
    "last-night": last_night,
    "mid-part": mid_part,
    "the-part": the_part,
    "overnight": the_part,
    "ago": ago,
    "earlier": earlier,
    "later": later,
    "hence": hence,
    "neighbour": neighbour,
    "ordinal-day": ordinal_day,
}


def _coarse(found: Found, context: Context, code: str) -> Value | None:
    if context.published is None:
        return Value("PAST_REF" if _shift(found, context) < 0 else "PRESENT_REF")
    moved = move(context.published, _shift(found, context), code)
    return Value(grain(moved, code), "published") if moved else None
