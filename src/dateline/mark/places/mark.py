"""From a parsed article to its places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from dateline.lexicon.gazetteer import Gazetteer, Spot, load_gazetteer
from dateline.lexicon.place_words import load_place_words
from dateline.lexicon.states import load_regions, load_states
from dateline.mark.actors.metonyms import is_metonym
from dateline.mark.places.choose import choose
from dateline.mark.places.found import Found
from dateline.mark.places.judge import area, judge
from dateline.mark.places.scan import capitalized, look_up, scan, surface
from dateline.parse.tree import Parsed, Sentence
from dateline.records import Place

PLAUSIBLE = 0.5  # chance from which a name is taken for a place
SHOWN, KNOWN = 0.95, 0.3  # a name shown once to be a place needs less elsewhere in the article
METONYM = 0.5  # what is left of the confidence of a name that stands for a government
UNSURE = 0.05  # a choice that stands out by less, among small towns of several countries, is not made
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
CAPTION_TOWN = 100_000  # captions are not parsed: only names that are hardly anything else count there
UNPARSED = frozenset({"caption"})


def mark_places(parsed: Parsed) -> tuple[Place, ...]:
    """The places of an article in text order, ids `pl_1`, `pl_2` and so on.

    Names in body, headlines, subheads, captions and the dateline. A place without coordinates is one the gazetteer does
    not have, or one that could be several. Raises DataError when a table of the gazetteer is not right.
    """
    gazetteer, words = load_gazetteer(), load_place_words()
    text = parsed.article.text
    surnames = _surnames(parsed)
    names: list[Found] = list(_furniture(parsed, gazetteer))
    for sentence in parsed.sentences:
        for found in scan(sentence, text, gazetteer):
            found.sure = judge(found, sentence, words, gazetteer, surnames)
            found.metonym = _stands_for_government(found, sentence)
            names.append(found)
            names += _container(found, sentence, text, gazetteer)
    names = _accept(names)
    countries, near = _countries(parsed, names)
    choose(names, countries, near, _home(names, parsed), _divisions(parsed, gazetteer), gazetteer)
    return tuple(_place(n, i) for i, n in enumerate(names, 1))


def _accept(names: list[Found]) -> list[Found]:
    """Names that are plausibly places, in text order; one that the article shows to be a place counts with less proof."""
    shown = {n.name for n in names if n.sure >= SHOWN}
    kept = [n for n in names if n.sure >= (PLAUSIBLE if n.name not in shown else KNOWN)]
    kept.sort(key=lambda n: (n.start, -n.end))
    return [n for i, n in enumerate(kept) if not i or n.start >= max(m.end for m in kept[:i])]


def _container(found: Found, sentence: Sentence, text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """The short form of a division behind a town (Ky.), a place of its own."""
    if found.last + 1 >= len(sentence.tokens) or not found.within or sentence.tokens[found.last].text != ",":
        return
    for last in range(min(len(sentence.tokens), found.last + 4), found.last + 1, -1):
        start, end = sentence.tokens[found.last + 1].start, sentence.tokens[last - 1].end
        name = surface(text, start, end)
        code = gazetteer.short.get(name)
        if code is not None and not gazetteer.find(name):
            spots = gazetteer.divisions.get(code, ())
            yield Found(sentence.index, found.last + 1, last, start, end, name, spots, sure=found.sure)
            return


def _place(name: Found, number: int) -> Place:
    confidence = name.sure * (0.4 + 0.6 * name.fit) * (METONYM if name.metonym else 1.0)
    spot = name.choice
    if spot is None:
        return Place(id=f"pl_{number}", start=name.start, end=name.end, name=name.name, confidence=round(name.sure / 2, 2))
    if name.fit < UNSURE and spot.population < 15_000 and len({s.country for s in name.spots}) > 1:
        return Place(id=f"pl_{number}", start=name.start, end=name.end, name=name.name, feature=spot.feature,
                     confidence=round(confidence, 2))
    return Place(id=f"pl_{number}", start=name.start, end=name.end, name=spot.name, country=spot.country, lat=spot.lat,
                 lon=spot.lon, geonameid=spot.geonameid, feature=spot.feature, confidence=round(confidence, 2))


def _surnames(parsed: Parsed) -> frozenset[str]:
    """First and last names of the people the article names in full."""
    out = set()
    for sentence in parsed.sentences:
        for ent in sentence.ents:
            tokens = [t for t in sentence.tokens[ent.first:ent.last] if t.tag != "POS"]
            if ent.label == "PERSON" and len(tokens) > 1 and all(t.text[0].isupper() for t in tokens):
                out |= {tokens[0].text, tokens[-1].text}
    return frozenset(out)


def _divisions(parsed: Parsed, gazetteer: Gazetteer) -> Counter[tuple[str, str]]:
    """How often the article names a first-level division, also inside other names (Kentucky State Police)."""
    out: Counter[tuple[str, str]] = Counter()
    for sentence in parsed.sentences:
        for i, token in enumerate(sentence.tokens):
            if not token.text[0].isupper():
                continue
            pair = f"{token.text} {sentence.tokens[i + 1].text}" if i + 1 < len(sentence.tokens) else ""
            code = gazetteer.short.get(token.text) if token.text.endswith(".") else None
            areas = [code] if code else [(s.country or "", s.admin1) for s in gazetteer.find(pair) or
                                         gazetteer.find(token.text) if s.kind == "admin1"]
            if len(areas) == 1:
                out[areas[0]] += 1
    return out


def _furniture(parsed: Parsed, gazetteer: Gazetteer) -> Iterator[Found]:
    """Names in the dateline and in captions, which are not parsed as sentences of the story."""
    article = parsed.article
    if article.dateline is not None:
        yield from _plain_scan(parsed, article.dateline.start, article.dateline.end, gazetteer, 0.95, towns=True)
    for segment in article.segments:
        if segment.kind in UNPARSED:
            yield from _plain_scan(parsed, segment.start, segment.end, gazetteer, 0.6, towns=False)


def _plain_scan(
    parsed: Parsed, start: int, end: int, gazetteer: Gazetteer, sure: float, towns: bool
) -> Iterator[Found]:
    text, words = parsed.article.text, load_place_words()
    tokens = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    i = 0
    while i < len(tokens):
        for j in range(min(len(tokens), i + 6), i, -1):
            first, last = tokens[i][0], tokens[j - 1][1]
            name = surface(text, first, last)
            plain = name if name in gazetteer.short else name.rstrip(".")
            spots = look_up(name, gazetteer) or look_up(plain, gazetteer)
            if towns and not spots:
                spots = gazetteer.find_small(name) or gazetteer.find_small(capitalized(name))
            if not spots or (not towns and (name in words.ambiguous or _small(spots))):
                continue
            found = Found(-1, i, j, first, last, name, spots, sure)
            after = text[last:end].lstrip()
            if after.startswith(","):
                tail = surface(text, last, end).lstrip(" ,").split(" (")[0].split(" -")[0].split(" —")[0].split(",")[0]
                found.within += area(tail.strip(), gazetteer) or area(capitalized(tail.strip()), gazetteer)
            yield found
            i = j - 1
            break
        i += 1


def _small(spots: tuple[Spot, ...]) -> bool:
    return all(s.kind == "city" and s.population < CAPTION_TOWN for s in spots)


def _home(names: list[Found], parsed: Parsed) -> str | None:
    """The country of the dateline, from the country or division it names, or from its largest town."""
    line = parsed.article.dateline
    inside = [n for n in names if line is not None and n.sentence == -1 and line.start <= n.start < line.end]
    for name in inside:
        if name.within:
            return name.within[0][0]
    spots = [s for n in inside for s in n.spots]
    return max(spots, key=lambda s: (s.kind == "state", s.population)).country if spots else None


@lru_cache(maxsize=1)
def _peoples() -> dict[str, str]:
    """Adjectives, demonyms and seats of one country: word or words → country."""
    seen: dict[str, set[str]] = {}
    for state in load_states():
        if not state.end:
            for word in (*state.adjectives, *state.demonyms, *state.seats):
                seen.setdefault(word, set()).add(state.code)
    for region in load_regions():
        for word in (*region.adjectives, *region.demonyms):
            seen.setdefault(word, set()).add(region.country)
    return {word: next(iter(codes)) for word, codes in seen.items() if len(codes) == 1}


def _countries(parsed: Parsed, names: list[Found]) -> tuple[Counter[str], dict[int, Counter[str]]]:
    """How often the article, and each sentence, speaks of a country: by name, people or a name of one country alone."""
    total: Counter[str] = Counter()
    near: dict[int, Counter[str]] = {}
    for name in names:
        homes = {s.country for s in name.spots}
        states = [s.country for s in name.spots if s.kind == "state"]
        country = states[0] if states else next(iter(homes)) if len(homes) == 1 else None
        if country:
            total[country] += 1
            near.setdefault(name.sentence, Counter())[country] += 1
        for container, _ in name.within:
            total[container] += 1
            near.setdefault(name.sentence, Counter())[container] += 1
    peoples = _peoples()
    for sentence in parsed.sentences:
        for i, token in enumerate(sentence.tokens):
            if not token.text[0].isupper():
                continue
            pair = f"{token.text} {sentence.tokens[i + 1].text}" if i + 1 < len(sentence.tokens) else ""
            code = peoples.get(pair) or peoples.get(token.text)
            if code:
                total[code] += 1
                near.setdefault(sentence.index, Counter())[code] += 1
    return total, near


def _stands_for_government(name: Found, sentence: Sentence) -> bool:
    head = sentence.head_of(name.start, name.end)
    if head is None or not name.spots:
        return False
    kinds = {s.kind for s in name.spots}
    return is_metonym(sentence, head, "capital" if kinds & {"state"} else "city")
