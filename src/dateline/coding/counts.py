"""How many were killed, injured or arrested, where the text gives a number."""

from __future__ import annotations

import re
from functools import cache

from dateline.coding.match import Match
from dateline.lexicon.tables import DATA, read_table
from dateline.lexicon.words import fold
from dateline.parse.tree import Sentence
from dateline.records import Counts


@cache
def _harm() -> dict[str, str]:
    return {fold(r["word"]): r["count"] for r in read_table(DATA / "counts.tsv", ("word", "count"))}


@cache
def _numbers() -> dict[str, int]:
    return {r["word"]: int(r["value"]) for r in read_table(DATA / "number-words.tsv", ("word", "value"))}


def counts_of(s: Sentence, m: Match) -> Counts:
    """Counts that the predicate or its neighbours in the same clause give: "killed 12 and wounded 40"."""
    found: dict[str, int] = {}
    for i in _clause(s, m.frame.head):
        t = s.tokens[i]
        which = _harm().get(fold(t.lemma))
        if which is None or which in found:
            continue
        number = _number_near(s, i)
        if number is not None:
            found[which] = number
    return Counts(found.get("dead"), found.get("injured"), found.get("arrested"))


def _clause(s: Sentence, head: int) -> list[int]:
    """The predicate, its verb conjuncts and participles."""
    out = [head]
    for c in s.children(head):
        if s.tokens[c].dep in {"conj", "advcl", "acl"}:
            out += _clause(s, c)
    return out


def _number_near(s: Sentence, i: int) -> int | None:
    """The number of the object or passive subject of a verb; of the noun's own modifier for a noun."""
    slots = {"dobj", "nsubjpass"} if s.tokens[i].pos == "VERB" else {"nummod"}
    for c in s.children(i):
        if s.tokens[c].dep in slots:
            value = _value(s, c)
            if value is not None:
                return value
    return None


def _value(s: Sentence, i: int) -> int | None:
    t = s.tokens[i]
    text = t.lower.replace(",", "")
    if re.fullmatch(r"\d{1,7}", text):
        return int(text)
    if text in _numbers() and t.pos == "NUM":
        return _numbers()[text]
    for c in s.children(i):
        if s.tokens[c].dep in {"nummod", "det"} and s.tokens[c].lower not in {"no"}:
            value = _value(s, c) if s.tokens[c].dep == "nummod" else None
            if value is not None:
                return value
    if t.tag in {"NN"} and any(s.tokens[c].lower in {"a", "an"} for c in s.children(i)):
        return 1
    return None
