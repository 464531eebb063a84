"""Wordings that go with a time of the year (`data/anchors/seasons.tsv`), such as `third-quarter net`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.tables import DATA, Row, read_table

COLUMNS = ("phrases", "from", "to", "spread", "share")


@dataclass(frozen=True, slots=True)
class Season:
    """Copy with one of `phrases` is mostly written `first`..`last` (month, day); the window may run over the new year.

    It thins out over `spread` days on either side; the part outside it all, 1 - `share`, is written at any time.
    """

    phrases: tuple[str, ...]
    first: tuple[int, int]
    last: tuple[int, int]
    spread: float
    share: float


@dataclass(frozen=True, slots=True)
class Seasons:
    """Every row, and one expression that finds their phrases."""

    rows: tuple[Season, ...]
    pattern: re.Pattern[str]
    by_phrase: dict[str, Season]

    def find(self, text: str) -> Iterator[tuple[Season, re.Match[str]]]:
        """Rows whose phrases stand in lower-case text, each once, in order of their first place."""
        seen = set[int]()
        for found in self.pattern.finditer(text):
            season = self.by_phrase[found.group()]
            if id(season) not in seen:
                seen.add(id(season))
                yield season, found


@cache
def load_seasons() -> Seasons:
    """The table. Raises DataError naming file and line."""
    rows = tuple(_season(row) for row in read_table(DATA / "anchors" / "seasons.tsv", COLUMNS))
    by_phrase = {phrase: season for season in rows for phrase in season.phrases}
    ordered = sorted(by_phrase, key=len, reverse=True)
    return Seasons(
        rows, re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w-])"), by_phrase
    )


def _season(row: Row) -> Season:
    phrases = tuple(phrase.strip() for phrase in row["phrases"].split(";") if phrase.strip())
    spread, share = row.number("spread"), row.number("share")
    if not phrases or spread is None or share is None or not 0 < share < 1:
        raise row.error("a season needs phrases, a spread in days and a share between 0 and 1")
    return Season(phrases, _month_day(row, "from"), _month_day(row, "to"), spread, share)


def _month_day(row: Row, column: str) -> tuple[int, int]:
    try:
        day = datetime.date.fromisoformat(f"2024-{row[column]}")
    except ValueError:
        raise row.error(f"{row[column]!r} in column {column} is not a month and day such as 03-20") from None
    return day.month, day.day
