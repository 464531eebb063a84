"""Whether a name of the gazetteer is used of a place here: the words around it, the parser's entities, the article."""

from __future__ import annotations

from dateline.lexicon.gazetteer import Gazetteer, Spot
from dateline.lexicon.place_words import PlaceWords
from dateline.mark.places.found import Found
from dateline.mark.places.scan import capitalized
from dateline.parse.tree import Entity, Sentence, Token

# Weights are set by hand and checked on our own sentences (tests/test_places.py); they add up to a chance.
KINDS = {"state": 0.9, "admin1": 0.72, "admin2": 0.66, "region": 0.75, "land": 0.8, "water": 0.8, "site": 0.75}
MILLION, LARGE = 1_000_000, 100_000
AMBIGUOUS = 0.25
PLACE_ENTS = frozenset({"GPE", "LOC", "FAC"})


def judge(found: Found, sentence: Sentence, words: PlaceWords, gazetteer: Gazetteer, surnames: frozenset[str]) -> float:
    """Chance (0-1) that the name is used of a place. Notes the type and the containers that the words around give."""
    odds = _prior(found, words)
    before = sentence.tokens[found.first - 1] if found.first else None
    after = sentence.tokens[found.last] if found.last < len(sentence.tokens) else None
    contain = _containers(found, sentence, gazetteer)
    found.within += contain
    typed = _type(found, sentence, words)
    found.feature = typed
    use = _preposition(sentence, found, words)
    odds += 0.45 if contain else 0.0
    odds += 0.35 if typed else 0.0
    odds += {"at": 0.3, "way": 0.15}.get(use, 0.0)
    odds += _entity(found, sentence, located=bool(contain or typed or use == "at"))
    odds += _neighbours(found, sentence, before, after, words, bool(contain))
    if found.name in surnames and use != "at" and not contain:
        odds -= 0.6
    if any(t.pos != "PROPN" for t in sentence.tokens[found.first : found.last]) and found.last - found.first == 1:
        odds -= 0.25
    return max(0.0, min(1.0, odds))


def _prior(found: Found, words: PlaceWords) -> float:
    if found.name in words.ambiguous:
        return AMBIGUOUS
    if not found.spots:
        return 0.2  # known to the parser alone
    return max(_kind(s) for s in found.spots)


def _kind(spot: Spot) -> float:
    if spot.kind != "city":
        return KINDS[spot.kind]
    if spot.population >= MILLION:
        return 0.85
    return 0.65 if spot.population >= LARGE else 0.45 if spot.population >= 15_000 else 0.25


def _entity(found: Found, sentence: Sentence, located: bool) -> float:
    ent = covering(sentence, found.first, found.last)
    if ent is None:
        return -0.15
    size = sum(1 for t in sentence.tokens[ent.first : ent.last] if t.lower not in {"the", "'s"})
    larger = size > found.last - found.first
    if ent.label in PLACE_ENTS:
        return 0.3 if not larger or ent.label != "FAC" else 0.0
    if ent.label == "PERSON":
        return -0.9 if larger else (-0.1 if located else -0.25)
    if ent.label == "ORG":
        return -0.75 if larger else (-0.05 if located else -0.3)
    if ent.label in {"NORP", "LANGUAGE"}:
        return -0.4 if not larger else -0.2
    if ent.label in {"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"}:
        return -0.1
    return -0.5 if larger else -0.3


def covering(sentence: Sentence, first: int, last: int) -> Entity | None:
    """The parser's entity over a stretch of tokens."""
    return next((e for e in sentence.ents if e.first < last and e.last > first), None)


def _neighbours(
    found: Found, sentence: Sentence, before: Token | None, after: Token | None, words: PlaceWords, contained: bool
) -> float:
    odds = 0.0
    if after is not None and after.text[0].isupper() and not contained:
        if after.text in words.name_after and after.text not in words.type_after:
            odds -= 0.9
        elif (
            after.pos == "PROPN"
            and after.dep != "appos"
            and sentence.tokens[found.last - 1].head == after.i
            and after.text not in words.type_after
        ):
            odds -= 0.4
    if before is not None and before.text == "." and found.first >= 2:  # a title that the tokens part from its period
        before = sentence.tokens[found.first - 2]
    if before is not None and before.text[0].isupper():
        kind = words.name_before.get(before.text) or words.name_before.get(before.text + ".")
        if kind == "title":
            odds -= 1.5
        elif kind:
            odds -= 0.6
        elif (
            before.pos == "PROPN"
            and before.lower not in words.directions
            and before.text not in words.type_before
            and before.dep in {"compound", "nmod"}
            and before.head == found.last - 1
        ):
            odds -= 0.5
    if words.name_before.get(sentence.tokens[found.first].text) == "organization" and " of " in found.name:
        odds -= 0.9  # the gazetteer has campuses as towns
    if before is not None and before.lower == "of" and found.first >= 2:
        owner = sentence.tokens[found.first - 2].text
        if words.name_before.get(owner) == "organization" or words.name_after.get(owner) == "organization":
            odds -= 0.8
    return odds


def _type(found: Found, sentence: Sentence, words: PlaceWords) -> str:
    tokens = sentence.tokens
    after = tokens[found.last].text if found.last < len(tokens) else ""
    if after in words.type_after:
        return words.type_after[after]
    i = found.first - 1
    if i >= 0 and tokens[i].lower == "the" and tokens[i - 1].lower == "of":
        i -= 1
    if i >= 1 and tokens[i].lower == "of":
        return words.type_before.get(tokens[i - 1].text, "")
    return words.type_before.get(tokens[i].text, "") if i >= 0 else ""


def _preposition(sentence: Sentence, found: Found, words: PlaceWords) -> str:
    """How the name is put in place: the preposition (or verb of motion) before it or before the list it stands in."""
    tokens, i = sentence.tokens, found.first - 1
    while i >= 0 and (tokens[i].lower in words.directions or tokens[i].lower == "the"):
        i -= 1
    use = words.prepositions.get(tokens[i].lower, "") if i >= 0 else ""
    head = sentence.head_of(found.start, found.end)
    if use or head is None:
        return use
    while tokens[head].dep in {"conj", "appos"}:
        head = tokens[head].head
    return words.prepositions.get(tokens[tokens[head].head].lower, "") if tokens[head].dep == "pobj" else ""


def _containers(found: Found, sentence: Sentence, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """The areas named behind the name after a comma (Paris, Texas) or in brackets, or before it (Syria's Homs)."""
    tokens, i = sentence.tokens, found.last
    out: list[tuple[str, str]] = []
    if i < len(tokens) - 1 and tokens[i].text in {",", "("}:
        for j in range(min(len(tokens), i + 5), i + 1, -1):
            name = " ".join(t.text for t in tokens[i + 1 : j])
            areas = area(name, gazetteer)
            if areas:
                fits = [a for a in areas if any(inside(s, a) and s.kind != "state" for s in found.spots)]
                out += fits or _holding_town(found.name, areas, gazetteer)
                break
    i = found.first
    if i >= 2 and tokens[i - 1].tag == "POS":
        out += [a for a in area(tokens[i - 2].text, gazetteer) if any(inside(s, a) for s in found.spots)]
    return out


def _holding_town(name: str, areas: list[tuple[str, str]], gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """The areas that hold a small town of the name."""
    towns = gazetteer.find_small(capitalized(name) if name.isupper() else name)
    return [a for a in areas if any(inside(s, a) for s in towns)]


def area(name: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """The countries and first-level divisions of that name, as (country, division or "")."""
    spots = gazetteer.find_short(name) or gazetteer.find(name)
    return [
        (s.country, "" if s.kind == "state" else s.admin1) for s in spots if s.country and s.kind in {"state", "admin1"}
    ]


def inside(spot: Spot, container: tuple[str, str]) -> bool:
    """Whether a place lies in a container."""
    return spot.country == container[0] and container[1] in {"", spot.admin1}
