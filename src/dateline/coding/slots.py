"""In which order the slots of a frame are searched for the recipient."""

from __future__ import annotations

from dateline.coding.match import Match

DEFAULT = (
    "object", "indirect", "to", "on", "against", "with", "from", "for", "of", "into", "in", "over", "possessor", "modifier",
    "clause", "clause-object",
)  # fmt: skip
MUTUAL = ("object", "indirect", "to", "with")  # what several who act together may act upon
PARTIES = frozenset({"actor", "person", "agent", "state", "organization"})
AIMED = frozenset({"ASSAULT", "PROTEST", "THREATEN"})  # with these `at` leads to whom it hits; else to where it was
ATTITUDES = frozenset({"ACCUSE", "SUPPORT", "REJECT"})  # taken towards whoever owns or made the thing
RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
CLOSED = "none"  # as last slot: no place else is looked


def slots_of(m: Match, several: bool) -> tuple[str, ...]:
    """Names of slots, best first. `several`: more than one party acts, so that they may act on each other."""
    own = m.pattern.recipient
    if own == (CLOSED,):
        return own
    if own and own[-1] == CLOSED:
        return own
    leads = (m.phrase.leads,) if m.phrase.leads else ()
    if m.pattern.event == "CONSULT" and "with" in m.frame.preps and not several:
        own = ("with", *(s for s in own if s != "with"))  # "discussed Libya with Ankara"
    owner = ("owner",) if m.pattern.event in ATTITUDES and "object" not in own else ()
    if several and m.pattern.event in RECIPROCAL:
        slots = (*(own or leads), *(s for s in MUTUAL if s not in own), CLOSED)
    elif own:
        slots = (*own, *owner, *(s for s in DEFAULT if s not in own))
    else:
        slots = (*leads, *owner, *DEFAULT)
    named = m.pattern.object
    if named is not None and not named.special & PARTIES and "object" not in own:
        # The object is what the pattern names: troops, sanctions; or somebody (an envoy is summoned, an inmate freed).
        slots = tuple("someone" if s == "object" else s for s in slots)
    if m.pattern.event in AIMED and slots[-1] != CLOSED:
        slots = (*slots, "at")
    return slots
