"""Phrases headed by a common noun: police, the Turkish foreign minister, dozens of protesters."""

from __future__ import annotations

from dataclasses import replace

from dateline.lexicon.agents import Agent
from dateline.lexicon.words import join
from dateline.mark.actors.countries import country_at, is_national, modifier_giver, owner_giver, owners, possessor_giver
from dateline.mark.actors.names import known_name
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
    giver = modifier_giver(r, i)
    if giver is None:
        giver = owner_giver(r, i)
    if giver is None and "relational" in note:
        giver = possessor_giver(r, i)
    country = country_at(r, giver) if giver is not None else None
    unbound = giver is not None and not is_national(r, giver)
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
        gender=r.gender(span),
        unbound=unbound or r.not_now(span) or any(s.tokens[c].lower in {"a", "an"} for c in s.children(i)),
    )


def named_body(r: Reading, i: int, agent: Agent) -> Ref | None:
    """The organization that stands before its own kind: "the Hamas movement", "the Reuters news agency"."""
    s, before = r.s, i - len(agent.noun.split())
    if agent.kind != "organization" or agent.note == "relational" or before < 0 or s.tokens[before].dep != "compound":
        return None
    ref = known_name(r, before)
    if ref is None or ref.kind not in {"organization", "group"} or not ref.key or not ref.key.startswith("org:"):
        return None
    refers = r.lexicon.reference.nouns.get(join(agent.noun), frozenset())
    if not (refers & {"organization", "igo"} or set(agent.sectors) & {*ref.sectors, "REB"}):
        return None
    sentence, head, start, end = r.at(i, core(s, i))
    return replace(ref, sentence=sentence, head=head, start=start, end=end)


def tied_agents(r: Reading) -> list[Ref]:
    """Agents that a hyphen ties to a participle, as parties to fall back on: "rebel-held suburbs"."""
    out = []
    for t in r.s.tokens:
        agent = r.lexicon.agents.get(t.lower) if r.tied(t.i) else None
        if agent is not None:
            key = join(agent.noun)
            ref = Ref(*r.at(t.i, (t.i, t.i + 1)), "name", t.text, agent.kind, f"nominal:{key}:", sectors=agent.sectors)
            out.append(replace(ref, noun="modifier", rule=f"agents#{agent.noun}"))
    return out


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
        key=whole.key
        if whole.key and whole.type == "nominal"
        else f"part:{whole.key or whole.noun}:{s.tokens[i].lemma}",
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
    return None
