"""What the article as a whole says of places: the countries, divisions and people it names."""

from __future__ import annotations

from collections import Counter

from dateline.lexicon.gazetteer import Gazetteer
from dateline.lexicon.packs import per_packs
from dateline.lexicon.states import load_regions, load_states
from dateline.mark.places.found import Found
from dateline.parse.tree import Parsed


def surnames(parsed: Parsed) -> frozenset[str]:
    """First and last names of the people the article names in full."""
    out = set()
    for sentence in parsed.sentences:
        for ent in sentence.ents:
            tokens = [t for t in sentence.tokens[ent.first : ent.last] if t.tag != "POS"]
            if ent.label == "PERSON" and len(tokens) > 1 and all(t.text[0].isupper() for t in tokens):
                out |= {tokens[0].text, tokens[-1].text}
    return frozenset(out)


def divisions(parsed: Parsed, gazetteer: Gazetteer) -> Counter[tuple[str, str]]:
    """How often the article names a first-level division, also inside other names (Kentucky State Police)."""
    out: Counter[tuple[str, str]] = Counter()
    for sentence in parsed.sentences:
        for i, token in enumerate(sentence.tokens):
            if not token.text[0].isupper():
                continue
            pair = f"{token.text} {sentence.tokens[i + 1].text}" if i + 1 < len(sentence.tokens) else ""
            behind = i > 0 and sentence.tokens[i - 1].text == ","
            spots = gazetteer.find_short(token.text) if behind else ()
            spots = spots or gazetteer.find(pair) or gazetteer.find(token.text)
            areas = [(s.country or "", s.admin1) for s in spots if s.kind == "admin1"]
            if len(areas) == 1:
                out[areas[0]] += 1
    return out


def home(names: list[Found], parsed: Parsed) -> str | None:
    """The country of the dateline, from the country or division it names, or from its largest town."""
    line = parsed.article.dateline
    inside = [n for n in names if line is not None and n.sentence == -1 and line.start <= n.start < line.end]
    for name in inside:
        if name.within:
            return name.within[0][0]
    spots = [s for n in inside for s in n.spots]
    return max(spots, key=lambda s: (s.kind == "state", s.population)).country if spots else None


@per_packs
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


def countries(parsed: Parsed, names: list[Found]) -> tuple[Counter[str], dict[int, Counter[str]]]:
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


@per_packs
def _governments() -> tuple[frozenset[str], frozenset[str]]:
    living = [s for s in load_states() if not s.end]
    return frozenset(c for s in living for c in s.capitals), frozenset(seat for s in living for seat in s.seats)


def government_role(name: str, state: bool = False) -> str:
    """How a name may stand for a government: as its `seat` (the Kremlin), a `capital` or state, or hardly: `city`."""
    capitals, seats = _governments()
    if name in seats:
        return "seat"
    return "capital" if state or name in capitals else "city"
