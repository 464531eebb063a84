"""Which country the words of a phrase give: its adjective, its possessor, what stands after `of`."""

from __future__ import annotations

from dateline.mark.actors.reading import Reading
from dateline.parse.phrases import core, pobjs

OWNERS = ("of", "for", "in", "from", "at", "to")
LENDING = frozenset({"state", "adjective", "demonym", "capital", "seat", "region", "organization"})
NATIONAL = frozenset({"state", "adjective", "demonym", "capital", "seat"})


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


def modifier_giver(r: Reading, i: int) -> int | None:
    """The token whose name gives the phrase its country: an adjective, compound or possessor before `i`."""
    first, _ = core(r.s, i)
    for c in range(i - 1, first - 1, -1):
        apart = c not in r.name_at or r.name_at[c] is not r.name_at.get(i)
        if apart and country_at(r, c) is not None and not _not_belonging(r, c):
            return c
    return None


def modifier_country(r: Reading, i: int) -> str | None:
    """Country named by an adjective, compound or possessor of the phrase: "Turkish", "Turkey's"."""
    giver = modifier_giver(r, i)
    return country_at(r, giver) if giver is not None else None


def owner_giver(r: Reading, i: int) -> int | None:
    """The token after the noun whose name gives the country: "the government of Turkey", "police in Lagos"."""
    s = r.s
    for c in s.children(i):
        if s.tokens[c].dep == "prep" and s.tokens[c].lower in OWNERS:
            for p in pobjs(s, c):
                giver = p if country_at(r, p) is not None else modifier_giver(r, p)
                if giver is None and s.tokens[c].lower in {"of", "for"}:
                    giver = owner_giver(r, p)
                if giver is not None:
                    return giver
    return None


def owner_country(r: Reading, i: int) -> str | None:
    """Country named after the noun."""
    giver = owner_giver(r, i)
    return country_at(r, giver) if giver is not None else None


def possessor_giver(r: Reading, i: int) -> int | None:
    """The token in the possessive: "Ankara's ally"."""
    for c in r.s.children(i):
        if r.s.tokens[c].dep == "poss":
            return c if country_at(r, c) is not None else modifier_giver(r, c)
    return None


def is_national(r: Reading, i: int) -> bool:
    """The name at token `i` is that of a state, or of a body that is no state's: its offices are the country's own, not
    those of a province, a party or a company."""
    found = r.name_at.get(i)
    if found is None:
        return False
    return any(n.holds(r.day) and (n.role in NATIONAL or n.country not in r.lexicon.states) for n in found.names)


def owners(r: Reading, i: int) -> tuple[str, ...]:
    """Countries of "the presidents of China and Belarus", "US and British activists", "Indian and Pakistani leadership";
    empty unless there are several."""
    s = r.s
    out: list[str | None] = []
    if s.tokens[i].tag in {"NNS", "NNPS"}:
        for c in s.children(i):
            if s.tokens[c].dep == "prep" and s.tokens[c].lower == "of":
                out += [country_at(r, p) for p in pobjs(s, c)]
    at, joined = i - 1, False
    while at >= 0 and (s.tokens[at].pos == "ADJ" or s.tokens[at].dep in {"compound", "poss", "case"}):
        if at in r.name_at:
            break
        at -= 1  # "senior" in "Chinese and Russian senior officials"
    names: list[str | None] = []
    while at >= 0 and (s.tokens[at].lower in {",", "and", "&", "'s"} or (at in r.name_at and _qualifies(r, at, i))):
        if at in r.name_at and not _not_belonging(r, at):
            names.append(country_at(r, at))
        joined = joined or s.tokens[at].lower in {"and", "&"}
        at -= 1
    joined = joined or (at < 0 and s.tokens[i].tag == "NNS")  # a headline's "China, Belarus presidents"
    found = tuple(dict.fromkeys(c for c in (*out, *(reversed(names) if joined else ())) if c is not None))
    return found if len(found) > 1 else ()


def _qualifies(r: Reading, at: int, i: int) -> bool:
    """The name at `at` is an adjective, or hangs before the noun `i` as one; "Russia" in "with Russia, U.S. officials
    said" does not."""
    if any(n.role in {"adjective", "demonym"} for n in r.name_at[at].names):
        return True
    t = r.s.tokens[at]
    if any(later.tag == "POS" for later in r.s.tokens[at:i]):
        return True  # "Peru and Chile's navies"
    return t.dep in {"amod", "compound", "nmod", "poss"} or (at < 2 and r.s.tokens[i].tag == "NNS")


def _not_belonging(r: Reading, i: int) -> bool:
    """A hyphen ties the name to a word by which the party is not that country's: "pro-Russian", "Iran-backed"."""
    words = r.lexicon.not_belonging
    return r.tied_before(i) in words or r.tied(i) in words
