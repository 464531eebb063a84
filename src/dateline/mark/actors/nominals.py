"""Phrases headed by a common noun: police, the Turkish foreign minister, dozens of protesters."""

from __future__ import annotations

from dateline.lexicon.agents import Agent
from dateline.lexicon.words import join
from dateline.mark.actors.countries import modifier_country, owner_country, owners, possessor_country
from dateline.mark.actors.reading import Reading
from dateline.mark.draft import Ref
from dateline.parse.phrases import core, pobjs, tails

QUANTIFIERS = frozenset({"every", "each", "any", "no", "some", "several", "many", "most", "another", "other", "few"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "his", "her", "their", "its"})
LONGEST_PART = 12  # words of the name of "dozens of ... protesters"


def agent_of(r: Reading, i: int) -> tuple[Agent, str] | None:
    """The agent a noun names, the longest compound first, with its key."""
    for key in reversed(tails(r.s, i)):
        agent = r.lexicon.agents.get(key)
        if agent is not None:
            return agent, join(agent.noun)
    return None


def nominal(r: Reading, i: int, agent: Agent, key: str) -> Ref:
    """The party that an agent noun at token `i` names."""
    s, note = r.s, agent.note or ""
    span = core(s, i)
    country = modifier_country(r, i) or owner_country(r, i)
    if "relational" in note and country is None:
        country = possessor_country(r, i)
    definite = any(s.tokens[c].lower in DEFINITE for c in s.children(i))
    party = f"nominal:{key}:{country or ''}"
    if not definite and _counted(r, i):
        party += f":{s.tokens[i].start}"  # "34 people" and "eleven people" are not the same people
    return Ref(
        *r.at(i, span),
        type="nominal",
        name=_plain_name(r, span),
        kind=agent.kind,
        key=None if definite else party,
        country=country,
        sectors=agent.sectors,
        office=_office_of(r, i),
        plural=s.tokens[i].tag in {"NNS", "NNPS"},
        noun=key,
        vague="vague" in note,
        relational="relational" in note,
        instrument="instrument" in note,
        rule=f"agents#{agent.noun}",
        owners=owners(r, i),
    )


def part_of(r: Reading, i: int, inner: int, whole: Ref) -> Ref:
    """A number or a part of a party: "dozens of protesters", "members of the Taliban". `inner` heads the whole."""
    s = r.s
    first, last = core(s, i)
    far = s.edges(inner)[1]
    return Ref(
        *r.at(i, (first, last)),
        type="nominal",
        name=" ".join(t.text for t in s.tokens[first : far if far - first < LONGEST_PART else last]),
        kind="group",
        key=(whole.key if whole.type == "nominal" else None) or f"part:{whole.key}:{s.tokens[i].lemma}",
        country=whole.country,
        sectors=whole.sectors,
        plural=True,
        noun=whole.noun,
        rule=whole.rule,
    )


def inner(r: Reading, i: int) -> int | None:
    """The noun that a transparent noun points at: `protesters` in "dozens of protesters"."""
    s, t, transparent = r.s, r.s.tokens[i], r.lexicon.reference.transparent
    if t.lemma not in transparent and t.lower not in transparent and t.pos != "NUM":
        return None
    for c in s.children(i):
        if s.tokens[c].dep == "prep" and s.tokens[c].lower == "of":
            below = pobjs(s, c)
            if below:
                return below[0]
    return None


def is_people(r: Reading, i: int) -> bool:
    """ "the injured", "the Chinese", "the wealthy": an adjective used as a noun."""
    t = r.s.tokens[i]
    return (
        t.pos == "ADJ"
        and t.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"}
        and any(r.s.tokens[c].lower == "the" for c in r.s.children(i))
    )


def _counted(r: Reading, i: int) -> bool:
    tokens = r.s.tokens
    return any(tokens[c].dep in {"nummod", "quantmod"} or tokens[c].lower in QUANTIFIERS for c in r.s.children(i))


def _plain_name(r: Reading, span: tuple[int, int]) -> str:
    name = " ".join(t.text for t in r.s.tokens[span[0] : span[1]]).replace(" '", "'").replace(" - ", "-")
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        name = name.removeprefix(article)
    return name


def _office_of(r: Reading, i: int) -> str | None:
    titles = r.lexicon.titles
    for key in reversed(tails(r.s, i)):
        if key in titles:
            return titles[key].office
    title = titles.get(r.s.tokens[i].text.capitalize())
    return title.office if title is not None else None
