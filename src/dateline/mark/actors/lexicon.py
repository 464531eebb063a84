"""The tables that phrase reading needs, gathered once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.lexicon.agents import Agent, Title, load_agents, load_titles
from dateline.lexicon.reference import Reference, load_reference
from dateline.lexicon.states import load_states
from dateline.lexicon.tables import DATA, read_table
from dateline.lexicon.words import join

INSTITUTIONS = frozenset({"GOV", "COP", "JUD", "LEG", "MIL", "SPY"})  # sectors of a state's own bodies


@dataclass(slots=True, frozen=True)
class Lexicon:
    """Agents by closed-up noun, titles by their forms, reference words, names and adjectives of states by code; small
    words inside the names of people, first names and words that tell a person's gender, words by a hyphen that keep a
    country's name from saying whose a party is, words by which an office is not the present holder's, and
    words by which an institution is not the country's that is spoken of."""

    agents: Mapping[str, Agent]
    titles: Mapping[str, Title]
    reference: Reference
    states: Mapping[str, str]
    adjectives: Mapping[str, tuple[str, ...]]
    particles: frozenset[str]
    given_names: Mapping[str, str]
    gendered: Mapping[str, str]
    not_belonging: frozenset[str]
    not_now: frozenset[str]
    not_ours: frozenset[str]


def load_lexicon() -> Lexicon:
    """Agents, titles and reference words, indexed for phrase reading."""
    agents = {}
    for agent in load_agents():
        agents[join(agent.noun)] = agent
        if agent.plural:
            agents[join(agent.plural)] = agent
    titles = {t.title: t for t in load_titles()}
    for t in load_titles():
        noun = agents.get(join(t.title))
        if noun is None or noun.note == "office" or set(noun.sectors) & set(t.sectors):
            titles[t.title.lower()] = titles[join(t.title)] = t  # not "mother", which is no nun
    now = [s for s in reversed(load_states()) if s.end is None]
    return Lexicon(
        agents=agents,
        titles=titles,
        reference=load_reference(),
        states={s.code: s.name for s in now},
        adjectives={s.code: s.adjectives for s in now},
        particles=_words("name-particles.txt"),
        given_names=_genders("given-names.tsv", "name"),
        gendered=_genders("gendered-words.tsv", "word"),
        not_belonging=_words("not-belonging.txt"),
        not_now=_words("not-now.txt"),
        not_ours=_words("not-ours.txt"),
    )


def _words(name: str) -> frozenset[str]:
    lines = (DATA / "actors" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _genders(name: str, column: str) -> dict[str, str]:
    return {row[column]: row["gender"] for row in read_table(DATA / "actors" / name, (column, "gender"))}
