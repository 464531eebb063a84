"""One pattern of the codebook: its keys and values, and whether anything in English could match it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.lexicon.cameo import load_cameo
from dateline.lexicon.checks.findings import near
from dateline.lexicon.classes import SPECIAL
from dateline.lexicon.codebook import CATEGORIES, KNOWN, PREPOSITIONS, Codebook
from dateline.lexicon.inflection import forms
from dateline.lexicon.tables import DATA
from dateline.lexicon.words import fold, join

AUXILIARIES = ("historical", "future", "hypothetical", "negation")
CONTEXTS = frozenset(f.name.removesuffix(".txt") for f in (DATA / "contexts").iterdir() if f.name.endswith(".txt"))
PARTS = ("verb", "noun", "adjective")
SLOTS = frozenset({"object", "indirect", "possessor", "modifier", "clause", "clause-object", "subject", "none"})
WORDS = ("object", "subject", "complement", "with", "without")
CLAUSES = frozenset({"clause", "infinitive"})
BEING = frozenset({"be", "is", "are", "was", "were", "been", "being"})

Fault = tuple[tuple[str | int, ...], str]  # the keys that lead to it, and what is wrong
IDLE = "this one can never match"  # said of a word in a list whose other words may: a remark, no mistake


class PatternCheck:
    """Checks the patterns of one category. `below` is the codebook they are laid over, None when it cannot be read."""

    def __init__(
        self, event: str, modes: dict[str, frozenset[str]], classes: dict[str, frozenset[str]], below: Codebook | None
    ) -> None:
        self.event, self.modes, self.classes = event, modes, classes
        patterns = [p for c in below.categories.values() for p in c.patterns] if below is not None else []
        self.slots = SLOTS | PREPOSITIONS | {s for p in patterns for s in (*p.recipient, p.actor, *(k for k, _ in p.prep))}
        self.verbs = {ph.key for p in patterns if p.part == "verb" for ph in p.phrases}
        self.owners = {form: verb for verb in self.verbs for form in forms(verb)}

    def faults(self, raw: Any) -> Iterator[Fault]:
        """What is wrong with a pattern."""
        if not isinstance(raw, dict):
            yield (), f"a pattern is a mapping that begins with `- id: …`, not {raw!r}"
            return
        if not raw.get("id"):
            yield (), "a pattern needs an `id`, so that a record can name it"
        for key in raw:
            if key not in KNOWN:
                yield (str(key),), f"unknown key {str(key)!r} of a pattern{near(str(key), KNOWN)}"
        parts = [p for p in PARTS if p in raw]
        if len(parts) != 1:
            yield (), f"a pattern has exactly one of verb, noun, adjective; this one has {' and '.join(parts) or 'none'}"
        for part in parts:
            wordings = _listed(raw[part])
            idle = [self._is_idle(part, w) for w in wordings]
            for n, wording in enumerate(wordings):
                if idle[n]:
                    what = "a pattern of it can never match" if all(idle) else IDLE
                    yield (part, n), f"{wording!r}: patterns are written in the active voice, without `be`; {what}"
                elif said := self._wording(part, wording):
                    yield (part, n), said
        for key in WORDS:
            if key in raw:
                yield from self._words(key, raw[key], (key,))
        yield from self._prepositions(raw)
        yield from self._slots(raw)
        yield from self._values(raw)
        if raw.get("with") and raw.get("without") and self._keys(raw["with"]) <= self._keys(raw["without"]):
            yield ("without",), "it can never match: every word that `with` asks for, `without` forbids"

    def mode_fault(self, event: str, mode: object) -> str | None:
        """What is wrong with a mode's name."""
        known = self.modes.get(event, frozenset())
        if str(mode) in known:
            return None
        return f"{event} has no mode {str(mode)!r}; they are {', '.join(sorted(known)) or 'none'}{near(str(mode), known)}"

    def _wording(self, part: str, wording: object) -> str | None:
        if not isinstance(wording, str) or not wording.strip():
            return f"a wording is text, not {wording!r}"
        if wording.startswith("@"):
            return f"{wording}: the predicate itself is written in words; classes stand in the slots"
        key = fold(wording.split()[0])
        if part != "verb":
            return None
        if key not in self.verbs and key in self.owners:
            return f"{wording!r} can never match: {key} is a form of {self.owners[key]}; write the lemma"
        return None

    def _is_idle(self, part: str, wording: object) -> bool:
        return part == "verb" and isinstance(wording, str) and fold(wording.split()[0] if wording.strip() else "") in BEING

    def _words(self, key: str, raw: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
        words = _listed(raw)
        if not words or (len(words) == 1 and words[0] in (None, "")):
            yield path, f"{key} is an empty list, which nothing fills; leave it out for `anything, or nothing`"
        for n, word in enumerate(words):
            where = (*path, n) if isinstance(raw, list) else path
            if not isinstance(word, (str, int, float)) or isinstance(word, bool):
                yield where, f"{word!r} is no word; put it in quotation marks if it is meant as one"
                continue
            name = str(word)[1:] if str(word).startswith("@") else None
            if name is None:
                continue
            if name in CATEGORIES or name in CLAUSES:
                if key != "complement":
                    what = IDLE if len(words) > 1 else "here it can never match"
                    yield where, f"@{name} can only stand in `complement`; {what}"
            elif name in self.classes:
                if not self.classes[name]:
                    yield where, f"the class @{name} is empty; it can never match"
            elif name not in SPECIAL:
                yield where, f"there is no class @{name}{near(name, [*self.classes, *SPECIAL])}"

    def _prepositions(self, raw: dict[str, Any]) -> Iterator[Fault]:
        prep = raw.get("prep")
        if prep is None:
            return
        if not isinstance(prep, dict):
            yield ("prep",), "prep is a mapping from a preposition to words: {from: [\"@actor\"]}"
            return
        for name, words in prep.items():
            if str(name) not in self.slots:
                yield ("prep", str(name)), f"{str(name)!r} is no preposition{near(str(name), PREPOSITIONS)}"
            yield from self._words(f"prep {name}", words, ("prep", str(name)))

    def _slots(self, raw: dict[str, Any]) -> Iterator[Fault]:
        for key in ("recipient", "actor"):
            values = _listed(raw.get(key, []))
            if key == "actor" and len(values) > 1:
                yield (key,), "actor is one place: subject, object, by, a preposition or none"
            for value in values:
                if str(value) not in self.slots:
                    yield (key,), f"{key}: {str(value)!r} is no place of a frame and no preposition{near(str(value), self.slots)}"

    def _values(self, raw: dict[str, Any]) -> Iterator[Fault]:
        event = str(raw.get("event", self.event))
        if event not in CATEGORIES:
            yield ("event",), f"there is no category {event!r}{near(event, CATEGORIES)}"
        elif raw.get("mode") is not None and (said := self.mode_fault(event, raw["mode"])):
            yield ("mode",), said
        cameo = raw.get("cameo")
        if cameo is not None and str(cameo) not in load_cameo():
            yield ("cameo",), f"there is no CAMEO code {str(cameo)!r}{near(str(cameo), load_cameo())}"
        for context in _listed(raw.get("contexts") or []):
            if context not in CONTEXTS:
                yield ("contexts",), f"PLOVER has no context {context!r}{near(str(context), CONTEXTS)}"
        for auxiliary in _listed(raw.get("auxiliary") or []):
            if auxiliary not in AUXILIARIES:
                yield ("auxiliary",), f"{auxiliary!r} is no auxiliary; they are {', '.join(AUXILIARIES)}"
        weight = raw.get("weight", 0.8)
        if isinstance(weight, bool) or not isinstance(weight, (int, float)) or not 0 <= weight <= 1:
            yield ("weight",), f"a weight is a number from 0 to 1, not {weight!r}"
        if not isinstance(raw.get("reciprocal", False), bool):
            yield ("reciprocal",), "reciprocal is true or false"

    def _keys(self, raw: Any) -> set[str]:
        out: set[str] = set()
        for word in map(str, _listed(raw)):
            out |= self.classes.get(word[1:], frozenset({word})) if word.startswith("@") else {join(word)}
        return out


def _listed(raw: Any) -> list[Any]:
    return list(raw) if isinstance(raw, (list, tuple)) else [raw]
