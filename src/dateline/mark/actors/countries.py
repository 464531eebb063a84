"""Which country the words of a phrase give: its adjective, its possessor, what stands after `of`."""

from __future__ import annotations

from dateline.mark.actors.reading import Reading
from dateline.parse.phrases import core, pobjs

OWNERS = ("of", "for", "in", "from", "at", "to")
LENDING = frozenset({"state", "adjective", "demonym", "capital", "seat", "region", "organization"})


def country_at(r: Reading, i: int) -> str | None:
    """Country of the name that covers token `i`."""
    found = r.name_at.get(i)
    if found is not None:
        for n in found.names:
            if n.role in LENDING and n.holds(r.day) and not n.needs_context:
                return n.country
        people = {n.country for n in found.names if n.role == "person" and n.holds(r.day)}
        if len(people) == 1:
            return people.pop()
    return r.places.get(r.s.tokens[i].start)


def modifier_country(r: Reading, i: int) -> str | None:
    """Country named by an adjective, compound or possessor of the phrase: "Turkish", "Turkey's"."""
    first, _ = core(r.s, i)
    for c in range(i - 1, first - 1, -1):
        country = country_at(r, c)
        if country is not None and (c not in r.name_at or r.name_at[c] is not r.name_at.get(i)):
            return country
    return None


def owner_country(r: Reading, i: int) -> str | None:
    """Country named after the noun: "the government of Turkey", "police in Lagos"."""
    s = r.s
    for c in s.children(i):
        if s.tokens[c].dep == "prep" and s.tokens[c].lower in OWNERS:
            for p in pobjs(s, c):
                country = country_at(r, p) or modifier_country(r, p)
                if country is None and s.tokens[c].lower in {"of", "for"}:
                    country = owner_country(r, p)
                if country is not None:
                    return country
    return None


def possessor_country(r: Reading, i: int) -> str | None:
    """Country of the name in the possessive: "Ankara's ally"."""
    for c in r.s.children(i):
        if r.s.tokens[c].dep == "poss":
            return country_at(r, c) or modifier_country(r, c)
    return None


def owners(r: Reading, i: int) -> tuple[str, ...]:
    """Countries of "the presidents of China and Belarus", "the Chinese and Belarusian presidents"."""
    s = r.s
    out: list[str | None] = []
    if s.tokens[i].tag != "NNS":
        return ()
    for c in s.children(i):
        if s.tokens[c].dep == "prep" and s.tokens[c].lower == "of":
            out += [country_at(r, p) for p in pobjs(s, c)]
        elif s.tokens[c].dep in {"amod", "compound"}:
            out += [country_at(r, k) for k in s.subtree(c) if s.tokens[k].dep in {"amod", "compound", "conj"}]
    at = i - 1  # "China, Belarus presidents": names before the noun, however the parser hangs them
    while at >= 0 and (s.tokens[at].text in {",", "and", "&"} or at in r.name_at):
        out.append(country_at(r, at))
        at -= 1
    found = tuple(dict.fromkeys(c for c in out if c is not None))
    return found if len(found) > 1 else ()
