"""States and the parts of states that act like parties: `data/actors/states.tsv` and `data/actors/regions.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from dateline.lexicon.laying import Table, laid_rows
from dateline.lexicon.packs import per_packs
from dateline.lexicon.tables import Row, read_table

STATE_COLUMNS = (
    "code",
    "iso2",
    "fips",
    "cow",
    "name",
    "short",
    "adjective",
    "demonym",
    "capital",
    "seats",
    "past",
    "lat",
    "lon",
    "geonameid",
    "wikidata",
    "from",
    "to",
)
REGION_COLUMNS = ("name", "aliases", "country", "adjective", "demonym", "lat", "lon", "geonameid", "note")
STATE_TABLE = Table(
    place="actors/states.tsv",
    columns=STATE_COLUMNS,
    key=("name",),
    named="name",
    adds=frozenset({"short", "adjective", "demonym", "capital", "seats", "past"}),
)
REGION_TABLE = Table(
    place="actors/regions.tsv",
    columns=REGION_COLUMNS,
    key=("name",),
    named="name",
    adds=frozenset({"aliases", "adjective", "demonym"}),
)

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SHAPES = {
    "code": re.compile(r"[A-Z]{3}"),
    "iso2": re.compile(r"[A-Z]{2}"),
    "fips": re.compile(r"[A-Z]{2}"),
    "cow": re.compile(r"\d{1,3}"),
    "wikidata": re.compile(r"Q\d+"),
    "geonameid": re.compile(r"\d+"),
    "from": _DATE,
    "to": _DATE,
}


class PastName(msgspec.Struct, frozen=True):
    """A name a state bore in its time; `start` and `end` are ISO dates cut to what is known, None when open."""

    name: str
    start: str | None = None
    end: str | None = None


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A state, past state, territory or government in fact.

    `code` is ISO 3166 alpha-3 (the former code for past states, the parent's for governments in fact, which have no
    `iso2`). `cow` is the Correlates of War number. `start` and `end` bound the state's life where it began or ended
    since 1945. `capitals` has the present seat of government first. Degrees WGS84, GeoNames' country point.
    """

    code: str
    iso2: str | None
    fips: str | None
    cow: int | None
    name: str
    short: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    past: tuple[PastName, ...] = ()
    lat: float
    lon: float
    geonameid: int | None = None
    wikidata: str | None = None
    start: str | None = None
    end: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every present name, the main one first; past names are apart."""
        return (self.name, *self.short)


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a state that acts like a party. `country` is the state's code; degrees WGS84."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    lat: float
    lon: float
    geonameid: int | None = None
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the main one first."""
        return (self.name, *self.aliases)


@per_packs
def load_states() -> tuple[State, ...]:
    """All states in the order of the table. Raises DataError with file and line."""
    return states_of(laid_rows(STATE_TABLE))


@per_packs
def load_regions() -> tuple[Region, ...]:
    """All regions in the order of the table. Raises DataError with file and line."""
    return regions_of(laid_rows(REGION_TABLE), frozenset(state.code for state in load_states()))


def read_states(source: Traversable | Path) -> tuple[State, ...]:
    """Read and check a table of states: codes well formed, and names and numbers unique among states alive together."""
    return states_of(read_table(source, STATE_COLUMNS))


def states_of(rows: Iterable[Row]) -> tuple[State, ...]:
    """The states of rows, checked; of two that clash, an error names the row that a pack wrote."""
    states: list[tuple[State, Row]] = []
    for row in rows:
        state = _state(row)
        for other, where in states:
            if where.pack and not row.pack:
                _check_pair(where, other, state)
            else:
                _check_pair(row, state, other)
        states.append((state, row))
    return tuple(state for state, _ in states)


def read_regions(source: Traversable | Path, countries: frozenset[str]) -> tuple[Region, ...]:
    """Read and check a table of regions: known countries, and names unique in the table."""
    return regions_of(read_table(source, REGION_COLUMNS), countries)


def regions_of(rows: Iterable[Row], countries: frozenset[str]) -> tuple[Region, ...]:
    """The regions of rows, checked."""
    regions: list[Region] = []
    seen: dict[str, str] = {}
    for row in rows:
        _shapes(row, ("geonameid",))
        if row["country"] not in countries:
            raise row.error(f"country {row['country']!r} is not in the table of states")
        lat, lon = _point(row)
        region = Region(
            name=row["name"],
            aliases=row.list("aliases"),
            country=row["country"],
            adjectives=row.list("adjective"),
            demonyms=row.list("demonym"),
            lat=lat,
            lon=lon,
            geonameid=_integer(row, "geonameid"),
            note=row["note"],
        )
        for name in region.names:
            if name in seen:
                raise row.error(f"{name!r} already names {seen[name]}")
            seen[name] = region.name
        regions.append(region)
    return tuple(regions)


def _state(row: Row) -> State:
    _shapes(row, tuple(_SHAPES))
    if not row["code"] or not row["name"]:
        raise row.error("a state needs a code and a name")
    if row["from"] and row["to"] and row["from"] > row["to"]:
        raise row.error(f"from {row['from']} is after to {row['to']}")
    lat, lon = _point(row)
    return State(
        code=row["code"],
        iso2=row.optional("iso2"),
        fips=row.optional("fips"),
        cow=_integer(row, "cow"),
        name=row["name"],
        short=row.list("short"),
        adjectives=row.list("adjective"),
        demonyms=row.list("demonym"),
        capitals=row.list("capital"),
        seats=row.list("seats"),
        past=tuple(_past(row, p) for p in row.list("past")),
        lat=lat,
        lon=lon,
        geonameid=_integer(row, "geonameid"),
        wikidata=row.optional("wikidata"),
        start=row.optional("from"),
        end=row.optional("to"),
    )


def _past(row: Row, cell: str) -> PastName:
    name, at, dates = cell.partition("@")
    start, dots, end = dates.partition("..")
    if not (at and dots) or any(d and not _DATE.fullmatch(d) for d in (start, end)):
        raise row.error(f"a past name is written Name@from..to, not {cell!r}")
    return PastName(name, start or None, end or None)


def _shapes(row: Row, columns: tuple[str, ...]) -> None:
    for column in columns:
        if row[column] and not _SHAPES[column].fullmatch(row[column]):
            raise row.error(f"column {column!r}: {row[column]!r} is not well formed")


def _integer(row: Row, column: str) -> int | None:
    return int(row[column]) if row[column] else None


def _point(row: Row) -> tuple[float, float]:
    lat, lon = row.number("lat"), row.number("lon")
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise row.error("lat and lon must be degrees")
    return lat, lon


def _check_pair(row: Row, state: State, other: State) -> None:
    if state.wikidata and state.wikidata == other.wikidata:
        raise row.error(f"wikidata {state.wikidata} already belongs to {other.name}")
    if not _together(state, other):
        return
    shared = set(state.names) & set(other.names)
    if shared:
        raise row.error(f"{sorted(shared)[0]!r} already names {other.name}")
    if state.cow is not None and state.cow == other.cow:
        raise row.error(f"cow {state.cow} already belongs to {other.name}")
    if state.code == other.code and state.iso2 and other.iso2:
        raise row.error(f"code {state.code} already belongs to {other.name}")


def _together(a: State, b: State) -> bool:
    """Whether two states were alive on the same day."""
    return (a.start or "") <= (b.end or "9999") and (b.start or "") <= (a.end or "9999")
