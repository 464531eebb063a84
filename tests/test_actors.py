"""Parties: which phrases name them, what their words say of them, which phrases name the same one."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from dateline.coding.examples import bare_article
from dateline.mark.actors import Clusters, Lexicon, Party, load_lexicon, mark_actors
from dateline.parse import parse

DAY = date(2023, 5, 4)


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def mark(text: str, *, day: date | None = DAY, home: str | None = None) -> tuple[str, Clusters]:
    """The text with its parties; places are left out, so countries come from words alone."""
    parsed = parse(bare_article(text))
    return text, mark_actors(parsed, lexicon(), day, {}, home)


def parties(marked: tuple[str, Clusters], phrase: str) -> list[Party]:
    """The parties that a phrase of the text names, by the phrase's words."""
    text, clusters = marked
    at = text.index(phrase)
    return [
        p
        for p in clusters.parties
        if any(r.start <= at < r.end and r.noun != "modifier" and phrase in text[r.start : r.end] for r in p.refs)
    ]


def party(marked: tuple[str, Clusters], phrase: str) -> Party:
    found = parties(marked, phrase)
    assert len(found) == 1, [(p.name, p.country) for p in found]
    return found[0]


def names(marked: tuple[str, Clusters]) -> set[str]:
    return {p.name for p in marked[1].parties if any(r.noun != "modifier" for r in p.refs)}


@pytest.mark.parametrize(
    ("text", "phrase", "countries"),
    [
        ("Kenyan and Ugandan soldiers crossed the river.", "soldiers", {"KEN", "UGA"}),
        ("Peruvian, Chilean and Bolivian miners met in Lima.", "miners", {"PER", "CHL", "BOL"}),
        ("Peru and Chile's navies began an exercise.", "navies", {"PER", "CHL"}),
        ("The statement came from both Greek and Turkish officials.", "officials", {"GRC", "TUR"}),
    ],
)
def test_one_phrase_may_name_parties_of_several_countries(text: str, phrase: str, countries: set[str]) -> None:
    found = parties(mark(text), phrase)
    assert {p.country for p in found} == countries
    assert len({p.name for p in found}) == len(countries)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Pro-Russian fighters shelled the depot.", "fighters"),
        ("An Iran-backed militia fired rockets at the base.", "militia"),
        ("Anti-French demonstrators blocked the airport.", "demonstrators"),
    ],
)
def test_a_backer_or_a_foe_gives_no_country(text: str, phrase: str) -> None:
    assert party(mark(text), phrase).country is None


def test_a_name_of_common_nouns_needs_its_country() -> None:
    assert party(mark("Nepal and the Maoist rebels signed a truce."), "Maoist rebels").key != "org:maoist-rebels"
    assert party(mark("India and the Maoist rebels signed a truce."), "Maoist rebels").key == "org:maoist-rebels"


def test_words_tied_by_a_hyphen_name_no_party() -> None:
    marked = mark("A rebel-held town and a Dublin-based charity asked for help.")
    assert not names(marked) & {"rebel", "Dublin", "Ireland"}
    assert party(marked, "charity").name == "Dublin-based charity"


def test_a_part_of_a_known_name_is_no_party() -> None:
    assert names(mark("The Organization of American States sent observers to Honduras.")) >= {
        "Organization of American States"
    }
    assert not names(mark("The Organization of American States sent observers to Honduras.")) & {"American States"}


def test_the_end_of_a_title_is_no_party() -> None:
    assert not names(mark("The U.S. secretary of state met the heads of state.")) & {"state"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Federal judge Ruth Ngema on Thursday rejected the plea.", "Thursday"),
        ("He was taken to the Saint Brendan General Hospital on Monday.", "Hospital"),
        ("The former Chief Minister of the province resigned.", "Minister"),
    ],
)
def test_days_and_common_nouns_are_no_persons(text: str, name: str) -> None:
    assert name not in names(mark(text))


@pytest.mark.parametrize(
    ("text", "phrase", "sectors"),
    [
        ("Saudi journalist Talal Mushaddad left the country.", "Mushaddad", ("JRN",)),
        ("The protest was led by trade unionist Marta Oleksy.", "Oleksy", ("LAB",)),
        ("US Deputy Secretary of Energy Warren Tillotson arrived in Lima.", "Tillotson", ("GOV",)),
    ],
)
def test_what_stands_before_a_name_gives_its_sectors(text: str, phrase: str, sectors: tuple[str, ...]) -> None:
    assert set(sectors) <= set(party(mark(text), phrase).sectors)


def test_a_known_body_beside_its_own_kind_is_one_party() -> None:
    marked = mark("The Hamas movement rejected the offer. Hamas said it would not disarm.")
    assert len([p for p in marked[1].parties if p.key == "org:hamas"]) == 1
    assert party(marked, "Hamas movement").key == "org:hamas"


def test_a_body_of_a_common_name_is_that_of_the_country_spoken_of() -> None:
    assert party(mark("Rwanda's Senate passed the budget."), "Senate").country == "RWA"
    assert party(mark("Nigeria's president asked the Supreme Court in Abuja for more time."), "Court").country != "USA"
    assert party(mark("The U.S. president thanked the Senate."), "Senate").country == "USA"


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        ("President William Ruto said the government would pay.", "the government", "KEN"),
        ("Ethiopia closed the road. The army sent more troops.", "The army", "ETH"),
        ("Ghana and Togo closed the road. The army sent more troops.", "The army", None),
        ("Turkey spoke first. The rival army withdrew.", "The rival army", None),
        ("The rebels took a town in the north of Chad.", "The rebels", None),
    ],
)
def test_an_institution_is_that_of_the_country_spoken_of(text: str, phrase: str, country: str | None) -> None:
    assert party(mark(text), phrase).country == country


def test_police_are_those_of_the_country_the_copy_was_filed_from() -> None:
    marked = mark("Police arrested three men. The three denied it, police said.", home="GHA")
    assert party(marked, "Police").country == "GHA"
    assert len([p for p in marked[1].parties if "COP" in p.sectors]) == 1


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("The Polish premier said the country would not yield.", "the country", "Poland"),
        ("Nepal's king thanked his people and his country.", "his country", "Nepal"),
        ("Qatar sent envoys. The wealthy Gulf state offered money.", "The wealthy Gulf state", "Qatar"),
        (
            "Fighters of the Islamic State fled as the militant group lost ground.",
            "the militant group",
            "Islamic State",
        ),
    ],
)
def test_nouns_that_stand_for_a_party_named_before(text: str, phrase: str, name: str) -> None:
    assert party(mark(text), phrase).name == name


def test_a_company_is_no_ministry() -> None:
    marked = mark("The Justice Department sued Haldane Mining Inc. The company denied the charge.")
    assert "department" not in party(marked, "The company").name.lower()


@pytest.mark.parametrize(
    "text",
    [
        "Ireland's next president will be chosen in May.",
        "A former American president spoke in Oslo.",
        "The premier of Canada's Alberta province spoke in Calgary.",
    ],
)
def test_another_than_the_holder_of_an_office_is_not_the_holder(text: str) -> None:
    assert not [p for p in mark(text)[1].parties if p.key.startswith("person:")]


def test_he_is_a_man_and_she_a_woman() -> None:
    marked = mark("Maria Lopez met Peter Hansen in Oslo. She thanked him, and he praised her.")
    text, clusters = marked
    by_name = {p.name: {text[r.start : r.end] for r in p.refs} for p in clusters.parties}
    assert {"She", "her"} <= by_name["Maria Lopez"]
    assert {"him", "he"} <= by_name["Peter Hansen"]


def test_a_reflexive_is_the_subject_of_its_verb() -> None:
    text, clusters = mark("Norway said that Sweden had harmed itself.")
    assert [p.name for p in clusters.parties if any(text[r.start : r.end] == "itself" for r in p.refs)] == ["Sweden"]


def test_one_person_by_several_names() -> None:
    marked = mark("Omar Said Haddad spoke first. Omar Haddad then left, and Haddad's aide stayed. Omar was tired.")
    people = [p for p in marked[1].parties if p.kind == "person" and p.key.startswith("person:")]
    assert [p.name for p in people] == ["Omar Said Haddad"]


def test_two_people_of_one_surname() -> None:
    text, clusters = mark("Adam Brunner and his wife Julia Brunner were freed. Mrs. Brunner thanked the envoy.")
    julia = next(p for p in clusters.parties if p.name == "Julia Brunner")
    assert any(text[r.start : r.end] == "Mrs. Brunner" for r in julia.refs)


def test_parts_of_different_parties_are_different() -> None:
    marked = mark("One of the soldiers fled. One of the nurses stayed.")
    assert party(marked, "One of the soldiers"[:3]) is not parties(marked, "nurses")[0]


def test_a_mother_is_no_nun() -> None:
    assert party(mark("The single mother Ines Prado sued."), "Prado").office is None


def test_a_name_before_a_comma_is_no_adjective() -> None:
    found = parties(mark("In its talks with Russia, Kenyan officials asked for grain."), "officials")
    assert [p.country for p in found] == ["KEN"]


def test_a_body_of_a_state_is_one_party_under_several_names() -> None:
    marked = mark("Pakistani troops crossed. Pakistan's armed forces denied it. The army would reply, it said.")
    keys = {party(marked, phrase).key for phrase in ("Pakistani troops", "Pakistan's armed forces", "The army")}
    assert len(keys) == 1
    assert keys.pop().startswith("org:")


def test_an_ambiguous_short_name_is_clear_beside_the_full_one() -> None:
    assert party(mark("Volkswagen lost ground. VW blamed the tax."), "VW").name == "Volkswagen"
    assert not [p for p in mark("The U.S. president thanked an allied super PAC.")[1].parties if p.country == "ZAF"]


def test_a_name_with_a_title_in_its_middle() -> None:
    assert "Martin Luther King Jr." in names(mark("Martin Luther King Jr. spoke in the stadium."))


def test_the_white_house_as_a_place_is_no_house() -> None:
    assert not [p for p in mark("Protesters gathered outside the White House.")[1].parties if "LEG" in p.sectors]
