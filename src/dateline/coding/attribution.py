"""Who tells of an event, and through whom it reached us."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.mark.actors import Party
from dateline.records import Attribution, Status


@dataclass(slots=True, frozen=True)
class Voice:
    """A quote or attributed claim with its parties found: `stance` is that of its cue (neutral, claim, deny …)."""

    quote: str | None
    spans: tuple[tuple[int, int], ...]
    speakers: tuple[Party, ...]
    via: tuple[Party, ...]
    stance: str
    kind: str = "indirect"
    place: tuple[int, int] | None = None

    def covers(self, offset: int) -> bool:
        """The character at `offset` was said, not narrated."""
        return any(start <= offset < end for start, end in self.spans)


@dataclass(slots=True, frozen=True)
class Told:
    """The voices over one place in the text, innermost first, and the status they give."""

    chain: tuple[Attribution, ...] = ()
    status: Status = "asserted"


ALLEGING = frozenset({"claim", "accuse", "warn"})
SILENT = frozenset({"ask", "promise", "question"})  # what is asked for or promised is told by standing, not by voices


@dataclass(slots=True)
class Voices:
    """All voices of an article."""

    voices: list[Voice] = field(default_factory=list)

    def over(self, offset: int) -> list[Voice]:
        """Voices that cover an offset, innermost (shortest) first. Thoughts and wishes are left out: they attribute nothing."""
        found = [v for v in self.voices if v.stance not in SILENT and v.covers(offset)]
        return sorted(found, key=lambda v: sum(e - s for s, e in v.spans))

    def at(self, offset: int) -> Told:
        """Attribution and status of what stands at `offset`."""
        voices = self.over(offset)
        if not voices:
            return Told()
        chain = tuple(
            Attribution(speaker=v.speakers[0].id if v.speakers else None, via=tuple(p.id for p in v.via), quote=v.quote)
            for v in voices
        )
        status: Status = "reported"
        if any(v.stance == "deny" for v in voices):
            status = "denied"
        elif any(v.stance in ALLEGING for v in voices):
            status = "alleged"
        return Told(chain, status)

    def speakers_at(self, offset: int) -> tuple[Party, ...]:
        """Who says `I` and `we` at an offset."""
        for v in self.over(offset):
            if v.speakers and v.kind != "indirect":
                return v.speakers
        return ()
