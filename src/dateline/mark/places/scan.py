"""Finding the names of the gazetteer in the tokens of a sentence, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.lexicon.gazetteer import Gazetteer, Spot
from dateline.mark.places.found import Found
from dateline.parse.paragraphs import plain
from dateline.parse.tree import Sentence, Token

_BLANKS = re.compile(r"\s+")
SHOUTED = 4  # letters from which a word in capitals is looked up as a name (KABUL), and not only as an abbreviation (UAE)
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
        if not tokens[j - 1].text[-1].isalnum() and tokens[j - 1].text[-1] != ".":
            continue
        name = surface(text, tokens[i].start, tokens[j - 1].end)
        spots = look_up(name, gazetteer)
        if not spots and name.endswith(".") and name.count(".") == 1:
            spots = look_up(name[:-1], gazetteer)
        if spots:
            return Found(sentence.index, i, j, tokens[i].start, tokens[j - 1].end, name, spots)
    return _by_parser(sentence, i, text, gazetteer)


def _by_parser(sentence: Sentence, i: int, text: str, gazetteer: Gazetteer) -> Found | None:
    """A name that only the parser takes for a place: small towns, and places the gazetteer does not know."""
    for ent in sentence.ents:
        first = ent.first + (sentence.tokens[ent.first].lower == "the")
        if first == i and ent.label in UNKNOWN and all(_name_like(t) for t in sentence.tokens[first:ent.last]):
            last = ent.last - (sentence.tokens[ent.last - 1].tag == "POS")
            if last <= first:
                return None
            start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
            name = surface(text, start, end)
            return Found(sentence.index, first, last, start, end, name, gazetteer.find_small(name))
    return None


def _name_like(token: Token) -> bool:
    return token.text[0].isupper() or token.text in {"-", "'s", "of", "the", "al", "el", "de", "la"}


def surface(text: str, start: int, end: int) -> str:
    """The words of the text with plain marks and single spaces, as names are looked up."""
    return _BLANKS.sub(" ", plain(text[start:end]))


def look_up(name: str, gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """Places of that name; a name in capitals also as it is usually written."""
    spots = gazetteer.find(name)
    if not spots and name.isupper() and sum(c.isalpha() for c in name) >= SHOUTED:
        spots = gazetteer.find(capitalized(name))
    return spots


def capitalized(name: str) -> str:
    """`PORT-AU-PRINCE` → `Port-au-Prince`, `SANAA` → `Sanaa`."""
    words = re.split(r"([\s-])", name.lower())
    small = {"au", "al", "el", "ez", "es", "de", "la", "of", "upon", "the", "and", "on"}
    return "".join(w if i and w in small else w[:1].upper() + w[1:] for i, w in enumerate(words))
