"""Organisations and named groups: `data/actors/organizations/*.tsv`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, get_args

import msgspec

from dateline.lexicon.agents import read_sectors
from dateline.lexicon.laying import Table, laid_rows
from dateline.lexicon.offices import NOT_STATES
from dateline.lexicon.packs import per_packs
from dateline.lexicon.states import load_states
from dateline.lexicon.tables import Row, read_folder

COLUMNS = ("id", "name", "aliases", "kind", "country", "sectors", "from", "to", "wikidata", "note", "source")
TABLE = Table(
    place="actors/organizations", columns=COLUMNS, key=("id",), named="id", adds=frozenset({"aliases"})
)
NEEDS_CONTEXT = "needs-context"

OrganizationKind = Literal["organization", "group"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WIKIDATA = re.compile(r"Q\d+")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PLAIN_NOTES = frozenset({"", "agency", "state"})


class Organization(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation or named group, or one spell of its life where its country or sectors changed.

    `country` is the state's code, or one of those above states (IGO UNO EUR NGO ISM IMG MNC); None for a people of
    several states. `sectors` are in order of weight, empty where PLOVER has none. `start` and `end` are inclusive: a
    start known to the year is its 1 January, an end its 31 December; None is open or unknown. `ambiguous` are those of
    its names that are too common to be taken without support from the article (its full name, country or people).
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: OrganizationKind
    country: str | None
    sectors: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    wikidata: str | None = None
    note: str = ""
    ambiguous: tuple[str, ...] = ()
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the main one first."""
        return (self.name, *self.aliases)

    def covers(self, day: date) -> bool:
        """Whether the row holds on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def load_organizations(folder: Traversable | Path | None = None) -> tuple[Organization, ...]:
    """All organisations, files in name order. Raises DataError with file and line."""
    return _shipped() if folder is None else read_organizations(folder)


def read_organizations(folder: Traversable | Path) -> tuple[Organization, ...]:
    """Read and check a folder of tables: ids unique, codes known, dates in order, no name of two rows on one day."""
    return organizations_of(read_folder(folder, COLUMNS))


def organizations_of(rows: Iterable[Row]) -> tuple[Organization, ...]:
    """The organisations of rows, checked. A pack's may bear a name of ours, and then has it to itself."""
    countries = NOT_STATES | {state.code for state in load_states()}
    organizations: list[Organization] = []
    ids: dict[str, str] = {}
    named: dict[str, list[tuple[Organization, str, str]]] = {}
    for row in rows:
        organization = _organization(row, countries)
        where = f"{row.file}:{row.line}"
        if organization.id in ids:
            raise row.error(f"id {organization.id!r} stands already at {ids[organization.id]}")
        ids[organization.id] = where
        for name in organization.names:
            for other, place, pack in named.setdefault(name, []):
                if pack == row.pack and _together(organization, other):
                    raise row.error(f"{name!r} already names {other.id} ({place}) in the same years")
            named[name].append((organization, where, row.pack))
        organizations.append(organization)
    return tuple(organizations)


@per_packs
def _shipped() -> tuple[Organization, ...]:
    return organizations_of(laid_rows(TABLE))


def _organization(row: Row, countries: frozenset[str] | set[str]) -> Organization:
    if not _ID.fullmatch(row["id"]):
        raise row.error(f"an id is written in a-z, 0-9 and hyphens, not {row['id']!r}")
    if not row["name"]:
        raise row.error("a name is missing")
    if row["kind"] not in get_args(OrganizationKind):
        raise row.error(f"kind must be one of {', '.join(get_args(OrganizationKind))}, not {row['kind']!r}")
    if row["country"] not in countries and not (row["kind"] == "group" and not row["country"]):
        raise row.error(f"country {row['country']!r} is neither in the table of states nor above states")
    if row["wikidata"] and not _WIKIDATA.fullmatch(row["wikidata"]):
        raise row.error(f"wikidata {row['wikidata']!r} is not an item such as Q1065")
    start, end = _first(row, "from"), _last(row, "to")
    if start and end and start > end:
        raise row.error(f"from {row['from']} is after to {row['to']}")
    names = (row["name"], *row.list("aliases"))
    if len(set(names)) < len(names):
        raise row.error("a name stands twice in the row")
    return msgspec.convert(
        {
            **row,
            "aliases": names[1:],
            "country": row.optional("country"),
            "sectors": read_sectors(row),
            "start": start,
            "end": end,
            "wikidata": row.optional("wikidata"),
            "ambiguous": _ambiguous(row, names),
        },
        Organization,
    )


def _ambiguous(row: Row, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that the note marks: all for `needs-context`, those listed for `needs-context=A,B`."""
    marked: tuple[str, ...] = ()
    for key in (part.strip() for part in row["note"].split(";")):
        word, equals, listed = key.partition("=")
        if word == NEEDS_CONTEXT:
            marked = tuple(part.strip() for part in listed.split(",")) if equals else names
        elif key not in _PLAIN_NOTES:
            raise row.error(f"note {key!r} is neither agency, state nor {NEEDS_CONTEXT}")
    for name in marked:
        if name not in names:
            raise row.error(f"the note marks {name!r}, which is none of the row's names")
    return marked


def _first(row: Row, column: str) -> date | None:
    year, month, day = _parts(row, column)
    return _day(row, column, year, month or 1, day or 1) if year else None


def _last(row: Row, column: str) -> date | None:
    year, month, day = _parts(row, column)
    if not year:
        return None
    month = month or 12
    return _day(row, column, year, month, day or (monthrange(year, month)[1] if 1 <= month <= 12 else 1))


def _parts(row: Row, column: str) -> tuple[int, int, int]:
    if not row[column]:
        return 0, 0, 0
    found = _DATE.fullmatch(row[column])
    if not found:
        raise row.error(f"column {column!r}: {row[column]!r} is not a date such as 1999, 1999-06 or 1999-06-12")
    return int(found[1]), int(found[2] or 0), int(found[3] or 0)


def _day(row: Row, column: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise row.error(f"column {column!r}: {row[column]!r} is no day of the calendar") from None


def _together(a: Organization, b: Organization) -> bool:
    """Whether two rows hold on the same day."""
    return (a.start or date.min) <= (b.end or date.max) and (b.start or date.min) <= (a.end or date.max)
