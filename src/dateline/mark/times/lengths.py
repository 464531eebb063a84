"""Reckoning of durations, sets, clock times and words that point at past, present or future."""

from __future__ import annotations

import re
from fractions import Fraction

from dateline.mark.times import fixed, relative
from dateline.mark.times.match import Context, Found, Reckoning, Value
from dateline.mark.times.numbers import amount, period


def _codes(found: Found, context: Context) -> list[str]:
    return [context.lexicon.units[u] for u in found.all("unit") if u in context.lexicon.units]


def duration(found: Found, context: Context) -> Value | None:
    """Three weeks; two years and six months."""
    codes, numbers = _codes(found, context), [amount(q, context.lexicon) for q in found.all("quant")]
    if not codes:
        return None
    value = period(numbers[0] if numbers else Fraction(1), codes[0])
    for code, number in zip(codes[1:], numbers[1:], strict=False):
        more = period(number, code)
        value += more[1:] if "T" not in value else more[2:]
    return Value(value)


def half_duration(found: Found, context: Context) -> Value | None:
    """Half an hour, a half century."""
    codes = _codes(found, context)
    return Value(period(Fraction(1, 2), codes[0])) if codes else None


def and_half(found: Found, context: Context) -> Value | None:
    """A year and a half."""
    codes, number = _codes(found, context), amount(found.get("quant"), context.lexicon)
    return Value(period(number + Fraction(1, 2), codes[0])) if codes and number is not None else None


def bare_duration(found: Found, context: Context) -> Value | None:
    """Weeks of talks."""
    codes = _codes(found, context)
    return Value(period(None, codes[0])) if codes else None


def vague_duration(found: Found, context: Context) -> Value | None:
    """A long time."""
    return Value("PXX")


def each(found: Found, context: Context) -> Value | None:
    """Every two weeks."""
    codes = _codes(found, context)
    number = amount(found.get("quant"), context.lexicon) or Fraction(1)
    return Value(period(number, codes[-1])) if codes else None


def each_weekday(found: Found, context: Context) -> Value | None:
    """Every Monday, Tuesday nights."""
    number = context.lexicon.weekdays.get(found.get("weekday") or "")
    part = found.get("part") or ("night" if context.text[found.start : found.end].lower().endswith("nights") else "")
    return Value(f"XXXX-WXX-{number}{'T' + context.lexicon.parts[part] if part else ''}") if number else None


def set_word(found: Found, context: Context) -> Value | None:
    """Daily, annually."""
    return Value(context.lexicon.sets[found.get("phrase") or ""])


def bare_set(found: Found, context: Context) -> Value | None:
    """Nights, weekends."""
    return Value("XXXX-WXX-WE" if "weekend" in context.text[found.start : found.end].lower() else "XXXX-XX-XXTNI")


def reference(found: Found, context: Context) -> Value | None:
    """Now, recently, the future."""
    return Value(context.lexicon.references[found.get("phrase") or ""])


def clock(found: Found, context: Context) -> Value | None:
    """A time of day, on the day written beside it, else the day named last, else the day of writing."""
    hour, minute = int(found.get("hour") or 12), int(found.get("minute") or 0)
    half = found.get("ampm")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if found.get("noon") == "midnight":
        hour = 24
    return Value(f"{_day(found, context)}T{hour:02d}:{minute:02d}", "published")


def oclock(found: Found, context: Context) -> Value | None:
    """Five o'clock in the afternoon."""
    number, part = amount(found.get("quant"), context.lexicon), found.get("part")
    if number is None or not 1 <= number <= 24:
        return None
    hour = int(number) + (12 if part in {"afternoon", "evening", "night"} and number < 12 else 0)
    return Value(f"{_day(found, context)}T{hour:02d}:00", "published")


def _day(found: Found, context: Context) -> str:
    for name, reckoning in (("month", fixed.day), ("weekday", relative.weekday), ("deictic", relative.deictic)):
        if found.get(name):
            value = reckoning(found, context)
            if value and re.match(r"[\dX]{4}-", value.value):
                return value.value.split("T")[0]
    day = context.last_day() or context.published
    return day.isoformat() if day else "XXXX-XX-XX"


RECKONINGS: dict[str, Reckoning] = {
    "duration": duration,
    "half-duration": half_duration,
    "and-half": and_half,
    "bare-duration": bare_duration,
    "vague-duration": vague_duration,
    "each": each,
    "rate": each,
    "each-weekday": each_weekday,
    "set-word": set_word,
    "bare-set": bare_set,
    "reference": reference,
    "clock": clock,
    "oclock": oclock,
}
