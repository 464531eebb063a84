"""Numbers as written in copy: digits, words, halves, and the vague ones."""

from __future__ import annotations

import re
from fractions import Fraction

from dateline.lexicon.times import TimeLexicon

ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)$")
MIXED = re.compile(r"(\d+) (\d)/(\d)$")
SMALLER = {"Y": (12, "M"), "H": (60, "M"), "MIN": (60, "S")}


def amount(words: str | None, lexicon: TimeLexicon) -> Fraction | None:
    """The number a phrase names; None when it names none (a few, several)."""
    if not words:
        return None
    words = words.strip().replace(",", "")
    if words in {"a", "an", "another"}:
        return Fraction(1)
    if words in lexicon.vague:
        known = lexicon.vague[words]
        return Fraction(known) if known.isdigit() else None
    mixed = MIXED.match(words)
    if mixed:
        return int(mixed[1]) + Fraction(int(mixed[2]), int(mixed[3]) or 1)
    if re.fullmatch(r"\d+(\.\d+)?", words):
        return Fraction(words)
    total, current, known_any = 0, 0, False
    for word in re.split(r"[\s‐‑-]+", words):
        if word in lexicon.numbers:
            current, known_any = current + lexicon.numbers[word], True
        elif word in lexicon.scales:
            scale, known_any = lexicon.scales[word], True
            if scale >= 1000:
                total, current = total + max(current, 1) * scale, 0
            else:
                current = max(current, 1) * scale
        elif word not in {"and", "a", "an"}:
            return None
    return Fraction(total + current) if known_any else None


def ordinal(word: str | None, lexicon: TimeLexicon) -> int | None:
    """The place an ordinal names."""
    if not word:
        return None
    digits = ORDINAL.match(word)
    return int(digits[1]) if digits else lexicon.ordinals.get(word.replace(" ", "-"))


def day_of_month(word: str | None, lexicon: TimeLexicon) -> int | None:
    """The day a number or ordinal names."""
    if word and word.isdigit():
        return int(word)
    return ordinal(word, lexicon)


def spelled_year(words: str, lexicon: TimeLexicon) -> int | None:
    """A year in words: nineteen ninety-seven, two thousand five."""
    if words.startswith("two thousand"):
        rest = amount(words.removeprefix("two thousand").strip(), lexicon) if words != "two thousand" else Fraction(0)
        return None if rest is None else 2000 + int(rest)
    parts = [w for w in re.split(r"[\s‐‑-]+", words) if w not in {"and", "oh"}]
    numbers = [lexicon.numbers.get(w) for w in parts]
    if not numbers or any(n is None for n in numbers):
        return None
    return (numbers[0] or 0) * 100 + sum(n or 0 for n in numbers[1:])


def period(number: Fraction | None, code: str) -> str:
    """The TIMEX3 period of a number of units; an unknown number is X. Half a year is P6M."""
    clock = code in {"S", "MIN", "H"}
    letter = {"MIN": "M", "E": "Y", "C": "Y", "L": "Y", "Q": "M", "2W": "W", "NI": "D", "WE": "WE"}.get(code, code)
    head = "PT" if clock else "P"
    if number is None:
        return f"{head}X{code if code in {'E', 'C', 'L', 'Q'} else letter}"
    number *= {"E": 10, "C": 100, "L": 1000, "Q": 3, "2W": 2}.get(code, 1)
    if number.denominator == 1:
        return f"{head}{number}{letter}"
    whole, rest = divmod(number, 1)
    size, small = SMALLER.get(code, (0, ""))
    part = rest * size
    if size and part.denominator == 1:
        return f"{head}{whole or ''}{letter if whole else ''}{part}{small}".replace("PT0", "PT")
    return f"{head}{float(number):g}{letter}"
