"""What somebody says another must do is a request: "Relevant countries should stop …", he said."""

from __future__ import annotations

from dateline.coding.attribution import Voice
from dateline.coding.frames import Frame, Framer
from dateline.coding.match import Match
from dateline.coding.roles import Role, RoleReader
from dateline.lexicon.classes import load_classes
from dateline.lexicon.codebook import Pattern, Phrase
from dateline.lexicon.packs import per_packs
from dateline.lexicon.words import fold
from dateline.parse.phrases import PASSIVE_SUBJECTS, SUBJECTS, pobjs
from dateline.parse.tree import Sentence

MUST = frozenset({"must", "should", "ought"})
NEED = frozenset({"have", "need"})
WEIGHT = 0.55
MODES = {"yield": "yield-verb", "meet": "meet-verb", "assist": "assist-verb", "change": "change-verb"}


@per_packs
def _mode_words() -> dict[str, frozenset[str]]:
    classes = load_classes()
    return {mode: classes.get(name, frozenset()) for mode, name in MODES.items()}


def obligations(
    s: Sentence, framer: Framer, roles: RoleReader, voices: list[Voice]
) -> list[tuple[Match, list[Role], list[Role]]]:
    """Requests voiced as obligations: the speaker asks it of the subject. Only where the speaker stands in the sentence."""
    out = []
    for t in s.tokens:
        if t.pos not in {"VERB", "AUX"} or not _obliged(s, t.i):
            continue
        voice = next(
            (v for v in voices if v.speakers and v.place and s.start <= v.place[0] < s.end and v.covers(t.start)), None
        )
        if voice is None or voice.place is None:
            continue
        frame = framer.verb(t.i)
        asked = roles.parties(
            [i for i in (frame.objects if frame.passive else frame.subjects) if s.tokens[i].pos != "PRON"]
        )
        inside = [k.i for k in s.tokens if voice.place[0] <= k.start and k.end <= voice.place[1]]
        speaker = {p.id for p in voice.speakers}
        asked = [r for r in asked if r.party.id not in speaker]
        asked = _meant(s, roles) or asked
        if not asked or not inside:
            continue
        actors = [Role(p, inside[0], inside[-1] + 1, True) for p in voice.speakers]
        out.append((_match(s, t.i, frame), actors, asked))
    return out


def _meant(s: Sentence, roles: RoleReader) -> list[Role]:
    """Whom the copy says is meant: "In an apparent reference to the United States, he said …"."""
    out = []
    pointing = load_classes().get("allusion", frozenset())
    for t in s.tokens:
        if t.dep == "pobj" and t.lemma in pointing:
            for c in s.children(t.i):
                if s.tokens[c].dep == "prep" and s.tokens[c].lower in {"to", "at"}:
                    out += roles.parties(pobjs(s, c))
    return out


def _obliged(s: Sentence, i: int) -> bool:
    """The verb stands under `must`, `should`, or is the infinitive of `have to`, `need to`."""
    if any(s.tokens[c].dep == "neg" for c in s.children(i)):
        return False
    if any(s.tokens[c].dep == "aux" and s.tokens[c].lower in MUST for c in s.children(i)):
        return any(s.tokens[c].dep in SUBJECTS | PASSIVE_SUBJECTS for c in s.children(i))
    head = s.tokens[i].head
    return (
        s.tokens[i].dep == "xcomp"
        and head != i
        and s.tokens[head].lemma in NEED
        and s.tokens[head].tag in {"VBP", "VBZ"}
    )


def _match(s: Sentence, i: int, frame: Frame) -> Match:
    words = {fold(s.tokens[i].lemma)} | {fold(s.tokens[k].lemma) for k in frame.complements}
    mode = next((m for m, known in _mode_words().items() if words & known), None)
    pattern = Pattern(
        rule="plover/REQUEST#obligation",
        event="REQUEST",
        part="verb",
        phrases=(),
        mode=mode,
        weight=WEIGHT,
        cameo={"yield": "105", "meet": "106", "assist": "103", "change": "104"}.get(mode or "", "100"),
    )
    return Match(pattern, Phrase("must"), frame, (0.0, WEIGHT))
