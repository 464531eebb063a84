"""Places: what the gazetteer holds, which names are places, which place is meant, where an event happened."""

from __future__ import annotations

import pytest

from dateline.lexicon.gazetteer import load_gazetteer, unmark
from dateline.mark.places import event_place, mark_places
from dateline.parse.parser import parse
from dateline.records import Article, Dateline, Place, Segment, Source


def article(text: str, dateline: str = "") -> Article:
    full = f"{dateline}{text}"
    segments = []
    at = 0
    for line in full.split("\n"):
        if line.strip():
            start = at + (len(dateline) if at == 0 else 0)
            segments.append(Segment(start, at + len(line), "body"))
        at += len(line) + 1
    if dateline:
        segments.insert(0, Segment(0, len(dateline), "dateline"))
    return Article(id="art_test", source=Source(id="test"), text=full, language="en", segments=tuple(segments),
                   dateline=Dateline(start=0, end=len(dateline)) if dateline else None)


def places(text: str, dateline: str = "") -> tuple[Place, ...]:
    return mark_places(parse(article(text, dateline)))


def words(text: str) -> list[str]:
    return [text[p.start:p.end] for p in places(text)]


def test_gazetteer_knows_states_divisions_waters_lands_and_sites() -> None:
    gazetteer = load_gazetteer()
    kinds = {name: {s.kind for s in gazetteer.find(name)} for name in (
        "France", "Nineveh", "Black Sea", "Sahel", "Tahrir Square", "Mumbai", "Travis County")}
    assert {"state"} <= kinds["France"] and {"admin1"} <= kinds["Nineveh"] and kinds["Black Sea"] == {"water"}
    assert {"land"} <= kinds["Sahel"] and {"site"} <= kinds["Tahrir Square"] and kinds["Travis County"] == {"admin2"}
    assert kinds["Mumbai"] == {"city"}


def test_other_spellings_and_marks() -> None:
    gazetteer = load_gazetteer()
    for one, other in [("Kyiv", "Kiev"), ("Mumbai", "Bombay"), ("Gdańsk", "Gdansk"), ("Yangon", "Rangoon"),
                       ("Mecca", "Makkah"), ("Ho Chi Minh City", "Saigon"), ("Łódź", "Lodz")]:
        assert {s.geonameid for s in gazetteer.find(one)} & {s.geonameid for s in gazetteer.find(other)}, (one, other)
    assert unmark("São Tomé") == "Sao Tome"
    assert not gazetteer.find("kyiv")


def test_country_is_its_geonames_point() -> None:
    (place,) = places("The flood spread across Uruguay.")
    assert (place.id, place.country, place.lat, place.lon, place.geonameid) == ("pl_1", "URY", -33.0, -56.0, 3439705)


@pytest.mark.parametrize(("text", "expected"), [
    ("Bridges collapsed in Homs and Aleppo after the storm.", ["Homs", "Aleppo"]),
    ("Officials in Port-au-Prince closed the market.", ["Port-au-Prince"]),
    ("She flew from Nairobi to Addis Ababa.", ["Nairobi", "Addis Ababa"]),
    ("Trucks crossed the Black Sea coast near Varna.", ["Black Sea", "Varna"]),
    ("Hundreds gathered in Tahrir Square on Friday.", ["Tahrir Square"]),
])
def test_names_of_places_are_found(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("text", [
    "Mr. Jordan did not answer calls.",
    "The medal went to Capt. Houston of the fire brigade.",
    "The Boston Globe reported the merger first.",
    "He studied law at the University of Texas.",
    "Bank of America raised its forecast.",
    "Paris Hilton opened the show.",
    "Russian and Turkish officers met for an hour.",
])
def test_people_organizations_and_peoples_are_no_places(text: str) -> None:
    assert words(text) == []


def test_a_capital_that_acts_counts_for_little() -> None:
    acting = places("Moscow rejected the offer and said it would answer in kind.")
    standing = places("A bomb went off in Moscow on Sunday.")
    assert standing[0].confidence > 0.7
    assert not acting or acting[0].confidence < standing[0].confidence / 1.5


@pytest.mark.parametrize(("text", "name", "country", "lat"), [
    ("The tornado tore roofs off houses in Paris, Texas, on Monday.", "Paris", "USA", 33.66),
    ("The mayor of Paris spoke in France's parliament.", "Paris", "FRA", 48.85),
    ("Police in Birmingham, Ala., arrested two men.", "Birmingham", "USA", 33.52),
    ("Police in Birmingham said the British city was calm.", "Birmingham", "GBR", 52.48),
    ("Farmers blocked the road to Cordoba, and Argentina's president flew there.", "Córdoba", "ARG", -31.4),
    ("Lebanon's army moved into Tripoli after clashes with Lebanese gunmen.", "Tripoli", "LBN", 34.43),
    ("Libyan militias fought over the airport in Tripoli.", "Tripoli", "LBY", 32.89),
    ("Votes are counted late in the U.S. state of Georgia.", "Georgia", "USA", 32.75),
    ("Georgian troops left the border of Georgia and Armenia.", "Georgia", "GEO", 42.0),
])
def test_which_place_is_meant(text: str, name: str, country: str, lat: float) -> None:
    found = next(p for p in places(text) if p.name == name)
    assert found.country == country and found.lat == pytest.approx(lat, abs=0.1)


def test_a_type_word_chooses_the_division() -> None:
    city, province = places("Shells fell on Herat. Later fighting reached villages in Herat province.")
    assert (city.feature, province.feature) == ("P", "A")


def test_what_is_said_once_holds_for_the_article() -> None:
    found = places("A school burned down in Manchester, N.H., overnight.\nNobody in Manchester was hurt, police said.")
    assert {p.country for p in found} == {"USA"}
    assert [p.name for p in found] == ["Manchester", "New Hampshire", "Manchester"]


def test_dateline_names_a_place_and_its_country() -> None:
    found = places("Rebels seized two villages on Tuesday.", dateline="GOMA, Congo (Reuters) - ")
    assert found[0].name == "Goma" and found[0].country == "COD"
    assert [p.id for p in found] == [f"pl_{i}" for i in range(1, len(found) + 1)]


def where(text: str, trigger: str, dateline: str = "") -> str | None:
    given = article(text, dateline)
    parsed = parse(given)
    found = mark_places(parsed)
    for sentence in parsed.sentences:
        for token in sentence.tokens:
            if token.text == trigger:
                chosen = event_place(sentence, token.i, found, given)
                return next((p.name for p in found if p.id == chosen), None)
    raise AssertionError(trigger)


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("Gunmen killed nine miners near Quetta on Monday.", "killed", "Quetta"),
    ("Soldiers arrested a reporter in Harare, witnesses said.", "arrested", "Harare"),
    ("Moscow condemned the raid in Idlib.", "raid", "Idlib"),
    ("Ankara expelled three diplomats.", "expelled", None),
    ("The two ministers met in Geneva, days after clashes in Aden.", "met", "Geneva"),
    ("Artillery shelled Kharkiv before dawn.", "shelled", "Kharkiv"),
    ("Washington criticized Beijing for the arrests.", "criticized", None),
    ("The rebels withdrew from Bukavu on Sunday.", "withdrew", "Bukavu"),
    ("A drone attack on Odesa killed two dockers.", "killed", "Odesa"),
    ("The Kremlin denied the report.", "denied", None),
    ("Dozens were arrested outside the White House.", "arrested", "White House"),
    ("Nigerian troops rescued 20 pupils in Zamfara state, the army said in Abuja.", "rescued", "Zamfara State"),
    ("France and Mali signed an accord in Algiers after talks in Bamako collapsed.", "signed", "Algiers"),
    ("Protesters clashed with police in the city of Basra.", "clashed", "Basra"),
])
def test_where_an_event_happened(text: str, trigger: str, expected: str | None) -> None:
    assert where(text, trigger) == expected


def test_dateline_is_where_the_first_paragraph_happened() -> None:
    assert where("Rebels seized two villages on Tuesday.", "seized", "GOMA, Congo (Reuters) - ") == "Goma"
