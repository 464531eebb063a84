"""Who is the subject of a verb of speech, through coordination, control, participles, relatives and the passive."""

from __future__ import annotations

from dateline.parse import Sentence

SUBJECTS = {"nsubj", "csubj", "nsubjpass"}
RELATIVE = {"who", "which", "that", "whom"}


def is_passive(sentence: Sentence, verb: int) -> bool:
    """The verb stands in the passive, or is a participle with its sense: people suspected of, asked about."""
    token, below = sentence.tokens[verb], sentence.children(verb)
    if token.tag == "VBN" and token.dep in {"acl", "advcl"} and not any(
            sentence.tokens[c].dep in {"aux", "nsubj"} for c in below):
        return True
    return any(sentence.tokens[c].dep in {"auxpass", "nsubjpass", "agent"} for c in below)


def agent(sentence: Sentence, verb: int) -> int | None:
    """The head after "by" of a passive."""
    for c in sentence.children(verb):
        if sentence.tokens[c].dep == "agent" or (sentence.tokens[c].lower == "by" and sentence.tokens[c].dep == "prep"):
            return pobj(sentence, c)
    return None


def pobj(sentence: Sentence, preposition: int) -> int | None:
    """The object of a preposition."""
    for c in sentence.children(preposition):
        if sentence.tokens[c].dep in {"pobj", "pcomp"} and sentence.tokens[c].pos not in {"VERB", "AUX"}:
            return c
    return None


def child(sentence: Sentence, i: int, *deps: str) -> int | None:
    """The first dependent with one of these arcs."""
    return next((c for c in sentence.children(i) if sentence.tokens[c].dep in deps), None)


def subject(sentence: Sentence, verb: int) -> int | None:
    """Head token of who does the speaking; None when the sentence does not say."""
    tokens, seen = sentence.tokens, 0
    i = verb
    while seen < 6:
        seen += 1
        subjects = [c for c in sentence.children(i) if tokens[c].dep in {"nsubj", "nsubjpass", "expl"}]
        before = [c for c in subjects if c < i]
        own = before[-1] if before else subjects[0] if subjects else None
        if own is not None:
            return _antecedent(sentence, i, own)
        head, dep = tokens[i].head, tokens[i].dep
        if head == i:
            return _inverted(sentence, verb)
        if dep in {"acl", "relcl"}:
            if tokens[i].tag == "VB" and tokens[head].dep == "dobj":  # had this to say
                i = tokens[head].head
                continue
            return head
        if dep == "pcomp" and tokens[head].pos in {"ADP", "SCONJ", "ADV"}:
            i = tokens[head].head
            while tokens[i].pos in {"ADP", "ADV"} and tokens[i].head != i:
                i = tokens[i].head
        elif dep in {"conj", "xcomp", "advcl", "ccomp", "dep", "parataxis", "acomp", "attr", "oprd"}:
            if dep == "xcomp":
                held = child(sentence, head, "dobj", "dative")
                if held is not None and not is_passive(sentence, head):
                    return held
            if dep == "ccomp" and tokens[i].tag not in {"VBG", "VB", "VBN"}:
                return None
            i = head
        else:
            return _inverted(sentence, verb)
        if tokens[i].pos in {"NOUN", "PROPN", "PRON"}:
            return i
        if is_passive(sentence, i) and tokens[i].dep != "conj":
            return agent(sentence, i) if i != verb and tokens[verb].tag == "VBG" else child(sentence, i, "nsubjpass")
    return None


def relative(sentence: Sentence, verb: int) -> int | None:
    """The relative pronoun that is the verb's subject: the antecedent's mention in the clause."""
    own = child(sentence, verb, "nsubj")
    if own is not None and sentence.tokens[own].lower in RELATIVE and sentence.tokens[verb].dep == "relcl":
        return own
    return None


def _antecedent(sentence: Sentence, verb: int, own: int) -> int | None:
    token = sentence.tokens[own]
    if token.lower in RELATIVE and sentence.tokens[verb].dep == "relcl":
        return sentence.tokens[verb].head
    return None if token.dep == "expl" else own


def _inverted(sentence: Sentence, verb: int) -> int | None:
    """`…, said Jones`, where the parser takes the name for an object or a part of something else."""
    for c in sentence.children(verb):
        if c > verb and sentence.tokens[c].dep in {"dobj", "attr", "npadvmod", "dep", "appos", "oprd"} \
                and sentence.tokens[c].pos in {"NOUN", "PROPN", "PRON"}:
            return c
    return None
