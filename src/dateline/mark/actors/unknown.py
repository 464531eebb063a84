"""Names that no table knows: people and organizations as the parser saw them, and as titles show them."""

from __future__ import annotations

from dateline.mark.actors.countries import modifier_country, owner_country
from dateline.mark.actors.nominals import agent_of
from dateline.mark.actors.reading import Reading
from dateline.mark.draft import Ref
from dateline.parse.phrases import core

GROUPS = frozenset({"ORG", "NORP"})


def unknown_name(r: Reading, i: int) -> Ref | None:
    """The person or organization of the unknown name headed by token `i`; None when it is a place, a common noun
    written large, or part of a longer name."""
    s = r.s
    t, e = s.tokens[i], r.entity_at.get(i)
    if t.dep in {"compound", "nmod"}:
        return None
    first = name_start(r, i)
    surname = _is_surname(r, i, first)
    title = r.title_before(first)
    if t.start in r.places and title is None and not surname and t.text not in r.surnames:
        return None  # a place; whether its country takes part is for roles to say
    country = modifier_country(r, i)
    if (e is not None and e.label == "PERSON") or surname or title is not None:
        return Ref(
            *r.at(i, core(s, i)),
            type="name",
            name=" ".join(t.text for t in s.tokens[first : i + 1]).replace(" - ", "-"),
            kind="person",
            key=None,
            country=country,
            sectors=title.sectors if title is not None else (),
            office=title.office if title is not None else None,
            noun="name",
            rule="mark/person-name",
        )
    if agent_of(r, i) is not None:
        return None  # "Foreign Ministry", "Parliament": a common noun written large
    if e is not None and e.label in GROUPS:
        first = max(e.first, core(s, i)[0])
        text = " ".join(t.text for t in s.tokens[first : i + 1] if t.lower not in {"the", "'s"})
        return Ref(
            *r.at(i, core(s, i)),
            type="name",
            name=text,
            kind="organization" if e.label == "ORG" else "group",
            key=f"name:{text.lower()}",
            country=country or owner_country(r, i),
            rule=f"parser/{e.label}",
        )
    return None


def name_start(r: Reading, i: int) -> int:
    """First token of the run of name words that ends at `i`, titles and adjectives of nationality left out."""
    s, first = r.s, i
    while first > 0:
        t = s.tokens[first - 1]
        if t.lower in r.lexicon.particles or (first > 1 and t.text in {"-", "–"} and _is_name_word(r, first - 2)):
            first -= 1
            continue
        if t.pos != "PROPN" or t.head not in range(first - 1, i + 1) or t.text in r.lexicon.titles:
            break
        if t.i in r.name_at and any(n.role in {"state", "adjective"} for n in r.name_at[t.i].names):
            break
        if t.text.lower() in r.lexicon.agents:
            break
        first -= 1
    return first


def _is_name_word(r: Reading, i: int) -> bool:
    word = r.s.tokens[i]
    return word.text[0].isalnum() and (word.text[0].isupper() or word.lower in r.lexicon.particles)


def _is_surname(r: Reading, i: int, first: int) -> bool:
    """A last name alone: of a person named in full elsewhere, or of an officeholder where the parser saw a person."""
    t, found = r.s.tokens[i], r.name_at.get(i)
    if t.text in r.surnames and first == i:
        return True
    return found is not None and all(n.role == "surname" for n in found.names) and t.ent == "PERSON"
