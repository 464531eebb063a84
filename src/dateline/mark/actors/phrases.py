"""Which phrases of a sentence name a party, and what their own words say of it."""

from __future__ import annotations

from dateline.mark.actors.names import known_name, modifiers, only_qualifies
from dateline.mark.actors.nominals import agent_of, inner, is_people, named_body, nominal, part_of
from dateline.mark.actors.reading import Reading
from dateline.mark.actors.unknown import unknown_name
from dateline.mark.draft import Ref
from dateline.parse.phrases import NOMINAL

__all__ = ["modifiers", "read_phrase", "read_phrases"]


def read_phrases(r: Reading) -> list[Ref]:
    """All phrases of the sentence that name a party, in order of their heads."""
    out = []
    for t in r.s.tokens:
        if t.pos in NOMINAL or t.i in r.name_at or is_people(r, t.i):
            ref = read_phrase(r, t.i)
            if ref is not None:
                out.append(ref)
    return out


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
    if hit is None:
        return None
    return named_body(r, i, hit[0]) or nominal(r, i, *hit)


def _is_part(r: Reading, i: int) -> bool:
    """A word of a known party's name that is not its head: "Human Rights" in the name of an observatory."""
    head = r.inside_name(i)
    return head is not None and known_name(r, head) is not None
