"""Where an event happened: the place its own words put it at, else what the sentence, paragraph and dateline say."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.lexicon.packs import per_packs
from dateline.lexicon.place_words import load_place_words
from dateline.lexicon.states import load_states
from dateline.mark.actors.metonyms import is_metonym
from dateline.mark.places.evidence import government_role
from dateline.parse.tree import Sentence
from dateline.records import Article, Place

PLAIN = {"P": 0, "S": 0, "A": 1, "T": 1, "H": 2, "L": 3}  # a town says more of where than a country or a continent
DONE_TO = frozenset({"P", "S", "T"})
FAR = 6  # arcs between a predicate and a phrase of place beyond which they have little to do with each other


def event_place(sentence: Sentence, trigger: int, places: Sequence[Place], article: Article) -> str | None:
    """Id of the place where the event of token `trigger` happened, or None.

    First a phrase with in, at, near, outside and the like that belongs to the predicate or its arguments, the nearest
    to the predicate first, or the town that the predicate is done to (shelled Kharkiv); then the one place of the
    sentence that is located; then the one town named before it in the paragraph; then the place of the dateline. A name
    that stands for a government is never where something happened.
    """
    here = [p for p in places if p.lat is not None and sentence.start <= p.start < sentence.end]
    located = [(p, i) for p in here if (i := _located(sentence, p, trigger)) is not None]
    reach = [(p, steps) for p, i in located if (steps := _steps(sentence, i, trigger)) is not None]
    if reach:
        return min(reach, key=lambda r: (r[1], PLAIN.get(r[0].feature or "", 1), r[0].start))[0].id
    if len(located) == 1:
        return located[0][0].id
    if located:
        return None
    return _from_context(sentence, places, article)


def _located(sentence: Sentence, place: Place, trigger: int) -> int | None:
    """The token by which a place hangs in the sentence as a place (its preposition, or itself as what the predicate is
    done to); None when it does not."""
    head = sentence.head_of(place.start, place.end)
    if head is None:
        return None
    role = government_role(place.name, place.geonameid in _states())
    i = head
    while sentence.tokens[i].dep in {"appos", "conj", "compound", "poss", "nmod", "amod"}:
        i = sentence.tokens[i].head
    token = sentence.tokens[i]
    if is_metonym(sentence, head, role):
        return None
    if token.dep in {"dobj", "nsubjpass"}:
        return i if i == head and token.head == trigger and place.feature in DONE_TO else None
    if token.dep != "pobj":
        return None
    preposition = sentence.tokens[token.head]
    use = load_place_words().prepositions.get(preposition.lower)
    if use == "of" and sentence.tokens[preposition.head].dep == "pobj":  # in the city of Homs, near the border of Chad
        above = sentence.tokens[sentence.tokens[preposition.head].head]
        use = load_place_words().prepositions.get(above.lower)
    moved = use == "way" and preposition.head == trigger and role != "seat"
    return token.head if use == "at" or moved else None


@per_packs
def _states() -> frozenset[int | None]:
    return frozenset(s.geonameid for s in load_states() if s.geonameid)


def _steps(sentence: Sentence, i: int, trigger: int) -> int | None:
    """Arcs from a phrase of place up to the predicate; None when it belongs to another predicate."""
    steps = 0
    while i != trigger:
        token = sentence.tokens[i]
        if token.head == i or steps > FAR:
            return None
        above = sentence.tokens[token.head]
        if above.i != trigger and above.pos == "VERB" and token.dep not in {"prep", "xcomp"}:
            return None
        i, steps = above.i, steps + 1
        if above.i != trigger and above.pos == "VERB" and _carries(sentence, above.i, trigger):
            return steps + 1
    return steps


def _carries(sentence: Sentence, verb: int, trigger: int) -> bool:
    """Whether the predicate is the subject, object or complement of a verb: what locates the verb locates it."""
    t = sentence.tokens[trigger]
    return t.head == verb and t.dep in {"nsubj", "nsubjpass", "dobj", "attr", "conj", "xcomp"}


def _from_context(sentence: Sentence, places: Sequence[Place], article: Article) -> str | None:
    line = article.dateline
    opening = article.text.rfind("\n", 0, sentence.start) + 1
    if line is not None and line.start <= opening < line.end:
        opening = line.end
    earlier = {
        p.name: p
        for p in places
        if p.lat is not None and opening <= p.start < sentence.start and p.confidence > 0.5 and p.feature in {"P", "S"}
    }
    if len(earlier) == 1:
        return next(iter(earlier.values())).id
    if earlier or line is None:
        return None
    filed = [p for p in places if p.lat is not None and line.start <= p.start < line.end]
    return filed[0].id if filed and opening <= line.end else None
