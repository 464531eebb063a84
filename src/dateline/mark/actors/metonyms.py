"""A capital or a palace that stands for its government, told from one that is a place by its grammar."""

from __future__ import annotations

from dateline.lexicon.reference import load_motion
from dateline.lexicon.words import fold
from dateline.parse.phrases import SUBJECTS
from dateline.parse.tree import Sentence

LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "around",
        "through",
        "inside",
        "across",
        "throughout",
        "via",
        "within",
        "into",
        "toward",
        "towards",
        "off",
        "beyond",
    }
)
PARTNER = frozenset({"with", "between", "against", "by", "on", "for", "among", "without"})


def is_metonym(s: Sentence, i: int, role: str) -> bool:
    """Whether the name headed by `i` acts or is acted upon as a government.

    `role` is capital, seat or city; a seat (the Kremlin) is taken for the government unless it is plainly a place.
    """
    t = s.tokens[i]
    if t.dep in {"appos", "npadvmod"}:
        return False
    if t.dep == "conj":
        return is_metonym(s, t.head, role)
    if t.dep in SUBJECTS | {"nsubjpass"}:
        return role != "city" or _acts(s, t.head)
    if t.dep == "poss":
        return role != "city"
    if t.dep == "pobj":
        prep = s.tokens[t.head].lower
        if prep in LOCATIVE:
            return False
        if prep in PARTNER:
            return role != "city" and not (prep == "for" and _moves(s, s.tokens[t.head].head))
        if prep in {"to", "from"}:
            return role != "city" and not _moves(s, s.tokens[t.head].head)
        return role == "seat"
    if t.dep in {"dobj", "dative"}:
        return role != "city" and not _moves(s, t.head)
    return role == "seat" and t.dep not in {"compound", "ROOT"}


def _acts(s: Sentence, verb: int) -> bool:
    return s.tokens[verb].pos == "VERB" and any(s.tokens[c].dep in {"ccomp", "dobj", "xcomp"} for c in s.children(verb))


def _moves(s: Sentence, head: int) -> bool:
    t = s.tokens[head]
    if fold(t.lemma) not in load_motion():
        return False
    return (
        t.pos != "VERB"
        or not any(s.tokens[c].dep == "dobj" for c in s.children(head))
        or s.tokens[head].lemma != "take"
    )
