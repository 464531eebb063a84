"""Which phrases of a sentence name a party, and what their own words say of it."""

from __future__ import annotations

from dateline.mark.actors.bodies import as_body
from dateline.mark.actors.names import known_name, modifiers, only_qualifies
from dateline.mark.actors.nominals import agent_of, inner, is_people, named_body, nominal, part_of, tied_agents
from dateline.mark.actors.reading import Reading
from dateline.mark.actors.unknown import unknown_name
from dateline.mark.draft import Ref
from dateline.parse.phrases import NOMINAL, core

__all__ = ["read_modifiers", "read_phrase", "read_phrases"]


def read_phrases(r: Reading) -> list[Ref]:
    """All phrases of the sentence that name a party, in order of their heads."""
    out = []
    for t in r.s.tokens:
        if t.pos in NOMINAL or t.i in r.name_at or is_people(r, t.i):
            ref = read_phrase(r, t.i)
            if ref is not None:
                out.append(ref)
    return out


def read_modifiers(r: Reading) -> list[Ref]:
    """Parties of the sentence to fall back on: names and agents that only qualify, and places."""
    return modifiers(r) + tied_agents(r)


def read_phrase(r: Reading, i: int) -> Ref | None:
    """The party a phrase headed by token `i` names; None when it names none or `i` is only part of a phrase."""
    t = r.s.tokens[i]
    if t.lower in r.lexicon.reference.pronouns and t.pos in {"PRON", "DET", "ADJ"}:
        return _pronoun(r, i)
    if t.dep in {"compound", "amod", "nmod"} and t.head > i and r.s.tokens[t.head].pos in NOMINAL:
        return None
    if not t.text[0].isalnum() or r.of_title(i) or r.inside_entity(i) or only_qualifies(r, i):
        return None
    if _is_part(r, i):
        return None
    named = known_name(r, i)
    if named is None and r.is_seat(i):
        return None  # as a place, "the White House" is no house
    if named is None and (t.pos == "PROPN" or t.ent == "PERSON"):
        named = unknown_name(r, i)
    return named or _common(r, i)


def _pronoun(r: Reading, i: int) -> Ref:
    t = r.s.tokens[i]
    p = r.lexicon.reference.pronouns[t.lower]
    kind = "person" if p.refers == "person" else "group"
    return Ref(*r.at(i, (i, i + 1)), "pronoun", t.text, kind, None, plural=p.plural)


def _common(r: Reading, i: int) -> Ref | None:
    """The party of a common noun; a transparent noun ("dozens", "members") stands for what follows its `of`."""
    hit, below = agent_of(r, i), inner(r, i)
    if below is not None and (hit is None or hit[0].noun in r.lexicon.reference.transparent):
        whole = read_phrase(r, below)
        if whole is not None and whole.type != "pronoun":
            return part_of(r, i, below, whole)
    if hit is None or (hit[0].note == "counts" and (below is not None or r.s.tokens[i].tag != "NNS")):
        return None  # "thousands marched", but not "thousands of dollars"
    named = named_body(r, i, hit[0])
    if named is not None:
        return named
    return _body(r, i, nominal(r, i, *hit))


def _body(r: Reading, i: int, ref: Ref) -> Ref:
    """A nominal as the body of its country that the table has: "Kenya's army"."""
    if ref.kind != "organization" or ref.unbound or ref.owners or ref.country is None:
        return ref
    tokens, first = r.s.tokens, i
    while first > 0 and first - 1 not in r.name_at and tokens[first - 1].pos in {"NOUN", "PROPN", "ADJ", "VERB"}:
        first -= 1  # all words after the country's: "Kenyan riot police" are not all of the police
    if any(t.pos != "DET" and t.i not in r.name_at for t in tokens[core(r.s, i)[0] : first] if t.tag != "POS"):
        return ref
    return as_body(ref, " ".join(t.text for t in tokens[first : i + 1]), r.names, r.lexicon, r.day)


def _is_part(r: Reading, i: int) -> bool:
    """A word of a known party's name that is not its head: "Human Rights" in the name of an observatory."""
    head = r.inside_name(i)
    return head is not None and known_name(r, head) is not None
