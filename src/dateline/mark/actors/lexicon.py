"""The tables that phrase reading needs, gathered once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.lexicon.agents import Agent, Title, load_agents, load_titles
from dateline.lexicon.reference import Reference, load_reference
from dateline.lexicon.states import load_states
from dateline.lexicon.tables import DATA
from dateline.lexicon.words import join


@dataclass(slots=True, frozen=True)
class Lexicon:
    """Agents by closed-up noun, titles by their forms, reference words, the names of states by code, and small
    words inside the names of people."""

    agents: Mapping[str, Agent]
    titles: Mapping[str, Title]
    reference: Reference
    states: Mapping[str, str]
    particles: frozenset[str]


def load_lexicon() -> Lexicon:
    """Agents, titles and reference words, indexed for phrase reading."""
    agents = {}
    for agent in load_agents():
        agents[join(agent.noun)] = agent
        if agent.plural:
            agents[join(agent.plural)] = agent
    titles = {t.title: t for t in load_titles()}
    titles |= {t.title.lower(): t for t in load_titles()}
    titles |= {join(t.title): t for t in load_titles()}
    states = {s.code: s.name for s in reversed(load_states()) if s.end is None}
    return Lexicon(agents, titles, load_reference(), states, _words("name-particles.txt"))


def _words(name: str) -> frozenset[str]:
    lines = (DATA / "actors" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
