"""CAMEO codes with their names and Goldstein values, and the PLOVER category each converts to."""

from __future__ import annotations

from functools import cache

import msgspec

from dateline.lexicon.tables import DATA, read_table

COLUMNS = ("code", "name", "goldstein", "plover", "mode", "context")


class CameoCode(msgspec.Struct, frozen=True):
    """One CAMEO code. `goldstein` is -10 to +10, from the table ICEWS users exchange; None where it has none."""

    code: str
    name: str
    goldstein: float | None
    event: str | None = None
    mode: str | None = None
    context: str | None = None


@cache
def load_cameo() -> dict[str, CameoCode]:
    """All 312 codes by code."""
    out = {}
    for row in read_table(DATA / "cameo" / "cameo.tsv", COLUMNS):
        out[row["code"]] = CameoCode(
            row["code"],
            row["name"],
            row.number("goldstein"),
            row.optional("plover"),
            row.optional("mode"),
            row.optional("context"),
        )
    return out


def codes_of(event: str) -> list[CameoCode]:
    """The codes that convert to a PLOVER category, in the order of the table."""
    return [c for c in load_cameo().values() if c.event == event]


def goldstein(code: str | None) -> float | None:
    """The Goldstein value of a code, that of its parent where the code itself has none."""
    table = load_cameo()
    while code:
        entry = table.get(code)
        if entry is not None and entry.goldstein is not None:
            return entry.goldstein
        code = code[:-1] if len(code) > 2 else ""
    return None
