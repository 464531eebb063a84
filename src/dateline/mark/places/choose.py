"""Which of the places of one name is meant: containers, the countries the article speaks of, neighbours, size."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from dateline.lexicon.gazetteer import Gazetteer, Spot
from dateline.lexicon.packs import per_packs
from dateline.lexicon.states import load_states
from dateline.mark.places.found import Found
from dateline.mark.places.judge import inside
from dateline.mark.places.scan import capitalized

# Points on one scale; a factor of ten in population is worth PEOPLE points.
PEOPLE = 1.0
FEATURE = {"state": 9.0, "admin1": 5.6, "admin2": 3.2, "region": 5.8, "land": 6.0, "water": 5.5, "site": 5.0}
GREAT_DIVISIONS = frozenset({"USA", "CAN", "AUS", "IND", "CHN", "RUS", "BRA", "MEX", "DEU", "GBR", "UKR", "PAK", "NGA"})
CONTAINED, NAMED_NEAR, COUNTRY, DIVISION, NEIGHBOUR, TYPED, CAPITAL = 9.0, 2.2, 2.6, 2.6, 1.2, 3.0, 1.6
NEAR_KM = 160.0
LARGE = 100_000
CLEAR = 2.0  # points between the first and the second at which the choice is nearly certain


def choose(
    names: list[Found],
    countries: Counter[str],
    near: dict[int, Counter[str]],
    home: str | None,
    divisions: Counter[tuple[str, str]],
    gazetteer: Gazetteer,
) -> None:
    """Set `choice` and `fit` of every name. `countries` counts the words of the article that speak of a country,
    `near` the same for each sentence; `home` is the country of the dateline, or None; `divisions` counts the
    first-level divisions named. Small towns are looked up where the larger ones do not suit the article."""
    total = sum(countries.values()) or 1
    weight = {c: 0.4 + 0.6 * n / total for c, n in countries.items()}
    if home:
        weight[home] = max(weight.get(home, 0.0), 0.8)
    told = _told(names)
    for name in names:
        name.within = name.within or list(dict.fromkeys(told.get(name.name.casefold(), [])))
        if _wants_towns(name, weight, divisions):
            towns = gazetteer.find_small(name.name) or gazetteer.find_small(capitalized(name.name))
            name.spots += tuple(s for s in towns if s not in name.spots)
    settled = [n.spots[0] for n in names if len({(s.country, s.admin1) for s in n.spots}) == 1]
    for _ in range(2):
        for name in names:
            beside = near.get(name.sentence, Counter())
            rank = [(_score(s, name, weight, beside, divisions, settled), s) for s in name.spots]
            rank.sort(key=lambda pair: -pair[0])
            if rank:
                gap = rank[0][0] - rank[1][0] if len(rank) > 1 else CLEAR
                name.choice, name.fit = rank[0][1], min(1.0, gap / CLEAR)
        settled = [n.choice for n in names if n.choice is not None and n.fit >= 0.5]
    _one_sense(names)


def _wants_towns(name: Found, weight: dict[str, float], divisions: Counter[tuple[str, str]]) -> bool:
    """Whether none of the larger places suits: not the container named, not a country or division the article names."""
    if name.feature == "P" and not any(s.feature == "P" for s in name.spots):
        return True  # the town of Cuba
    if any(s.kind == "state" for s in name.spots):
        return False
    if name.within:
        return not any(inside(s, w) for s in name.spots for w in name.within)
    towns = [s for s in name.spots if s.kind == "city"]
    if not towns or len(towns) < len(name.spots):
        return not name.spots
    if any((s.country or "", s.admin1) in divisions for s in towns):
        return False
    known = {country for country, _ in divisions}
    return all(s.country not in weight or (s.country in known and s.population < LARGE) for s in towns)


def _told(names: list[Found]) -> dict[str, list[tuple[str, str]]]:
    """What the article says once of a name holds for its other mentions."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        told[name.name.casefold()] += name.within
    return told


def _score(
    spot: Spot,
    name: Found,
    weight: dict[str, float],
    near: Counter[str],
    divisions: Counter[tuple[str, str]],
    settled: list[Spot],
) -> float:
    score = FEATURE.get(spot.kind, 0.0) or PEOPLE * math.log10(spot.population + 100)
    if spot.kind == "city" and (spot.name, spot.country) in capitals():
        score += CAPITAL
    if spot.kind == "admin1" and spot.country in GREAT_DIVISIONS:
        score += 0.8
    if spot.kind == "admin1" and any(_is_seat(s, spot) for s in name.spots):
        score -= 1.5  # copy that means the province of a town's name says so
    if any(inside(spot, w) for w in name.within) and spot.kind != "state":
        score += CONTAINED
    if spot.country:
        score += COUNTRY * weight.get(spot.country, 0.0)
        score += NAMED_NEAR if near[spot.country] else 0.0
        named = any(s.kind == "admin1" and s.admin1 == spot.admin1 for s in name.spots)  # its own name is no evidence
        count = 0 if named else divisions[(spot.country, spot.admin1)]
        score += DIVISION * min(1.0, 0.5 + count / 4) if count else 0.0
    if name.feature:
        score += TYPED if name.feature == spot.feature and spot.kind != "state" else -TYPED
    if spot.kind in {"city", "admin2"} and any(
        s is not spot and s.kind in {"city", "admin2", "site"} and kilometres(s, spot) < NEAR_KM for s in settled
    ):
        score += NEIGHBOUR
    return score


def _is_seat(town: Spot, division: Spot) -> bool:
    """A town of the division's name that holds a good part of its people."""
    return (
        town.kind == "city"
        and (town.country, town.admin1) == (division.country, division.admin1)
        and town.population > 0.25 * division.population
    )


@per_packs
def capitals() -> frozenset[tuple[str, str | None]]:
    """Names and countries of the capitals of states that are."""
    return frozenset((c, s.code) for s in load_states() if not s.end for c in s.capitals)


def _one_sense(names: list[Found]) -> None:
    """A name has one meaning in an article: the one with the clearest case, where another case is not clear."""
    best: dict[str, Found] = {}
    for name in names:
        key = name.name.casefold()
        if name.choice is not None and not name.feature and (key not in best or name.fit > best[key].fit):
            best[key] = name
    for name in names:
        lead = best.get(name.name.casefold())
        if lead is not None and not name.within and not name.feature and name.fit < 1.0:
            name.choice = lead.choice


def kilometres(a: Spot, b: Spot) -> float:
    """Distance over the sphere."""
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))
