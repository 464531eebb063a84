"""Words that say who says so: verbs, nouns, sources and phrases of attribution, and those who carry words on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.lexicon.laying import pack_rows
from dateline.lexicon.organizations import TABLE
from dateline.lexicon.packs import laid_packs, per_packs
from dateline.lexicon.tables import DATA, read_table

FOLDER = DATA / "speech"
MEDIA = "media.tsv"  # of the organisations: outlets
FRAMES = frozenset({"that", "quote", "to", "object-that", "of", "np"})


@dataclass(frozen=True)
class SpeechVerb:
    """A verb of speech or thought: its lemma, the words that belong to it (`out`, `of`), frames and stance."""

    lemma: str
    rest: tuple[str, ...]
    frames: frozenset[str]
    stance: str

    @property
    def id(self) -> str:
        """The row in `verbs.tsv`."""
        return "speech/verbs#" + " ".join((self.lemma, *self.rest))


@dataclass(frozen=True)
class SpeechNoun:
    """A noun that carries a clause of speech or thought."""

    lemma: str
    frames: frozenset[str]
    stance: str


@dataclass(frozen=True)
class Speech:
    """The words of attribution. `verbs` by first lemma, longest wording first; `phrases` by kind, as written;
    `acting` are verbs that with a noun object act on it instead of voicing it, `naming` those that do so unless a
    name for the object follows; `citing` are verbs that pass words on,
    with the forms (`as`, `ing`, `to`) in which the saying follows them."""

    verbs: Mapping[str, tuple[SpeechVerb, ...]]
    nouns: Mapping[str, SpeechNoun]
    sources: Mapping[str, str]
    phrases: Mapping[str, tuple[str, ...]]
    acting: frozenset[str]
    naming: frozenset[str]
    media_nouns: frozenset[str]
    media_names: re.Pattern[str]
    citing: Mapping[str, frozenset[str]]


@per_packs
def load_speech() -> Speech:
    """Read `data/speech` and the media of `data/actors/organizations`. Raises DataError when a table is not right."""
    verbs: dict[str, list[SpeechVerb]] = {}
    for row in read_table(FOLDER / "verbs.tsv", ("lemma", "frames", "stance", "note")):
        first, *rest = row["lemma"].split()
        frames = frozenset(row.list("frames"))
        if frames - FRAMES:
            raise row.error(f"no such frame: {', '.join(sorted(frames - FRAMES))}")
        verbs.setdefault(first, []).append(SpeechVerb(first, tuple(rest), frames, row["stance"]))
    nouns = {
        row["noun"]: SpeechNoun(row["noun"], frozenset(row.list("frames")), row["stance"])
        for row in read_table(FOLDER / "nouns.tsv", ("noun", "frames", "stance", "note"))
    }
    sources = {row["noun"]: row["kind"] for row in read_table(FOLDER / "sources.tsv", ("noun", "kind", "note"))}
    phrases: dict[str, list[str]] = {}
    for row in read_table(FOLDER / "phrases.tsv", ("phrase", "kind", "note")):
        phrases.setdefault(row["kind"], []).append(row["phrase"])
    objects = list(read_table(FOLDER / "objects.tsv", ("verb", "note")))
    citing = read_table(FOLDER / "citing.tsv", ("verb", "forms", "note"))
    return Speech(
        verbs={first: tuple(sorted(found, key=lambda v: -len(v.rest))) for first, found in verbs.items()},
        nouns=nouns,
        sources=sources,
        phrases={kind: tuple(found) for kind, found in phrases.items()},
        acting=frozenset(row["verb"] for row in objects if not row["note"].startswith("naming")),
        naming=frozenset(row["verb"] for row in objects if row["note"].startswith("naming")),
        media_nouns=frozenset(row["noun"].lower() for row in read_table(FOLDER / "media.tsv", ("noun", "note"))),
        media_names=_media_names(),
        citing={row["verb"]: frozenset(row.list("forms")) for row in citing},
    )


def _media_names() -> re.Pattern[str]:
    """Names of outlets: those of our table, and of packs' tables of the same name."""
    rows = list(read_table(DATA.joinpath(*TABLE.place.split("/")) / MEDIA, TABLE.columns))
    rows += [row for pack in laid_packs() for row in pack_rows(pack, TABLE) if row.file.endswith(f"/{MEDIA}")]
    names = {name for row in rows for name in (row["name"], *row.list("aliases")) if name and not name.startswith("-")}
    listed = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")
