"""The parties of an article: phrases that name them, joined into actors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from dateline.lexicon.names import Found, load_names
from dateline.mark.actors.cluster import join_phrases
from dateline.mark.actors.lexicon import Lexicon, load_lexicon
from dateline.mark.actors.output import actor_records
from dateline.mark.actors.phrases import read_modifiers, read_phrases
from dateline.mark.actors.reading import ArticleNames, Reading
from dateline.mark.actors.roster import Clusters, Roster
from dateline.mark.draft import Party, Ref
from dateline.parse import Entity, Parsed, Sentence, plain

__all__ = ["Clusters", "Lexicon", "Party", "Ref", "actor_records", "load_lexicon", "mark_actors"]


def mark_actors(
    parsed: Parsed, lexicon: Lexicon, day: date | None, places: Mapping[int, str] | None = None, home: str | None = None
) -> Clusters:
    """Parties of an article. `day` is the story's day (who held which office); `places` maps start offsets of
    resolved place names to countries; `home` is the country the copy was filed from."""
    names = load_names()
    found = names.find(plain(parsed.article.text))
    article = _article_names(parsed, found, day, (places or {}).values())
    refs: list[list[Ref]] = []
    qualifying: list[Ref] = []
    at = 0
    for s in parsed.sentences:
        while at < len(found) and found[at].end <= s.start:
            at += 1
        here = []
        k = at
        while k < len(found) and found[k].start < s.end:
            here.append(found[k])
            k += 1
        reading = Reading(s, here, lexicon, day, places or {}, article, names)
        refs.append(read_phrases(reading))
        qualifying += read_modifiers(reading)
    return join_phrases(Roster(parsed, refs, qualifying, lexicon, names, day, home))


def _article_names(parsed: Parsed, found: list[Found], day: date | None, places: Iterable[str]) -> ArticleNames:
    known = [n for f in found for n in f.names if n.holds(day)]
    countries = {n.country for n in known if n.country and n.role not in {"region", "organization"}}
    parties = {n.party for n in known if n.role == "organization" and not n.needs_context}
    return ArticleNames(_surnames(parsed, found), frozenset({*countries, *places}), frozenset(parties))


def _surnames(parsed: Parsed, found: list[Found]) -> frozenset[str]:
    """Last names of the people an article names in full."""
    out = {n.form.split()[-1] for f in found for n in f.names if n.role == "person"}
    entities = [(e.label, _words(s, e)) for s in parsed.sentences for e in s.ents if e.label in {"PERSON", "ORG"}]
    out |= {words[-1] for label, words in entities if label == "PERSON" and len(words) > 1}
    alone = {words[0] for label, words in entities if label == "PERSON" and len(words) == 1}
    # A name taken once for an organization, whose last word is a person elsewhere.
    out |= {words[-1] for label, words in entities if label == "ORG" and len(words) == 2 and words[-1] in alone}
    return frozenset(out)


def _words(s: Sentence, e: Entity) -> list[str]:
    return [t.text for t in s.tokens[e.first : e.last] if t.tag != "POS"]
