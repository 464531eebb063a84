"""The codebook: one YAML file per PLOVER category, read, checked and compiled into patterns."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

import msgspec

from dateline.errors import DataError
from dateline.lexicon.amend import OURS, amended
from dateline.lexicon.cache import compiled
from dateline.lexicon.classes import SPECIAL, load_classes
from dateline.lexicon.documents import read_document
from dateline.lexicon.packs import laid_packs, per_packs
from dateline.lexicon.tables import DATA
from dateline.lexicon.words import fold, join

CATEGORIES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)  # PLOVER manual, draft 2.0
PartOfSpeech = Literal["verb", "noun", "adjective"]
PREPOSITIONS = frozenset(
    [
        "about",
        "above",
        "across",
        "against",
        "after",
        "along",
        "amid",
        "among",
        "around",
        "as",
        "at",
        "before",
        "behind",
        "below",
        "beneath",
        "between",
        "beyond",
        "by",
        "down",
        "during",
        "for",
        "from",
        "in",
        "inside",
        "into",
        "like",
        "near",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "over",
        "past",
        "since",
        "through",
        "to",
        "toward",
        "towards",
        "under",
        "until",
        "up",
        "upon",
        "with",
        "within",
        "without",
    ]
)  # closed class: tells a prepositional verb's own preposition from a particle or a fixed word


class Constraint(msgspec.Struct, frozen=True):
    """What may fill a slot: comparable words, and the names of special classes (`actor`, `state` …)."""

    words: frozenset[str] = frozenset()
    special: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()


class Phrase(msgspec.Struct, frozen=True):
    """One trigger wording: its key word, the other words it needs, and the preposition that leads to the recipient."""

    key: str
    rest: tuple[str, ...] = ()
    leads: str | None = None


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the codebook, compiled. `rule` is the id in records: `plover/COERCE#detain.02`."""

    rule: str
    event: str
    part: PartOfSpeech
    phrases: tuple[Phrase, ...]
    subject: Constraint | None = None
    object: Constraint | None = None
    prep: tuple[tuple[str, Constraint], ...] = ()
    complement: Constraint | None = None
    with_: Constraint | None = None
    without: Constraint | None = None
    actor: str = "subject"
    recipient: tuple[str, ...] = ()
    reciprocal: bool = False
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    auxiliary: tuple[str, ...] = ()
    weight: float = 0.8

    @property
    def constraints(self) -> int:
        """How many demands the pattern makes beside its trigger."""
        slots = (self.subject, self.object, self.complement, self.with_)
        return sum(s is not None for s in slots) + len(self.prep)


class Mode(msgspec.Struct, frozen=True, kw_only=True):
    """A mode of a category."""

    name: str
    score: float | None
    definition: str
    cameo: str | None = None
    contexts: tuple[str, ...] = ()


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence and what the coder must make of it; `expect` None means: this category must not be found."""

    text: str
    expect: dict[str, Any] | None
    counter: bool


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """One PLOVER category with everything its file says, and the packs in force.

    `dropped` and `changed` are ids of patterns that a pack switched off or wrote anew, with its name.
    """

    event: str
    quad: int
    score: float
    recipient_required: bool
    definition: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    rules: tuple[str, ...]
    modes: dict[str, Mode]
    cameo: str | None
    contexts: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    examples: tuple[Example, ...]
    dropped: dict[str, str] = {}
    changed: dict[str, str] = {}


class Codebook(msgspec.Struct, frozen=True):
    """All categories and the index from a key word to the patterns it may start."""

    categories: dict[str, Category]
    index: dict[tuple[str, str], tuple[tuple[Pattern, Phrase], ...]]

    def patterns_for(self, part: str, key: str) -> tuple[tuple[Pattern, Phrase], ...]:
        """Patterns (with the wording that matched the key) for a part of speech and a comparable key."""
        return self.index.get((part, key), ())

    def mode(self, event: str, name: str) -> Mode | None:
        """The mode of a category, or None."""
        return self.categories[event].modes.get(name)


def load_codebook(folder: Path | None = None) -> Codebook:
    """Read and check every category file, with the packs in force. Raises DataError naming file and pattern."""
    return _laid() if folder is None else _codebook(folder)


@per_packs
def _laid() -> Codebook:
    return _codebook(DATA / "codebook")


def _codebook(source: Traversable | Path) -> Codebook:
    files = [f for f in sorted(source.iterdir(), key=lambda f: f.name) if f.name.endswith(".yaml")]
    words = [f for f in sorted((DATA / "classes").iterdir(), key=lambda f: f.name) if f.name.endswith(".txt")]

    def build() -> list[Category]:
        classes = load_classes()
        return [_category(item, classes) for item in files]

    packs = laid_packs()
    name = "+".join(["codebook", *(p.name.replace("-", "_") for p in packs)])
    sources = [*files, *words, DATA / "spelling.tsv"]
    kept = compiled(name, sources, list[Category], build, " ".join(p.label for p in packs))
    categories = {c.event: c for c in kept}
    index: dict[tuple[str, str], list[tuple[Pattern, Phrase]]] = {}
    patterns = [p for category in categories.values() for p in category.patterns]
    for pattern in sorted(patterns, key=lambda p: p.rule.startswith(f"{OURS}/")):  # a pack's come first among equals
        for phrase in pattern.phrases:
            index.setdefault((pattern.part, phrase.key), []).append((pattern, phrase))
    return Codebook(categories, {k: tuple(v) for k, v in index.items()})


def _category(item: Traversable | Path, classes: dict[str, frozenset[str]]) -> Category:
    raw = read_document(item, item.name)
    if not isinstance(raw, dict) or raw.get("event") not in CATEGORIES:
        raise DataError(f"{item.name}: `event` must be one of {', '.join(CATEGORIES)}")
    event = str(raw["event"])
    laid = amended(item, raw)
    raw = laid.raw
    modes = {
        str(name): Mode(
            name=str(name),
            score=m.get("score"),
            definition=m.get("definition", ""),
            cameo=_code(m.get("cameo")),
            contexts=tuple(m.get("contexts") or ()),
        )
        for name, m in (raw.get("modes") or {}).items()
    }
    builder = _Builder(item.name, event, frozenset(modes), classes)
    patterns = tuple(builder.pattern(p, v) for p, v in zip(raw["patterns"], laid.vocabularies, strict=True))
    ids = [p.rule for p in patterns]
    for rule in dict.fromkeys(ids):
        if ids.count(rule) > 1:
            raise DataError(f"{item.name}: the pattern id {rule} stands twice")
    examples = tuple(_example(item.name, e, False) for e in raw.get("examples") or ())
    examples += tuple(_example(item.name, e, True) for e in raw.get("counterexamples") or ())
    try:
        return Category(
            event=event,
            quad=int(raw["quad"]),
            score=float(raw["score"]),
            recipient_required=raw.get("recipient") == "required",
            definition=str(raw["definition"]).strip(),
            includes=_texts(raw, "includes"),
            excludes=_texts(raw, "excludes"),
            rules=_texts(raw, "rules"),
            modes=modes,
            cameo=_code(raw.get("cameo")),
            contexts=_texts(raw, "contexts"),
            patterns=patterns,
            examples=examples,
            dropped=laid.dropped,
            changed=laid.changed,
        )
    except KeyError as e:
        raise DataError(f"{item.name}: the key {e} is missing") from None


def _texts(raw: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(x).strip() for x in raw.get(key) or ())


def _code(value: object) -> str | None:
    return None if value is None else str(value)


def _example(name: str, raw: Any, counter: bool) -> Example:
    if not isinstance(raw, dict) or "text" not in raw or "expect" not in raw:
        raise DataError(f"{name}: an example needs `text` and `expect`: {raw!r}")
    expect = raw["expect"]
    if expect == "none":
        expect = None
    elif not isinstance(expect, dict):
        raise DataError(f"{name}: `expect` must be `none` or a mapping: {raw['text']!r}")
    return Example(text=str(raw["text"]), expect=expect, counter=counter)


KNOWN = frozenset(
    [
        "id",
        "verb",
        "noun",
        "adjective",
        "object",
        "subject",
        "prep",
        "complement",
        "with",
        "without",
        "recipient",
        "actor",
        "reciprocal",
        "mode",
        "cameo",
        "contexts",
        "auxiliary",
        "event",
        "weight",
        "note",
    ]
)


class _Builder:
    """Compiles the patterns of one file."""

    def __init__(self, name: str, event: str, modes: frozenset[str], classes: dict[str, frozenset[str]]) -> None:
        self.name, self.event, self.modes, self.classes = name, event, modes, classes

    def pattern(self, raw: Any, vocabulary: str = OURS) -> Pattern:
        if not isinstance(raw, dict) or "id" not in raw:
            raise DataError(f"{self.name}: a pattern needs an `id`: {raw!r}")
        file = self.name if vocabulary == OURS else f"{vocabulary}/codebook/{self.name}"
        where = f"{file}: pattern {raw['id']}"
        unknown = set(raw) - KNOWN
        if unknown:
            raise DataError(f"{where}: unknown key {', '.join(sorted(map(str, unknown)))}")
        parts: list[PartOfSpeech] = [p for p in ("verb", "noun", "adjective") if p in raw]
        if len(parts) != 1:
            raise DataError(f"{where}: give exactly one of verb, noun, adjective")
        part = parts[0]
        phrases = tuple(_phrase(str(text), part) for text in _listed(raw[part]))
        event = str(raw.get("event", self.event))
        if event not in CATEGORIES:
            raise DataError(f"{where}: unknown event {event}")
        mode = raw.get("mode")
        if mode is not None and event == self.event and str(mode) not in self.modes:
            raise DataError(f"{where}: {self.event} has no mode {mode}")
        prep = tuple((str(k), c) for k, v in (raw.get("prep") or {}).items() if (c := self.constraint(where, v)))
        return Pattern(
            rule=f"{vocabulary}/{self.event}#{raw['id']}",
            event=event,
            part=part,
            phrases=phrases,
            subject=self.constraint(where, raw.get("subject")),
            object=self.constraint(where, raw.get("object")),
            prep=prep,
            complement=self.constraint(where, raw.get("complement")),
            with_=self.constraint(where, raw.get("with")),
            without=self.constraint(where, raw.get("without")),
            actor=str(raw.get("actor", "subject")),
            recipient=tuple(map(str, _listed(raw.get("recipient", [])))),
            reciprocal=bool(raw.get("reciprocal", False)),
            mode=None if mode is None else str(mode),
            cameo=_code(raw.get("cameo")),
            contexts=tuple(map(str, _listed(raw.get("contexts", [])))),
            auxiliary=tuple(map(str, _listed(raw.get("auxiliary", [])))),
            weight=float(raw.get("weight", 0.8)),
        )

    def constraint(self, where: str, raw: Any) -> Constraint | None:
        if raw is None:
            return None
        words: set[str] = set()
        special: set[str] = set()
        categories: set[str] = set()
        for text in map(str, _listed(raw)):
            if not text.startswith("@"):
                words.add(join(text))
            elif text[1:] in SPECIAL:
                special.add(text[1:])
            elif text[1:] in CATEGORIES:
                categories.add(text[1:])
            elif text[1:] in self.classes:
                words |= self.classes[text[1:]]
            else:
                raise DataError(f"{where}: there is no class {text}")
        return Constraint(frozenset(words), frozenset(special), frozenset(categories))


def _listed(raw: Any) -> list[Any]:
    return list(raw) if isinstance(raw, (list, tuple)) else [raw]


def _phrase(text: str, part: PartOfSpeech) -> Phrase:
    words = text.split()
    if part == "noun":
        preposition = words[-1] if len(words) > 1 and words[-1] in PREPOSITIONS else None
        core = words[:-1] if preposition else words
        return Phrase(join(" ".join(core)), (), preposition)
    rest = tuple(fold(w) for w in words[1:] if w not in {"a", "an", "the", "one's", "its", "their", "be"})
    leads = words[-1] if len(words) > 1 and words[-1] in PREPOSITIONS else None
    return Phrase(fold(words[0]), rest, leads)
