"""Words that decide whether a happening happened, light verbs, and verbs whose object is the doer of what follows."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

import msgspec

from dateline.lexicon.tables import DATA, read_table
from dateline.lexicon.words import fold

Effect = Literal[
    "happens", "negation", "future", "hypothetical", "mused", "requested", "refused", "alleged", "denied", "ended", "told"
]
EFFECTS = frozenset(get_args(Effect))


class Operators(msgspec.Struct, frozen=True):
    """Indexes over `data/operators.tsv`, `light-verbs.tsv`, `control.tsv`, `statives.txt` and `adverbial-prepositions.txt`."""

    effects: dict[tuple[str, str, str], Effect]
    lights: frozenset[tuple[str, str]]
    controllers: frozenset[str]
    reversers: frozenset[str]
    statives: frozenset[str]
    occurrences: frozenset[str]
    adverbials: frozenset[str]

    def effect(self, word: str, pos: str, frame: str) -> Effect | None:
        """What `word` (one spelling, particle included) does to a happening in `frame`; None when it says nothing."""
        return self.effects.get((word, pos, frame)) or self.effects.get((word, pos, "*"))

    def light(self, verb: str, preposition: str) -> bool:
        """The verb only carries a noun predicate, as object (preposition "") or under the preposition."""
        return (verb, preposition) in self.lights

    def reverses(self, verb: str) -> bool:
        """A light verb whose subject is acted upon: `face sanctions`, `receive aid`."""
        return verb in self.reversers

    def occurs(self, verb: str) -> bool:
        """A verb that only says that what its subject names came about: `erupt`, `take place`."""
        return verb in self.occurrences

    def controls_object(self, verb: str) -> bool:
        """ "urged X to leave": X is who leaves."""
        return verb in self.controllers


@cache
def load_operators() -> Operators:
    """Read and check the three tables. Raises DataError with file and line."""
    effects: dict[tuple[str, str, str], Effect] = {}
    for row in read_table(DATA / "operators.tsv", ("word", "pos", "frame", "effect", "note")):
        if row["effect"] not in EFFECTS:
            raise row.error(f"effect must be one of {', '.join(sorted(EFFECTS))}")
        if row["pos"] not in {"verb", "noun", "adj", "mod"}:
            raise row.error("pos must be verb, noun, adj or mod")
        key = " ".join(fold(w) for w in row["word"].split())
        effects[key, row["pos"], row["frame"]] = row["effect"]  # type: ignore[assignment]
    rows = list(read_table(DATA / "light-verbs.tsv", ("verb", "preposition", "note")))
    lights = frozenset((fold(row["verb"]), row["preposition"]) for row in rows)
    reversers = frozenset(fold(row["verb"]) for row in rows if row["note"] == "reverse")
    occurrences = frozenset(fold(row["verb"]) for row in rows if row["note"] == "occur")
    lights = frozenset(x for x in lights if x[0] not in occurrences)
    statives = frozenset(map(fold, _lines("statives.txt")))
    adverbials = frozenset(_lines("adverbial-prepositions.txt"))
    controllers = frozenset(fold(row["verb"]) for row in read_table(DATA / "control.tsv", ("verb", "note")))
    return Operators(effects, lights, controllers, reversers, statives, occurrences, adverbials)


def _lines(name: str) -> list[str]:
    """A word a line; empty lines and comments left out."""
    lines = (line.strip() for line in (DATA / name).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
