"""Quotes with their voices found among the parties of the article."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.attribution import Voice
from dateline.mark.actors import Clusters, Party, Ref
from dateline.mark.quotes.draft import QuoteDraft
from dateline.mark.quotes.draft import Voice as Place
from dateline.parse.tree import Parsed
from dateline.records import Participant, Quote


def resolve_quotes(
    parsed: Parsed, drafts: Sequence[QuoteDraft], clusters: Clusters
) -> tuple[tuple[Quote, ...], list[Voice]]:
    """Records of the quotes in text order, and the voices that events are told by."""
    quotes: list[Quote] = []
    voices: list[Voice] = []
    for draft in drafts:
        speakers = _parties(parsed, clusters, draft.speaker)
        via = [
            (place, party)
            for place in draft.via
            for party in _parties(parsed, clusters, place)[:1]
            if party not in speakers
        ]
        quote = Quote(
            id=f"q{len(quotes) + 1}",
            kind=draft.kind,
            spans=draft.spans,
            speaker=Participant(speakers[0].id, draft.speaker.start, draft.speaker.end)
            if draft.speaker and speakers
            else None,
            cue=draft.cue,
            via=tuple(Participant(party.id, place.start, place.end) for place, party in via),
            why=draft.why,
        )
        if draft.depth == 0:  # what is said inside another quote is told by the chain of voices
            quotes.append(quote)
        if not draft.negated:
            voices.append(
                Voice(
                    quote.id if draft.depth == 0 else None,
                    tuple((s.start, s.end) for s in draft.spans),
                    speakers,
                    tuple(party for _, party in via),
                    draft.stance,
                    draft.kind,
                    (draft.speaker.start, draft.speaker.end) if draft.speaker else None,
                )
            )
    return tuple(quotes), voices


def _parties(parsed: Parsed, clusters: Clusters, place: Place | None) -> tuple[Party, ...]:
    """The parties a voice's phrase stands for; a phrase that names none known becomes a party of its own."""
    if place is None:
        return ()
    at = (place.sentence, place.head)
    known = clusters.by_head.get(at) or clusters.modifiers.get(at)
    if known is None:
        s = parsed.sentences[place.sentence]
        inside = [
            t.i
            for t in s.tokens
            if place.start <= t.start and t.end <= place.end and (s.index, t.i) in clusters.by_head
        ]
        exact = [i for i in inside if i == s.head_of(place.start, place.end)]
        if exact:
            known = clusters.by_head[s.index, exact[0]]
    if known is None:
        known = _owners(parsed, clusters, place)
    if known is None and parsed.sentences[place.sentence].tokens[place.head].tag in {"WDT", "WP"}:
        return ()
    if known is None:
        known = (_new(parsed, clusters, place),)
        clusters.by_head[at] = known
    return known


def _owners(parsed: Parsed, clusters: Clusters, place: Place) -> tuple[Party, ...] | None:
    """ "The core of China's stance is …": what no party can say is said by who owns it."""
    s = parsed.sentences[place.sentence]
    if s.tokens[place.head].pos not in {"NOUN", "PROPN"}:
        return None
    queue = [place.head]
    while queue:
        at = queue.pop(0)
        for c in s.children(at):
            if s.tokens[c].dep == "poss" and (s.index, c) in clusters.by_head:
                return clusters.by_head[s.index, c]
            if s.tokens[c].dep == "pobj" or (s.tokens[c].dep == "prep" and s.tokens[c].lower in {"of", "by", "from"}):
                queue.append(c)
    return None


def _new(parsed: Parsed, clusters: Clusters, place: Place) -> Party:
    text = parsed.article.text[place.start : place.end]
    token = parsed.sentences[place.sentence].tokens[place.head]
    pronoun = token.pos == "PRON"
    ref = Ref(
        place.sentence,
        place.head,
        place.start,
        place.end,
        "pronoun" if pronoun else "nominal",
        text,
        "person" if pronoun or token.ent == "PERSON" else "group",
        f"voice:{text.lower()}",
        rule="mark/voice",
    )
    for party in clusters.parties:
        if party.key == ref.key and not pronoun:
            party.refs.append(ref)
            return party
    party = Party(
        f"a{len(clusters.parties) + 1}",
        ref.key or "",
        text.removeprefix("the ").removeprefix("The "),
        ref.kind,
        None,
        (),
        None,
        None,
        refs=[ref],
    )
    clusters.parties.append(party)
    return party
