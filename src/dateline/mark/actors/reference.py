"""Which party named before a common noun stands for: the president, the bloc, the two leaders, both sides."""

from __future__ import annotations

from dateline.lexicon.words import fold
from dateline.mark.actors.lexicon import INSTITUTIONS
from dateline.mark.actors.offices import HEAD, officer
from dateline.mark.actors.roster import Roster, is_plural
from dateline.mark.draft import Party, Ref

COUNTS = {"two": 2, "both": 2, "three": 3}
PAIRED = frozenset({"side", "leader", "president", "party", "neighbor", "country"})  # bare plurals that mean two


def earlier_parties(roster: Roster, ref: Ref) -> tuple[Party, ...]:
    """The parties a nominal stands for, if some fit; empty when it is a party of its own."""
    same = _same_words(roster, ref)
    if same is not None:
        return (same,)
    if ref.office and ref.country and not ref.plural and ref.kind == "person":
        return _former(roster, ref) if ref.unbound else (officer(roster, ref),)
    refers = _refers(roster, ref)
    if not refers:
        return ()
    fitting = [p for p in roster.recent(ref) if _fits(p, refers, ref)]
    if ref.plural:
        return _several(roster, ref, refers, fitting)
    if ref.relational and ref.country is None:
        return ()
    if not fitting and "state" in refers and not ref.relational:
        return _country(roster, ref)
    return tuple(fitting[:1])


def _refers(roster: Roster, ref: Ref) -> frozenset[str]:
    """What a noun may stand for: "the militant group" what "group" may."""
    reference = roster.lexicon.reference
    refers = reference.nouns.get(ref.noun) or (reference.plurals.get(ref.noun) if ref.plural else None)
    if refers is None and ref.key is None and not ref.plural:
        refers = reference.nouns.get(fold(roster.sentence(ref).tokens[ref.head].lemma), frozenset()) - {"person", "any"}
    return refers or frozenset()


def _former(roster: Roster, ref: Ref) -> tuple[Party, ...]:
    """ "The former president": a person named before as one who held that office."""
    for p in roster.recent(ref):
        held = p.key.startswith("person:") and p.office == ref.office and p.country == ref.country
        if held and ref.key is None and any(r.unbound for r in p.refs):
            return (p,)
    return ()


def _country(roster: Roster, ref: Ref) -> tuple[Party, ...]:
    """ "The country": the one its owner is of, else the last whose name or people the sentence has, or the one before."""
    if ref.unbound or ref.plural:
        return ()
    if ref.country in roster.lexicon.states and ref.country:
        return (roster.state(ref, ref.country),)
    named = roster.countries(ref.sentence, ref.head)
    if not named and ref.sentence > 0:
        named = roster.countries(ref.sentence - 1)
    return (roster.state(ref, named[-1]),) if named and ref.country is None and ref.key is None else ()


def _same_words(roster: Roster, ref: Ref) -> Party | None:
    """The same noun, and no other country: "the ministry" after "the Turkish ministry"."""
    for p in roster.recent(ref):
        first = p.refs[0]
        if (
            first.type == "nominal"
            and first.noun == ref.noun
            and first.plural == ref.plural
            and (ref.country is None or p.country in {None, ref.country})
        ):
            return p
    return None


def _several(roster: Roster, ref: Ref, refers: frozenset[str], fitting: list[Party]) -> tuple[Party, ...]:
    """ "The two leaders": two of this sentence, else the pair the article speaks of most, else the nearest."""
    count = _count(roster, ref)
    if count == 2:
        here = [p for p in fitting if any(r.sentence == ref.sentence and r.head < ref.head for r in p.refs)]
        if len(here) == 2 and "any" not in refers:
            return tuple(here)
        pairs = [pair for pair in roster.pairs if all(_is_side(p, refers, ref) for p in pair)]
        if pairs:
            return max(reversed(pairs), key=lambda pair: sum(len(p.refs) for p in pair))
    if count is not None and "any" not in refers and len(fitting) >= count:
        return tuple(fitting[:count])
    return ()


def _fits(party: Party, refers: frozenset[str], ref: Ref) -> bool:
    if ref.country is not None and party.country != ref.country:
        return False
    if party.key.startswith("people:") or (ref.gender and party.gender and ref.gender != party.gender):
        return False
    if party.kind == "person" and "person" in refers and not is_plural(party):
        if ref.office not in {None, HEAD} and party.office and ref.office != party.office:
            return False
        if not party.key.startswith("person:"):
            return False
        return ref.office is None or party.office is not None or ref.country is not None
    if party.kind == "state" and ("state" in refers or "any" in refers):
        return ref.country is None
    named = party.refs[0].type == "name"
    if party.kind == "organization" and "igo" in refers and party.country in {"IGO", "EUR", "UNO"}:
        return True
    if party.kind in {"organization", "group"} and "organization" in refers:
        return named and _same_walk(party, ref)
    if ref.kind == "organization" and party.kind == "person":
        return False
    return "any" in refers and party.kind in {"person", "organization"} and named


def _same_walk(party: Party, ref: Ref) -> bool:
    """A company is no ministry, and "the group" no body of a state."""
    if ref.sectors and party.sectors:
        return bool(set(ref.sectors) & set(party.sectors))
    return not {*ref.sectors, *party.sectors} & INSTITUTIONS


def _is_side(p: Party, refers: frozenset[str], ref: Ref) -> bool:
    return _fits(p, refers, ref) or ("any" in refers and p.kind in {"state", "organization", "group"})


def _count(roster: Roster, ref: Ref) -> int | None:
    """How many a plural stands for: "the two leaders", "both sides"; None when the text does not say."""
    s = roster.sentence(ref)
    words = [s.tokens[c] for c in s.children(ref.head)]
    for word in words:
        if word.lower in COUNTS:
            return COUNTS[word.lower]
    if ref.noun in PAIRED and not any(word.dep in {"amod", "compound", "nummod"} for word in words):
        return 2 if s.tokens[ref.head].dep in {"nsubj", "nsubjpass", "pobj", "poss"} else None
    return None
