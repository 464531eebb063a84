"""Who held which office, when: `data/offices/*.tsv`, and questions asked of it for a given day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

import msgspec

from dateline.errors import DataError
from dateline.lexicon.agents import read_sectors
from dateline.lexicon.laying import Table, laid_rows
from dateline.lexicon.packs import laid_packs, per_packs
from dateline.lexicon.states import load_states
from dateline.lexicon.tables import DATA, Row, read_folder

COLUMNS = ("country", "office", "sectors", "person", "aliases", "from", "to", "wikidata", "source")
FOLDER = DATA / "offices"
KEPT_UNTIL = "kept-until.txt"
TABLE = Table(
    place="offices",
    columns=COLUMNS,
    key=("country", "office", "person", "from"),
    named="person",
    adds=frozenset({"aliases"}),
    first=True,
)
ACTING = "Acting "
# Parties above or across states; the record contract names them beside ISO's codes.
NOT_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})

Precision = Literal["day", "month", "year"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WIKIDATA = re.compile(r"Q\d+")
_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One term of one office. Both days are inclusive, so on the day of a handover two people hold the office.

    `end` is None when the term still ran on the day the table was kept until. `precision` is that of the coarser bound:
    a start known to the year is its 1 January, an end its 31 December. `rule` names the line, as "offices/FILE:LINE".
    `kept` is the day until which a pack was kept that has the term from its own table; None for ours.
    """

    country: str
    office: str
    sectors: tuple[str, ...]
    person: str
    aliases: tuple[str, ...] = ()
    start: date
    end: date | None = None
    precision: Precision = "day"
    wikidata: str | None = None
    source: str = ""
    rule: str
    kept: date | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every form of the name, the usual one first."""
        return (self.person, *self.aliases)

    def covers(self, day: date) -> bool:
        """Whether the term runs on that day, an open term for ever."""
        return self.start <= day and (self.end is None or day <= self.end)


def load_offices(folder: Traversable | Path | None = None) -> tuple[Term, ...]:
    """All terms in the order of the files and their lines. Raises DataError with file and line."""
    return _shipped() if folder is None else read_offices(folder)


@per_packs
def _shipped() -> tuple[Term, ...]:
    kept = {p.name: read_kept_until(p.path / "offices") for p in laid_packs() if (p.path / "offices" / KEPT_UNTIL).is_file()}
    terms = offices_of(laid_rows(TABLE))
    if not kept:
        return terms
    return tuple(msgspec.structs.replace(t, kept=kept.get(t.rule.partition("/")[0])) for t in terms)


@cache
def kept_until() -> date:
    """The last day for which the shipped table was kept. Raises DataError when `kept-until.txt` has no full date."""
    return read_kept_until(FOLDER)


def read_kept_until(folder: Traversable | Path) -> date:
    """The date in a folder's `kept-until.txt`. Raises DataError when it is not one ISO date."""
    text = (folder / KEPT_UNTIL).read_text(encoding="utf-8").strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DataError(f"kept-until.txt:1: {text!r} is not a date such as 2025-09-30") from None


def read_offices(folder: Traversable | Path) -> tuple[Term, ...]:
    """Read and check a folder of tables: known countries, days in order, no row twice."""
    return offices_of(read_folder(folder, COLUMNS))


def offices_of(rows: Iterable[Row]) -> tuple[Term, ...]:
    """The terms of rows, checked."""
    countries = NOT_STATES | {state.code for state in load_states()}
    terms: list[Term] = []
    seen: dict[tuple[str, str, str, date], str] = {}
    for row in rows:
        term = _term(row, countries)
        key = (term.country, term.office, term.person, term.start)
        if key in seen:
            raise row.error(f"the same term stands at {seen[key]}")
        seen[key] = term.rule
        terms.append(term)
    return tuple(terms)


class Offices:
    """Questions asked of a table of terms. `kept` is the last day for which the table was kept."""

    def __init__(self, terms: tuple[Term, ...] | None = None, kept: date | None = None) -> None:
        self.kept_until = kept or kept_until()
        self._by_office: dict[tuple[str, str], list[Term]] = {}
        self._by_name: dict[str, list[Term]] = {}
        for term in load_offices() if terms is None else terms:
            self._by_office.setdefault((term.country, term.office.removeprefix(ACTING)), []).append(term)
            for name in dict.fromkeys(term.names):
                self._by_name.setdefault(name, []).append(term)

    def holders(self, country: str, office: str, day: date) -> tuple[Term, ...]:
        """Who held the office that day, acting holders too; empty when nobody did or the table does not reach there."""
        terms = self._by_office.get((country, office.removeprefix(ACTING)), ())
        return tuple(t for t in terms if self._known(t, day))

    def terms_of(self, name: str) -> tuple[Term, ...]:
        """Every term of everyone so named (person or alias, exact string), in the order of the tables."""
        return tuple(self._by_name.get(name, ()))

    def office_at(self, name: str, day: date) -> Term | None:
        """The weightiest office the one so named held that day.

        None when nobody did, when people of different names answer to it, or when the table does not reach so far.
        """
        held = [t for t in self.terms_of(name) if self._known(t, day)]
        return held[0] if len({t.person for t in held}) == 1 else None

    def _known(self, term: Term, day: date) -> bool:
        return term.covers(day) and (term.end is not None or day <= (term.kept or self.kept_until))


def _term(row: Row, countries: frozenset[str]) -> Term:
    if row["country"] not in countries:
        raise row.error(f"country {row['country']!r} is neither in the table of states nor one of {sorted(NOT_STATES)}")
    for column in ("office", "sectors", "person", "source"):
        if not row[column] and not (column == "source" and row.pack):
            raise row.error(f"column {column!r} is empty")
    if row["wikidata"] and not _WIKIDATA.fullmatch(row["wikidata"]):
        raise row.error(f"wikidata {row['wikidata']!r} is not well formed")
    start, fine = _bound(row, "from", last=False)
    end: date | None = None
    if row["to"]:
        end, other = _bound(row, "to", last=True)
        fine = min(fine, other, key=_PRECISIONS.index)
        if end < start:
            raise row.error(f"from {row['from']} is after to {row['to']}")
    return Term(
        country=row["country"],
        office=row["office"],
        sectors=read_sectors(row),
        person=row["person"],
        aliases=row.list("aliases"),
        start=start,
        end=end,
        precision=fine,
        wikidata=row.optional("wikidata"),
        source=row["source"] or row.pack,
        rule=f"{row.file}:{row.line}" if row.pack else f"offices/{row.file}:{row.line}",
    )


def _bound(row: Row, column: str, *, last: bool) -> tuple[date, Precision]:
    match = _DATE.fullmatch(row[column])
    if match is None:
        raise row.error(f"column {column!r}: {row[column]!r} is not a date such as 1994, 1994-05 or 1994-05-10")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # the pattern's first group always takes part
    precision = _PRECISIONS[(month is not None) + (day is not None)]
    try:
        month = month or (12 if last else 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1)), precision
    except ValueError:
        raise row.error(f"column {column!r}: {row[column]!r} is no day of the calendar") from None
