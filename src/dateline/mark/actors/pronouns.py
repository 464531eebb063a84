"""Which parties a pronoun stands for."""

from __future__ import annotations

from dateline.mark.actors.roster import Roster, is_plural
from dateline.mark.draft import Party, Ref
from dateline.parse.tree import Sentence

CAUSE = frozenset({"over", "for", "about"})
ANSWER = frozenset({"response", "retaliation", "revenge", "reprisal", "reaction", "reply", "answer", "punishment", "payback"})


def pronoun_parties(roster: Roster, ref: Ref) -> tuple[Party, ...]:
    """The party, or the pair, that a pronoun of the third person stands for; empty when none is near."""
    word = ref.name.lower()
    refers = roster.lexicon.reference.pronouns[word].refers
    if refers == "speaker":
        return ()
    if word.endswith(("self", "selves")):
        subject = _subject(roster, ref)
        if subject:
            return subject
    gender = roster.lexicon.gendered.get(word, "")
    pair = _pair(roster, ref) if refers == "any" else ()
    if pair:
        return pair
    first = (*_teller(roster, ref), *_blamed(roster, ref))
    for party in first:
        if _agrees(party, refers) and party.gender in {"", gender or party.gender}:
            party.gender = party.gender or gender
            return (party,)
    clause = _own_clause(roster, ref)
    for party in roster.recent(ref):
        in_clause = any(r.sentence == ref.sentence and r.head in clause for r in party.refs)
        if not in_clause and _agrees(party, refers) and party.gender in {"", gender or party.gender}:
            party.gender = party.gender or gender
            return (party,)
    return ()


def _subject(roster: Roster, ref: Ref) -> tuple[Party, ...]:
    """The subject of the verb that a reflexive pronoun hangs by."""
    s = roster.sentence(ref)
    beside = roster.clusters.by_head.get((ref.sentence, s.tokens[ref.head].head))
    if beside:
        return beside  # "by the minister himself"
    for verb in s.ancestors(ref.head):
        if s.tokens[verb].pos in {"VERB", "AUX"}:
            for c in s.children(verb):
                if s.tokens[c].dep in {"nsubj", "nsubjpass"}:
                    return roster.clusters.by_head.get((ref.sentence, c), ())
            return ()
    return ()


def _teller(roster: Roster, ref: Ref) -> tuple[Party, ...]:
    """Who tells the clause the pronoun is subject of ("A's rival, B, said he would …": B, not A)."""
    s = roster.sentence(ref)
    verb = s.tokens[ref.head].head
    if s.tokens[ref.head].dep != "nsubj" or s.tokens[verb].dep != "ccomp":
        return ()
    heads = [c for c in s.children(s.tokens[verb].head) if s.tokens[c].dep == "nsubj" and c < ref.head]
    return _standing(roster, ref, heads)


def _blamed(roster: Roster, ref: Ref) -> tuple[Party, ...]:
    """Whose deed it is that something is done for: "A imposed sanctions on B over its invasion of C", "A was fined by B for its
    abuse of C": B's and A's, of the one the main verb does it to."""
    s = roster.sentence(ref)
    noun = s.tokens[ref.head].head
    if s.tokens[ref.head].dep != "poss" or s.tokens[noun].dep != "pobj":
        return ()
    prep = s.tokens[noun].head
    if not _gives_cause(s, prep):
        return ()
    verb = next((a for a in s.ancestors(prep) if s.tokens[a].pos == "VERB"), None)
    if verb is None:
        return ()
    passive = [c for c in s.children(verb) if s.tokens[c].dep == "nsubjpass"]
    return _standing(roster, ref, passive or list(range(verb + 1, prep)))


def _gives_cause(s: Sentence, prep: int) -> bool:
    """The preposition leads to why something was done: "over its raid", "because of its raid", "in response to its raid"."""
    name, above = s.tokens[prep].lower, s.tokens[s.tokens[prep].head].lower
    return name in CAUSE or (name == "of" and above == "because") or (name in {"to", "for"} and above in ANSWER)


def _standing(roster: Roster, ref: Ref, heads: list[int]) -> tuple[Party, ...]:
    """The parties of phrases with these heads or in apposition to them, in their order."""
    s, here = roster.sentence(ref), roster.clusters.by_head
    out: list[Party] = []
    for i in heads:
        out += here.get((ref.sentence, i), ())
        for c in s.children(i):
            if s.tokens[c].dep == "appos":
                out += [p for p in here.get((ref.sentence, c), ()) if p not in out]
    return tuple(out)


def _agrees(party: Party, refers: str) -> bool:
    several = is_plural(party)
    if refers == "person":
        return party.kind == "person" and not several
    if refers == "thing":
        return party.kind in {"state", "organization", "place-metonym"} or (party.kind == "group" and not several)
    return several or party.kind == "group"


def _pair(roster: Roster, ref: Ref) -> tuple[Party, ...]:
    """ "China has ties with Lukashenko, and after their talks …": two named parties of the sentence, no plural one."""
    here = [
        p
        for p in roster.clusters.parties
        if any(
            r.sentence == ref.sentence and r.head < ref.head and r.noun != "modifier" and r.type != "pronoun"
            for r in p.refs
        )
    ]
    if any(is_plural(p) for p in here):
        return ()
    named = [p for p in here if p.refs[0].type == "name" or p.key.startswith("person:")]
    return tuple(named) if len(named) == 2 and len(here) == 2 else ()


def _own_clause(roster: Roster, ref: Ref) -> set[int]:
    """Heads of the other arguments of the pronoun's verb: a subject and an object of one verb are two parties, unless
    the pronoun is reflexive or possessive."""
    s = roster.sentence(ref)
    head = s.tokens[ref.head].head
    if ref.name.lower().endswith(("self", "selves")) or s.tokens[ref.head].dep == "poss":
        return set()
    if s.tokens[head].pos not in {"VERB", "AUX"}:
        return set()
    return {c for c in s.children(head) if s.tokens[c].dep in {"nsubj", "dobj", "nsubjpass", "dative"}} - {ref.head}
