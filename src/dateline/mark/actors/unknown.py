"""Names that no table knows: people and organizations as the parser saw them, and as titles show them."""

from __future__ import annotations

from dateline.lexicon.agents import Agent, Title
from dateline.mark.actors.countries import modifier_country, owner_country
from dateline.mark.actors.names import NO_NAME
from dateline.mark.actors.nominals import agent_of
from dateline.mark.actors.reading import HYPHENS, Reading
from dateline.mark.draft import Ref
from dateline.parse.phrases import core

GROUPS = frozenset({"ORG", "NORP"})


def unknown_name(r: Reading, i: int) -> Ref | None:
    """The person or organization of the unknown name headed by token `i`; None when it is a place, a common noun
    written large, or part of a longer name."""
    t, e = r.s.tokens[i], r.entity_at.get(i)
    if t.dep in {"compound", "nmod"} or t.ent in NO_NAME or not any(c.isalpha() for c in t.text):
        return None
    first = name_start(r, i)
    surname = _is_surname(r, i, first)
    title = r.title_before(first)
    if t.start in r.places and title is None and not surname and t.text not in r.surnames:
        return None  # a place; whether its country takes part is for roles to say
    agent = agent_of(r, i)
    titled = title is not None and agent is None and not (e is not None and e.label == "ORG" and e.first < first)
    if (e is not None and e.label == "PERSON") or surname or titled:
        before = _noun_before(r, first, i) if title is None else None
        if before is not None and before.kind == "organization":
            return _organization(r, i, first, before)  # "the mining company Barrow Ridge"
        return _person(r, i, first, title, before)
    if agent is None and e is not None and e.label in GROUPS:
        if e.label == "ORG" and t.text in r.surnames and e.last - e.first > 1 and not r.inside_entity(i):
            return _person(r, i, first, title, None)
        return _group(r, i)
    return None  # an agent: "Foreign Ministry", "Parliament", a common noun written large


def name_start(r: Reading, i: int) -> int:
    """First token of the run of name words that ends at `i`, titles and adjectives of nationality left out."""
    s, first = r.s, i
    e = r.entity_at.get(i)
    while first > 0:
        t = s.tokens[first - 1]
        if e is not None and e.label == "PERSON" and e.first < first - 1 and t.pos == "PROPN":
            first -= 1  # "King" between first name and "Jr."
            continue
        if t.lower in r.lexicon.particles or (first > 1 and t.text in HYPHENS and _is_name_word(r, first - 2)):
            first -= 1
            continue
        if t.pos != "PROPN" or t.head not in range(first - 1, i + 1) or t.text in r.lexicon.titles:
            break
        if t.i in r.name_at and any(n.role in {"state", "adjective", "demonym"} for n in r.name_at[t.i].names):
            break
        if t.text.lower() in r.lexicon.agents or not t.text[0].isalpha():
            break
        if t.text + "." in r.lexicon.titles or t.text.lower() in r.lexicon.titles:
            break
        first -= 1
    while first < i and not s.tokens[first].text[0].isalnum():
        first += 1
    return first


def _person(r: Reading, i: int, first: int, title: Title | None, before: Agent | None) -> Ref:
    words = [t.text for t in r.s.tokens[first : i + 1]]
    span = core(r.s, i)
    sectors = title.sectors if title is not None else before.sectors if before is not None else ()
    return Ref(
        *r.at(i, span),
        type="name",
        name=" ".join(words).replace(" - ", "-"),
        kind="person",
        key=None,
        country=modifier_country(r, i),
        sectors=sectors,
        office=title.office if title is not None else None,
        noun="name",
        rule="mark/person-name",
        gender=r.gender(span, words[0] if len(words) > 1 else ""),
        unbound=r.not_now(span),
    )


def _organization(r: Reading, i: int, first: int, noun: Agent) -> Ref:
    text = " ".join(t.text for t in r.s.tokens[first : i + 1]).replace(" - ", "-")
    return Ref(
        *r.at(i, core(r.s, i)),
        type="name",
        name=text,
        kind="organization",
        key=f"name:{text.lower()}",
        country=modifier_country(r, i) or owner_country(r, i),
        sectors=noun.sectors,
        rule=f"agents#{noun.noun}",
    )


def _group(r: Reading, i: int) -> Ref:
    """An organization or a people by the parser's entity, whole: "Federal Union of Ferry Workers"."""
    e = r.entity_at[i]
    first, last = core(r.s, i)
    named = max(e.first, first)
    if e.label == "ORG":
        last = max(last, e.last - (r.s.tokens[e.last - 1].tag == "POS"))
    text = " ".join(t.text for t in r.s.tokens[named:last] if t.lower not in {"the", "'s"})
    before = _noun_before(r, named, i)
    return Ref(
        *r.at(i, (first, last)),
        type="name",
        name=text.replace(" - ", "-"),
        kind="organization" if e.label == "ORG" else "group",
        key=f"name:{text.lower()}",
        country=modifier_country(r, i) or owner_country(r, i),
        sectors=before.sectors if before is not None and before.kind == "organization" else (),
        rule=f"parser/{e.label}",
    )


def _noun_before(r: Reading, first: int, i: int) -> Agent | None:
    """The agent noun right before a name: "Saudi journalist Omar Sayegh", "the newspaper Dagens Rost"."""
    if first == 0:
        return None
    t = r.s.tokens[first - 1]
    if t.pos not in {"NOUN", "PROPN"} or t.head not in range(first, i + 1) or r.of_title(first - 1):
        return None
    hit = agent_of(r, first - 1)
    return hit[0] if hit is not None and hit[0].note != "relational" else None


def _is_name_word(r: Reading, i: int) -> bool:
    word = r.s.tokens[i]
    return word.text[0].isalnum() and (word.text[0].isupper() or word.lower in r.lexicon.particles)


def _is_surname(r: Reading, i: int, first: int) -> bool:
    """A last name alone: of a person named in full elsewhere, or of an officeholder where the parser saw a name."""
    t, found = r.s.tokens[i], r.name_at.get(i)
    if t.text in r.surnames and first == i:
        return True
    if found is None or any(n.role != "surname" for n in found.names):
        return False
    holders = {n.party for n in found.names if n.holds(r.day)}
    return t.ent == "PERSON" or (t.ent == "ORG" and len(holders) == 1)
