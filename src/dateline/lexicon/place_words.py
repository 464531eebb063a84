"""Words that say whether a name is a place: the word lists under `data/places`."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from dateline.lexicon.tables import DATA, read_table


class PlaceWords(msgspec.Struct, frozen=True):
    """`type_after` and `type_before` give GeoNames' class by noun; `name_after` and `name_before` the kind of name that
    a place name is part of; `prepositions` their use (at, way, of);
    `ambiguous` the names that need evidence."""

    type_after: dict[str, str]
    type_before: dict[str, str]
    name_after: dict[str, str]
    name_before: dict[str, str]
    prepositions: dict[str, str]
    directions: frozenset[str]
    particles: frozenset[str]
    ambiguous: frozenset[str]


@lru_cache(maxsize=1)
def load_place_words() -> PlaceWords:
    """The words around place names. Raises DataError when a table is not right."""
    types = _sided("types.tsv", "feature")
    names = _sided("namesakes.tsv", "kind")
    prepositions = {r["word"]: r["use"] for r in read_table(DATA / "places" / "prepositions.tsv", ("word", "use"))}
    return PlaceWords(
        types["after"],
        types["before"],
        names["after"],
        names["before"],
        prepositions,
        _lines("directions.txt"),
        _lines("particles.txt"),
        _lines("ambiguous.txt"),
    )


def _lines(file: str) -> frozenset[str]:
    lines = (DATA / "places" / file).read_text(encoding="utf-8").split("\n")
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _sided(file: str, value: str) -> dict[str, dict[str, str]]:
    sides: dict[str, dict[str, str]] = {"after": {}, "before": {}}
    for row in read_table(DATA / "places" / file, ("word", "side", value)):
        if row["side"] not in sides:
            raise row.error(f"side must be after or before, not {row['side']!r}")
        sides[row["side"]][row["word"]] = row[value]
    return sides
