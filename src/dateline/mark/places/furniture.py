"""Place names in the dateline and in captions, which are not parsed as sentences of the story."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.lexicon.gazetteer import Gazetteer, Spot
from dateline.lexicon.place_words import load_place_words
from dateline.mark.places.found import Found
from dateline.mark.places.judge import area
from dateline.mark.places.scan import SHOUTED, capitalized, look_up, surface
from dateline.parse.tree import Parsed

FILED_AT, IN_CAPTION = 0.95, 0.6  # chance that a name of the gazetteer there is used of a place
CAPTION_TOWN = 100_000  # captions are not parsed: only names that are hardly anything else count there
LONGEST = 6  # words of a name
FILED_LETTERS = 3  # datelines are in capitals: GAO, OSLO
UNPARSED = frozenset({"caption"})
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_TAIL = re.compile(r" \(| [-–—]|,|:")


def furniture(parsed: Parsed, gazetteer: Gazetteer) -> Iterator[Found]:
    """Names in the dateline and in captions."""
    article = parsed.article
    if article.dateline is not None:
        line = article.dateline
        named = list(_scan(article.text, line.start, line.end, gazetteer, filed=True))
        # The table of small towns takes most of a second to load: it is asked only when nothing else is known.
        yield from named or _scan(article.text, line.start, line.end, gazetteer, filed=True, small=True)
    for segment in article.segments:
        if segment.kind in UNPARSED:
            yield from _scan(article.text, segment.start, segment.end, gazetteer, filed=False)


def _scan(text: str, start: int, end: int, gazetteer: Gazetteer, filed: bool, small: bool = False) -> Iterator[Found]:
    tokens = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    i = 0
    while i < len(tokens):
        for j in range(min(len(tokens), i + LONGEST), i, -1):
            found = _name(text, tokens[i][0], tokens[j - 1][1], gazetteer, filed, small)
            if found is None:
                continue
            found.first, found.last = i, j
            found.within += _behind(text[found.end : end], gazetteer)
            yield found
            i = j - 1
            break
        i += 1


def _name(text: str, start: int, end: int, gazetteer: Gazetteer, filed: bool, small: bool) -> Found | None:
    name = surface(text, start, end)
    spots = look_up(name, gazetteer, FILED_LETTERS if filed else SHOUTED) or look_up(name.rstrip("."), gazetteer)
    if filed and not spots:
        spots = gazetteer.find_short(name) if name in gazetteer.short else ()
        if small:
            spots = spots or gazetteer.find_small(capitalized(name) if name.isupper() else name)
    if not spots or (not filed and (name in load_place_words().ambiguous or _small(spots))):
        return None
    return Found(-1, 0, 0, start, end, name, spots, FILED_AT if filed else IN_CAPTION)


def _behind(rest: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """The areas of the name behind the comma: `, Ill. (AP)`."""
    if not rest.startswith(","):
        return []
    tail = _TAIL.split(surface(rest, 1, len(rest)), maxsplit=1)[0].strip()
    return area(tail, gazetteer) or area(capitalized(tail), gazetteer)


def _small(spots: tuple[Spot, ...]) -> bool:
    return all(s.kind == "city" and s.population < CAPTION_TOWN for s in spots)
