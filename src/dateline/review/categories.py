"""What the event cell of a coded file means: a PLOVER name, an older name, or a CAMEO code."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from dateline.lexicon.cameo import load_cameo
from dateline.lexicon.codebook import CATEGORIES
from dateline.lexicon.tables import DATA, read_table

NUMBER = re.compile(r"(\d{1,4})(?:\.0+)?")  # spreadsheets turn codes into numbers, at times with a fraction
WITH_MODE = re.compile(r"([A-Z]+)\s*[:/.,(-].*")  # "COERCE: arrest"


class Meaning(msgspec.Struct, frozen=True):
    """A class, or None where the cell says that there is no event PLOVER codes; `note` says what was mended or why."""

    category: str | None
    note: str = ""


@cache
def other_names() -> dict[str, tuple[str, ...]]:
    """Name → the categories it stands for (none: no event). Raises DataError."""
    out = {}
    for row in read_table(DATA / "review" / "categories.tsv", ("name", "plover")):
        for category in row.list("plover"):
            if category not in CATEGORIES:
                raise row.error(f"{category!r} is no PLOVER category")
        out[row["name"]] = row.list("plover")
    return out


def joined_classes(used: frozenset[str]) -> dict[str, str]:
    """Category → class, for those categories that a used name joins (`YIELD` joins CONCEDE and RETREAT)."""
    return {c: name for name, cs in other_names().items() if len(cs) > 1 and name in used for c in cs}


def meaning(cell: str) -> Meaning | None:
    """What a cell means; None when it is no name and no code. An empty cell says that there is no event."""
    said = " ".join(cell.split()).upper()
    if not said:
        return Meaning(None)
    if number := NUMBER.fullmatch(said):
        return _cameo(number.group(1))
    for name in (said, m.group(1) if (m := WITH_MODE.fullmatch(said)) else said):
        if name in CATEGORIES:
            return Meaning(name)
        if name in other_names():
            stands_for = other_names()[name]
            return Meaning(name if len(stands_for) > 1 else stands_for[0] if stands_for else None)
    return None


def _cameo(code: str) -> Meaning | None:
    table = load_cameo()
    entry, note = table.get(code), ""
    if entry is None:
        entry, note = table.get(f"0{code}"), "CAMEO code without its leading zero, read with it"
    if entry is None:
        return None
    if entry.event is None:
        return Meaning(None, "CAMEO 01 or 02, which PLOVER does not code, left out")
    return Meaning(entry.event, note)
