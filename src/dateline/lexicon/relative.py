"""How far back phrases such as `two years ago` reach (`data/anchors/relative.tsv`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.tables import DATA, read_table

COLUMNS = ("kind", "phrase", "days", "slack")


@dataclass(frozen=True, slots=True)
class Reach:
    """A phrase found in a text: the event lies `days` before the day of writing, one deviation `slack`."""

    start: int
    end: int
    days: float
    slack: float


@dataclass(frozen=True, slots=True)
class Relative:
    """Every relative phrase in one expression, and the small sets beside it."""

    pattern: re.Pattern[str]
    reach: dict[str, tuple[float, float]]
    past: frozenset[str]
    now: re.Pattern[str]
    before: re.Pattern[str]

    def find(self, text: str) -> Iterator[Reach]:
        """Phrases in lower-case text, in order."""
        for found in self.pattern.finditer(text):
            days, slack = self.reach[found.group()]
            yield Reach(found.start(), found.end(), days, slack)


@cache
def load_relative() -> Relative:
    """The table. Raises DataError naming file and line."""
    rows = list(read_table(DATA / "anchors" / "relative.tsv", COLUMNS))
    numbers = {row["phrase"]: row.number("days") or 0.0 for row in rows if row["kind"] == "number"}
    reach: dict[str, tuple[float, float]] = {}
    for row in rows:
        if row["kind"] not in ("ago", "number", "past", "now", "before"):
            raise row.error(f"{row['kind']!r} is no kind of relative wording")
        if row["kind"] != "ago":
            continue
        days, slack = row.number("days"), row.number("slack")
        if days is None or slack is None:
            raise row.error("`days` and `slack` are needed")
        if "{n}" in row["phrase"]:
            for word, n in numbers.items():  # the farther back, the rounder the number
                reach[row["phrase"].replace("{n}", word)] = (days * n, slack * max(1.0, n) ** 0.7)
        else:
            reach[row["phrase"]] = (days, slack)
    kinds = {kind: [row["phrase"] for row in rows if row["kind"] == kind] for kind in ("past", "now", "before")}
    return Relative(_any(reach), reach, frozenset(kinds["past"]), _any(kinds["now"]), _any(kinds["before"]))


def _any(phrases: Iterator[str] | list[str] | dict[str, tuple[float, float]]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")
