"""The table of offices: facts it must hold, overlaps it must not, and another public table to compare it with."""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.lexicon.offices import COLUMNS, Offices, Term, kept_until, load_offices, read_kept_until, read_offices
from dateline.lexicon.states import load_states

OTHER = Path(__file__).parents[2] / "shared" / "gold" / "leaders" / "leaders.csv.gz"
HEADS_OF_STATE = {"President", "King", "Queen", "Emir", "Sultan", "Emperor", "Supreme Leader", "Grand Duke", "Prince"}
HEADS_OF_GOVERNMENT = {"Prime Minister", "Chancellor"}
ONE_HOLDER = HEADS_OF_STATE | HEADS_OF_GOVERNMENT | {"Foreign Minister", "Defense Minister"}

# Two people held or claimed these offices together: (country, office, earlier holder, later holder).
TOGETHER = {
    ("BRA", "President", "Dilma Rousseff", "Michel Temer"),  # suspended during her trial
    ("CIV", "President", "Laurent Gbagbo", "Alassane Ouattara"),  # both sworn in after the election of 2010
    ("CIV", "Prime Minister", "Guillaume Soro", "Gilbert Aké"),
    ("HRV", "President", "Franjo Tuđman", "Vlatko Pavletić"),  # the president lay ill
    ("KGZ", "President", "Kurmanbek Bakiyev", "Roza Otunbayeva"),  # resigned a week after he fled
    ("KOR", "President", "Park Geun-hye", "Hwang Kyo-ahn"),  # suspended, then removed
    ("KOR", "President", "Yoon Suk-yeol", "Han Duck-soo"),
    ("KOR", "President", "Yoon Suk-yeol", "Choi Sang-mok"),
    ("LBY", "Prime Minister", "Baghdadi Mahmudi", "Mahmoud Jibril"),  # Tripoli and Benghazi
    ("LBY", "Prime Minister", "Abdullah al-Thinni", "Omar al-Ghawil"),
    ("LBY", "Prime Minister", "Omar al-Ghawil", "Fayez al-Sarraj"),
    ("LBY", "Prime Minister", "Abdullah al-Thinni", "Fayez al-Sarraj"),
    ("LBY", "Prime Minister", "Abdul Hamid Dbeibah", "Fathi Bashagha"),
    ("LBY", "Prime Minister", "Abdul Hamid Dbeibah", "Osama Hamad"),
    ("MDG", "President", "Didier Ratsiraka", "Marc Ravalomanana"),  # two presidents in 2002
    ("MLI", "Prime Minister", "Choguel Maïga", "Abdoulaye Maïga"),  # stood in during an illness
    ("NGA", "President", "Umaru Yar'Adua", "Goodluck Jonathan"),  # the president lay ill
    ("ROU", "President", "Traian Băsescu", "Nicolae Văcăroiu"),  # suspended, then confirmed by referendum
    ("ROU", "President", "Traian Băsescu", "Crin Antonescu"),
    ("SUN", "President", "Mikhail Gorbachev", "Gennady Yanayev"),  # the coup of August 1991
    ("THA", "Prime Minister", "Prayuth Chan-ocha", "Prawit Wongsuwan"),  # suspended by the court
    ("THA", "Prime Minister", "Paetongtarn Shinawatra", "Phumtham Wechayachai"),
    ("UKR", "Prime Minister", "Viktor Yanukovych", "Mykola Azarov"),  # on leave for the election
    ("VUT", "Prime Minister", "Sato Kilman", "Serge Vohor"),  # the court annulled Vohor's election
    ("VUT", "Prime Minister", "Sato Kilman", "Edward Natapei"),  # the court annulled Kilman's
    ("WSM", "Prime Minister", "Tuilaepa Sailele Malielegaoi", "Fiame Naomi Mataafa"),  # both claimed the vote of 2021
}


@pytest.fixture(scope="module")
def offices() -> Offices:
    return Offices()


@pytest.mark.parametrize(("country", "office", "day", "person"), [
    ("USA", "President", date(2001, 9, 11), "George W. Bush"),
    ("USA", "Foreign Minister", date(2003, 2, 5), "Colin Powell"),
    ("USA", "Defense Minister", date(2006, 11, 1), "Donald Rumsfeld"),
    ("GBR", "Prime Minister", date(2022, 10, 1), "Liz Truss"),
    ("SUN", "Foreign Minister", date(1990, 6, 1), "Eduard Shevardnadze"),
    ("RUS", "President", date(2010, 4, 8), "Dmitry Medvedev"),
    ("CSK", "President", date(1991, 1, 1), "Václav Havel"),
    ("DDR", "Prime Minister", date(1990, 6, 1), "Lothar de Maizière"),
    ("COD", "President", date(1995, 5, 1), "Mobutu Sese Seko"),
    ("YUG", "President", date(1999, 4, 1), "Slobodan Milošević"),
    ("CHN", "General Secretary of the Communist Party", date(1997, 2, 19), "Jiang Zemin"),
    ("CHN", "Prime Minister", date(2008, 5, 12), "Wen Jiabao"),
    ("IRN", "Supreme Leader", date(2009, 6, 12), "Ali Khamenei"),
    ("AFG", "Supreme Leader", date(2022, 1, 1), "Haibatullah Akhundzada"),
    ("LBY", "Leader of the Revolution", date(2011, 2, 17), "Muammar Gaddafi"),
    ("PRK", "Supreme Leader", date(2013, 1, 1), "Kim Jong Un"),
    ("MMR", "Commander-in-Chief", date(2021, 2, 1), "Min Aung Hlaing"),
    ("MMR", "Foreign Minister", date(2017, 9, 1), "Aung San Suu Kyi"),
    ("EGY", "Foreign Minister", date(2016, 3, 1), "Sameh Shoukry"),
    ("UKR", "President", date(2014, 4, 1), "Oleksandr Turchynov"),
    ("UKR", "Commander-in-Chief of the Armed Forces", date(2022, 3, 1), "Valerii Zaluzhnyi"),
    ("TWN", "President", date(1996, 3, 23), "Lee Teng-hui"),
    ("XKX", "Prime Minister", date(2008, 2, 17), "Hashim Thaçi"),
    ("PSE", "Prime Minister", date(2010, 1, 1), "Salam Fayyad"),
    ("PSE", "Leader of Hamas", date(2024, 7, 1), "Ismail Haniyeh"),
    ("VAT", "Pope", date(2013, 12, 25), "Pope Francis"),
    ("UNO", "Secretary-General", date(1994, 4, 7), "Boutros Boutros-Ghali"),
    ("UNO", "Special Envoy for Syria", date(2013, 1, 1), "Lakhdar Brahimi"),
    ("IGO", "Secretary-General of NATO", date(1999, 3, 24), "Javier Solana"),
    ("IGO", "Managing Director of the International Monetary Fund", date(2010, 5, 1), "Dominique Strauss-Kahn"),
    ("EUR", "President of the European Commission", date(2020, 1, 1), "Ursula von der Leyen"),
    ("IMG", "Leader of al-Qaeda", date(2001, 9, 11), "Osama bin Laden"),
    ("HKG", "Governor", date(1997, 6, 30), "Chris Patten"),
    ("GBR", "First Minister of Scotland", date(2014, 9, 18), "Alex Salmond"),
    ("ESP", "President of Catalonia", date(2017, 10, 1), "Carles Puigdemont"),
    ("RUS", "Ambassador to the United Nations", date(2014, 7, 1), "Vitaly Churkin"),
    ("THA", "Prime Minister", date(2005, 1, 1), "Thaksin Shinawatra"),
    ("NPL", "King", date(2001, 6, 2), "King Dipendra"),
    ("AUS", "Prime Minister", date(2013, 8, 1), "Kevin Rudd"),
])
def test_who_held_the_office(offices: Offices, country: str, office: str, day: date, person: str) -> None:
    assert [term.person for term in offices.holders(country, office, day)] == [person]


@pytest.mark.parametrize(("name", "day", "office"), [
    ("Putin", date(2000, 6, 1), "President"),
    ("Putin", date(2010, 6, 1), "Prime Minister"),
    ("Putin", date(1998, 12, 1), "FSB Director"),
    ("Zelenskiy", date(2022, 2, 24), "President"),
    ("Qaddafi", date(1996, 1, 1), "Leader of the Revolution"),
    ("Netanyahu", date(2024, 5, 1), "Prime Minister"),
    ("Netanyahu", date(2003, 5, 1), "Finance Minister"),
    ("Suu Kyi", date(1995, 7, 10), "Opposition Leader"),
    ("Xi", date(2020, 1, 1), "President"),
    ("Sisi", date(2013, 7, 3), "Defense Minister"),
    ("Lukashenka", date(2020, 8, 9), "President"),
    ("Bush", date(2003, 3, 20), "President"),
])
def test_the_office_of_a_name_on_a_day(offices: Offices, name: str, day: date, office: str) -> None:
    term = offices.office_at(name, day)
    assert term is not None
    assert term.office == office


def test_a_name_of_several_people_gets_no_office(offices: Offices) -> None:
    assert len({term.person for term in offices.terms_of("Kim")}) > 5
    assert offices.office_at("Kim", date(2018, 6, 12)) is None


def test_nobody_holds_an_open_term_past_the_day_the_table_was_kept(offices: Offices) -> None:
    kept = offices.kept_until
    assert offices.office_at("Keir Starmer", kept) is not None
    assert offices.office_at("Keir Starmer", kept.replace(year=kept.year + 1)) is None
    assert offices.holders("GBR", "Prime Minister", kept.replace(year=kept.year + 1)) == ()
    assert offices.terms_of("Keir Starmer")[0].end is None


def test_on_the_day_of_a_handover_two_people_hold_the_office(offices: Offices) -> None:
    people = [term.person for term in offices.holders("USA", "President", date(2009, 1, 20))]
    assert people == ["George W. Bush", "Barack Obama"]


def test_acting_holders_are_holders(offices: Offices) -> None:
    (term,) = offices.holders("USA", "Defense Minister", date(2019, 3, 1))
    assert (term.person, term.office) == ("Patrick Shanahan", "Acting Defense Minister")


def test_the_table_is_broad() -> None:
    terms = load_offices()
    assert len(terms) >= 6500
    heads = {t.country for t in terms if t.office in HEADS_OF_STATE | HEADS_OF_GOVERNMENT}
    living = {s.code for s in load_states() if s.cow is not None and s.end is None}
    assert living - heads <= {"SMR"}  # two captains regent every half-year are left out
    ministers = [t for t in terms if t.office in {"Foreign Minister", "Defense Minister"}]
    assert len({t.country for t in ministers}) >= 70


def test_every_term_names_its_line() -> None:
    assert all(re.fullmatch(r"offices/[a-z-]+\.tsv:\d+", term.rule) for term in load_offices())
    assert len({term.rule for term in load_offices()}) == len(load_offices())


def test_one_person_holds_an_office_at_a_time() -> None:
    groups: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in load_offices():
        office = term.office.removeprefix("Acting ")
        if office in ONE_HOLDER:
            groups[term.country, office].append(term)
    slack = {"day": 1, "month": 40, "year": 370}
    found = set()
    for (country, office), terms in groups.items():
        terms.sort(key=lambda t: (t.start, t.end or date.max))
        for at, earlier in enumerate(terms):
            for later in terms[at + 1 :]:
                if earlier.person == later.person:
                    continue
                days = (min(earlier.end or date.max, later.end or date.max) - later.start).days
                if days > max(slack[earlier.precision], slack[later.precision]):
                    found.add((country, office, earlier.person, later.person))
    assert found - TOGETHER == set()
    assert TOGETHER - found == set()


def _folder(path: Path, *rows: str) -> Path:
    (path / "test.tsv").write_text("\t".join(COLUMNS) + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_cut_dates_reach_to_the_ends_of_their_month_or_year(tmp_path: Path) -> None:
    (term,) = read_offices(_folder(tmp_path, "FRA\tMinister\tGOV\tA B\tB\t1994\t1996-02\t\tmine"))
    assert (term.start, term.end, term.precision) == (date(1994, 1, 1), date(1996, 2, 29), "year")
    assert (term.aliases, term.rule) == (("B",), "offices/test.tsv:2")


@pytest.mark.parametrize(("row", "message"), [
    ("FRA\tMinister\tGOV\tA B\t\t1996\t1994\t\tmine", r"test.tsv:2: from 1996 is after to 1994"),
    ("XYZ\tMinister\tGOV\tA B\t\t1994\t\t\tmine", r"test.tsv:2: country 'XYZ'"),
    ("FRA\tMinister\tGOV\tA B\t\t\t\t\tmine", r"test.tsv:2: column 'from'"),
    ("FRA\tMinister\tGOV\tA B\t\t1994-02-30\t\t\tmine", r"no day of the calendar"),
    ("FRA\tMinister\tGOV\tA B\t\t1994\t\tabc\tmine", r"wikidata 'abc'"),
    ("FRA\tMinister\tGOV\tA B\t\t1994\t\t\t", r"column 'source' is empty"),
])
def test_a_wrong_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_offices(_folder(tmp_path, row))


def test_the_same_term_may_not_stand_twice(tmp_path: Path) -> None:
    row = "FRA\tMinister\tGOV\tA B\t\t1994\t\t\tmine"
    with pytest.raises(DataError, match=r"test.tsv:3: the same term stands at offices/test.tsv:2"):
        read_offices(_folder(tmp_path, row, row))


def test_kept_until_must_be_a_date(tmp_path: Path) -> None:
    assert kept_until() >= date(2025, 1, 1)
    (tmp_path / "kept-until.txt").write_text("last week\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"kept-until.txt:1"):
        read_kept_until(tmp_path)


@pytest.mark.skipif(not OTHER.exists(), reason="the other table of officeholders is not beside this checkout")
def test_starts_agree_with_another_table() -> None:
    """Of our heads that the other table has (country, kind, surname, overlapping term), most start within 31 days."""
    kinds = {"S": r"(Acting )?(President|King|Queen|Emir|Sultan|Emperor|Supreme Leader)",
             "G": r"(Acting )?(Prime Minister|Federal Chancellor|Taoiseach|President of the Government)"}
    codes = {name: state.code for state in load_states() for name in state.names if state.iso2}
    other: dict[tuple[str, str], list[tuple[set[str], date, date]]] = defaultdict(list)
    with gzip.open(OTHER, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            kind = next((k for k, pattern in kinds.items() if re.fullmatch(pattern, row["position"])), None)
            if kind and row["catalog"] in codes and re.fullmatch(r"\d{4}-\d\d-\d\d", row["start"]):
                end = row["end"] if re.fullmatch(r"\d{4}-\d\d-\d\d", row["end"]) else "9999-01-01"
                start, end_day = date.fromisoformat(row["start"]), date.fromisoformat(end)
                other[codes[row["catalog"]], kind].append((_words(row["person"]), start, end_day))
    compared = together = 0
    for term in load_offices():
        office = term.office.removeprefix("Acting ")
        kind = "S" if office in HEADS_OF_STATE else "G" if office in HEADS_OF_GOVERNMENT else ""
        surname = _words(term.person.split()[-1])
        starts = [start for words, start, end_day in other.get((term.country, kind), ())
                  if surname & words and start <= (term.end or date.max) and term.start <= end_day]
        if starts:
            compared += 1
            together += min(abs((start - term.start).days) for start in starts) <= 31
    assert compared >= 1500
    assert together / compared >= 0.96  # measured: 0.9634 of 1,723


def _words(name: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).lower()
    return set(re.findall(r"\w+", plain.replace("đ", "d").replace("ł", "l").replace("ø", "o").replace("ı", "i")))
