"""Noun phrases: their core, their conjuncts, the words they are known by."""

from __future__ import annotations

from dateline.lexicon.words import fold
from dateline.parse.tree import Sentence

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
CORE = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "case", "nmod", "quantmod", "advmod", "punct", "predet", "npadvmod"}
)
LONGEST_COMPOUND = 4


def conjuncts(s: Sentence, i: int) -> list[int]:
    """Token `i` and every later conjunct of it, in order."""
    out, stack = [i], [i]
    while stack:
        at = stack.pop()
        for c in s.children(at):
            if s.tokens[c].dep == "conj" and s.tokens[c].pos in NOMINAL | {"ADJ", "X", "SYM"}:
                out.append(c)
                stack.append(c)
    return sorted(out)


def core(s: Sentence, i: int) -> tuple[int, int]:
    """First and last token (last exclusive) of the phrase headed by `i`, without what follows the head.

    A determiner, adjectives, compounds and a possessor belong to it; prepositional phrases, clauses and appositions do not.
    """
    first = i
    for c in s.children(i):
        if c < i and s.tokens[c].dep in CORE:
            left = s.edges(c)[0]
            if all(s.tokens[k].dep != "relcl" for k in range(left, i)):
                first = min(first, left)
    while first < i and s.tokens[first].pos in {"PUNCT", "CCONJ"}:
        first += 1
    return first, i + 1


def tails(s: Sentence, i: int) -> tuple[str, ...]:
    """The keys a noun answers to: `strike`, `airstrike`, `russianairstrike` (spaces and hyphens closed up)."""
    return _tails(s, i, fold(s.tokens[i].lemma))


def _tails(s: Sentence, i: int, word: str) -> tuple[str, ...]:
    keys = [word]
    if s.tokens[i].lower != s.tokens[i].lemma:
        keys.append(fold(s.tokens[i].lower))
    key, at, words = word, i, 1
    while at > 0 and words < LONGEST_COMPOUND:
        at -= 1
        token = s.tokens[at]
        if token.text in {"-", "–"}:
            continue
        if not token.text[0].isalnum() or token.pos in {"DET", "ADP", "VERB", "AUX", "CCONJ", "PRON"}:
            break
        key = fold(token.lower) + key
        keys.append(key)
        words += 1
    for c in s.children(i):
        if s.tokens[c].lower == "of" and s.tokens[c].dep == "prep":  # "state of emergency"
            keys += [f"{word}of{fold(s.tokens[k].lemma)}" for k in s.children(c) if s.tokens[k].dep == "pobj"]
    return tuple(keys)


def is_relative(s: Sentence, i: int) -> bool:
    """A relative pronoun."""
    token = s.tokens[i]
    return token.lower in RELATIVES and token.tag in {"WDT", "WP", "WP$", "IN"}


def pobjs(s: Sentence, prep: int) -> list[int]:
    """Nouns under a preposition, conjuncts and stacked prepositions (`out of`, `because of`) included."""
    out: list[int] = []
    for c in s.children(prep):
        if s.tokens[c].dep == "pobj":
            out += conjuncts(s, c)
        elif s.tokens[c].dep == "prep":
            out += pobjs(s, c)
    return out
