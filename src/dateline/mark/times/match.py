"""A wording found in the text, and what a value is reckoned from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dateline.lexicon.times import TimeLexicon, TimeRule


@dataclass(frozen=True)
class Found:
    """One match: `start`..`end` is what is marked, the groups are what the pattern named."""

    rule: TimeRule
    start: int
    end: int
    groups: Mapping[str, str]

    @staticmethod
    def of(rule: TimeRule, match: re.Match[str]) -> Found:
        mark = "mark" if match.groupdict().get("mark") is not None else 0
        groups = {k: " ".join(v.split()) for k, v in match.groupdict().items() if v is not None}
        return Found(rule, match.start(mark), match.end(mark), groups)

    def get(self, name: str) -> str | None:
        """What the named group matched, in lower case (any of its numbered doubles); None when it did not."""
        values = self.all(name)
        return values[0] if values else None

    def all(self, name: str) -> list[str]:
        """What the named group and its doubles matched, in order, in lower case and with plain apostrophes."""
        names = [name, *(f"{name}{n}" for n in range(2, 5))]
        return [self.groups[n].lower().replace("’", "'") for n in names if n in self.groups]


@dataclass(frozen=True)
class Value:
    """What a wording means: TIMEX3 type (None: the rule's own) and value, and what it was counted from."""

    value: str
    anchor: str | None = None
    type: str | None = None


@dataclass
class Context:
    """What surrounds the wording being reckoned. `previous` are the values of the times before it, nearest last."""

    lexicon: TimeLexicon
    text: str
    published: date | None
    direction: Callable[[int, int], str | None]
    previous: list[tuple[int, str]] = field(default_factory=list)

    def last_day(self) -> date | None:
        """The nearest day named before."""
        for _, value in reversed(self.previous):
            day = as_day(value)
            if day:
                return day
        return None


Reckoning = Callable[[Found, Context], "Value | None"]
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")


def as_day(value: str) -> date | None:
    """The day of a value that names one."""
    m = DAY.match(value)
    return safe_day(int(m[1]), int(m[2]), int(m[3])) if m else None


def safe_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
