"""Finding the names of the gazetteer in the tokens of a sentence, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.lexicon.gazetteer import Gazetteer, Spot
from dateline.lexicon.place_words import load_place_words
from dateline.mark.places.found import Found
from dateline.parse.paragraphs import plain
from dateline.parse.tree import Sentence, Token

_BLANKS = re.compile(r"\s+")
SHOUTED = 5  # letters from which a word in capitals may be a name written large (KABUL), not only one of its own (UAE)
UNKNOWN = frozenset({"GPE", "LOC"})


def scan(sentence: Sentence, text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """Names in text order, none overlapping another."""
    tokens, i = sentence.tokens, 0
    while i < len(tokens):
        found = _longest(sentence, i, text, gazetteer) if _may_start(tokens[i], gazetteer) else None
        if found is None:
            i += 1
            continue
        yield found
        i = found.last


def _may_start(token: Token, gazetteer: Gazetteer) -> bool:
    return token.text[0].isupper() or token.text in gazetteer.first


def _longest(sentence: Sentence, i: int, text: str, gazetteer: Gazetteer) -> Found | None:
    tokens = sentence.tokens
    for j in range(min(len(tokens), i + gazetteer.longest), i, -1):
        closing = tokens[j - 1].text
        if not closing[-1].isalnum() and (closing[-1] != "." or len(closing) == 1):
            continue
        name = surface(text, tokens[i].start, tokens[j - 1].end)
        spots = look_up(name, gazetteer)
        short = gazetteer.find_short(name) if i >= 2 and tokens[i - 1].text == "," else ()
        spots = short if short and (name in gazetteer.short or not spots) else spots
        if not spots and name.endswith(".") and name.count(".") == 1:
            spots = look_up(name[:-1], gazetteer)
        if spots:
            return Found(sentence.index, i, j, tokens[i].start, tokens[j - 1].end, name, _wider(name, spots, gazetteer))
    return _hyphened(sentence, i, gazetteer) or _by_parser(sentence, i, text, gazetteer)


def _wider(name: str, spots: tuple[Spot, ...], gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """With the areas of a name without its type: one country lists Kunar, another Kunar district."""
    base, _, kind = name.rpartition(" ")
    if not base or load_place_words().type_after.get(kind) != "A":
        return spots
    return spots + tuple(s for s in gazetteer.find(base) if s.kind in {"admin1", "admin2"} and s not in spots)


def _hyphened(sentence: Sentence, i: int, gazetteer: Gazetteer) -> Found | None:
    """`U.S.-led`, where the tokens do not part it."""
    token = sentence.tokens[i]
    name, hyphen, _ = token.text.partition("-")
    spots = gazetteer.find(name) if hyphen else ()
    if not any(s.kind == "state" for s in spots):
        return None
    return Found(sentence.index, i, i + 1, token.start, token.start + len(name), name, spots)


def _by_parser(sentence: Sentence, i: int, text: str, gazetteer: Gazetteer) -> Found | None:
    """A name that only the parser takes for a place: small towns, and places the gazetteer does not know."""
    tokens = sentence.tokens
    for ent in sentence.ents:
        first, last = ent.first, ent.last
        while first < last - 1 and tokens[first].pos == "DET":
            first += 1
        while last > first + 1 and (tokens[last - 1].tag == "POS" or not tokens[last - 1].text[-1].isalnum()):
            last -= 1
        if first != i or ent.label not in UNKNOWN or not all(_name_like(t) for t in tokens[first:last]):
            continue
        ends = (surface(text, tokens[k].start, tokens[last - 1].end) for k in range(first + 1, last))
        if any(look_up(name, gazetteer) for name in ends):
            return None  # Northern Bohemia, the Republic of Peru: the name is the last words
        start, end = tokens[first].start, tokens[last - 1].end
        name = surface(text, start, end)
        if all(w.lower() in load_place_words().directions for w in name.split()):
            return None
        usual = capitalized(name) if name.isupper() else name
        spots = gazetteer.find_small(usual) or gazetteer.find_other(usual)
        return Found(sentence.index, first, last, start, end, name, spots)
    return None


def _name_like(token: Token) -> bool:
    return token.text[0].isupper() or token.text in {"-", "'s"} or token.text in load_place_words().particles


def surface(text: str, start: int, end: int) -> str:
    """The words of the text with plain marks and single spaces, as names are looked up."""
    return _BLANKS.sub(" ", plain(text[start:end]))


def look_up(name: str, gazetteer: Gazetteer, shouted: int = SHOUTED) -> tuple[Spot, ...]:
    """Places of that name; a name in capitals, of that many letters, also as it is usually written."""
    spots = gazetteer.find(name)
    if not spots and name.isupper() and sum(c.isalpha() for c in name) >= shouted:
        spots = gazetteer.find(capitalized(name))
    return spots


def capitalized(name: str) -> str:
    """`PORT-AU-PRINCE` → `Port-au-Prince`, `SANAA` → `Sanaa`."""
    words = re.split(r"([\s-])", name.lower())
    small = load_place_words().particles
    return "".join(w if i and w in small else w[:1].upper() + w[1:] for i, w in enumerate(words))
