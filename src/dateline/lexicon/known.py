"""What the lexicon knows of one name or word."""

from __future__ import annotations

import msgspec

from dateline.lexicon.agents import Agent, Title, load_agents, load_titles
from dateline.lexicon.classes import load_classes
from dateline.lexicon.codebook import Phrase, load_codebook
from dateline.lexicon.inflection import verb_lemma
from dateline.lexicon.names import Name, load_names
from dateline.lexicon.words import fold, join

MOST_NEAR = 8


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """A pattern that the word may start, and in which of its wordings."""

    rule: str
    event: str
    mode: str | None
    part: str
    words: tuple[str, ...]
    weight: float


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """All of it; `near` are names that hold the word, where nothing is known of it alone."""

    name: str
    parties: tuple[Name, ...]
    agents: tuple[Agent, ...]
    titles: tuple[Title, ...]
    classes: tuple[str, ...]
    wordings: tuple[Wording, ...]
    near: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing is known."""
        return not (self.parties or self.agents or self.titles or self.classes or self.wordings)


def known_of(name: str) -> Known:
    """What the tables and the codebook say of a name, a noun, a verb or a fixed phrase, with the packs in force."""
    name = " ".join(name.split())
    key, low = join(name), name.lower()
    names = load_names()
    parties = names.names(name) or tuple(n for form, ns in names.by_form.items() if form.lower() == low for n in ns)
    found = Known(
        name=name,
        parties=parties,
        agents=tuple(a for a in load_agents() if key in (join(a.noun), join(a.plural))),
        titles=tuple(t for t in load_titles() if join(t.title) == key),
        classes=tuple(sorted(c for c, words in load_classes().items() if key in words)),
        wordings=_wordings(name),
    )
    if not found.empty:
        return found
    near = sorted((form for form in names.by_form if low in form.lower()), key=lambda f: (len(f), f))
    return msgspec.structs.replace(found, near=tuple(near[:MOST_NEAR]))


def _wordings(name: str) -> tuple[Wording, ...]:
    """Patterns with a wording that is the phrase, or begins with it."""
    first = name.split()[0].lower() if name else ""
    asked = [fold(w) for w in name.split()][1:]
    out: dict[str, Wording] = {}
    for part, key in (("verb", verb_lemma(first, first)), ("adjective", fold(first)), ("noun", join(name))):
        for pattern, phrase in load_codebook().patterns_for(part, key):
            if part != "noun" and asked and list(phrase.rest[: len(asked)]) != asked:
                continue
            before = out[pattern.rule].words if pattern.rule in out else ()
            out[pattern.rule] = Wording(rule=pattern.rule, event=pattern.event, mode=pattern.mode, part=part,
                                        words=(*before, _written(phrase)), weight=pattern.weight)
    return tuple(sorted(out.values(), key=lambda w: (w.event, w.rule)))


def _written(phrase: Phrase) -> str:
    leads = [phrase.leads] if phrase.leads and phrase.leads not in phrase.rest else []
    return " ".join((phrase.key, *phrase.rest, *leads))
