"""Which phrases of an article name the same party: names first, the rest in text order."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.mark.actors.offices import implied_country, officer, officers, owner_country
from dateline.mark.actors.people import join_people
from dateline.mark.actors.pronouns import pronoun_parties
from dateline.mark.actors.reference import earlier_parties
from dateline.mark.actors.roster import Clusters, Roster
from dateline.mark.draft import Party, Ref


def join_phrases(roster: Roster) -> Clusters:
    """The parties of the article, joined from the phrases in `roster`."""
    people = [r for rs in roster.refs for r in rs if r.kind == "person" and r.type == "name"]
    join_people(people, roster.names, roster.day)
    clusters = roster.clusters
    for refs in roster.refs:
        for ref in refs:
            clusters.refs[ref.sentence, ref.head] = ref
        _appositions(roster, refs)
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


def _appositions(roster: Roster, refs: Sequence[Ref]) -> None:
    """ "his counterpart, Xi Jinping", "Lukashenko, the president": one party; the name gives the key."""
    by_head = {r.head: r for r in refs}
    for r in refs:
        t = roster.sentence(r).tokens[r.head]
        other = by_head.get(t.head)
        if t.dep != "appos" or other is None or other is r:
            continue
        name, nominal = (r, other) if r.type == "name" else (other, r)
        if name.type != "name" or nominal.type != "nominal" or nominal.plural != name.plural:
            continue
        if name.kind == "state" and nominal.kind == "person":
            continue
        nominal.key = name.key
        name.office = name.office or nominal.office
        name.sectors = name.sectors or nominal.sectors
        if name.country is None and not nominal.relational:
            name.country = nominal.country


def _parties(roster: Roster, ref: Ref) -> tuple[Party, ...]:
    """The parties a phrase stands for, made when they are new."""
    if ref.type == "pronoun":
        return pronoun_parties(roster, ref)
    if ref.owners and ref.office:
        return officers(roster, ref)
    if ref.type == "nominal" and ref.country is None:
        ref.country = owner_country(roster, ref)
    if ref.type == "nominal" and (ref.key is None or ref.office):
        found = earlier_parties(roster, ref)
        if not found and ref.country is None:
            ref.country = implied_country(roster, ref)
            if ref.country and ref.office and not ref.plural and ref.kind == "person":
                found = (officer(roster, ref),)
        if found:
            return found
        ref.key = f"nominal:{ref.noun}:{ref.country or ''}"
    party = roster.party(ref)
    party.country = party.country or ref.country
    party.sectors = party.sectors or ref.sectors
    party.office = party.office or ref.office
    if ref.type == "name" and ref.kind == "person" and len(ref.name) > len(party.name):
        party.name = ref.name
    return (party,)


def _pair_up(roster: Roster, ref: Ref) -> None:
    """Note "the army and the rebels": the two that "both sides" may stand for later on."""
    t = roster.sentence(ref).tokens[ref.head]
    by_head = roster.clusters.by_head
    first = by_head.get((ref.sentence, t.head), ()) if t.dep == "conj" else ()
    second = by_head.get((ref.sentence, ref.head), ())
    if len(first) == len(second) == 1 and first[0] is not second[0] and ref.type != "pronoun":
        roster.pairs.append((first[0], second[0]))
