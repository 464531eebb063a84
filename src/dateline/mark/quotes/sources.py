"""Which noun phrases can speak, and which of them are outlets."""

from __future__ import annotations

from dateline.lexicon.agents import load_agents
from dateline.lexicon.packs import per_packs
from dateline.lexicon.speech import Speech
from dateline.mark.quotes.finding import voice
from dateline.parse import Sentence

PARTIES = {"PERSON", "ORG", "GPE", "NORP"}
WITHIN = {"compound", "poss", "appos", "nmod", "amod"}


@per_packs
def _agents() -> frozenset[str]:
    return frozenset(word.lower() for agent in load_agents() for word in (agent.noun, agent.plural))


def is_source(sentence: Sentence, head: int, speech: Speech) -> bool:
    """A person, a body, a document or somebody in general: whoever has words of their own."""
    token = sentence.tokens[head]
    if token.ent in PARTIES or token.pos in {"PRON", "PROPN"}:
        return True
    words = {token.lemma.lower(), token.lower}
    return bool(words & speech.sources.keys() or words & speech.media_nouns or words & _agents())


def is_medium(sentence: Sentence, head: int, speech: Speech) -> bool:
    """The phrase names an outlet or is one by trade (television, news agency)."""
    token = sentence.tokens[head]
    words = {token.lemma.lower(), token.lower, f"{sentence.tokens[head - 1].lower} {token.lower}" if head else ""}
    if words & speech.media_nouns:
        return not any(sentence.tokens[c].tag == "PRP$" for c in sentence.children(head))  # its channel, his website
    phrase = voice(sentence, head)
    first = phrase.start - sentence.start
    inside = [head, *(c for c in sentence.children(head) if sentence.tokens[c].dep in WITHIN)]
    for m in speech.media_names.finditer(sentence.text[first:phrase.end - sentence.start]):
        start, end = phrase.start + m.start(), phrase.start + m.end()
        if any(start <= sentence.tokens[i].start < end for i in inside):
            return True
    return False
