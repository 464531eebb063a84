"""Words that refer: pronouns, nouns that stand for a party named before, nouns that point through `of`."""

from __future__ import annotations

from functools import cache

import msgspec

from dateline.lexicon.tables import DATA, read_table
from dateline.lexicon.words import join


class Pronoun(msgspec.Struct, frozen=True):
    """`person` 1 or 3, `plural`, and what it may stand for: person, thing, any, speaker."""

    person: int
    plural: bool
    refers: str


class Reference(msgspec.Struct, frozen=True):
    """The three tables."""

    pronouns: dict[str, Pronoun]
    nouns: dict[str, frozenset[str]]
    plurals: dict[str, frozenset[str]]
    transparent: frozenset[str]


@cache
def load_reference() -> Reference:
    """Read and check the tables. Raises DataError with file and line."""
    pronouns = {
        row["pronoun"]: Pronoun(int(row["person"]), row["number"] == "2", row["refers"])
        for row in read_table(DATA / "pronouns.tsv", ("pronoun", "person", "number", "refers"))
    }
    nouns: dict[str, set[str]] = {}
    plurals: dict[str, set[str]] = {}
    for row in read_table(DATA / "coreference.tsv", ("noun", "refers", "note")):
        (plurals if row["note"] == "plural" else nouns).setdefault(join(row["noun"]), set()).add(row["refers"])
    transparent = frozenset(row["noun"] for row in read_table(DATA / "transparent.tsv", ("noun", "note")))
    return Reference(
        pronouns,
        {k: frozenset(v) for k, v in nouns.items()},
        {k: frozenset(v) for k, v in plurals.items()},
        transparent,
    )


@cache
def load_motion() -> frozenset[str]:
    """Lemmas of motion, arrival and capture: their `to`, `from` and object name places."""
    lines = (DATA / "motion.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
