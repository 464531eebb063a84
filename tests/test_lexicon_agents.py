"""The shipped nouns and titles hold what copy uses, and broken tables say where they break."""

from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.lexicon.agents import AGENT_COLUMNS, TITLE_COLUMNS, load_agents, load_titles, plural_of

AGENTS = {agent.noun: agent for agent in load_agents()}
TITLES = {title.title: title for title in load_titles()}


@pytest.mark.parametrize(("noun", "plural", "kind", "sectors"), [
    ("police", "police", "organization", ("COP",)), ("policeman", "policemen", "person", ("COP",)),
    ("army", "armies", "organization", ("MIL",)), ("troop", "troops", "person", ("MIL",)),
    ("lawmaker", "lawmakers", "person", ("LEG",)), ("defence ministry", "defence ministries", "organization", ("GOV",)),
    ("defense ministry", "defense ministries", "organization", ("GOV",)), ("rebel", "rebels", "person", ("REB",)),
    ("gunman", "gunmen", "person", ("UAF",)), ("paramilitary", "paramilitaries", "organization", ("PRM",)),
    ("asylum seeker", "asylum seekers", "person", ("REF",)), ("church", "churches", "organization", ("REL",)),
    ("attorney general", "attorneys general", "person", ("GOV",)),
    ("central bank", "central banks", "organization", ("BUS", "GOV")),
    ("newspaper", "newspapers", "organization", ("JRN",)), ("trade union", "trade unions", "organization", ("LAB",)),
])
def test_nouns_lead_to_kind_and_sectors(noun: str, plural: str, kind: str, sectors: tuple[str, ...]) -> None:
    agent = AGENTS[noun]
    assert (agent.plural, agent.kind, agent.sectors) == (plural, kind, sectors)


@pytest.mark.parametrize(("noun", "note"), [
    ("foreign minister", "office"), ("warplane", "instrument"), ("opposition", "collective"),
    ("counterpart", "relational"), ("wife", "relational"), ("man", "vague"), ("soldier", ""),
])
def test_notes_say_how_a_noun_acts(noun: str, note: str) -> None:
    assert AGENTS[noun].note == note


def test_both_spellings_stand_side_by_side() -> None:
    for british in [noun for noun in AGENTS if "defence" in noun.split()]:
        american = british.replace("defence", "defense")
        assert american in AGENTS, american
        assert AGENTS[american].sectors == AGENTS[british].sectors


def test_the_tables_are_broad() -> None:
    assert len(AGENTS) > 3000
    assert len(TITLES) > 400
    assert len({agent.sectors[0] for agent in AGENTS.values() if agent.sectors}) >= 23


@pytest.mark.parametrize(("title", "office", "sectors", "note"), [
    ("President", "President", ("GOV",), ""), ("Foreign Secretary", "Foreign Minister", ("GOV",), ""),
    ("Secretary of State", "Foreign Minister", ("GOV",), "USA"),
    ("Defence Minister", "Defense Minister", ("GOV", "MIL"), ""),
    ("Lt. Gen.", "Lieutenant General", ("MIL",), ""), ("Sen.", "Senator", ("LEG",), ""), ("Pope", "Pope", ("REL",), ""),
    ("Mr.", None, (), "honorific"), ("Dr.", None, (), "honorific"),
])
def test_titles_lead_to_offices(title: str, office: str | None, sectors: tuple[str, ...], note: str) -> None:
    found = TITLES[title]
    assert (found.office, found.sectors, found.note) == (office, sectors, note)


@pytest.mark.parametrize(("noun", "plural"), [
    ("soldier", "soldiers"), ("army", "armies"), ("boy", "boys"), ("boss", "bosses"),
])
def test_regular_plurals(noun: str, plural: str) -> None:
    assert plural_of(noun) == plural


@pytest.mark.parametrize(("row", "message"), [
    ("herald\t\tbeast\tGOV", r"court.tsv:3: kind must be one of person, organization, group, not 'beast'"),
    ("herald\t\tperson\tXXX", r"court.tsv:3: 'XXX' is not one of PLOVER's sectors"),
    ("herald\t\tperson\tGOV\tloud", r"court.tsv:3: note must be empty or one of office, instrument"),
    ("page\t\tperson\tGOV", r"court.tsv:3: 'page' stands already at court.tsv:2"),
    ("\t\tperson\tGOV", r"court.tsv:3: a noun is missing"),
])
def test_a_broken_noun_is_named(tmp_path: Path, row: str, message: str) -> None:
    rows = ["\t".join(AGENT_COLUMNS), "page\t\tperson\tGOV", row]
    (tmp_path / "court.tsv").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_agents(tmp_path)


@pytest.mark.parametrize(("row", "message"), [
    ("Herald\tHerald\tXXX", r"titles.tsv:3: 'XXX' is not one of PLOVER's sectors"),
    ("Herald\tHerald\tGOV\tloud", r"titles.tsv:3: note must be empty or one of honorific, USA, not 'loud'"),
    ("Page\tPage\tGOV", r"titles.tsv:3: 'Page' stands already at titles.tsv:2"),
    ("\tPage\tGOV", r"titles.tsv:3: a title is missing"),
])
def test_a_broken_title_is_named(tmp_path: Path, row: str, message: str) -> None:
    rows = ["\t".join(TITLE_COLUMNS), "Page\tPage\tGOV", row]
    (tmp_path / "titles.tsv").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_titles(tmp_path)
