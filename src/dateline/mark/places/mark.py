"""From a parsed article to its places."""

from __future__ import annotations

from itertools import pairwise

from dateline.lexicon.gazetteer import load_gazetteer
from dateline.lexicon.place_words import load_place_words
from dateline.mark.actors.metonyms import is_metonym
from dateline.mark.places.choose import choose
from dateline.mark.places.evidence import countries, divisions, government_role, home, surnames
from dateline.mark.places.found import Found
from dateline.mark.places.furniture import furniture
from dateline.mark.places.judge import judge
from dateline.mark.places.scan import scan
from dateline.parse.tree import Parsed, Sentence
from dateline.records import Place

PLAUSIBLE = 0.5  # chance from which a name is taken for a place
SHOWN, KNOWN = 0.95, 0.3  # a name shown once to be a place needs less elsewhere in the article
METONYM = 0.5  # what is left of the confidence of a name that stands for a government
UNSURE = 0.05  # a choice that stands out by less, among small towns of several countries, is not made


def mark_places(parsed: Parsed) -> tuple[Place, ...]:
    """The places of an article in text order, ids `pl_1`, `pl_2` and so on.

    Names in body, headlines, subheads, captions and the dateline. A place without coordinates is one the gazetteer does
    not have, or one that could be several. Raises DataError when a table of the gazetteer is not right.
    """
    gazetteer, words = load_gazetteer(), load_place_words()
    text = parsed.article.text
    people = surnames(parsed)
    names: list[Found] = list(furniture(parsed, gazetteer))
    for sentence in parsed.sentences:
        for found in scan(sentence, text, gazetteer):
            found.sure = judge(found, sentence, words, gazetteer, people)
            found.metonym = _stands_for_government(found, sentence)
            names.append(found)
    names = _accept(names)
    for town, behind in pairwise(names):
        if town.within and behind.sentence == town.sentence and behind.first == town.last + 1:
            behind.spots = tuple(s for s in behind.spots if (s.country, s.admin1) in town.within) or behind.spots
    total, near = countries(parsed, names)
    choose(names, total, near, home(names, parsed), divisions(parsed, gazetteer), gazetteer)
    return tuple(_place(n, i) for i, n in enumerate(names, 1))


def _accept(names: list[Found]) -> list[Found]:
    """Plausible names in text order; one that the article shows to be a place needs less proof elsewhere."""
    shown = {n.name.casefold() for n in names if n.sure >= SHOWN}
    kept = [n for n in names if n.sure >= (PLAUSIBLE if n.name.casefold() not in shown else KNOWN)]
    kept.sort(key=lambda n: (n.start, -n.end))
    return [n for i, n in enumerate(kept) if not i or n.start >= max(m.end for m in kept[:i])]


def _place(name: Found, number: int) -> Place:
    confidence = name.sure * (0.4 + 0.6 * name.fit) * (METONYM if name.metonym else 1.0)
    spot = name.choice
    if spot is None:
        return Place(
            id=f"pl_{number}", start=name.start, end=name.end, name=name.name, confidence=round(name.sure / 2, 2)
        )
    if name.fit < UNSURE and spot.population < 15_000 and len({s.country for s in name.spots}) > 1:
        return Place(
            id=f"pl_{number}",
            start=name.start,
            end=name.end,
            name=name.name,
            feature=spot.feature,
            confidence=round(confidence, 2),
        )
    return Place(
        id=f"pl_{number}",
        start=name.start,
        end=name.end,
        name=spot.name,
        country=spot.country,
        lat=spot.lat,
        lon=spot.lon,
        geonameid=spot.geonameid,
        feature=spot.feature,
        confidence=round(confidence, 2),
    )


def _stands_for_government(name: Found, sentence: Sentence) -> bool:
    head = sentence.head_of(name.start, name.end)
    if head is None or not name.spots:
        return False
    return is_metonym(sentence, head, government_role(name.name, any(s.kind == "state" for s in name.spots)))
