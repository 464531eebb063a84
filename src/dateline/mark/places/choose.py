"""Which of the places of one name is meant: containers, the countries the article speaks of, neighbours, size."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from dateline.lexicon.gazetteer import Spot
from dateline.mark.places.found import Found
from dateline.mark.places.judge import inside

# Points on one scale; a factor of ten in population is worth PEOPLE points.
PEOPLE = 1.0
FEATURE = {"state": 9.0, "admin1": 5.6, "admin2": 3.2, "region": 5.8, "land": 6.0, "water": 5.5, "site": 5.0}
GREAT_DIVISIONS = frozenset({"USA", "CAN", "AUS", "IND", "CHN", "RUS", "BRA", "MEX", "DEU", "GBR", "UKR", "PAK", "NGA"})
CONTAINED, NAMED_NEAR, COUNTRY, DIVISION, NEIGHBOUR, TYPED = 9.0, 2.2, 2.6, 1.6, 1.2, 3.0
NEAR_KM = 160.0
CLEAR = 2.0  # points between the first and the second at which the choice is nearly certain


def choose(names: list[Found], countries: Counter[str], near: dict[int, Counter[str]], home: str | None) -> None:
    """Set `choice` and `fit` of every name. `countries` counts the words of the article that speak of a country,
    `near` the same for each sentence; `home` is the country of the dateline, or None."""
    total = sum(countries.values()) or 1
    weight = {c: 0.4 + 0.6 * n / total for c, n in countries.items()}
    if home:
        weight[home] = max(weight.get(home, 0.0), 0.8)
    settled: list[Spot] = []
    for name in names:
        if len({_area(s) for s in name.spots}) == 1 and name.spots:
            settled.append(name.spots[0])
    told = _told(names)
    for _ in range(2):
        divisions = Counter((s.country, s.admin1) for s in settled if s.admin1)
        for name in names:
            within = name.within or told.get(name.name, [])
            scored = sorted(((_score(s, name, within, weight, near.get(name.sentence, Counter()), divisions, settled), s)
                             for s in name.spots), key=lambda p: -p[0])
            if not scored:
                continue
            gap = scored[0][0] - scored[1][0] if len(scored) > 1 else CLEAR
            name.choice, name.fit = scored[0][1], min(1.0, gap / CLEAR)
        settled = [n.choice for n in names if n.choice is not None and n.fit >= 0.5]
    _one_sense(names)


def _area(spot: Spot) -> tuple[str | None, str]:
    return spot.country, spot.admin1


def _told(names: list[Found]) -> dict[str, list[tuple[str, str]]]:
    """What the article says once of a name holds for its other mentions."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        told[name.name] += name.within
    return told


def _score(
    spot: Spot, name: Found, within: list[tuple[str, str]], weight: dict[str, float], near: Counter[str],
    divisions: Counter[tuple[str | None, str]], settled: list[Spot],
) -> float:
    score = FEATURE.get(spot.kind, 0.0) or PEOPLE * math.log10(spot.population + 100)
    if spot.kind == "admin1" and spot.country in GREAT_DIVISIONS:
        score += 0.8
    if spot.kind == "admin1" and any(s.kind == "city" and _area(s) == _area(spot) for s in name.spots):
        score -= 1.5  # copy that means the province of a town's name says so
    if any(inside(spot, w) for w in within) and spot.kind != "state":
        score += CONTAINED
    if spot.country:
        score += COUNTRY * weight.get(spot.country, 0.0)
        score += NAMED_NEAR if near[spot.country] else 0.0
        if spot.admin1 and divisions[(spot.country, spot.admin1)]:
            score += DIVISION
    if name.feature:
        score += TYPED if name.feature == spot.feature else -TYPED
    if spot.kind == "city" and any(s is not spot and kilometres(s, spot) < NEAR_KM for s in settled if s.kind == "city"):
        score += NEIGHBOUR
    return score


def _one_sense(names: list[Found]) -> None:
    """A name has one meaning in an article: the one with the clearest case, where another case is not clear."""
    best: dict[str, Found] = {}
    for name in names:
        if name.choice is not None and (name.name not in best or name.fit > best[name.name].fit):
            best[name.name] = name
    for name in names:
        lead = best.get(name.name)
        if lead is not None and not name.within and not name.feature and name.fit < 1.0:
            name.choice = lead.choice


def kilometres(a: Spot, b: Spot) -> float:
    """Distance over the sphere."""
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))
