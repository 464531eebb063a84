"""Cells of tables, each checked by itself, so that one row may have several mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import get_args

from dateline.lexicon import agents, offices, organizations, states
from dateline.lexicon.checks.findings import near
from dateline.lexicon.laying import AWAY, Table
from dateline.lexicon.tables import Row

Check = Callable[[str], str | None]

DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
WIKIDATA = re.compile(r"Q\d+")


def checks_for(table: Table, codes: frozenset[str]) -> dict[str, Check]:
    """The checks of a table's columns. `codes` are the codes of states."""
    wikidata: Check = lambda cell: None if WIKIDATA.fullmatch(cell) else f"{cell!r} is not an item such as Q1065"  # noqa: E731
    dated = {"from": _date, "to": _date, "wikidata": wikidata}
    parties = _one_of(codes | offices.NOT_STATES, "no state's code, nor one of those above states")
    if table is organizations.TABLE:
        kinds = _one_of(frozenset(get_args(organizations.OrganizationKind)), "no kind of organisation")
        return {**dated, "country": parties, "sectors": _sectors, "kind": kinds}
    if table is offices.TABLE:
        return {**dated, "country": parties, "sectors": _sectors}
    if table is agents.NOUN_TABLE:
        notes = _one_of(frozenset(get_args(agents.AgentNote)), "no note of an agent")
        return {"kind": _one_of(frozenset(get_args(agents.AgentKind)), "no kind of agent"), "sectors": _sectors, "note": notes}
    if table is agents.TITLE_TABLE:
        return {"sectors": _sectors, "note": _one_of(frozenset(get_args(agents.TitleNote)), "no note of a title")}
    if table is states.REGION_TABLE:
        return {"country": _one_of(codes, "no state's code"), "lat": _degrees(90), "lon": _degrees(180)}
    return {**dated, "lat": _degrees(90), "lon": _degrees(180)}


def faults(row: Row, checks: dict[str, Check]) -> Iterator[str]:
    """What is wrong with a row's cells."""
    for column, check in checks.items():
        cell = row[column]
        if cell and cell != AWAY and (said := check(cell)):
            yield f"column {column!r}: {said}"
    if "from" in checks and row["from"] and row["to"]:
        first, last = row["from"], row["to"]
        if DATE.fullmatch(first) and DATE.fullmatch(last) and first[: len(last)] > last[: len(first)]:
            yield f"it ends ({last}) before it begins ({first})"


def _date(cell: str) -> str | None:
    if not DATE.fullmatch(cell):
        return f"{cell!r} is not a date such as 1999, 1999-06 or 1999-06-12"
    try:
        date.fromisoformat((cell + "-01-01")[:10])
    except ValueError:
        return f"{cell!r} is no day of the calendar"
    return None


def _sectors(cell: str) -> str | None:
    wrong = [s.strip() for s in cell.split(";") if s.strip() and s.strip() not in agents.SECTORS]
    return f"{', '.join(map(repr, wrong))} is not one of PLOVER's sectors: {' '.join(sorted(agents.SECTORS))}" if wrong else None


def _one_of(known: frozenset[str], said: str) -> Check:
    def check(cell: str) -> str | None:
        if cell in known:
            return None
        some = f" (they are {', '.join(sorted(k for k in known if k))})" if len(known) < 12 else ""
        return f"{cell!r} is {said}{some}{near(cell, known)}"

    return check


def _degrees(most: int) -> Check:
    def check(cell: str) -> str | None:
        try:
            return None if -most <= float(cell) <= most else f"{cell} is more than {most} degrees"
        except ValueError:
            return f"{cell!r} is no number of degrees"

    return check
