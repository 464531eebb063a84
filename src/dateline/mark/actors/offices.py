"""Who holds an office, and whose institutions a phrase means when it does not say."""

from __future__ import annotations

from dataclasses import replace

from dateline.lexicon.offices import Term
from dateline.mark.actors.lexicon import INSTITUTIONS
from dateline.mark.actors.roster import Roster
from dateline.mark.draft import Party, Ref

FORCES = frozenset({"COP", "MIL"})
BACK = 2  # sentences that the country of "the army" may stand before it
HEAD = "Leader"  # a title that names no office: the Belarusian leader


def officer(roster: Roster, ref: Ref) -> Party:
    """Who holds an office: a person the article names (anywhere), else the holder on the story's day, else the office
    itself. `Leader` stands for whatever office the country's one named person has."""
    named = {
        r.key: r
        for rs in roster.refs
        for r in rs
        if r.kind == "person"
        and r.type == "name"
        and r.country == ref.country
        and r.office
        and ref.office in {r.office, HEAD}
    }
    if len(named) == 1:
        return roster.party(next(iter(named.values())))
    term = _holder(roster, ref)
    if term is None:
        return roster.party(replace(ref, key=f"nominal:{ref.office}:{ref.country}"))
    return roster.party(
        replace(
            ref,
            key=f"person:{term.person}",
            name=term.person,
            kind="person",
            sectors=term.sectors,
            wikidata=term.wikidata,
            rule=term.rule,
            gender=roster.lexicon.given_names.get(term.person.split()[0], ""),
        )
    )


def officers(roster: Roster, ref: Ref) -> tuple[Party, ...]:
    """The parties of a plural office: "the presidents of China and Belarus"."""
    return tuple(officer(roster, replace(ref, country=c, plural=False)) for c in ref.owners)


def owner_country(roster: Roster, ref: Ref) -> str | None:
    """The country of the party that owns a nominal: "Lukashenko's government", "its troops"."""
    s = roster.sentence(ref)
    for c in s.children(ref.head):
        if s.tokens[c].dep == "poss":
            owners = roster.clusters.by_head.get((ref.sentence, c), ())
            if len(owners) == 1:
                return owners[0].country
    return None


def implied_country(roster: Roster, ref: Ref) -> str | None:
    """Whose a state's institution is when its phrase does not say.

    "The army" is that of the only country the sentence has named before it; where it named none, "police" are those of
    the country the copy was filed from, and "the army" of the only country of the sentences right before.
    """
    if not is_institution(roster, ref):
        return None
    here = set(roster.countries(ref.sentence, ref.head))
    if len(here) == 1 and (ref.key is None or here == {roster.home}):
        return here.pop()
    if here:
        return None
    if roster.home is not None or ref.key is not None:
        return roster.home
    for sentence in range(ref.sentence - 1, max(ref.sentence - BACK, 0) - 1, -1):
        before = set(roster.countries(sentence))
        if before:
            return before.pop() if len(before) == 1 else None
    return None


def is_institution(roster: Roster, ref: Ref) -> bool:
    """A body of a state, or one of its officials, and none that is said to be another's: "foreign forces"."""
    if ref.kind == "group" or ref.vague or ref.relational or not set(ref.sectors) & INSTITUTIONS:
        return False
    if ref.kind != "organization" and ref.plural and not set(ref.sectors) & FORCES:
        return False
    s = roster.sentence(ref)
    return not any(s.tokens[c].lower in roster.lexicon.not_ours for c in s.children(ref.head))


def _holder(roster: Roster, ref: Ref) -> Term | None:
    """The one holder of the office on the story's day; None when the day, or who it was, is not known."""
    if roster.day is None or ref.country is None or ref.office is None:
        return None
    terms = roster.names.holders(ref.country, ref.office, roster.day)
    return terms[0] if len({t.person for t in terms}) == 1 else None
