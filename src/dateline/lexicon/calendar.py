"""Names of months and weekdays in the languages of news pages (`data/furniture/calendar.tsv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.lexicon.tables import DATA, read_table

COLUMNS = ("language", "kind", "number", "names")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Lower-case name to number: months 1–12, weekdays 1 (Monday) – 7; the first row of the file wins."""

    months: dict[str, int]
    weekdays: dict[str, int]


@cache
def load_calendar(language: str | None = None) -> Calendar:
    """The names of one language, or of all. Raises DataError naming file and line."""
    tables: dict[str, dict[str, int]] = {"month": {}, "weekday": {}}
    top = {"month": 12, "weekday": 7}
    for row in read_table(DATA / "furniture" / "calendar.tsv", COLUMNS):
        number = row.number("number")
        if row["kind"] not in tables or number is None or not 1 <= number <= top[row["kind"]]:
            raise row.error("a row is a month (1-12) or a weekday (1-7)")
        if language in (None, row["language"]):
            for name in row.list("names"):
                tables[row["kind"]].setdefault(name.lower(), int(number))
    return Calendar(tables["month"], tables["weekday"])
