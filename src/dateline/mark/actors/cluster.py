"""Which phrases of an article name the same party: names first, the rest in text order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.mark.actors.bodies import as_body
from dateline.mark.actors.offices import implied_country, is_institution, officer, officers, owner_country
from dateline.mark.actors.people import join_people
from dateline.mark.actors.pronouns import pronoun_parties
from dateline.mark.actors.reference import earlier_parties
from dateline.mark.actors.roster import Clusters, Roster
from dateline.mark.draft import Party, Ref


def join_phrases(roster: Roster) -> Clusters:
    """The parties of the article, joined from the phrases in `roster`."""
    for refs in roster.refs:
        _retype(roster, refs)
    people = [r for rs in roster.refs for r in rs if r.kind == "person" and r.type == "name"]
    join_people(people, roster.names, roster.day)
    for refs in roster.refs:
        _appositions(roster, refs)
    clusters = roster.clusters
    for refs in roster.refs:
        for ref in refs:
            clusters.refs[ref.sentence, ref.head] = ref
        for ref in refs:
            found = _parties(roster, ref)
            for party in found:
                party.refs.append(ref)
            if found:
                clusters.by_head[ref.sentence, ref.head] = found
            _pair_up(roster, ref)
    for ref in roster.modifiers:
        party = roster.party(ref)
        party.refs.append(ref)
        clusters.modifiers[ref.sentence, ref.head] = (party,)
    return clusters


def _apposed(roster: Roster, refs: Sequence[Ref]) -> Iterator[tuple[Ref, Ref]]:
    """(name, common noun) pairs in apposition."""
    by_head = {r.head: r for r in refs}
    for r in refs:
        t = roster.sentence(r).tokens[r.head]
        other = by_head.get(t.head)
        if t.dep != "appos" or other is None or other is r:
            continue
        name, nominal = (r, other) if r.type == "name" else (other, r)
        if name.type == "name" and nominal.type == "nominal" and nominal.plural == name.plural:
            yield name, nominal


def _retype(roster: Roster, refs: Sequence[Ref]) -> None:
    """A name that the parser took for an organization, beside a noun for a person, is a person's: "Castellan, White
    House counsel"; and the other way round: "the research firm Bellwether"."""
    for name, nominal in _apposed(roster, refs):
        if name.rule == "parser/ORG" and nominal.kind == "person":
            name.kind, name.key, name.noun, name.rule = "person", None, "name", "mark/person-name"
        elif name.rule == "mark/person-name" and nominal.kind == "organization" and " " not in name.name:
            name.kind, name.key, name.noun, name.rule = "organization", f"name:{name.name.lower()}", "", nominal.rule


def _appositions(roster: Roster, refs: Sequence[Ref]) -> None:
    """ "his counterpart, Xi Jinping", "Lukashenko, the president": one party; the name gives the key."""
    for name, nominal in _apposed(roster, refs):
        if name.kind == "state" and nominal.kind == "person":
            continue
        nominal.key, nominal.name, nominal.kind, nominal.wikidata = name.key, name.name, name.kind, name.wikidata
        name.office = name.office or nominal.office
        name.sectors = name.sectors or nominal.sectors
        name.gender = name.gender or nominal.gender
        if name.country is None and not nominal.relational:
            name.country = nominal.country


def _parties(roster: Roster, ref: Ref) -> tuple[Party, ...]:
    """The parties a phrase stands for, made when they are new."""
    if ref.type == "pronoun":
        return pronoun_parties(roster, ref)
    if ref.owners:
        return officers(roster, ref) if ref.office else _compatriots(roster, ref)
    if ref.type == "nominal" and ref.country is None:
        ref.country = owner_country(roster, ref)
    said = ref.country is not None
    if ref.type == "nominal" and (ref.key is None or (ref.office and ref.key.startswith("nominal:"))):
        found = earlier_parties(roster, ref)
        if not found and ref.country is None:
            ref.country = implied_country(roster, ref)
            if ref.country and ref.office and not ref.plural and ref.kind == "person" and not ref.unbound:
                found = (officer(roster, ref),)
        if found:
            return found
        ref.key = _own_key(roster, ref, said)
    elif ref.type == "nominal" and not said and ref.key == f"nominal:{ref.noun}:":
        ref.country = implied_country(roster, ref)
        ref.key = _own_key(roster, ref, said)
    if ref.type == "nominal" and not said and ref.country and ref.kind == "organization":
        ref = as_body(ref, ref.name, roster.names, roster.lexicon, roster.day)
    party = roster.party(ref)
    party.country = party.country or ref.country
    party.sectors = party.sectors or ref.sectors
    party.office = party.office or ref.office
    party.gender = party.gender or ref.gender
    if ref.type == "name" and ref.kind == "person" and len(ref.name) > len(party.name):
        party.name = ref.name
    return (party,)


def _own_key(roster: Roster, ref: Ref, said: bool) -> str:
    """The key of a common noun that no earlier phrase explains. An institution whose country is not `said` is the one
    that the article has under that noun already, if it has one."""
    bare = f"nominal:{ref.noun}:"
    if ref.unbound and ref.office:
        return f"{bare}{ref.country or ''}:{ref.name}"
    if not said and is_institution(roster, ref):
        known = [k for k in roster.by_key if k.startswith(bare) and len(k) <= len(bare) + 3]
        fitting = [k for k in known if None in {ref.country, roster.by_key[k].country}]
        if len(known) == len(fitting) == 1:
            return fitting[0]
    return bare + (ref.country or "")


def _compatriots(roster: Roster, ref: Ref) -> tuple[Party, ...]:
    """A party for each country of "US and British activists"."""
    first = max((m.head for m in roster.modifiers if m.sentence == ref.sentence and m.head < ref.head), default=-1) + 1
    words = [t.text for t in roster.sentence(ref).tokens[first : ref.head + 1] if t.tag != "POS"]
    noun = " ".join(words).replace(" - ", "-")
    return tuple(
        roster.party(replace(ref, country=c, key=f"nominal:{ref.noun}:{c}", name=f"{roster.adjective(c)} {noun}"))
        for c in ref.owners
    )


def _pair_up(roster: Roster, ref: Ref) -> None:
    """Note "the army and the rebels": the two that "both sides" may stand for later on."""
    t = roster.sentence(ref).tokens[ref.head]
    by_head = roster.clusters.by_head
    first = by_head.get((ref.sentence, t.head), ()) if t.dep == "conj" else ()
    second = by_head.get((ref.sentence, ref.head), ())
    if len(first) == len(second) == 1 and first[0] is not second[0] and ref.type != "pronoun":
        roster.pairs.append((first[0], second[0]))
