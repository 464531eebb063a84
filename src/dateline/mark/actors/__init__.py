"""The parties of an article: phrases that name them, joined into actors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from dateline.lexicon.agents import load_agents, load_titles
from dateline.lexicon.names import Found, load_names
from dateline.lexicon.reference import load_reference
from dateline.lexicon.states import load_states
from dateline.lexicon.words import join
from dateline.mark.actors.cluster import Clusterer, Clusters
from dateline.mark.actors.phrases import Lexicon, PhraseReader
from dateline.mark.draft import Party, Ref
from dateline.parse import Parsed, plain
from dateline.records import Actor, ActorKind, Mention, MentionType

__all__ = ["Clusters", "Lexicon", "Party", "Ref", "actor_records", "load_lexicon", "mark_actors"]


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
    return Lexicon(agents, titles, load_reference(), states)


def mark_actors(
    parsed: Parsed, lexicon: Lexicon, day: date | None, places: Mapping[int, str] | None = None, home: str | None = None
) -> Clusters:
    """Parties of an article. `day` is the story's day (who held which office); `places` maps start offsets of
    resolved place names to countries; `home` is the country the copy was filed from."""
    names = load_names()
    found = names.find(plain(parsed.article.text))
    surnames = _surnames(parsed, found)
    refs: list[list[Ref]] = []
    modifiers: list[Ref] = []
    at = 0
    for s in parsed.sentences:
        while at < len(found) and found[at].end <= s.start:
            at += 1
        here = []
        k = at
        while k < len(found) and found[k].start < s.end:
            here.append(found[k])
            k += 1
        reader = PhraseReader(s, here, lexicon, day, places or {}, surnames)
        refs.append(reader.refs())
        modifiers += reader.modifiers()
    return Clusterer(parsed, refs, modifiers, lexicon.reference, names, day, home).run()


def _surnames(parsed: Parsed, found: list[Found]) -> frozenset[str]:
    """Last names of the people an article names in full."""
    out = {n.form.split()[-1] for f in found for n in f.names if n.role == "person"}
    for s in parsed.sentences:
        for e in s.ents:
            words = [t.text for t in s.tokens[e.first : e.last] if t.tag != "POS"]
            if e.label == "PERSON" and len(words) > 1:
                out.add(words[-1])
    return frozenset(out)


def actor_records(clusters: Clusters, used: set[str]) -> tuple[Actor, ...]:
    """Records of the parties: all that are named, and of the common nouns those that take part in something (`used`)."""
    out = []
    for p in clusters.parties:
        named = any(r.type == "name" and r.noun != "modifier" for r in p.refs)
        if not named and p.id not in used:
            continue
        spans = {(r.start, r.end): r for r in p.refs}
        mentions = tuple(Mention(r.start, r.end, cast(MentionType, r.type)) for _, r in sorted(spans.items()))
        out.append(
            Actor(
                id=p.id,
                name=p.name,
                kind=cast(ActorKind, p.kind),
                country=p.country,
                sectors=p.sectors,
                office=p.office,
                wikidata=p.wikidata,
                mentions=mentions,
            )
        )
    return tuple(out)
