"""The shipped tables of organisations hold what copy names, and broken tables say where they break."""

from datetime import date
from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.lexicon.organizations import COLUMNS, Organization, load_organizations
from dateline.lexicon.states import load_states

HEADER = "\t".join(COLUMNS)
GOOD = ["irrigators", "Irrigators' League", "League of Irrigators", "organization", "KEN", "AGR;LAB", "1991", "2001-02"]


def table(folder: Path, *rows: list[str], name: str = "bodies.tsv") -> Path:
    (folder / name).write_text("\n".join([HEADER, *("\t".join(row) for row in rows)]), encoding="utf-8")
    return folder


def named(name: str, day: str = "2024-06-01") -> Organization:
    (found,) = [o for o in load_organizations() if name in o.names and o.covers(date.fromisoformat(day))]
    return found


@pytest.mark.parametrize(("name", "country", "sector"), [
    ("UNHCR", "UNO", "REF"), ("European Commission", "EUR", "GOV"), ("Nato", "IGO", "MIL"), ("Hizbullah", "LBN", "REB"),
    ("IRGC", "IRN", "MIL"), ("Knesset", "ISR", "LEG"), ("AfD", "DEU", "PTY"), ("Itar-Tass", "RUS", "JRN"),
    ("Gazprom", "RUS", "BUS"), ("Human Rights Watch", "NGO", "CVL"), ("Uighurs", "CHN", "SOC"), ("Fed", "USA", "GOV"),
])
def test_names_lead_to_country_and_first_sector(name: str, country: str, sector: str) -> None:
    found = named(name)
    assert (found.country, found.sectors[0]) == (country, sector)


@pytest.mark.parametrize(("day", "sectors"), [
    ("1995-01-01", ("REB",)), ("1999-01-01", ("GOV", "MIL")), ("2010-01-01", ("REB",)),
    ("2021-08-14", ("REB",)), ("2021-08-15", ("GOV", "MIL")),
])
def test_the_taliban_govern_in_their_years(day: str, sectors: tuple[str, ...]) -> None:
    assert named("Taliban", day).sectors == sectors


def test_one_abbreviation_two_bodies_in_turn() -> None:
    assert named("OIC", "2000-01-01").name == "Organization of the Islamic Conference"
    assert named("OIC", "2015-01-01").name == "Organisation of Islamic Cooperation"


def test_common_words_are_marked() -> None:
    assert named("Amnesty International").ambiguous == ("Amnesty",)
    assert "IS" in named("ISIL").ambiguous and "ISIL" not in named("ISIL").ambiguous


def test_wire_agencies_are_marked() -> None:
    agencies = {o.name for o in load_organizations() if "agency" in o.note.split(";")}
    assert {"Reuters", "Associated Press", "Agence France-Presse", "Xinhua", "TASS", "Yonhap"} <= agencies


def test_states_own_their_names() -> None:
    states = {name for state in load_states() for name in (*state.names, *state.demonyms, *state.adjectives)}
    assert not states & {name for o in load_organizations() for name in o.names}


def test_the_files_are_broad() -> None:
    assert len(load_organizations()) > 5000
    assert len({o.country for o in load_organizations()}) > 150


def test_cut_dates_reach_to_the_end_of_their_period(tmp_path: Path) -> None:
    (only,) = load_organizations(table(tmp_path, GOOD))
    assert (only.start, only.end) == (date(1991, 1, 1), date(2001, 2, 28))
    assert only.covers(date(2001, 2, 28)) and not only.covers(date(2001, 3, 1))


def change(column: str, value: str) -> list[str]:
    row = [*GOOD, *[""] * (len(COLUMNS) - len(GOOD))]
    row[COLUMNS.index(column)] = value
    return row


@pytest.mark.parametrize(("row", "message"), [
    (change("country", "XYZ"), r"bodies.tsv:2: country 'XYZ' is neither"),
    (change("country", ""), r"bodies.tsv:2: country '' is neither"),
    (change("sectors", "AGR;FUN"), r"bodies.tsv:2: 'FUN' is not one of PLOVER's sectors"),
    (change("kind", "thing"), r"bodies.tsv:2: kind must be one of organization, group, not 'thing'"),
    (change("from", "in 1991"), r"bodies.tsv:2: column 'from': 'in 1991' is not a date"),
    (change("to", "2001-02-30"), r"bodies.tsv:2: column 'to': '2001-02-30' is no day"),
    (change("to", "2001-13"), r"bodies.tsv:2: column 'to': '2001-13' is no day"),
    (change("to", "1980"), r"bodies.tsv:2: from 1991 is after to 1980"),
    (change("id", "Irrigators!"), r"bodies.tsv:2: an id is written"),
    (change("name", ""), r"bodies.tsv:2: a name is missing"),
    (change("aliases", "Irrigators' League"), r"bodies.tsv:2: a name stands twice in the row"),
    (change("wikidata", "1065"), r"bodies.tsv:2: wikidata '1065' is not an item"),
    (change("note", "perhaps"), r"bodies.tsv:2: note 'perhaps' is neither"),
    (change("note", "needs-context=LI"), r"bodies.tsv:2: the note marks 'LI'"),
])
def test_a_broken_row_is_named(tmp_path: Path, row: list[str], message: str) -> None:
    with pytest.raises(DataError, match=message):
        load_organizations(table(tmp_path, row))


def test_an_id_stands_once(tmp_path: Path) -> None:
    table(tmp_path, GOOD, name="a.tsv")
    with pytest.raises(DataError, match=r"b.tsv:2: id 'irrigators' stands already at a.tsv:2"):
        load_organizations(table(tmp_path, GOOD, name="b.tsv"))


def test_a_name_stands_once_in_the_same_years(tmp_path: Path) -> None:
    later = ["irrigators-2", "Irrigators' League", "", "organization", "KEN", "AGR", "2001-03"]
    assert len(load_organizations(table(tmp_path, GOOD, later))) == 2
    same = ["irrigators-3", "Water League", "League of Irrigators", "organization", "UGA", "AGR", "2000"]
    with pytest.raises(DataError, match=r"bodies.tsv:3: 'League of Irrigators' already names irrigators "):
        load_organizations(table(tmp_path, GOOD, same))
